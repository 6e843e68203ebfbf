"""A query cut into pieces: words, phrases, beginnings, fields, joining words, brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg import segment
from kg.errors import InvalidQuery
from kg.search.understanding.fields import FIELDS, field_named

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
class Piece:
    """One piece of the query: ``kind`` is word, phrase, prefix, field, or, not, open, close, end.

    ``at`` is its place in the text; ``name`` is a field's.
    """

    kind: str
    text: str
    at: int
    name: str = ""


def pieces(text: str, notes: list[str]) -> Iterator[Piece]:
    """Cut a query; an end closes it. Raises InvalidQuery.

    What looks like a field and is none is added to ``notes``.
    """
    at = 0
    while found := _PIECE.search(text, at):
        start, at = found.start(), found.end()
        if found["quote"]:
            said, at = _quoted(text, start)
            if plain := segment.unquoted(segment.normalise(said)).strip():
                yield Piece("phrase", plain, start)
        elif found["field"]:
            piece, at = _field(text, found, notes)
            yield piece
        elif found["word"]:
            yield from _word(found)
        else:
            yield Piece({"minus": "not"}.get(str(found.lastgroup), str(found.lastgroup)), "", start)
    yield Piece("end", "", len(text))


def _word(found: re.Match[str]) -> Iterator[Piece]:
    """A word, the beginning of one, or a joining word; nothing for marks alone."""
    word = found["word"].strip(_EDGES)
    if not word:
        return
    if found["star"]:
        yield Piece("prefix", segment.normalise(word), found.start())
    elif word in _OR | _NOT | _AND:
        yield Piece("or" if word in _OR else "not" if word in _NOT else "and", word, found.start())
    else:
        yield Piece("word", word, found.start())


def _field(text: str, found: re.Match[str], notes: list[str]) -> tuple[Piece, int]:
    """A field with its value, and where to go on; text before a colon may be none."""
    said, start = found["field"], found.start()
    name = field_named(said)
    if name is None:
        if found["colon"] == ":" and len(said) <= _LONGEST_FIELD:
            known = "、".join(names[0] for names in FIELDS.values())
            message = f"no field {said} at character {start + 1}; there are: {known}"
            raise InvalidQuery(message, "field", start, length=len(found[0]))
        if len(said) <= _LONGEST_FIELD:
            notes.append(said)
        return Piece("word", said, start), found.end()
    at = len(text) - len(text[found.end() :].lstrip())
    mark = text[at : at + 1]
    if mark and mark in "(（":
        return Piece("field", "", at, name), at
    begun, value = at, ""
    if mark and mark in _CLOSING:
        value, at = _quoted(text, at)
    elif match := _VALUE.match(text, at):
        value, at = match[0], match.end()
    if not value.strip():
        message = f"the field {said} at character {start + 1} has no value: write {said}:…"
        raise InvalidQuery(message, "empty", start, length=len(found[0]))
    return Piece("field", value.strip(), begun, name), at


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
