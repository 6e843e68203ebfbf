"""Which of several things a number is told of: 城乡居民收入分别增长4.4%、5.6%.

Numbers behind 分别 belong to what stands before it, in the same order. Where that order cannot
be read nothing is proven.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.draft.evidence import Told
from kg.draft.times import Difference
from kg.text import unbroken

_EACH: Final = "分别"
_STOP: Final = re.compile(r"[。；：！？;!?\n]|，(?!分别)|,(?!\d)")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_BETWEEN: Final = re.compile(r"、|以及|[和与及]")
# Words of time and of comparison behind the last thing of a list.
_BEHIND: Final = re.compile(
    r"(?:年均|月均|同比|环比|[比较](?:上年|去年)(?:同期)?|[比较]\d{4}年|将|也|均|已|累计|占比|，)+$"
)
# One word that names two things, in their order, with what each is called alone.
_BOTH: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "城乡": (("城镇", "城市"), ("农村", "乡村")),
    "进出口": (("进口",), ("出口",)),
}
_TAIL: Final = 2  # last characters of a thing, which a verb may stand before: 新建|网格
_UNCLEAR: Final = Difference("库中此数为“分别”所列，未能对应所指，请核对", against=False)


@dataclass(frozen=True, slots=True)
class _Share:
    """Things that numbers are told of in turn, by the names of each; ``place`` is one's own."""

    words: str  # up to the number
    things: tuple[tuple[str, ...], ...]
    place: int

    @property
    def own(self) -> str:
        """What the number is told of; empty where that is unclear."""
        return self.things[self.place][0] if self.things else ""


def another_share(sentence: str, span: tuple[int, int], told: Told) -> Difference | None:
    """Whether a number that one side tells of several things in turn is of another one there."""
    end = told.metric.end - told.quote.start
    ours, theirs = _share(sentence, span[1]), _share(told.quote.text, end)
    said = _clause(sentence, span[1])
    known = "".join((*told.owners, _clause(told.quote.text, end), told.metric.measure))
    if ours is not None and theirs is not None:
        if ours.words == theirs.words:
            return None
        return _held(theirs, ours.own) if ours.own else _UNCLEAR
    if theirs is not None:
        return _held(theirs, said)
    if ours is not None:
        return None if _held(ours, known) is None else _UNCLEAR
    one_side = any(word in known and word not in said for word in _BOTH)
    alone = one_side and any(n in said for both in _BOTH.values() for names in both for n in names)
    return Difference("库中为合计的数，未分开写明，请核对", against=False) if alone else None


def _clause(text: str, end: int) -> str:
    """The clause of a number up to the number's end."""
    stops = [stop.end() for stop in _STOP.finditer(text, 0, end)]
    return unbroken(text[stops[-1] if stops else 0 : end])


def _share(text: str, end: int) -> _Share | None:
    """The things that a number is one of; None where no list of numbers is told with 分别."""
    before, each, upto = _clause(text, end).rpartition(_EACH)
    stop = _STOP.search(text, end)
    behind = unbroken(text[end : stop.start() if stop else len(text)])
    numbers = _NUMBER.findall(upto)
    count = len(numbers) + len(_NUMBER.findall(behind))
    if not each or not numbers or count < len(_BOTH["城乡"]):
        return None
    things = _things(before)
    paired = things if len(things) == count else ()
    return _Share(f"{before}{each}{upto}", paired, len(numbers) - 1)


def _things(before: str) -> tuple[tuple[str, ...], ...]:
    """What a list before 分别 names, or a word that stands for two."""
    for word, both in _BOTH.items():
        if word in before and not _BETWEEN.search(before):
            return both
    listed = _BETWEEN.split(_BEHIND.sub("", before))
    return tuple((thing,) for thing in listed) if all(listed) else ()


def _held(share: _Share, words: str) -> Difference | None:
    """Whether words name another one of the things than the number's own."""
    for word in _BOTH:  # 进出口 is no 出口
        words = words.replace(word, "")
    named = [at for at, names in enumerate(share.things) if _is_named(names, share, words)]
    if named == [share.place]:
        return None
    if len(named) == 1:
        remark = f"所指不同：库中此数为“{share.own}”的数（原文“分别”列出）"
        return Difference(remark, against=True)
    return _UNCLEAR


def _is_named(names: Sequence[str], share: _Share, words: str) -> bool:
    if any(name in words for name in names):
        return True
    tail = names[0][-_TAIL:]
    return tail in words and sum(thing[0].endswith(tail) for thing in share.things) == 1


def side_words(measure: str) -> frozenset[str]:
    """The words of a measure that say which of two sides it counts, or both: 城乡, 农村."""
    alone = (name for both in _BOTH.values() for names in both for name in names)
    return frozenset(word for word in (*_BOTH, *alone) if word in measure)


def is_side_of(few: str, more: str) -> bool:
    """Whether a measure is another one of two sides, said of one of them: 农村居民收入."""
    return any(
        word in more and few == more.replace(word, name)
        for word, both in _BOTH.items()
        for names in both
        for name in names
    )
