"""Cutting a source into cases."""

from itertools import pairwise

import pytest

from ingest import cleaning
from ingest.cutting.cases import find_cases
from ingest.readers import Document, Heading

BODY = "这里的党员到小区报到，群众的事情有人管，居民说服务很方便，大家的心更齐了。" * 12


def cases(text: str, *headings: Heading) -> list[str]:
    """Texts of the cases of a plain source."""
    document = Document(text, "txt", None, headings)
    removed, _ = cleaning.find_removed(document)
    blocks = find_cases(cleaning.blank(text, removed), document)
    return [text[block.start : block.end] for block in blocks]


def first_lines(text: str, *headings: Heading) -> list[str]:
    return [case.split("\n")[0] for case in cases(text, *headings)]


def test_find_cases_finds_none_in_blank_text() -> None:
    assert cases(" \n\n") == []


def test_find_cases_keeps_a_note_without_title_whole() -> None:
    assert cases(f"{BODY}\n{BODY}\n") == [f"{BODY}\n{BODY}"]


def test_find_cases_cuts_at_the_names_of_papers() -> None:
    text = (
        f"把服务做到家门口\n让居民更安心\n——社区党委交流发言材料\n{BODY}\n一、做法\n{BODY}\n"
        f"小网格里办大事\n——村党委交流发言材料\n{BODY}\n"
    )
    assert first_lines(text) == ["把服务做到家门口", "小网格里办大事"]


def test_find_cases_cuts_at_titles_that_the_contents_name() -> None:
    text = "目录 小区管家 1 邻里食堂 3 共富工坊 5\n"
    text += f"小区管家\n{BODY}\n邻里食堂\n{BODY}\n共富工坊\n{BODY}\n"
    assert first_lines(text) == ["小区管家", "邻里食堂", "共富工坊"]


def test_find_cases_cuts_at_bare_titles_of_two_clauses() -> None:
    text = "".join(
        f"{title}\n{BODY * 2}\n"
        for title in (
            "网格连民心 服务暖人心 打造有温度的社区",
            "支部进小区 党员进楼道 织密组织的一张网",
        )
    )
    assert len(cases(text)) == 2


def test_find_cases_keeps_short_headings_inside() -> None:
    text = f"某县小区有了新管家 居民生活更舒心\n{BODY}\n"
    text += f"服务在前\n“小凳子”进院子\n{BODY}\n调解在前\n{BODY}\n"
    assert len(cases(text)) == 1


def test_find_cases_goes_by_the_numbering() -> None:
    """二、 after an unnumbered line goes on; 一、 after 三、 begins anew."""
    on = f"小区办事有门道\n{BODY}\n一、建好阵地\n{BODY}\n"
    on += f"再说几句心里话给大家听\n{BODY}\n二、用好队伍\n{BODY}\n"
    anew = (
        f"小区办事有门道\n一、建阵地\n{BODY}\n二、强队伍\n{BODY}\n"
        f"老旧院落换新颜的几点体会\n一、议起来\n{BODY}\n二、干起来\n{BODY}\n"
    )
    assert len(cases(on)) == 1
    assert len(cases(anew)) == 2


def test_find_cases_leaves_separators_out() -> None:
    text = (
        f"第一篇：在动员会上的讲话\n同志们：\n{BODY}\n第二篇：在总结会上的讲话\n同志们：\n{BODY}\n"
    )
    assert first_lines(text) == ["在动员会上的讲话", "在总结会上的讲话"]


def test_find_cases_cuts_at_a_title_in_the_middle_of_a_line() -> None:
    text = (
        f"在动员会上的讲话\n县委书记\n王一二（2020年3月4日）\n同志们：{BODY}全面夺取胜利！在推进会上的讲话\n"
        f"县委常委、组织部长\n李三四（2020年5月6日）同志们：{BODY}\n"
    )
    found = cases(text)
    assert [case.split("\n")[0] for case in found] == ["在动员会上的讲话", "在推进会上的讲话"]
    assert found[0].endswith("全面夺取胜利！")


def test_find_cases_keeps_a_report_with_unnumbered_chapters_whole() -> None:
    text = (
        "某某县政府工作报告\n——2021年1月5日在某某县人民代表大会上\n县长 王一二\n各位代表：\n"
        f"{BODY}\n“十三五”时期主要成绩和去年工作回顾\n{BODY}\n今后五年的主要目标和重点任务安排\n{BODY}\n"
    )
    assert len(cases(text)) == 1


def test_find_cases_takes_every_article_of_a_newspaper_page() -> None:
    text = (
        f"守好红色家园\n\n本报记者 王一二\n\n{BODY}\n\n"
        f"河口镇党委书记李三四: 党建联建,两岸一家\n\n{BODY}\n\n"
        f"山货上网 农户乐了\n\n本报记者 张五六\n\n{BODY}\n\n"
        f"党建工作大事记\n\n2019年\n\n{BODY}\n\n2020年\n\n{BODY}\n\n一线报告\n"
    )
    assert first_lines(text) == [
        "守好红色家园",
        "河口镇党委书记李三四: 党建联建,两岸一家",
        "山货上网 农户乐了",
        "党建工作大事记",
    ]
    assert cases(text)[-1].endswith("。")


def test_find_cases_keeps_an_annex_with_its_notice() -> None:
    text = (
        f"关于印发办法的通知\n各社区：\n{BODY}现印发给你们，请遵照执行。\n某某街道办事处\n2022年3月4日\n"
        f"某某街道邻里食堂管理办法\n第一条 {BODY}\n"
    )
    assert len(cases(text)) == 1


def test_find_cases_drops_a_title_page() -> None:
    text = (
        f"四地做法汇编\n目录\n把服务做到家门口的办法……1\n案例一：把服务做到家门口的办法\n{BODY}\n"
    )
    assert first_lines(text)[-1] == "把服务做到家门口的办法"
    assert len(cases(text)) == 1


def test_find_cases_cuts_at_the_highest_headings_of_the_format() -> None:
    one, two = "小区里的议事亭子", "河边上的共富工坊"
    text = f"{one}\n{BODY * 2}\n{two}\n{BODY * 2}\n"
    at = text.index(two)
    headings = (Heading(0, len(one), 1), Heading(at, at + len(two), 1))
    assert first_lines(text, *headings) == [one, two]


@pytest.mark.parametrize("gap", ["\n", "\n\n\n"])
def test_find_cases_are_in_order_and_apart(gap: str) -> None:
    titles = (
        "湖北：把支部建在小区里的做法",
        "山东：红色物业服务到家门口",
        "浙江：众人的事众人商量着办",
    )
    text = "".join(f"{title}{gap}{BODY}{gap}" for title in titles)
    document = Document(text, "txt")
    blocks = find_cases(text, document)
    assert len(blocks) == 3
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in blocks)
    assert all(b.start <= b.body <= b.end for b in blocks)


REGIONS = (
    ("浙江余杭：院子里的议事会", "余杭区径山镇"),
    ("安徽岳西夜里上门 办事不等天亮", "岳西县天堂镇"),
    ("湖北宜都修好最后一公里", "宜都市聂家河镇"),
)


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


def test_find_cases_keeps_headings_in_a_line_with_the_place_that_the_title_leads_with() -> None:
    title, _ = REGIONS[0]
    headings = ("健全议事机制 筑牢连心“桥头堡”", "凝聚多方力量 绘就邻里“同心圆”")
    section = f"余杭区把这件事做在前面。{BODY}"
    one = f"{title} {section}" + "".join(f"{heading} {section}" for heading in headings)
    other = f"{REGIONS[1][0]} 岳西县天堂镇这样做。{BODY}"
    assert cases(f"{one}{other}") == [one, other]


def test_find_cases_keeps_a_heading_of_the_build_of_its_sibling() -> None:
    title, _ = REGIONS[0]
    headings = ("服务在前解民忧 “小板凳”搬进院落", "教育在前树新风 “小喇叭”响在村口")
    texts = (f"余杭区先做一步。{BODY}", BODY)
    one = f"{title} {BODY}" + "".join(map("{} {}".format, headings, texts))
    other = f"{REGIONS[1][0]} 岳西县天堂镇这样做。{BODY}"
    assert cases(f"{one}{other}") == [one, other]


def test_find_cases_keeps_sections_that_are_marked_like_titles() -> None:
    parts = ("小区里的议事亭子", "主要做法", "取得成效")
    text = "".join(f"{part}\n{BODY if n else ''}\n" for n, part in enumerate(parts))
    headings = [Heading(text.index(part), text.index(part) + len(part), 1) for part in parts]
    assert len(cases(text, *headings)) == 1


def test_find_cases_takes_a_short_title_that_is_set_like_the_others() -> None:
    sure = [
        f"{place}：众人的事情众人商量"
        for place in ("浙江余杭", "安徽岳西", "湖北宜都", "江西崇仁", "山东滕州")
    ]
    texts = [
        f"{title}\n{BODY}\n做法在前\n{BODY}\n\n\n" for title in (*sure[:2], "院里的灯", *sure[2:])
    ]
    assert len(cases("".join(texts))) == 6


def test_find_cases_leaves_a_signature_with_the_piece_above() -> None:
    text = (
        f"院子里的议事会开起来了\n{BODY}\n（某县委组织部供稿）\n"
        f"夜里上门办事的干部们\n{BODY}\n（某镇党委供稿）\n"
    )
    assert [case.split("\n")[-1] for case in cases(text)] == [
        "（某县委组织部供稿）",
        "（某镇党委供稿）",
    ]


def test_find_cases_leaves_the_last_words_with_the_speech() -> None:
    text = (
        f"在动员会上的讲话\n同志们：\n{BODY}\n同志们，让我们一起把事情办好！\n"
        f"在培训班上的讲话\n同志们：\n{BODY}\n谢谢大家！\n"
    )
    assert [case.split("\n")[-1] for case in cases(text)] == [
        "同志们，让我们一起把事情办好！",
        "谢谢大家！",
    ]


def test_find_cases_takes_what_a_label_heads_on_a_newspaper_page() -> None:
    text = f"老屋里的议事堂\n\n本报记者 王一二\n\n{BODY}\n\n短评\n\n小事也是大事\n\n{BODY}\n"
    assert first_lines(text) == ["老屋里的议事堂", "短评"]


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
