"""Rows hold to what was asked: sentences that name it, outcomes of their own part, who spoke."""

from dataclasses import replace

import pytest
from bodies import bodies_in

from kg.compare import Column
from kg.compare.rows import rows_of
from kg.compare.subject import Focus, Subject
from kg.compare.table import Row
from kg.compare.themes import theme_passages
from kg.model import Case, CaseRecord, Entity, Metric, Passage
from kg.store import File

DEED = "街道组织业主轮流巡查楼道并公示整改清单。"
THEME = "减负赋权"


def record(
    *passages: tuple[str, str], title: str = "题", bodies: tuple[str, ...] = ()
) -> CaseRecord:
    """A case whose passages are words under a heading, in order."""
    made: list[Passage] = []
    for number, (heading, words) in enumerate(passages, 1):
        start = made[-1].end if made else 0
        made.append(
            Passage(
                f"篇/{number}",
                "篇",
                number,
                start,
                start + len(words),
                words,
                (heading,) if heading else (),
            )
        )
    text = "".join(passage.text for passage in made)
    case = Case("篇", "源", 1, 0, len(text), title, themes=(THEME,))
    return CaseRecord(case, tuple(made), entities=bodies_in(text, bodies))


def row_of(made: CaseRecord, focus: Focus | None = None) -> Row:
    known = {e.id: Entity(e.id, e.kind, e.name) for e in made.entities}
    subject = Subject(made, File("甲.txt", "txt", ()), made.passages, focus=focus or Focus())
    return rows_of(subject, known)[0]


def told(row: Row, column: Column) -> list[str]:
    return [item.text for item in row.cell(column)]


def test_who_spoke_stands_with_what_was_said_where_no_deed_names_the_body() -> None:
    said = "“事情有人管了。”柳河社区党委书记李某某说。"
    row = row_of(record(("", DEED + said), bodies=("柳河社区党委",)))
    (item,) = row.cell(Column.ORGANIZATIONS)
    assert item.quote is not None
    assert item.quote.text == said


def test_outcomes_of_another_part_stand_in_no_row_that_asks_for_something_else() -> None:
    asked = "累计减少报表320张。"
    other = "累计治理河道12条。"
    made = record(("一、减负", f"{DEED}{asked}"), ("二、治水", f"{DEED}{other}"))
    assert told(row_of(made), Column.RESULTS) == [asked, other]
    assert told(row_of(made, Focus(words=("报表", "楼道"))), Column.RESULTS) == [asked]


def test_figures_of_outcomes_stand_before_those_of_deeds() -> None:
    deed = "街道组织12名业主轮流巡查楼道并公示整改清单。"
    made = record(("", f"{deed}累计化解纠纷320件。"))
    text = made.passages[0].text

    def metric(words: str) -> Metric:
        start = text.index(words)
        return Metric("篇", None, words, 1.0, None, words, start, start + len(words))

    row = row_of(replace(made, metrics=(metric("12名业主"), metric("纠纷320件"))))
    assert [i.quote.text for i in row.cell(Column.METRICS) if i.quote] == ["纠纷320件", "12名业主"]


@pytest.mark.parametrize(("title", "kept"), [("街道组织业主轮流巡查楼道", False), ("题", True)])
def test_the_title_run_into_the_text_is_no_practice(title: str, *, kept: bool) -> None:
    other = "社区推行错时上门，收集诉求后逐件公示办理结果。"
    made = record(("", DEED + other), title=title)
    row = row_of(made)
    told_so = told(row, Column.PRACTICE) + told(row, Column.MEASURES)
    assert (DEED in told_so) is kept


def test_passages_that_name_a_theme_of_the_case_answer_beside_those_about_it() -> None:
    made = record(("", f"{DEED}全面为基层减负。"), ("", "报表由8张减至2张。"), ("", DEED))
    about = replace(made.passages[0], themes=(THEME,))
    made = replace(made, passages=(about, *made.passages[1:]))
    filler = tuple(replace(made.passages[2], id=f"篇/{n}", number=n) for n in range(4, 9))
    made = replace(
        made,
        case=replace(made.case, themes=("网格治理", THEME)),
        passages=(*made.passages, *filler),
    )
    assert [p.number for p in theme_passages(made, THEME)] == [1, 2]
