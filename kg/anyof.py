"""Patterns for one word of a list, which the engine of ``re`` tries in a fraction of the time."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """Pattern for one of the words, the longest that fits first; it may need brackets around it.

    Words that begin alike share what they begin with (社(?:区|团)), and every alternative begins
    with a character: a search skips to where one of them stands.
    """
    return "|".join(_branches(sorted(set(words))))


def any_at(words: Iterable[str]) -> re.Pattern[str]:
    """The same, made to be asked at one place: what no word begins with is told at once."""
    listed = set(words)
    return re.compile(f"{begins_with(listed)}(?:{any_of(listed)})")


def begins_with(words: Iterable[str]) -> str:
    """Pattern for no width before a character that one of the words, or patterns, begins with."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


def _branches(words: Sequence[str]) -> list[str]:
    """Alternatives for sorted words, one for each character that they begin with."""
    found = []
    for first, alike in groupby(words, key=lambda word: word[0]):
        rests = [word[1:] for word in alike]
        inner = _branches([rest for rest in rests if rest])
        ends = "" in rests
        shared = f"(?:{'|'.join(inner)})" if len(inner) > 1 or (inner and ends) else "".join(inner)
        found.append(re.escape(first) + shared + ("?" if inner and ends else ""))
    return found
