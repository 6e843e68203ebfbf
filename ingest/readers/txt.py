"""Plain text and Markdown in any Chinese encoding."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from charset_normalizer import from_bytes

from ingest.readers.document import Document, Heading
from kg.errors import UnreadableSource
from kg.text import fold_lines

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What running Chinese is made of: the commonest characters, simplified and traditional, and
# punctuation. They are about 30 % of a right decoding and under 5 % of a wrong one.
_COMMON: Final = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对"
    "工作党建组织区社民政市部设务发展群众新化理管治服业领导实经济面全行动产成机制第"
    "這個們來時為國說過會對後業務發展領導組織區設實經濟產機動學黨員處開關"
    "，。、；：？！“”《》（）\n"
)
_SAMPLE: Final = 16_384  # bytes are plenty to tell encodings apart; even, for UTF-16
_LEGACY: Final = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_TOLERATED: Final = 0.01  # share of broken bytes that still leaves a text worth reading
_ODD: Final = re.compile(r"[\0-\x08\x0e-\x19\x1b-\x1f\ufffd]")  # in no text
_HEADING: Final = re.compile(r"^(#{1,6}) +(\S.*)$", re.MULTILINE)


def read(data: bytes, name: str) -> Document:
    """Text of the bytes; Markdown headings are marked. Raises UnreadableSource for binary data."""
    text, encoding = decode(data, name)
    markdown = name.lower().endswith((".md", ".markdown"))
    headings = tuple(_markdown_headings(text)) if markdown else ()
    return Document(text, "md" if markdown else "txt", encoding, headings)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text with line ends folded, and the encoding that it was read with."""
    text, encoding = _decode(data)
    if text is None or _is_binary(text):
        message = (
            f"{name}: this is not text in any encoding known here (UTF-8, UTF-16, GB18030, Big5);"
            " save it as UTF-8 text, DOCX or HTML"
        )
        raise UnreadableSource(message)
    return fold_lines(text), encoding


def _decode(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text, "utf-8"
    return _decode_legacy(data)


def _decode_legacy(data: bytes) -> tuple[str | None, str]:
    """The decoding that reads most like Chinese; charset-normalizer where none does."""
    for sample in (data[:_SAMPLE], data):
        score, encoding = max((_likeness(sample, name), name) for name in ("utf-8", *_LEGACY))
        if score > _TOLERATED:
            return data.decode(encoding, errors="replace"), encoding
    guess = from_bytes(data).best()
    return (str(guess), guess.encoding) if guess is not None else (None, "")


def _likeness(data: bytes, encoding: str) -> float:
    """How much a decoding reads like Chinese, at most 1; broken bytes weigh heavily."""
    text = data.decode(encoding, errors="replace")
    common = sum(map(_COMMON.__contains__, text)) / (len(text) or 1)
    broken = (text.count("\ufffd") + text.count("\0")) / (len(text) or 1)
    return common - broken / _TOLERATED * 0.1


def _is_binary(text: str) -> bool:
    """Whether control characters or broken bytes make up more than one in a hundred."""
    return len(_ODD.findall(text)) > max(1, len(text)) * _TOLERATED


def _markdown_headings(text: str) -> Iterator[Heading]:
    for match in _HEADING.finditer(text):
        yield Heading(match.start(2), match.end(2), len(match[1]))
