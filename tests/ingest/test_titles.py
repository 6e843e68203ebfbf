"""Titles inside lines, and numbered titles of a series."""

import pytest

from ingest.cutting.lines import lines
from ingest.cutting.places import leading_place, leads_with_place, provinces
from ingest.cutting.series import with_numbered_titles
from ingest.cutting.titles import cuts, head_title, tail_title

BODY = "近年来，这里把居民的事放在心上，一件一件去办，办完一件再办下一件，大家看在眼里。" * 6


def test_leads_with_place_reads_counties_behind_a_number() -> None:
    assert leads_with_place("2.浙江余杭：院子里的议事会")
    assert not leads_with_place("院子里的议事会")


def test_tail_title_finds_the_title_behind_the_last_stop() -> None:
    line = f"{BODY}湖北宜都办好家门口的实事"
    assert line[tail_title(line) :] == "湖北宜都办好家门口的实事"
    assert tail_title(BODY) == 0


@pytest.mark.parametrize("gap", ["  ", "\u3000", " "])
def test_head_title_ends_at_a_gap_before_running_text(gap: str) -> None:
    title = "湖北宜都办好家门口的实事"
    assert head_title(f"{title}{gap}{BODY}") == len(title)


def test_head_title_ends_before_a_dateline() -> None:
    title = "湖北宜都办好家门口的实事"
    assert head_title(f"{title}本报宜都讯（通讯员某某）{BODY}") == len(title)


def test_head_title_leaves_sentences_alone() -> None:
    assert head_title(f"湖北宜都办好实事，群众点赞  {BODY}") == 0
    assert head_title(BODY) == 0


def test_cuts_finds_titles_in_the_middle_of_a_line() -> None:
    title = "安徽岳西夜里上门去解难题"
    line = f"{BODY}{title}  {BODY}"
    start = len(BODY)
    assert cuts(line) == [start, start + len(title)]


def test_provinces_counts_certain_names_only() -> None:
    assert len(provinces("浙江省杭州市余杭区的经验传到安徽省岳西县")) == 2


def test_with_numbered_titles_takes_a_series_of_places() -> None:
    text = "\n".join(
        f"{n}.{title}\n{BODY}"
        for n, title in enumerate(
            ("浙江余杭院子里议事", "安徽岳西夜里上门办事", "湖北宜都修好最后一公里"), 1
        )
    )
    rows = with_numbered_titles(lines(text, text), ())
    assert [row.text for row in rows if row.part] == [
        "浙江余杭院子里议事",
        "安徽岳西夜里上门办事",
        "湖北宜都修好最后一公里",
    ]


def test_with_numbered_titles_counts_on_over_one_that_is_missed() -> None:
    titles = [f"{n}.浙江余杭的第{n}个院子" for n in (1, 2, 3, 4, 5, 7, 8)]
    text = "\n".join(f"{title}\n{BODY}" for title in titles)
    assert sum(row.part for row in with_numbered_titles(lines(text, text), ())) == len(titles)
    text = "\n".join(f"{title}\n{BODY}" for title in titles[:2] + titles[3:4])
    assert not any(row.part for row in with_numbered_titles(lines(text, text), ()))


def test_leading_place_is_the_last_of_those_in_front() -> None:
    assert leading_place("四川犍为用好小板凳") == "犍为"
    assert leading_place("3.天津抓实一件事") == "天津"
    assert leading_place("用好小板凳的四川犍为") == ""


def test_with_numbered_titles_leaves_the_sections_of_one_piece() -> None:
    sections = "\n".join(f"{n}.浙江余杭的第{n}条经验做法\n{BODY}" for n in (1, 2, 3))
    text = f"三地调研报告\n{BODY}\n{sections}"
    assert not any(row.part for row in with_numbered_titles(lines(text, text), ()))


@pytest.mark.parametrize("title", ["小院里的议事会", "众人的事情 众人商量着办"])
def test_with_numbered_titles_takes_a_volume_whose_titles_name_no_place(title: str) -> None:
    pieces = "\n".join(
        f"{number}、{title}第{number}回\n一、怎么想\n{BODY}\n二、怎么办\n{BODY}\n三、怎么样\n{BODY}"
        for number in "一二三四"
    )
    rows = with_numbered_titles(lines(pieces, pieces), ())
    assert [row.text for row in rows if row.part] == [f"{title}第{n}回" for n in "一二三四"]
    rows = with_numbered_titles(lines(f"经验汇编\n{pieces}", f"经验汇编\n{pieces}"), ())
    assert sum(row.part for row in rows) == 4


def test_with_numbered_titles_leaves_the_sections_of_a_text_without_title() -> None:
    names = ("基本情况和背景介绍一下", "主要做法有这么几个方面", "取得成效让人们看得见")
    text = "\n".join(f"{n}、{name}\n{BODY * 2}" for n, name in zip("一二三", names, strict=True))
    assert not any(row.part for row in with_numbered_titles(lines(text, text), ()))


def test_leads_with_place_knows_masked_places() -> None:
    assert leads_with_place("×县：院子里的议事会")
    assert leads_with_place("*镇党员上门办事")
    assert not leads_with_place("某县有三个镇，人口不多。")


def test_cuts_finds_titles_that_a_blank_parts_from_their_text() -> None:
    one, two = "院子里的议事会", "夜里上门 办事不等天亮"
    line = f"{one}开了张 {BODY}{two} {BODY}"
    start = line.index(two)
    assert cuts(line) == [len(one) + 3, start, start + len(two)]


def test_cuts_leaves_recognised_text_with_blanks_all_over() -> None:
    assert cuts(" ".join(BODY[at : at + 20] for at in range(0, len(BODY), 20))) == []


def test_cuts_finds_a_title_behind_the_last_stop_of_a_line() -> None:
    title = "夜里上门解难题 办事不等天亮"
    line = f"{BODY}{title}"
    assert cuts(line, BODY) == [len(BODY)]
    assert cuts(line) == []
    plain = "夜里上门去解难题"
    assert cuts(f"{BODY}{plain}", BODY) == []
    for words in (plain, f"3.{plain}"):
        assert cuts(f"{BODY}{words}", BODY, whole=True) == [len(BODY)]
    assert cuts(f"{BODY}来源 某某日报客户端") == []


def test_a_question_in_half_width_marks_is_no_title() -> None:
    line = "大事小事都有人热心来管。楼里人手不够怎么办"
    following = (
        "以石桥坪为例，这里住着两千多户人家，夜市上每天还有上万人来来往往，靠几个人忙不过来。" * 3
    )
    assert cuts(line, following, whole=True)
    assert not cuts(f"{line}?", following, whole=True)
