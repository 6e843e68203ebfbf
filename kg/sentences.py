"""句库: telling sentences, sentences that name a problem, and 嘱托, each with its source.

What makes a sentence telling is its form, not its subject: parts of equal length, a small thing
set against a great one, what is not set against what is. The rules are general ones of rhetoric.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Case, Passage
from kg.ontology import THEMES, Level, Role
from kg.quotes import sentence_at
from kg.store.banks import Banked
from kg.text import is_masked, sentences_within, unbroken


class Bank(StrEnum):
    """A bank of sentences; ``BANK_LABELS`` has the words."""

    TELLING = "telling"
    PROBLEM = "problem"
    CHARGE = "charge"


BANK_LABELS: Final[dict[Bank, str]] = {
    Bank.TELLING: "金句",
    Bank.PROBLEM: "问题句",
    Bank.CHARGE: "嘱托",
}
# Passages that are read for one page: a theme of ten thousand documents has some thousands.
_READ: Final = 4_000
_SHORTEST, _LONGEST = 12, 90  # characters; shorter is a heading, longer is told, not said
_LEAST: Final = 2  # points; one sign alone is chance
_EQUAL: Final = (4, 14)  # characters of parts that stand side by side
_FEWEST_PARTS: Final = 2
_OPPOSED: Final = re.compile(
    r"不是[^，。]{1,16}[，]?而是|既[^，。]{2,16}[，、]?又|变“?[^，。]{1,12}”?为|从[^，。]{1,14}到[^，。]{1,14}[的转]"
    r"|让[^，。]{2,14}[，]?(?:更|成为|多)|把[^，。]{2,16}(?:在|到|成|进)|[只唯]有[^，。]{2,20}[，]?才"
    r"|没有[^，。]{2,14}[，]?就没有|越[^，。]{1,8}越"
)
_SMALL_GREAT: Final = re.compile(r"[小微][^，。“”]{1,6}”?[^，。]{0,6}[“]?大[^，。“”]{1,6}")
_FIGURE: Final = re.compile(r"\d|[×xX*]{1,3}[个名家户]")
_SAID: Final = re.compile(r"“[^”]{8,}”")
_TOLD: Final = re.compile(r"强调|指出|嘱托|叮嘱|勉励|寄语|要求|期望|希望")
# Names of bodies stand side by side without saying anything by it.
_BODY: Final = re.compile(
    r"(?:[局委办部会院校所司处科站队组镇乡村市县区员学]|街道|公司|中心|集团)$"
)
_PROBLEM: Final = re.compile(
    r"不(?:够|足|高|实|强|力|到位|规范|健全|平衡|均衡|愿|敢|会)|缺[乏少位]|薄弱|滞后|问题|短板|差距|难题|困难|隐患"
    r"|形式主义|推诿|淡化|弱化|虚化|没有"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a bank; offsets are the source's. ``points`` tell how telling it is."""

    text: str
    start: int
    end: int
    case: Case
    path: str
    passage: Passage
    points: int = 0


def bank(
    library: Library, which: Bank, *, theme: str = "", level: str = "", limit: int = 60
) -> tuple[Sentence, ...]:
    """Sentences of a bank, the most telling first, each wording once; masked ones are left out.

    Raises InvalidQuery for a theme or level that is not on the list.
    """
    if (theme and theme not in THEMES) or (level and level not in list(Level)):
        msg = f"no theme or level is called {theme or level!r}"
        raise InvalidQuery(msg)
    with library.reading() as snapshot:
        passages = snapshot.passages_for(_wanted(which, theme, level), _READ)
        found = [one for passage in passages for one in _found(which, passage)]
        found.sort(key=lambda one: -one[3])
        chosen = list({one[2]: one for one in reversed(found)}.values())[::-1][:limit]
        cases = snapshot.cases({passage.case for passage, *_ in chosen})
        paths = snapshot.paths({case.source for case in cases.values()})
        return tuple(
            Sentence(
                words,
                start,
                start + len(words),
                cases[passage.case],
                paths[cases[passage.case].source],
                passage,
                points,
            )
            for passage, start, words, points in chosen
        )


def _wanted(which: Bank, theme: str, level: str) -> Banked:
    if which is Bank.TELLING:
        without = (Role.PROBLEM.value, Role.CHARGE.value)
        return Banked(without=without, theme=theme, level=level)
    role = Role.PROBLEM if which is Bank.PROBLEM else Role.CHARGE
    return Banked(roles=(role.value,), theme=theme, level=level)


def _found(which: Bank, passage: Passage) -> Iterator[tuple[Passage, int, str, int]]:
    """Sentences of a passage that belong to a bank, with their points."""
    for start, _ in sentences_within(passage.text):
        low, high = sentence_at(passage, passage.start + start)
        words = unbroken(passage.text[low - passage.start : high - passage.start])
        if len(words) < _SHORTEST or is_masked(words):
            continue
        points = _points(which, words)
        if points:
            yield passage, low, words, points


def _points(which: Bank, words: str) -> int:
    """How well a sentence fits a bank; 0 for one that does not."""
    if which is Bank.CHARGE:
        return 2 * bool(_SAID.search(words)) + bool(_TOLD.search(words))
    if len(words) > _LONGEST:
        return 0
    if which is Bank.PROBLEM:
        return len(_PROBLEM.findall(words))
    points = 2 * bool(_OPPOSED.search(words)) + 2 * bool(_SMALL_GREAT.search(words))
    points += _even(words)
    return points if points >= _LEAST and not _FIGURE.search(words) else 0


def _even(words: str) -> int:
    """Points for parts of equal length one behind another: 问需于民、问计于民、问效于民."""
    parts = [part.strip("“”‘’ ") for part in re.split(r"[，、；。！？]", words)]
    longest = run = 1
    for before, after in pairwise(parts):
        run = run + 1 if _is_parallel(before, after) else 1
        longest = max(longest, run)
    return longest if longest >= _FEWEST_PARTS else 0


def _is_parallel(before: str, after: str) -> bool:
    """Whether two parts are of one length and of one build: a word stands at the same place."""
    if len(before) != len(after) or not _EQUAL[0] <= len(after) <= _EQUAL[1]:
        return False
    return not _BODY.search(after) and any(a == b for a, b in zip(before, after, strict=True))
