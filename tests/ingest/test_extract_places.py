from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft, Tag
from ingest.extract import places
from ingest.tagger import tag
from kg.ontology import Kind, Level

if TYPE_CHECKING:
    from kg.model import Mention


def found(text: str, **about: object) -> list[str]:
    return [m.surface for m in places.find(Draft(text=text, **about), ())]  # type: ignore[arg-type]


def named(text: str) -> dict[str, str]:
    return {m.surface: m.name for m in places.find(Draft(text=text), ())}


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("四川省犍为县玉津镇凤凰社区开了门", ["四川省", "犍为县", "玉津镇", "凤凰社区"]),
        ("余杭区小古城村党委牵头", ["余杭区", "小古城村"]),
        ("在东湖公园和东湖新城", ["东湖公园", "东湖新城"]),
        ("杭州市民热线", ["杭州"]),
        ("家住青禾新村小区的老人", ["青禾新村小区"]),
        ("来到松月村，又到苇塘村", ["松月村", "苇塘村"]),
        ("合肥高新区的企业", ["合肥高新区", "合肥"]),
        ("黄河流域与长三角", ["黄河流域", "长三角"]),
        ("东部新城的楼宇", ["东部新城"]),
        ("曾先后到翠湾一区调研", ["翠湾一区"]),
        ("在我们村的周二组", ["周二组"]),
        ("从美国回到杭州", ["美国", "杭州"]),
        ("杭州都市圈扩容", ["杭州都市圈", "杭州"]),
        ("途经柳梢桥、茶坞、清溪3个村", ["柳梢桥", "茶坞", "清溪"]),
        ("面向余杭区柳梢桥、茶坞等五个镇", ["余杭区", "柳梢桥", "茶坞"]),
        ("径山镇高家山村的路", ["径山镇", "高家山村"]),
        ("径山镇依托居民区办事", ["径山镇"]),
        ("径山镇南溪园居民区", ["径山镇", "南溪园居民区"]),
        ("宁波国际陆港核心功能区投用", ["宁波国际陆港核心功能区", "宁波"]),
        ("走访了李村村的老党员", ["李村村"]),
        ("走进桐溪佳园和青梧工业区", ["桐溪佳园", "青梧工业区"]),
        ("在宁波国家森林公园巡山", ["宁波国家森林公园", "宁波"]),
        ("来到柳梢桥农家乐", ["柳梢桥农家乐"]),
        ("西安市新城区的街巷", ["西安市", "新城区"]),
        ("走到拉萨城关区看看", ["拉萨", "城关区"]),
        ("今年，夷陵区分乡镇修路", ["夷陵区", "分乡镇"]),
        ("今年，费县薛庄镇修路", ["费县", "薛庄镇"]),
        ("来到辽源一村的院里", ["辽源一村"]),
        ("湘西州和黔南州修路", ["湘西州", "黔南州"]),
        ("选取柳梢桥、茶坞、综合等社区", ["柳梢桥", "茶坞", "综合"]),
    ],
)
def test_find_takes_every_named_place(text: str, surfaces: list[str]) -> None:
    assert found(text) == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "全市各社区、各街道和辖区单位",
        "建设智慧社区、未来社区和老旧小区",
        "村里的小区，该区本村，两个试点村",
        "这是丰富社区文化、关爱社区老人的好事",
        "发展农家乐和采摘园，建设一批工业区，修缮革命旧址",
        "推进城镇化和乡村振兴，美丽乡村、特色小镇，以小城镇为节点的特色产业园区",
        "提高安全意识，搭建平台，创新平安建设",
        "深化友好合作，实现共同富裕",
        "美德村民，文明乡风",
        "赵长江说",
        "村民小组，第三组，分五组",
        "防治美国白蛾",
        "全区在岗驻村干部，包联村到户",
        "做好饭、扫好院、种好花等村里的事",
        "争创“凤凰社区”创建活动，建成凤凰社区20个",
    ],
)
def test_find_leaves_what_has_no_name_of_its_own(text: str) -> None:
    assert found(text) == []


def test_find_takes_what_the_tagger_sees_where_a_class_word_bears_it_out() -> None:
    def tagged(text: str, start: int, end: int) -> list[str]:
        return found(text, tags=(Tag(start, end, Kind.PLACE),))

    assert tagged("人们说石杵岭下雪了", 3, 6) == ["石杵岭"]
    assert tagged("大家都去沙渚名楼商业综合体", 4, 8) == ["沙渚名楼商业综合体"]
    assert tagged("成了淘宝村", 2, 5) == []
    assert tagged("“金山银山”人人讲", 1, 5) == []


def test_find_reads_a_word_as_a_place_only_beside_its_unit() -> None:
    assert found("和朝阳的干部") == []
    assert found("北京朝阳的干部") == ["北京", "朝阳"]
    assert found("怀柔、朝阳、西城") == ["怀柔", "朝阳", "西城"]


def test_find_names_a_mention_by_its_fullest_form() -> None:
    text = "江西井冈山的做法。江西省井冈山市发文。"
    assert named(text) == {
        "江西": "江西省",
        "江西省": "江西省",
        "井冈山": "井冈山市",
        "井冈山市": "井冈山市",
    }


def test_find_ties_a_stem_to_its_village() -> None:
    names = named("走进淳安县下姜村。下姜变了样，大下姜也变了样。")
    assert names["下姜"] == "下姜村"
    assert names["大下姜"] == "大下姜"


def test_find_takes_one_character_for_a_province_that_is_named() -> None:
    assert named("浙江人，浙闽两省交界")["浙"] == "浙江"
    assert "闽" not in named("浙江人，浙闽两省交界")


def test_find_marks_the_masked_place_of_the_main_actor() -> None:
    text = "*社区是老城区。总书记来到*视察。*街道支持。"
    masked = places.find(Draft(text=text, level=Level.VILLAGE), ())
    assert [(m.surface, m.name, m.redacted) for m in masked] == [
        ("*社区", "*社区", True),
        ("*", "*社区", True),
    ]


def test_find_takes_no_masked_number_for_a_place() -> None:
    assert found("**个区，*月，xx名，*省委") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开封市城乡一体化示范区金耀街道开工。", "开封市城乡一体化示范区"),
        ("改革走出山西路径。", "山西"),
        ("会议在清华信息港举行。", "清华信息港"),
        ("余杭区径山镇120社区与117社区办义诊。", "117社区"),
        ("近日，如皋法院开庭。", "如皋"),
        ("径山镇河南社区开会，方文来到河南社区。", "河南社区"),
        ("深汕特别合作区招商。", "深汕特别合作区"),
        ("居民来到天山二村。", "天山二村"),
        ("家在丰台区玉林西里，过得好。", "玉林西里"),
    ],
)
def test_find_takes_zones_and_provinces_that_do_something(text: str, found: str) -> None:
    assert found in {m.surface for m in places.find(Draft(text=text, tags=tag(text)), ())}


@pytest.mark.parametrize(
    "text",
    [
        "千企帮千镇、万企兴万村走深走实。",
        "开行中欧中亚班列。",
        "共有120社区参加。",
        "第三届社区运动会。",
    ],
)
def test_find_takes_no_slogan_and_no_train_for_a_place(text: str) -> None:
    assert not places.find(Draft(text=text), ())


PIECES = [
    "浙江省",
    "杭州",
    "余杭区",
    "社区",
    "村",
    "*区",
    "小古城村",
    "、",
    "在",
    "提高安全",
    "\n",
    "“",
    "黄河",
    "一区",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_find_quotes_its_surface(text: str) -> None:
    mentions: list[Mention] = places.find(Draft(text=text), ())
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(m.kind is Kind.PLACE and m.name for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("天热，大洋居民区党总支书记周银娣上门。大洋居民区凉快。", ["大洋居民区", "大洋居民区"]),
        ("全体居民区书记周银娣等参加。居民区党总支书记会议召开。", []),
        ("高新北区位于山脚。", []),
        ("南京江北新区办起夜市。", ["南京", "江北新区"]),
        ("来到济南市中区十六里河街道。", ["济南", "市中区", "十六里河街道"]),
        ("作为余杭区的门户，联合县产业开发区。", ["余杭区"]),
    ],
)
def test_find_bounds_quarters_and_districts(
    draft: Callable[..., Draft], text: str, found: list[str]
) -> None:
    assert [m.surface for m in places.find(draft(text), ())] == found
