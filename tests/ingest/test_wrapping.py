"""Lines that a program has cut at one width."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning.wrapping import JOINT, unwrapped

PARAGRAPH = "村里的老人说路修好了心就近了年轻人说网通了活就有了孩子们说灯亮了放学就不怕了" * 6
WIDTH = 36


def wrapped(text: str, indent: str = "　　") -> str:
    line = indent + text
    return "\n".join(line[at : at + WIDTH] for at in range(0, len(line), WIDTH)) + "\n"


def test_unwrapped_joins_the_lines_of_a_paragraph_and_keeps_offsets() -> None:
    text = f"办好实事\n{wrapped(PARAGRAPH + '。')}{wrapped(PARAGRAPH + '！')}"
    found = unwrapped(text)
    assert len(found) == len(text)
    assert [line.replace(JOINT, "") for line in found.splitlines()] == [
        "办好实事",
        f"　　{PARAGRAPH}。",
        f"　　{PARAGRAPH}！",
    ]


def test_unwrapped_leaves_a_title_below_a_full_line_alone() -> None:
    last = PARAGRAPH[: WIDTH - 1] + "。"
    for title in ("办好实事\n\n", "一件接着一件地办" * 6 + "\n"):
        text = f"{wrapped(PARAGRAPH)}{last}\n{title}{wrapped(PARAGRAPH + '。')}"
        assert title.strip() in unwrapped(text).splitlines()


def test_unwrapped_leaves_paragraphs_on_one_line_alone() -> None:
    text = f"办好实事\n{PARAGRAPH}。\n{PARAGRAPH}。\n"
    assert unwrapped(text) == text


@given(st.text(alphabet="甲乙。，\n　 ", max_size=400))
def test_unwrapped_changes_line_ends_only(text: str) -> None:
    found = unwrapped(text)
    assert found.replace(JOINT, "\n") == text


def test_unwrapped_leaves_a_title_of_full_width_above_its_byline_alone() -> None:
    title = "把群众的小事办成心头大事" * 3
    text = f"{wrapped(PARAGRAPH + '。')}{title}\n本报记者 王一二\n{wrapped(PARAGRAPH + '。')}"
    assert title in unwrapped(text).splitlines()


def test_unwrapped_leaves_a_title_of_two_lines_below_a_full_line_alone() -> None:
    last = PARAGRAPH[: WIDTH - 1] + "。"
    text = f"{wrapped(PARAGRAPH)}{last}\n把小事办好\n让大家放心\n{wrapped(PARAGRAPH + '。')}"
    assert "把小事办好" in unwrapped(text).splitlines()
