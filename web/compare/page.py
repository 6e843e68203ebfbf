"""The comparison page: ways in, what narrows it, a table whose cells open their passages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.compare import (
    COLUMN_LABELS,
    GROUPING_LABELS,
    SORTING_LABELS,
    By,
    Column,
    Comparison,
    Spread,
    all_columns,
    compare,
    names_like,
    spread,
    widespread,
)
from kg.errors import InvalidQuery
from web import words
from web.compare.coverage import coverage_words, mentions_url
from web.compare.state import PAGE_SIZE, CompareState
from web.compare.table_rows import groups_of
from web.compare.views import (
    ComparePage,
    Filter,
    Option,
    SpreadRow,
    SpreadView,
)
from web.links import Link
from web.themes import theme_groups

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library

BY_LABELS: Final = {
    By.THEME: "按主题",
    By.INITIATIVE: "按品牌做法",
    By.MEASURE: "按数据",
    By.TEXT: "按一段话",
}
# Columns that stand in one column of the page, under its label: nine would not fit a screen.
_PRACTICES: Final = (
    ("做法要点", (Column.INITIATIVE, Column.PRACTICE)),
    ("具体做法", (Column.MEASURES,)),
    ("成效", (Column.RESULTS, Column.PROBLEMS)),
    ("单位与数据", (Column.ORGANIZATIONS, Column.METRICS)),
)
_FIGURES: Final = (
    ("指标", (Column.MEASURE, Column.SUBJECT)),
    ("数值", (Column.VALUE,)),
    ("年份", (Column.YEAR,)),
    ("原文", (Column.QUOTE,)),
)
_HEAD: Final = (Column.REGION, Column.ISSUER, Column.REASON, Column.SOURCE)
_MEASURES: Final = 60  # measures offered: those that most cases tell
_SPREAD: Final = 24  # initiatives offered
_LIKE: Final = 8  # names offered for one that nobody knows
_FORMS: Final = (("docx", "Word"), ("xlsx", "Excel"), ("md", "Markdown"), ("csv", "CSV"))
_NEAR: Final = 3  # pages offered on either side of the one that is shown


def compare_page(library: "Library", cautions: "Cautions", state: CompareState) -> ComparePage:
    """The page of a state; what the library does not know is said, with what it has."""
    table = _table(library, state)
    counts = library.theme_reach() if state.by is By.THEME else ()
    shown = bool(table and table.groups)
    title = table.title if table else state.what
    unknown = bool(state.what) and table is None
    return ComparePage(
        by=state.by.value,
        what=state.what,
        title=title,
        ways=tuple(Link(label, _way_url(by)) for by, label in BY_LABELS.items()),
        way=BY_LABELS[state.by],
        themes=tuple(Option(name, f"{name}（{n} 篇）", title == name) for name, n in counts),
        suggestions=_suggestions(library, state, known=table is not None),
        entries=() if table else theme_groups(dict(counts), _theme_url),
        filters=_filters(table, state) if table else (),
        columns=_columns(state),
        heads=tuple(label for label, _ in _merged(state)),
        groups=tuple(groups_of(table, _merged(state), cautions)) if table else (),
        coverage=tuple(coverage_words(table.coverage)) if table else (),
        mentions=mentions_url(table) if table else "",
        unknown=unknown,
        off_list=unknown and state.by is By.THEME,
        spread=_spread(library, state) if table else None,
        amended=library.amended_cases() if table else frozenset(),
        asked=tuple(state.asked()) if table else (),
        files=tuple(Link(label, state.file_url(f)) for f, label in _FORMS) if shown else (),
        pages=tuple(_pages(table, state)) if table else (),
        page=state.page,
    )


def _table(library: "Library", state: CompareState) -> Comparison | None:
    """The comparison; None without anything asked, and for what nobody knows."""
    if not state.what:
        return None
    try:
        return compare(library, state.ask())
    except InvalidQuery:
        return None


def _way_url(by: By) -> str:
    return url_for("pages.compare") if by is By.THEME else CompareState(by=by).url()


def _theme_url(theme: str) -> str:
    return url_for("pages.compare", theme=theme)


def _suggestions(library: "Library", state: CompareState, *, known: bool) -> tuple[str, ...]:
    """Measures to choose from; initiatives of several cases, or names like an unknown one."""
    with library.reading() as snapshot:
        if state.by is By.MEASURE:
            return tuple(measure for measure, _ in snapshot.measures(_MEASURES))
        if state.by is By.INITIATIVE and not known:
            if state.what:
                return names_like(snapshot, state.what, _LIKE)
            return library.once(snapshot, "widespread", lambda: widespread(snapshot, _SPREAD))
    return ()


def _merged(state: CompareState) -> tuple[tuple[str, tuple[Column, ...]], ...]:
    """Columns of the page with the table's columns in each, those that are shown."""
    shown = set(state.ask().shown)
    every = _FIGURES if state.by is By.MEASURE else _PRACTICES
    kept = ((label, tuple(c for c in columns if c in shown)) for label, columns in every)
    return tuple((label, columns) for label, columns in kept if columns)


def _filters(table: Comparison, state: CompareState) -> tuple[Filter, ...]:
    choices = table.choices
    regions = [
        Option(
            "/".join(path) or words.UNPLACED,
            "\u3000" * max(0, len(path) - 1) + f"{(path or (words.UNPLACED,))[-1]}（{count} 篇）",
            ("/".join(path) or words.UNPLACED) in state.regions,
        )
        for path, count in choices.regions
    ]
    listed = {option.value for option in regions}
    regions += [
        Option(r, r.replace("/", ""), selected=True) for r in state.regions if r not in listed
    ]
    levels = [
        Option(level, f"{words.level_words(level)}（{count} 篇）", level in state.levels)
        for level, count in choices.levels
        if level
    ]
    years = [Option(y, f"{y}年（{count} 篇）", y in state.years) for y, count in choices.years]
    groups = [Option(g.value, label, g is state.group) for g, label in GROUPING_LABELS.items()]
    sorts = [Option(s.value, label, s is state.sort) for s, label in SORTING_LABELS.items()]
    lists = (
        Filter("region", "地区", (Option("", "全部地区", not state.regions), *regions)),
        Filter("level", "层级", (Option("", "全部层级", not state.levels), *levels)),
        Filter("year", "年份", (Option("", "全部年份", not state.years), *years)),
        Filter("group", "分组", tuple(groups)),
        Filter("sort", "排序", tuple(sorts)),
    )
    return tuple(one for one in lists if len(one.options) > 1)


def _columns(state: CompareState) -> tuple[Option, ...]:
    shown = set(state.ask().shown)
    return tuple(
        Option(column.value, COLUMN_LABELS[column], column in shown)
        for column in all_columns(state.by)
    )


def _spread(library: "Library", state: CompareState) -> SpreadView | None:
    if state.by is not By.INITIATIVE:
        return None
    found: Spread = spread(library, state.what)
    rows = []
    for place in found.places:
        remarks = [f"{place.undated} 篇年份不详"] if place.undated else []
        remarks += [f"{place.doubted} 篇年份存疑"] if place.doubted else []
        counts = tuple(place.years.get(year, 0) for year in found.years)
        rows.append(SpreadRow(place.region, counts, "，".join(remarks)))
    return SpreadView(found.years, tuple(rows))


def _pages(table: Comparison, state: CompareState) -> Iterator[Link]:
    last = -(-table.coverage.cases // PAGE_SIZE)
    for number in range(1, last + 1) if last > 1 else ():
        if number in (1, last) or abs(number - state.page) < _NEAR:
            yield Link(str(number), state.url(page=number))
