"""Metrics: where the words end that a number counts, and which numbers count nothing."""

import pytest

from ingest.draft import Draft
from ingest.extract import metrics


def _rows(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(m.measure, m.value, m.unit) for m in metrics.find(Draft(text=text), ())]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("惠及96个一线站点。", ("一线站点", 96, "个")),
        ("迎来近70名运动员。", ("运动员", 70, "名")),
        ("充电桩保有量达到600台。", ("充电桩保有量", 600, "台")),
        ("全县最低工资标准提高200元。", ("最低工资标准", 200, "元")),
        ("每户一次性奖励500元。", ("每户一次性奖励", 500, "元")),
        ("志愿者一行6人前去探望。", ("志愿者", 6, "人")),
        ("50%以上为青年技工。", ("青年技工", 50, "%")),
        ("带动社会投资超千亿元。", ("社会投资", 100_000_000_000, "元")),
        ("种下果苗两亩半。", ("果苗", 2.5, "亩")),
    ],
)
def test_find_cuts_between_words(text: str, row: tuple[str, float | None, str | None]) -> None:
    assert _rows(text) == [row]


def test_find_gives_a_bare_size_what_the_number_before_it_counts() -> None:
    assert _rows("整改图斑52块，201.12亩。")[1] == ("图斑", 201.12, "亩")


@pytest.mark.parametrize("text", ["住在小区7栋2单元。", "关心红十字会工作。"])
def test_find_counts_no_address_and_no_part_of_a_name(text: str) -> None:
    assert _rows(text) == []
