"""Reading an entity mention by mention: which one this is, and where the next and the last are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dossier import mentions
from kg.errors import UnknownEntity
from web.links import Link, entity_link, reading_url
from web.paging import whole_number

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Walk:
    """The mention that is read, ``number`` of ``total``; ``start`` is its offset in the source.

    ``before`` and ``after`` are addresses, empty at the ends; ``case_number`` counts the cases.
    """

    entity_id: str
    entity: Link
    number: int
    total: int
    case_number: int
    cases: int
    start: int
    before: str
    after: str


def walk_of(library: "Library", case_id: str, entity_id: str, at: str) -> Walk | None:
    """Where a reader of an entity stands in a case; None where the case does not name it.

    ``at`` is the offset of a mention; where none begins there, it is the first of the case.
    """
    try:
        told = mentions(library, entity_id)
    except UnknownEntity:
        return None
    start = whole_number(at)
    here = told.place(case_id, start)
    if here is None:
        here = next((n for n, spot in enumerate(told.spots) if spot.case == case_id), None)
    if here is None:
        return None
    cases = list(dict.fromkeys(spot.case for spot in told.spots))

    def url(number: int) -> str:
        if not 0 <= number < len(told.spots):
            return ""
        return reading_url(entity_id, told.spots[number].case, told.spots[number].start)

    return Walk(
        entity_id=entity_id,
        entity=entity_link(told.entity),
        number=here + 1,
        total=len(told.spots),
        case_number=cases.index(case_id) + 1,
        cases=len(cases),
        start=told.spots[here].start,
        before=url(here - 1),
        after=url(here + 1),
    )
