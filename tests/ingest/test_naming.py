"""What a text without a title goes by, and which numbers of a file's name are a year."""

import pytest

from ingest.metadata.dates import date_in_name
from ingest.metadata.naming import called


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # Who does what, behind time, purpose, paper and reporters.
        (
            "8月2日，青禾街道联合市场监管所办起早市夜查。居民说好。",
            "青禾街道联合市场监管所办起早市夜查",
        ),
        (
            "为进一步做好助餐，夯实服务根基，近日，白果社区开出三个助餐点。",
            "白果社区开出三个助餐点",
        ),
        (
            "青禾日报讯（记者 李禾、通讯员 王苗）7月9日，石桥村修好了水渠和机耕路。",
            "石桥村修好了水渠和机耕路",
        ),
        (
            "，正文：记者 李禾 通讯员 王苗 青禾报道近日，石桥村修好了水渠和机耕路。",
            "石桥村修好了水渠和机耕路",
        ),
        # A reprint's headline that is run into its text ends at the paper or the first gap.
        (
            "原标题：石桥村：小渠通 大田丰红网时刻新闻8月5日讯（通讯员 王苗）为用好水，……",
            "石桥村：小渠通 大田丰",
        ),
        (
            "原标题：水渠不通，几名干部被提醒      青禾网 综合报道 7月，……",
            "水渠不通，几名干部被提醒",
        ),
        # What is cut says so; what tells nothing else is taken as it is.
        ("青禾街道" * 9 + "。", "青禾街道青禾街道青禾街道青禾街道青禾街道青禾街道青禾街道青禾…"),
        ("近日，雨。", "近日"),
    ],
)
def test_a_text_without_title_goes_by_words_that_tell_much(body: str, name: str) -> None:
    assert called("12.txt", body) == name


def test_a_file_that_has_a_name_gives_it() -> None:
    assert called("夹/原标题：石桥修渠记.txt", "8月2日，石桥村修渠。") == "石桥修渠记"
    assert called("news_7.txt", "") == "news_7"


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("news_1944.txt", None),
        ("2000.txt", None),
        ("report2023.txt", None),
        ("总结_2023.txt", "2023"),
        ("2026工作报告.txt", "2026"),
        ("讲话（2021）.docx", "2021"),
    ],
)
def test_a_number_beside_chinese_words_alone_is_a_year(name: str, date: str | None) -> None:
    assert date_in_name(name) == date
