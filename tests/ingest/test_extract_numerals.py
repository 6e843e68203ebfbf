"""Numbers with their units: values, ranges, masks, and what is no quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.metrics.numerals import han_value, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("惠及1.6万余名工人", 16000, "名"),
        ("投入16.3万元", 163000, "元"),
        ("共12,500册图书", 12500, "册"),
        ("三百余户人家", 300, "户"),
        ("一百二十件旧衣", 120, "件"),
        ("投入近亿元", 100_000_000, "元"),
        ("产值突破万亿元", 1e12, "元"),
        ("近四成来自外乡", 4, "成"),
        ("６０％的田块", 60, "%"),
        ("办理36．5万件诉求", 365_000, "件"),
        ("获得六连冠", 6, "连冠"),
    ],
)
def test_quantities_reads_value_and_unit(text: str, value: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5万—8万元", 50_000, 80_000), ("10到20万元", 100_000, 200_000), ("30至50户", 30, 50)],
)
def test_quantities_reads_both_ends_of_a_range(text: str, low: float, high: float) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.high) == (low, high)


@pytest.mark.parametrize("text", ["**名工人", "*.*万名工人", "xx个小组", "×余万户", "X家商铺"])
def test_quantities_keeps_a_masked_number_masked(text: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.masked
    assert quantity.unit is not None


@pytest.mark.parametrize("text", ["按照1+4+N架构", "第3名", "7×24小时", "千方百计", "百姓家里"])
def test_quantities_skips_formulas_ordinals_and_words(text: str) -> None:
    assert list(quantities(text)) == []


def test_quantities_takes_multipliers_exactly() -> None:
    (quantity,) = quantities("增加4374.4亿元")
    assert quantity.value == 437_440_000_000


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十二", 12), ("一百零五", 105), ("三万五千", 35_000), ("一点五", 1.5), ("二〇二四", None)],
)
def test_han_value_reads_chinese_numerals(numeral: str, value: float | None) -> None:
    assert han_value(numeral) == value


@given(st.text(alphabet="一二十百千万亿0123456789.,*x个元家的%—至余多第", max_size=40))
def test_quantities_spans_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for quantity in quantities(text):
        assert at <= quantity.start < quantity.end <= len(text)
        at = quantity.end
