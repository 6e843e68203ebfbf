"""Cutting sources whose pieces run on in a line, with few marks or none."""

import pytest
from cutting_up import BODY, REGIONS, cases, first_lines

from ingest.cutting.cases import find_cases
from ingest.readers import Document


def test_find_cases_cuts_at_a_title_in_the_middle_of_a_line() -> None:
    text = (
        f"在动员会上的讲话\n县委书记\n王一二（2020年3月4日）\n同志们：{BODY}全面夺取胜利！在推进会上的讲话\n"
        f"县委常委、组织部长\n李三四（2020年5月6日）同志们：{BODY}\n"
    )
    found = cases(text)
    assert [case.split("\n")[0] for case in found] == ["在动员会上的讲话", "在推进会上的讲话"]
    assert found[0].endswith("全面夺取胜利！")


@pytest.mark.parametrize(
    "form",
    [
        "{title}\n{body}\n",
        "{title}\n\n{body}\n\n",
        "{title}  {body}\n",
        "{number}.{title}\n{body}\n",
        "{number}.{title} {body}",
        "{title} {body}",
        "院子里的事第{number}回\n——{title}纪实\n{body}\n",
        "【案例{number}】{title}\n{body}\n",
        "第{number}篇\n{title}\n{body}\n",
    ],
)
@pytest.mark.parametrize("contents", [False, True])
def test_find_cases_cuts_cases_of_regions_run_together(form: str, *, contents: bool) -> None:
    pieces = [(title, f"近年来，{place}这样做。{BODY}") for title, place in REGIONS]
    text = "".join(
        form.format(number=n, title=title, body=body) for n, (title, body) in enumerate(pieces, 1)
    )
    if contents:
        entries = "".join(f"{n}.{title}\n" for n, (title, _) in enumerate(pieces, 1))
        text = f"目录\n{entries}{text}"
    found = [case.rpartition("\n——")[2] for case in cases(text)]
    assert [case[: len(title)] for case, (title, _) in zip(found, pieces, strict=True)] == [
        title for title, _ in pieces
    ]
    assert [case.endswith(body) for case, (_, body) in zip(found, pieces, strict=True)] == [
        True
    ] * 3


def test_find_cases_cuts_where_one_piece_ends_and_the_next_title_follows_in_one_line() -> None:
    (one, first), (two, second), _ = REGIONS
    text = f"{one}\n近年来，{first}这样做。{BODY}{two}\n近年来，{second}这样做。{BODY}\n"
    assert first_lines(text) == [one, two]


def test_find_cases_counts_titles_in_the_middle_of_a_line() -> None:
    titles = [
        f"小院里的{what}"
        for what in ("议事会上的人", "万家灯火时节", "读书好时光啊", "邻里百家饭桌")
    ]
    text = "".join(f"{n}.{title} {BODY}" for n, title in enumerate(titles, 1))
    assert [case[:10] for case in cases(text)] == titles


PLACES = ("浙江桐乡", "四川犍为", "湖北宜都", "安徽岳西", "河北正定")
HEADLINES = ("院子里议事", "夜里上门办事", "老街换了新颜", "菜地认领有办法", "路灯亮到家门口")


def _pieces(between: str, behind: str = "") -> list[tuple[str, str]]:
    """Titles with a place in front, and their texts, parted by ``between``."""
    titles = [f"{place}：{words}" for place, words in zip(PLACES, HEADLINES, strict=True)]
    return [
        (title, f"{title}{between}{place}把居民的事放在心上，一件一件去办。{BODY}{behind}")
        for title, place in zip(titles, PLACES, strict=True)
    ]


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    "between", ["", " ", "\u3000\u3000", "（通讯员 王小明 李晓华）", "本报某某讯 "]
)
@pytest.mark.parametrize("behind", ["", "（作者单位：某县委组织部）"])
def test_find_cases_cuts_pieces_that_run_on_in_a_line(between: str, end: str, behind: str) -> None:
    pieces = [text for _, text in _pieces(between, behind)]
    assert cases(end.join(pieces)) == pieces


@pytest.mark.parametrize("name", ["第{}篇 ", "第{}篇：", "案例{}：", "【案例{}】"])
@pytest.mark.parametrize("between", ["", " "])
def test_find_cases_cuts_at_separators_that_count_on_in_a_line(name: str, between: str) -> None:
    pieces = [f"{words}{between}村里开会商量，定下办法。{BODY}" for words in HEADLINES]
    text = "".join(name.format(n) + piece for n, piece in zip("一二三四五", pieces, strict=True))
    assert cases(text) == pieces


def test_find_cases_leaves_a_piece_that_mentions_others_whole() -> None:
    text = f"把经验写成书\n{BODY}第一篇 写议事，第二篇 写路灯，都在书里。{BODY}"
    assert cases(text) == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "浙江省桐乡市公安局通报：近年来，当地的案件一年比一年少，居民说夜里也敢出门。",
        "比如：安徽岳西的老人白天有人送饭，安徽岳西的孩子放学有人看护，家里人都放心。",
        "浙江省桐乡市荆河街道党工委近年来，把支部建在小区里，党员天天到小区报到。",
        "图为浙江桐乡的居民在院子里商量路灯的事（通讯员 王小明 摄）大家都说好。",
    ],
)
def test_find_cases_takes_no_sentence_for_a_title(sentence: str) -> None:
    text = f"把路灯修亮\n{BODY}{sentence}{BODY}"
    assert cases(text) == [text]


def test_find_cases_keeps_a_book_of_chapters_whole() -> None:
    question = "【例 2】为什么说写公文之前要先弄清写给谁看？（5 分）"
    chapters = (
        f"{chapter}\n{BODY}\n{question}\n{BODY}" for chapter in ("第一章 概述", "第二章 写法")
    )
    text = "\n".join(("公文写作入门", *chapters))
    assert cases(text) == [text]


def test_find_cases_takes_the_fields_of_a_form_for_no_title() -> None:
    fields = "收款人：张某 复核：李某 开票人：王某\n序号 名称 规格 单位 数量 单价"
    text = f"小区停车费收据\n{BODY}\n{fields}\n{BODY}"
    assert cases(text) == [text]


@pytest.mark.parametrize("number", ["{}.", "{}、"])
@pytest.mark.parametrize("joint", ["，", "\n"])
def test_find_cases_cuts_numbered_pieces_of_several_provinces(number: str, joint: str) -> None:
    pieces = [
        f"{words}{joint}{place}的居民一起商量。{BODY}"
        for words, place in zip(HEADLINES, PLACES, strict=True)
    ]
    text = "\n".join(f"{number.format(n)}{piece}" for n, piece in enumerate(pieces, 1))
    assert cases(text) == pieces


def test_find_cases_leaves_numbered_lines_about_one_place_together() -> None:
    said = (f"{words}，村里的居民一起商量。{BODY}" for words in HEADLINES)
    text = "\n".join(f"{number}.{words}" for number, words in enumerate(said, 1))
    assert cases(text) == [text]


def test_find_cases_cuts_plain_titles_that_share_a_line_with_their_piece() -> None:
    titles = (
        "支部建到项目上 党旗插到工地边",
        "老屋里办起课堂 孩子有人看有书读",
        "菜地认领有办法 老人吃上新鲜菜",
    )
    pieces = [
        f"{title} {place}的居民一起商量。{BODY * 2}"
        for title, place in zip(titles, PLACES, strict=False)
    ]
    assert cases("\n".join(pieces)) == pieces


def test_find_cases_takes_who_a_headline_is_about_on_a_line_of_its_own_into_the_title() -> None:
    text = f"滕州市：\n小板凳摆进院子 议事会开到楼下\n{BODY}\n"
    assert first_lines(text) == ["滕州市："]
    block = find_cases(text, Document(text, "txt"))[0]
    assert len(block.titles) == 2


def test_find_cases_leaves_the_name_of_a_volume_out_of_its_first_piece() -> None:
    paper = "——村党委交流发言材料"
    text = (
        f"交流发言材料汇编\n\n把服务做到家门口\n{paper}\n{BODY}\n小网格里办大事\n{paper}\n{BODY}\n"
    )
    assert first_lines(text) == ["把服务做到家门口", "小网格里办大事"]


def test_find_cases_ends_no_title_inside_a_quotation() -> None:
    words = "返乡的学生参加活动后感慨道：“参加‘院子里的议事 楼道里的课堂’活动，懂得了怎么办事。”"
    assert cases(f"{BODY}\n{words}{BODY}\n") == [f"{BODY}\n{words}{BODY}"]


def test_find_cases_opens_a_title_of_a_series_that_begins_with_no_known_place() -> None:
    titles = (
        "浙江余杭：院子里议事",
        "四川犍为：夜里上门",
        "小板凳上的大事情",
        "江苏昆山：楼道里听事",
    )
    text = "".join(f"{n}.{title}\n{BODY}\n" for n, title in enumerate(titles, 1))
    assert first_lines(text) == list(titles)


def test_find_cases_takes_no_label_of_a_script_for_a_title() -> None:
    text = f"滕州市：小区里的议事会\n{BODY}\n同期声：滕州市柳林社区党委书记、居委会主任\n{BODY}\n"
    assert len(cases(text)) == 1


def test_find_cases_looks_for_no_title_inside_pieces_that_all_have_one_above() -> None:
    piece = f"{BODY[:300]}多方参与的议事平台 近日，居民在议事平台上议事。{BODY[:300]}"
    titles = [
        f"{name}里的议事亭" for name in ("青石", "白塔", "东湖", "南山", "西河", "北桥", "中街")
    ]
    text = "".join(f"{title}\n{piece}\n" for title in titles)
    assert len(cases(text)) in {1, len(titles)}
    assert all("多方参与的议事平台" not in case.split("\n")[0] for case in cases(text))
