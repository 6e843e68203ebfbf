"""Numbers of a query in their other spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search.understanding.numerals import other_spellings, spelled, value_of


@given(st.integers(0, 99_999))
def test_spelled_number_has_its_value(number: int) -> None:
    assert value_of(spelled(number)) == value_of(str(number)) == number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("三百万", 3e6),
        ("1.2万", 12_000),
        ("两千", 2_000),
        ("98%", 98),
        ("十百", None),
        ("好", None),
    ],
)
def test_value_of_what_people_type(typed: str, value: float | None) -> None:
    assert value_of(typed) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("五十三家单位", [(0, 3, "53")]),
        ("建成112个", [(2, 5, "一百一十二")]),
        ("二零二二年", [(0, 4, "2022")]),
        ("三会一课和一老一小", []),
        ("满意率98.6%", []),
        ("2022年", []),
    ],
)
def test_other_spellings_of_what_is_counted(text: str, found: list[tuple[int, int, str]]) -> None:
    assert list(other_spellings(text)) == found
