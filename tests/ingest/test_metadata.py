"""Title, issuer, genre, date, level and region as the text tells them."""

import pytest
from describing import BODY, OWN, describe

from ingest import metadata
from ingest.cutting.cases import find_cases
from ingest.readers import Document
from kg.model import Source
from kg.ontology import Genre, Level


def test_case_id_is_stable() -> None:
    assert metadata.case_id("ab", 1) == metadata.case_id("ab", 1) != metadata.case_id("ab", 2)
    assert len(metadata.case_id("ab", 1)) == 16


def test_describe_joins_title_lines_and_reads_the_issuer_of_a_paper() -> None:
    case = describe(f"把服务做到家门口\n让居民更安心\n——社区党委交流发言材料\n{OWN}\n")
    assert case.title == "把服务做到家门口 让居民更安心"
    assert (case.issuer, case.genre, case.level) == ("社区党委", Genre.EXCHANGE, Level.VILLAGE)


def test_describe_reads_the_speaker_and_the_bracketed_date() -> None:
    case = describe(
        f"在推进会上的讲话\n湖北省宜都市委书记\n王一二（2020年3月4日）\n同志们：\n{BODY}\n"
    )
    assert case.title == "在推进会上的讲话"
    assert case.issuer == "湖北省宜都市委书记 王一二"
    assert (case.genre, case.date, case.level) == (Genre.SPEECH, "2020-03-04", Level.COUNTY)
    assert case.region == ("湖北省", "宜昌市", "宜都市")
    assert not case.region_inferred


def test_describe_reads_a_work_report() -> None:
    case = describe(
        "2021年四川省政府工作报告\n——二〇二一年一月三十日在四川省人民代表大会会议上\n省长 王一二\n"
        f"各位代表：\n{BODY}\n"
    )
    assert (case.title, case.issuer) == ("2021年四川省政府工作报告", "省长 王一二")
    assert (case.genre, case.date, case.level) == (Genre.REPORT, "2021-01-30", Level.PROVINCE)


def test_describe_takes_the_headline_of_a_column() -> None:
    case = describe(f"余杭区径山镇党委书记李三四: 抱团发展,村村都富\n{OWN}\n")
    assert case.title == "抱团发展,村村都富"
    assert case.issuer == "余杭区径山镇党委书记李三四"
    assert case.level is Level.TOWN
    assert case.region[:3] == ("浙江省", "杭州市", "余杭区")


def test_describe_keeps_a_masked_issuer_masked_and_says_what_is_inferred() -> None:
    text = f"一呼就应 办好小事\n——区委交流发言材料\n*区靠近浙江省会，党员常到翠苑一区走访。{OWN}\n"
    case = describe(text)
    assert case.issuer == "区委"
    assert case.region == ("浙江省", "杭州市", "西湖区")
    assert case.region_inferred
    assert "翠苑一区" in case.region_evidence


def test_describe_names_a_note_without_title_by_its_file() -> None:
    case = describe(f"{BODY}\n", "夹/一则笔记.txt")
    assert (case.title, case.genre) == ("一则笔记", Genre.OTHER)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"2019年推进会上的讲话\n同志们：{BODY}\n", "2019"),
        (f"在会上的讲话\n（2018年5月）\n同志们：{BODY}\n", "2018-05"),
        (f"一则通知\n{BODY}\n某某街道\n2017年6月7日\n", "2017-06-07"),
        (f"在会上的讲话\n同志们：{BODY}2016年是规范年，今年要办几件事。\n", "2016"),
        (f"小区故事\n2015年办起食堂。{BODY}\n", None),
        (f"在会上的讲话\n（2018年13月40日）\n同志们：{BODY}\n", None),
        (
            "楼栋口的议事点\n\n某新闻网2023年8月4日讯（记者 何青）街道把议事点设到楼栋口。\n",
            "2023-08-04",
        ),
        (
            "楼栋口的议事点\n\n街道把议事点设到楼栋口。\n《某某日报》（2023年07月28日 第18版）\n",
            "2023-07-28",
        ),
    ],
)
def test_describe_reads_the_date_only_as_stated(text: str, date: str | None) -> None:
    assert describe(text).date == date


def test_describe_takes_the_headline_behind_the_colon_and_the_speaker_before_it() -> None:
    case = describe(f"余杭区小古城村党委书记王一二: 院子议事,办事不难\n{OWN}\n")
    assert case.title == "院子议事,办事不难"
    assert (case.issuer, case.level) == ("余杭区小古城村党委书记王一二", Level.VILLAGE)


def test_describe_reads_the_body_of_a_paper_line_with_a_note() -> None:
    case = describe(f"围墙变矮了\n——余杭区小古城村交流材料（据报道改写）\n{OWN}\n")
    assert (case.title, case.issuer) == ("围墙变矮了", "余杭区小古城村")
    assert case.level is Level.VILLAGE


def test_describe_leaves_the_name_of_a_column_out_of_the_title() -> None:
    case = describe(f"基层新事\n山货上网 农户增收\n本报记者 王一二\n{BODY}\n")
    assert case.title == "山货上网 农户增收"


def test_describe_reads_the_signature_at_the_end() -> None:
    assert (
        describe(f"一年大事\n{BODY}\n（本报记者 王一二 整理）\n").issuer == "本报记者 王一二 整理"
    )


@pytest.mark.parametrize(
    ("below", "issuer", "date"),
    [
        ("王 一 二\n（2020年3月4日）\n同志们：", "王 一 二", "2020-03-04"),
        ("王建国\n2020年3月\n同志们：", "王建国", "2020-03"),
        ("李 某\n同志们：", "李 某", None),
        ("□ 王建国 李小红", "□ 王建国 李小红", None),
        ("工作方案", None, None),
    ],
)
def test_describe_takes_names_below_a_title_for_who_speaks(
    below: str, issuer: str | None, date: str | None
) -> None:
    case = describe(f"把路修到家门口去\n{below}\n{BODY}\n")
    assert case.title == ("把路修到家门口去" if issuer else "把路修到家门口去 工作方案")
    assert (case.issuer, case.date) == (issuer, date)


def test_describe_leaves_the_dates_of_a_chronology_in_its_text() -> None:
    assert describe(f"青石镇修路大事记\n2020年3月4日\n{BODY}\n").date is None


def test_describe_takes_the_speaker_that_stands_above_each_title() -> None:
    speech = f"在全市修路现场会上的讲话\n（2020年3月4日）\n同志们：\n{BODY}\n"
    text = f"市委书记 王某某\n{speech}\n市长 李某\n{speech}"
    document = Document(text, "txt")
    source = Source("0" * 64, "文件.txt", "txt", None, text)
    blocks = find_cases(text, document)
    found = [metadata.describe(block, text, source, 1) for block in blocks]
    assert [case.issuer for case in found] == ["市委书记 王某某", "市长 李某"]
    assert {case.level for case in found} == {Level.CITY}


@pytest.mark.parametrize("gap", ["\n——", "\n", " ——"])
def test_describe_reads_whose_paper_it_is_with_and_without_a_dash(gap: str) -> None:
    case = describe(f"小院落里的“大管家”{gap}××街道党工委交流发言材料\n{OWN}\n")
    assert case.title == "小院落里的“大管家”"
    assert (case.issuer, case.level) == ("××街道党工委", Level.TOWN)


@pytest.mark.parametrize(
    ("text", "path", "title", "date"),
    [
        ("2023-07-25\n{}\n", "稿件一.txt", "稿件一", "2023-07-25"),
        ("2023.7.5\n{}\n", "n1.txt", "党员到小区报到", "2023-07-05"),
        ("2023/08/19 党建引领物业服务\n{}\n", "n1.txt", "党建引领物业服务", "2023-08-19"),
        (
            "青山街道党建引领物业服务\n{}\n2023-09-01\n",
            "n1.txt",
            "青山街道党建引领物业服务",
            "2023-09-01",
        ),
        (
            "青山街道党建引领物业服务\n发布时间：2023-08-02 10:30\n{}\n",
            "n1.txt",
            "青山街道党建引领物业服务",
            "2023-08-02",
        ),
        (
            "青山街道党建引领物业服务\n{}\n",
            "2024年5月稿.txt",
            "青山街道党建引领物业服务",
            "2024-05",
        ),
        (
            "青山街道党建引领物业服务\n{}\n",
            "稿20230405.txt",
            "青山街道党建引领物业服务",
            "2023-04-05",
        ),
        ("青山街道党建引领物业服务\n{}\n", "a2023040512.txt", "青山街道党建引领物业服务", None),
        # Lengths, counts, versions and spans of years are no date.
        ("青山街道党建引领物业服务\n{}\n", "汇报2000字.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "2000-3000字.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "2023余名党员.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "稿v2020.1.1.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "稿2020.1.1.3.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "2021-2023.txt", "青山街道党建引领物业服务", None),
        ("青山街道党建引领物业服务\n{}\n", "2023-07稿.txt", "青山街道党建引领物业服务", "2023"),
    ],
)
def test_a_date_in_figures_is_a_date_and_no_title(
    text: str, path: str, title: str, date: str | None
) -> None:
    case = describe(text.format(BODY), path)
    assert (case.title, case.date) == (title, date)


def test_the_date_of_a_file_is_not_that_of_the_cases_in_it() -> None:
    piece = f"党员进小区，服务到家门\n{OWN}\n"
    assert describe(piece, "2024年汇编.txt").date == "2024"
    assert (
        describe(f"第一篇 {piece}第二篇 书记来敲门，难题有人管\n{BODY}\n", "2024年汇编.txt").date
        is None
    )


def test_describe_reads_a_speaker_whose_name_is_masked() -> None:
    case = describe(f"把服务做到家门口\n*镇党委书记 ×××\n{OWN}\n")
    assert (case.title, case.issuer) == ("把服务做到家门口", "*镇党委书记 ×××")


def test_describe_reads_headlines_behind_the_name_of_a_column() -> None:
    case = describe(f"【邻里故事】滕州市柳林社区开展议事会\n本报记者 王一二\n{BODY}\n")
    assert (case.level, case.region[-1:]) == (Level.VILLAGE, ("滕州市",))
    news = describe(f"滕州市通报一起问题：对责任人调查处理\n本报记者 王一二\n{BODY}\n")
    assert news.genre is Genre.ARTICLE


def test_find_date_takes_no_year_that_is_aimed_at() -> None:
    plain = f"青柳村的小院\n{BODY}\n"
    assert describe(plain, "2035年远景目标.txt").date is None
    assert describe(plain, "2021-2025年规划.txt").date is None
    assert describe(f"青柳村迈向2035年的小院\n{BODY}\n").date is None


def test_describe_knows_counties_of_two_characters_where_they_open_a_clause() -> None:
    assert describe(f"滑县夜里上门送药\n{BODY}\n").region == ("河南省", "安阳市", "滑县")
    assert describe(f"院里议事有回音\n镇和县里一起办，光滑县道也修好了。{BODY}\n").region == ()


def test_a_title_stands_once_and_without_the_word_of_a_reprint() -> None:
    title = "邻里议事亭建到楼下大家商量"
    assert describe(f"{title}{title}\n{BODY}\n").title == title
    assert describe(f"原标题：{title} {title}\n{BODY}\n").title == title
    assert describe(BODY, f"原标题：{title}.txt").title == title
    assert describe(f"议事议事就好办\n{BODY}\n").title == "议事议事就好办"


def test_genre_of_a_commentator_and_of_a_text_that_hides_its_figures() -> None:
    comment = describe(f"把小事当大事\n本报评论员 林小山\n{BODY}")
    assert comment.genre is Genre.COMMENTARY
    masked = "全县建起服务站**个，办成实事***件，*镇群众都说好。" * 30
    assert describe(f"把服务送到家门口\n{masked}").genre is Genre.EXCHANGE
    assert describe(f"把服务送到家门口\n{masked.replace('*', '')}").genre is Genre.ARTICLE


def test_a_district_called_like_a_part_of_any_town_counts_behind_its_city() -> None:
    case = describe(f"陕西西安新城区：小桌会解开心结\n西安市新城区的干部走进院子。{BODY}")
    assert case.region == ("陕西省", "西安市", "新城区")
