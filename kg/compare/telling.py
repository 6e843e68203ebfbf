"""What single sentences tell: what was done, what came of it, what is wrong, what is only meant.

A passage's role goes before; within it each sentence is judged by its own words. Precision first:
a sentence that shows nothing clearly is none of these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.compare import cues
from kg.model import Metric, Passage
from kg.ontology import Role, Status
from kg.text import sentences_within, unbroken

# Shorter sentences are headings run into their text, or the tail of a broken one; an outcome may
# be told shortly: 累计办结诉求320件。
_SHORTEST: Final = 18
_SHORTEST_OUTCOME: Final = 10
# What a table cell and a slide can hold; the longer of two sentences is the worse one to quote.
_COMFORTABLE: Final = 140
_LONGEST: Final = 320
_MOST_DEEDS: Final = 4.0  # more deeds in one sentence tell no more
_STOPS: Final = "。！？；!?;，,：: "
# Roles of passages whose sentences tell neither what was done nor what came of it.
_SILENT: Final = frozenset({Role.CHARGE, Role.PLAN, Role.LESSON})


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a passage: source offsets, what it does, and how well it tells that.

    ``text`` has no line ends. Higher ``weight`` tells more. ``result`` says that the sentence
    tells an outcome, whatever else it does.
    """

    passage: Passage
    start: int
    end: int
    text: str
    role: Role
    weight: float
    result: bool = False


def told_sentences(passages: Sequence[Passage], metrics: Sequence[Metric]) -> list[Told]:
    """All sentences that can be quoted, in the order of the text, each with what it does."""
    aims = sorted((m.start, m.end, m.status) for m in metrics if m.status is not Status.ACHIEVED)
    return [told for passage in passages for told in _of_passage(passage, aims)]


def is_note(text: str) -> bool:
    """Whether a text is a note on the material, a contents line or a byline: never evidence."""
    return cues.NOTE.match(text) is not None


def _of_passage(passage: Passage, aims: Sequence[tuple[int, int, Status]]) -> Iterator[Told]:
    if is_note(passage.text) or _is_heading(passage):
        return
    for begin, stop in sentences_within(passage.text):
        raw = passage.text[begin:stop]
        low, high = begin + len(raw) - len(raw.lstrip()), begin + len(raw.rstrip())
        numbered = cues.NUMBERED.match(passage.text, low, high)
        ahead = numbered or cues.DATELINE.match(passage.text, low, high)
        at = ahead.end() if ahead else low
        words = unbroken(passage.text[at:high])
        start, end = passage.start + at, passage.start + high
        statuses = {status for a, b, status in aims if start <= a < end}
        role = _role(words, passage.role, statuses)
        if role is None or _repeats_heading(words, passage):
            continue
        if _is_said(passage.text, at, high) or cues.ANSWERS.search(words):
            role = Role.STORY
        outcome = role is Role.RESULT or (
            role is Role.PRACTICE
            and cues.REQUIRED.search(words) is None
            and _first_outcome(words) is not None
        )
        weight = _weight(words, role, passage.role)
        if numbered and len(words) < 40:  # noqa: PLR2004 - 一是…。 alone
            weight -= 2.0
        yield Told(passage, start, end, words, role, weight, outcome)


def _is_heading(passage: Passage) -> bool:
    """Whether the passage is one of its own headings and no more."""
    words = unbroken(passage.text.strip())
    return words in passage.heading or len(words) < _SHORTEST


def _repeats_heading(words: str, passage: Passage) -> bool:
    """Whether a sentence is a heading run into its text: 一是规范业委会组建。"""
    bare = words.rstrip(_STOPS)
    return any(heading.endswith(bare) for heading in passage.heading)


def speech_start(text: str, at: int) -> int:
    """Where the speech begins that closes right before ``at``; ``at`` where none does."""
    if at == 0 or text[at - 1] != "”":
        return at
    depth = 0
    for mark in reversed(list(cues.MARKS.finditer(text, 0, at))):
        depth += 1 if mark.group() == "”" else -1
        if depth == 0:
            return mark.start()
    return at


def _is_said(text: str, low: int, high: int) -> bool:
    """Whether a sentence is somebody's speech, or a part of it, by its quotation marks.

    Inside is where the mark before is an opening and the next one a closing one; of what is
    not closed at all nothing is known.
    """
    ahead = cues.MARKS.search(text, low)
    before = max(text.rfind("“", 0, low), text.rfind("”", 0, low))
    if ahead and ahead.group() == "”" and before >= 0 and text[before] == "“":
        return True
    if not text.startswith("“", low):
        return False
    closing = cues.MARKS.search(text, low + 1)
    while closing and closing.group() == "“":  # A quotation inside: its end is not this one's.
        inner = text.find("”", closing.end())
        closing = cues.MARKS.search(text, inner + 1) if inner >= 0 else None
    return closing is not None and closing.group() == "”" and closing.end() >= high


def _role(words: str, above: Role | None, statuses: set[Status]) -> Role | None:
    """What a sentence does, in a passage that does ``above`` and has figures of ``statuses``."""
    if not _is_quotable(words):
        return None
    if cues.CHARGE.search(words) or cues.SLOGAN.match(words) or above is Role.CHARGE:
        return Role.CHARGE
    if Status.TARGET in statuses or cues.AIM.search(_nameless(words)) or above is Role.PLAN:
        return Role.PLAN
    if _is_lack(words, above, statuses):
        return Role.PROBLEM
    if above in _SILENT or (cues.SPOKEN.search(words) and above is Role.STORY):
        return above
    return Role.STORY if cues.ASIDE.match(words) else _deed_or_outcome(words, above)


def _is_quotable(words: str) -> bool:
    """Whether the words are one whole sentence, neither broken nor a note, of a length to quote."""
    whole = _SHORTEST_OUTCOME <= len(words) <= _LONGEST and words[:1] not in cues.OPENERS
    closed = cues.CLOSED.search(words) is not None
    foreign = is_note(words) or cues.BYLINE.search(words) or cues.REPEATED.search(words)
    return whole and closed and not cues.BROKEN.search(words) and not foreign


def _is_lack(words: str, above: Role | None, statuses: set[Status]) -> bool:
    """Whether a sentence tells what is wrong: a deed against a lack does not."""
    if Status.PROBLEM in statuses or above is Role.PROBLEM:
        return True
    return cues.LACK.search(words) is not None and not cues.ANSWERED.search(words)


def _deed_or_outcome(words: str, above: Role | None) -> Role | None:
    """A deed with its outcome behind it is a deed; an outcome that comes first is one."""
    deeds = [match.start() for match in cues.DEED.finditer(_nameless(words))]
    if cues.OPENS_DEED.match(words):
        deeds.insert(0, 0)
    outcome = None if cues.REQUIRED.search(words) else _first_outcome(words)
    if cues.PLACED.search(words) and len(deeds) < 2:  # noqa: PLR2004 - where it lies, and no deed
        return Role.BACKGROUND
    if outcome is not None and (not deeds or above is Role.RESULT or outcome <= deeds[0]):
        return Role.RESULT
    if deeds:
        return Role.PRACTICE if len(words) >= _SHORTEST else None
    return None


def _first_outcome(words: str) -> int | None:
    """Where words first tell an outcome; what is promised, or met for or begun, is none."""
    begun = cues.BEGUN.search(words) is not None
    for outcome in cues.OUTCOME.finditer(words):
        clause = max(words.rfind(mark, 0, outcome.start()) for mark in "，；。") + 1
        promised = cues.PROMISED.search(words, clause, outcome.end())
        if not promised and not (begun and cues.COUNTED.match(outcome.group())):
            return outcome.start()
    return None


def _nameless(words: str) -> str:
    """Words of the same length with what stands in short quotation marks blanked."""
    return cues.NAMED.sub(lambda name: " " * len(name.group()), words)


def _weight(words: str, role: Role, above: Role | None) -> float:
    """How well a sentence tells what its role says: deeds or outcomes, at a length to quote."""
    telling = cues.OUTCOME if role is Role.RESULT else cues.DEED
    weight = min(len(telling.findall(_nameless(words))), _MOST_DEEDS)
    weight += 1.0 if above is role else 0.0
    weight -= max(0, len(words) - _COMFORTABLE) / 60
    weight -= 1.5 if len(words) < 30 else 0.0  # noqa: PLR2004 - a slogan or a heading run in
    weight -= 1.5 if cues.SPOKEN.search(words) else 0.0
    weight -= 1.0 if cues.PLACED.search(words) else 0.0
    if role is Role.PRACTICE:
        weight += _does(words)
    weight -= 1.5 if cues.CHRONICLE.match(words) else 0.0
    weight -= min(len(cues.MASKED.findall(words)), 3) * 0.3
    return weight


def _does(words: str) -> float:
    """How plainly a sentence tells who does what, beside its deeds; an opinion tells none."""
    idle = cues.OPINED.match(words) or cues.MEANT.search(words)
    weight = -_MOST_DEEDS if idle else 0.0
    first = cues.DEED.search(_nameless(words))
    actor = first and cues.ACTOR.search(words, 0, first.start())
    return weight + (0.5 if actor else 0.0)


def last_outcome(told: Told) -> tuple[int, int] | None:
    """Source offsets of the words of a sentence, from the clause that tells its outcome on.

    None where the outcome begins with the sentence, or a deed follows it: then no part of the
    sentence tells the outcome alone.
    """
    text = told.passage.text
    low, high = told.start - told.passage.start, told.end - told.passage.start
    for mark in re.finditer("[，,]", text[low:high]):
        rest = text[low + mark.end() : high]
        clause = unbroken(re.split("[，,]", rest, maxsplit=1)[0])
        if _first_outcome(clause) is not None and not cues.DEED.match(clause):
            at = told.start + mark.end() + len(rest) - len(rest.lstrip())
            return (at, told.end) if len(rest) >= _SHORTEST_OUTCOME else None
    return None


def gain(words: str) -> float:
    """How much of an outcome words tell: its parts, a rate before a mere number, in few words."""
    rate = 1.0 if re.search("[%％倍]", words) else 0.0
    return len(cues.OUTCOME.findall(words)) + rate - max(0, len(words) - _COMFORTABLE) / 30
