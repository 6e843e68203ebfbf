"""Words that end the names of bodies (党支部, 有限公司), and bodies known by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.datafiles import read_lines

# 某某公司|机关第三|党支部: which of a body's branches it is.
_WHICH: Final = re.compile(
    r"(?:机关|本部|总部|直属|离退休(?:干部|教职工|人员)?|退休(?:干部|教师)?|学生|教工|教职工|教师|职工|研究生|本科生|项目部?|联合|临时"
    r"|流动|综合|功能型|非公|企业|业务|行政|后勤|第?[一二三四五六七八九十0-9]+"
    r"|(?:(?![的了和与及在由对向把为是有各])[一-鿿]){1,6}(?:科|科室|部|处|系|室|车间|班组|项目部?|大队|中队|站|所|专业|片区|网格|小区|楼宇))+"
)
# A word that ends so is cut short by the list: 新闻办|公室, 市民委|员会.
_CUT_SHORT: Final = re.compile("(?<=办)(?:公室|公厅|事处)|(?<=委)员会")
# 第三中学|校, but not 第三中学|校长.
_SCHOOL: Final = re.compile("(?<=中学)校(?![长园内区外友舍门服规医车训方史庆警])")
# 某局|党组书记: a post that the body itself is told of.
_POST_OF: Final = re.compile("党组(?:副?书记|成员)")


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
    for number, start, after in automaton.find_matches_as_indexes(text):
        kind = kinds[number]
        cut = _CUT_SHORT.match(text, after)
        stop = cut.end() if cut else after
        if last and kind == "branch" and _joins(text, last, start):
            if _POST_OF.match(text, start):
                continue
            last = Head(last.start, stop, last.kind, text[last.start : stop])
            continue
        if last and kind == "team" and _teams(text, last, start, stop):
            last = Head(last.start, stop, last.kind, text[last.start : stop])
            continue
        if last and last.kind != "decoy":
            yield last
        whole = text[stop - 1 : stop + 1] in ("队伍", "团队") or _SCHOOL.match(text, stop)
        end = stop + 1 if whole else stop
        last = Head(start, end, kind, text[start:end])
    if last and last.kind != "decoy":
        yield last


def _teams(text: str, last: Head, start: int, stop: int) -> bool:
    """Whether a team is one of the body right before it: 某某派出所|青年突击队."""
    bodies = last.kind in ("organ", "bureau", "body") and last.end == start
    return bodies and text.endswith(("队", "团"), start, stop)


def _joins(text: str, last: Head, start: int) -> bool:
    """Whether a branch that begins at ``start`` is one of the body before it."""
    if last.kind in ("decoy", "cell"):
        return False
    return last.end == start or _WHICH.fullmatch(text, last.end, start) is not None
