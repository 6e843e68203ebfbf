"""What a passage does: by its heading, its words and its place."""

import pytest

from ingest.metadata.roles import role_of, with_roles
from kg.model import Passage
from kg.ontology import Genre, Role


def passage(text: str, *heading: str, number: int = 1, start: int = 0) -> Passage:
    return Passage(f"c-{number}", "c", number, start, start + len(text), text, heading)


def role(text: str, *heading: str, genre: Genre = Genre.ARTICLE, at: float = 0.5) -> Role | None:
    return role_of(passage(text, *heading), genre, at)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、基本情况", Role.BACKGROUND),
        ("二、主要做法", Role.PRACTICE),
        ("（三）存在的问题", Role.PROBLEM),
        ("四、问题与对策", Role.PLAN),
        ("五、经验启示", Role.LESSON),
        ("三、下一步打算", Role.PLAN),
        ("一、做大产业强村富民", None),
    ],
)
def test_role_of_reads_headings_by_their_last_words(heading: str, expected: Role | None) -> None:
    assert role("这一段说的是村里的事。", heading) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("习近平总书记强调，要把群众的事一件一件办好。", Role.CHARGE),
        ("“以前下楼打水要歇三回。”家住三楼的周奶奶笑着说。", Role.STORY),
        ("有的支部活动流于形式。有的干部不愿下楼。", Role.PROBLEM),
        ("下一步，我们要把议事亭建到每个小区。", Role.PLAN),
        ("院子里的桂花开了。", None),
        ("贯彻落实习近平总书记重要讲话精神，镇里开了会。", None),
        ("以习近平总书记考察我省重要讲话精神为根本遵循，抓好明年工作。", None),
        ("以习近平新时代中国特色社会主义思想为指导，落实上级要求。", None),
        ("后续，社区将开设更多课堂。", Role.PLAN),
    ],
)
def test_role_of_reads_words(text: str, expected: Role | None) -> None:
    assert role(text) is expected


def test_role_of_takes_criticism_by_name_for_a_problem() -> None:
    text = "红旗镇、东风镇推进缓慢。西河村阵地建设滞后，至今没有动工。"
    assert role(text, "一、抓落实", genre=Genre.SPEECH) is Role.PROBLEM


def test_role_of_takes_a_practice_against_problems_for_no_problem() -> None:
    text = (
        "针对停车难等问题，社区建立议事机制，组织物业和居民一起商量，推行错时停车，划出六十个车位。"
    )
    assert role(text) is Role.PRACTICE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "二是督办到底。县委派出三个专项组，逐村走访，每月排一次队，到底办没办成当场亮牌。",
            Role.PRACTICE,
        ),
        (
            "三是情在网中结。常态化开展“四万走访”活动，干部身穿黄马甲，一件件记在民情本上。",
            Role.PRACTICE,
        ),
        ("情在网中结。干部身穿黄马甲，一件件记在民情本上，一户户把话带到，天天如此不间断。", None),
    ],
)
def test_role_of_takes_the_numbered_points_of_a_paper_for_practice(
    text: str, expected: Role | None
) -> None:
    assert role(text, genre=Genre.EXCHANGE) is expected


def test_role_of_takes_orders_in_speeches_for_plans() -> None:
    text = "一要摸清底数。各村要逐户走访，必须把账记清楚。"
    assert role(text, genre=Genre.SPEECH) is Role.PLAN


def test_role_of_takes_figures_at_the_end_for_results_and_targets_for_none() -> None:
    told = "截至去年底，投诉量同比下降42%，满意率达98%。"
    assert role(told, at=0.9) is Role.RESULT
    assert role("力争投诉量同比下降42%，满意率达98%。", at=0.9) is not Role.RESULT


def test_with_roles_gives_background_only_above_the_first_heading() -> None:
    text = "清溪镇位于山区，辖区面积六十平方公里，常住人口两万。"
    found = with_roles(
        (passage(text), passage(text, "一、建机制", number=2, start=900)), Genre.EXCHANGE
    )
    assert found[0].role is Role.BACKGROUND
    assert found[1].role is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A motive with deeds behind it is what was done.
        (
            "近年来，青石镇组织党员包片，建立巡河制度。镇里推行积分，打造河长驿站，组建护河队伍。",
            Role.PRACTICE,
        ),
        ("为方便老人吃饭，青石镇一直想办一个食堂。", Role.BACKGROUND),
        # One voice of praise makes no story of a practice.
        (
            "近日，青石镇组织义诊，建立健康档案，推行上门服务。“真好。”老周说。镇里还设立了药房。",
            Role.PRACTICE,
        ),
        # Thanks are no speech, nor is a name in quotation marks.
        ("“红管”志愿者对大家表示感谢。“蓝天”队员对大家表示祝贺。", None),
        # Leaders' orders in the news.
        ("会议指出，要抓紧修渠。要守好河堤。", Role.PLAN),
    ],
)
def test_role_of_parts_deeds_from_motives_voices_and_orders(
    text: str, expected: Role | None
) -> None:
    assert role(text, at=0.0) is expected
