"""awarded: every mention of a title, lists that it heads, and who may bear it."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from kg.ontology import RelationType

_Build = Callable[..., Draft]
_Told = Callable[[Draft], set[tuple[str, RelationType, str]]]


def _won(found: set[tuple[str, RelationType, str]]) -> set[tuple[str, str]]:
    return {(head, tail) for head, kind, tail in found if kind is RelationType.AWARDED}


@pytest.mark.parametrize(
    ("text", "winners"),
    [
        (
            "教师方文俊获评“浙江好人”。护士李红梅也获评“浙江好人”。",
            {"方文俊", "李红梅"},
        ),
        (
            "径山镇3个村获评“浙江省善治示范村”，分别是小古城村、山沟沟村、求是村。",
            {"小古城村", "山沟沟村", "求是村"},
        ),
        ("会上，“浙江好人”方文俊、李红梅发言。", {"方文俊", "李红梅"}),
        # An amount is the region's, not of whom the clause before tells.
        ("小古城村成为名片，入选“浙江省善治示范村”数量居首位。", set()),
        ("方文俊无缘获评“浙江好人”。", set()),
        ("新增小古城村、求是村2个“浙江省善治示范村”。", {"小古城村", "求是村"}),
        ("方文俊等2人入选“浙江好人”候选人。", set()),
        (
            "小古城村荣获“浙江省善治示范村”。支持山沟沟村、求是村等地创建“浙江省善治示范村”。",
            {"小古城村"},
        ),
        ("会议为荣获“浙江好人”称号的同志颁奖，方文俊出席。", set()),
    ],
)
def test_find_reads_who_won(draft: _Build, told: _Told, text: str, winners: set[str]) -> None:
    assert {head for head, _ in _won(told(draft(text)))} == winners


def test_find_gives_the_titles_of_a_list_to_one_winner(draft: _Build, told: _Told) -> None:
    text = "清泉科技有限公司先后获得“青年文明号”，“五一劳动奖状”的荣誉。"
    assert {head for head, _ in _won(told(draft(text)))} == {"清泉科技有限公司"}


def test_find_gives_no_place_what_only_firms_bear(draft: _Build, told: _Told) -> None:
    text = "余杭区抓实党建。2022年获评浙江省知识产权优势企业。"
    assert not _won(told(draft(text)))


def test_find_gives_each_of_a_list_its_own_title(draft: _Build, told: _Told) -> None:
    text = "小古城村、求是村分别获评“浙江省善治示范村”、“浙江省文明村”。"
    assert _won(told(draft(text))) == {
        ("小古城村", "浙江省善治示范村"),
        ("求是村", "浙江省文明村"),
    }
