"""Cases side by side: each row tells one kind of thing, in the words of the texts, to files too."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest

from kg.caution import Cautions
from kg.compare import Ask, Beside, By, beside
from kg.errors import InvalidQuery, UnknownCase
from kg.export.beside import of_beside
from kg.export.files import form_of
from kg.export.paper import Options
from kg.library import Library
from kg.model import Metric
from kg.ontology import Role, Status

Build = Callable[..., Any]

MEALS = "社区开设助餐食堂，组织志愿者为独居老人送餐上门。"
PARKING = "街道组织业主商量停车难题，划定共享车位。"
CAME = "累计化解停车纠纷260件。"
AIM = "力争明年底前化解停车纠纷900件。"
LACK = "部分院落停车管理还存在服务不到位的问题。"
PARTS = {
    "甲.txt": (("一、助餐到家", MEALS, None), ("二、停车有序", PARKING + CAME, None)),
    "乙.txt": (("一、停车共治", PARKING + AIM, None), ("二、短板", LACK, None)),
}


@pytest.fixture
def two(library: Library, material: Build, piece: Build) -> Library:
    """Two cases of two headed parts each; one tells a result, the other an aim and a lack."""
    for path, told in PARTS.items():
        text = "".join(words for _, words, _ in told)
        made = material(path, piece(text, f"{path[0]}地做法", ("物业治理",), ("安徽省",)))
        (whole,) = made.records[0].passages
        parts, at = [], whole.start
        for number, (heading, words, _) in enumerate(told, start=1):
            parts.append(
                replace(
                    whole,
                    id=f"{path}{number}",
                    number=number,
                    start=at,
                    end=at + len(words),
                    text=words,
                    heading=(heading,),
                    role=Role.PRACTICE,
                )
            )
            at += len(words)
        metrics = tuple(
            Metric(
                f"{path}#1", "柳河街道", "停车纠纷", value, "件", words, at, at + 4, status=status
            )
            for words, value, status in (
                ("260件", 260.0, Status.ACHIEVED),
                ("900件", 900.0, Status.TARGET),
            )
            if (at := made.source.text.find(words)) >= 0
        )
        record = replace(made.records[0], passages=tuple(parts), metrics=metrics)
        library.commit(made.source, [record], made.entities)
    return library


CASES = ["甲.txt#1", "乙.txt#1"]


def told(view: Beside) -> dict[str, list[list[str]]]:
    """Words of every cell by the label of its row."""
    return {
        row.label: [[item.text for item in cell.items] if cell else [] for cell in row.cells]
        for row in view.rows
    }


@pytest.mark.parametrize("ask", [None, Ask(By.THEME, "物业治理"), Ask(By.MEASURE, "停车纠纷")])
def test_each_row_has_what_its_head_says_of_every_case(two: Library, ask: Ask | None) -> None:
    rows = told(beside(two, CASES, ask))
    assert [PARKING in cell for cell in rows["做法"]] == [True, True]
    assert rows["成效"] == [[CAME], []]
    assert rows["目标"] == [[], [AIM]] if "目标" in rows else AIM not in str(rows["做法"])
    assert rows["问题"] == [[], [LACK]]
    assert "停车纠纷 260件（柳河街道）" in rows["数据"][0]


def test_like_headings_stand_in_one_row_that_names_words_of_both(two: Library) -> None:
    view = beside(two, CASES)
    (row,) = [row for row in view.rows if row.words]
    assert [cell and cell.heading for cell in row.cells] == ["二、停车有序", "一、停车共治"]
    for cell in row.cells:
        assert cell
        said = cell.heading + "".join(item.text for item in cell.items)
        assert all(word in said for word in row.words)
    assert "停车" in row.label


def test_every_entry_quotes_its_source(two: Library) -> None:
    for row in beside(two, CASES).rows:
        for item in (item for cell in row.cells if cell for item in cell.items):
            assert item.quote
            text = two.case(item.quote.case).source.text
            assert text[item.quote.start : item.quote.end] == item.quote.text


@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "csv"])
def test_the_view_leaves_as_a_file_with_its_sources(two: Library, form: str) -> None:
    cautions = Cautions(two.folder)
    cautions.write("独居老人 # 改称\n甲地")
    paper = of_beside(two, cautions, beside(two, CASES))
    assert set(paper.warnings) == {"慎引：独居老人（改称）", "慎引：甲地"}
    assert form_of(form).encode(paper, Options())
    assert [reference.title for reference in paper.references] == ["甲地做法", "乙地做法"]


def test_word_has_a_column_for_each_case(two: Library) -> None:
    paper = of_beside(two, Cautions(two.folder), beside(two, CASES))
    data = form_of("docx").encode(paper, Options())
    (table,) = docx.Document(io.BytesIO(data)).tables
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    assert rows["对照项"] == ["《甲地做法》", "《乙地做法》"]
    assert rows["地区"] == ["安徽省", "安徽省"]
    assert rows["问题"] == ["未见", f"{LACK}［问题］[2]第2段"]
    assert rows["成效"] == [f"{CAME}[1]第2段", "未见"]


def test_side_by_side_wants_two_to_four_known_cases(two: Library) -> None:
    with pytest.raises(InvalidQuery):
        beside(two, ["甲.txt#1", "甲.txt#1"])
    with pytest.raises(UnknownCase):
        beside(two, ["甲.txt#1", "没有"])
