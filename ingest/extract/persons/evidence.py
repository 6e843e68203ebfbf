"""Where the words around a name prove that it is one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.extract.persons.bylines import bylines
from ingest.extract.persons.foreign import foreign_names
from ingest.extract.persons.names import NameShape, given_only, name_at, name_chain, says
from ingest.extract.persons.titles import HONORIFIC, after_titles, surname_starts, titles

# Scores of names.name_at that each kind of evidence asks for; tuned on news and case texts.
_AFTER_STRONG_TITLE: Final = 1.85
_AFTER_WEAK_TITLE: Final = 2.8
_BEFORE_TITLE: Final = 3.0
ALONE: Final = 3.2
_REPEATED: Final = 3.6
BREAK: Final = "，。、；：！？（）“”《》【】—…,;:!?()|/ \n\t　"
# A title of merit in quotation marks goes with the name behind it: “最美村医”李某某.
_MERIT: Final = re.compile(
    r"(?:最美|好人|模范|标兵|先锋|工匠|人物|之星|能手|达人|卫士|使者|标杆|楷模|奖章|党员|书记|工作者|志愿者|老兵|军人|"
    r"教师|村官|网格员|头雁|带头人|村医|民警)[^”“\n]{0,6}”(?:获得者|称号获得者)?"
)
_NAME_LIST: Final = re.compile(r"(?P<names>(?:[一-鿿]{2,4}、){2,12}[一-鿿]{2,4})等")
# How every such list ends: told quickly.
_NAME_LIST_END: Final = re.compile(r"、[一-鿿]{2,4}、[一-鿿]{2,4}等")
_LIST_END: Final = re.compile(
    r"、(?P<name>[一-鿿]{2,4})等(?=一批|一大批|同志|先进|典型|英模|模范|好人|人[，。]|[\d一二两三四五六七八九十几多]+[名位人])"
)
_TITLE: Final = "同志"
_COMRADE: Final = re.compile(rf"(?<=[，。；：、\n])(?P<name>[一-鿿]{{2}}){_TITLE}(?!们)")
# Names of three characters are seldom words; shorter and longer ones need other evidence.
_FULL: Final = 3

Span = tuple[int, int]


@cache
def _candidate() -> re.Pattern[str]:
    """A name-shaped run at a break: the start of a clause or an item of a list."""
    return re.compile(rf"[{surname_starts()}](?<![^{re.escape(BREAK)}的].)(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Names that bylines give, that evidence proves, and that want a second witness: the tagger."""

    signed: frozenset[str]
    proved: frozenset[str]
    likely: frozenset[str]


def evidence(text: str) -> Evidence:
    """What the words of a text say about who is named in it."""
    titled = list(_after_titles(text))
    posts = [span for span, strong in titled if strong]
    trades = [span for span, strong in titled if not strong]
    signed = list(bylines(text))
    begun = list(_shapes(text))
    proofs = (_honoured, _comrades, foreign_names, _pairs_after_verbs)
    proved = (span for source in proofs for span in source(text))
    likely = (trades, _with_words_after(text, begun), _repeated(text, begun), _name_lists(text))

    def names(*sources: Iterable[Span]) -> frozenset[str]:
        return frozenset(text[start:end] for source in sources for start, end in source)

    return Evidence(names(signed), names(posts, signed, proved), names(*likely))


def _after_titles(text: str) -> Iterator[tuple[Span, bool]]:
    """Names right after a title, and whether little but names follows it.

    Nearly nothing else follows a post (网格长张某某); trades stand before others too (居民王某某).
    """
    for titled in after_titles(text):
        shape = name_at(text, titled.at)
        if shape is None:
            continue
        apart = "\n" in titled.gap
        if apart and text[shape.end : shape.end + 1] not in {"", "\n", "（", "(", " "}:
            continue
        strong = titles()[titled.title] == "strong" and not titled.gap.strip()
        if shape.score >= (_AFTER_STRONG_TITLE if strong else _AFTER_WEAK_TITLE):
            yield (titled.at, shape.end), strong


def _shapes(text: str) -> Iterator[tuple[int, NameShape]]:
    """Where a clause or an item of a list begins like a name, and how."""
    for match in _candidate().finditer(text):
        shape = name_at(text, match.start())
        if shape is not None:
            yield match.start(), shape


def _with_words_after(text: str, begun: Iterable[tuple[int, NameShape]]) -> Iterator[Span]:
    """Names at a break that a reporting word or an honorific follows: 王某某说, 李某某老人."""
    for start, shape in begun:
        if says(text, shape.end):
            if shape.score >= ALONE:
                yield start, shape.end
        elif shape.score >= _BEFORE_TITLE and HONORIFIC.match(text, shape.end):
            yield start, shape.end


def _repeated(text: str, begun: Iterable[tuple[int, NameShape]]) -> Iterator[Span]:
    """Full three-character names that open several clauses, in different words each time."""
    seen: dict[str, list[Span]] = {}
    for start, shape in begun:
        quoted = text[start - 1 : start] == "“"
        if not quoted and shape.end - start == _FULL and shape.score >= _REPEATED:
            seen.setdefault(text[start : shape.end], []).append((start, shape.end))
    for spans in seen.values():
        if len({text[end : end + 2] for _, end in spans}) > 1:
            yield spans[0]


def _honoured(text: str) -> Iterator[Span]:
    """Names right behind a quoted title of merit."""
    for match in _MERIT.finditer(text):
        shape = name_at(text, match.end())
        if shape and shape.score >= ALONE:
            yield match.end(), shape.end


def _comrades(text: str) -> Iterator[Span]:
    """Given names alone before 同志, as meetings call those whom all know."""
    for match in _COMRADE.finditer(text) if _TITLE in text else ():
        if given_only(match["name"]):
            yield match.span("name")


def _pairs_after_verbs(text: str) -> Iterator[Span]:
    """The last name of a list of people that 等 closes: …、李某某等一批典型."""
    for match in _LIST_END.finditer(text):
        spans = name_chain(match["name"])
        if len(spans) == 1:
            yield match.span("name")


def _name_lists(text: str) -> Iterator[Span]:
    """Lists of three or more whose items, save the first, are all shaped like names."""
    for match in _NAME_LIST.finditer(text) if _NAME_LIST_END.search(text) else ():
        spans, at = [], match.start("names")
        for item in match["names"].split("、"):
            shape = name_at(text, at, at + len(item))
            if shape and shape.end == at + len(item) and shape.score >= ALONE:
                spans.append((at, shape.end))
            at += len(item) + 1
        if len(spans) >= max(2, match["names"].count("、")):
            yield from spans
