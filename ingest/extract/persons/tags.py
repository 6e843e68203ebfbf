"""Names that the statistical tagger votes for and the rules' evidence alone does not prove."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.draft import Tag
from ingest.extract.persons.evidence import BREAK
from ingest.extract.persons.foreign import DOTTED, mostly_transliterates, transliterates
from ingest.extract.persons.names import fit, says, surname_length
from ingest.extract.persons.titles import HONORIFIC, titles
from kg.ontology import Kind

# What names.fit must give; tuned on 150 news texts, where nine of ten such votes are right.
_FULL_NAME: Final = 1.85
_FULL_AGAIN: Final = 1.0
_SHORT_NAME: Final = 3.4
_SHORT_AT_BREAK: Final = 2.5
_SHORT_AGAIN: Final = 1.4
# Two names that everybody could bear are seldom tagged so often by chance.
_OFTEN: Final = 3
_SHORT: Final = 2
_LONGEST: Final = 8
_LONGEST_TITLE: Final = 8
_HAN: Final = re.compile(r"[㐀-鿿]+")
_QUOTED: Final = re.compile("“([^“”]{2,8})”")
# 甲乙|高铁, 某某|水电站: lines and sites go by names of places, also shortened ones; so do
# groups and hamlets of a village: 甲乙|组, 甲乙|屯.
_SITE_AFTER: Final = re.compile(
    r"高铁|高速|城际|铁路|都市圈|城市群|一体化|同城化|盆地|机场|水电站|核电站|遗址|景区|保护区|流域|工程|灌区|特高压|输电"
    r"|组(?![织成建长员团装])|屯|寨子?|自然村|村民小组"
)
_TRIED: Final = re.compile(r"(.)[一了]\1")  # 闻一闻
_QUOTES: Final = "“‘《「『"


def voted(text: str, tags: Sequence[Tag]) -> set[str]:
    """Names whose shape and surroundings bear out the tagger's vote."""
    spans = [(t.start, t.end) for t in tags if t.kind is Kind.PERSON]
    quoted = {match[1] for match in _QUOTED.finditer(text)}
    spans = [
        span for span in spans if _may_be_name(text, *span) and text[slice(*span)] not in quoted
    ]
    counts = Counter(text[start:end] for start, end in spans)
    names = {
        text[start:end]
        for start, end in spans
        if _holds(text, start, end, counts[text[start:end]]) or _foreign(text, start, end)
    }
    # A short name may be the beginning of a longer one that is voted for too.
    return names - {name[:_SHORT] for name in names if len(name) > _SHORT}


def dotted(text: str, tags: Sequence[Tag]) -> set[str]:
    """Names with a middle dot as the tagger bounds them (阿不力米提·某某)."""
    seen = (text[t.start : t.end] for t in tags if t.kind is Kind.PERSON)
    return {name for name in seen if DOTTED.fullmatch(name) and mostly_transliterates(name)}


def seconded(names: set[str], text: str, tags: Sequence[Tag]) -> set[str]:
    """Those names that the tagger sees as well, whole, in part, or as part of a longer one."""
    seen = {text[t.start : t.end] for t in tags if t.kind is Kind.PERSON}
    parts = {part for vote in seen for part in _parts(vote[:_LONGEST])}
    return {name for name in names if name in parts or not seen.isdisjoint(_parts(name))}


def _parts(name: str) -> set[str]:
    return {name[a:b] for a in range(len(name)) for b in range(a + _SHORT, len(name) + 1)}


def _may_be_name(text: str, start: int, end: int) -> bool:
    """Whether a vote is worth a look: a few characters, no mask, no quotation mark before it."""
    name = text[start:end]
    if not _SHORT <= end - start <= _LONGEST or not _HAN.fullmatch(name) or "某" in name:
        return False
    before = text[start - 1 : start]
    # 以廉|润心, 爱|林护绿 and 国强|则民安 are clauses.
    clause = before in ("以", "爱") or text.startswith("则", end)
    clause = clause or _TRIED.fullmatch(name) is not None
    return before not in _QUOTES and not clause and not _SITE_AFTER.match(text, end)


def _holds(text: str, start: int, end: int, count: int) -> bool:
    """Whether a Chinese name stands here, by its shape and what is beside it."""
    titled = _titled(text, start) or HONORIFIC.match(text, end) is not None
    strength = fit(text, start, end)
    if strength is None:
        return titled and end - start > _SHORT and fit(text, start, end, proved=True) is not None
    if end - start > _SHORT:
        return strength >= (_FULL_AGAIN if titled or count > 1 else _FULL_NAME)
    apart = start == 0 or text[start - 1] in BREAK
    if titled or (count >= _OFTEN and apart):
        return strength >= _SHORT_AGAIN
    return strength >= (_SHORT_AT_BREAK if apart else _SHORT_NAME)


def _titled(text: str, start: int) -> bool:
    """Whether a post or trade ends right before ``start``, with at most a blank between."""
    floor = max(0, start - _LONGEST_TITLE)
    words = text[floor:start].rstrip(" 　")
    return any(words[at:] in titles() for at in range(len(words)))


def _foreign(text: str, start: int, end: int) -> bool:
    """Whether a transliterated name stands here: 总统某某某, 某某某说."""
    if surname_length(text, start) and end - start <= _SHORT:
        return False
    return transliterates(text[start:end]) and (_titled(text, start) or says(text, end))
