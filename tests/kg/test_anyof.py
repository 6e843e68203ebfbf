"""Patterns for one word of a list give what trying the longest word first gives."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.anyof import any_at, any_of

_WORD = st.text(st.sampled_from("甲乙丙a-]^.?"), min_size=1, max_size=4)
_WORDS = st.lists(_WORD, min_size=1, max_size=8)
_TEXT = st.text(st.sampled_from("甲乙丙a-]^.?丁"), max_size=20)


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@given(_WORDS, _TEXT, _WORD)
def test_any_of_finds_what_the_longest_first_finds(words: list[str], text: str, then: str) -> None:
    for rest in ("", re.escape(then)):
        plain = re.compile(f"(?:{_longest_first(words)}){rest}")
        found = [match.span() for match in re.finditer(f"(?:{any_of(words)}){rest}", text)]
        assert found == [match.span() for match in plain.finditer(text)]


@given(_WORDS, _TEXT)
def test_any_at_tells_the_same_of_every_place(words: list[str], text: str) -> None:
    plain, quick = re.compile(_longest_first(words)), any_at(words)
    for at in range(len(text)):
        told, expected = quick.match(text, at), plain.match(text, at)
        assert (told and told.span()) == (expected and expected.span())


def test_any_of_shares_what_words_begin_with() -> None:
    assert any_of(["社区", "社团", "社", "村"]) == "村|社(?:区|团)?"
