"""What a user types, made into a request.

Words are joined by AND, ``OR``/``或`` between them by OR; ``-``, ``NOT`` or ``非`` before
something excludes it; brackets group; ``"…"`` and ``“…”`` hold a phrase; ``网格*`` is a
beginning; ``地区:浙江`` is a field. Other punctuation only separates words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg import segment
from kg.errors import InvalidQuery
from kg.model import Query
from kg.search.clauses import Clause, Either, Every, Phrase, Prefix, Without, Word
from kg.search.engine import Filters, Request
from kg.search.fields import FIELDS, UnknownValue, clause_for, field_named
from kg.search.reading import Reader, Understood, settled
from kg.search.vocabulary import Vocabulary

_LONGEST: Final = 1000  # characters; nobody types more, and a pasted page is no query
_DEEPEST: Final = 40  # brackets inside brackets
_CLOSING: Final = {'"': '"”＂', "＂": '"”＂', "“": '”"＂', "「": "」", "『": "』"}
_STRAY: Final = frozenset("”」』")
_PIECE: Final = re.compile(
    r"(?P<minus>(?<![^\s(（])[-－−](?=\S))"
    r"|(?P<quote>[\"＂“「『”」』])"
    r"|(?P<open>[(（])|(?P<close>[)）])"
    r"|(?P<field>(?<!\w)[^\W\d_]{1,12})(?P<colon>[:：])(?![/／])"
    r"|(?P<word>[\w·.%+]+)(?P<star>[*＊](?!\w))?"
)
_EDGES: Final = "·.+_"
_OR: Final = frozenset({"OR", "或", "或者"})
_AND: Final = frozenset({"AND", "且"})
_NOT: Final = frozenset({"NOT", "非"})
# The value of a field, which blanks may precede, ends at a blank or a closing bracket.
_VALUE: Final = re.compile(r"[^\s)）]+")
# A name of more characters before a colon is a line of text and no field.
_LONGEST_FIELD: Final = 4


@dataclass(frozen=True, slots=True)
class Parsed:
    """A request and how it was read; ``notes`` are words that look like fields and are none."""

    request: Request
    understood: Understood
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of the query: ``kind`` is word, phrase, prefix, field, or, not, open, close, end.

    ``at`` is its place in the text; ``name`` is a field's.
    """

    kind: str
    text: str
    at: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words as typed, not yet read."""

    text: str


def parse(query: Query) -> Request:
    """Request for what the query says. Raises InvalidQuery naming the character at fault."""
    return read(query).request


def read(query: Query, vocabulary: Vocabulary | None = None) -> Parsed:
    """Request for a query, its names recognised. Raises InvalidQuery."""
    if len(query.text) > _LONGEST:
        message = f"the query goes on after character {_LONGEST}: shorten it to so many"
        raise InvalidQuery(message, "long", _LONGEST)
    if query.limit < 0 or query.offset < 0:
        message = f"limit {query.limit} and offset {query.offset} must not be negative"
        raise InvalidQuery(message)
    notes: list[str] = []
    parser = _Parser(list(_pieces(query.text, notes)), query, vocabulary)
    clauses = parser.clauses()
    if query.text.strip() and not clauses:
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


def _pieces(text: str, notes: list[str]) -> Iterator[_Piece]:
    """Cut a query; an end closes it. Raises InvalidQuery."""
    at = 0
    while found := _PIECE.search(text, at):
        start, at = found.start(), found.end()
        if found["quote"]:
            said, at = _quoted(text, start)
            if plain := segment.unquoted(segment.normalise(said)).strip():
                yield _Piece("phrase", plain, start)
        elif found["field"]:
            piece, at = _field(text, found, notes)
            yield piece
        elif found["word"]:
            yield from _word(found)
        else:
            yield _Piece(
                {"minus": "not"}.get(str(found.lastgroup), str(found.lastgroup)), "", start
            )
    yield _Piece("end", "", len(text))


def _word(found: re.Match[str]) -> Iterator[_Piece]:
    """A word, the beginning of one, or a joining word; nothing for marks alone."""
    word = found["word"].strip(_EDGES)
    if not word:
        return
    if found["star"]:
        yield _Piece("prefix", segment.normalise(word), found.start())
    elif word in _OR | _NOT | _AND:
        yield _Piece("or" if word in _OR else "not" if word in _NOT else "and", word, found.start())
    else:
        yield _Piece("word", word, found.start())


def _field(text: str, found: re.Match[str], notes: list[str]) -> tuple[_Piece, int]:
    """A field with its value, and where to go on; text before a colon may be none."""
    said, start = found["field"], found.start()
    name = field_named(said)
    if name is None:
        if found["colon"] == ":" and len(said) <= _LONGEST_FIELD:
            known = "、".join(names[0] for names in FIELDS.values())
            message = f"no field {said} at character {start + 1}; there are: {known}"
            raise InvalidQuery(message, "field", start)
        if len(said) <= _LONGEST_FIELD:
            notes.append(said)
        return _Piece("word", said, start), found.end()
    at = len(text) - len(text[found.end() :].lstrip())
    mark = text[at : at + 1]
    if mark and mark in "(（":
        return _Piece("field", "", at, name), at
    begun, value = at, ""
    if mark and mark in _CLOSING:
        value, at = _quoted(text, at)
    elif match := _VALUE.match(text, at):
        value, at = match[0], match.end()
    if not value.strip():
        message = f"the field {said} at character {start + 1} has no value: write {said}:…"
        raise InvalidQuery(message, "value", start)
    return _Piece("field", value.strip(), begun, name), at


def _quoted(text: str, start: int) -> tuple[str, int]:
    """Text between the quotation mark at ``start`` and its closing one, and where to go on."""
    mark = text[start]
    if mark in _STRAY:
        message = f"{mark} at character {start + 1} closes nothing: put “ before the phrase"
        raise InvalidQuery(message, "quote", start)
    for end in range(start + 1, len(text)):
        if text[end] in _CLOSING[mark]:
            return text[start + 1 : end], end + 1
    message = f"{mark} at character {start + 1} is not closed: put ” behind the phrase"
    raise InvalidQuery(message, "quote", start)


class _Parser:
    """Reads the pieces of one query from left to right."""

    def __init__(self, pieces: list[_Piece], query: Query, vocabulary: Vocabulary | None) -> None:
        """Begin at the first piece."""
        self.reader = Reader(vocabulary, places=query.places, same=query.synonyms)
        self.typed: list[str] = []
        self._pieces = pieces
        self._at = 0
        self._vocabulary = vocabulary
        self._opened: list[int] = []

    @property
    def _next(self) -> _Piece:
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
            found.append(self._every())
            if any(one == Every(()) for one in found):
                message = f"{joint.text} at character {joint.at + 1} needs a word on both sides"
                raise InvalidQuery(message, "or", joint.at)
        return found[0] if len(found) == 1 else Either(tuple(map(self._settle, found)))

    def _every(self) -> Clause:
        """Things that stand side by side."""
        found: list[Clause | _Run] = []
        while self._next.kind not in {"or", "close", "end"}:
            if self._next.kind == "and":
                self._at += 1
            else:
                found.append(self._one())
        return self._joined(found)

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

    def _excluded(self, sign: _Piece) -> Clause:
        """What follows, excluded; a word is excluded literally."""
        if self._next.kind in {"end", "close", "or", "and"}:
            message = f"nothing to exclude at character {sign.at + 1}: put a word behind it"
            raise InvalidQuery(message, "not", sign.at)
        inner = self._one()
        return Without(Phrase(segment.normalise(inner.text)) if isinstance(inner, _Run) else inner)

    def _group(self, piece: _Piece) -> Clause:
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

    def _of_field(self, piece: _Piece) -> Clause:
        """A field with its value, or with one of several in brackets."""
        try:
            if piece.text:
                return clause_for(piece.name, piece.text, self._vocabulary)
            values = list(self._values())
            return Either(tuple(clause_for(piece.name, v, self._vocabulary) for v in values))
        except UnknownValue as error:
            message = f"{error}, at character {piece.at + 1}"
            raise InvalidQuery(message, "value", piece.at, piece.name) from error

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
                self.typed.append(one.text)
                words += self.reader.words(one.text)
            elif isinstance(one, Every):
                others += one.clauses
            else:
                others.append(one)
        clauses = (*(settled(words) if words else ()), *others)
        return clauses[0] if len(clauses) == 1 else Every(clauses)
