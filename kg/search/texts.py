"""The words of a case as a search needs them: phrases, best passages, highlights."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg import segment
from kg.model import Passage
from kg.search.engine import FoundPassage, Request

_MOST_PASSAGES: Final = 3  # a case shows two or three: more is reading, not finding

# A term in the heading says what the passage is about, but it is not the quote looked for.
_IN_HEADING: Final = 0.4
# What is said literally as asked outweighs the same words scattered: by half of all terms.
_LITERAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage in normalised characters, as many as its own text has."""

    id: str
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case's title and passages, normalised."""

    title: str
    passages: tuple[PassageText, ...]

    def says(self, phrase: str) -> bool:
        """Whether the title, a heading or a passage has the phrase literally."""
        return phrase in self.title or any(
            phrase in passage.text or phrase in passage.heading for passage in self.passages
        )


def case_text(title: str, passages: Iterable[Passage]) -> CaseText:
    """Normalise a case; headings of a path stand on lines of their own."""
    return CaseText(
        segment.normalise(title),
        tuple(
            PassageText(p.id, segment.normalise(p.text), segment.normalise("\n".join(p.heading)))
            for p in passages
        ),
    )


def literal_forms(whole: str) -> tuple[str, ...]:
    """Forms in which a query of several words may stand literally: as typed, without blanks."""
    return tuple(dict.fromkeys(form for form in (whole, whole.replace(" ", "")) if len(form) > 1))


def coverage(text: CaseText, weights: Mapping[str, float], given: Set[str]) -> float:
    """Part of the terms' weight, 0 to 1, that the best passage has, with those given anyway."""
    total = sum(weights.values())
    if not total:
        return 0.0
    known = sum(weights[term] for term in given)
    asked = {term: weight for term, weight in weights.items() if term not in given}
    return (known + max((_weight(p, asked) for p in text.passages), default=0.0)) / total


def _weight(passage: PassageText, weights: Mapping[str, float]) -> float:
    """Weight of the terms that a passage or, in part, its heading has."""
    text, heading = passage.text, passage.heading
    return sum(
        weight if term in text else weight * _IN_HEADING if term in heading else 0.0
        for term, weight in weights.items()
    )


def best_passages(
    text: CaseText, request: Request, weights: Mapping[str, float]
) -> tuple[FoundPassage, ...]:
    """Passages that answer best, best first; the first passage where none has a word."""
    literal = (*request.phrases, *literal_forms(request.whole))
    extra = _LITERAL * sum(weights.values()) or 1.0
    scored = []
    for number, passage in enumerate(text.passages):
        score = _weight(passage, weights) + extra * any(said in passage.text for said in literal)
        if score > 0:
            scored.append((-score, number, passage))
    chosen = [passage for _, _, passage in sorted(scored, key=lambda s: s[:2])[:_MOST_PASSAGES]]
    terms = (*literal, *highlighted(request))
    return tuple(
        FoundPassage(passage.id, highlights(passage.text, terms))
        for passage in chosen or text.passages[:1]
    )


def highlighted(request: Request) -> tuple[str, ...]:
    """What is marked in passages: words whole and their telling parts, each once."""
    terms: dict[str, None] = {}
    for word in request.words:
        # A single character says something beside its neighbour only: 小 of 小古城村.
        beside = [a + b for a, b in pairwise(word.parts) if 1 in {len(a), len(b)}]
        terms |= dict.fromkeys((word.text, *beside, *word.units))
    return tuple(terms)


def highlights(text: str, terms: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Spans of a normalised text that are one of the terms: sorted, disjoint, longest first.

    Where two terms overlap the longer is marked whole and the rest of the other is left.
    """
    taken: list[tuple[int, int]] = []
    for term in sorted(set(terms), key=len, reverse=True):
        at = text.find(term) if term else -1
        while at >= 0:
            end = at + len(term)
            if all(end <= a or b <= at for a, b in taken):
                taken.append((at, end))
            at = text.find(term, end)
    return tuple(sorted(taken))
