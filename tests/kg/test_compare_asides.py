"""What speaks of deeds without telling them, and who only reports them."""

import pytest
from bodies import bodies_in

from kg.compare.rows import rows_of
from kg.compare.subject import Subject
from kg.compare.table import Column
from kg.compare.telling import told_sentences
from kg.model import Case, CaseRecord, Entity, Passage
from kg.ontology import Kind, Role
from kg.store import File

DEED = "柳河街道推行“邻里议事亭”，组织业主每周商量停车难题。"


def passage(text: str, role: Role | None = None) -> Passage:
    return Passage("篇/1", "篇", 1, 0, len(text), text, (), role)


@pytest.mark.parametrize(
    "text",
    [
        "她提到，柳河街道组织业主建立议事制度，开展了许多邻里活动。",
        "此次邻里议事进楼院活动，充分彰显了街道创新服务、落实责任的担当。",
        "同志们：今天召开邻里议事推进会，任务是落实会议精神、推动工作。",
        "推进邻里议事试点，是当前我们街道工作中最重要的一项任务。",
        "得到邻居们认可和支持，组织活动再累，她也觉得十分高兴。",
        "靠河的楼院也可以通过组建巡河小队的方式，开展日常巡查。",
        "目前有的楼院议事亭推进很快，有的建设仍然十分缓慢，没有落实。",
        "有的社区报计划时积极，推进起来始终还在图纸上，建设没有动静。",
        "曾任柳河街道企业服务中心主任、石桥镇公交公司支部书记并负责组织工作。",
    ],
)
def test_what_only_speaks_of_deeds_is_neither_practice_nor_result(text: str) -> None:
    found = told_sentences([passage(text)], ())
    assert all(told.role is not Role.PRACTICE and not told.result for told in found)
    (deed,) = told_sentences([passage(DEED)], ())
    assert deed.role is Role.PRACTICE


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("楼长还上门量血压，得到了居民的一致好评，“真是太感谢你们上门来了。”", False),
        ("楼长还上门量血压，得到了居民的一致好评。", True),
        ("每年开展述职，议事服务情况在年度考核中占比达5%。", False),
        ("每年开展述职，议事服务覆盖占比达85%，矛盾明显减少。", True),
        ("得到大家认可的声音，是楼长一直盼望的时刻。", False),
    ],
)
def test_thanks_rules_and_feelings_are_no_results(text: str, *, result: bool) -> None:
    assert any(told.result for told in told_sentences([passage(text)], ())) == result


def organizations(text: str, *names: str) -> set[str]:
    """Bodies of the row that a text's case has."""
    case = Case("篇", "源", 1, 0, len(text), "题")
    known = {name: Entity(name, Kind.ORGANIZATION, name) for name in names}
    record = CaseRecord(case, (passage(text),), entities=bodies_in(text, names))
    rows = rows_of(Subject(record, File("甲.txt", "txt", ()), record.passages), known)
    return {item.text for row in rows for item in row.cell(Column.ORGANIZATIONS)}


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        (f"{DEED}据柳河晚报和石桥新闻消息。", "柳河晚报", False),
        (f"{DEED}（石桥新闻）", "石桥新闻", False),
        (f"石桥网见习记者看到，{DEED}", "石桥网", False),
        (f"柳河区监察局网站讯。{DEED}", "柳河区监察局", False),
        (f"{DEED}柳河晚报还组织读者到亭里参加议事。", "柳河晚报", True),
        (f"{DEED}柳河电网公司上门检修线路。", "柳河电网", True),
        (f"{DEED}柳河区监察局上门走访。", "柳河区监察局", True),
    ],
)
def test_media_are_bodies_of_a_practice_by_their_own_deeds_only(
    text: str, name: str, *, shown: bool
) -> None:
    assert organizations(text, name) == ({name} if shown else set())
