"""句库: what is telling, what names a lack, what a leader said; each with its exact words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.banks.rhetoric import charge_points, problem_points
from kg.banks.sentences import Bank, bank
from kg.banks.telling import telling_points
from kg.errors import InvalidQuery
from kg.library import Library
from kg.ontology import Role
from kg.store.reading.banks import Banked

Build = Callable[..., Any]


@pytest.mark.parametrize(
    "words",
    [
        "坚持问需于民、问计于民、问效于民，把事办到心坎上。",
        "治理不是把人管住，而是把心聚拢。",
        "小板凳坐出了大道理，群众有话愿意说。",
        "网格是“前哨站”，党员是“主心骨”，邻里就有了靠山。",
        "变“等人上门”为“送事上门”，路近了，心也近了。",
        "只有脚下沾满泥土，才能心中装着百姓。",
        "不仅要听得见掌声，更要听得进骂声。",
        "把心思用在为民上、把力气花在实干上、把脚步迈在田埂上。",
        "我们体会到，群众的事不能替他们想，而是和他们一起想。",
    ],
)
def test_telling_sentences_are_told_by_their_form(words: str) -> None:
    assert telling_points(words)


@pytest.mark.parametrize(
    "words",
    [
        "县委召开推进会，印发实施方案，明确责任分工。",
        "镇政府建立党群服务中心，组织党员开展志愿服务。",
        "县财政局、县民政局、县教育局等部门参加了会议。",
        "全镇共有47个村，去年办结诉求860件。",
        "一是抓部署、抓调度、抓落实。",
        "*社区不是管理者，而是服务者。",
        # Things of one kind, plans, and turns that every report has.
        "培育数字消费、绿色消费、健康消费、体育消费。",
        "持续推动产业发展提质、民生保障提标、基层治理提效。",
        "实现“减环节、减材料、减跑动”，办事比从前方便了许多。",
        "村里的小龙虾、大白鱼都卖到了省城。",
        "要筑牢“三保”底线，把钱花在刀刃上。",
        "活动室不仅要有桌椅，更要有书报，值班的人员也要按照排好的表格每天到岗到位。",
        "所以，不是没有办法，而是没有下决心。",
        # A rule, a fact of procedure, an honour.
        "各村按照“四同步”（同步画图、同步砌墙、同步种树、同步接水）的原则建设。",
        "为下好议事的“先手棋”，活动设置了提问环节，居民提出了许多想法。",
        "柳河镇入选绿色水乡试点，石桥镇入选绿色山乡试点，变“老镇”为“新镇”。",
    ],
)
def test_news_lists_figures_and_masks_are_not_telling(words: str) -> None:
    assert not telling_points(words)


@pytest.mark.parametrize(
    ("words", "told", "named"),
    [
        ("有的支部活动流于形式，党员参与不主动。", False, True),
        ("一些老旧小区设施老化，物业服务跟不上，还存在停车难、充电难等问题。", False, True),
        ("工作力量薄弱，统筹协调不够。", True, True),
        ("工作力量薄弱，统筹协调不够。", False, False),
        ("针对老旧小区停车难问题，建立错时共享机制。", True, False),
        ("以上这些问题，必须引起高度重视。", True, False),
        ("解决停车难、充电难等问题72个。", True, False),
        ("各级党组织要切实克服形式主义，不得应付了事。", True, False),
        ("村里修好了路，群众很满意。", True, False),
        # That there are problems names none.
        ("同时我们也看到，村里的工作还存在不少老问题、新挑战。", True, False),
        ("村里设施老化，工作还存在不少困难和问题。", True, False),
        ("村里设施薄弱，管护还存在不少困难和问题。", True, True),
        # What is gone is good news.
        ("后来院子里再也没出现垃圾没人清扫的现象。", True, False),
    ],
)
def test_a_lack_is_named_not_answered(words: str, *, told: bool, named: bool) -> None:
    assert bool(problem_points(words, told=told)) is named


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2006年，习近平同志来村里考察时强调，要让乡亲们过上好日子。", True),
        ("我们牢记总书记“一件事情接着一件事情办”的嘱托。", True),
        ("“把路修到家门口”是总书记当年留下的话。", True),
        ("深入贯彻习近平总书记重要讲话精神，全面加强基层治理。", False),
        ("镇党委坚决落实总书记批示精神，推行“板凳议事会”。", False),
        ("县委书记强调，要抓好落实。", False),
        ("让我们更加紧密地团结起来，决不辜负总书记的殷殷嘱托，再建新功。", False),
        ("各村把茶园管好、把水源护好，是总书记的殷殷嘱托。", True),
        ("习近平总书记2013年以来三次亲临云岭视察，提出殷切希望。", False),
        ("2013年，习近平总书记亲临云岭视察并作出批示，给全村极大鼓舞。", False),
    ],
)
def test_a_charge_has_words_or_an_occasion(words: str, *, said: bool) -> None:
    assert bool(charge_points(words)) is said


TEXTS = {
    "甲.txt": "网格是“前哨站”，党员是“主心骨”。治理不是把人管住，而是把心聚拢。\n"
    "只有脚下沾泥，才能心中有数。",
    "乙.txt": "*村不是看客，而是主角。治理不是把人管住，而是把心聚拢。变“要我干”为“我要干”。",
    "丙.txt": "有的支部活动流于形式，*村也不主动。当年习近平同志到*村调研，提出“多听听百姓的话”。",
}


@pytest.fixture
def banks(library: Library, material: Build, piece: Build) -> Library:
    for path, text in TEXTS.items():
        made = material(path, piece(text, path, themes=("网格治理",) if path == "甲.txt" else ()))
        role = Role.PROBLEM if path == "丙.txt" else None
        passages = tuple(replace(p, role=role) for p in made.records[0].passages)
        records = [replace(made.records[0], passages=passages)]
        library.commit(made.source, records, made.entities)
    return library


@pytest.mark.parametrize("which", Bank)
def test_every_sentence_is_the_source_s_own(banks: Library, which: Bank) -> None:
    found = bank(banks, which)
    assert found
    for one in found:
        source = banks.source(one.case.source)
        assert source
        assert source.text[one.start : one.end].replace("\n", "") == one.text
        assert (one.path, one.passage.case) == (source.path, one.case.id)


def test_cases_take_turns_and_a_wording_stands_once(banks: Library) -> None:
    found = bank(banks, Bank.TELLING)
    texts = [one.text for one in found]
    assert len(texts) == len(set(texts))
    assert {one.path for one in found[:2]} == {"甲.txt", "乙.txt"}
    assert "治理不是把人管住，而是把心聚拢。" in texts
    assert bank(banks, Bank.TELLING, limit=1) == found[:1]


def test_what_is_read_comes_from_all_of_the_library(
    library: Library, material: Build, piece: Build
) -> None:
    names = [f"{number:02}.txt" for number in range(30)]
    for name in names:
        made = material(name, piece("\n".join(f"{name}的第{n}段。" for n in range(10)), name))
        library.commit(made.source, made.records, made.entities)
    with library.reading() as snapshot:
        everything = snapshot.passages_for(Banked(), 1_000)
        some = snapshot.passages_for(Banked(), len(everything) // 5)
    assert len(some) == len(everything) // 5
    order = [everything.index(passage) for passage in some]
    assert order == sorted(order)
    # Every fifth of the library has its share, give or take two.
    share = len(some) / 5
    for part in range(5):
        there = sum(at * 5 // len(everything) == part for at in order)
        assert abs(there - share) <= 2


def test_masks_stay_and_are_said(banks: Library) -> None:
    assert not any(one.masked for one in bank(banks, Bank.TELLING))
    (charge,) = bank(banks, Bank.CHARGE)
    assert charge.masked
    assert "*村" in charge.text


def test_themes_narrow_and_others_are_refused(banks: Library) -> None:
    assert {one.path for one in bank(banks, Bank.TELLING, theme="网格治理")} == {"甲.txt"}
    for wrong in ({"theme": "天气"}, {"level": "宇宙"}):
        with pytest.raises(InvalidQuery):
            bank(banks, Bank.TELLING, **wrong)  # type: ignore[arg-type]
