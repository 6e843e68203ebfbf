"""Figures as the library tells them, for the tests of drafts."""

from kg.draft.evidence import Told
from kg.model import Case, Metric, Quote


def told(sentence: str, figure: str, region: tuple[str, ...] = ("安徽省", "岳西县")) -> Told:
    at = sentence.index(figure)
    metric = Metric("c", None, "网格", 1, "个", figure, at, at + len(figure))
    quote = Quote(sentence, "c", "题名", "甲.txt", 0, len(sentence), "p")
    return Told(metric, quote, Case("c", "s", 1, 0, 99, "天堂镇的做法", region=region))
