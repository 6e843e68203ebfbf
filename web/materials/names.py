"""What uploaded files are called."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_LONGEST_NAME: Final = 240  # characters of a path; more is cut at the front, the file's name stays
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f:*?\"<>|]")


def safe_name(name: str) -> str:
    """What a browser calls a file, as a relative path: no root, no way up, no control marks."""
    parts = list(_parts(unicodedata.normalize("NFC", name)))
    path = "/".join(parts) or "未命名"
    return path[-_LONGEST_NAME:].lstrip("/")


def _parts(name: str) -> Iterator[str]:
    for part in re.split(r"[/\\]", name):
        clean = _FORBIDDEN.sub("", part).strip()
        if clean.strip("."):
            yield clean
