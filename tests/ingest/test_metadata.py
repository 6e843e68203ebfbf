"""Title, issuer, genre, date, level and region as the text tells them."""

import pytest

from ingest import cleaning, metadata
from ingest.cutting.cases import find_cases
from ingest.readers import Document
from kg.model import Case, Source
from kg.ontology import Genre, Level

BODY = "党员到小区报到，群众的事情有人管，居民觉得服务很方便，大家的心更齐了。" * 6
OWN = "我们坚持把服务送到居民身边，我们的做法是一件一件去办。" * 6


def describe(text: str, path: str = "文件.txt") -> Case:
    """The first case of a plain source."""
    document = Document(text, "txt")
    removed, _ = cleaning.find_removed(document)
    blanked = cleaning.blank(text, removed)
    block = find_cases(blanked, document)[0]
    source = Source("0" * 64, path, "txt", None, text, removed)
    return metadata.describe(block, blanked, source, 1)


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


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("中国共产党农村基层组织工作条例", Level.NATIONAL),
        ("中华人民共和国村民委员会组织法（2018年修正）", Level.NATIONAL),
        ("中国共产党桐乡市委员会工作规则", Level.COUNTY),
    ],
)
def test_describe_takes_what_binds_all_for_national(title: str, level: Level) -> None:
    assert describe(f"{title}\n全县都要照此办理，县委统一部署，县委督促。{OWN}\n").level is level


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


def test_describe_gives_no_region_where_nothing_tells() -> None:
    case = describe(f"把党建做进车间\n——集团党委交流发言材料\n*集团在上海等地建有研发中心。{OWN}\n")
    assert (case.region, case.level) == ((), Level.ENTERPRISE)


def test_describe_trusts_the_text_where_the_title_names_another_place() -> None:
    text = (
        "青海玉树州引来好人才\n本报崇仁讯（通讯员王一二）近年来，江西崇仁县办起人才服务站，崇仁县的企业都说好。"
        f"{BODY}\n"
    )
    assert describe(text).region == ("江西省", "抚州市", "崇仁县")


def test_describe_leaves_ordinary_words_and_events_elsewhere_alone() -> None:
    text = (
        f"把资源用起来\n会议在上海召开后，我们学习延安精神，整合资源、加强合作、惠民利民。{OWN}\n"
    )
    assert describe(text).region == ()


def test_describe_names_a_note_without_title_by_its_file() -> None:
    case = describe(f"{BODY}\n", "夹/一则笔记.txt")
    assert (case.title, case.genre) == ("一则笔记", Genre.OTHER)


@pytest.mark.parametrize(
    ("head", "genre"),
    [
        ("某省党建工作大事记", Genre.CHRONOLOGY),
        ("关于加强小区治理的意见", Genre.DOCUMENT),
        ("小区治理情况调研报告", Genre.REPORT),
        ("关于小区治理的调查与思考", Genre.RESEARCH),
        ("在全市推进会上的交流发言", Genre.EXCHANGE),
    ],
)
def test_describe_reads_the_genre_of_a_title(head: str, genre: Genre) -> None:
    assert describe(f"{head}\n{BODY}\n").genre is genre


def test_describe_tells_reports_and_commentaries_by_their_voice() -> None:
    spoken = f"小区有了新管家\n“现在方便多了。”居民张三说。{BODY}\n"
    essay = "初心如磐，使命在肩，新的征程上，时代的答卷要靠奋斗来书写，信仰之光照亮前路。" * 10
    assert describe(spoken).genre is Genre.ARTICLE
    assert describe(f"答好时代之卷\n本报记者 王一二\n{essay}\n").genre is Genre.COMMENTARY
    assert describe(f"服务到家\n{OWN}\n").genre is Genre.EXCHANGE


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"2019年推进会上的讲话\n同志们：{BODY}\n", "2019"),
        (f"在会上的讲话\n（2018年5月）\n同志们：{BODY}\n", "2018-05"),
        (f"一则通知\n{BODY}\n某某街道\n2017年6月7日\n", "2017-06-07"),
        (f"在会上的讲话\n同志们：{BODY}2016年是规范年，今年要办几件事。\n", "2016"),
        (f"小区故事\n2015年办起食堂。{BODY}\n", None),
        (f"在会上的讲话\n（2018年13月40日）\n同志们：{BODY}\n", None),
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


def test_describe_infers_the_city_of_a_university_that_takes_part() -> None:
    case = describe(f"*街道网格连心\n{BODY}南京中医药大学师生也来帮忙。\n")
    assert (case.region, case.region_inferred) == (("江苏省", "南京市"), True)
    assert "南京中医药大学" in case.region_evidence


def test_describe_reads_no_county_out_of_a_slogan() -> None:
    assert describe(f"网格连心 党群同心\n{BODY}大家同心同向。\n").region == ()


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


def test_describe_reads_the_level_of_a_city_that_is_called_like_a_town() -> None:
    case = describe(f"在修路会上的讲话\n江西省萍乡市委组织部部长 王某\n同志们：\n{BODY}\n")
    assert (case.level, case.region) == (Level.CITY, ("江西省", "萍乡市"))


def test_describe_reads_a_county_of_two_characters_behind_its_province() -> None:
    case = describe(f"甘肃康县：一条沟修一条路\n全县和县城都通了车。{BODY}\n")
    assert case.region == ("甘肃省", "陇南市", "康县")


def test_describe_reads_the_level_of_whom_a_headline_names_in_front() -> None:
    article = "本报记者 王建国\n居民把路灯修亮，物业来帮忙，大家都说好。\n"
    assert describe(f"南湖街道:小区来了红管家\n{article}").level is Level.TOWN
    assert describe(f"南湖社区:小区来了红管家\n{article}").level is Level.VILLAGE


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("云河镇柳林社区开展清洁楼道活动", Level.VILLAGE),
        ("云河镇多措并举为网格减负", Level.TOWN),
        ("滕州：小区里的议事会", Level.COUNTY),
    ],
)
def test_describe_reads_the_level_of_whom_a_headline_tells(title: str, level: Level) -> None:
    body = "山东滕州的党员上门办事。" + "柳林社区的老人说，办事近了。" * 5 + BODY
    assert describe(f"{title}\n{body}\n").level is level
    away = describe(f"滕州市科协深入柳林社区开展讲座\n山东滕州的党员上门办事。{BODY}\n")
    assert away.level is Level.COUNTY


def test_describe_reads_the_level_of_a_city_s_secretary_beside_a_province() -> None:
    head = "在推进会上的讲话\n市委书记 王一二\n（2020年3月4日）\n同志们：\n"
    case = describe(f"{head}浙江的做法要学，浙江的经验要用。{BODY}\n")
    assert (case.region, case.level) == (("浙江省",), Level.CITY)


def test_describe_takes_no_report_of_a_place_for_a_commentary() -> None:
    essay = "新时代文明实践站里，初心不改，奋斗不止，一张答卷写在群众心里。" * 20
    byline = "本报记者 王一二\n"
    assert describe(f"滕州市：站所连心\n{byline}{essay}\n").genre is Genre.ARTICLE
    assert describe(f"答好新时代的答卷\n{byline}{essay}\n").genre is Genre.COMMENTARY


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


def test_describe_takes_no_part_of_a_town_for_the_district_called_so() -> None:
    assert describe(f"把服务做到家门口\n×街道位于×市老城区，老城区小区多。{OWN}\n").region == ()
    named = describe(f"把服务做到家门口\n河南省洛阳市老城区的小区多，办法也多。{OWN}\n")
    assert named.region == ("河南省", "洛阳市", "老城区")
