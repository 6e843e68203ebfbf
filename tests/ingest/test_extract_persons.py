"""Persons: names that titles, verbs, bylines and lists prove, and words that only look so."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft, Tag
from ingest.extract import persons
from kg.model import Mention
from kg.ontology import Kind


def _names(text: str, date: str | None = None) -> list[str]:
    return [m.surface for m in persons.find(Draft(text=text, date=date), ())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳湾村党委书记方文俊带队巡河。", ["方文俊"]),
        ("“真方便！”居民周颖感慨。", ["周颖"]),
        ("村民、种粮大户罗建成在地头忙活。", ["罗建成"]),
        ("家住东街的王小菊老人笑了。", ["王小菊"]),
        ("青石镇镇长吴江: 把路修到家门口", ["吴江"]),
        ("县委书记\n何志明（2021年3月）", ["何志明"]),
        ("会上表扬了“最美村医”沈玉兰。", ["沈玉兰"]),
        ("诊所主任欧阳慧介绍说。", ["欧阳慧"]),
        ("南疆干部阿卜杜拉·买买提说。", ["阿卜杜拉·买买提"]),
    ],
)
def test_find_takes_names_that_the_words_around_prove(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报记者 沈青 黄小梅 王波", ["沈青", "黄小梅", "王波"]),
        ("本报青石讯（通讯员严进于文斌）河边", ["严进", "于文斌"]),
        ("渔歌唱晚。 郝丽 摄", ["郝丽"]),
        ("营造良好氛围。（通讯员：路青）责任编辑：白小兰", ["路青", "白小兰"]),
        ("7月8日电（阿不都·吐尔地 沈青）7月", ["阿不都·吐尔地", "沈青"]),
    ],
)
def test_find_reads_bylines_and_credits(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_find_takes_a_dotted_name_as_the_tagger_bounds_it() -> None:
    text = "夏天，阿不都·吐尔地忙着收麦。"
    tags = (Tag(3, 10, Kind.PERSON),)
    found = persons.find(Draft(text=text, tags=tags), ())
    assert [m.surface for m in found] == ["阿不都·吐尔地"]


def test_find_leaves_brands_with_a_dot_that_the_tagger_takes_for_a_person() -> None:
    text = "夏天，邻里联盟·柳桥街道办起夜校。"
    tags = (Tag(3, 12, Kind.PERSON),)
    assert persons.find(Draft(text=text, tags=tags), ()) == []


def test_find_leaves_dotted_slogans_in_quotation_marks_alone() -> None:
    assert _names("开展“强党性·铸忠诚·促担当”活动。") == []


def test_find_leaves_clauses_that_the_tagger_takes_for_names() -> None:
    text = "以廉润心，国强则民安。"
    tags = (Tag(1, 4, Kind.PERSON), Tag(5, 7, Kind.PERSON))
    assert persons.find(Draft(text=text, tags=tags), ()) == []


def test_find_takes_given_names_alone_before_comrade() -> None:
    assert _names("刚才，文俊同志通报了情况，老同志也来了。") == ["文俊"]


def test_find_reads_a_byline_name_of_rare_characters() -> None:
    assert _names("（记者 沈青 方些该）") == ["沈青", "方些该"]


def test_find_takes_the_others_of_a_list() -> None:
    assert _names("涌现了鲁大成、陈文秀等一批热心人。") == ["鲁大成", "陈文秀"]


def test_find_takes_every_later_occurrence() -> None:
    text = "支书高建林进山。如今高建林老了，大家都念着高建林。"
    assert _names(text) == ["高建林"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "书记高度重视，主任安排落实。",
        "居民方便了，村民和谐相处。",
        "向群众汇报，于是任务完成。",
        "王书记来过，李女士点赞。",
        "记者从会上了解到。",
        "“秦大姐手工坊”开张。",
    ],
)
def test_find_leaves_words_and_bare_titles_out(text: str) -> None:
    assert _names(text) == []


def test_find_resolves_surname_and_post_to_the_one_full_name() -> None:
    text = "市委书记罗远山讲了话。昨天，罗书记下乡。"
    mentions = persons.find(Draft(text=text), ())
    assert [(m.surface, m.name) for m in mentions] == [("罗远山", "罗远山"), ("罗书记", "罗远山")]


def test_find_resolves_the_general_secretary_where_the_case_names_him() -> None:
    text = "习近平总书记来过。大家牢记总书记的话。"
    mentions = persons.find(Draft(text=text, date="2020"), ())
    assert [m.name for m in mentions] == ["习近平", "习近平"]
    assert _names(text, date="2008") == ["习近平"]
    assert _names("大家牢记总书记的话。") == []


def test_find_leaves_masked_persons_out() -> None:
    assert _names("经查，丁某多次偷电，检察官李某某介绍了案情。") == []


def _voted(text: str, *votes: str) -> list[str]:
    """Names found in a text where the tagger votes for every occurrence of some words."""
    tags = [
        Tag(at.start(), at.end(), Kind.PERSON) for vote in votes for at in re.finditer(vote, text)
    ]
    draft = Draft(text=text, tags=tuple(sorted(tags, key=lambda t: t.start)))
    return [m.surface for m in persons.find(draft, ())]


@pytest.mark.parametrize(
    ("text", "vote", "names"),
    [
        ("一早，柯志杰推着车来了。", "柯志杰", ["柯志杰"]),
        ("公示期满，白晓东履新。", "白晓东", ["白晓东"]),
        ("受台风“梅小芳”影响，停课一天。", "梅小芳", []),
        ("西部陆海通道开通。", "陆海", []),
        ("总理卡斯特罗到访。", "卡斯特罗", ["卡斯特罗"]),
        ("群众鱼得水般欢喜。", "没有", []),
    ],
)
def test_find_weighs_the_votes_of_the_tagger(text: str, vote: str, names: list[str]) -> None:
    assert _voted(text, vote) == names


def test_find_reads_names_in_brackets_behind_a_piece() -> None:
    assert _names("路灯都亮了。（方晓明 沈丽华）") == ["方晓明", "沈丽华"]
    assert _names("路灯都亮了。（下转第三版）") == []


def test_find_takes_nicknames_of_role_models() -> None:
    assert _names("涌现出城南“小蓝哥”、城北“巧嘴姐”等一批感人典型。") == ["小蓝哥", "巧嘴姐"]


def test_find_leaves_names_inside_places_to_the_place() -> None:
    text = "校长孙大年说，孙大年小学扩了班。"
    start = text.index("孙大年小学")
    school = Mention(Kind.ORGANIZATION, start, start + 5, "孙大年小学", "孙大年小学")
    assert [m.start for m in persons.find(Draft(text=text), (school,))] == [2]


@given(
    st.text(alphabet="书记村民王文李小明高建林说，。、“” 某总同志记者摄（）等·阿买提", max_size=50)
)
def test_find_quotes_and_never_overlaps(text: str) -> None:
    at = 0
    for mention in persons.find(Draft(text=text), ()):
        assert at <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        at = mention.end


def test_find_reads_a_name_set_apart_under_its_post() -> None:
    (found,) = persons.find(Draft(text="青石市市长 沈 青\n各位代表：", date=None), ())
    assert (found.surface, found.name) == ("沈 青", "沈青")


@pytest.mark.parametrize(
    "rest",
    [
        "、黄羊坡等煤矿年内投产。",
        "、明月湖3个重点实验室挂牌。",
        "、双岭保护区已修复。",
        "思想。",
        "一号墓开放。",
        "组硬化了文化广场。",
    ],
)
def test_find_takes_no_mine_site_or_doctrine_for_a_person(rest: str) -> None:
    """A list names what its class noun says, though an item is shaped like a name."""
    name = "王金山"
    tags = (Tag(0, 3, Kind.PERSON),)
    assert persons.find(Draft(text=f"{name}{rest}", tags=tags), ()) == []
    told = persons.find(Draft(text=f"{name}说，再干一年。", tags=tags), ())
    assert [m.surface for m in told] == [name]


def test_find_tells_a_person_from_the_house_and_from_a_phrase(draft: Callable[..., Draft]) -> None:
    text = "党员王东推着车。王东家进了水，王东说没事。大家爱林护绿。"
    found = persons.find(draft(text), ())
    assert {m.surface for m in found} == {"王东"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副所长郭荣说，我们上门。副所长郭荣重点围绕防骗讲课。郭荣介绍。", "郭荣"),
        ("副所长张立明介绍，要办。张立明确定了人。", "张立明"),
    ],
)
def test_find_ends_a_name_where_a_word_begins(
    draft: Callable[..., Draft], text: str, name: str
) -> None:
    assert {m.name for m in persons.find(draft(text), ())} == {name}
