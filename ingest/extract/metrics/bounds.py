"""Where a verb may cut a noun phrase: between words, never inside one."""

import re
from collections.abc import Iterator
from typing import Final

from kg.segment import is_word, word_spans

# A word that ends so is a verb as a whole (认为, 持有, 受到, 处于): it is cut off whole.
_VERB_ENDS: Final = "为有到于至共与升增涨破跌均占降"
# … but for these nouns and adjectives.
_NOMINAL: Final = frozenset(
    ("行为", "人为", "作为", "国有", "公有", "私有", "所有", "现有", "原有", "固有", "公共", "中共")
)
# Words that a particle begins and that are function words as a whole.
_LINKS: Final = frozenset(
    (
        *("约合", "仅剩", "但是", "还是", "或者", "共有", "实际上", "在内", "为首", "与其", "每月"),
        *("在此期间", "也就是说", "并处", "则是", "就是", "都是", "也是", "又是", "都有", "还有"),
        *("于是", "由于", "以及", "对于", "关于", "至于", "已经", "现已", "均已", "均为"),
    )
)


def cuts(pattern: re.Pattern[str], phrase: str) -> Iterator[tuple[int, int]]:
    """Spans of a phrase that match, widened to whole words; those inside a noun are left out."""
    found = [match.span() for match in pattern.finditer(phrase)]
    if not found:
        return
    spans = word_spans(phrase)
    for start, end in found:
        whole = [(a, b) for a, b in spans if a < start < b or a < end < b]
        if len(whole) == 1 and start == whole[0][0] and _parts(phrase, start, end, whole[0][1]):
            yield start, end
            continue
        kept = [(a, b) for a, b in whole if _is_verb(phrase[a:b], start - a)]
        if len(kept) == len(whole):
            yield min([start, *(a for a, _ in kept)]), max([end, *(b for _, b in kept)])


def _is_verb(word: str, at: int) -> bool:
    """Whether a word is none but a verb that another begins ``at`` characters into, or before."""
    if word in _NOMINAL:
        return False
    return word in _LINKS or at < 0 or (at > 0 and word[-1] in _VERB_ENDS)


def _parts(phrase: str, start: int, end: int, stop: int) -> bool:
    """Whether a long word is a verb and the word that it acts on: 加装|电梯, 更新|改造."""
    long = end - start > 1 and stop - end > 1 and phrase[start] != "最"
    return long and is_word(phrase[end:stop])
