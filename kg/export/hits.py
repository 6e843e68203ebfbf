"""The cases that a query found as a table: one row a case, columns of one's choice."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Final

from kg.cite import Locator, line, reference_of
from kg.export.sheet import Sheet, Value
from kg.model import Hit
from kg.text import unbroken
from kg.wording import case_region_words, date_words, doubt_labels, genre_words, level_words

MOST_ROWS: Final = 10_000  # cases of one file: their texts are all in memory while it is written
_PASSAGES: Final = "\n\n"  # between two passages in one cell


class Column(StrEnum):
    """What a column tells; ``COLUMN_LABELS`` has the words."""

    RANK = "rank"
    TITLE = "title"
    REGION = "region"
    LEVEL = "level"
    GENRE = "genre"
    DATE = "date"
    ISSUER = "issuer"
    THEMES = "themes"
    HEADING = "heading"
    PASSAGE = "passage"
    PASSAGES = "passages"
    CITATION = "citation"
    REMARKS = "remarks"
    COPIES = "copies"
    SOURCE = "source"
    SCORE = "score"
    CASE = "case"


COLUMN_LABELS: Final[dict[Column, str]] = {
    Column.RANK: "序号",
    Column.TITLE: "题名",
    Column.REGION: "地区",
    Column.LEVEL: "单位层级",
    Column.GENRE: "文种",
    Column.DATE: "日期",
    Column.ISSUER: "单位",
    Column.THEMES: "主题",
    Column.HEADING: "小标题",
    Column.PASSAGE: "最相关的一段",
    Column.PASSAGES: "相关各段",
    Column.CITATION: "出处",
    Column.REMARKS: "存疑与标记",
    Column.COPIES: "相近版本数",
    Column.SOURCE: "来源文件",
    Column.SCORE: "相关度",
    Column.CASE: "材料编号",
}
USUAL: Final = (
    Column.RANK,
    Column.TITLE,
    Column.REGION,
    Column.LEVEL,
    Column.DATE,
    Column.THEMES,
    Column.PASSAGE,
    Column.CITATION,
    Column.REMARKS,
)
# Characters of a column on the sheet.
_WIDTH: Final = 14
_WIDTHS: Final = {
    Column.RANK: 6,
    Column.TITLE: 36,
    Column.REGION: 24,
    Column.HEADING: 30,
    Column.PASSAGE: 60,
    Column.PASSAGES: 80,
    Column.CITATION: 50,
}


def columns_named(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns of these names in their order, the usual ones for none. Raises ValueError."""
    return tuple(dict.fromkeys(Column(name.strip()) for name in names if name.strip())) or USUAL


def sheet(hits: Iterable[Hit], columns: Sequence[Column]) -> Sheet:
    """A row for every hit."""
    return Sheet(
        name="检索结果",
        columns=tuple(COLUMN_LABELS[column] for column in columns),
        rows=tuple(
            tuple(rank if column is Column.RANK else _CELLS[column](hit) for column in columns)
            for rank, hit in enumerate(hits, 1)
        ),
        widths=tuple(_WIDTHS.get(column, _WIDTH) for column in columns),
    )


def _citation(hit: Hit) -> str:
    """Where the best passage stands."""
    best = hit.passages[0].passage if hit.passages else None
    reference = reference_of(hit.case, hit.path, marks=hit.marks)
    return line(reference, Locator(best.number if best else None))


def _best(hit: Hit) -> str:
    return unbroken(hit.passages[0].passage.text) if hit.passages else ""


def _heading(hit: Hit) -> str:
    return " › ".join(hit.passages[0].passage.heading) if hit.passages else ""


_CELLS: Final[dict[Column, Callable[[Hit], Value]]] = {
    Column.TITLE: lambda hit: hit.case.title,
    Column.REGION: lambda hit: case_region_words(hit.case),
    Column.LEVEL: lambda hit: level_words(hit.case.level),
    Column.GENRE: lambda hit: genre_words(hit.case.genre),
    Column.DATE: lambda hit: date_words(hit.case.date),
    Column.ISSUER: lambda hit: hit.case.issuer or "",
    Column.THEMES: lambda hit: "、".join(hit.case.themes),
    Column.HEADING: _heading,
    Column.PASSAGE: _best,
    Column.PASSAGES: lambda hit: _PASSAGES.join(unbroken(p.passage.text) for p in hit.passages),
    Column.CITATION: _citation,
    Column.REMARKS: lambda hit: "、".join((*hit.marks, *doubt_labels(hit.case))),
    Column.COPIES: lambda hit: hit.copies,
    Column.SOURCE: lambda hit: hit.path,
    Column.SCORE: lambda hit: round(hit.score, 2),
    Column.CASE: lambda hit: hit.case.id,
}
