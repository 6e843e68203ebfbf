"""Every quote in every file of a comparison stands where it says, whatever texts are made of."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.caution import Cautions
from kg.compare import COLUMN_LABELS, Ask, By, Column, Comparison, Mark, compare
from kg.export.compared import UNSEEN, of_comparison
from kg.export.files import form_of
from kg.export.paper import Options
from kg.library import Library
from kg.model import Metric
from kg.ontology import Role, Status
from web.documents.compared import compare_document

Build = Callable[..., Any]

THEME = "物业治理"
# Sentences of our own, with the figure that each tells and whether it is only aimed at.
DEEDS = (
    "*街道推行“邻里议事亭”，组织业主每周商量楼道物业难题。",
    "镇里牵头组建物业联盟，制定积分兑换办法并公示|清单*。",
    "社区建立物业评议制度，组织居民打分，收缴率提升到93%。",
)
OUTCOMES = ("累计化解物业纠纷260件。", "物业纠纷累计化解×件，居民普遍叫好。")
AIMS = ("力争明年底前化解物业纠纷900件。", "下一步将推广“邻里议事亭”至60处物业小区。")
LACKS = ("部分院落物业管理还存在服务不到位的问题。",)
FIGURES = {"260件": Status.ACHIEVED, "×件": Status.ACHIEVED, "900件": Status.TARGET}
SENTENCES = (Column.PRACTICE, Column.MEASURES, Column.RESULTS, Column.PROBLEMS, Column.QUOTE)
ASKS = (
    Ask(By.THEME, THEME),
    Ask(By.MEASURE, "物业纠纷"),
    Ask(By.INITIATIVE, "邻里议事亭"),
    Ask(By.TEXT, "我们准备组织业主商量物业难题，化解物业纠纷，居民打分。"),
)
_MARK = re.compile("［[^］]*］")

sentence = st.sampled_from((*DEEDS, *OUTCOMES, *AIMS, *LACKS))
texts = st.lists(
    st.tuples(st.lists(sentence, min_size=2, max_size=6, unique=True), st.sampled_from((0, 9, 20))),
    min_size=2,
    max_size=3,
)


class Said(NamedTuple):
    """One entry of a file: the words it prints and, where it says so, what stands behind."""

    column: str
    text: str
    path: str | None = None
    quote: str | None = None
    start: int = 0
    end: int = 0


@pytest.fixture
def filled(tmp_path_factory: pytest.TempPathFactory, material: Build, piece: Build) -> Build:
    """Makes a library of texts, each wrapped anew after so many characters (0: not at all)."""

    def fill(made: list[tuple[list[str], int]]) -> Library:
        library = Library.open(tmp_path_factory.mktemp("files") / "library", create=True)
        for number, (lines, wrap) in enumerate(made):
            path, whole = f"{number}.txt", "".join(lines)
            text = "\n".join(re.findall(f".{{1,{wrap}}}", whole)) if wrap else whole
            metrics = tuple(figures(path, text))
            names = ("邻里议事亭",) if "“邻里议事亭”" in text else ()
            masked = ("*街道",) if "*街道" in text else ()
            built = material(
                path,
                piece(
                    text,
                    f"题{number}",
                    (THEME,),
                    (("四川省",), ("山东省",), ())[number % 3],
                    organizations=masked,
                    initiatives=names,
                    metrics=metrics,
                ),
            )
            record = built.records[0]
            told = tuple(replace(p, role=Role.PRACTICE) for p in record.passages)
            library.commit(built.source, [replace(record, passages=told)], built.entities)
        return library

    return fill


def figures(path: str, text: str) -> Iterator[Metric]:
    """Figures of a text that no line end cuts."""
    for words, status in FIGURES.items():
        for found in re.finditer(re.escape(words), text):
            value = None if "×" in words else float(words[:-1])
            start, end = found.span()
            yield Metric(
                f"{path}#1", None, "物业纠纷", value, "件", words, start, end, status=status
            )


def of_json(table: Comparison) -> Iterator[Said]:
    for row in compare_document(table)["rows"]:
        for quote in row["quotes"]:
            yield Said("", quote["text"], quote["source"], quote["text"], *_span(quote))


def _span(quote: dict[str, Any]) -> tuple[int, int]:
    return quote["start"], quote["end"]


def of_sheet(rows: list[list[Any]]) -> Iterator[Said]:
    """Entries of a sheet that has a quote on each line."""
    head = list(rows[0])
    for row in rows[1:]:
        said = dict(zip(head, row, strict=True))
        span = int(said["起始字"]) - 1, int(said["结束字"])
        yield Said(said["列"], said["内容"], said["来源文件"], said["原文"], *span)


def of_xlsx(data: bytes) -> Iterator[Said]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    yield from of_sheet([list(row) for row in book["引文"].values])


def of_csv(data: bytes) -> Iterator[Said]:
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    for row in rows:
        for column, cell in zip(head, row, strict=True):
            for line in cell.split("\n") if cell else ():
                yield Said(column, _MARK.sub("", line.removeprefix("'")))


def of_markdown(data: bytes) -> Iterator[Said]:
    lines = [x[2:-2] for x in data.decode().splitlines() if x.startswith("| ")]
    head = lines[0].split(" | ")
    for line in lines[2:]:
        cells = re.split(r"(?<!\\) \| ", line)
        for column, cell in zip(head, cells, strict=False):
            for entry in cell.split("<br>") if cell else ():
                words = re.sub(r" \\\[\d+\\\](?:第\d+段)?$", "", entry)
                yield Said(column, re.sub(r"\\(.)", r"\1", _MARK.sub("", words)))


def of_docx(data: bytes) -> Iterator[Said]:
    (table,) = docx.Document(io.BytesIO(data)).tables
    head = [cell.text for cell in table.rows[0].cells]
    for row in table.rows[1:]:
        if row.cells[0]._tc is row.cells[-1]._tc:  # The head of a group.
            continue
        for column, cell in zip(head, row.cells, strict=True):
            for paragraph in cell.paragraphs:
                if paragraph.runs:
                    yield Said(column, paragraph.runs[0].text)


READERS = {"xlsx": of_xlsx, "csv": of_csv, "md": of_markdown, "docx": of_docx}


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(made=texts)
def test_every_quote_in_every_file_is_the_source_s(
    made: list[tuple[list[str], int]], filled: Build
) -> None:
    with filled(made) as library:
        paths = {entry.path: entry.id for entry in library.sources()}
        texts = {path: library.source(key).text for path, key in paths.items()}
        whole = [text.replace("\n", "") for text in texts.values()]
        columns = {COLUMN_LABELS[column] for column in SENTENCES}
        named = any("“邻里议事亭”" in text for text in texts.values())
        for ask in ASKS if named else ASKS[:2]:
            table = compare(library, ask)
            check_rows(table)
            paper = of_comparison(library, Cautions(library.folder), table)
            said = list(of_json(table))
            for name, read in READERS.items():
                found = list(read(form_of(name).encode(paper, Options())))
                # Every form says the same sentences.
                found = [entry for entry in found if entry.text != UNSEEN]
                told = [entry.text for entry in found if entry.column in columns]
                assert sorted(told) == sorted(
                    i.text
                    for row in table.rows
                    for c in table.columns
                    if c in SENTENCES
                    for i in row.cell(c)
                )
                said += found
            for entry in said:
                if entry.path is not None and entry.quote is not None:
                    words = texts[entry.path][entry.start : entry.end]
                    assert words.replace("\n", "") == entry.quote
                if entry.column in columns:
                    assert any(entry.text in text for text in whole)


def check_rows(table: Comparison) -> None:
    """No target is a result, no row has the masked entity of another case."""
    for row in table.rows:
        for item in (*row.cell(Column.RESULTS), *row.cell(Column.MEASURES)):
            assert not item.marks
            assert not any(aim in item.text for aim in AIMS)
        for item in (*row.cell(Column.METRICS), *row.cell(Column.VALUE)):
            assert item.metric
            aimed = item.metric.status is Status.TARGET
            assert (Mark.TARGET in item.marks) == aimed
            assert (Mark.WITHHELD in item.marks) == (item.metric.value is None)
        for items in row.cells.values():
            for item in items:
                assert item.quote is None or item.quote.case == row.case.id
                if item.entity and item.entity.redacted:
                    assert item.entity.id.endswith(f"@{row.path}")
