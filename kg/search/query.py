"""What a user types, made into a request.

Words are joined by AND; ``"…"`` and ``“…”`` hold a phrase; ``-`` before a word or a phrase
excludes it. Other punctuation only separates words.
"""

import re
from functools import cache
from typing import Final

from kg import segment
from kg.datafiles import read_lines
from kg.errors import InvalidQuery
from kg.model import Query
from kg.search.engine import Filters, Request, Word
from kg.segment import Token

_LONGEST: Final = 1000  # characters; nobody types more, and a pasted page is no query
_CLOSING: Final = {'"': '"”＂', "＂": '"”＂', "“": '”"＂', "「": "」", "『": "』"}
_STRAY: Final = frozenset("”」』")
_PIECE: Final = re.compile(
    r"(?P<minus>(?<!\S)[-－−])?(?:(?P<open>[\"＂“「『”」』])|(?P<word>[\w·.%+]+))"
)
_EDGES: Final = "·.%+_"


def parse(query: Query) -> Request:
    """Request for what the query says. Raises InvalidQuery naming the character at fault."""
    if len(query.text) > _LONGEST:
        message = f"the query goes on after character {_LONGEST}: shorten it to so many"
        raise InvalidQuery(message)
    if query.limit < 0 or query.offset < 0:
        message = f"limit {query.limit} and offset {query.offset} must not be negative"
        raise InvalidQuery(message)
    typed, phrases, excluded = _split(query.text)
    words = _words(typed)
    if query.text.strip() and not (words or phrases or excluded):
        message = "the query has no word to look for, from character 1 to its end: add one"
        raise InvalidQuery(message)
    return Request(
        words=words,
        phrases=tuple(dict.fromkeys(phrases)),
        excluded=tuple(dict.fromkeys(excluded)),
        whole=segment.normalise(" ".join(typed)),
        filters=_filters(query),
        limit=query.limit,
        offset=query.offset,
    )


def _filters(query: Query) -> Filters:
    """Take the filters over; an empty one filters nothing."""
    return Filters(
        region=query.region or None,
        theme=query.theme or None,
        level=query.level or None,
        genre=query.genre or None,
        year=query.year or None,
        entity=query.entity or None,
    )


def _split(text: str) -> tuple[list[str], list[str], list[str]]:
    """Split into words as typed, phrases and exclusions, the latter two normalised."""
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    at = 0
    while piece := _PIECE.search(text, at):
        if piece["open"]:
            said, at = _quoted(text, piece.start("open"))
            said = segment.normalise(said.strip())
            if said:
                (excluded if piece["minus"] else phrases).append(said)
            continue
        at = piece.end()
        word = piece["word"].strip(_EDGES)
        if word and piece["minus"]:
            excluded.append(segment.normalise(word))
        elif word:
            words.append(word)
    return words, phrases, excluded


def _quoted(text: str, start: int) -> tuple[str, int]:
    """Text between the quotation mark at ``start`` and its closing one, and where to go on."""
    mark = text[start]
    if mark in _STRAY:
        message = f"{mark} at character {start + 1} closes nothing: put “ before the phrase"
        raise InvalidQuery(message)
    for end in range(start + 1, len(text)):
        if text[end] in _CLOSING[mark]:
            return text[start + 1 : end], end + 1
    message = f"{mark} at character {start + 1} is not closed: put ” behind the phrase"
    raise InvalidQuery(message)


@cache
def _stops() -> frozenset[str]:
    """Read the words that questions are padded with."""
    return frozenset(read_lines("lexicon", "query_stops.txt"))


def _words(typed: list[str]) -> tuple[Word, ...]:
    """Words cut into parts, each once, question words dropped where other words stay."""
    made = {word.text: word for text in typed if (word := _word(text)).parts}
    telling = {text: word for text, word in made.items() if not _stops().issuperset(word.parts)}
    return tuple((telling or made).values())


def _word(typed: str) -> Word:
    """Cut one word, question words left out where other parts stay; it may have no part."""
    parts = _parts_of(segment.words(typed))
    telling = [part for part in parts if part not in _stops()]
    return Word(segment.normalise(typed), tuple(telling or parts))


def _parts_of(tokens: list[Token]) -> list[str]:
    """Tokens alone, but neighbouring single characters together: 民呼我为 is a name."""
    parts: list[str] = []
    end = -1  # of the last token, if more single characters may join it
    for token in tokens:
        single = len(token.text) == 1 and not token.text.isascii()
        if single and token.start == end:
            parts[-1] += token.text
        else:
            parts.append(token.text)
        end = token.end if single else -1
    return parts
