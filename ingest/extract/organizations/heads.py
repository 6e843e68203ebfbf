"""Words that end the names of bodies (党支部, 有限公司), and bodies known by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.datafiles import read_lines


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the lexicon; ``kind`` is its first part's, ``word`` its own words."""

    start: int
    end: int
    kind: str
    word: str


@cache
def known_bodies() -> AhoCorasick:
    """Matcher over the bodies that are known by name."""
    words = read_lines("lexicon", "organization_names.txt")
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def head_words() -> tuple[str, ...]:
    """All heads, decoys left out."""
    return tuple(word for word, kind in _kinds().items() if kind != "decoy")


@cache
def _kinds() -> dict[str, str]:
    rows = [line.split("\t") for line in read_lines("lexicon", "organization_heads.txt")]
    return {word: kind for kind, word in reversed(rows)}


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(_kinds())
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), tuple(_kinds().values())


def heads(text: str) -> Iterator[Head]:
    """Heads in order; a branch joins the head it follows (某某公司党支部)."""
    automaton, kinds = _automaton()
    last: Head | None = None
    for number, start, stop in automaton.find_matches_as_indexes(text):
        kind = kinds[number]
        if last and last.end == start and kind == "branch" and last.kind not in ("decoy", "cell"):
            last = Head(last.start, stop, last.kind, text[last.start : stop])
            continue
        if last and last.kind != "decoy":
            yield last
        whole = text[stop - 1 : stop + 1] in ("队伍", "团队")
        end = stop + 1 if whole else stop
        last = Head(start, end, kind, text[start:end])
    if last and last.kind != "decoy":
        yield last
