"""The one tokenizer: jieba with the domain's words, for the index and for queries alike."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import log
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.datafiles import read_lines
from kg.memory import lasting
from kg.text import FOLDED, unbroken, without

if TYPE_CHECKING:
    from jieba import Tokenizer

# Half- and full-width marks meet, so that a quoted sentence is found in either dress; so do 〇
# and 零, both of which years are written with.
QUOTE: Final = '"'  # what all quotation marks are once a text is normalised
_MARKS: Final = dict(
    zip("，：；！？（）［］｛｝．〇", ",:;!?()[]{}.零", strict=True)
) | dict.fromkeys("“”„‟「」『』＂‘’＇'", QUOTE)

# Particles that carry no meaning of their own; every other single character is kept: dropping
# them all costs long questions 0.05 of mean reciprocal rank.
_PARTICLES: Final = frozenset("的了着吗呢吧啊呀嘛")

# What pairs are made of: single Han characters, and numbers or Latin words whole (112|个|党).
_UNITS: Final = re.compile(r"[㐀-䶿一-鿿\U00020000-\U000323af]+|[a-z0-9]+(?:\.[0-9]+)*%?")

# What the words of the dictionary are made of; other characters stand alone.
_RUN: Final = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+|[^\W_]")

# jieba looks for sub-words of two and three characters; longer ones are rarely words.
_SUBWORD_LENGTHS: Final = (2, 3)

_HALF: Final = 2  # characters of half a compound: of four, nearly all are two and two

_KEPT: Final = 4096  # answers about words kept; the words of some hundreds of queries


class Token(NamedTuple):
    """A normalised word of a text. ``position`` counts words; sub-words have their word's."""

    text: str
    start: int
    end: int
    position: int


def normalise(text: str) -> str:
    """Text of the same length as the index holds it: folded, lower case, simplified."""
    others, alike = _alike()
    plain = others.sub(lambda found: alike[found[0]], text)
    lower = plain.lower()
    if len(lower) == len(plain):
        return plain if lower == plain else lower  # one text in memory instead of two
    # A few capitals grow when made small (İ): those stay as they are.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def unquoted(text: str) -> str:
    """Normalised text without quotation marks: “小网格”里 is found by who types 小网格里."""
    return text.replace(QUOTE, "")


@cache
def _alike() -> tuple[re.Pattern[str], dict[str, str]]:
    """Characters that searches take for others, and those by them.

    Full width and half, marks, traditional and simplified. Looking for the few that there are is
    four times as fast as ``str.translate``, which looks every character up.
    """
    pairs = (line.partition("\t") for line in read_lines("lexicon", "traditional.tsv"))
    alike = {chr(code): chr(other) for code, other in FOLDED.items()} | _MARKS
    alike |= {old: new for old, _, new in pairs}
    return re.compile(f"[{re.escape(''.join(alike))}]"), alike


@cache
def _tokenizer() -> "Tokenizer":
    """Read the dictionary, once; without jieba's cache in the shared /tmp, which is no faster."""
    import jieba  # noqa: PLC0415 - a tenth of a second that `kg --help` need not wait

    tokenizer = jieba.Tokenizer()
    with lasting(), tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = _counted(file.read())
    tokenizer.initialized = True
    for word in read_lines("lexicon", "domain_words.txt"):
        tokenizer.add_word(normalise(word))
    return tokenizer


def _counted(dictionary: bytes) -> tuple[dict[str, int], int]:
    """Words of a dictionary with their counts, what they begin with counted as 0; and the sum.

    What jieba's ``gen_pfdict`` gives, more quickly. A line is a word, its count and its tag.
    """
    fields = dictionary.decode().split()
    numbers = list(map(int, fields[1::3]))
    counts = dict(zip(fields[::3], numbers, strict=True))
    begun: dict[str, int] = {}
    for word in counts:
        beginning = word[:-1]
        while beginning and beginning not in counts and beginning not in begun:
            begun[beginning] = 0
            beginning = beginning[:-1]
    counts |= begun
    return counts, sum(numbers)


def add_words(words: Iterable[str]) -> None:
    """Let the words be cut as one from now on; texts indexed before keep their old cut."""
    for word in words:
        if word.strip():
            _tokenizer().add_word(normalise(word.strip()))
    is_word.cache_clear()
    _subwords.cache_clear()
    pieces.cache_clear()


def _pieces(text: str) -> list[tuple[str, int]]:
    """Words of a normalised text and where they start; marks and particles left out.

    What jieba's ``cut`` gives without its hidden Markov model, in half the time: what the model
    guesses depends on the neighbours, and index and query must agree.
    """
    found: list[tuple[str, int]] = []
    for run in _RUN.finditer(text):
        said, begin = run[0], run.start()
        ends = _ends(said)
        at, letters = 0, -1  # where the letters and digits before ``at`` begin, -1 without any
        while at < len(said):
            end = ends[at]
            piece = said[at:end]
            if end - at == 1 and piece.isascii() and piece.isalnum():
                letters = at if letters < 0 else letters
            else:
                if letters >= 0:
                    found.append((said[letters:at], begin + letters))
                    letters = -1
                if piece not in _PARTICLES and piece[0].isalnum():
                    found.append((piece, begin + at))
            at = end
        if letters >= 0:
            found.append((said[letters:], begin + letters))
    return found


def _ends(run: str) -> list[int]:
    """Where the word ends that the likeliest cut from each character on begins with."""
    # Most of what indexing takes is spent here.
    known = _tokenizer().FREQ.get
    total = log(_tokenizer().total)
    size = at = len(run)
    worth = [0.0] * (size + 1)  # of the likeliest cut from each character on
    ends = [0] * size
    while at:
        at -= 1
        end = stop = at + 1
        count = known(run[at])
        best = log(count) - total + worth[stop] if count else None
        while count is not None and stop < size:
            stop += 1  # beginnings of words are known too, with a count of 0
            count = known(run[at:stop])
            if count:
                value = log(count) - total + worth[stop]
                if best is None or value >= best:
                    best, end = value, stop
        worth[at] = worth[end] - total if best is None else best
        ends[at] = end
    return ends


@lru_cache(_KEPT)
def _subwords(piece: str) -> tuple[tuple[str, int], ...]:
    """Dictionary words inside a longer word, with their offsets in it."""
    known = _tokenizer().FREQ
    return tuple(
        (piece[at : at + length], at)
        for length in _SUBWORD_LENGTHS
        if len(piece) > length and not piece.isascii()
        for at in range(len(piece) - length + 1)
        if known.get(piece[at : at + length])
    )


def index_tokens(text: str) -> list[Token]:
    """Tokens of a text for the index, in order of position: each word, then its sub-words.

    Offsets count in ``text``; token texts are normalised. A line end parts no word.
    """
    plain, places = without(text, "\n")

    def token(piece: str, at: int, position: int) -> Token:
        return Token(piece, places[at], places[at + len(piece) - 1] + 1, position)

    tokens = []
    for position, (piece, at) in enumerate(_pieces(normalise(plain))):
        tokens.append(token(piece, at, position))
        if len(piece) > _SUBWORD_LENGTHS[0]:
            tokens += [token(part, at + offset, position) for part, offset in _subwords(piece)]
    return tokens


def index_terms(text: str) -> Iterator[str]:
    """The texts of ``index_tokens``, for who needs no more: quicker."""
    for piece, _ in _pieces(normalise(unbroken(text))):
        yield piece
        if len(piece) > _SUBWORD_LENGTHS[0]:
            for part, _ in _subwords(piece):
                yield part


def words(text: str) -> list[Token]:
    """Words of a text in order: what ``index_tokens`` has, without sub-words."""
    plain, places = without(text, "\n")
    return [
        Token(piece, places[at], places[at + len(piece) - 1] + 1, position)
        for position, (piece, at) in enumerate(_pieces(normalise(plain)))
    ]


def word_texts(text: str) -> list[str]:
    """The texts of ``words``, for who needs no more: quicker."""
    return [piece for piece, _ in _pieces(normalise(unbroken(text)))]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each of ``words``, for who needs no more: quicker."""
    plain, places = without(text, "\n")
    found = _pieces(normalise(plain))
    return [(places[at], places[at + len(piece) - 1] + 1) for piece, at in found]


def strangeness(word: str) -> float:
    """How rare a normalised word is in Chinese at large, 0 to 1; 1 for one nobody counted."""
    known = _tokenizer().FREQ.get(word) or 0
    return 1.0 if known < 1 else 1 - log(known) / log(_tokenizer().total)


@lru_cache(_KEPT)
def is_word(text: str) -> bool:
    """Whether the tokenizer leaves a normalised text whole."""
    return [piece for piece, _ in _pieces(text)] == [text]


@lru_cache(_KEPT)
def pieces(text: str) -> tuple[str, ...]:
    """Words of two and three characters that a normalised compound is made of, likeliest cut.

    Empty where it is not made of such words, or is one of them itself.
    """
    known = _tokenizer().FREQ
    # Best cut of each beginning of the text: how common its words are, and they themselves.
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(1, len(text) + 1):
        for length in _SUBWORD_LENGTHS:
            piece, before = text[max(end - length, 0) : end], best.get(end - length)
            if before and known.get(piece):
                cut = before[0] + log(known[piece] / _tokenizer().total), (*before[1], piece)
                best[end] = max(best.get(end, cut), cut)
    found = best.get(len(text), (0.0, ()))[1]
    return found if len(found) > 1 else ()


def halves(text: str) -> tuple[str, ...]:
    """Halves of four normalised characters of which one is a word: 村企 and 共建; else none."""
    parts = (text[:_HALF], text[_HALF:])
    return parts if len(text) == 2 * _HALF and any(map(is_word, parts)) else ()


def grams(text: str) -> list[str]:
    """Pairs of neighbours of a text, in order, normalised: Han characters, numbers, Latin words.

    They do not depend on how a text is cut: a case that has a run of characters has its pairs.
    One of the two is a Han character: 党建, 53家, 第3. Quotation marks part no neighbours.
    """
    pairs: list[str] = []
    before = ""  # the last unit, as long as the next begins where it ends
    end = -1
    for run in _UNITS.finditer(unquoted(normalise(unbroken(text)))):
        said = run[0]
        is_han = not said[0].isascii()
        if run.start() == end and (is_han or not before.isascii()):
            pairs.append(before + (said[0] if is_han else said))
        if is_han:
            pairs += map(add, said, said[1:])
        before, end = said[-1] if is_han else said, run.end()
    return pairs
