"""Suggestions and corrections from the names of a library."""

import pytest

from kg.model import Entity
from kg.ontology import Kind
from kg.search.understanding.pinyin import homophones, sound, syllables
from kg.search.understanding.spelling import Spelling
from kg.search.understanding.suggest import Suggester
from kg.search.understanding.vocabulary import Vocabulary

NAMES = Vocabulary(
    [
        (Entity("i1", Kind.INITIATIVE, "民呼我为"), 2),
        (Entity("i2", Kind.INITIATIVE, "红色管家"), 1),
        (Entity("i3", Kind.INITIATIVE, "红色驿站联盟"), 5),
        (Entity("i4", Kind.INITIATIVE, "双报到"), 1),
        (Entity("p1", Kind.PLACE, "翠竹一区"), 3),
        (Entity("p3", Kind.PLACE, "漓江"), 4),
        (Entity("p4", Kind.PLACE, "丽江市", region=("云南省", "丽江市")), 1),
        (Entity("p2", Kind.PLACE, "重庆市", region=("重庆市",)), 1),
    ],
    ["把难事摆上桌面"],
)
TEXT = (
    "民呼我为 红色管家 红色驿站联盟 翠竹一区 重庆 丽江 漓江 双报到 把难事摆上桌面"
    " 整片推进 物业 两制 网格管理 瘫痪"
)
SUGGESTER = Suggester(NAMES, TEXT.count)


def spelling() -> Spelling:
    return Spelling(NAMES, SUGGESTER.spoken, TEXT.count)


def found(typed: str, limit: int = 5) -> list[str]:
    return [one.text for one in SUGGESTER.find(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("民呼", "民呼我为"),
        ("我为", "民呼我为"),
        ("mhww", "民呼我为"),
        ("mhhw", "民呼我为"),
        ("minhu", "民呼我为"),
        ("min hu wo wei", "民呼我为"),
        ("MHW", "民呼我为"),
        ("chongq", "重庆市"),
        ("hongsgj", "红色管家"),
        ("hongsgjia", "红色管家"),
        ("hsguanji", "红色管家"),
        ("bnanshi", "把难事摆上桌面"),
        ("难事", "把难事摆上桌面"),
        ("杭州 hsgj", "杭州 红色管家"),
        ("wggl", "网格管理"),
        ("zhuomian", "桌面"),
    ],
)
def test_suggestions_by_characters_pinyin_and_initials(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_suggestions_have_the_most_named_first_and_an_end() -> None:
    assert found("红色") == ["红色驿站联盟", "红色管家"]
    assert found("红色", 1) == ["红色驿站联盟"]
    assert found("潜水") == found(" ") == found("") == []


@pytest.mark.parametrize(
    ("text", "missing", "meant"),
    [
        ("民呼我位", "民呼我位", "民呼我为"),
        ("红色关家 做法", "红色关家", "红色管家 做法"),
        ("红色绎站联盟", "红色绎站联盟", "红色驿站联盟"),
        ("红色驿占联盟", "占", "红色驿站联盟"),
        ("整片推近", "推近", "整片推进"),
        ("小区瘫患", "瘫患", "小区瘫痪"),
        ("mhww", "mhww", "民呼我为"),
        ("hongseguanj", "hongseguanj", "红色管家"),
        ("hongsgj", "hongsgj", "红色管家"),
        ("hongse guanjia", "hongse", "红色管家"),
    ],
)
def test_corrections_by_sound_and_form(text: str, missing: str, meant: str) -> None:
    first = spelling().corrected(text, [missing])[0]
    assert (first.text, first.sure) == (meant, True)


def test_common_word_in_place_of_another_is_offered_only() -> None:
    text = "红色管理"  # 管理 is a word of many texts and no slip for 管家
    first = spelling().corrected(text, [text])[0]
    assert (first.text, first.sure) == ("红色管家", False)


def test_initials_with_one_too_many_are_offered_only() -> None:
    assert [one.sure for one in spelling().corrected("mhwwx", ["mhwwx"])] == [False]
    assert [one.sure for one in spelling().corrected("mhhw", ["mhhw"])] == [True]


def test_letters_of_two_names_name_both_the_region_first() -> None:
    found = spelling().corrected("lijiang 减负", ["lijiang"])
    assert [one.text for one in found] == ["丽江 减负", "漓江 减负"]


def test_names_like_a_word_that_differs_by_a_slip() -> None:
    assert spelling().names_like("红色管佳") == ("红色管家",)
    assert spelling().names_like("翠竹二区") == ()
    assert spelling().names_like("把难事摆上桌子") == ()  # a title is no name
    assert spelling().names_like("管佳") == ()
    # Three characters: only what sounds the same.
    assert spelling().names_like("双报道") == ("双报到",)
    assert spelling().names_like("双通报") == ()


def test_corrections_leave_what_is_another_thing() -> None:
    assert spelling().corrected("翠竹二区", ["翠竹二区"]) == ()
    assert spelling().corrected("红色管家歇脚", ["歇脚"]) == ()
    assert spelling().corrected("量子引擎", ["量子引擎"]) == ()


def test_syllables_are_read_by_the_word() -> None:
    assert list(syllables("重庆")) == ["chong", "qing"]


def test_sound_is_alike_where_speakers_do_not_tell() -> None:
    assert sound("管家") == sound("关家")
    assert sound("山城") == sound("三层")
    assert "进" in homophones("近")
    assert homophones("a") == ""


def test_a_character_typed_again_and_again_asks_the_index_each_thing_once() -> None:
    asked: list[str] = []

    def count(text: str) -> int:
        asked.append(text)
        return TEXT.count(text)

    told = Spelling(NAMES, SUGGESTER.spoken, count)
    assert told.corrected("往" * 200, ["往"]) == ()
    assert len(asked) == len(set(asked))
