"""What a user types, made into a request.

Words are joined by AND, ``OR``/``或`` between them by OR; ``-``, ``NOT`` or ``非`` before
something excludes it; brackets group; ``"…"`` and ``“…”`` hold a phrase; ``网格*`` is a
beginning; ``地区:浙江`` is a field. Other punctuation only separates words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg import segment
from kg.errors import InvalidQuery
from kg.model import Query, YearsRead
from kg.search.clauses import Clause, Either, Every, Phrase, Prefix, Without, Word, Years
from kg.search.engine import Filters, Request
from kg.search.understanding.fields import UnknownValue, clause_for
from kg.search.understanding.pieces import Piece, pieces
from kg.search.understanding.reading import Reader, Understood, settled
from kg.search.understanding.times import told
from kg.search.understanding.vocabulary import Vocabulary

_LONGEST: Final = 1000  # characters; nobody types more, and a pasted page is no query
_DEEPEST: Final = 40  # brackets inside brackets


@dataclass(frozen=True, slots=True)
class Parsed:
    """A request and how it was read; ``notes`` are words that look like fields and are none."""

    request: Request
    understood: Understood
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """Words as typed, not yet read."""

    text: str


def parse(query: Query) -> Request:
    """Request for what the query says. Raises InvalidQuery naming the character at fault."""
    return read(query).request


def read(query: Query, vocabulary: Vocabulary | None = None, *, today: int | None = None) -> Parsed:
    """Request for a query, its names recognised. Raises InvalidQuery.

    今年 and the like are words as others are unless the year ``today`` is known.
    """
    if len(query.text) > _LONGEST:
        message = f"the query goes on after character {_LONGEST}: shorten it to so many"
        raise InvalidQuery(message, "long", _LONGEST)
    if query.limit < 0 or query.offset < 0:
        message = f"limit {query.limit} and offset {query.offset} must not be negative"
        raise InvalidQuery(message)
    notes: list[str] = []
    parser = _Parser(list(pieces(query.text, notes)), query, vocabulary, today)
    clauses = parser.clauses()
    if query.text.strip() and not clauses and not parser.reader.understood.years:
        message = "the query has no word to look for, from character 1 to its end: add one"
        raise InvalidQuery(message, "blank", 0)
    request = Request(
        clauses=clauses,
        whole=segment.normalise(" ".join(parser.typed)),
        role=parser.reader.understood.role,
        loose=parser.reader.understood.asks,
        run=len(parser.typed) == 1,
        filters=_filters(query),
        limit=query.limit,
        offset=query.offset,
        sort=query.sort,
    )
    return Parsed(request, parser.reader.understood, tuple(notes))


def _filters(query: Query) -> Filters:
    """Take the filters over; an empty one filters nothing."""
    return Filters(
        region=query.region or None,
        theme=query.theme or None,
        level=query.level or None,
        genre=query.genre or None,
        year=query.year or None,
        role=query.role or None,
        entity=query.entity or None,
    )


class _Parser:
    """Reads the pieces of one query from left to right."""

    def __init__(
        self, found: list[Piece], query: Query, vocabulary: Vocabulary | None, today: int | None
    ) -> None:
        """Begin at the first piece."""
        self._today = today
        self._years = query.years
        self.reader = Reader(vocabulary, places=query.places, same=query.synonyms)
        self.typed: list[str] = []
        self._pieces = found
        self._at = 0
        self._vocabulary = vocabulary
        self._opened: list[int] = []

    @property
    def _next(self) -> Piece:
        return self._pieces[self._at]

    def clauses(self) -> tuple[Clause, ...]:
        """Clauses that must all hold. Raises InvalidQuery."""
        found = self._either()
        if self._next.kind == "close":
            message = f"the bracket at character {self._next.at + 1} closes nothing: take it out"
            raise InvalidQuery(message, "bracket", self._next.at)
        clause = self._settle(found)
        return clause.clauses if isinstance(clause, Every) else (clause,)

    def _either(self) -> "Clause | _Run":
        """Alternatives; one alone is itself."""
        found = [self._every()]
        while self._next.kind == "or":
            joint = self._next
            self._at += 1
            found.append(self._every(beside=True))
            if any(one == Every(()) for one in found):
                message = f"{joint.text} at character {joint.at + 1} needs a word on both sides"
                raise InvalidQuery(message, "or", joint.at, length=len(joint.text))
        return found[0] if len(found) == 1 else Either(tuple(map(self._settle, found)))

    def _every(self, *, beside: bool = False) -> Clause:
        """Things that stand side by side; ``beside`` an alternative."""
        found: list[Clause | _Run] = []
        while self._next.kind not in {"or", "close", "end"}:
            if self._next.kind == "and":
                self._at += 1
            else:
                found.append(self._one())
        clause = self._joined(found)
        if clause == Every(()) and (beside or self._opened or self._next.kind == "or"):
            # Years that are off are words again where an alternative, or what is excluded, must be.
            return self._joined([Phrase(one.text) for one in found if isinstance(one, _Run)])
        return clause

    def _one(self) -> "Clause | _Run":
        """One thing: a word, phrase, field, exclusion or group."""
        piece = self._next
        self._at += 1
        if piece.kind == "not":
            return self._excluded(piece)
        if piece.kind == "open":
            return self._group(piece)
        if piece.kind == "field":
            return self._of_field(piece)
        if piece.kind == "phrase":
            return Phrase(piece.text)
        return Prefix(piece.text) if piece.kind == "prefix" else _Run(piece.text)

    def _excluded(self, sign: Piece) -> Clause:
        """What follows, excluded."""
        if self._next.kind in {"end", "close", "or", "and"}:
            message = f"nothing to exclude at character {sign.at + 1}: put a word behind it"
            raise InvalidQuery(message, "not", sign.at)
        inner = self._one()
        return Without(self.reader.excluded(inner.text) if isinstance(inner, _Run) else inner)

    def _group(self, piece: Piece) -> Clause:
        """What stands in brackets."""
        self._opened.append(piece.at)
        if len(self._opened) > _DEEPEST:
            message = f"brackets inside brackets, more than {_DEEPEST}, at character {piece.at + 1}"
            raise InvalidQuery(message, "bracket", piece.at)
        inner = self._either()
        if self._next.kind != "close":
            message = f"the bracket at character {piece.at + 1} is not closed: put ) behind it"
            raise InvalidQuery(message, "bracket", piece.at)
        self._at += 1
        self._opened.pop()
        return self._settle(inner)

    def _of_field(self, piece: Piece) -> Clause:
        """A field with its value, or with one of several in brackets."""
        try:
            if piece.text:
                return clause_for(piece.name, piece.text, self._vocabulary)
            values = list(self._values())
            return Either(tuple(clause_for(piece.name, v, self._vocabulary) for v in values))
        except UnknownValue as error:
            message = f"{error}, at character {piece.at + 1}"
            length = max(len(piece.text), 1)
            raise InvalidQuery(message, "value", piece.at, piece.name, length=length) from error

    def _values(self) -> Iterator[str]:
        """Values in the brackets behind a field; 或 between them may be left out."""
        opening = self._next
        self._at += 1
        while self._next.kind in {"word", "phrase", "or", "prefix"}:
            if self._next.kind != "or":
                yield self._next.text
            self._at += 1
        if self._next.kind != "close":
            message = f"the bracket at character {opening.at + 1} is not closed: put ) behind it"
            raise InvalidQuery(message, "bracket", opening.at)
        self._at += 1

    def _settle(self, clause: "Clause | _Run") -> Clause:
        """The clause, its words read."""
        return self._joined([clause]) if isinstance(clause, _Run) else clause

    def _joined(self, found: "list[Clause | _Run]") -> Clause:
        """All of them, runs read as words; one alone is itself."""
        words: list[Word] = []
        others: list[Clause] = []
        for one in found:
            if isinstance(one, _Run):
                others += self._timed(one.text, words)
            elif isinstance(one, Every):
                others += one.clauses
            else:
                others.append(one)
        clauses = (*(settled(words) if words else ()), *others)
        return clauses[0] if len(clauses) == 1 else Every(clauses)

    def _timed(self, run: str, words: list[Word]) -> Iterator[Years]:
        """Years that a run tells, those asked for; its other words are read into ``words``."""
        found = list(told(segment.normalise(run), self._today)) if self._today else []
        at = 0
        for one in found:
            self._add(run[at : one.start], words)
            at, said = one.end, run[one.start : one.end]
            self.reader.understood.years[said] = YearsRead(said, one.first, one.last, self._years)
            if self._years:
                yield Years(one.first, one.last)
        self._add(run[at:], words)

    def _add(self, typed: str, words: list[Word]) -> None:
        """Read a stretch of words."""
        if typed:
            self.typed.append(typed)
            words += self.reader.words(typed)
