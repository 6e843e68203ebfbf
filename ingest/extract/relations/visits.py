"""visited: who came to see which place, and when."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene
from kg.model import Relation
from kg.ontology import Genre, Kind, RelationType

_CAME: Final = re.compile(
    r"(?:来到?|到|赴|在|对|亲临|莅临|走进|视察|考察)(?:[一-鿿]{0,4}?(?:了|过)?)$"
)
_LOOKED: Final = re.compile(
    r"[^，。；]{0,14}?(?:视察|考察|调研|指导|看望|慰问|走访|座谈|暗访|督导|督查|检查|察看|查看|参观|调查)"
    r"|(?:[两三四五][市县省区地]|等地)?[，,]?(?:就|围绕|实地|现场|开展)[^。；]{0,80}?(?:调研|调查研究|考察|视察|督导|检查|督查)|(?:时|期间)?(?:提出|叮嘱|嘱托|勉励)"
)
# 对甲省提出要求: said of a place, wherever it was said.
_SAID: Final = re.compile(r"(?:提出|叮嘱|嘱托|勉励)")
_SEEN_HERE: Final = re.compile(
    r"[^，。；]{0,10}?(?:现场调研|视察|考察|来此|到此|到这里|来这里)(?:过)?的?"
)
# A bracket that closes behind a name closes a byline: …（记者 某某）7月1日，…到….
_SIGNED: Final = re.compile(r"[）)]")
_DATE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
# Between a visitor and the place: “……总书记在浙江工作期间，曾先后3次到” is the longest seen.
_VISIT_REACH: Final = 40
# A date further before a visitor is another's: that of the page, say.
_DATE_REACH: Final = 40
# 7月25日 behind a page's date: the nearest date counts, and without a year it tells too little.
_DAY: Final = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")
# Below which a chronology tells its days: 2022年, 2022年大事记.
_YEAR_LINE: Final = re.compile(r"^\s*((?:19|20)\d\d)年[^\d。，；：\n]{0,12}$", re.MULTILINE)
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")


def find(scene: Scene) -> Iterator[Relation]:
    """Visited relations of a scene."""
    for occurrence in scene.occurrences:
        if occurrence.entity.kind is Kind.PERSON:
            yield from _visits(scene, occurrence)


def _visits(scene: Scene, person: Occurrence) -> Iterator[Relation]:
    start, end = scene.sentence(person.start)
    limit = min(end, person.end + _VISIT_REACH)
    for place in scene.within(person.end, min(len(scene.text), limit + 12), Kind.PLACE):
        came = _CAME.search(scene.text, person.end, place.start)
        if place.start > limit or came is None or _other(scene, person.end, place.start):
            continue
        places = _list_from(scene, place)
        rest = _LOOKED.match(scene.text, places[-1].end)
        if came.group().startswith("对") and _SAID.match(scene.text, places[-1].end):
            continue
        if rest or came.group().startswith(("视察", "考察")):
            date = _date_of(scene, max(start, person.start - _DATE_REACH), place.start)
            for seen in places:
                yield scene.relation(
                    person.entity, RelationType.VISITED, seen.entity, (start, end), date=date
                )
            return
    here = _SEEN_HERE.match(scene.text, person.end)
    if here and scene.home is not None:
        yield scene.relation(
            person.entity,
            RelationType.VISITED,
            scene.home,
            (start, end),
            date=_date_of(scene, max(start, person.start - _DATE_REACH), person.start),
        )


def _other(scene: Scene, start: int, end: int) -> bool:
    """Whether somebody else comes, or a byline ends, between a person and a place."""
    people = scene.within(start, end, Kind.PERSON)
    listed = not people or scene.text[start : people[0].start] in ("、", "和")
    return not listed or _SIGNED.search(scene.text, start, end) is not None


def _list_from(scene: Scene, place: Occurrence) -> list[Occurrence]:
    """The last of a run of places (甲市乙县|丙村), with those that 、 and 和 join to it."""
    places: list[Occurrence] = []
    at = place.start
    while run := _run(scene, at):
        places.append(run)
        if scene.text[run.end : run.end + 1] not in ("、", "和", "，"):
            break
        at = run.end + 1
    return places


def _run(scene: Scene, at: int) -> Occurrence | None:
    """The last of the places that touch each other from ``at`` on."""
    last: Occurrence | None = None
    while here := [o for o in scene.within(at, at + 20, Kind.PLACE) if o.start == at]:
        last = here[0]
        at = last.end
    return last


def _date_of(scene: Scene, start: int, end: int) -> str | None:
    """The last date in a stretch; a day without a year is of the year heading above it, if any."""
    words = scene.text[start:end]
    days = list(_DAY.finditer(words))
    known = _date(words)
    if known or not days:
        return known
    headings = [*_YEAR_LINE.finditer(scene.text, 0, start + days[-1].start())]
    year = headings[-1][1] if headings else None
    if year is None and scene.draft.genre is Genre.CHRONOLOGY:
        told = set(_YEAR.findall(scene.draft.title))
        year = told.pop() if len(told) == 1 else None
    return f"{year}-{int(days[-1][1]):02d}-{int(days[-1][2]):02d}" if year else None


def _date(words: str) -> str | None:
    """The last date in some words, ISO and as precise as written."""
    found = list(_DATE.finditer(words))
    if not found or _DAY.search(words, found[-1].end()):
        return None
    year, month, day = found[-1].groups()
    parts = [year, *(f"{int(p):02d}" for p in (month, day) if p)]
    return "-".join(parts)
