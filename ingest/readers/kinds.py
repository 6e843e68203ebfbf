"""What a file is by its first bytes, and what to do where it is nothing that is read."""

import re
from typing import Final

HEAD: Final = 4096  # bytes that are enough to tell a kind

_SAVE: Final = "save it as DOCX, PDF, HTML or UTF-8 text and add that"
_OCR: Final = ("a picture", "recognise its text first (OCR) and add the text")
_UNPACK: Final = ("an archive", "unpack it and add the files inside")
_SOUND: Final = ("a sound or video file", "add a transcript of it as text")
_PROGRAM: Final = ("a program or its library", "leave it out")
_DATA: Final = ("a file of some program's data", "leave it out")
# First bytes → what it is, and what to do. Signatures: https://www.garykessler.net/library/
# file_sigs.html and the formats' own documents.
_SIGNATURES: Final = (
    (b"{\\rtf", ("an RTF file, which is not read", _SAVE)),
    (b"\x89PNG", _OCR),
    (b"\xff\xd8\xff", _OCR),
    (b"GIF8", _OCR),
    (b"II*\x00", _OCR),
    (b"MM\x00*", _OCR),
    (b"8BPS", _OCR),
    (b"Rar!", _UNPACK),
    (b"7z\xbc\xaf", _UNPACK),
    (b"\x1f\x8b", _UNPACK),
    (b"BZh", _UNPACK),
    (b"\xfd7zXZ", _UNPACK),
    (b"\x28\xb5\x2f\xfd", _UNPACK),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"fLaC", _SOUND),
    (b"FLV\x01", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
    (b"0&\xb2u\x8ef\xcf\x11", _SOUND),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"SQLite format 3", _DATA),
    (b"\x00\x00\x00\x01Bud1", _DATA),
    (b"\x00\x01\x00\x00\x00", _DATA),
    (b"OTTO", _DATA),
    (b"wOF", _DATA),
    (b"CAJ", ("a CAJ file of CNKI", "open it in CAJViewer, save it as PDF and add that")),
    (b"KDH ", ("a KDH file of CNKI", "open it in CAJViewer, save it as PDF and add that")),
)
_FIRST_BYTES: Final = tuple(signature for signature, _ in _SIGNATURES)
# Signatures that stand behind the first bytes, or are too short to count alone.
_PATTERNS: Final = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _OCR),
    (re.compile(rb"RIFF.{4}(?:WAVE|AVI )", re.DOTALL), _SOUND),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), _OCR),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|msf1|avif)", re.DOTALL), _OCR),
    (re.compile(rb".{4}ftyp", re.DOTALL), _SOUND),
    (re.compile(rb"\xff[\xfb\xf3\xf2\xfa].{0,2000}\x00", re.DOTALL), _SOUND),
    (re.compile(rb"MZ.{0,60}\x00", re.DOTALL), _PROGRAM),
    (re.compile(rb".{257}ustar", re.DOTALL), _UNPACK),
)
_XML: Final = ("XML data, not a document", _SAVE)

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: Office before 2007, locked files
# Names of streams in a compound file → what it is, and what to do; the first match wins.
_STREAMS: Final = (
    ("EncryptedPackage", ("protected by a password", "remove the password and add it again")),
    ("WordDocument", None),
    ("Workbook", ("a spreadsheet", _SAVE)),
    ("PowerPoint Document", ("a slide show", _SAVE)),
    ("__properties_version1.0", ("an e-mail of Outlook", _SAVE)),
)
# Part of a zip file → what it is; documents that are read are taken before.
_PARTS: Final = (
    ("xl/", ("a spreadsheet", _SAVE)),
    ("ppt/", ("a slide show", _SAVE)),
    ("content.xml", ("an OpenDocument file, which is not read", _SAVE)),
    ("META-INF/container.xml", ("an e-book, which is not read", _SAVE)),
)
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(rb"</?(?:p|div|span|table|tr|td|br|h[1-6]|a|strong|b|font)\b", re.I)
_FRAGMENT: Final = 5  # tags at the head of a file that begins with one: it is HTML
_PDF_WITHIN: Final = 1024  # bytes that may stand before %PDF, as readers of PDF allow
# Message heads of a web page saved as one file (MHTML, RFC 2557).
_ARCHIVED: Final = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)",
    re.IGNORECASE,
)

Refusal = tuple[str, str]


def kind(data: bytes) -> str | Refusal:
    """Name of the reader for a file, or why there is none: what the file is and what to do.

    Names are ``zip`` (see ``packed``), ``doc``, ``pdf``, ``mht``, ``html`` and ``txt``.
    """
    head = data[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_COMPOUND):
        return _compound(data)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if _is_page(head):
        return "html"
    if _ARCHIVED.match(head):
        return "mht"
    return foreign(head) or "txt"


def foreign(head: bytes) -> Refusal | None:
    """What a file is by its first bytes and what to do, where it is no document."""
    if head.startswith(_FIRST_BYTES):
        return next(refusal for signature, refusal in _SIGNATURES if head.startswith(signature))
    for pattern, refusal in _PATTERNS:
        if pattern.match(head):
            return refusal
    return _XML if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else None


def packed(parts: list[str]) -> str | Refusal:
    """Name of the reader for a zip file (``docx``, ``ofd``), or why there is none."""
    if any(part.startswith("word/") and part.endswith(".xml") for part in parts):
        return "docx"
    if any(part.upper() == "OFD.XML" for part in parts):
        return "ofd"
    for prefix, refusal in _PARTS:
        if any(part.startswith(prefix) for part in parts):
            return refusal
    return _UNPACK


def _compound(data: bytes) -> str | Refusal:
    for stream, refusal in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return refusal or "doc"
    return ("an old binary Office file", _SAVE)


def _is_page(head: bytes) -> bool:
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"").lstrip()
    if not head.startswith(b"<"):
        return False
    return _PAGE.search(head) is not None or len(_TAG.findall(head)) >= _FRAGMENT
