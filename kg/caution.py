"""慎引: names and phrases that a library's owner wants to be warned of before they are quoted.

They stand in a text file of the library's folder, one a line; what follows ``#`` is the reason.
As shipped there are none.
"""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ahocorasick_rs

from kg.errors import InvalidQuery, LibraryFailed
from kg.kept import write_whole

CAUTION_FILE: Final = "caution.txt"
_LONGEST: Final = 200_000  # characters of the list: thousands of names, no pasted book


@dataclass(frozen=True, slots=True)
class Caution:
    """A name or phrase to be careful with, and why; the reason may be empty."""

    phrase: str
    reason: str = ""

    def __str__(self) -> str:
        """Say it: 某某（已更名）."""
        return f"{self.phrase}（{self.reason}）" if self.reason else self.phrase


@dataclass(frozen=True, slots=True)
class _Known:
    """The list as it was last read, and what finds its phrases."""

    stamp: tuple[int, int, int]
    text: str
    cautions: tuple[Caution, ...]
    finder: ahocorasick_rs.AhoCorasick


class Cautions:
    """The list of one library; what is edited outside is seen at once. Safe among threads."""

    def __init__(self, folder: Path) -> None:
        """Keep the list in ``folder``."""
        self.path = folder / CAUTION_FILE
        self._reading = threading.Lock()
        self._known: _Known | None = None

    @property
    def text(self) -> str:
        """The list as it is edited."""
        known = self._current()
        return known.text if known else ""

    def all(self) -> tuple[Caution, ...]:
        """Everything on the list, in its order."""
        known = self._current()
        return known.cautions if known else ()

    def find(self, text: str) -> tuple[Caution, ...]:
        """What of the list stands in a text, each once, in the order of the text."""
        known = self._current()
        if known is None or not known.cautions:
            return ()
        found = known.finder.find_matches_as_indexes(text, overlapping=True)
        places = dict.fromkeys(number for number, _, _ in sorted(found, key=lambda f: f[1]))
        return tuple(known.cautions[number] for number in places)

    def write(self, text: str) -> None:
        """Keep another list. Raises InvalidQuery where it is too long, LibraryFailed."""
        if len(text) > _LONGEST:
            msg = f"the list has {len(text)} characters; {_LONGEST} is the most"
            raise InvalidQuery(msg)
        write_whole(self.path, text.replace("\r\n", "\n"))

    def _current(self) -> _Known | None:
        """The list as the file has it now; None where there is no file."""
        try:
            stat = os.stat(self.path)  # noqa: PTH116 - asked on every page
        except FileNotFoundError:
            return None
        stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        with self._reading:
            if self._known is None or self._known.stamp != stamp:
                self._known = self._read(stamp)
            return self._known

    def _read(self, stamp: tuple[int, int, int]) -> _Known:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            msg = f"{self.path} cannot be read as UTF-8 text ({error}); save it as UTF-8"
            raise LibraryFailed(msg) from error
        cautions = tuple(dict.fromkeys(_cautions(text)))
        finder = ahocorasick_rs.AhoCorasick([caution.phrase for caution in cautions])
        return _Known(stamp, text, cautions, finder)


def _cautions(text: str) -> Iterator[Caution]:
    for line in text.splitlines():
        phrase, _, reason = line.partition("#")
        if phrase.strip():
            yield Caution(phrase.strip(), reason.strip())
