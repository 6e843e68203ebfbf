"""Bytes of a file → its text; the format is told by the content, never by the suffix alone."""

from typing import Final

from ingest.readers import doc, docx, html, kinds, mht, ofd, pdf, txt
from ingest.readers.document import Document, Heading
from ingest.readers.packed import Package
from kg.errors import UnreadableSource

__all__ = ["Document", "Heading", "read", "too_large"]

LARGEST: Final = 64 * 1024 * 1024  # bytes; a thousand times the largest material seen

EMPTY: Final = ("empty", "check the file")

_READERS: Final = {
    "doc": doc.read,
    "html": html.read,
    "mht": mht.read,
    "pdf": pdf.read,
    "txt": txt.read,
}
_PACKED: Final = {"docx": docx.read, "ofd": ofd.read}


def read(data: bytes, name: str) -> Document:
    """Text of one file; ``name`` serves messages and tells Markdown from plain text.

    Raises UnreadableSource, saying what the file is and what to do.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise _refuse(name, EMPTY)
    if len(data) > LARGEST:
        raise too_large(data[: kinds.HEAD], name)
    kind = kinds.kind(data)
    if isinstance(kind, tuple):
        raise _refuse(name, kind)
    if kind != "zip":
        return _READERS[kind](data, name)
    package = Package(data, name)
    kind = kinds.packed(package.parts)
    if isinstance(kind, tuple):
        raise _refuse(name, kind)
    return _PACKED[kind](package)


def too_large(head: bytes, name: str) -> UnreadableSource:
    """Why a file beyond the largest size is refused; a video is told as such by its head."""
    larger = (f"larger than {LARGEST >> 20} MB", "split it into parts")
    return _refuse(name, kinds.foreign(head) or larger)


def _refuse(name: str, refusal: kinds.Refusal) -> UnreadableSource:
    what, remedy = refusal
    return UnreadableSource(f"{name}: this file is {what}; {remedy}")
