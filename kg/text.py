"""Normalisation that keeps offsets, sentences, and masks."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

# Characters, by code point, that are written at half width instead.
# Full-width ASCII (U+FF01–U+FF5E) stands 0xFEE0 above ASCII; the ideographic space is apart.
FOLDED: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
# Punctuation stays as it is: full-width commas and stops carry structure in Chinese text.
for _mark in "！（），：；？．［］｛｝":
    FOLDED.pop(ord(_mark), None)

# Searched for, they cost a fifth of what ``str.translate`` does, which looks every character up.
_WIDE: Final = re.compile(f"[{re.escape(''.join(map(chr, FOLDED)))}]")

_SENTENCE_END: Final = re.compile(r"[。！？；!?;\n]+[”’」』）)]*")
# The longest of 16,000 sentences of our material has 502 characters. What runs on longer (text
# without punctuation, a table) is cut, so that no quote, and no step of work, grows with a file.
_LONGEST: Final = 600

# One or more mask characters: *社区, ×个, **名, xx个, XX, 某某. Lower and upper case x alike. A ×
# between two digits multiplies: 7×24小时.
MASK: Final = re.compile(
    r"(?:[*＊●○□]|(?<![0-9０-９])[×✕]|[×✕](?![0-9０-９]))+"
    r"|(?<![0-9])[xX]{1,4}(?![A-Za-z])|[xX]{1,4}(?![A-Za-z0-9])|某{1,2}(?=[省市区县镇乡村街社])"
)

# What every mask begins with: nearly all names have none of it, which is told at once.
_MASK_SIGNS: Final = frozenset("*＊×✕●○□xX某")


def fold(text: str) -> str:
    """Text of the same length with full-width letters and digits made half-width."""
    return _WIDE.sub(lambda found: chr(FOLDED[ord(found[0])]), text)


def fold_lines(text: str) -> str:
    r"""Text with ``\r\n`` and ``\r`` made ``\n`` and a leading byte-order mark dropped."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def without(text: str, chars: str) -> tuple[str, Sequence[int]]:
    """Text without some characters, and where each of the others, and its end, stood before."""
    cuts = [found.start() for found in _one_of(chars).finditer(text)]
    if not cuts:
        return text, range(len(text) + 1)
    stays = list(zip([0, *(at + 1 for at in cuts)], [*cuts, len(text)], strict=True))
    places = chain.from_iterable(range(start, end) for start, end in stays)
    return "".join(text[start:end] for start, end in stays), [*places, len(text)]


@cache
def _one_of(chars: str) -> re.Pattern[str]:
    """Pattern for any of some characters."""
    return re.compile(f"[{re.escape(chars)}]")


def unbroken(text: str) -> str:
    """Words of a passage on one line: a line end inside a passage only wraps it."""
    return text.replace("\n", "")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Text of the same length with blanks in place of some spans; line ends stay."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [c if c == "\n" else " " for c in characters[start:end]]
    return "".join(characters)


def sentences_within(passage: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a passage, as ``sentences``; its line ends end none."""
    return sentences(passage.replace("\n", " "))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, in order, end marks included.

    A sentence ends at 。！？； or a line end, closing quotation marks going with it; one longer
    than 600 characters is cut, behind a comma or a blank where it can be. Blank sentences are
    left out.
    """
    stop = len(text) if end is None else end
    at = start
    for mark in _SENTENCE_END.finditer(text, start, stop):
        yield from _pieces(text, at, mark.end())
        at = mark.end()
    yield from _pieces(text, at, stop)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in several pieces if it is too long; none where it is blank."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        cut = max(text.rfind(mark, start, limit) for mark in "，,、 ") + 1 or limit
        if text[start:cut].strip():
            yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def known_spans(
    text: str, known: Container[str], sizes: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Where known words stand in a short text, overlapping ones too, by start, then by end.

    ``sizes`` are the numbers of characters that they have, ascending. A text of some hundred
    characters is looked through before a matcher of 80,000 words would be made.
    """
    for start in range(len(text)):
        for size in sizes:
            if start + size > len(text):
                break
            if text[start : start + size] in known:
                yield start, start + size


def is_masked(name: str) -> bool:
    """Whether a name carries a mask (``*街道``, ``×区``, ``XX``)."""
    return not _MASK_SIGNS.isdisjoint(name) and MASK.search(name) is not None
