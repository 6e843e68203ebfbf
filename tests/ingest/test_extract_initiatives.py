"""Initiatives: what is set up under a name of its own, and what is only quoted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft
from ingest.extract import initiatives
from ingest.extract.quotes import quotes, runs
from kg.model import Mention
from kg.ontology import Kind


def names(text: str, found: list[Mention] | None = None) -> set[str]:
    return {m.name for m in initiatives.find(Draft(text=text), found or [])}


def surfaces(text: str, name: str) -> set[str]:
    return {m.surface for m in initiatives.find(Draft(text=text), []) if m.name == name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("街道推行“柳荫夜话”工作法，居民有话当面说。", "柳荫夜话"),
        ("全镇启动“河埠头听诉”行动。", "河埠头听诉"),
        ("社区上线「邻里一点通」小程序。", "邻里一点通"),
        ('镇里创新"三色灯"管理,逐户挂牌。', '"三色灯"管理'),
        ("用好‘院坝茶叙’机制，事事有回音。", "院坝茶叙"),
        ("村里推行“认领一盏灯”，党员轮流巡夜。", "认领一盏灯"),
        ("做亮党建品牌“潮汐渡口”。", "潮汐渡口"),
        ("坚持“一坡一策、一沟一策”，慢慢治。", "一坡一策、一沟一策"),
        ("完善“支部+商会+驿站企业”协调机制。", "支部+商会+驿站企业"),
        ("“晚风合唱”主题活动开展起来。", "晚风合唱"),
        ("“码上听诉”累计办结三千件。", "码上听诉"),
        ("擦亮“灯在村口，人在身边”的党建品牌。", "灯在村口，人在身边"),
        ("以“柳荫红”为抓手，一户户做起。", "“柳荫红”"),
        ("“迁坟一件事”办了三百件。", "迁坟一件事"),
        ("住进“新市民建设者之家”，不再发愁。", "新市民建设者之家"),
        ("沿街建起“15分钟”就业服务圈。", "“15分钟”就业服务圈"),
        ("确保“守塘”行动见实效。", "“守塘”行动"),
        ("重点项目“和美埠头”项目预计在柳湾村落地。", "和美埠头"),
    ],
)
def test_find_takes_a_quoted_name_with_verb_or_class_noun(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "打通服务群众“最后一公里”。",
        "网格是治理的“前哨站”，也是干群的“连心桥”。",
        "把资源拧成“一股绳”，下好“一盘棋”。",
        "变“各管一段”为“一起来管”。",
        "充分发挥老党员“定盘星”作用。",
        "王大妈说：“这下出门方便多了。”",
        "着力破解“看得见管不着”难题。",
        "关心“五老”人员和“两新”组织。",
        "组建“蓝马甲”志愿服务队。",
        "这片楼被称为“不夜的院子”。",
        "采取“线上+线下”相结合的方式。",
        "实现数量、质量和满意率“两升一降”。",
        "“95后”回乡创业青年回来了。",
        "“红杉青年”党史学习实践团来到村里。",
        "给甲县等3个县划拨专项资金。",
        "希望迅速展开救援行动。",
        "不断扩大品牌“影响力”。",
        "开展“沉浸式”宣传。",
        "为村小捐赠爱心基金。",
    ],
)
def test_find_leaves_images_speech_terms_and_bodies(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("深入实施柳货出海等行动，建好码头。", "柳货出海"),
        ("增强5+2就业之家服务效能。", "5+2就业之家"),
        (
            "以打击破坏水利设施违法犯罪专项行动为抓手，夜夜巡堤。",
            "打击破坏水利设施违法犯罪专项行动",
        ),
    ],
)
def test_find_takes_an_unquoted_name_by_its_form(text: str, name: str) -> None:
    assert name in names(text)


def test_find_names_a_terse_core_by_its_full_form() -> None:
    text = "全县深化网格“八到”工作法。如今，“八到”家喻户晓。"
    assert names(text) == {"网格“八到”工作法"}
    assert surfaces(text, "网格“八到”工作法") == {"网格“八到”工作法", "八到"}


def test_find_ends_a_surface_before_what_its_sentence_goes_on_to_say() -> None:
    text = "县里推行“河灯夜话”改革，把“河灯夜话”工作纳入党建考核，成立“河灯夜话”改革专项小组。"
    assert surfaces(text, "河灯夜话") == {"“河灯夜话”改革", "河灯夜话"}


def test_find_names_a_telling_core_without_its_class_noun() -> None:
    text = "深化“清晨问需”改革，三年来清晨问需从未间断。"
    assert names(text) == {"清晨问需"}
    assert surfaces(text, "清晨问需") == {"清晨问需", "“清晨问需”改革"}
    assert sum(m.surface == "清晨问需" for m in initiatives.find(Draft(text=text), [])) == 2


def test_find_shares_the_verb_of_a_list() -> None:
    text = "镇里开设“灶台课”“晒场课”“船头课”等活动。"
    assert len(names(text)) == 3


def test_find_keeps_a_rule_about_a_quoted_thing_apart() -> None:
    text = "落实“码上问需”机制，建立“码上问需”逐月通报制度。"
    assert names(text) == {"码上问需", "“码上问需”逐月通报制度"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("乡里推行榕树下恳谈会，逐村轮流坐庄。", "榕树下恳谈会"),
        ("实施社区书记领雁培养计划，三年轮训一遍。", "社区书记领雁培养计划"),
        ("启动千名医师下乡巡诊行动，覆盖所有村。", "千名医师下乡巡诊行动"),
        ("本月接诉即办工作平稳。", "接诉即办"),
        ("实施乡村医生培优工程和山区托育扩面行动，一村不落。", "山区托育扩面行动"),
        ("灵活就业者参保扩面试点覆盖九个县。", "灵活就业者参保扩面试点"),
        ("搭建银龄互助调度平台，一屏看全村。", "银龄互助调度平台"),
        ("建立督导员制度，每周上门。", "督导员制度"),
        ("设立30个骑手驿站，冬有热水。", "骑手驿站"),
        ("拨打12389民情直通热线。", "12389民情直通热线"),
        ("打造十五分钟托育服务圈。", "十五分钟托育服务圈"),
        ("开展全国卫生城市创建。", "全国卫生城市创建"),
    ],
)
def test_find_takes_unquoted_names_by_shape_or_lexicon(text: str, name: str) -> None:
    assert name in names(text)


def test_find_takes_what_a_place_sets_out_to_become() -> None:
    place = Mention(Kind.PLACE, 4, 6, "云州", "云州")
    assert names("扎实推进"[:2] + "平安云州建设。", [place]) == {"平安云州建设"}
    assert names("风景美丽云州。", [place]) == set()


def test_find_takes_the_plain_items_of_a_list_of_brands() -> None:
    text = "“云上一篮”、石坡小米和柳湾白茶等区域公用品牌叫响全省。"
    assert names(text) == {"云上一篮", "石坡小米", "柳湾白茶"}
    assert names("桌椅、灯具和窗帘等家居品牌降价。") == set()


@pytest.mark.parametrize(
    "text", ["建成12个便民服务平台。", "开展相关专项行动。", "用实际行动回报群众。"]
)
def test_find_leaves_counted_and_vague_class_nouns(text: str) -> None:
    assert names(text) == set()


def test_find_takes_rule_documents_but_not_laws_and_books() -> None:
    text = "区委出台《楼宇书记管理办法》，印发商圈党建工作指引，组织学习《刑法》和《红岩》。"
    assert names(text) == {"楼宇书记管理办法", "商圈党建工作指引"}


def test_find_marks_masked_names() -> None:
    (mention,) = initiatives.find(Draft(text="推行“*邻有约”。"), [])
    assert mention.redacted
    assert mention.name == "*邻有约"


def test_find_leaves_what_others_took() -> None:
    text = "成立“银龄议事会”，每周开放。"
    assert names(text)
    body = Mention(Kind.ORGANIZATION, 3, 8, "银龄议事会", "银龄议事会")
    assert names(text, [body]) == set()


def test_quotes_passes_over_a_mark_without_partner() -> None:
    text = "丢了”半边“好的”和“没关\n第二行"
    assert [text[q.start : q.end] for q in quotes(text)] == ["好的"]


def test_runs_joins_neighbouring_quotations() -> None:
    text = "“甲”“乙”、“丙”和“丁”。“戊”"
    assert [len(run) for run in runs(text, quotes(text))] == [4, 1]


@given(st.text(alphabet='推行“”‘’"《》、，。的工作法+八一*议事会\n办', max_size=60))
def test_find_quotes_its_surface_for_any_text(text: str) -> None:
    mentions = initiatives.find(Draft(text=text), [])
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "实施渔民转产和码头夜市服务能力提升计划，三年见效。",
            "渔民转产和码头夜市服务能力提升计划",
        ),
        ("开展清洁码头、护岸巡堤专题行动。", "清洁码头、护岸巡堤专题行动"),
        ("推广“灯下茶叙”工作法和规范渔港秩序专项行动。", "规范渔港秩序专项行动"),
        ("渔港护岸考评居全省第二位。", "渔港护岸考评"),
        ("海岛巡防责任制考核连续三年获优秀等次。", "海岛巡防责任制考核"),
        ("潮安县纳入国家渔港综合改革试点。", "国家渔港综合改革试点"),
        ("12件民生实事全部办结。", "12件民生实事"),
        ("出台稳渔业16条政策措施。", "稳渔业16条政策措施"),
        ("“十四五”规划目标全部完成。", "“十四五”规划"),
        ("开展第三次渔船普查。", "第三次渔船普查"),
        ("深化拓展“渔光互补+”，增收明显。", "渔光互补+"),
        ("提升“潮安好鲜”国际竞争力和影响力。", "潮安好鲜"),
        ("落实“22条”帮扶政策，渔企受益。", "“22条”帮扶政策"),
        ("办好渔民文化节，村村都来。", "渔民文化节"),
        ("实施规模以上渔业企业培育行动。", "规模以上渔业企业培育行动"),
        ("深入实施长江大保护码头整治行动。", "长江大保护码头整治行动"),
        ("实施新一轮乡村建设行动。", "乡村建设行动"),
        ("开展海岛疾控联合体试点。", "海岛疾控联合体试点"),
        ("全面实施高等渔业教育提质计划。", "高等渔业教育提质计划"),
        ("把共建活动作为深化双桨行动的载体。", "双桨行动"),
        ("深化渔港护岸推进年活动。", "渔港护岸推进年"),
        ("设立海岛文学奖，年年评。", "海岛文学奖"),
        ("构建“1+4+N”的格局。", "“1+4+N”"),
        ("按照县委关于做好渔民返乡工作的通知要求走访。", "关于做好渔民返乡工作的通知"),
    ],
)
def test_find_takes_programmes_schemes_and_promises(text: str, name: str) -> None:
    assert name in names(text)


def test_find_takes_every_item_of_a_list_that_its_number_closes() -> None:
    found = names("统筹推进渔港护岸整治、海岛安居提升、潮间带修复三大工程。")
    assert found >= {"渔港护岸整治", "海岛安居提升", "潮间带修复"}


def test_find_takes_every_quoted_item_of_a_list_of_projects() -> None:
    found = names("服务队做了“清理老码头，守住渔港”“灯塔下读书”“帮老人看海”等志愿服务项目。")
    assert found >= {"清理老码头，守住渔港", "灯塔下读书", "帮老人看海"}


def test_find_leaves_plants_in_a_list_of_works() -> None:
    found = names("统筹推进海岛核电三期、渔港护岸整治、潮间带修复三大工程。")
    assert "渔港护岸整治" in found
    assert "海岛核电三期" not in found


def test_find_leaves_a_list_whose_number_does_not_fit() -> None:
    assert "海岛安居提升" not in names("推进渔港护岸整治、海岛安居提升五大工程。")


@pytest.mark.parametrize(
    "text",
    [
        "年度考核获优秀等次。",
        "服务国家重大战略，守好海岛。",
        "变成全体渔民的自觉行动。",
        "办好一件实事，暖一片心。",
        "建立健全四级组织体系。",
        "红星村党支部建起夜校。",
        "开展一系列关爱服务行动。",
        "开展“禁毒宣传”。",
    ],
)
def test_find_leaves_what_only_says_a_class(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开展以“山水同心·共护清流”为主题的宣传活动。", "山水同心·共护清流"),
        ("区里印发《关于公布年度护水先进单位的通报》。", "关于公布年度护水先进单位的通报"),
        ("收到《关于命名年度护水站点》的通知。", "关于命名年度护水站点"),
        ("宣讲《民营经济促进法》。", "民营经济促进法"),
        ("“退费模型”“准入模型”等5个模型上线。", "准入模型"),
    ],
)
def test_find_takes_documents_themes_and_listed_names(
    draft: Callable[..., Draft], text: str, found: str
) -> None:
    assert found in {m.surface for m in initiatives.find(draft(text), ())}


def test_find_takes_no_gymnastics_for_a_law(draft: Callable[..., Draft]) -> None:
    assert not initiatives.find(draft("表演《养生功十二法》。"), ())
