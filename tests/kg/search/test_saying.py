"""The file of what is said: words and numbers of cases, literally, each in its own place."""

from pathlib import Path

import numpy as np
import pytest

from kg.search.saying import SAID, Saying, said_in
from kg.search.texts import AmountSaid, CaseText, PassageText

FIRST = CaseText(
    "议事廊",
    (
        PassageText("a.1", "村民到\n议事廊议事", "一、做法"),
        PassageText("a.2", "调解纠纷32起", "一、做法"),
    ),
)
SECOND = CaseText("食堂", (PassageText("b.1", '老人到议事廊吃"午饭"', ""),))
AMOUNTS = (AmountSaid("纠纷 调解", "起", 32.0, None), AmountSaid('"午饭"', "份", None, None))


@pytest.fixture
def saying(tmp_path: Path) -> Saying:
    spans = []
    for text, amounts in ((FIRST, AMOUNTS), (SECOND, ())):
        with said_in(tmp_path) as writer:
            spans.append(writer.add(text, amounts))
    return Saying(tmp_path, np.array(spans, dtype=np.int64).T)


@pytest.mark.parametrize(
    ("phrase", "everywhere", "titled"),
    [
        ("议事廊", [0, 1], [0]),
        ("到议事", [0, 1], []),  # across a line end
        ("廊村民", [], []),  # not from the title into a passage
        ("议事调解", [], []),
        ("做法", [0], []),
        ("吃午饭", [1], []),  # quotation marks part no words
        ("份", [], []),  # numbers are no words
        ("堂", [1], [1]),
    ],
)
def test_having_tells_who_says_it(
    saying: Saying, phrase: str, everywhere: list[int], titled: list[int]
) -> None:
    both = np.array([0, 1])
    assert saying.having(both, phrase) == everywhere
    assert saying.having(both, phrase, titled=True) == titled
    assert saying.having(both[:1], phrase) == [case for case in everywhere if case == 0]


def test_amounts_are_those_of_the_case_where_the_measure_is_among_them(saying: Saying) -> None:
    assert tuple(saying.amounts(0, "纠纷")) == AMOUNTS
    assert tuple(saying.amounts(0, '"午饭"')) == AMOUNTS
    assert tuple(saying.amounts(0, "食堂")) == ()
    assert tuple(saying.amounts(1, "纠纷")) == ()


def test_file_that_was_cut_short_is_told(tmp_path: Path) -> None:
    with said_in(tmp_path) as writer:
        spans = np.array([writer.add(FIRST, AMOUNTS)], dtype=np.int64).T
    file = tmp_path / SAID
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ValueError, match="less than"):
        Saying(tmp_path, spans)
