"""The words of a case as a search needs them: phrases, best passages, highlights."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kg import segment
from kg.model import Metric, Passage
from kg.search.clauses import Word
from kg.search.engine import FoundPassage, Request
from kg.text import unbroken, without

_MOST_PASSAGES: Final = 3  # a case shows two or three: more is reading, not finding

# A term in the heading says what the passage is about, but it is not the quote looked for.
_IN_HEADING: Final = 0.4
# Pieces of a term, all of them, are worth this much of the term itself.
_PIECES: Final = 0.4
# What is said literally as asked outweighs the same words scattered: by half of all terms.
_LITERAL: Final = 0.5
# Where a text comes from and who made it is no part of what it says.
_ASIDE: Final = re.compile(
    r"[\s(（\[【]*(?:(?:资料|文章|文字|稿件|信息|图片|本文)?来源|编者[注按]|责任?编辑?|编辑|供稿|作者(?:单位|系|简介)"
    r"|原[文载]|转载|本报记者|通讯员|注)[\s:;,)）\]】]"
)
# A longer passage that begins so goes on with the text: 来源：某网 本报讯 ….
_LONGEST_ASIDE: Final = 100


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage in normalised characters. ``role`` may be empty.

    ``own`` has as many characters as the passage; ``text``, made of it, and ``heading`` have no
    line ends and quotation marks: they part no words.
    """

    id: str
    own: str
    heading: str
    role: str = ""
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the words on one line, unquoted: every search asks for them many times."""
        object.__setattr__(self, "text", segment.unquoted(unbroken(self.own)))


@dataclass(frozen=True, slots=True)
class AmountSaid:
    """A number that a case tells; ``words`` are its subject, measure and wording, normalised."""

    words: str
    unit: str
    value: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case's title, passages, and lines outside of them, normalised and unquoted."""

    title: str
    passages: tuple[PassageText, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a case says: title, lines outside, heading and text of each passage, all as one text.

    No phrase goes across the parts of ``whole``.
    """

    title: str
    aside: str
    passages: tuple[tuple[str, str], ...]
    whole: str


def case_text(title: str, passages: Iterable[Passage], aside: str = "") -> CaseText:
    """Normalise a case; headings of a path, and lines ``aside``, stand on lines of their own."""
    return CaseText(
        _said(title),
        tuple(
            PassageText(
                p.id,
                segment.normalise(p.text),
                _said("\n".join(p.heading)),
                str(p.role or ""),
            )
            for p in passages
        ),
        _said(aside),
    )


def amounts_said(metrics: Iterable[Metric]) -> tuple[AmountSaid, ...]:
    """Numbers of a case, normalised."""
    return tuple(
        AmountSaid(
            _said(" ".join((m.subject or "", m.measure, m.text))),
            _said(m.unit or ""),
            m.value,
            m.value_high,
        )
        for m in metrics
    )


def _said(text: str) -> str:
    return segment.unquoted(segment.normalise(text))


def literal_forms(whole: str) -> tuple[str, ...]:
    """Forms in which a query of several words may stand literally: as typed, without blanks."""
    return tuple(dict.fromkeys(form for form in (whole, whole.replace(" ", "")) if len(form) > 1))


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a passage may have: ways to say it, all worth the same, and its pieces.

    Pieces are worth something where the whole is not said: 网格 and 治理 of 网格治理. So are
    ``hints``, words that say the same theme, in a case that nowhere has the whole.
    """

    forms: tuple[str, ...]
    weight: float
    pieces: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    def worth(self, text: str) -> float:
        """Weight of what a normalised text has of the term."""
        # Plain loops: this is asked of every passage of a hundred cases, for every search.
        for form in self.forms:
            if form in text:
                return self.weight
        said = 0
        for piece in self.pieces:
            said += piece in text
        return self.weight * _PIECES * said / len(self.pieces) if said else 0.0

    def within(self, whole: str) -> "Term":
        """What to look for in the passages of a case that says this: words of the theme, if any."""
        if not self.hints or any(form in whole for form in self.forms):
            return self
        said = tuple(hint for hint in self.hints if hint in whole)
        return Term(said, self.weight * _PIECES) if said else self

    def said(self, text: str) -> tuple[str, ...]:
        """What a normalised text may have of the term: forms, or pieces where none is there."""
        return self.forms if any(form in text for form in self.forms) else self.pieces


def coverage(words: Words, terms: Sequence[Term], given: Set[str]) -> float:
    """Part of the terms' weight, 0 to 1, that the best passage has, with those given anyway."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    known = [term for term in terms if given & set(term.forms)] if given else []
    # What is nowhere in the case need not be looked for in each of its passages.
    there = [term for term in terms if term not in known and term.worth(words.whole)]
    best = max((_weight(said, h, there) for h, said in words.passages), default=0.0)
    return (sum(term.weight for term in known) + best) / total


def _weight(text: str, heading: str, terms: Sequence[Term]) -> float:
    """Weight of the terms that a passage or, in part, its heading has."""
    weight = 0.0
    for term in terms:
        worth = term.worth(text)
        if not worth and heading:
            worth = term.worth(heading) * _IN_HEADING
        weight += worth
    return weight


class BestPassages:
    """Chooses passages of cases for one request."""

    def __init__(self, request: Request, terms: Sequence[Term]) -> None:
        """Judge by ``terms`` and what is asked for literally."""
        self._request = request
        self._terms = terms
        self._literal = (*request.phrases, *literal_forms(request.whole))
        self._marked = (*self._literal, *highlighted(request))
        self._roles = request.filters.chosen("role")

    def of(self, text: CaseText, home: Set[str] = frozenset()) -> tuple[FoundPassage, ...]:
        """Passages that answer best, best first; the first passage where none has a word.

        Names of the case's own ``home`` tell nothing of a passage where something else is asked.
        """
        telling = [term for term in self._terms if not home & set(term.forms)] or self._terms
        passages = [p for p in text.passages if p.role in self._roles] or text.passages
        others = [passage for passage in passages if not _is_aside(passage.text)]
        # As in ``coverage``: what is nowhere need not be looked for in each passage.
        whole = "\n".join(part for p in others for part in (p.heading, p.text))
        there = [term for term in (one.within(whole) for one in telling) if term.worth(whole)]
        total = sum(term.weight for term in telling) or 1.0
        scores = [self._score(passage, there, total) for passage in others]
        best = sorted((-score, number) for number, score in enumerate(scores) if score > 0)
        chosen = [others[number] for _, number in best[:_MOST_PASSAGES]]
        return tuple(
            FoundPassage(
                passage.id,
                highlights(passage.own, self._marks((*self._terms, *there), passage.text)),
            )
            for passage in chosen or others[:1] or passages[:1]
        )

    def aside(self, text: CaseText) -> tuple[str, ...]:
        """What is marked of what a case says outside its passages: names of a byline."""
        marks = dict.fromkeys(self._marks(self._terms, text.aside))
        return tuple(mark for mark in marks if mark in text.aside)

    def _marks(self, terms: Iterable[Term], text: str) -> tuple[str, ...]:
        """What may be marked in a normalised text."""
        return (*self._marked, *(said for term in terms for said in term.said(text)))

    def _score(self, passage: PassageText, terms: Sequence[Term], total: float) -> float:
        """How well a passage answers, 0 if it has nothing of what is asked, ``total`` in weight."""
        said = any(form in passage.text for form in self._literal)
        score = _weight(passage.text, passage.heading, terms) + _LITERAL * total * said
        if score > 0 and self._request.role and passage.role == self._request.role:
            score += self._request.weights.role * total
        return score


def _is_aside(text: str) -> bool:
    """Whether a passage is no more than a note on who made the text."""
    return len(text) <= _LONGEST_ASIDE and bool(_ASIDE.match(text))


def highlighted(request: Request) -> tuple[str, ...]:
    """What is marked in passages: words whole, their telling parts, other forms, each once."""
    terms: dict[str, None] = {}
    terms |= dict.fromkeys(neighbours(request.words, request.whole))
    for word in request.words:
        beside = [said for a, b in pairwise(word.parts) for said in _beside(a, b, word.text)]
        said = (word.text, *beside, *word.units, *word.forms)
        terms |= dict.fromkeys(one for one in said if len(one) > 1)
    return tuple(terms)


def neighbours(words: Sequence[Word], whole: str) -> Iterator[str]:
    """Neighbouring words of a query as one where that says more than both: 镇 and 干部."""
    for before, after in pairwise(words):
        yield from _beside(before.text, after.text, whole)


def _beside(before: str, after: str, whole: str) -> tuple[str, ...]:
    """Two neighbours as one, if one is a single character and says something only so."""
    joined = before + after
    return (joined,) if 1 in {len(before), len(after)} and joined in whole else ()


def highlights(text: str, terms: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Spans of a normalised passage that are one of the terms: sorted, disjoint, longest first.

    Where two terms overlap the longer is marked whole and the rest of the other is left; of two
    as long, the first. A term may stand across a line end or a quotation mark.
    """
    text, places = without(text, "\n" + segment.QUOTE)
    taken: list[tuple[int, int]] = []
    for term in sorted(dict.fromkeys(terms), key=len, reverse=True):
        at = text.find(term) if term else -1
        while at >= 0:
            end = at + len(term)
            if all(end <= a or b <= at for a, b in taken):
                taken.append((at, end))
            at = text.find(term, end)
    return tuple((places[start], places[end - 1] + 1) for start, end in sorted(taken))
