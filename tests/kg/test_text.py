"""Folding that keeps offsets, sentences that cover the text, masks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import fold, fold_lines, is_masked, sentences

# What sentences are made of: words, end marks, quotations, blanks, and a character beyond 16 bits.
_TEXT = st.text(st.sampled_from("网格员入户。！？；;!?，、“”』）\n　 aＡ１😀𠮷"), max_size=80)


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_fold_makes_letters_and_digits_half_width_and_leaves_marks() -> None:
    assert fold("ＡＢ１２％，（甲）　乙") == "AB12%，（甲） 乙"


@given(st.text(max_size=60))
def test_fold_keeps_the_length_and_is_idempotent(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("甲\r\n\ufeff"), max_size=20))
def test_fold_lines_leaves_no_carriage_return(text: str) -> None:
    assert "\r" not in fold_lines(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n　", []),
        ("办实事", ["办实事"]),
        ("他说：“马上办！”大家笑了。好", ["他说：“马上办！”", "大家笑了。", "好"]),
        ("一是学；二是做\n三是改", ["一是学；", "二是做\n", "三是改"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
    ],
)
def test_sentences_end_at_marks_and_lines(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


@given(_TEXT)
def test_sentences_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans = list(sentences(text))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(_split(text)).split()) == "".join(text.split())


@given(_TEXT, st.integers(0, 80), st.integers(0, 80))
def test_sentences_keep_to_the_part_asked_for(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert all(start <= low < high <= end for low, high in sentences(text, start, end))


@pytest.mark.parametrize("text", ["网" * 5000, "网格员入户，" * 900, "入户走访 " * 900])
def test_sentences_cut_what_runs_on(text: str) -> None:
    parts = _split(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 600
    if "，" in text:
        assert all(part.endswith("，") for part in parts)


@pytest.mark.parametrize(
    "name", ["*社区", "×区", "3×个", "20××年", "20xx年", "XX镇", "xx", "某某街道", "某村", "＊＊乡"]
)
def test_is_masked_sees_masks(name: str) -> None:
    assert is_masked(name)


@pytest.mark.parametrize("name", ["桃源社区", "Xinjiang", "某些人", "EXPO", "7×24小时", "5x8", ""])
def test_is_masked_leaves_names_alone(name: str) -> None:
    assert not is_masked(name)
