"""The comparison page: ways in, what narrows it, a table whose cells open their passages."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.compare import (
    COLUMN_LABELS,
    GROUPING_LABELS,
    SORTING_LABELS,
    By,
    Column,
    Comparison,
    Item,
    Row,
    Spread,
    all_columns,
    compare,
    names_like,
    spread,
    widespread,
)
from kg.errors import InvalidQuery
from web import words
from web.collection.collecting import row_button
from web.compare.coverage import coverage_words, mentions_url
from web.compare.state import PAGE_SIZE, CompareState
from web.compare.views import (
    CellView,
    ComparePage,
    Entry,
    Filter,
    GroupView,
    Option,
    Part,
    RowView,
    SpreadRow,
    SpreadView,
)
from web.links import Link, case_link, entity_url, quote_url
from web.themes import theme_groups

if TYPE_CHECKING:
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
# Those whose entries are the words of a source, not names.
_QUOTED: Final = frozenset(
    {Column.PRACTICE, Column.MEASURES, Column.RESULTS, Column.PROBLEMS, Column.QUOTE}
)
_MEASURES: Final = 60  # measures offered: those that most cases tell
_SPREAD: Final = 24  # initiatives offered
_LIKE: Final = 8  # names offered for one that nobody knows
_FORMS: Final = (("docx", "Word"), ("xlsx", "Excel"), ("md", "Markdown"), ("csv", "CSV"))
_NEAR: Final = 3  # pages offered on either side of the one that is shown


def compare_page(library: "Library", state: CompareState) -> ComparePage:
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
        groups=tuple(_groups(table, state)) if table else (),
        coverage=tuple(coverage_words(table.coverage)) if table else (),
        mentions=mentions_url(table) if table else "",
        unknown=unknown,
        off_list=unknown and state.by is By.THEME,
        spread=_spread(library, state) if table else None,
        amended=library.amended_cases() if table else frozenset(),
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
            return widespread(snapshot, _SPREAD)
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


def _groups(table: Comparison, state: CompareState) -> Iterator[GroupView]:
    merged = _merged(state)
    shown = set(table.columns)
    for group in table.groups:
        rows: list[RowView] = []
        for _, members in groupby(group.rows, key=lambda row: row.case.id):
            together = list(members)
            rows.append(_row(together[0], merged, shown, len(together)))
            rows += [_row(row, merged, shown, 0) for row in together[1:]]
        yield GroupView(group.label, tuple(rows))


def _row(
    row: Row,
    merged: Sequence[tuple[str, tuple[Column, ...]]],
    shown: set[Column],
    rows: int,
) -> RowView:
    facts = [
        item.text
        for column in (Column.REGION, Column.ISSUER)
        if column in shown
        for item in row.cell(column)
    ]
    reason = row.cell(Column.REASON) if Column.REASON in shown else ()
    inferred = words.inferred_from(row.case) if Column.REGION in shown else ""
    return RowView(
        case=row.case.id,
        rows=rows,
        link=case_link(row.case),
        facts=(*facts, words.date_words(row.case.date)),
        inferred_from=inferred,
        badges=(*words.doubt_labels(row.case), *row.handling),
        reason="".join(item.text for item in reason),
        copies=len(row.copies),
        partly=not row.whole,
        path=row.path if Column.SOURCE in shown else "",
        cells=tuple(_cell(row, label, columns) for label, columns in merged),
        anchor=f"r-{row.id}",
        collect=_collect(row, merged),
    )


def _collect(row: Row, merged: Sequence[tuple[str, tuple[Column, ...]]]) -> str:
    """Value of the button that collects a row: the words of its cells; empty without any."""
    spans = [
        (item.quote.start, item.quote.end, COLUMN_LABELS[column])
        for _, columns in merged
        for column in columns
        for item in row.cell(column)
        if item.quote and item.quote.passage
    ]
    name = row.initiative.name if row.initiative else ""
    return row_button(row.case.id, name, spans, f"r-{row.id}") if spans else ""


def _cell(row: Row, label: str, columns: tuple[Column, ...]) -> CellView:
    parts = [
        Part(
            COLUMN_LABELS[column] if COLUMN_LABELS[column] != label and len(columns) > 1 else "",
            tuple(_entry(item, column) for item in row.cell(column)),
        )
        for column in columns
        if row.cell(column)
    ]
    return CellView(label, tuple(parts))


def _entry(item: Item, column: Column) -> Entry:
    return Entry(
        text=item.text,
        url=quote_url(item.quote) if item.quote else "",
        about=entity_url(item.entity.id) if item.entity else "",
        kind=str(item.entity.kind) if item.entity else "",
        badges=tuple(mark.value for mark in item.marks),
        quoted=column in _QUOTED,
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
