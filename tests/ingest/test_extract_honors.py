"""Honors: titles and prizes that were given, not those striven for."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft
from ingest.extract import honors
from kg.model import Mention
from kg.ontology import Kind


def names(text: str) -> list[str]:
    return [m.name for m in honors.find(Draft(text=text), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "先后获得全国文明村、省级生态示范村等30余项荣誉。",
            ["全国文明村", "省级生态示范村"],
        ),
        ("合作社荣获“全市助农先进集体”称号。", ["全市助农先进集体"]),
        ("做法入选2023年度全省基层治理优秀案例。", ["2023年度全省基层治理优秀案例"]),
        ("他被评为“最美护林员”“十佳调解能手”。", ["最美护林员", "十佳调解能手"]),
        ("园区获评国家水土保持与生态修复示范基地。", ["国家水土保持与生态修复示范基地"]),
        ("连续三年评选“和美邻居之星”“孝老模范”。", ["和美邻居之星", "孝老模范"]),
        ("授予刘某「时代楷模」称号。", ["时代楷模"]),
        ("新增云州等国家森林城市3个。", ["国家森林城市"]),
        ("启动“云州好青年”评选表彰。", ["云州好青年"]),
        ("剧目获得“五个一工程”奖。", ["“五个一工程”奖"]),
        ("每季评选最美巡夜人。", ["最美巡夜人"]),
        ("短剧《归渔》获白鹭短剧奖。", ["白鹭短剧奖"]),
        ("评选星级文明户9户。", ["星级文明户"]),
        ("清河是全国农村改厕示范县，外地常来人。", ["全国农村改厕示范县"]),
        ("获评全国最具活力城市。", ["全国最具活力城市"]),
        ("全国劳动模范、护林队队长刘青说。", ["全国劳动模范"]),
        ("他荣立个人三等功。", ["个人三等功"]),
        ("剧目荣获晴川奖、白鹭奖。", ["晴川奖", "白鹭奖"]),
        ("追授刘青、陈川同志“云州青年五四奖章”。", ["云州青年五四奖章"]),
        ("2人荣登“清川好人榜”。", ["清川好人榜"]),
        ("评选出5名优秀护林队书记并给予奖励。", ["优秀护林队书记"]),
        ("开展“好邻居”“好妯娌”等居民评选。", ["好邻居", "好妯娌"]),
        ("队员勇夺年度登山王、终身会员等荣誉。", ["年度登山王", "终身会员"]),
        ("创建“青川”实践创新基地3个。", ["“青川”实践创新基地"]),
        ("他是全国优秀工会工作者，人人佩服。", ["全国优秀工会工作者"]),
        ("全省在全国性文艺评奖中荣获省部级以上奖项。", []),
        ("园区晋级国家一级博物馆。", ["国家一级博物馆"]),
        ("九个县获评“青山”实践创新基地。", ["“青山”实践创新基地"]),
        ("她被评为云州市中小学骨干教师。", ["云州市中小学骨干教师"]),
        ("清河成为首批云州省民宿集聚区。", ["云州省民宿集聚区"]),
        ("曾获云州省“优秀村官”，清河市“优秀团干”等荣誉。", ["优秀村官", "优秀团干"]),
        ("清河村有“云州省森林乡村”称号。", ["云州省森林乡村"]),
        ("合作社挂着“清河市科普示范基地”的牌子。", ["清河市科普示范基地"]),
        ("街道对“为老服务先进个人”进行表彰。", ["为老服务先进个人"]),
        ("“人民楷模”刘青回村。", ["人民楷模"]),
        ("新增清河、晴川2家5A级景区。", ["5A级景区"]),
    ],
)
def test_find_takes_what_was_given(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全力争创全国文明城市。",
        "群众的获得感明显增强。",
        "入选国家“双高计划”。",
        "取得较大进展，获得群众一致好评。",
        "学习先进典型，开展党性教育。",
        "入选全国助餐服务提升行动试点。",
        "荣获一等奖。",
        "发现身边“最美护河人”。",
        "推进“云州市文明单位”创建。",
    ],
)
def test_find_leaves_aims_programmes_and_praise(text: str) -> None:
    assert names(text) == []


def test_find_takes_a_title_before_a_name() -> None:
    text = "全国优秀共产党员刘青为队员讲课。"
    person = Mention(Kind.PERSON, 8, 10, "刘青", "刘青")
    assert [m.name for m in honors.find(Draft(text=text), [person])] == ["全国优秀共产党员"]


def test_a_body_that_ends_as_a_title_is_the_title() -> None:
    title = Mention(Kind.HONOR, 3, 11, "云州优秀服务团队", "云州优秀服务团队")
    inner = replace(title, kind=Kind.ORGANIZATION, start=5)
    other = replace(title, kind=Kind.ORGANIZATION, start=0, end=3)
    assert honors.without_titles([other, inner, title]) == [other, title]
    text = "荣获“全省最美环卫服务站点”称号"
    title = Mention(Kind.HONOR, 3, 14, text[3:14], text[3:14])
    inner = Mention(Kind.ORGANIZATION, 5, 12, text[5:12], text[5:12])
    assert honors.without_titles([inner, title]) == [title]


def test_find_repeats_a_title_found_once() -> None:
    text = "我镇荣获全省卫生乡镇示范单位。全省卫生乡镇示范单位来之不易。"
    assert names(text) == ["全省卫生乡镇示范单位"] * 2


@given(st.text(alphabet="荣获评为入选全国示范村“”、和等荣誉称号，。\n最美", max_size=60))
def test_find_quotes_its_surface_and_never_overlaps(text: str) -> None:
    mentions = honors.find(Draft(text=text), [])
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
