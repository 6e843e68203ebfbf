from hypothesis import given
from hypothesis import strategies as st

from web.runs import EXCERPT, Span, cut, excerpt, find_names

TEXT = "余杭区小古城村党委开会。"


def test_cut_takes_the_outermost_of_nested_mentions() -> None:
    spans = [Span(3, 7, "place"), Span(0, 9, "organization"), Span(0, 3, "place")]
    assert [(run.text, run.kind) for run in cut(TEXT, spans)] == [
        ("余杭区小古城村党委", "organization"),
        ("开会。", ""),
    ]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8),
)
def test_cut_joins_to_the_text_whatever_the_spans(text: str, ends: list[tuple[int, int]]) -> None:
    runs = cut(text, [Span(a, b, "hit") for a, b in ends])
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)


def test_excerpt_shows_the_highlight_of_a_long_passage() -> None:
    text = "开头。" + "前" * 300 + "红色管家" + "后" * 300
    runs = excerpt(text, [(303, 307)])
    assert [run.text for run in runs if run.kind] == ["红色管家"]
    assert runs[0].text == runs[-1].text == "……"
    assert sum(len(run.text) for run in runs) <= EXCERPT + 4


def test_excerpt_begins_with_the_sentence_where_that_is_near() -> None:
    runs = excerpt("前" * 100 + "。楼栋里推行红色管家。", [(106, 110)])
    assert "".join(run.text for run in runs).endswith("。楼栋里推行红色管家。")


def test_excerpt_shows_where_most_of_the_words_are() -> None:
    text = "实事" + "前" * 300 + "。办成实事二十件。"
    runs = excerpt(text, [(0, 2), (305, 307), (307, 310)])
    assert [run.text for run in runs if run.kind] == ["实事", "二十件"]


def test_excerpt_leaves_a_short_passage_whole() -> None:
    assert "".join(run.text for run in excerpt(TEXT, [(0, 3)])) == TEXT


def test_find_names_finds_every_place_of_every_name() -> None:
    found = find_names("余杭开会，余杭区散会", ("余杭区", "余杭", ""))
    assert sorted((span.start, span.end) for span in found) == [(0, 2), (5, 7), (5, 8)]
