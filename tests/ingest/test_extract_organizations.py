"""Organizations: names built of place or level, words of their own, head and sub-organ."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.draft import Draft, Tag
from ingest.extract import organizations, places
from kg.model import Mention
from kg.ontology import Kind, Level

_Build = Callable[..., Draft]
# Pieces that names are made of, and what breaks, masks and quotes them.
_PIECES = st.lists(
    st.sampled_from(
        (
            *("余杭区", "径山镇", "小古城村", "市", "区委", "党委", "物业公司", "志愿服务队", "和"),
            *("“", "”", "*", "×", "3个", "成立", "等社会组织", "，", "。", "\n", " ", "😀", "x"),
        )
    ),
    max_size=14,
).map("".join)


def _find(draft: Draft) -> list[Mention]:
    return organizations.find(draft, places.find(draft, ()))


def _surfaces(draft: Draft) -> list[str]:
    return [m.surface for m in _find(draft)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("径山镇党委牵头办了三件事。", ["径山镇党委"]),
        ("区委组织部发文，区民政局配合。", ["区委组织部", "区民政局"]),
        ("余杭区市场监督管理局上门服务。", ["余杭区市场监督管理局"]),
        ("周末成立“板凳匠”志愿服务队。", ["“板凳匠”志愿服务队"]),
        ("街上引来“暖巷帮”“银杏家”等社会组织。", ["暖巷帮", "银杏家"]),
        ("国务院和中组部都有要求。", ["国务院", "中组部"]),
        ("*社区党委开门议事。", ["*社区党委"]),
        ("×区民政局送来政策。", ["×区民政局"]),
        ("某某街道党工委牵头。", ["某某街道党工委"]),
        ("清河小学腾出操场。", ["清河小学"]),
        ("先后组建“暖灯侠”“搭把伞”等**支志愿服务队。", ["暖灯侠", "搭把伞"]),
        ("由区委养老工作领导小组统筹。", ["区委养老工作领导小组"]),
        ("区教育局和水务局出人。", ["区教育局", "水务局"]),
        ("余杭区发展和改革局开了会。", ["余杭区发展和改革局"]),
        ("径山镇党委黄湖镇党委一起来。", ["径山镇党委", "黄湖镇党委"]),
        ("我代表区人民政府致辞。", ["区人民政府"]),
        ("中共余杭区委有部署。", ["中共余杭区委"]),
        ("修好河道（牵头单位：水利局、绿化处养护中心）。", ["水利局", "绿化处养护中心"]),
        ("中信银行杭州分行上门。", ["中信银行杭州分行"]),
        ("余杭区民政局救助科科长来了。", ["余杭区民政局", "余杭区民政局救助科"]),
        (
            "余杭区民政局调研组来了，到余杭区民政局调研工作。",
            ["余杭区民政局", "余杭区民政局调研组", "余杭区民政局"],
        ),
        ("清泉“灯”火相传志愿服务队来了。", ["清泉“灯”火相传志愿服务队"]),
        ("杭州大学(北京)的老师讲课。", ["杭州大学(北京)"]),
        ("径山镇妇联方文俊径山镇团委到会。", ["径山镇妇联", "径山镇团委"]),
        ("市直机关工委发文，市直部门照办。", ["市直机关工委"]),
        ("小古城村上海清泉大学的师生来了。", ["上海清泉大学"]),
        ("余杭区县委办公室发文。", ["余杭区县委办公室"]),
        ("清泉发动机（集团）有限公司原党委书记来了。", ["清泉发动机（集团）有限公司"]),
        ("清泉科技(浙江)有限公司出钱。", ["清泉科技(浙江)有限公司"]),
        ("教育部职业教育司发文。", ["教育部职业教育司"]),
        ("国网余杭区供电公司来人。", ["国网余杭区供电公司"]),
        ("余杭区发展改革委、区应急厅发文。", ["余杭区发展改革委", "区应急厅"]),
        ("清泉运输公司机关第三党支部来了。", ["清泉运输公司机关第三党支部"]),
        ("余杭区人民政府新闻办公室发布。", ["余杭区人民政府新闻办公室"]),
        ("余杭区在京流动党员党委开会。", ["余杭区在京流动党员党委"]),
        ("区委非公和社会组织工委发文。", ["区委非公和社会组织工委"]),
        ("（清泉网记者方文）径山镇下雨。", ["清泉网"]),
        ("来源：余杭晨报", ["余杭晨报"]),
        ("余杭区商会径山镇分会成立。", ["余杭区商会径山镇分会"]),
        ("余杭区人民医院内科党支部来了。", ["余杭区人民医院内科党支部"]),
        ("“护塘”行动支部来了。", ["“护塘”行动支部"]),
        ("清泉时刻新闻8月2日讯", ["清泉时刻新闻"]),
        ("杭州市委人才办发文。", ["杭州市委人才办"]),
        ("余杭区商会所属合作社都来了。", ["余杭区商会"]),
        ("余杭区人民医院杭州医院开诊。", ["余杭区人民医院杭州医院"]),
        ("径山镇召开会议，镇党委副书记方文到会。", ["镇党委"]),
        ("区委区政府发文。", ["区委", "区政府"]),
        ("共青团杭州市直属机关工作委员会发文。", ["共青团杭州市直属机关工作委员会"]),
        ("余杭区民政局党组书记方文来了。", ["余杭区民政局"]),
        ("余杭区民政局青年突击队来了。", ["余杭区民政局", "余杭区民政局青年突击队"]),
        ("杭州大学土木工程系的老师来了。", ["杭州大学", "杭州大学土木工程系"]),
        ("组建“暖灯社工”“银杏伴”队伍。", ["暖灯社工", "“银杏伴”队伍"]),
        ("“护苗人”未成年人办案团队来了。", ["“护苗人”未成年人办案团队"]),
        ("方文当选团中央委员。", ["团中央"]),
        ("请来共建单位林海集团。", ["林海集团"]),
        ("★径山镇妇联★小古城村党委★", ["径山镇妇联", "小古城村党委"]),
        ("（清泉晚报/林海新闻记者方文）", ["清泉晚报", "林海新闻"]),
        ("清泉时刻新闻2023年8月2日讯", ["清泉时刻新闻"]),
        ("来源：林海卫视。", ["林海卫视"]),
        ("新成立“三板凳护塘队”。", ["三板凳护塘队"]),
        ("小古城村联合银荷幼儿园办晚会。", ["银荷幼儿园"]),
        ("余杭区社会组织服务中心发文。", ["余杭区社会组织服务中心"]),
        ("应急管理部门下乡，应急管理部发文。", ["应急管理部"]),
        ("“银荷童声”朗读团来了。", ["“银荷童声”朗读团"]),
        ("“灯暖”护塘队志愿者来了。", ["“灯暖”护塘队"]),
        ("来了30支队伍，径山镇代表队夺冠。", ["径山镇代表队"]),
        ("住房和城乡建设部办公厅发文。", ["住房和城乡建设部办公厅"]),
        ("余杭区教育局政策法规科到村里来。", ["余杭区教育局", "余杭区教育局政策法规科"]),
        ("区组织人事局发文。", ["区组织人事局"]),
        ("径山镇关工委和镇团委来了。", ["径山镇关工委", "镇团委"]),
        ("余杭区人民医院、20个乡村学校参加。", ["余杭区人民医院"]),
        ("方文拉着“红伞”志愿者的手。", ["“红伞”志愿者"]),
        ("杭州的方文说：“再过几天大学就要开学了。”", []),
        ("杭州大学经济与管理学院的老师讲课。", ["杭州大学", "杭州大学经济与管理学院"]),
        ("公安部研究室发文，杭州医疗组团下乡。", ["公安部研究室"]),
        ("在杭州市新华社区开会，新华社播发。", ["新华社"]),
        ("在余杭区一所小学开会，召开余杭区依法治校座谈会。", []),
        ("感谢小古城村林海公司。方文到林海公司来。", ["小古城村林海公司", "林海公司"]),
    ],
)
def test_find_takes_bodies_with_a_name(draft: _Build, text: str, found: list[str]) -> None:
    assert _surfaces(draft(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。！？“”",
        "社区有志愿服务队，也有业主委员会。",
        "全市3个街道办事处、42个社区党委都来了。",
        "全区各街道党工委和社区党委参加。",
        "区委—街道党工委—社区党委一级抓一级。",
        "组织居民开会，联合商户巡夜，集中办公。",
        "帮扶217所学校。",
        "新建普惠幼儿园1200余所。",
        "每个片区组建巡夜突击队。",
        "会议室转为“托管服务中心”。",
        "建立联户党委、联户支部会审制度。",
        "责任单位：各街道、有关部门。",
        "县域医院都要提升。",
        "建设清廉医院。",
        "搭建“村+学校+企业”的架子。",
        "创建“四强”党支部。",
        "与所在区政府对接。",
        "据官网记者了解。",
        "成立四个产业党建联盟。",
        "来到本市党群服务中心。",
        "乡亲们只要点开医院的网页。",
        "径山镇各支志愿服务队都来了。",
        "The Grid Center and its 3 teams.",
    ],
)
def test_find_leaves_classes_verbs_and_noise_alone(draft: _Build, text: str) -> None:
    assert _surfaces(draft(text)) == []


def _seen(text: str, *bodies: str) -> list[str]:
    """Surfaces found where the tagger sees the bodies."""
    spans = [(text.index(body), text.index(body) + len(body)) for body in bodies]
    tags = tuple(Tag(start, end, Kind.ORGANIZATION) for start, end in spans)
    return _surfaces(Draft(text=text, tags=tags))


def test_find_reads_a_verb_inside_what_the_tagger_sees_as_part_of_the_name() -> None:
    name = "余杭区事务受理服务站"
    assert _seen(f"{name}开门早。", name) == [name]
    assert _seen("余杭区依托服务站开门早。", "余杭区依托服务站") == []


@pytest.mark.parametrize(
    ("text", "seen", "found"),
    [
        ("教授来自清泉大学矿业与安全学院。", "清泉大学矿业与安全学院", None),
        ("共青团杭州市委发文。", "共青团杭州市委", None),
        ("清泉大学附属林海医院开诊。", "清泉大学附属林海医院", None),
        ("法院公开宣判清泉林海银行一案。", "清泉林海银行", None),
        ("原清泉林海银行搬走了。", "原清泉林海银行", "清泉林海银行"),
        ("清泉苑党支部开会。", "清泉苑党支部", None),
        ("清泉生物上班的人多。", "清泉生物", None),
    ],
)
def test_find_begins_a_body_where_the_tagger_sees_it_begin(
    text: str, seen: str, found: str | None
) -> None:
    assert (found or seen) in _seen(text, seen)


@pytest.mark.parametrize(
    ("text", "seen", "found"),
    [
        (
            "杭州大学林学与茶学学院采茶队上门。",
            "杭州大学林学与茶学学院采茶队",
            ["杭州大学", "杭州大学林学与茶学学院", "杭州大学林学与茶学学院采茶队"],
        ),
        (
            "余杭区人民医院信息处来人。",
            "余杭区人民医院信息处",
            ["余杭区人民医院", "余杭区人民医院信息处"],
        ),
        ("林海银行协办灯会。", "林海银行协办", ["林海银行"]),
        (
            "小古城村联合林海助残帮扶中心上门。",
            "小古城村联合林海助残帮扶中心",
            ["林海助残帮扶中心"],
        ),
        ("小古城村还与林海公司、石桥公司等单位结对。", "林海公司", ["林海公司", "石桥公司"]),
    ],
)
def test_find_ends_a_body_where_the_tagger_sees_its_part_end(
    text: str, seen: str, found: list[str]
) -> None:
    assert _seen(text, seen) == found


def test_find_leaves_a_branch_without_a_body_to_the_class() -> None:
    assert _seen("社区党支部开会。", "社区党支部") == []


def test_find_leaves_the_words_of_a_clause_before_what_the_tagger_sees() -> None:
    assert _seen("平日里有清泉大学的学生。", "清泉大学") == ["清泉大学"]


def test_find_takes_a_run_of_places_whole_and_the_body_by_its_last_place(draft: _Build) -> None:
    found = _find(draft("径山镇小古城村党委上了门。"))
    assert [(m.surface, m.name) for m in found] == [
        ("径山镇小古城村党委", "小古城村党委"),
        ("小古城村党委", "小古城村党委"),
    ]


def test_find_ties_a_committee_to_its_name_with_the_level_told_twice(draft: _Build) -> None:
    found = _find(draft("嘉善县县委发文，县委督办。", region=("浙江省", "嘉兴市", "嘉善县")))
    assert {m.name for m in found} == {"嘉善县县委"}


def test_find_ties_a_short_name_to_the_full_one_that_brackets_follow(draft: _Build) -> None:
    found = _find(draft("清泉科技有限公司（下称：清科）出钱，清科也出人。"))
    assert [(m.surface, m.name) for m in found] == [
        ("清泉科技有限公司", "清泉科技有限公司"),
        ("清科", "清泉科技有限公司"),
        ("清科", "清泉科技有限公司"),
    ]


def test_find_ties_a_generic_form_to_the_one_body_it_can_mean(draft: _Build) -> None:
    found = _find(draft("小古城村党委牵头，村党委挨户走。", level=Level.VILLAGE))
    assert {m.name for m in found} == {"小古城村党委"}
    both = _find(draft("小古城村党委来了。下姜村党委也来，村党委都在。", level=Level.VILLAGE))
    assert "村党委" in {m.name for m in both}


def test_find_ties_a_bare_department_to_the_one_that_is_named_with_its_place(
    draft: _Build,
) -> None:
    found = _find(draft("余杭区教育局发通知，教育局还派人看。"))
    assert {m.name for m in found} == {"余杭区教育局"}


def test_find_takes_the_organs_of_a_place_whose_level_its_name_tells(draft: _Build) -> None:
    region = ("浙江省", "杭州市", "余杭区", "径山镇")
    assert _surfaces(draft("镇党委挨户走。", region=region, level=None)) == ["镇党委"]


def test_find_keeps_the_own_organ_apart_from_that_of_another_place(draft: _Build) -> None:
    text = "宁波市委组织部来看，市委组织部陪同。"
    found = _find(draft(text, region=("浙江省", "杭州市"), level=Level.CITY))
    assert {m.name for m in found} == {"宁波市委组织部", "市委组织部"}


def test_find_takes_a_body_that_only_the_tagger_sees(draft: _Build) -> None:
    text = "午后，澄川通讯社发了消息。"
    assert _surfaces(draft(text, tags=(Tag(3, 8, Kind.ORGANIZATION),))) == ["澄川通讯社"]
    assert _surfaces(draft("这是一张网。", tags=(Tag(2, 5, Kind.ORGANIZATION),))) == []


def test_find_ties_a_masked_body_to_its_full_form(draft: _Build) -> None:
    found = _find(draft("*街道党工委先走一步。后来，街道党工委又上门。", level=Level.TOWN))
    assert {m.name for m in found} == {"*街道党工委"}
    assert all(m.redacted for m in found)


@pytest.mark.parametrize(
    ("level", "found"),
    [
        (Level.PROVINCE, ["省委"]),
        (Level.CITY, ["省委", "市委"]),
        (Level.COUNTY, ["省委", "市委", "县委"]),
    ],
)
def test_find_takes_organs_of_the_case_and_above_it(
    draft: _Build, level: Level, found: list[str]
) -> None:
    text = "省委部署。市委跟进。县委落实。"
    region = ("浙江省", "杭州市", "桐庐县")[: {"province": 1, "city": 2, "county": 3}[level]]
    assert _surfaces(draft(text, region=region, level=level)) == found


@settings(max_examples=60, deadline=None)
@given(_PIECES)
def test_find_quotes_its_surfaces_in_order(draft: _Build, text: str) -> None:
    found = _find(draft(text, tags=()))
    assert all(text[m.start : m.end] == m.surface for m in found)
    assert all(m.kind is Kind.ORGANIZATION and m.name for m in found)
    assert [(m.start, m.end) for m in found] == sorted({(m.start, m.end) for m in found})
