"""Reading a query beside the names of a library."""

import pytest

from kg.model import Entity, Query
from kg.ontology import Kind
from kg.search.clauses import Having
from kg.search.understanding.query import Parsed, read
from kg.search.understanding.vocabulary import Vocabulary

ZHEJIANG = Entity("p1", Kind.PLACE, "浙江省", region=("浙江省",))
YUHANG = Entity("p2", Kind.PLACE, "余杭区", region=("浙江省", "杭州市", "余杭区"))
HANGZHOU = Entity("p3", Kind.PLACE, "杭州市", region=("浙江省", "杭州市"))
LAMP = Entity("i1", Kind.INITIATIVE, "“灯火夜话”", aliases=("夜话会",))
UNION = Entity("o1", Kind.ORGANIZATION, "河湾社区党委")
OTHER = Entity("o2", Kind.ORGANIZATION, "河湾社区党委", region=("四川省",))
MASKED = Entity("o3", Kind.ORGANIZATION, "*社区", redacted=True)
NAMES = Vocabulary(
    [(ZHEJIANG, 3), (YUHANG, 2), (HANGZHOU, 2), (LAMP, 1), (UNION, 4), (OTHER, 1), (MASKED, 9)],
    ["灯火里的议事会"],
)


def asked(text: str, **switches: bool) -> Parsed:
    return read(Query(text, **switches), NAMES)  # type: ignore[arg-type]


def texts(parsed: Parsed) -> list[str]:
    return [word.text for word in parsed.request.words]


def test_place_tells_how_many_lie_inside() -> None:
    parsed = asked("浙江的网格治理")
    assert texts(parsed) == ["浙江", "网格治理"]
    (place,) = parsed.understood.places.values()
    assert (place.text, place.inside, place.widened) == ("浙江", 2, True)
    assert not asked("浙江", places=False).understood.places["浙江"].widened


def test_excluded_place_is_told_unless_it_is_a_phrase() -> None:
    (place,) = asked("网格 -浙江").understood.left_out.values()
    assert (place.text, place.inside, place.widened) == ("浙江", 2, True)
    assert not asked("网格 -浙江", places=False).understood.left_out["浙江"].widened
    assert not asked('网格 -"浙江" -网格员').understood.left_out


def test_name_is_found_with_its_aliases_and_whole() -> None:
    parsed = asked("夜话会怎么办")
    (word,) = parsed.request.words
    assert (word.text, word.parts, word.forms) == ("夜话会", ("夜话会",), ("灯火夜话",))
    assert list(parsed.understood.entities) == ["i1"]


def test_namesakes_are_both_shown_and_none_is_guessed() -> None:
    parsed = asked("河湾社区党委")
    assert list(parsed.understood.entities) == ["o1", "o2"]
    assert parsed.request.words[0].forms == ()


def test_masked_name_is_no_name() -> None:
    assert NAMES.named("*社区") == ()


def test_field_of_a_kind_asks_for_its_entities() -> None:
    assert asked("做法:夜话").request.clauses == (Having("entity", ("i1",)),)
    assert asked("品牌:灯火夜话").request.clauses == (Having("entity", ("i1",)),)
    assert asked("单位:河湾社区党委").request.clauses == (Having("entity", ("o1", "o2")),)
    assert asked("人物:夜话").request.clauses == (Having("entity", ()),)


def test_question_becomes_place_theme_and_terms() -> None:
    parsed = asked("杭州有哪些网格治理的做法")
    required = [word.text for word in parsed.request.words if word.required]
    assert required == ["杭州", "网格治理"]
    assert list(parsed.understood.themes) == ["网格治理"]
    assert parsed.understood.role == "做法"


def test_synonyms_are_told_even_where_they_are_off() -> None:
    assert asked("业委会", synonyms=False).understood.synonyms == {"业委会": ("业主委员会",)}


def test_everyday_word_stands_for_those_of_reports_and_not_the_other_way() -> None:
    assert "居民" in asked("老百姓").understood.synonyms["老百姓"]
    assert "老百姓" not in asked("居民").understood.synonyms.get("居民", ())


@pytest.mark.parametrize("asking", ["要不要", "好不好", "有没有", "该不该"])
def test_whether_question_asks_whatever_its_word(asking: str) -> None:
    parsed = asked(f"干部{asking}住村")
    assert parsed.request.loose
    assert asking not in texts(parsed)


def test_word_of_the_field_is_not_taken_apart_to_single_characters() -> None:
    (word,) = asked("不够用").request.words
    assert word.parts == ("不够用",)


def test_letter_of_a_province_typed_alone_is_the_province() -> None:
    parsed = asked("浙 网格")
    assert texts(parsed) == ["浙江", "网格"]
    assert parsed.understood.places["浙江"].inside == 2
    assert texts(asked("新 网格")) == ["新", "网格"]
    assert read(Query("地区:浙"), NAMES).request.clauses == (Having("region", ("浙江省",)),)


def test_a_word_that_says_a_theme_in_other_words_reads_it() -> None:
    assert list(asked("怎么给基层减负").understood.themes) == ["减负赋权"]
    # What only turns up with a theme reads none.
    assert not asked("精简台账").understood.themes


def test_a_question_drops_what_is_lacking_there() -> None:
    assert texts(asked("小区没有党支部怎么办")) == ["小区", "党支部"]
