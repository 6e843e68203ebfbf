"""Relations: read from names that touch, clauses and posts; every one with its sentence."""

from collections.abc import Callable

import pytest
from relating import relations_of, told_of

from ingest.draft import Draft
from kg.ontology import RelationType

_Build = Callable[..., Draft]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("食堂开在径山镇小古城村。", ("小古城村", RelationType.LOCATED_IN, "径山镇")),
        ("余杭区径山镇、黄湖镇先试。", ("黄湖镇", RelationType.LOCATED_IN, "余杭区")),
        ("径山镇党委先行一步。", ("径山镇党委", RelationType.LOCATED_IN, "径山镇")),
        ("径山镇党委书记方文俊带队。", ("方文俊", RelationType.HOLDS_POST, "径山镇党委")),
        (
            "小古城村党委与清泉科技有限公司党支部结对共建。",
            ("小古城村党委", RelationType.PARTNERS_WITH, "清泉科技有限公司党支部"),
        ),
        (
            "径山镇党委会同余杭区民政局上门。",
            ("径山镇党委", RelationType.PARTNERS_WITH, "余杭区民政局"),
        ),
        (
            "径山镇党委推行“红色管家”工作法。",
            ("径山镇党委", RelationType.IMPLEMENTS, "红色管家"),
        ),
        ("小古城村荣获“全国文明村”称号。", ("小古城村", RelationType.AWARDED, "全国文明村")),
        ("余杭区的径山镇通了车。", ("径山镇", RelationType.LOCATED_IN, "余杭区")),
        (
            "时任径山镇党委书记的方文俊同志来过。",
            ("方文俊", RelationType.HOLDS_POST, "径山镇党委"),
        ),
        (
            "方文俊说，2019年5月任径山镇党委书记。",
            ("方文俊", RelationType.HOLDS_POST, "径山镇党委"),
        ),
        (
            "镇长方文俊对径山镇、黄湖镇进行了暗访。",
            ("方文俊", RelationType.VISITED, "黄湖镇"),
        ),
        (
            "小古城村、求是村、曹桥村抱团发展。",
            ("小古城村", RelationType.PARTNERS_WITH, "曹桥村"),
        ),
        (
            "余杭区民政局所属余杭区养老服务中心开张。",
            ("余杭区养老服务中心", RelationType.PART_OF, "余杭区民政局"),
        ),
        (
            "清泉科技有限公司出钱，清泉科技有限公司党支部出力。",
            ("清泉科技有限公司党支部", RelationType.PART_OF, "清泉科技有限公司"),
        ),
        (
            "余杭区人民医院的青柳志愿服务队下乡。",
            ("青柳志愿服务队", RelationType.PART_OF, "余杭区人民医院"),
        ),
        (
            "余杭区人民法院收案多。小古城村来访。该院推行“红色管家”工作法。",
            ("余杭区人民法院", RelationType.IMPLEMENTS, "红色管家"),
        ),
        (
            "全市推行“红色管家”工作法（牵头单位：余杭区民政局、余杭区水利局）。",
            ("余杭区水利局", RelationType.IMPLEMENTS, "红色管家"),
        ),
        (
            "自推行“红色管家”工作法以来，小古城村盖了食堂。",
            ("小古城村", RelationType.IMPLEMENTS, "红色管家"),
        ),
        (
            "会议决定，授予小古城村“全国文明村”称号。",
            ("小古城村", RelationType.AWARDED, "全国文明村"),
        ),
        (
            "镇长方文俊天天巡河。他先后荣获“余杭好人”“余杭区劳动模范”等称号。",
            ("方文俊", RelationType.AWARDED, "余杭区劳动模范"),
        ),
        (
            "余杭区“灯侠”志愿服务队办得久。服务队先后荣获“浙江省先进集体”称号。",
            ("余杭区“灯侠”志愿服务队", RelationType.AWARDED, "浙江省先进集体"),
        ),
        (
            "余杭区水上救援队办得久，2020年被余杭区民政局授予“浙江省先进集体”称号。",
            ("余杭区水上救援队", RelationType.AWARDED, "浙江省先进集体"),
        ),
        (
            "杭州径山镇办食堂。余杭区径山镇摆了桌。",
            ("径山镇", RelationType.LOCATED_IN, "余杭区"),
        ),
        (
            "合肥高新区柳行街道动起来。",
            ("柳行街道", RelationType.LOCATED_IN, "合肥高新区"),
        ),
        (
            "镇长方文俊来到杭州市，就食堂怎么办开展调查研究。",
            ("方文俊", RelationType.VISITED, "杭州市"),
        ),
        (
            "来到径山镇，水渠通了。镇党委副书记、镇长方文俊介绍。",
            ("方文俊", RelationType.HOLDS_POST, "镇党委"),
        ),
        (
            "余杭区民政局党组成员、副局长方文俊到场。",
            ("方文俊", RelationType.HOLDS_POST, "余杭区民政局"),
        ),
        (
            "小古城村驻村干部方文俊说。",
            ("方文俊", RelationType.HOLDS_POST, "小古城村"),
        ),
    ],
)
def test_find_reads_what_a_sentence_says(
    draft: _Build, text: str, told: tuple[str, RelationType, str]
) -> None:
    assert told in told_of(draft(text))


@pytest.mark.parametrize(
    ("text", "region", "untold"),
    [
        (
            "（记者方文俊）5月1日，镇长沈青林到径山镇调研。",
            (),
            ("方文俊", RelationType.VISITED, "径山镇"),
        ),
        (
            "径山镇烟草联合小古城村开展直播。",
            (),
            ("径山镇", RelationType.PARTNERS_WITH, "小古城村"),
        ),
        (
            "浙江省合肥商会开了会。",
            (),
            ("合肥", RelationType.LOCATED_IN, "浙江省"),
        ),
        (
            "小古城村2人被评为“余杭好人”。",
            (),
            ("小古城村", RelationType.AWARDED, "余杭好人"),
        ),
        (
            "小古城村食堂被余杭区民政局授予“浙江省示范单位”称号。",
            (),
            ("余杭区民政局", RelationType.AWARDED, "浙江省示范单位"),
        ),
        (
            "余杭区荣获全国文明村称号。",
            ("浙江省", "杭州市", "余杭区"),
            ("余杭区", RelationType.AWARDED, "全国文明村"),
        ),
        (
            "径山镇修了渠，柳岭水库放了水。",
            ("浙江省", "杭州市", "余杭区", "径山镇"),
            ("柳岭水库", RelationType.LOCATED_IN, "径山镇"),
        ),
    ],
)
def test_find_leaves_what_the_sentence_does_not_say(
    draft: _Build, text: str, region: tuple[str, ...], untold: tuple[str, RelationType, str]
) -> None:
    assert untold not in told_of(draft(text, region=region))


def test_find_tells_partners_once_either_way_round(draft: _Build) -> None:
    text = "径山镇党委会同余杭区民政局上门。余杭区民政局会同径山镇党委回访。"
    kinds = [r.type for r in relations_of(draft(text))[0]]
    assert kinds.count(RelationType.PARTNERS_WITH) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。“”",
        "径山镇来了客人。黄湖镇也来了客人。",
        "方文俊和沈玉兰都在场。",
        "与其等待，不如结对共建。",
    ],
)
def test_find_reads_nothing_into_a_text(draft: _Build, text: str) -> None:
    assert told_of(draft(text, region=())) == set()


def test_find_takes_several_partners_of_one(draft: _Build) -> None:
    told = told_of(draft("径山镇党委会同余杭区民政局、余杭区水利局上门。"))
    partners = {tail for _, kind, tail in told if kind is RelationType.PARTNERS_WITH}
    assert partners == {"余杭区民政局", "余杭区水利局"}


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("径山镇、黄湖镇先试。", ("黄湖镇", RelationType.LOCATED_IN, "径山镇")),
        (
            "径山镇党委书记方文俊、余杭区民政局局长沈大成来过。",
            ("沈大成", RelationType.HOLDS_POST, "径山镇党委"),
        ),
        ("闽江学院办了讲座。", ("闽江学院", RelationType.LOCATED_IN, "闽江")),
        (
            "余杭区民政局推行“红色管家”工作法（牵头单位：余杭区水利局）。",
            ("余杭区民政局", RelationType.IMPLEMENTS, "红色管家"),
        ),
        ("方文俊面对余杭区民政局的工作人员。", ("方文俊", RelationType.HOLDS_POST, "余杭区民政局")),
    ],
)
def test_find_tells_nothing_that_the_text_does_not(
    draft: _Build, text: str, untold: tuple[str, RelationType, str]
) -> None:
    assert untold not in told_of(draft(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("径山镇党委组织党员探访余杭区养老服务中心。", RelationType.PART_OF),
        ("全区带动径山镇、黄湖镇等地协同联动。", RelationType.PARTNERS_WITH),
    ],
)
def test_find_tells_nothing_of_those_that_only_stand_near(
    draft: _Build, text: str, kind: RelationType
) -> None:
    assert all(told != kind for _, told, _ in told_of(draft(text)))


@pytest.mark.parametrize(
    ("text", "winners"),
    [
        ("小古城村荣获“全国文明村”称号。", {"小古城村"}),
        ("径山镇、黄湖镇等2个镇先后获评“全国文明镇”称号。", {"径山镇", "黄湖镇"}),
        ("全区上下一心，我区获评“全国文明城市”称号。", {"余杭区"}),
        ("持续三年整治，获评“全国文明城市”称号。", {"余杭区"}),
        ("越剧《茶山月》等6部作品获全国戏剧文化奖。", set()),
        ("径山镇茶园灌溉系统入选“全国示范工程”。", set()),
        ("一批青年歌手荣获全国戏剧文化奖。", set()),
        ("三年来创建“全国文明城市”13个。", set()),
        ("新获评5个“全国文明城市”。", set()),
        ("中央文明委授予径山镇“全国文明镇”称号。", {"径山镇"}),
    ],
)
def test_find_awards_whom_the_clause_names(draft: _Build, text: str, winners: set[str]) -> None:
    """A work, a project or uncounted others before the verb leave the case's place without it."""
    case = draft(f"余杭区抓实党建。{text}", region=("浙江省", "杭州市", "余杭区"))
    told = {head for head, kind, _ in told_of(case) if kind is RelationType.AWARDED}
    assert told == winners


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("实施“红砖角”行动、“灯笼廊”行动、“茶话亭”行动的“三大院落”工程。", 3),
        ("实施“红砖角”行动、“灯笼廊”行动、“茶话亭”行动、“三大院落”工程。", 0),
        ("实施“人工智能+”行动，打造“人工智能+茶业”场景。", 0),
    ],
)
def test_find_takes_no_member_of_a_list_for_its_whole(draft: _Build, text: str, whole: int) -> None:
    """Names that 、 joins are siblings, and one quotation only goes on like another."""
    told = [kind for _, kind, _ in told_of(draft(text))]
    assert told.count(RelationType.PART_OF) == whole


@pytest.mark.parametrize(
    "text",
    [
        "由余杭区民政局主办、径山镇党委承办的“茶香”志愿行动在湖边启动。",
        "开展“茶香”志愿行动，由余杭区民政局、径山镇党委联合主办。",
    ],
)
def test_find_takes_every_host_for_who_runs_an_event(draft: _Build, text: str) -> None:
    told = told_of(draft(text))
    hosts = {head for head, kind, _ in told if kind is RelationType.IMPLEMENTS}
    assert hosts == {"余杭区民政局", "径山镇党委"}


def test_find_sees_no_visit_where_a_place_is_only_spoken_to(draft: _Build) -> None:
    found, _ = relations_of(draft("方文俊对径山镇提出“三个着力”的要求。"))
    assert RelationType.VISITED not in {relation.type for relation in found}
