"""Comparison: rows by region, achieved figures first, a quote that is in the source."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from kg.compare import practices
from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Metric, Practice
from kg.ontology import RelationType, Status

Build = Callable[..., Any]

THEME = "物业治理"


def titles(rows: Iterable[Practice]) -> list[str]:
    return [row.case.title for row in rows]


def test_practices_are_sorted_by_region_then_title(
    library: Library, material: Build, piece: Build
) -> None:
    sichuan = ("四川省", "成都市")
    made = material(
        "甲.txt",
        piece("一。", "丁", (THEME,), ("山东省",)),
        piece("二。", "丙", (THEME,), sichuan),
        piece("三。", "乙", (THEME, "网格治理"), sichuan),
        piece("四。", "甲", (THEME,)),
        piece("五。", "戊", ("网格治理",), sichuan),
    )
    library.commit(*made)
    rows = practices(library, theme=THEME)
    assert titles(rows) == ["甲", "丙", "乙", "丁"]
    assert [row.region for row in rows] == [(), sichuan, sichuan, ("山东省",)]
    assert {row.path for row in rows} == {"甲.txt"}


@pytest.mark.parametrize(
    ("region", "found"),
    [("四川", ["成"]), ("成都市", ["成"]), ("四川省/成都", ["成"]), ("成都/四川", []), ("苏", [])],
)
def test_practices_of_a_region_by_name_or_path(
    library: Library, material: Build, piece: Build, region: str, found: list[str]
) -> None:
    made = material(
        "甲.txt",
        piece("一。", "成", (THEME,), ("四川省", "成都市")),
        piece("二。", "鲁", (THEME,), ("山东省",)),
    )
    library.commit(*made)
    assert titles(practices(library, theme=THEME, regions=[region])) == found
    assert titles(practices(library, theme=THEME, regions=[region, "山东省"])) == [*found, "鲁"]


def test_practices_quote_the_sentence_that_names_each_initiative(
    library: Library, material: Build, piece: Build
) -> None:
    text = "物业难管。街道试行“红房子”工作法。居民都说好！又设民情岗。红房子推开了。"
    made = material(
        "甲.txt",
        piece("前一篇。", "前"),
        piece(
            text,
            "标题",
            (THEME,),
            organizations=("居民会", "街道"),
            initiatives=("民情岗", "红房子"),
            relations=(("街道", RelationType.IMPLEMENTS, "红房子", "街道试行“红房子”工作法。"),),
        ),
    )
    library.commit(*made)
    (row,) = practices(library, theme=THEME)
    assert [quote.text for quote in row.quotes] == ["街道试行“红房子”工作法。", "又设民情岗。"]
    for quote in row.quotes:
        assert made.source.text[quote.start : quote.end] == quote.text
        assert quote.heading == ("一、做法",)
        assert quote.passage == "甲.txt#2/1"
    assert [entity.name for entity in row.initiatives] == ["红房子", "民情岗"]
    assert [entity.name for entity in row.organizations] == ["街道", "居民会"]


def test_practices_without_initiative_have_a_quote_too(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", piece("先议后办。再评。", themes=(THEME,))))
    (row,) = practices(library, theme=THEME)
    assert [quote.text for quote in row.quotes] == ["先议后办。"]


def test_practices_put_achieved_figures_first(
    library: Library, material: Build, piece: Build
) -> None:
    def metric(text: str, start: int, status: Status) -> Metric:
        return Metric("甲.txt#1", None, "户", 1.0, "户", text, start, start + 2, status=status)

    figures = (
        metric("1户", 0, Status.PROBLEM),
        metric("2户", 2, Status.TARGET),
        metric("3户", 4, Status.ACHIEVED),
    )
    library.commit(*material("甲.txt", piece("1户2户3户", themes=(THEME,), metrics=figures)))
    (row,) = practices(library, theme=THEME)
    assert [found.text for found in row.metrics] == ["3户", "2户", "1户"]


def test_practices_fold_near_duplicates(library: Library, material: Build, piece: Build) -> None:
    library.commit(*material("甲.txt", piece("全文。", "全", (THEME,))))
    library.commit(*material("乙.txt", piece("文。", "隐", (THEME,), duplicate_of="甲.txt#1")))
    assert titles(practices(library, theme=THEME)) == ["全"]


def test_practices_keep_masked_actors_masked(
    library: Library, material: Build, piece: Build
) -> None:
    made = piece("*街道设议事亭。", "隐", (THEME,), organizations=("*街道",))
    library.commit(*material("甲.txt", made))
    (row,) = practices(library, theme=THEME)
    assert [(entity.name, entity.redacted) for entity in row.organizations] == [("*街道", True)]
    assert row.region == ()


def test_practices_of_an_unknown_theme_list_the_themes(library: Library) -> None:
    with pytest.raises(InvalidQuery, match="物业治理"):
        practices(library, theme="没有")
