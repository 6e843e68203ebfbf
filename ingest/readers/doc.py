"""Binary Word and WPS documents (before DOCX), by antiword or LibreOffice where installed."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.readers import docx
from ingest.readers.document import Document, assemble
from ingest.readers.packed import Package
from kg.errors import UnreadableSource

_SECONDS: Final = 90  # a cold start of LibreOffice takes 10 to 30
_SECTOR: Final = 512  # bytes; streams of a compound file begin at multiples
_MAGIC: Final = b"\xec\xa5"  # a Word document begins so ([MS-DOC] 2.5.2, wIdent)
_FLAGS: Final = 0x0A  # where its flags stand
_ENCRYPTED: Final = 0x01  # in the second byte of the flags (fEncrypted)
_INSTALL: Final = (
    "install antiword or LibreOffice (Debian, Ubuntu: apt-get install antiword), or save it as DOCX"
)
_PICTURE: Final = re.compile(r"\[pic\]")
_CELLS: Final = re.compile(r"^\|.*\|$")


def read(data: bytes, name: str) -> Document:
    """Text with one line a paragraph, tables cell by cell. Raises UnreadableSource."""
    if _is_encrypted(data):
        message = f"{name}: this Word document is protected by a password; remove it and try again"
        raise UnreadableSource(message)
    antiword, office = shutil.which("antiword"), shutil.which("soffice")
    if not antiword and not office:
        message = f"{name}: this file is an old binary Word document; {_INSTALL}"
        raise UnreadableSource(message)
    with tempfile.TemporaryDirectory(prefix="partykg-") as folder:
        path = Path(folder, "source.doc")
        path.write_bytes(data)
        # LibreOffice takes seconds, but knows headings and numbers of all levels.
        if office and (converted := _convert(office, path)):
            return replace(docx.read(Package(converted, name)), format="doc")
        text = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(path)]) if antiword else None
        if text and text.strip():
            return assemble(((line, 0) for line in _lines(text)), "doc")
    missing = "" if office else "; LibreOffice, which reads more of them, is not installed"
    message = f"{name}: this old binary Word document cannot be read; save it as DOCX{missing}"
    raise UnreadableSource(message)


def _is_encrypted(data: bytes) -> bool:
    for at in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_MAGIC, at):
            return len(data) > at + _FLAGS + 1 and bool(data[at + _FLAGS + 1] & _ENCRYPTED)
    return False


def _run(command: list[str]) -> str | None:
    """What the command prints; None where it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - a found program, our own temporary file
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _convert(office: str, path: Path) -> bytes | None:
    """The document as DOCX; a profile of its own keeps a running LibreOffice out of it."""
    profile = f"-env:UserInstallation={path.with_name('profile').as_uri()}"
    # Without the filter named it would take damaged files for plain text.
    target = ["--infilter=MS Word 97", "--convert-to", "docx", "--outdir", str(path.parent)]
    _run([office, profile, "--headless", *target, str(path)])
    converted = path.with_suffix(".docx")
    return converted.read_bytes() if converted.is_file() else None


def _lines(text: str) -> Iterator[str]:
    """Lines as they stand in the document: antiword indents, and draws tables with bars."""
    for raw in text.splitlines():
        line = _PICTURE.sub("", raw).strip()
        if _CELLS.match(line):
            yield from (cell.strip() for cell in line.strip("|").split("|") if cell.strip())
        else:
            yield line
