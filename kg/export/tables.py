"""Papers as plain tables: every quotation a row, with where it stands and what it is."""

from collections.abc import Iterator
from typing import Final

from kg.cite import Locator, Reference, Style, cite
from kg.collection.model import codes_in
from kg.export.paper import Grid, Heading, Line, Paper, Quotation, Quoted, Words, numbers
from kg.export.sheet import Sheet, Value
from kg.model import Metric
from kg.ontology import STATUS_LABELS
from kg.wording import UNPLACED, date_words, region_words

_SOURCE: Final = ("题名", "单位", "地区", "年份", "文献类型", "提示", "来源文件")
_PLACE: Final = ("段", "所在标题", "起始字", "结束字", "出处")
_COLLECTED: Final = (
    "序号",
    "所在小节",
    "类别",
    "名称",
    "内容",
    "标记",
    "原文",
    "笔记",
    "编码",
    "现状",
)
_QUOTED: Final = ("行", "列", "内容", "标记", "原文", "数值", "数值上限", "单位", "状态")
_WIDE: Final = 48
_NAMES: Final = {
    "原文": _WIDE,
    "内容": _WIDE,
    "出处": _WIDE,
    "题名": 30,
    "序号": 6,
    "行": 6,
    "段": 6,
}


def sheets(paper: Paper, style: Style) -> tuple[Sheet, ...]:
    """Tables of a paper; the first one is what a CSV file holds."""
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    if not grids:
        return (_collected(paper, style),)
    return tuple(table for grid in grids for table in (_shown(paper, grid), _quoted(grid, style)))


def book(paper: Paper, style: Style) -> tuple[Sheet, ...]:
    """Tables of a workbook: those of the paper, and what it says of itself where it does.

    That stands before them where it warns.
    """
    grids = any(isinstance(block, Grid) for block in paper.blocks)
    words = [b.text for b in paper.blocks if isinstance(b, Words)] if grids else []
    lines = (*(f"提示：{warning}" for warning in paper.warnings), *words)
    if not lines:
        return sheets(paper, style)
    about = Sheet("说明", (paper.title,), tuple((line,) for line in lines), (2 * _WIDE,))
    first, last = ((about,), ()) if paper.warnings else ((), (about,))
    return (*first, *sheets(paper, style), *last)


def _collected(paper: Paper, style: Style) -> Sheet:
    columns = (*_COLLECTED, *_SOURCE, *_PLACE)
    return Sheet("素材", columns, tuple(_rows(paper, style)), _widths(columns))


def _rows(paper: Paper, style: Style) -> Iterator[tuple[Value, ...]]:
    """One row for each quotation, note and heading, in the order of the outline."""
    empty = (None,) * (len(_SOURCE) + len(_PLACE))
    under, number = "", 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            under = block.text
            yield (None, under, "小标题", None, block.text, *(None,) * 5, *empty)
        elif isinstance(block, Words):
            codes = "、".join(codes_in(block.text))
            yield (None, under, "笔记", None, block.text, None, None, None, codes, None, *empty)
        elif isinstance(block, Quotation):
            codes = "、".join(codes_in(block.note))
            for place, quote in enumerate(block.quotes):
                number += 1
                # Said once for the whole, not beside each of its quotes.
                note = block.note if place == 0 else None
                kept = (number, under, block.kind, block.title or quote.label, quote.text)
                state = ("、".join(quote.marks), quote.text, note, codes, quote.standing)
                yield (*kept, *state, *_source(quote.reference), *_place(quote, style))


def _shown(paper: Paper, grid: Grid) -> Sheet:
    """The table as it is shown, with the number of each row's source."""
    known = numbers(paper)
    columns = ("行", "分组", *grid.columns, "提示", "参考文献")
    rows: list[tuple[Value, ...]] = []
    for label, members in grid.groups:
        for reference, cells in members:
            said = ("\n".join(map(_said, cell)) for cell in cells)
            badges = "；".join(reference.badges) if reference else None
            number = f"[{known[reference.case]}]" if reference else None
            rows.append((len(rows) + 1, label, *said, badges, number))
    return Sheet("对比表", columns, tuple(rows), (6, 14, *(28 for _ in grid.columns), 16, 10))


def _said(line: Line) -> str:
    return line.text + "".join(f"［{mark}］" for mark in line.marks)


def _quoted(grid: Grid, style: Style) -> Sheet:
    """Every entry of every cell with the exact words behind it."""
    columns = (*_QUOTED, *_SOURCE, *_PLACE)
    rows = (
        (number, column, *_entry(line, line.quote), *_behind(line.quote, style))
        for number, (_, cells) in enumerate(grid.rows, start=1)
        for column, cell in zip(grid.columns, cells, strict=True)
        for line in cell
        if line.quote
    )
    return Sheet("引文", columns, tuple(rows), _widths(columns))


def _entry(line: Line, quote: Quoted) -> tuple[Value, ...]:
    return (line.text, "、".join(line.marks), quote.text, *_figure(line.metric))


def _figure(metric: Metric | None) -> tuple[Value, ...]:
    """Value, upper value, unit and status; a masked value stays empty."""
    if metric is None:
        return (None, None, None, None)
    return (metric.value, metric.value_high, metric.unit, STATUS_LABELS[metric.status])


def _behind(quote: Quoted, style: Style) -> tuple[Value, ...]:
    return (*_source(quote.reference), *_place(quote, style))


def _source(reference: Reference) -> tuple[Value, ...]:
    return (
        reference.title,
        reference.issuer,
        region_words(reference.region, unknown=UNPLACED),
        date_words(reference.date),
        reference.code,
        "；".join(reference.badges),
        reference.path,
    )


def _place(quote: Quoted, style: Style) -> tuple[Value, ...]:
    """Passage, headings, first and last character counted from 1, and the citation."""
    locator: Locator = quote.locator
    return (
        locator.passage,
        " › ".join(locator.heading),
        quote.start + 1,
        quote.end,
        cite(quote.reference, style, locator),
    )


def _widths(columns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_NAMES.get(column, 12) for column in columns)
