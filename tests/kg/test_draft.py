"""What a draft has word for word from a case, and which sentences speak of the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draft.evidence import Told
from kg.draft.likeness import alike, own_place, shares_place, surely_alike
from kg.draft.sameness import SHORTEST, Sameness, Source
from kg.model import Case, Metric, Passage, Quote

letters = st.text("甲乙丙丁戊己庚辛，。\n", max_size=120)


def source(text: str, name: str = "c") -> Source:
    """A case of passages of fifty characters."""
    case = Case(name, "s", 1, 0, len(text), "题名")
    passages = tuple(
        Passage(f"{name}/{at}", name, number, at, at + len(part), part)
        for number, at in enumerate(range(0, len(text), 50), 1)
        if (part := text[at : at + 50])
    )
    return Source(case, f"{name}.txt", passages)


@given(letters, st.lists(letters, min_size=1, max_size=3), st.data())
def test_runs_are_the_source_s_words_and_never_overlap(
    own: str, theirs: list[str], data: st.DataObject
) -> None:
    copied = "".join(t[data.draw(st.integers(0, len(t))) :] for t in theirs)
    text = own + copied.replace("\n", "") + own
    sources = [source(t, f"c{n}") for n, t in enumerate(theirs)]
    found = Sameness(text).look(sources)
    at = 0
    for run in found:
        assert run.start >= at
        assert run.end - run.start >= SHORTEST
        at = run.end
        case = sources[int(run.quote.case[1:])]
        whole = theirs[int(run.quote.case[1:])]
        assert text[run.start : run.end] == run.quote.text
        assert whole[run.quote.start : run.quote.end].replace("\n", "") == run.quote.text
        assert any(p.start <= run.quote.start and run.quote.end <= p.end for p in case.passages)


@pytest.mark.parametrize("length", [SHORTEST - 1, SHORTEST, 40])
def test_what_is_copied_is_found_from_a_length_on(length: int) -> None:
    words = "".join(chr(0x4E00 + n) for n in range(100))
    copied = words[5 : 5 + length]
    found = Sameness(f"开头的话{copied}结尾的话").look([source(words)])
    assert [run.quote.text for run in found] == ([copied] if length >= SHORTEST else [])


def told(sentence: str, figure: str, region: tuple[str, ...] = ("安徽省", "岳西县")) -> Told:
    at = sentence.index(figure)
    metric = Metric("c", None, "网格", 1, "个", figure, at, at + len(figure))
    quote = Quote(sentence, "c", "题名", "甲.txt", 0, len(sentence), "p")
    return Told(metric, quote, Case("c", "s", 1, 0, 99, "天堂镇的做法", region=region))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        # The sentence is the same but for the number.
        ("天堂镇划分50个网格，网格员每周入户。", "天堂镇划分48个网格，网格员每周入户。", True),
        # Only the clause is, inside sentences of different length.
        (
            "我们学到很多，推动解决季节性缺水等问题50个。",
            "以联席会推动解决季节性缺水等问题48个，群众满意。",
            True,
        ),
        # Too short to tell anything.
        ("有50个网格。", "有48个网格。", False),
        ("组建50个网格党支部，覆盖全镇。", "开展敲门行动48次，听取民意。", False),
    ],
)
def test_sentences_and_clauses_are_alike_but_for_the_number(
    ours: str, theirs: str, same: bool
) -> None:
    assert alike(ours, ours.index("50"), told(theirs, "48")) is same


def test_another_number_in_common_makes_it_sure() -> None:
    ours = "我们把22个村民小组划分成9个网格"
    theirs = told("全村把22个村民小组划分成7个网格。", "7个网格")
    assert surely_alike(ours, ours.index("9"), "9个网格", theirs)
    other = told("全村把31个村民小组划分成7个网格。", "7个网格")
    assert not surely_alike(ours, ours.index("9"), "9个网格", other)


def test_places_are_shared_by_name_or_stem_and_never_one_s_own() -> None:
    one = told("全镇划分48个网格。", "48")
    assert shares_place(["岳西县"], one)
    assert shares_place(["天堂"], one)
    assert not shares_place(["桐城市"], one)
    assert not shares_place(["我县"], told("我县划分48个网格。", "48"))
    assert own_place("我县")
    assert not own_place("开县")
