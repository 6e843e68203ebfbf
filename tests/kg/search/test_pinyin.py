"""How names are read aloud: by character, by word where a character has several readings."""

import pytest

from kg.search.understanding.pinyin import homophones, sound, syllables


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("民呼我为", "min hu wo wei"),
        ("妇女之家", "fu nv zhi jia"),
        ("绿色旅程", "lv se lv cheng"),
        ("重庆", "chong qing"),
        ("重点", "zhong dian"),
        ("银行行长", "yin hang hang zhang"),
        ("5G党建", "5 G dang jian"),
        ("", ""),
    ],
)
def test_syllables_are_toneless_and_one_a_character(name: str, said: str) -> None:
    assert " ".join(syllables(name)) == said


def test_sound_is_shared_by_what_is_easily_confused() -> None:
    assert sound("红色物业") == sound("红色物页")
    assert sound("青山") == sound("清三")
    assert sound("女工") != sound("奴工")


def test_homophones_leave_the_character_out() -> None:
    assert "业" in homophones("页")
    assert "页" not in homophones("页")
    assert homophones("a") == ""
