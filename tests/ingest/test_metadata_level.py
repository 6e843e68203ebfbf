"""Level, region and genre as the text tells them."""

import pytest
from describing import BODY, OWN, describe

from kg.ontology import Genre, Level


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


def test_describe_infers_the_city_of_a_university_that_takes_part() -> None:
    case = describe(f"*街道网格连心\n{BODY}南京中医药大学师生也来帮忙。\n")
    assert (case.region, case.region_inferred) == (("江苏省", "南京市"), True)
    assert "南京中医药大学" in case.region_evidence


def test_describe_reads_no_county_out_of_a_slogan() -> None:
    assert describe(f"网格连心 党群同心\n{BODY}大家同心同向。\n").region == ()


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


def test_describe_takes_no_part_of_a_town_for_the_district_called_so() -> None:
    assert describe(f"把服务做到家门口\n×街道位于×市老城区，老城区小区多。{OWN}\n").region == ()
    named = describe(f"把服务做到家门口\n河南省洛阳市老城区的小区多，办法也多。{OWN}\n")
    assert named.region == ("河南省", "洛阳市", "老城区")


def test_level_of_a_community_that_a_title_tells_the_deed_of() -> None:
    case = describe(f"浙江余杭小石桥社区增设座椅\n余杭区的老人坐下来歇脚。{BODY}")
    assert case.level is Level.VILLAGE


def test_level_of_an_article_by_a_reporter_about_a_village() -> None:
    text = f"小桌会解开心结\n本报记者 林小山\n余杭区径山镇小石桥村的院子里，大家围坐在一起。{BODY}"
    assert describe(text).level is Level.VILLAGE


def test_level_of_a_place_that_names_a_county_and_the_city_above() -> None:
    case = describe(f"新疆塔城：小桌会解开心结\n塔城市的干部走进院子。{BODY}塔城市的小桌会办得好。")
    assert case.region[-1] == "塔城市"
    assert case.level is Level.COUNTY


def test_level_of_a_headline_is_that_of_the_unit_in_front_whatever_it_does() -> None:
    assert describe(f"武汉青柳社区有了一支服务队\n{BODY}\n").level is Level.VILLAGE
    assert describe(f"张家港市德积街道青柳村把课送到身边\n{BODY}\n").level is Level.VILLAGE
    assert describe(f"济南市历下区解放路街道看望老兵\n{BODY}\n").level is Level.TOWN
    assert describe(f"滑县各村都忙起来了\n{BODY}\n").level is Level.COUNTY


def test_level_is_of_the_town_that_acts_in_the_first_sentence() -> None:
    text = f"军民同唱一首歌\n8月1日，真如镇街道办了活动，普陀区的居民都来了。{BODY}\n"
    assert describe(text).level is Level.TOWN


def test_a_unit_alone_below_a_title_is_whose_paper_it_is() -> None:
    case = describe(f"邻里议事议出平坦路\n湖北省武汉市武昌区紫阳街道青柳社区\n{BODY}\n")
    assert (case.title, case.level) == ("邻里议事议出平坦路", Level.VILLAGE)
    assert case.issuer == "湖北省武汉市武昌区紫阳街道青柳社区"
    other = describe(f"邻里议事议出平坦路\n河南新郑打造平安社区\n{BODY}\n")
    assert other.title == "邻里议事议出平坦路 河南新郑打造平安社区"


def test_level_of_a_title_that_leads_with_a_place_is_not_national() -> None:
    case = describe(f"浙江省义乌市\n救援队登上全国榜\n{BODY}\n")
    assert (case.level, case.region[-1:]) == (Level.COUNTY, ("义乌市",))
    behind = describe(f"四点钟的课堂（苏州市相城区黄桥街道青柳村）\n{BODY}\n")
    assert behind.level is Level.VILLAGE


def test_a_body_alone_behind_a_dash_sends_the_paper() -> None:
    case = describe(f"让流动的力量聚起来\n——*区委社会工作部\n{BODY}\n")
    assert (case.title, case.issuer) == ("让流动的力量聚起来", "*区委社会工作部")
    told = describe(f"让流动的力量聚起来\n——记石桥镇党支部\n{BODY}\n")
    assert told.title == "让流动的力量聚起来 ——记石桥镇党支部"


@pytest.mark.parametrize(
    "opening",
    ["真如镇街道暑托班迎来了几位老师", "真如镇街道的一段路被雨水冲毁"],
)
def test_a_town_that_does_nothing_in_the_first_sentence_is_where_it_happens(opening: str) -> None:
    text = f"军民同唱一首歌\n8月1日，{opening}，普陀区的居民都来了。{BODY}\n"
    assert describe(text).level is Level.COUNTY
