"""The file of what is said: words and numbers of cases, literally, each in its own place."""

import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Passage
from kg.search.answering.texts import AmountSaid, CaseText, PassageText, case_text
from kg.search.engines.saying import SAID, SPAN, Saying, said, said_in

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
            spans.append(writer.add(said(text, amounts)))
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
        spans = np.array([writer.add(said(FIRST, AMOUNTS))], dtype=np.int64).T
    file = tmp_path / SAID
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ValueError, match="less than"):
        Saying(tmp_path, spans)


def passage(text: str, headings: list[str]) -> Passage:
    return Passage("a-1", "a", 1, 0, len(text), text, tuple(headings))


LINES = st.text(st.characters() | st.sampled_from('\n"“\x00议事'), max_size=12)


@settings(max_examples=25)  # each is a file on the disk
@given(
    st.lists(
        st.builds(
            case_text,
            LINES,
            st.lists(st.builds(passage, LINES, st.lists(LINES, max_size=2)), max_size=3).map(tuple),
        ),
        max_size=3,
    )
)
def test_cases_are_read_as_they_were_written(cases: list[CaseText]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with said_in(Path(folder)) as writer:
            spans = [writer.add(said(text, AMOUNTS)) for text in cases]
        with closing(
            Saying(Path(folder), np.array(spans, dtype=np.int64).reshape(-1, SPAN).T)
        ) as s:
            for case, text in enumerate(cases):
                found = s.text(case)
                assert [p.own for p in found.passages] == [p.own for p in text.passages]
                assert [(p.id, p.role) for p in found.passages] == [
                    (p.id, p.role) for p in text.passages
                ]
                assert s.words(case).title == found.title == text.title.replace("\x00", " ")
                assert [words for _, words in s.words(case).passages] == [
                    p.text.replace("\x00", " ") for p in text.passages
                ]
