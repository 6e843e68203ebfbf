"""Headings that run on into their text."""

from ingest.cutting.glued import glued_ends
from ingest.cutting.lines import lines

REST = "任何事情都要先想清楚再动手，不想清楚就动手，十有八九要返工。"


def heads(text: str) -> list[str]:
    rows = lines(text, text)
    ends = glued_ends(rows, text)
    return [row.text[: ends[row.start]] for row in rows if row.start in ends]


def test_glued_ends_follow_bare_siblings() -> None:
    bare = "".join(
        f"{n}、处理好{pair}的关系\n{REST}\n" for n, pair in (("二", "点与面"), ("三", "上与下"))
    )
    text = f"一、处理好快与慢的关系{REST}\n{bare}"
    assert heads(text) == ["一、处理好快与慢的关系"]


def test_glued_ends_follow_the_same_heading_elsewhere_in_the_source() -> None:
    text = f"一、把院子还给居民\n{REST}\n另一份材料。\n一、把院子还给居民{REST}\n"
    assert heads(text) == ["一、把院子还给居民"]


def test_glued_ends_follow_words_that_all_siblings_share() -> None:
    text = "".join(
        f"{number}、要处理好{pair}的关系{rest}\n"
        for number, pair, rest in (
            ("一", "快与慢", "任何事都有先后，不能一哄而上，也不能坐着等。"),
            ("二", "点与面", "树几个样板不难，难在家家户户都跟上来做好。"),
            ("三", "上与下", "只看上面的脸色，群众不会答应，事情也办不好。"),
        )
    )
    assert heads(text) == [
        "一、要处理好快与慢的关系",
        "二、要处理好点与面的关系",
        "三、要处理好上与下的关系",
    ]


def test_glued_ends_leaves_headings_with_stops_and_lone_paragraphs() -> None:
    assert heads(f"一、选好人。{REST}\n二、办好事。{REST}\n") == []
    assert heads(f"一、选好人办好事{REST}\n") == []
