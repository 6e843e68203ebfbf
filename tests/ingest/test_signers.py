"""Lines that hold nothing but names."""

import pytest

from ingest.cutting.signers import is_signed, marked_names


@pytest.mark.parametrize(
    "line",
    ["王建国", "王 建 国", "李　强", "龙 某", "张某某", "欧阳明", "阿依·买买提", "□ 王建国 李小红"],
)
def test_is_signed_knows_names(line: str) -> None:
    assert is_signed(line)


@pytest.mark.parametrize(
    "line",
    ["工作方案", "安全", "高质量发展", "成效", "一张网 一盘棋", "李强在会上", "", "□", "党建 引领"],
)
def test_is_signed_leaves_headings_alone(line: str) -> None:
    assert not is_signed(line)


def test_marked_names_are_behind_a_mark_or_several() -> None:
    assert marked_names("□ 张明")
    assert marked_names("王建国 李小红")
    assert not marked_names("王 建 国")
