"""What sibling headings share in their wording."""

import pytest

from kg.banks.patterns import Pattern, matcher, pattern_of, wording


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("一、把准方向", "把准方向"),
        ("（二）把准方向。", "把准方向"),
        ("3. 把准方向", "把准方向"),
        ("四是把准方向；", "把准方向"),
        ("第五部分 把准方向", "把准方向"),
        ("一网统管", "一网统管"),
    ],
)
def test_wording_leaves_numbers_out(heading: str, said: str) -> None:
    assert wording(heading) == said


@pytest.mark.parametrize(
    ("headings", "pattern"),
    [
        (("一、选准路子抓茶园", "二、配好人手抓茶园"), Pattern("…抓茶园", 2, 7)),
        (("以灯会聚人", "以山歌聚心", "以茶聚友"), Pattern("以…聚…", 3)),
        (("坚持看长远", "坚持重眼前", "坚持算总账", "别的话"), Pattern("坚持…", 3)),
        # One word that two of three begin with is chance, and so is what no heading opens or ends.
        (("坚持看长远", "坚持重眼前", "别的话"), Pattern()),
        (("管好物业服务企业", "让物业服务进门", "评议物业服务质量好坏"), Pattern()),
        # No word is torn: 全面 and 全程 share a character, no wording.
        (("坚持全面统筹谋划", "坚持全程跟踪问效", "坚持全力保障到位"), Pattern("坚持…", 3, 8)),
        (("打井挖渠", "修桥铺路"), Pattern(even=4)),
        (("河道", "山林里的事"), Pattern()),
        (("独一条",), Pattern()),
    ],
)
def test_pattern_is_what_most_share(headings: tuple[str, ...], pattern: Pattern) -> None:
    assert pattern_of(headings) == pattern


@pytest.mark.parametrize(
    ("typed", "said", "matches"),
    [
        ("茶园", "选准路子抓茶园", True),
        ("…抓茶园", "选准路子抓茶园", True),
        ("…抓茶园", "抓茶园的路子", False),
        ("以…聚…", "以灯会聚人", True),
        ("以...聚...", "以灯会聚人", True),
        ("以…聚…", "所以聚人", False),
        ("(", "一(二)", True),
    ],
)
def test_typed_pattern_has_gaps(typed: str, said: str, matches: bool) -> None:
    assert (matcher(typed).search(said) is not None) == matches
