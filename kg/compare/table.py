"""The table of a comparison: rows are practices or figures, every cell leads to exact words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kg.model import Case, Entity, Metric, Quote


class By(StrEnum):
    """What a comparison goes by."""

    THEME = "theme"
    INITIATIVE = "initiative"
    MEASURE = "measure"
    TEXT = "text"


class Column(StrEnum):
    """What a cell tells; ``COLUMN_LABELS`` has the words."""

    REGION = "region"
    ISSUER = "issuer"
    INITIATIVE = "initiative"
    PRACTICE = "practice"
    MEASURES = "measures"
    RESULTS = "results"
    PROBLEMS = "problems"
    ORGANIZATIONS = "organizations"
    METRICS = "metrics"
    REASON = "reason"
    MEASURE = "measure"
    VALUE = "value"
    SUBJECT = "subject"
    YEAR = "year"
    QUOTE = "quote"
    SOURCE = "source"


class Mark(StrEnum):
    """What a reader must know of a cell or a row before quoting it: the words of its badge."""

    TARGET = "目标"
    PROBLEM = "问题"
    INFERRED = "推定"
    DATE = "年份存疑"
    TITLE = "题文不符"
    OCR = "识别文本，引用请核对原件"
    MADE = "题名代拟"
    MASKED = "隐名"
    WITHHELD = "原文隐去"
    NAMED = "仅提及"


COLUMN_LABELS: Final[dict[Column, str]] = {
    Column.REGION: "地区",
    Column.ISSUER: "单位与层级",
    Column.INITIATIVE: "品牌做法",
    Column.PRACTICE: "一句话做法",
    Column.MEASURES: "做法",
    Column.RESULTS: "成效",
    Column.PROBLEMS: "问题",
    Column.ORGANIZATIONS: "相关单位",
    Column.METRICS: "数据",
    Column.REASON: "列入依据",
    Column.MEASURE: "指标",
    Column.VALUE: "数值",
    Column.SUBJECT: "主体",
    Column.YEAR: "年份",
    Column.QUOTE: "原文",
    Column.SOURCE: "出处",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a cell.

    ``text`` is what the cell prints: a name, a figure as printed, or the quote's own words.
    ``quote`` has the exact words that show it, None where metadata of the case do (its region,
    level, year, source). ``entity`` and ``metric`` are set where the entry is one.
    """

    text: str
    quote: Quote | None = None
    marks: tuple[Mark, ...] = ()
    entity: Entity | None = None
    metric: Metric | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One practice of one case, or one figure. ``path`` and ``form`` (txt, docx) are the source's.

    ``id`` is stable: the case's id, with the initiative's or the figure's offset behind it.
    ``handling`` are the source's marks (内部). ``copies`` are near-copies folded into the row.
    ``whole`` is false where only some passages of the case are about what was asked.
    """

    id: str
    case: Case
    path: str
    cells: dict[Column, tuple[Item, ...]]
    initiative: Entity | None = None
    marks: tuple[Mark, ...] = ()
    form: str = ""
    handling: tuple[str, ...] = ()
    copies: tuple[Case, ...] = ()
    whole: bool = True

    def cell(self, column: Column) -> tuple[Item, ...]:
        """Entries of a column; empty where the material says nothing."""
        return self.cells.get(column, ())


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head, a region or a level; the label is in Chinese (四川省, 地区不详)."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind the rows: ``cases`` has copies folded, ``copies`` counts those folded.

    ``without`` are provinces of which the library has no case at all on what was asked;
    ``silent`` counts cases that are about it but tell nothing that could be shown.
    """

    cases: int = 0
    copies: int = 0
    partly: int = 0
    silent: int = 0
    unplaced: int = 0
    regions: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to narrow by, each with its number of cases before any narrowing.

    Regions are paths, parents before what lies in them; levels and years are values.
    """

    regions: tuple[tuple[tuple[str, ...], int], ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A whole table. ``asked`` is the theme, initiative, measure or text; ``title`` its heading.

    ``columns`` are those chosen, in their order; rows may have cells for others too. ``choices``
    are what there is to narrow by; ``filters`` say what it was narrowed to (层级：社区).
    """

    by: By
    asked: str
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    coverage: Coverage = field(default_factory=Coverage)
    choices: Choices = field(default_factory=Choices)
    filters: tuple[str, ...] = ()

    @property
    def rows(self) -> Iterator[Row]:
        """All rows in the order of the table."""
        return (row for group in self.groups for row in group.rows)
