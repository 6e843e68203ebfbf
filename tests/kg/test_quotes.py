"""Quotes: the words that a figure is shown with."""

import pytest

from kg.model import Metric, Passage
from kg.ontology import Change
from kg.quotes import figure_words
from kg.wording import value_words

TEXT = "全镇安定。路灯添了，火情起数、伤者人数分别下降3.6%和1.3%；新添凉亭20座。"


@pytest.mark.parametrize(
    ("measure", "words", "quote", "shown"),
    [
        ("火情起数", "火情起数、伤者人数分别下降3.6%", "火情起数、伤者人数分别下降3.6%", "降3.6%"),
        ("伤者人数", "1.3%", "火情起数、伤者人数分别下降3.6%和1.3%", "降1.3%"),
    ],
)
def test_figure_is_quoted_with_what_it_measures(
    measure: str, words: str, quote: str, shown: str
) -> None:
    passage = Passage("p", "c", 1, 100, 100 + len(TEXT), TEXT)
    start = 100 + TEXT.index(words)
    metric = Metric(
        "c",
        None,
        measure,
        float(words[-4:-1]),
        "%",
        words,
        start,
        start + len(words),
        change=Change.BY,
    )
    before, told = figure_words(metric, passage)
    assert told == quote
    assert value_words(metric, before) == shown
