"""What speaks against a case's date, its title or its wording, with the words that show it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.cutting.cases import Block
from ingest.cutting.shapes import LONGEST_TITLE, Shape, shape_of
from kg.datafiles import read_lines
from kg.model import Case, Doubt
from kg.ontology import DoubtKind

Span = tuple[int, int]

_CLAUSE_STOP: Final = re.compile(r"[，,。；;！？!?\n]")
_SENTENCE_STOP: Final = re.compile(r"[。；;！？!?\n]")
# What greets an event that is still to come.
_GREETED: Final = re.compile(
    r"(?:迎接|喜迎|献礼|迎庆|备战|护航|服务保障|热烈(?:祝贺|庆祝)|向[^，。]{0,8}献礼)[^，。；]{0,10}$"
)
_COMING: Final = re.compile(r"[^，。；]{0,6}(?:即将|将于|将要|召开在即|召开之前|胜利召开之年)")
# What shows that an event has been.
_PAST: Final = re.compile(
    r"(?:的)?(?:精神|报告|以来|之后|闭幕|部署|提出|指出|强调|要求|公报|决定|胜利闭幕)"
)
# The same before its name: 去年召开的党的二十大.
_HELD: Final = re.compile(r"(?:召开|闭幕|举办|举行|学习|贯彻|落实)(?:的|了)?$")
# A campaign that is going on, and a sentence that only looks back on it.
_GOING_ON: Final = re.compile(
    r"(?:正在|当前|今年|眼下|即将|近期|研究部署|召开|动员|认真|扎实|深入|全面|积极|按照)[^。；]{0,24}$"
)
_GOING_ON_AFTER: Final = re.compile(
    r"[^。；，]{0,12}(?:为契机|正在|(?:常态化|制度化)+还|第[一二三]环节|专题组织生活会|动员|征求意见环节|还需|还不够)"
)
_LOOKS_BACK: Final = re.compile(
    r"从[^。]{0,20}$|先后|曾经?|以来|期间|历次|当年|那时|回顾|十年来|基础上|之后|(?:19|20)\d\d年"
)
_CONTEXT: Final = 80  # characters before an event in which its sentence begins
# Several campaigns in one sentence are a review of years.
_CAMPAIGN: Final = re.compile(r"(?:学习|主题|专题)教育(?!专题)")
_SLACK: Final = 2  # years after its end in which a campaign may still be spoken of as going on

_HALF_WIDTH: Final = re.compile(r"(?<=[\u4e00-\u9fff”])[,:;?!](?=[\u4e00-\u9fff“\s]|$)")
_FULL_WIDTH: Final = re.compile(r"[，：；？！]")
_FEWEST_MARKS: Final = 10  # punctuation marks below which their width tells nothing
_MOSTLY: Final = 0.5  # share of half-width marks in recognised text; typed text has under 0.1
_LONG_LINE: Final = 40  # characters of a line that ends in mid-sentence
_UNFINISHED: Final = re.compile(r"[\u4e00-\u9fff\d]$")
_WRAPPED: Final = 0.5  # share of unfinished lines above which a file is hard-wrapped by a program
_REPEATED: Final = 24  # characters of a run that stands twice: a column read twice
_QUOTED: Final = 40  # characters of the first words of a case without a title, at most
_STEP: Final = 8  # characters between the runs compared


@dataclass(frozen=True, slots=True)
class _Event:
    """Words for something of known years.

    ``campaign``: it went on from first to last year; ``coined``: nobody had the words before.
    """

    words: str
    first: int
    last: int
    campaign: bool
    coined: bool
    name: str


def find_doubts(
    case: Case, text: str, recognised: Doubt | None, mismatch: Span | None
) -> tuple[Doubt, ...]:
    """Doubts about a case: at most one of each kind, in the order of their kinds.

    ``text`` is the source's with removed spans blank; ``recognised`` is the source's own doubt;
    ``mismatch`` bounds the place in the title that the body does not bear out.
    """
    found: list[Doubt | None] = [_date_doubt(case, text)]
    if mismatch and case.region:
        quote = text[mismatch[0] : mismatch[1]]
        basis = "".join(dict.fromkeys(case.region))
        found.append(Doubt(DoubtKind.TITLE, quote, *mismatch, basis))
    found.append(recognised)
    return tuple(doubt for doubt in found if doubt)


def made_title(case: Case, block: Block, text: str) -> Doubt:
    """What tells that a case is called after its file or its own words: it has no title."""
    body = text[block.body : block.end]
    words = body.strip()
    first = block.body + body.find(words)
    stop = _CLAUSE_STOP.search(words)
    quote = words[: min(stop.start() if stop else len(words), _QUOTED)]
    after = "正文" if case.title.rstrip("…") in words else "文件名"
    return Doubt(DoubtKind.MADE, quote, first, first + len(quote), after)


def _date_doubt(case: Case, text: str) -> Doubt | None:
    """The first words that cannot have been written in the year that the case states."""
    if not case.date:
        return None
    year = int(case.date[:4])
    for start, event in _mentions(text, case.start, case.end):
        end = start + len(event.words)
        sentence = _start_of(text, start, case.start, _SENTENCE_STOP)
        before = text[sentence:start]
        after = _SENTENCE_STOP.split(text[end : end + _CONTEXT], maxsplit=1)[0]
        if _contradicts(event, year, before, after):
            first = _start_of(text, start, case.start, _CLAUSE_STOP)
            stop = _CLAUSE_STOP.search(text, end, case.end)
            last = stop.start() if stop else case.end
            years = f"{event.first}" if event.first == event.last else f"{event.first}—{event.last}"
            quote = text[first:last]
            first += len(quote) - len(quote.lstrip())
            return Doubt(DoubtKind.DATE, quote.strip(), first, last, f"{event.name}（{years}年）")
    return None


def _contradicts(event: _Event, year: int, before: str, after: str) -> bool:
    """Whether an event spoken of in these words does not fit the year."""
    if event.campaign:
        now = _GOING_ON.search(before) or _GOING_ON_AFTER.match(after)
        listed = _CAMPAIGN.search((before + after).replace(event.words, ""))
        past = listed or _LOOKS_BACK.search(before)
        return bool(now) and not past and year >= event.last + _SLACK
    if event.coined:
        return year < event.first
    if event.last < year:
        return bool(_GREETED.search(before) or _COMING.match(after))
    told = _PAST.match(after) or (_HELD.search(before) and not _COMING.match(after))
    return event.first > year and bool(told) and not _GREETED.search(before)


def _mentions(text: str, start: int, end: int) -> Iterator[tuple[int, _Event]]:
    """Events named in a stretch of text, in its order."""
    found = []
    for event in _events():
        at = text.find(event.words, start, end)
        while at >= 0:
            found.append((at, event))
            at = text.find(event.words, at + 1, end)
    yield from sorted(found, key=lambda mention: (mention[0], -len(mention[1].words)))


def _start_of(text: str, at: int, least: int, stops: re.Pattern[str]) -> int:
    """Where the clause or sentence that holds ``at`` begins."""
    window = max(least, at - _CONTEXT)
    ends = [stop.end() for stop in stops.finditer(text, window, at)]
    return ends[-1] if ends else window


@cache
def _events() -> tuple[_Event, ...]:
    rows = (line.split("\t") for line in read_lines("lexicon", "dated_events.tsv"))
    return tuple(
        _Event(words, int(first), int(last), kind == "campaign", kind == "coined", name)
        for words, first, last, kind, name in rows
    )


def recognised(text: str) -> Doubt | None:
    """The sign that a source's text was recognised from a picture, with its first words.

    Half-width punctuation alone may be typed; with a sentence broken by a line end or a run of
    text that stands twice it is not.
    """
    half = list(_HALF_WIDTH.finditer(text))
    full = len(_FULL_WIDTH.findall(text))
    if len(half) < _FEWEST_MARKS or len(half) < (len(half) + full) * _MOSTLY:
        return None
    proof = _broken(text) or _twice(text)
    if proof is None:
        return None
    (start, end), sign = proof
    return Doubt(DoubtKind.OCR, text[start:end], start, end, f"半角标点 {len(half)} 处，{sign}")


def _broken(text: str) -> tuple[Span, str] | None:
    """The last words of the first line that ends in mid-sentence and goes on in the next."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    found = [index for index in range(len(lines) - 1) if _goes_on(text, lines, index)]
    if not found or len(found) > len(lines) * _WRAPPED:
        return None
    start, end = lines[found[0]]
    return (_start_of(text, end, start, _CLAUSE_STOP), end), "语句中断"


def _goes_on(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether a line stops in mid-sentence and the next one is the rest of it."""
    line = text[slice(*lines[index])].strip()
    following = text[slice(*lines[index + 1])].strip()
    rest = shape_of(following) is Shape.BODY or len(following) > LONGEST_TITLE
    return rest and len(line) >= _LONG_LINE and bool(_UNFINISHED.search(line))


def _twice(text: str) -> tuple[Span, str] | None:
    """The first run of running text that stands twice in a source."""
    seen: dict[str, int] = {}
    # Every eighth gram of the first copy is kept; the second may stand at any offset.
    grams = {text[at : at + _REPEATED] for at in range(0, len(text), _STEP)}
    for at in range(len(text) - _REPEATED):
        gram = text[at : at + _REPEATED]
        if gram not in grams or "\n" in gram or not _HALF_WIDTH.search(gram):
            continue
        first = seen.setdefault(gram, at)
        if at - first >= _REPEATED:
            return (at, at + _REPEATED), "段落重复"
    return None
