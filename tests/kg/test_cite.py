"""Citations: their form in each style, and that nothing is said that no material says."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cite import Locator, Reference, Style, cite, line, reference_of
from kg.model import Case, Doubt
from kg.ontology import DoubtKind, Genre

FULL = Reference(
    case="c1",
    source="s1",
    path="镇/甲.txt",
    title="把支部建在楼栋上\n——某镇的做法",
    issuer="云台县柳河镇党委",
    date="2023-06",
    code="R",
    region=("安徽省", "云台县"),
)
BARE = Reference("c2", "s2", "乙.txt", "难事商量着办")
PLACE = Locator(3, ("一、把组织建到楼栋",))


@pytest.mark.parametrize(
    ("reference", "style", "said"),
    [
        (
            FULL,
            Style.GB2025,
            "云台县柳河镇党委. 把支部建在楼栋上——某镇的做法[R]. 2023-06."
            "（第3段，“一、把组织建到楼栋”；安徽省云台县；来源文件 镇/甲.txt）",
        ),
        (
            FULL,
            Style.GB2015,
            "云台县柳河镇党委. 把支部建在楼栋上——某镇的做法[R]. [出版地不详: 出版者不详], 2023-06."
            "（第3段，“一、把组织建到楼栋”；安徽省云台县；来源文件 镇/甲.txt）",
        ),
        (
            FULL,
            Style.PLAIN,
            "（出处：《把支部建在楼栋上 ——某镇的做法》，云台县柳河镇党委，安徽省云台县，2023年6月，"
            "来源文件 镇/甲.txt，第3段，“一、把组织建到楼栋”）",
        ),
        (
            BARE,
            Style.GB2025,
            "难事商量着办[Z].（第3段，“一、把组织建到楼栋”；地区不详；年份不详；来源文件 乙.txt）",
        ),
        (
            replace(BARE, code="N", date="2022-09-01"),
            Style.GB2015,
            "佚名. 难事商量着办[N]. 2022-09-01."
            "（第3段，“一、把组织建到楼栋”；地区不详；来源文件 乙.txt）",
        ),
        (
            replace(BARE, code="EB/OL", date="2022-09-01"),
            Style.GB2025,
            "难事商量着办[EB/OL]. （2022-09-01）."
            "（第3段，“一、把组织建到楼栋”；地区不详；来源文件 乙.txt）",
        ),
    ],
)
def test_each_style_has_its_form(reference: Reference, style: Style, said: str) -> None:
    assert cite(reference, style, PLACE) == said
    assert cite(reference, style, PLACE, number=7) == f"[7] {said}"


@pytest.mark.parametrize(
    ("issuer", "who", "posts"),
    [
        ("云台县柳河镇党委书记周立秋", "周立秋", "云台县柳河镇党委书记"),
        ("云台县委书记 周 立", "周立", "云台县委书记"),
        (
            "云台县柳河村党支部书记、村委会主任周立秋",
            "周立秋",
            "云台县柳河村党支部书记、村委会主任",
        ),
        ("自治区主席 阿依·古丽", "阿依·古丽", "自治区主席"),
        ("本报记者 周立秋 通讯员 何小满", "周立秋，何小满", ""),
        ("记者周立秋、何小满 摄影 郑大山", "周立秋，何小满", ""),
        ("本报记者 周立秋 何小满 县委报道组 郑大山 钱多多", "周立秋，何小满，郑大山，等", ""),
        # Bodies, bare posts and masks stay as they are.
        ("云台县委组织部", "云台县委组织部", ""),
        ("区委书记", "区委书记", ""),
        ("县委书记 *××", "县委书记 *××", ""),
        ("*镇党委", "*镇党委", ""),
    ],
)
def test_persons_are_named_apart_from_their_posts(issuer: str, who: str, posts: str) -> None:
    said = cite(replace(FULL, issuer=issuer), Style.GB2025)
    assert said.startswith(f"{who}. 把支部建在楼栋上")
    assert (f"材料中职务：{posts}；" in said) == bool(posts)
    assert "记者" not in said
    # The plain line says it as the material does.
    assert issuer in line(replace(FULL, issuer=issuer), PLACE)


words = st.text(st.sampled_from("甲乙丙镇村 党\n“”123"), min_size=1, max_size=12).filter(str.strip)
references = st.builds(
    Reference,
    case=st.just("c"),
    source=st.just("s"),
    path=st.just("甲.txt"),
    title=words,
    issuer=st.none() | words,
    date=st.none() | st.sampled_from(["2021", "2021-05", "2021-05-04"]),
    code=st.sampled_from(["C", "R", "N", "Z", "EB/OL"]),
    marks=st.lists(st.sampled_from(["内部", "仅供学习"]), unique=True).map(tuple),
    doubts=st.lists(st.sampled_from(["年份存疑", "题文不符", "识别文本"]), unique=True).map(tuple),
)
locators = st.builds(
    Locator, st.none() | st.integers(1, 99), st.lists(words, max_size=2).map(tuple)
)


@given(references, locators, st.sampled_from(list(Style)))
def test_a_citation_is_one_line_that_carries_all_badges(
    reference: Reference, locator: Locator, style: Style
) -> None:
    said = cite(reference, style, locator)
    assert "\n" not in said
    assert "None" not in said
    assert "来源文件 甲.txt" in said
    assert all(badge in said for badge in (*reference.marks, *reference.doubts))
    if locator.passage:
        assert f"第{locator.passage}段" in said


def test_marks_inside_marks_are_of_the_other_kind() -> None:
    assert str(Locator(2, ("一、织密“一张网”",))) == "第2段，“一、织密‘一张网’”"


@given(references, st.sampled_from([Style.GB2025, Style.GB2015]))
def test_nothing_missing_is_made_up(reference: Reference, style: Style) -> None:
    unknown = replace(reference, title="题名", issuer=None, date=None)
    said = cite(unknown, style)
    old = style is Style.GB2015
    assert said.startswith("佚名. 题名[" if old else "题名[")
    assert not re.search(r"\d", said)
    assert ("出版地不详" in said) == (old and reference.code in {"C", "Z", "R"})


def test_the_badge_of_a_region_stands_where_the_region_does() -> None:
    inferred = replace(FULL, region_inferred=True)
    assert "安徽省云台县［推定］" in line(inferred, PLACE)
    assert "安徽省云台县［地区系推定］" in cite(inferred, Style.GB2025, PLACE)
    assert inferred.badges == ("地区系推定",)


def test_a_case_tells_its_reference() -> None:
    doubt = Doubt(DoubtKind.DATE, "2024年", 0, 5, "不合")
    case = Case("c", "s", 1, 0, 9, "题名", genre=Genre.EXCHANGE, doubts=(doubt, doubt))
    made = reference_of(case, "甲.txt", marks=("内部",))
    assert (made.code, made.marks, made.doubts) == ("C", ("内部",), ("年份存疑",))
    assert reference_of(case, "甲.html", form="html").code == "EB/OL"
