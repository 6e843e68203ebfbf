"""Bytes of a file → its text; the format is told by the content, never by the suffix alone."""

import io
import re
import zipfile
from typing import Final

from ingest.readers import docx, html, txt
from ingest.readers.document import Document, Heading
from kg.errors import UnreadableSource

__all__ = ["Document", "Heading", "read"]

LARGEST: Final = 64 * 1024 * 1024  # bytes; a thousand times the largest material seen
_HEAD: Final = 4096  # bytes that are enough to tell a format

_SAVE: Final = "save it as DOCX, HTML or UTF-8 text and add that"
# First bytes → what it is, and what to do.
_SIGNATURES: Final = (
    (b"%PDF", "a PDF file, which is not read yet", _SAVE),
    (b"{\\rtf", "an RTF file, which is not read", _SAVE),
    (b"\x89PNG", "a picture", "recognise its text first (OCR) and add the text"),
    (b"\xff\xd8\xff", "a picture", "recognise its text first (OCR) and add the text"),
    (b"GIF8", "a picture", "recognise its text first (OCR) and add the text"),
    (b"II*\x00", "a picture", "recognise its text first (OCR) and add the text"),
    (b"MM\x00*", "a picture", "recognise its text first (OCR) and add the text"),
    (b"Rar!", "an archive", "unpack it and add the files inside"),
    (b"7z\xbc\xaf", "an archive", "unpack it and add the files inside"),
    (b"\x1f\x8b", "an archive", "unpack it and add the files inside"),
    (b"<?xml", "XML data, not a document", _SAVE),
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: Office before 2007, locked files
# Names of streams in a compound file → what it is, and what to do; first match wins.
_STREAMS: Final = (
    ("EncryptedPackage", "protected by a password", "remove the password and add it again"),
    ("WordDocument", "an old binary Word document, which is not read yet", "save it as DOCX"),
    ("Workbook", "a spreadsheet", _SAVE),
    ("PowerPoint Document", "a slide show", _SAVE),
)
# Part of a zip file → what it is; DOCX is taken before.
_PARTS: Final = (
    ("xl/", "a spreadsheet", _SAVE),
    ("ppt/", "a slide show", _SAVE),
    ("OFD.xml", "an OFD document, which is not read yet", _SAVE),
)
_HTML: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(rb"</?(?:p|div|span|table|tr|td|br|h[1-6]|a|strong|b|font)\b", re.I)
_FRAGMENT: Final = 5  # tags at the head of a file that begins with one: it is HTML


def read(data: bytes, name: str) -> Document:
    """Text of one file; ``name`` serves messages and tells Markdown from plain text.

    Raises UnreadableSource, saying what the file is and what to do.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise _unreadable(name, "empty", "check the file")
    if len(data) > LARGEST:
        raise _unreadable(name, f"larger than {LARGEST >> 20} MB", "split it into parts")
    if data.startswith(b"PK"):
        return _read_zip(data, name)
    if data.startswith(_COMPOUND):
        raise _compound(data, name)
    if _is_html(data):
        return html.read(data, name)
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise _unreadable(name, what, remedy)
    return txt.read(data, name)


def _unreadable(name: str, what: str, remedy: str) -> UnreadableSource:
    return UnreadableSource(f"{name}: this file is {what}; {remedy}")


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")
    if not head.startswith(b"<"):
        return False
    return _HTML.search(head) is not None or len(_TAG.findall(head)) >= _FRAGMENT


def _read_zip(data: bytes, name: str) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _unreadable(name, "a damaged archive", "get it again from where it came") from error
    if "word/document.xml" in parts:
        return docx.read(data, name)
    for prefix, what, remedy in _PARTS:
        if any(part.startswith(prefix) for part in parts):
            raise _unreadable(name, what, remedy)
    raise _unreadable(name, "an archive", "unpack it and add the files inside")


def _compound(data: bytes, name: str) -> UnreadableSource:
    for stream, what, remedy in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return _unreadable(name, what, remedy)
    return _unreadable(name, "an old binary Office file", _SAVE)
