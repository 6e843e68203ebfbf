"""Which of the places that a text names is its own."""

import pytest
from describing import BODY, describe


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (
            f"书籍跨越山海\n书送往云南迪庆香格里拉，云南的小朋友来信了。新江湾城街道办了活动。{BODY}",
            ("上海市", "杨浦区"),
        ),
        (
            "社区矫正有了回音\n近日，长顺县检察院与长顺县法院一起办案，梁某在浙江省温岭市犯错后"
            f"回到家中。{BODY}",
            ("贵州省", "黔南布依族苗族自治州", "长顺县"),
        ),
        (
            "客人来取经\n新疆维吾尔自治区伊吾县妇联参访团一行，到深圳市宝安区西乡街道的社区参观。"
            f"{BODY}",
            ("广东省", "深圳市", "宝安区"),
        ),
        (
            f"清水送到灾区\n大众网记者 林山 通讯员 王一二 潍坊报道近日，涿州市大雨。{BODY}",
            ("山东省", "潍坊市"),
        ),
        (f"贵安新区龙山村：一起修路\n{BODY}", ("贵州省", "贵安新区")),
        (f"泗阳明码标价让人放心\n{BODY}", ("江苏省", "宿迁市", "泗阳县")),
    ],
)
def test_region_of_a_case_that_names_several_places(text: str, region: tuple[str, ...]) -> None:
    assert describe(text).region == region


def test_a_short_name_of_a_new_area_is_none() -> None:
    assert describe(f"家门口的变化\n福州新建了二十座桥，长春新来的人也多。{BODY}").region == ()


def test_a_kind_of_village_is_no_place_though_one_bears_its_name() -> None:
    assert describe(f"把实事办到院子里\n*县为建设和美乡村想办法。{BODY}").region == ()


def test_a_district_in_the_line_above_a_title_outweighs_one_that_the_text_visits() -> None:
    visit = "大家来到故城县房庄镇，房庄镇的人都来了。房庄镇真热闹。"
    text = f"河北省衡水市桃城区\n下乡送医药\n{visit}{BODY}"
    case = describe(text)
    assert case.region == ("河北省", "衡水市", "桃城区")
    assert case.title == "下乡送医药"
