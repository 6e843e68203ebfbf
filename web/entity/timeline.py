"""The cases of an entity by year, as its page lists them; each leads to where it is named."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.dossier import DOUBTED, UNDATED, Dated, Timeline, Year
from kg.ontology import DOUBT_LABELS, DoubtKind
from kg.search.engine import UNKNOWN
from web.links import Link, case_link, reading_url


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case; ``read`` leads to its first mention of the entity and says how many there are."""

    link: Link
    read: Link | None


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year with its cases; ``more`` leads to those not shown."""

    label: str
    note: str
    total: int
    cases: tuple[CaseLine, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """Years from the latest back, then the cases without a sound one, then years only counted."""

    years: tuple[YearLine, ...]
    earlier: tuple[Link, ...]
    total: int


def timeline_part(told: Timeline, entity_id: str, search: Callable[[str], str]) -> TimelinePart:
    """The timeline; ``search`` gives the address that finds the cases of a year."""
    return TimelinePart(
        years=tuple(_year(year, entity_id, search) for year in told.years),
        earlier=tuple(Link(f"{year}年 {n} 篇", search(year)) for year, n in told.earlier),
        total=told.total,
    )


def _year(year: Year, entity_id: str, search: Callable[[str], str]) -> YearLine:
    label, note = f"{year.year}年", ""
    if year.year == UNDATED:
        label = "年份不详"
    elif year.year == DOUBTED:
        label, note = DOUBT_LABELS[DoubtKind.DATE], "所标年份与正文不合，不列入年表"
    left = year.total - len(year.cases)
    found = search(year.year if year.year.isdigit() else UNKNOWN)
    return YearLine(
        label=label,
        note=note,
        total=year.total,
        cases=tuple(_case(dated, entity_id) for dated in year.cases),
        more=Link(f"另有 {left} 篇", found) if left else None,
    )


def _case(dated: Dated, entity_id: str) -> CaseLine:
    read = Link(f"{dated.mentions} 处", reading_url(entity_id, dated.case.id))
    return CaseLine(case_link(dated.case), read if dated.mentions else None)
