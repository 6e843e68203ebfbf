"""Cleaning: what belongs to no case is found with its reason, and offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import cleaning
from ingest.cleaning.contents import contents_titles
from ingest.cleaning.furniture import reason_of
from ingest.readers import Document
from kg.model import Removed

BODY = "院子里的灯亮了，老人们出来走走，说说家里的事，听听村里的事。"


def reasons(text: str) -> list[tuple[str, str]]:
    removed, _ = cleaning.find_removed(Document(text, "txt"))
    return [(text[span.start : span.end], span.reason) for span in removed]


def test_find_removed_takes_watermarks_and_the_sellers_name() -> None:
    text = "小林文库\n在推进会上的发言\n小林文库整理，咨询QQ12345678\n正文第一段说明情况。\n"
    assert reasons(text) == [
        ("小林文库", "watermark"),
        ("小林文库整理，咨询QQ12345678", "watermark"),
    ]


def test_find_removed_takes_the_block_above_an_offer_but_not_the_title() -> None:
    text = "好材料\n天天更新\n现在订阅立享三年权益\n\n在推进会上的发言\n正文。\n"
    assert reasons(text) == [("好材料\n天天更新\n现在订阅立享三年权益", "offer")]


def test_find_removed_tells_the_marks_of_handling() -> None:
    removed, marks = cleaning.find_removed(
        Document("仅供学习 禁止外传\n内部资料★\n正文。\n", "txt")
    )
    assert marks == ("仅供学习", "禁止外传", "内部资料")
    assert removed[0].reason == "mark"


def test_find_removed_leaves_a_mark_inside_a_sentence() -> None:
    assert reasons("有的同志把内部资料随手放在桌上，这样不行。\n") == []


def test_find_removed_takes_a_notice_at_the_end_of_a_line() -> None:
    text = "大家一起把工作做好。转载声明：本文转载自「某某」，欢迎关注。\n"
    assert reasons(text) == [("转载声明：本文转载自「某某」，欢迎关注。", "reprint notice")]


def test_find_removed_takes_credits_and_keeps_captions() -> None:
    text = "居民在议事厅商量。本报记者 张三 摄\n社区供图\n"
    assert reasons(text) == [("本报记者 张三 摄", "photo credit"), ("社区供图", "photo credit")]
    assert reasons("代表们走进会场。某某日报记者 张三\n") == [("某某日报记者 张三", "photo credit")]
    assert reasons(f"{'大家把路修好了。' * 9}本报记者 张三\n") == []


def test_find_removed_takes_a_table_of_contents_of_one_line() -> None:
    text = "目录 把小区管起来 1 把老人照顾好 3 把产业做大 5\n把小区管起来\n正文。\n"
    removed, _ = cleaning.find_removed(Document(text, "txt"))
    assert removed[0].reason == "contents"
    assert contents_titles(text) == ("把小区管起来", "把老人照顾好", "把产业做大")


def test_find_removed_takes_a_table_of_contents_of_many_lines() -> None:
    text = "目  录\n把小区管起来……1\n把老人照顾好\n\n把小区管起来\n正文。\n把老人照顾好\n正文。\n"
    removed, _ = cleaning.find_removed(Document(text, "txt"))
    assert text[removed[0].start : removed[0].end].endswith("……1\n把老人照顾好")


def test_find_removed_takes_dates_below_the_entries_of_a_table_of_contents() -> None:
    text = (
        "目 录\n把小区管起来……１\n（一九八七年八月一日）\n把老人照顾好……３\n（一九八七年八月四日）"
    )
    assert reasons(text) == [(text, "contents")]


def test_find_removed_takes_the_furniture_of_a_saved_page() -> None:
    head = "首页\n>\n政务公开\n\n小区有了管家\n来源：某某日报\n【字号：\n大\n】\n"
    text = f"{head}正文。\n打印本页\n相关文章一\n"
    kept = cleaning.blank(text, cleaning.find_removed(Document(text, "txt"))[0]).split()
    assert kept == ["小区有了管家", "正文。"]


def test_find_removed_keeps_a_mask_that_stands_alone_in_a_table() -> None:
    assert reasons("社区数\n×\n党员数\n×\n") == []


def test_find_removed_takes_a_separator_and_the_title_it_repeats() -> None:
    text = "第二篇：在会上的讲话\n在会上的讲话\n同志们：\n第三篇：别的讲话\n同志们：\n"
    assert reasons(text) == [("第二篇：在会上的讲话", "separator"), ("第三篇：", "separator")]
    nearly = text.replace("：在会上的讲话", "：推进会上讲话").replace(
        "\n在会上", "\n在全县推进会上"
    )
    assert reasons(nearly)[0] == ("第二篇：推进会上讲话", "separator")


@given(st.text(alphabet="一二，。\n ×", max_size=80), st.data())
def test_blank_keeps_length_and_line_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    blanked = cleaning.blank(text, (Removed(start, end, "test"),))
    assert len(blanked) == len(text)
    assert [i for i, c in enumerate(blanked) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    assert blanked[:start] == text[:start]
    assert blanked[end:] == text[end:]
    assert not blanked[start:end].strip()


@given(st.text(alphabet="目录第一篇：下载打印首页>本报记者摄整理QQ12345\n。", max_size=120))
def test_find_removed_gives_sorted_spans_apart(text: str) -> None:
    removed, _ = cleaning.find_removed(Document(text, "txt"))
    at = 0
    for span in removed:
        assert at <= span.start < span.end <= len(text)
        at = span.end


@pytest.mark.parametrize(
    ("line", "mark", "kept_out"),
    [
        ("机密★1年", "机密", True),
        ("密级：绝密", "绝密", True),
        ("秘密★一年  特急", "秘密", False),
        ("内部资料 注意保存", "内部资料", False),
        ("仅供学习 禁止外传", "禁止外传", False),
    ],
)
def test_find_removed_reads_marks_of_handling(line: str, mark: str, *, kept_out: bool) -> None:
    text = f"{line}\n在推进会上的发言\n正文第一段说明情况。\n"
    removed, marks = cleaning.find_removed(Document(text, "txt"))
    assert mark in marks
    assert (removed[0].start, removed[0].end) == (0, len(line))
    assert cleaning.classified(marks) == (mark if kept_out else None)


def test_find_removed_takes_contents_with_numbers_but_not_the_first_title() -> None:
    text = "目录\n1.院子里议事\n2.夜里上门\n院子里议事\n正文。\n夜里上门\n正文。\n"
    assert reasons(text) == [("目录\n1.院子里议事\n2.夜里上门", "contents")]
    assert contents_titles(text) == ("院子里议事", "夜里上门")


def test_find_removed_takes_the_names_of_a_page_s_makers() -> None:
    text = "院子里议事\n正文说明情况。\n责任编辑 张三  版式 李四\n"
    assert reasons(text) == [("责任编辑 张三  版式 李四", "masthead")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("打印 字号 收藏", "navigation"),
        ("【打印】【字号 大 中 小】【收藏】", "navigation"),
        ("首页 > 党建 > 正文", "navigation"),
        ("本文来源网络，转载请注明出处，版权归原作者所有", "reprint notice"),
        ("（未经授权，不得转载）", "reprint notice"),
        ("* * *", "rule"),
        ("——————", "rule"),
        ("06 社区周刊 2023年8月17日 星期四", "masthead"),
        ("3 要闻", "masthead"),
        ("（下转第四版）", "navigation"),
        ("更多材料请加微信领取", "watermark"),
        ("文海行整理，咨询QQ123456789", "watermark"),
    ],
)
def test_find_removed_takes_what_a_page_puts_around_texts(line: str, reason: str) -> None:
    assert reasons(f"{BODY}\n{line}\n{BODY}\n") == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "建立联系卡，写明姓名、电话和承诺事项。",
        "村里建起微信群，提供代办服务，居民添加微信就能报修。",
        "***",
    ],
)
def test_find_removed_leaves_what_a_text_says_of_telephones_and_groups(line: str) -> None:
    assert reasons(f"{BODY}\n{line}\n{BODY}\n") == []


def test_find_removed_takes_the_head_of_a_newspaper_page() -> None:
    head = "云河早报 2023年8月2日 星期三\n第A06版 市州"
    text = f"{head}\n小区有了管家\n正文说明，办事近了。\n"
    removed, _ = cleaning.find_removed(Document(text, "txt"))
    assert {span.reason for span in removed} == {"masthead"}
    assert cleaning.blank(text, removed).split()[0] == "小区有了管家"


def test_separators_keep_a_title_that_the_text_below_quotes() -> None:
    text = "".join(
        f"案例{n}：柳林社区{deed}\n八月三日，柳林社区{deed}，大家都来了。\n"
        for n, deed in enumerate(("举行楼道大扫除", "开办老年食堂", "组织反诈讲座"), 1)
    )
    kept = cleaning.blank(text, cleaning.find_removed(Document(text, "txt"))[0]).split()
    assert kept[0] == "柳林社区举行楼道大扫除"


@pytest.mark.parametrize("run", [".", "…", " ", "A.", "引言.", "字字字字1", "长" * 100 + "." * 200])
def test_contents_titles_end_on_lines_that_never_lead_to_a_page(run: str) -> None:
    """Were the work to grow with the square of a line's length, this would not end."""
    assert contents_titles(f"目录{run * (100_000 // len(run))}页") == ()


def test_contents_titles_may_be_as_short_as_two_characters() -> None:
    text = "目录 引言......1 第一站的做法......2 结语 3\n"
    assert contents_titles(text) == ("引言", "第一站的做法", "结语")


@pytest.mark.parametrize("head", ["第", "1", "第1", "A1版", "第1版", " 要闻"])
def test_reason_of_ends_on_long_blanks(head: str) -> None:
    assert not reason_of(f"{head}{' ' * 20_000}，", frozenset())


def test_reason_of_knows_the_sheets_of_a_paper() -> None:
    for line in ("第 03 版：要闻", "A05版 本地新闻", "要闻 02", "第2版 县域", "04 综合新闻"):
        assert reason_of(line, frozenset()) == "masthead"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("08-18 06:18，正文：{}", ["08-18 06:18，正文："]),
        ("原标题：{}返回搜狐，查看更多责任编辑：", ["原标题：", "返回搜狐，查看更多责任编辑："]),
        ("{}（来源：青柳晚报）校对 林小山", ["（来源：青柳晚报）校对 林小山"]),
        ("{}来源：青柳发布", ["来源：青柳发布"]),
        ("{} 【编辑:林小山】", ["【编辑:林小山】"]),
        ("{}未经许可，请勿转载。编辑：", ["未经许可，请勿转载。编辑："]),
        ("{}报料热线：0571-000000", ["报料热线：0571-000000"]),
        ("{}声明：本网站所提供的信息仅供参考。", ["声明：本网站所提供的信息仅供参考。"]),
        (
            "{}本文属于原创文章，如若转载，请注明来源。",
            ["本文属于原创文章，如若转载，请注明来源。"],
        ),
    ],
)
def test_find_removed_takes_what_a_page_puts_into_the_line_of_a_text(
    text: str, taken: list[str]
) -> None:
    assert [words.strip() for words, _ in reasons(text.format(BODY * 2))] == taken


@pytest.mark.parametrize(
    "end",
    [
        "他做了三年编辑。",
        "居民说：来源很清楚。",
        "（记者 林小山）",
        "资金来源：村里自筹",
        "年底有了30万元。来源：土地流转收入、光伏分红",
        "办结了九成。信息来源：网格员走访、热线",
        "文件由社区审核",
        "由镇党委逐项进行审核：",
        "由退休教师担任主编 林小山",
        "要过三道关口 初审 复审 终审",
        "都在账上。未经支部书记许可，谁也不得动用公章。",
        "很快办好。爆料热线全天开通，两小时内回应。",
        "办得热闹。投稿、评选、展播三个环节环环相扣。",
        "说给大家听。声明：村里不收任何费用。",
    ],
)
def test_find_removed_leaves_true_words_at_the_end_of_a_text(end: str) -> None:
    assert not reasons(f"{BODY * 2}这件事{end}")
