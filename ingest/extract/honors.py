"""Honors: named titles and prizes that somebody was given."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.draft import Draft
from ingest.extract.quoted_names import any_of
from ingest.extract.quotes import Quote, quotes
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind
from kg.text import is_masked

# Verbs that only a title or prize follows, and verbs that need one of the listed nouns.
_AWARD: Final = re.compile(
    r"(?P<sure>荣获|荣膺|获评|喜获|摘得|斩获|捧回|捧得|被评为|评为|评定为|评选为|表彰为|授予|被授|获授|荣列|当选"
    r"|获颁|加冕|夺得|勇夺|拿下|获(?=[“「\"全省市国]))"
    r"|(?P<likely>入选|获得|成功创建|成功创成|创成|创建成|创建为|建成|命名为|认定为|确定为|列为|列入|纳入|获批|跻身"
    r"|成为|取得|拥有|涌现出?|评选表彰|评选出?|选树|推选|表彰)"
)
# A list of titles ends with the sentence part; no list seen is longer than 120 characters.
_SCOPE: Final = re.compile(r"(?:[“「『\"][^”」』\"\n]{1,40}[”」』\"]|[^，。；！？,;\n:：]){1,120}")
_LINK: Final = re.compile(r"、|以及|及其|及|和|与|，")
_LEAD: Final = re.compile(
    r"^(?:了|过|到|为|成为|成|的|其|一批|一个|首批|第[一二三四五六七八九十]+批|[0-9*×xX]+[个家项次名人]+|连续[^，、]{1,5}[次年]|先后"
    r"|多次|同时|还|又|并|分别)+"
)
_NOT_IN: Final = re.compile(r"[的了在将把被从对于由是有向给并也都就让使]|通过|工作|推进|进行")
_LEVEL: Final = re.compile(
    r"全国|国家|全省|全市|全区|全县|省级|市级|中国|世界|联合国|中央|省|市|区|县|年度"
)
_TITLE_AFTER: Final = re.compile(r"(?:等)?(?:荣誉|称号|殊荣|奖|美誉)")
# 荣获 … 等90余项荣誉: what the listed titles are called together.
_TOGETHER: Final = re.compile(
    r"等?[0-9一二三四五六七八九十多余几项个次]*(?:荣誉称号|荣誉|称号|殊荣|奖项|奖励|大奖)$"
)
_SHORTEST: Final = 4
_LONGEST: Final = 32


@dataclass(frozen=True, slots=True)
class _Titles:
    """Nouns that end a title, and titles of persons known by themselves."""

    head: re.Pattern[str]
    persons: frozenset[str]


@cache
def _titles() -> _Titles:
    heads = any_of(read_lines("lexicon", "honor_heads.txt"))
    return _Titles(
        head=re.compile(rf"(?:{heads})(?:（[^）]{{1,8}}）)?"),
        persons=frozenset(read_lines("lexicon", "honor_persons.txt")),
    )


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of honors, sorted by start. Nothing found before is needed."""
    text = draft.text
    spans = {q.start - 1: q for q in quotes(text)}
    bounds = {b for verb in _AWARD.finditer(text) for b in _named(text, verb, spans)}
    forms = {text[s:e] for s, e in bounds}
    if forms:
        bounds |= {m.span() for m in re.finditer(any_of(sorted(forms)), text)}
    kept = [b for b in bounds if not any(o != b and o[0] <= b[0] and b[1] <= o[1] for o in bounds)]
    return [
        Mention(Kind.HONOR, s, e, text[s:e], text[s:e], is_masked(text[s:e]))
        for s, e in sorted(kept)
    ]


def _named(text: str, verb: re.Match[str], spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Bounds of the titles that follow one verb."""
    scope = _SCOPE.match(text, verb.end())
    if not scope:
        return
    start, end = scope.span()
    together = _TOGETHER.search(text, start, end)
    stop = together.start() if together else end
    sure = verb["sure"] is not None or together is not None
    for left, right in _pieces(text, start, stop, spans):
        bounds = _quoted(text, left, right, spans, sure=sure) or _plain(
            text, left, right, sure=sure
        )
        if bounds:
            yield bounds


def _pieces(text: str, start: int, end: int, spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Parts of a list, cut at its links outside quotation marks and between two quotations."""
    at = start
    cursor = start
    while cursor < end:
        quote = spans.get(cursor)
        if quote and quote.end < end:
            cursor = quote.end + 1
            if cursor in spans:
                yield at, cursor
                at = cursor
            continue
        link = _LINK.match(text, cursor, end)
        if link:
            yield at, cursor
            at = link.end()
        cursor = link.end() if link else cursor + 1
    if at < end:
        yield at, end


def _quoted(
    text: str, left: int, right: int, spans: dict[int, Quote], *, sure: bool
) -> tuple[int, int] | None:
    """The title in quotation marks that the part holds, if it is one."""
    quote = next((spans[i] for i in range(left, right) if i in spans), None)
    if quote is None or quote.opening == "《" or quote.start - left > 14:  # noqa: PLR2004
        return None
    core = text[quote.start : quote.end]
    if not 2 < len(core) <= _LONGEST:  # noqa: PLR2004
        return None
    title = _titles().head.search(core) or core in _titles().persons or core.startswith("最美")
    named = title and (_titles().head.search(core + "#") is not None)
    after = _TITLE_AFTER.match(text, quote.end + 1)
    return (quote.start, quote.end) if named or after or (sure and title) else None


def _plain(text: str, left: int, right: int, *, sure: bool) -> tuple[int, int] | None:
    """The title that the part begins with and a noun of the list ends."""
    piece = text[left:right]
    lead = _LEAD.match(piece)
    skip = lead.end() if lead else 0
    heads = list(_titles().head.finditer(piece, skip))
    if not heads:
        return None
    name = piece[skip : heads[-1].end()]
    rest = piece[heads[-1].end() :]
    if not _SHORTEST < len(name) <= _LONGEST or _NOT_IN.search(name) or len(rest) > 10:  # noqa: PLR2004
        return None
    levelled = _LEVEL.search(name) is not None
    if not (levelled or (sure and name not in _titles().persons) or name in _titles().persons):
        return None
    return left + skip, left + skip + len(name)
