"""The figures of a draft: those that the finders read, and every number that they pass over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.drafting.owners import Owners
from ingest.drafting.sentences import around
from ingest.extract.metrics.numerals import han_value
from ingest.extract.metrics.verbs import starts_with_verb
from kg.draft import Claim, ClaimKind
from kg.model import Metric

# A number with its unit and what it counts, wherever the finders read no figure.
_COUNTED: Final = re.compile(
    r"(?<![\d.,第+＋/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)([万亿]?)[余多]?"
    r"([个名家户处项件支次所座条场人篇份套台间亩元吨])(?![月年])(?:的)?([\u4e00-\u9fff]{2,8})(?=[，。；、\n]|$)"
)
_TIMES: Final = {"": 1.0, "万": 1e4, "亿": 1e8}
# 百分之九十八点四, 九成, 八成五: shares in words, with what has them.
_SHARE: Final = re.compile(
    r"(?P<measure>[\u4e00-\u9fff“”‘’]{2,20}?)"
    r"(?:(?:已经?|均|将|由|从|也|还|就)?(?:达到?|超过?|提高到|提高至|上升到|上升至|提升到|提升至|增长到|增长至|"
    r"下降到|下降至|降到|降至|占|为|增长|提高|上升|下降|了|近|约|在))*"
    r"(?:百分之(?P<percent>[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立为果效熟员就绩长本功品都]))"
)
_SHORTEST_NOUN: Final = 2  # characters
_TIME: Final = re.compile(
    r"今年|去年|明年|前年|目前|如今|现已|截至|近日|共(?![同享建驻青产和富])|全部|沉入?|下沉|出资|参加"
)
_TENTH, _HALF = 10.0, 5.0  # percent; 半 is half a tenth


def figures(
    text: str, metrics: Sequence[Metric], sentences: Sequence[tuple[int, int]], owners: Owners
) -> Iterator[Claim]:
    """Figures with the sentences that they stand in, and whom they are told of."""
    told = [*metrics, *_missed(text, metrics)]
    told += [m for m in _shares(text) if not any(_overlap(m, other) for other in told)]
    told = [_counted(metric) for metric in told]
    for metric in told:
        sentence = around(sentences, metric.start)
        names = owners.of(metric.start, sentence)
        yield Claim(
            ClaimKind.FIGURE,
            metric.start,
            metric.end,
            metric.text,
            sentence,
            metric=replace(metric, measure=_bare(metric.measure, names)),
            owners=names,
        )


def _bare(measure: str, owners: Sequence[str]) -> str:
    """A measure without the owner whose name it begins with: 甲村集体收入 is 集体收入."""
    ends = [measure.find(name) + len(name) for name in owners if name in measure]
    rest = measure[max(ends, default=0) :].lstrip("的")
    return rest if len(rest) > 1 else measure


def _counted(metric: Metric) -> Metric:
    """A figure whose number comes first, its noun ended at a time or a verb: 45部电梯|今年投用."""
    measure = metric.measure
    if not (metric.text[:1].isdigit() and metric.text.endswith(measure)):
        return metric
    ends = range(_SHORTEST_NOUN, len(measure))
    cut = next((at for at in ends if _ends_noun(measure, at)), len(measure))
    behind = len(measure) - cut
    text = metric.text[: len(metric.text) - behind]
    return replace(metric, measure=measure[:cut], text=text, end=metric.end - behind)


def _ends_noun(words: str, at: int) -> bool:
    return _TIME.match(words, at) is not None or starts_with_verb(words, at)


def _overlap(one: Metric, other: Metric) -> bool:
    return one.start < other.end and other.start < one.end


def _missed(text: str, metrics: Sequence[Metric]) -> Iterator[Metric]:
    """Numbers that the finders took for no figure: nothing that a draft counts goes unsaid."""
    for match in _COUNTED.finditer(text):
        number, times, unit, measure = match.groups()
        value = float(number.replace(",", "")) * _TIMES[times]
        start, end = match.span()
        found = Metric("draft", None, measure, value, unit, match[0], start, end)
        if not any(_overlap(found, metric) for metric in metrics):
            yield found


def _shares(text: str) -> Iterator[Metric]:
    """Shares that are spelled in words."""
    for match in _SHARE.finditer(text):
        value = han_value(match["percent"]) if match["percent"] else _tenths(match)
        if value is None:
            continue
        start, end = match.span()
        yield Metric("draft", None, match["measure"], round(value, 4), "%", match[0], start, end)


def _tenths(match: re.Match[str]) -> float | None:
    """Percent of 八成, 八成半, 八成五."""
    half = match["half"] or ""
    more = _HALF if half == "半" else han_value(half or "零")
    tenths = han_value(match["tenths"])
    return None if tenths is None or more is None else tenths * _TENTH + more
