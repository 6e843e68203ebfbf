"""What texts say is found by who types its sound."""

import pytest

from kg.search.understanding.heard import heard

TEXTS = ("全村推行七个一工作法", "每月做到七个一", "起个头", "干部先走一步")


def count(text: str) -> int:
    return sum(text in said for said in TEXTS)


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("qigeyi", ["七个一"]),
        ("xianzouyibu", ["先走一步"]),
        ("xianzouyib", []),  # ends inside a syllable
        ("yibu", []),  # too short: 一部, 一步, 一布
        ("tiangongyuan", []),
        ("xian" * 200 + "q", []),  # 先, or 西 and 安: no end of ways to part them
        ("a" * 1000, []),
    ],
)
def test_runs_of_texts_are_found_by_whole_syllables(letters: str, said: list[str]) -> None:
    assert heard(letters, count) == said


def test_what_more_cases_say_comes_first() -> None:
    assert heard("qigeyi", lambda text: 2 * count(text) + (text in "奇个一"))[0] == "七个一"
