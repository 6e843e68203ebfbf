"""A figure of a draft with its sentence, held against figures of the library one by one."""

import re
from dataclasses import dataclass, replace

from kg.draft.claims import Claim
from kg.draft.evidence import Told
from kg.draft.likeness import alike, surely_alike
from kg.draft.manner import difference, other_end, plans
from kg.draft.measures import core, is_same_measure
from kg.draft.owner_names import is_body_name, no_name, own_place, same_owner
from kg.draft.owners import Agreement, agreement
from kg.draft.times import Difference
from kg.model import Metric
from kg.ontology import Status
from kg.text import is_masked
from kg.wording import number_words

# A number of so many digits, of a measure of so many characters, is hardly there twice.
_TELLING_DIGITS, TELLING_MEASURE = 4, 3


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure of the draft with its sentence; ``at`` is its place there."""

    metric: Metric
    sentence: str
    at: int
    owners: tuple[str, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the figure stands in its sentence."""
        return self.at, self.at + len(self.metric.text)

    @property
    def planned(self) -> bool:
        """Whether the draft tells of a plan or an aim."""
        return self.metric.status is Status.TARGET or plans(self.sentence, self.span)

    def owned_as(self, told: Told) -> Agreement:
        """Whether the library's figure is of the same owner."""
        return agreement(self.owners, self.sentence, told)

    def fits(self, told: Told) -> bool:
        """Whether a figure of the library that says the same is about the same."""
        owned = self.owned_as(told)
        if owned is not Agreement.UNKNOWN:
            return owned is Agreement.SAME
        return alike(self.sentence, self.at, told) or (not self.owners and self._is_telling())

    def differs_from(self, told: Told) -> Difference | None:
        """What is told of the figure otherwise: a fall for a rise, another year."""
        return other_end(self.metric.change, told) or difference(self.sentence, self.span, told)

    def is_surely(self, told: Told) -> bool:
        """Whether a sentence of the library is the draft's own, and of no other owner."""
        owned = self.owned_as(told)
        if owned is Agreement.OTHER or not alike(self.sentence, self.at, told):
            return False
        if owned is Agreement.SAME or not self.owners:
            return True
        return surely_alike(self.sentence, self.at, self.metric.text, told)

    def is_surely_of_another(self, told: Told) -> bool:
        """Whether the very same number is, in the library's own sentence, of one that is not ours.

        What a place inside has may be told of the one around it.
        """
        if self.owned_as(told) is not Agreement.OTHER or not is_same_measure(
            self.metric, told.metric
        ):
            return False
        ours, theirs = self.owners, told.owners
        around = any(same_owner(name, place) for name in ours for place in told.case.region)
        if around or any(map(own_place, ours)) or any(map(is_masked, theirs)):
            return False
        named = bool(theirs) and all(name in told.quote.text for name in theirs)
        return named and self._is_telling()

    def stands_in(self, words: str) -> bool:
        """Whether words have this very number with its unit, be it of something else."""
        number = number_words(self.metric.value or 0).replace(",", "")
        unit = re.escape(self.metric.unit or "")
        return re.search(rf"(?<![\d.,]){re.escape(number)}[余多]?{unit}", words) is not None

    def _is_telling(self) -> bool:
        digits = number_words(self.metric.value or 0).replace(",", "").replace(".", "").strip("0")
        measure = core(self.metric)
        return len(digits) >= _TELLING_DIGITS and len(measure) >= TELLING_MEASURE


def told_by_draft(metric: Metric, claim: Claim, text: str) -> DraftFigure:
    """A figure with its sentence, and whose it is.

    The subject that the finders tell is the owner where the sentence names no other; a body is
    so beside the place that is named with it.
    """
    start, end = claim.sentence
    sentence = text[start:end]
    subject = metric.subject or ""
    if subject not in sentence or is_masked(subject) or no_name(subject):
        metric = replace(metric, subject=None)  # told from elsewhere: a guess contradicts nothing
        subject = ""
    narrower = subject and (not claim.owners or is_body_name(subject))
    return DraftFigure(
        metric, sentence, max(0, claim.start - start), (subject,) if narrower else claim.owners
    )
