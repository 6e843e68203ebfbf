"""What single sentences tell; every quote stands where it says, whatever the text is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.figures import is_condition
from kg.compare.quoting import Quoting
from kg.compare.rows import rows_of
from kg.compare.subject import Subject
from kg.compare.table import Column
from kg.compare.telling import last_outcome, told_sentences
from kg.model import Case, CaseRecord, Metric, Passage
from kg.ontology import Change, Role, Status
from kg.store import File

# Sentences of every kind that materials have, our own.
DEEDS = ("网格员每周上门收集诉求并公示办理清单。", "街道牵头组建物业联盟，制定积分兑换办法。")
OUTCOMES = ("累计化解邻里纠纷260件。", "物业费收缴率提升到93%。", "该镇获评“平安示范镇”称号。")
AIMS = ("力争明年底前建成议事厅80个。", "下一步将继续推进老旧院落改造60处。")
LACKS = ("部分院落物业管理还存在服务不到位的问题。", "有的楼栋长责任心不强，巡查流于形式。")
NOISE = ("资料来源：某地简报。", "，断句的后半截也说建立机制。")
HEADS = ("目录", "一、工作做法………………3")
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


@pytest.mark.parametrize("text", [*NOISE, *HEADS])
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


@given(blocks, st.lists(role, min_size=4, max_size=4), st.integers(0, 50), st.integers(0, 8))
def test_cells_quote_the_source_and_keep_aims_out_of_results(
    made: list[list[str]], kinds: list[Role | None], before: int, wrapped: int
) -> None:
    source = "前" * before
    passages: list[Passage] = []
    metrics: list[Metric] = []
    for number, lines in enumerate(made):
        start = len(source)
        for line in lines:
            if line in (*AIMS, *OUTCOMES):
                status = Status.TARGET if line in AIMS else Status.ACHIEVED
                at, end = len(source), len(source) + len(line) + bool(wrapped)
                metrics.append(Metric("篇", None, "数", 1.0, "件", line, at, end, status=status))
            # A line end inside a passage only wraps it: anywhere, even inside a word.
            source += f"{line[:wrapped]}\n{line[wrapped:]}" if wrapped else line
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
                    words = source[item.quote.start : item.quote.end]
                    assert words.replace("\n", "") == item.quote.text
        for column in (Column.PRACTICE, Column.MEASURES, Column.RESULTS):
            for item in row.cell(column):
                assert not any(line in item.text for line in (*AIMS, *LACKS, *CHARGES, *NOISE))
                assert not item.marks
                assert item.quote
                assert not any(item.quote.passage == p.id for p in passages if p.role is Role.PLAN)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        # 要 as a verb demands; as a part of a word it does not.
        ("对不公示清单的社区要约谈，限期整改并公开结果。", Role.PLAN),
        ("镇里梳理重要事项和主要需求，建立台账并公示。", Role.PRACTICE),
        # What is said inside marks or told first decides.
        ("街道推行“事项要公开”承诺制，组织楼长签订承诺书。", Role.PRACTICE),
        ("推行分类办理机制，推动小事在院落及时化解，大事上报街道。", Role.PRACTICE),
        ("新增护理床位52张，老楼加装电梯9部，街道组织验收。", Role.RESULT),
        # A noun made of a deed, and a station made of a service, tell neither.
        ("在党的组织和队伍上都有了新的面貌和新的气象。", None),
        ("服务中心20个，服务站点80个，窗口环境整洁明亮。", None),
    ],
)
def test_what_a_sentence_does_goes_by_its_own_words(text: str, role: Role | None) -> None:
    assert roles(text) == ([role] if role else [])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("新桥建好之后，将有效解决两岸村民的出行难题。", False),
        ("新桥建好之后，有效解决了两岸村民的出行难题。", True),
        ("护桥行动启动仪式在柳湾村举行，共有村民120人。", False),
        ("护桥行动启动仪式举行以来，护桥队累计化解纠纷120起。", True),
    ],
)
def test_what_is_promised_begun_or_met_for_is_no_result(text: str, *, result: bool) -> None:
    found = told_sentences([passage(text)], ())
    assert any(told.result for told in found) == result


def test_parts_of_a_speech_are_no_practice() -> None:
    text = "“我们每周组织议事，梳理大家的诉求。现在大家主动认领任务，组织巡查。”楼长这样讲。"
    assert Role.PRACTICE not in roles(text)
    named = "“邻里议事亭”每周组织议事，梳理大家的诉求。"
    assert roles(named) == [Role.PRACTICE]


def test_a_number_of_the_text_s_order_is_no_part_of_the_quote() -> None:
    text = "二是健全收集机制，组织楼长每周上门梳理诉求。"
    (told,) = told_sentences([passage(text, start=5)], ())
    assert (told.text, told.start) == (text[2:], 7)


def test_a_heading_run_into_its_text_is_no_practice() -> None:
    heading = "一是健全楼院居民诉求的收集机制"
    row = Passage(
        "篇/1", "篇", 1, 0, 0, f"{heading}。网格员每周上门收集诉求并公示办理清单。", (heading,)
    )
    assert [t.text for t in told_sentences([row], ())] == ["网格员每周上门收集诉求并公示办理清单。"]


def test_of_a_deed_with_its_outcome_a_wrapped_line_does_not_count() -> None:
    text = "社区建立楼栋议事制\n度，去年累计化解邻里纠\n纷260件。"
    (told,) = told_sentences([passage(text)], ())
    span = last_outcome(told)
    assert span
    assert text[slice(*span)].replace("\n", "") == "去年累计化解邻里纠纷260件。"


def figure(text: str, words: str, **more: object) -> Metric:
    start = text.index(words)
    whole: dict[str, object] = {
        "case": "篇",
        "subject": None,
        "measure": "事故",
        "value": 2.0,
        "unit": "%",
    }
    return Metric(text=words, start=start, end=start + len(words), **(whole | more))  # type: ignore[arg-type]


def shown(text: str, metric: Metric) -> str:
    where = passage(text)
    case = Case("篇", "源", 1, 0, len(text), "题")
    return Quoting(case, "甲.txt").figure(metric, where).text


def test_the_second_of_two_figures_falls_as_the_first_does() -> None:
    text = "事故起数和受伤人数分别下降3%和2%。"
    assert shown(text, figure(text, "2%", change=Change.BY)) == "事故 降2%"
    # Which way it went is told by nothing: then it is not told.
    bare = "事故起数变动2%。"
    assert shown(bare, figure(bare, "2%", change=Change.BY)) == "事故 2%"


def test_a_masked_figure_is_shown_with_its_clause() -> None:
    text = "去年调整履职不到位的委员**多人，各楼组建小组*个。"
    torn = figure(text, "位的委员**多人", value=None, unit="人")
    assert shown(text, torn) == "去年调整履职不到位的委员**多人"


def test_a_figure_that_only_bounds_is_no_result() -> None:
    text = "对年收益低于5万元的村，镇里组织结对。"
    assert is_condition(figure(text, "年收益低于5万元", unit="元"), text, 0)
    assert not is_condition(figure(text, "5万元", unit="元"), text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "原标题：邻里议事亭建到楼下 柳河日报记者 罗某某“今天又来推行议事了，大家都说真好。”",
        "石桥社区组织邻里议事每周一次到楼下石桥社区组织邻里议事每周一次到楼下，居民参加。",
    ],
)
def test_a_repeated_title_and_a_byline_are_no_practice(text: str) -> None:
    assert Role.PRACTICE not in roles(text, Role.PRACTICE)


def test_a_dateline_is_no_part_of_its_sentence() -> None:
    lead, deed = (
        "柳河日报讯（记者罗某某、通讯员钱某）",
        "柳河街道推行邻里议事，组织业主商量停车难题。",
    )
    (told,) = told_sentences([passage(lead + deed)], ())
    assert (told.text, told.start) == (deed, len(lead))


@pytest.mark.parametrize(
    "other",
    [
        "柳河社区书记罗某某表示，这次活动开展得很好，组织了居民，建立了沟通渠道，推动了工作。",
        "据悉，该项目旨在推动居民建立主人翁意识，引导大家组织起来，探索治理新路。",
    ],
)
def test_who_does_what_tells_more_than_an_opinion_or_a_purpose(other: str) -> None:
    deed = "柳河街道推行“邻里议事亭”，组织业主每周商量停车难题。"
    first, second = told_sentences([passage(other + deed, Role.PRACTICE)], ())
    assert first.weight < second.weight
