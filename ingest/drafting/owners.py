"""Whom the sentences of a draft tell their figures of: places and bodies, known or not."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from ingest.extract.metrics.verbs import starts_with_verb
from kg.draft.owner_names import no_name, own_places
from kg.model import CaseEntity, Mention
from kg.ontology import Kind
from kg.places import gazetteer

# What opens a clause and ends like a unit or a body is whom the clause is about, be it in no
# list at all: 甲县, 红帆公司. The shortest reading is taken: 甲县乡镇 is 甲县.
_LEAD: Final = re.compile(
    r"(?:^|(?<=[，。；：！？,;!?:\n\u3000 ]))"
    r"(?:(?:目前|近年来|截至目前|据了解|其中|同时|此外|比如|例如|在|由|去年|今年|\d{4}年)，?){0,6}"
    r"(?P<name>(?!(?:全|各|每|本|我|该|这|那|某些|多个|一个|有的)[省市州县区旗镇乡村街社])"
    r"[\u4e00-\u9fff]{1,8}?(?:自治[区州县]|省|市|州|县|区|旗|镇|乡|街道|村(?!社区)|社区|集团|公司|合作社|协会|"
    r"学院|大学|中学|小学|学校|医院))"
    r"(?![级民委长域外庄寨际校学院医])"
)
# Words that end like a unit and name none.
_COMMON: Final = re.compile(
    r".*[是把被将使让给各每全为在了这那我们刚的之].*|社区|街道|.*(?:城市|都市|门市|超市|上市|股市|地区|小区|辖区|社区区|园区|景区|片区|校区|院区|厂区|城区|郊区|山区|库区|户区|"
    r"农村|乡村|新村|行政村|自然村|城镇|乡镇|集镇|村镇|家乡|下乡|回乡|返乡|城乡|进村|驻村|入村|全社区|各社区|多社区|"
    r"个[省市县区镇乡村社]|居民小区|公立医院|民营医院|中心小学|子公司|分公司|物业公司|农业公司|专业合作社|行业协会)"
)
# What a body of a place is called behind the place's name.
_OF_PLACE: Final = re.compile(
    r"(?:党委|党工委|工委|委|党支部|党总支|党组|人民政府|政府|办事处|村委会|居委会|[\u4e00-\u9fff]{0,8}[局部办厅])"
)
_LONGEST: Final = 8  # characters of a unit's name behind that of the unit around it
_CLAUSE_END: Final = re.compile(r"[，；：]|[,;:](?!\d)")
_OPENING_LINES: Final = 3  # lines that may say whose draft it is: titles, no sentences
_SENTENCE: Final = re.compile(r"[。！？；]")
_SAID: Final = 16  # characters: what is shorter in quotation marks is a name
_BEHIND: Final = re.compile(r"[^。！？“”，]{0,40}?(?:说|介绍|表示|告诉|坦言|感慨|的话)")


class Owners:
    """The owners of a draft's sentences, ready to be asked for those of one place."""

    def __init__(self, text: str, entities: Sequence[CaseEntity]) -> None:
        """Find where places and bodies are named, and whose draft it is."""
        self._text = text
        self._spans = _places(text, entities)
        lines = text.splitlines(keepends=True)[:_OPENING_LINES] if "\n" in text.strip() else []
        opening = "".join(takewhile(lambda line: not _SENTENCE.search(line), lines))
        named = [text[s:e] for s, e in self._spans if e <= len(opening) and not _is_own(text, s, e)]
        self._home = named[:1]

    def of(self, at: int, sentence: tuple[int, int]) -> tuple[str, ...]:
        """Owners that the figure's clause names, else its sentence, else the last before it.

        Where none is named it is whose draft it is.

        我县 is the unit of its level that was named last.
        """
        opens = self._text.rfind("\n", 0, at) + 1
        inside = [span for span in self._spans if sentence[0] <= span[0] < sentence[1]]
        before = [span for span in self._spans if opens <= span[0] < sentence[0]]
        clause = _clause(self._text, at, sentence)
        beside = [span for span in inside if clause[0] <= span[0] < clause[1]]
        told = beside or inside or self._speakers(at) or before[-1:]
        names = dict.fromkeys(self._resolved(start, end) for start, end in told)
        return tuple(names or self._home)

    def _speakers(self, at: int) -> list[tuple[int, int]]:
        """The body of who is said, behind words in quotation marks, to have spoken them."""
        opening, closing = self._text.rfind("“", 0, at), self._text.find("”", at)
        inside = opening >= 0 and "”" not in self._text[opening:at]
        behind = _BEHIND.match(self._text, closing + 1) if inside else None
        if behind is None or closing - opening < _SAID:
            return []
        return [span for span in self._spans if closing < span[0] < behind.end()][-1:]

    def acting(self, at: int, sentence: tuple[int, int]) -> tuple[str, ...]:
        """Owners that are named last before a place in its sentence; none where none is.

        Of one clause all of them: whom a sentence tells of acts in its later clauses, too.
        """
        named = [span for span in self._spans if sentence[0] <= span[0] and span[1] <= at]
        opens = _clause(self._text, named[-1][0], sentence)[0] if named else at
        acting = (span for span in named if opens <= span[0])
        return tuple(dict.fromkeys(self._resolved(start, end) for start, end in acting))

    def _resolved(self, start: int, end: int) -> str:
        """The words of a span; for 我县 the county that was named last, if one was."""
        text = self._text
        words = text[start:end]
        if not _is_own(text, start, end):
            return words
        level = words[1:]
        earlier = self._spans[: bisect_left(self._spans, (start, end))]
        known = (text[s:e] for s, e in reversed(earlier) if not _is_own(text, s, e))
        return next((name for name in known if name.endswith(level)), words)


def _clause(text: str, at: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Bounds of the clause of a sentence that holds a place; digits keep their commas."""
    marks = [mark.start() for mark in _CLAUSE_END.finditer(text, *sentence)]
    start = max((mark + 1 for mark in marks if mark < at), default=sentence[0])
    return start, min((mark for mark in marks if mark >= at), default=sentence[1])


def _is_own(text: str, start: int, end: int) -> bool:
    return any(match.end() == end - start for match in own_places(text[start:end]))


def _places(text: str, entities: Sequence[CaseEntity]) -> list[tuple[int, int]]:
    """Where the draft names owners, its writer's own (我县) too; of 甲省乙市 the inner one."""
    named = [entity for entity in entities if entity.kind is Kind.PLACE and not entity.redacted]
    bodies = [m for e in entities if e.kind is Kind.ORGANIZATION for m in e.mentions]
    places = [m for entity in named for m in entity.mentions if not no_name(m.surface)]
    spans = {(m.start, m.end) for m in places} | {i for m in places for i in _inner(text, m)}
    spans -= {span for span in spans if any(_is_part(span, body) for body in bodies)}
    spans -= {(s, e) for s, e in spans if text[max(0, s - 1) : s] == "“" and text[e : e + 1] == "”"}
    spans |= {match.span() for match in own_places(text)}
    spans |= {lead for lead in _leads(text) if not any(_overlap(lead, span) for span in spans)}
    begins = {start for start, _ in spans}
    return [span for span in _widest(spans) if span[1] not in begins]


def _widest(spans: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other one, sorted."""
    reach = 0
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if span[1] > reach:
            yield span
            reach = span[1]


def _inner(text: str, place: Mention) -> Iterator[tuple[int, int]]:
    """The unit inside a place that is named right behind it, though its name is a plain word.

    And the community that is named after its village: 甲村社区.
    """
    known = gazetteer()
    if text.startswith("社区", place.end) and place.surface.endswith("村"):
        yield place.start, place.end + len("社区")
    for length in range(_LONGEST, 1, -1):
        name = text[place.end : place.end + length]
        if any(u.name == name and place.name in known.path(u) for u in known.named(name)):
            yield place.end, place.end + length
            return


def _is_part(place: tuple[int, int], body: Mention) -> bool:
    """Whether a place is a part of a body's name that is no body of the place: 河南国际公司."""
    inside = body.start <= place[0] and place[1] <= body.end
    rest = body.surface[place[1] - body.start :]
    return inside and not _OF_PLACE.fullmatch(rest)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _leads(text: str) -> Iterator[tuple[int, int]]:
    """Names that open clauses and end like a unit or a body."""
    for match in _LEAD.finditer(text):
        verb = starts_with_verb(text, match.start("name")) or no_name(match["name"])
        if not verb and not _COMMON.fullmatch(match["name"]):
            yield match.span("name")
