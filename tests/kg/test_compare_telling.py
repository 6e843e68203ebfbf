"""What single sentences tell; every quote stands where it says, whatever the text is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.rows import Subject, rows_of
from kg.compare.table import Column
from kg.compare.telling import last_outcome, told_sentences
from kg.model import Case, CaseRecord, Metric, Passage
from kg.ontology import Role, Status
from kg.store import File

# Sentences of every kind that materials have, our own.
DEEDS = ("网格员每周上门收集诉求并公示办理清单。", "街道牵头组建物业联盟，制定积分兑换办法。")
OUTCOMES = ("累计化解邻里纠纷260件。", "物业费收缴率提升到93%。", "该镇获评“平安示范镇”称号。")
AIMS = ("力争明年底前建成议事厅80个。", "下一步将继续推进老旧院落改造60处。")
LACKS = ("部分院落物业管理还存在服务不到位的问题。", "有的楼栋长责任心不强，巡查流于形式。")
NOISE = ("资料来源：某地简报。", "目录", "一、工作做法………………3", "，断句的后半截也说建立机制。")
CHARGES = ("习近平总书记强调，要推动社会治理重心向基层下移。",)


def passage(text: str, role: Role | None = None, start: int = 0) -> Passage:
    return Passage("篇/1", "篇", 1, start, start + len(text), text, ("一、做法",), role)


def roles(text: str, role: Role | None = None) -> list[Role | None]:
    return [told.role for told in told_sentences([passage(text, role)], ())]


@pytest.mark.parametrize("text", DEEDS)
def test_deeds_are_practices(text: str) -> None:
    assert roles(text) == [Role.PRACTICE]


@pytest.mark.parametrize("text", OUTCOMES)
def test_outcomes_are_results(text: str) -> None:
    assert roles(text * 2) == [Role.RESULT] * 2 or len(text) < 18


@pytest.mark.parametrize("text", AIMS)
def test_aims_are_plans(text: str) -> None:
    assert roles(text) in ([Role.PLAN], [])


@pytest.mark.parametrize("text", LACKS)
def test_lacks_are_problems(text: str) -> None:
    assert roles(text) == [Role.PROBLEM]


def test_a_deed_against_a_lack_is_a_deed() -> None:
    text = "针对部分院落服务不到位的问题，社区建立物业评议制度。"
    assert roles(text) == [Role.PRACTICE]


@pytest.mark.parametrize("text", NOISE)
def test_notes_contents_and_broken_sentences_tell_nothing(text: str) -> None:
    assert roles(text) == []


def test_nothing_that_is_planned_or_charged_is_a_deed() -> None:
    assert roles("街道牵头组建物业联盟，制定积分兑换办法。", Role.PLAN) == [Role.PLAN]
    assert roles(CHARGES[0]) == [Role.CHARGE]
    rule = "每名党员每年至少参加志愿服务3次，建立台账。"
    assert not any(told.result for told in told_sentences([passage(rule)], ()))


def test_of_a_deed_with_its_outcome_the_outcome_alone_is_quoted() -> None:
    text = "社区建立楼栋议事制度，去年累计化解邻里纠纷260件。"
    (told,) = told_sentences([passage(text, start=7)], ())
    span = last_outcome(told)
    assert span
    assert text[span[0] - 7 : span[1] - 7] == "去年累计化解邻里纠纷260件。"


sentence = st.sampled_from((*DEEDS, *OUTCOMES, *AIMS, *LACKS, *NOISE, *CHARGES))
blocks = st.lists(st.lists(sentence, min_size=1, max_size=6), min_size=1, max_size=4)
role = st.sampled_from((None, Role.PRACTICE, Role.RESULT, Role.PLAN, Role.PROBLEM, Role.STORY))


@given(blocks, st.lists(role, min_size=4, max_size=4), st.integers(0, 50))
def test_cells_quote_the_source_and_keep_aims_out_of_results(
    made: list[list[str]], kinds: list[Role | None], before: int
) -> None:
    source = "前" * before
    passages: list[Passage] = []
    metrics: list[Metric] = []
    for number, lines in enumerate(made):
        start = len(source)
        for line in lines:
            if line in (*AIMS, *OUTCOMES):
                status = Status.TARGET if line in AIMS else Status.ACHIEVED
                at, end = len(source), len(source) + len(line)
                metrics.append(Metric("篇", None, "数", 1.0, "件", line, at, end, status=status))
            source += line if line.endswith("。") else f"{line}；"
        heading = (f"{number}、标题",)
        text = source[start:]
        passages.append(
            Passage(f"篇/{number}", "篇", number, start, len(source), text, heading, kinds[number])
        )
        source += "\n"
    case = Case("篇", "源", 1, 0, len(source), "题")
    record = CaseRecord(case, tuple(passages), metrics=tuple(metrics))
    for row in rows_of(Subject(record, File("甲.txt", "txt", ()), record.passages), {}):
        for items in row.cells.values():
            for item in items:
                if item.quote:
                    assert source[item.quote.start : item.quote.end] == item.quote.text
        for column in (Column.PRACTICE, Column.MEASURES, Column.RESULTS):
            for item in row.cell(column):
                assert not any(line in item.text for line in (*AIMS, *LACKS, *CHARGES, *NOISE))
                assert not item.marks
                assert item.quote
                assert not any(item.quote.passage == p.id for p in passages if p.role is Role.PLAN)
