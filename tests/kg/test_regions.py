"""Regions as people write them."""

import pytest

from kg.compare.choosing import lies_in
from kg.regions import steps


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("浙江省/杭州市", ["浙江省", "杭州市"]),
        ("浙江省杭州市余杭区", ["浙江省", "杭州市", "余杭区"]),
        ("北京石景山", ["北京", "石景山"]),
        ("石景山区", ["石景山区"]),
        ("内蒙古自治区", ["内蒙古自治区"]),
        ("余杭区柳湾社区", ["余杭区", "柳湾社区"]),
        ("云台县", ["云台县"]),
        ("", []),
    ],
)
def test_region_is_cut_into_its_names(region: str, names: list[str]) -> None:
    assert steps(region) == names


def test_case_lies_in_a_region_written_in_one() -> None:
    path = ("浙江省", "杭州市", "余杭区")
    assert lies_in(path, "浙江省杭州市")
    assert lies_in(path, "浙江余杭")
    assert not lies_in(path, "江苏省余杭区")
