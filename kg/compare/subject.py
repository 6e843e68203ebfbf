"""What was asked of a case: which passages answer, and how near a sentence is to the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.compare.table import Item
from kg.compare.telling import Told, told_sentences
from kg.model import Case, CaseRecord, Passage
from kg.ontology import Genre
from kg.store import File
from kg.text import unbroken

# What it counts that a sentence is about what was asked: as much as two deeds; every further
# word of it less, and of many no more than of the first ones.
_NEAR: Final = 2.0
_WORD: Final = 0.75
_WORDS: Final = 4
# A sentence that begins with so many characters of the title is the title, run into the text.
_TITLE: Final = 12


@dataclass(frozen=True, slots=True)
class Focus:
    """What was asked for, as sentences are weighed: ids of passages, and words.

    ``narrow``: the case is about more than was asked, so that only what touches it answers.
    """

    passages: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    narrow: bool = False

    def weight(self, told: Told) -> float:
        """How much nearer a sentence is to what was asked than others of its case."""
        near = _NEAR if told.passage.id in self.passages else 0.0
        found = [word for word in self.words if word in told.text]
        # 物业 inside of 物业服务企业 tells nothing more.
        apart = sum(not any(word != other and word in other for other in found) for word in found)
        return near + (_NEAR + (min(apart, _WORDS) - 1) * _WORD if apart else 0.0)

    def touches(self, told: Told) -> bool:
        """Whether a sentence speaks of what was asked."""
        return told.passage.id in self.passages or self.names(told.text)

    def names(self, text: str) -> bool:
        """Whether a text has one of the words."""
        return any(word in text for word in self.words)


@dataclass(frozen=True, slots=True)
class Subject:
    """A case with what was asked of it.

    ``about`` are the passages that speak of what was asked; ``whole``: the case itself does.
    ``focus`` tells which of them matter most. ``only`` are ids of the initiatives that may head
    a row, any where it is empty. ``copies`` are its near-copies, ``reasons`` tell why a row is
    here, by its head's id, or "" for any.
    """

    record: CaseRecord
    file: File
    about: tuple[Passage, ...]
    whole: bool = True
    only: frozenset[str] = frozenset()
    focus: Focus = field(default_factory=Focus)
    copies: tuple[Case, ...] = ()
    reasons: Mapping[str, Item] = field(default_factory=dict)

    @property
    def mixed(self) -> bool:
        """Whether the case has all subjects in one, even in one passage, as reports have."""
        report = self.record.case.genre is Genre.REPORT
        return report and (self.focus.narrow or not self.whole)

    def told(self) -> list[Told]:
        """Sentences of the passages that answer, in the order of the text.

        Of a mixed case those with the words that were asked; of one that is about more, those
        that touch them, or all where none does.
        """
        title = unbroken(self.record.case.title)[:_TITLE]
        told = [
            t
            for t in told_sentences(self.about, self.record.metrics)
            if len(title) < _TITLE or not t.text.startswith(title)
        ]
        if self.mixed:
            return [t for t in told if self.focus.names(t.text)]
        if self.focus.narrow:
            return [t for t in told if self.focus.touches(t)] or told
        return told
