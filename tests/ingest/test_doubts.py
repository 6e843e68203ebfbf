"""Doubts: a date that the text contradicts, a title of another place, recognised text."""

import pytest
from describing import BODY, describe

from ingest import cleaning, metadata
from ingest.cutting.cases import find_cases
from ingest.metadata import doubts
from ingest.readers import Document
from kg.model import Case, Doubt, Source
from kg.ontology import DoubtKind

FILLER = "各支部把今年的事情排成一张表，月月对账，件件有人管。" * 8


def described(text: str) -> Case:
    document = Document(text, "txt")
    removed, _ = cleaning.find_removed(document)
    blanked = cleaning.blank(text, removed)
    source = Source("0" * 64, "文件.txt", "txt", None, text, removed)
    block = find_cases(blanked, document)[0]
    return metadata.describe(block, blanked, source, 1, ocr=doubts.recognised(blanked))


def dated(year: int, sentence: str) -> tuple[Doubt, ...]:
    return described(f"在推进会上的讲话\n（{year}年8月2日）\n同志们：\n{FILLER}{sentence}\n").doubts


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (2024, "我们要以优异成绩迎接党的十九大胜利召开。"),
        (2024, "全市上下热烈祝贺党的十九大胜利召开。"),
        (2021, "要认真学习领会党的二十大精神。"),
        (2024, "当前正在扎实开展党的群众路线教育实践活动。"),
        (2019, "去年召开的党的二十大作出了安排。"),
        (2018, "面对新冠疫情，党员冲在一线。"),
    ],
)
def test_find_doubts_names_the_words_that_contradict_the_date(year: int, sentence: str) -> None:
    (doubt,) = dated(year, sentence)
    assert doubt.kind is DoubtKind.DATE
    assert doubt.quote in sentence
    assert "年）" in doubt.basis


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (2017, "我们要以优异成绩迎接党的十九大胜利召开。"),
        (2024, "党的十九大以来，这里的面貌变了。"),
        (2014, "当前正在扎实开展党的群众路线教育实践活动。"),
        (2024, "从党的群众路线教育实践活动到主题教育，我们一步一步走来。"),
        (2025, "扎实开展党史学习教育、党纪学习教育，成果不断巩固。"),
        (2019, "我们谋划着怎样迎接党的二十大。"),
        (2021, "去年以来，新冠疫情反复，党员冲在一线。"),
        (2021, "明年召开的党的二十大即将到来。"),
    ],
)
def test_find_doubts_lets_fitting_and_backward_words_stand(year: int, sentence: str) -> None:
    assert dated(year, sentence) == ()


def test_find_doubts_says_that_the_body_is_of_another_province() -> None:
    body = "江西省崇仁县把人才请进厂，崇仁县设专员，抚州市给补贴，崇仁县年年评比。" * 3
    case = described(f"青海把减负做到实处\n{body}\n")
    assert case.region[0] == "江西省"
    (doubt,) = case.doubts
    assert (doubt.kind, doubt.quote) == (DoubtKind.TITLE, "青海")
    assert doubt.basis.startswith("江西省")


def test_recognised_needs_half_width_marks_and_a_broken_sentence() -> None:
    first = "村里的路修好了,灯也亮了,大家都说好,下一步还要把水渠修起来,把场院平整好,再把树种上"
    second = "为的是让老人出门方便,孩子上学安全,客人来了有地方停车,邻里多说说话,人人有活干,有奔头。"
    broken = f"{first}\n\n{second}\n"
    doubt = doubts.recognised(broken)
    assert doubt is not None
    assert doubt.kind is DoubtKind.OCR
    assert broken[doubt.start : doubt.end] == doubt.quote
    assert doubts.recognised(f"{first}。\n{second}\n") is None
    assert doubts.recognised(broken.replace(",", "，")) is None


def test_recognised_takes_a_run_that_stands_twice_for_a_column_read_twice() -> None:
    text = "王大伯打开院门,请邻居进来坐,一桌子人剥着豆,说着话,把停车的事说定了,明天画线,后天挂牌。"
    assert doubts.recognised(f"{text}\n{text}\n") is not None


def test_a_title_that_the_text_lacks_is_told_as_made() -> None:
    words = "院坝里的灯亮了，大家坐下来说事。" * 6
    case = describe(words, "石桥坪.txt")
    (doubt,) = case.doubts
    assert (case.title, doubt.kind, doubt.basis) == ("石桥坪", DoubtKind.MADE, "文件名")
    assert words[doubt.start : doubt.end] == doubt.quote == "院坝里的灯亮了"
    assert describe(words, "0001.txt").doubts[0].basis == "正文"
    assert not describe(f"院坝里的小桌会\n{words}").doubts


def test_a_title_behind_the_label_of_a_reprint_names_a_text_without_one() -> None:
    case = describe(f"原标题：石桥坪镇的小桌会。{BODY}", "0001.txt")
    assert case.title == "石桥坪镇的小桌会"
    assert not case.doubts
