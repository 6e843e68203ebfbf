"""The comparison page: one theme, a row for each case, grouped by province."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.compare import practices
from kg.model import Metric, Practice
from web import words
from web.links import Link, case_link, case_url, entity_link, metric_anchor, quote_url
from web.search_state import SearchState
from web.themes import ThemeGroup, theme_groups

if TYPE_CHECKING:
    from kg.library import Library

# A row stays readable beside others with this many; the case's page has them all.
INITIATIVES: Final = 5
METRICS: Final = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select box."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric in its words; ``status`` is empty for a result, else 目标 or 问题."""

    measure: str
    value: str
    words: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class QuoteCell:
    """Exact words of the case and the address of their passage."""

    text: str
    url: str
    path: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """What one case does under the theme; ``region`` is below the group's, may be empty."""

    region: str
    inferred_from: str
    link: Link
    source: str
    initiatives: tuple[Link, ...]
    more_initiatives: int
    figures: tuple[Figure, ...]
    more_figures: int
    masked_figures: int
    quote: QuoteCell | None
    partly: bool


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """The rows of one province."""

    region: str
    rows: tuple[PracticeRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything that the comparison shows; without a theme only the ways in."""

    theme: str
    region: str
    themes: tuple[Option, ...]
    regions: tuple[Option, ...]
    entries: tuple[ThemeGroup, ...]
    groups: tuple[PracticeGroup, ...]
    cases: int
    partly: int
    search_url: str


def compare_page(library: "Library", theme: str, region: str) -> ComparePage:
    """Rows of a theme, perhaps of one region only. Raises InvalidQuery for an unknown theme."""
    counts = library.themes()
    every = practices(library, theme=theme) if theme else ()
    rows = [row for row in every if not region or _is_in(row, region)]
    return ComparePage(
        theme=theme,
        region=region,
        themes=tuple(Option(name, f"{name}（{n} 篇）", name == theme) for name, n in counts),
        regions=tuple(_regions(every, region)),
        entries=theme_groups(dict(counts), _compare_url),
        groups=tuple(_groups(rows)),
        cases=sum(row.whole for row in rows),
        partly=sum(not row.whole for row in rows),
        search_url=SearchState(theme=theme, region=region).url(),
    )


def _compare_url(theme: str) -> str:
    return url_for("pages.compare", theme=theme)


def _is_in(row: Practice, region: str) -> bool:
    """Whether a row lies in a region's path; 地区不详 holds the rows without one."""
    steps = () if region == words.UNPLACED else tuple(region.split("/"))
    return row.region[: len(steps)] == steps if steps else not row.region


def _regions(rows: Sequence[Practice], chosen: str) -> Iterator[Option]:
    """Regions that the theme's rows lie in, as an indented list with their numbers of rows."""
    paths = Counter(row.region[:depth] for row in rows for depth in range(1, len(row.region) + 1))
    for path, count in sorted(paths.items()):
        value, indent = "/".join(path), "\u3000" * (len(path) - 1)
        yield Option(value, f"{indent}{path[-1]}（{count} 篇）", value == chosen)
    unplaced = sum(not row.region for row in rows)
    if unplaced:
        label = f"{words.UNPLACED}（{unplaced} 篇）"
        yield Option(words.UNPLACED, label, chosen == words.UNPLACED)
    elif chosen and all("/".join(path) != chosen for path in paths):
        yield Option(chosen, words.region_words(chosen.split("/")), selected=True)


def _groups(rows: Sequence[Practice]) -> Iterator[PracticeGroup]:
    """Rows by province, those without a region last; ``practices`` sorts them by region."""
    placed = sorted(rows, key=lambda row: not row.region)
    for top, members in groupby(placed, key=lambda row: row.region[:1]):
        yield PracticeGroup(words.region_words(top), tuple(map(_row, members)))


def _row(practice: Practice) -> PracticeRow:
    case = practice.case
    # A masked number compares with nothing: it is counted, not shown.
    metrics = [metric for metric in practice.metrics if metric.value is not None]
    source = (
        case.issuer or "",
        words.level_words(case.level),
        words.genre_words(case.genre),
        words.date_words(case.date),
    )
    return PracticeRow(
        region=words.region_words(practice.region[1:], unknown=""),
        inferred_from=words.inferred_from(case),
        link=case_link(case),
        source=" · ".join(part for part in source if part),
        initiatives=tuple(map(entity_link, practice.initiatives[:INITIATIVES])),
        more_initiatives=max(0, len(practice.initiatives) - INITIATIVES),
        figures=tuple(map(_figure, metrics[:METRICS])),
        more_figures=max(0, len(metrics) - METRICS),
        masked_figures=len(practice.metrics) - len(metrics),
        quote=_quote(practice),
        partly=not practice.whole,
    )


def _figure(metric: Metric) -> Figure:
    return Figure(
        measure=metric.measure,
        value=words.value_words(metric),
        words=metric.text,
        status=words.status_words(metric),
        url=case_url(metric.case, metric_anchor(metric.start)),
    )


def _quote(practice: Practice) -> QuoteCell | None:
    if not practice.quotes:
        return None
    quote = practice.quotes[0]
    return QuoteCell(quote.text, quote_url(quote), quote.path)
