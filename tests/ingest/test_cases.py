"""Cutting a source into cases."""

from itertools import pairwise

import pytest
from cutting_up import BODY, REGIONS, cases, first_lines

from ingest.cutting.cases import find_cases
from ingest.readers import Document, Heading


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


def test_titles_of_three_clauses_part_papers_that_run_together() -> None:
    titles = (
        "以小见大 以心换心 把服务送到居民家门口",
        "三级联动 群众参与 让老街旧院换上新貌",
        "抓好头雁 带动群雁 领着乡亲奔上好日子",
    )
    assert first_lines("".join(f"{title}\n{BODY[: 8 * 37]}\n" for title in titles)) == list(titles)


def test_who_says_something_is_no_column_of_a_page() -> None:
    said = f"余杭区小石桥村党支部书记林小山说：“今后大家一起干。”{BODY}"
    text = f"浙江余杭：小石桥村的议事会\n{BODY}\n{said}\n四川犍为：老井边的议事会\n{BODY}\n"
    assert first_lines(text) == ["浙江余杭：小石桥村的议事会", "四川犍为：老井边的议事会"]


def test_a_plain_title_below_a_line_without_a_stop_opens_a_case() -> None:
    text = f"{REGIONS[0][0]}\n{BODY}来自青柳晚报\n安徽岳西：夜里上门 办事不等天亮\n{BODY}\n"
    assert first_lines(text) == [REGIONS[0][0], "安徽岳西：夜里上门 办事不等天亮"]


def test_find_cases_begins_a_paper_at_a_title_above_a_masked_body() -> None:
    first = (
        f"红管家进了小区 服务到家门口\n*区委组织部\n\n一、抓组建\n{BODY}\n二、抓联动\n{BODY}\n\n"
    )
    second = f"“三联”聚力 山村变样\n*镇党委\n\n（一）强引擎\n{BODY}\n（二）活资源\n{BODY}\n"
    text = f"座谈会材料之二\n\n{first}{second}"
    assert first_lines(text) == ["红管家进了小区 服务到家门口", "“三联”聚力 山村变样"]


def test_find_cases_leaves_out_a_cover_of_two_lines() -> None:
    paper = f"在推进会上的讲话\n*县委书记 周**\n（2024年7月12日）\n同志们：\n{BODY}\n"
    other = f"让流动的力量聚起来\n——*区委社会工作部交流材料\n{BODY}\n"
    text = f"全县组织工作推进会\n会议材料汇编\n\n{paper}\n{other}"
    assert first_lines(text) == ["在推进会上的讲话", "让流动的力量聚起来"]
