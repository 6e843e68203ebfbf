import pytest

from kg.ontology import Level
from kg.places import Unit, gazetteer


def unit(*path: str) -> Unit:
    found = [u for u in gazetteer().named(path[-1]) if gazetteer().path(u) == path]
    assert len(found) == 1
    return found[0]


def test_path_runs_from_the_province_down() -> None:
    assert gazetteer().path(gazetteer().unit("330110")) == ("浙江省", "杭州市", "余杭区")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("石景山区", ("北京市", "石景山区")),
        ("潜江市", ("湖北省", "潜江市")),
        ("五指山市", ("海南省", "五指山市")),
    ],
)
def test_path_skips_levels_that_do_not_exist(name: str, path: tuple[str, ...]) -> None:
    assert [gazetteer().path(u) for u in gazetteer().named(name)] == [path]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("浙江", "浙江省"),
        ("内蒙古", "内蒙古自治区"),
        ("余杭", "余杭区"),
        ("井冈山", "井冈山市"),
        ("玉树州", "玉树藏族自治州"),
        ("宁蒗县", "宁蒗彝族自治县"),
        ("东乡县", "东乡族自治县"),
        ("龙胜", "龙胜各族自治县"),
        ("伊犁", "伊犁哈萨克自治州"),
        ("科左后旗", "科尔沁左翼后旗"),
        ("乌前旗", "乌拉特前旗"),
        ("渝北", "渝北区"),
        ("翠玉乡", "翠玉傈僳族普米族乡"),
    ],
)
def test_named_knows_short_names(short: str, name: str) -> None:
    assert name in {u.name for u in gazetteer().named(short)}


def test_named_has_no_short_names_of_towns() -> None:
    assert not gazetteer().named("大研")


def test_named_keeps_units_that_were_merged() -> None:
    assert gazetteer().path(gazetteer().named("江干区")[0]) == ("浙江省", "杭州市", "江干区")


def test_parents_are_nearest_first() -> None:
    names = [u.name for u in gazetteer().parents(unit("浙江省", "杭州市", "余杭区", "径山镇"))]
    assert names == ["余杭区", "杭州市", "浙江省"]


def test_inside_holds_for_itself_and_below() -> None:
    town = unit("浙江省", "杭州市", "余杭区", "径山镇")
    assert gazetteer().inside(town, gazetteer().unit("330000"))
    assert gazetteer().inside(town, town)
    assert not gazetteer().inside(gazetteer().unit("330000"), town)


def test_villages_are_told_apart_by_the_unit_around_them() -> None:
    everywhere = gazetteer().villages("小古城村", None)
    here = gazetteer().villages("小古城村", gazetteer().unit("330100"))
    assert len(everywhere) > 1
    assert [gazetteer().path(v) for v in here] == [
        ("浙江省", "杭州市", "余杭区", "径山镇", "小古城村")
    ]


def test_unit_knows_the_code_of_a_village() -> None:
    village = gazetteer().villages("小古城村", gazetteer().unit("330110"))[0]
    assert gazetteer().unit(village.code) == village
    assert village.level is Level.VILLAGE


@pytest.mark.parametrize("code", ["999999", "330110/没有这个村"])
def test_unit_of_an_unknown_code_is_an_error(code: str) -> None:
    with pytest.raises(KeyError):
        gazetteer().unit(code)


def test_villages_of_an_unknown_name_are_none() -> None:
    assert gazetteer().villages("", None) == ()
    assert gazetteer().villages("没有 这个村", None) == ()


def test_find_takes_the_leftmost_longest_name() -> None:
    text = "湖北省宜都市和四川犍为县"
    assert [text[a:b] for a, b, _ in gazetteer().find(text)] == [
        "湖北省",
        "宜都市",
        "四川",
        "犍为县",
    ]


def test_resolve_needs_a_context_for_a_shared_name() -> None:
    assert gazetteer().resolve("西湖区", ()) is None
    near = gazetteer().resolve("西湖区", [gazetteer().unit("330100")])
    assert near == unit("浙江省", "杭州市", "西湖区")


def test_resolve_gives_up_on_a_tie() -> None:
    both = [gazetteer().unit("330000"), gazetteer().unit("360000")]
    assert gazetteer().resolve("西湖区", both) is None


def test_resolve_reads_a_bare_province_name_as_the_province() -> None:
    assert gazetteer().resolve("吉林", ()) == gazetteer().unit("220000")


def test_resolve_prefers_the_unit_that_still_exists() -> None:
    assert gazetteer().resolve("沙县", ()) == unit("福建省", "三明市", "沙县区")


def test_resolve_finds_a_village_near_a_sure_unit_only() -> None:
    town = unit("四川省", "乐山市", "犍为县", "玉津镇")
    village = gazetteer().resolve("凤凰社区", [town])
    assert village is not None
    assert village.parent == town.code
    assert gazetteer().resolve("凤凰社区", ()) is None
    assert gazetteer().resolve("不存在的社区", [town]) is None


@pytest.mark.parametrize(
    "text", ["", "浙江省杭州市余杭区径山镇的网格", "阿鲁科尔沁旗和宁蒗彝族自治县"]
)
def test_spans_are_those_of_all_names_in_a_text(text: str) -> None:
    found = {(start, end) for start, end, _ in gazetteer().find_all(text)}
    assert set(gazetteer().spans(text)) == found
    assert bool(found) == bool(text)
