"""Uploaded files as they are kept: by the hash of their bytes, marked until they have an end."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

FOLDER: Final = "uploads"
_CHUNK: Final = 1 << 20  # bytes copied at a time
_DIGEST: Final = re.compile("[0-9a-f]{64}")  # the name of a kept file: SHA-256 of its bytes
# Ends the name of a mark: a file that holds what the user calls an upload that waits.
_WAITS: Final = ".waits"
# Ends the name of a file whose place another of the same name may take.
_ASIDE: Final = ".aside"


class Kept:
    """The folder of uploads. A mark outlives the server that was stopped before a file's end."""

    def __init__(self, library: Path) -> None:
        """Keep uploads in the library's folder."""
        self.folder = library / FOLDER

    def keep(self, name: str, stream: IO[bytes]) -> Path:
        """The bytes in a file named by their SHA-256, marked; written beside it, then renamed."""
        self.folder.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        with NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as file:
            part = Path(file.name)
            try:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
            except BaseException:
                part.unlink()
                raise
        path = self.folder / digest.hexdigest()
        _mark(path).write_text(name, encoding="utf-8")
        return part.replace(path)

    def settle(self, path: Path) -> None:
        """Take the mark off a file that has come to its end."""
        _mark(path).unlink(missing_ok=True)

    def unfinished(self) -> Iterator[tuple[str, Path]]:
        """Name and path of the files that still wait, by their hash."""
        for mark in sorted(self.folder.glob(f"*{_WAITS}")):
            path = mark.with_suffix("")
            if path.is_file():
                yield mark.read_text(encoding="utf-8"), path

    def set_aside(self, path: Path) -> None:
        """Take a file from its place until ``bring_back``, if it is there."""
        with suppress(FileNotFoundError):
            path.rename(path.with_name(f"{path.name}{_ASIDE}"))

    def bring_back(self, known: Callable[[str], bool]) -> Iterator[Path]:
        """Put files set aside back in place; yields those neither known any more nor waiting."""
        for aside in [*self.folder.glob(f"*{_ASIDE}")]:
            path = aside.replace(aside.with_suffix(""))
            if not known(path.name) and not _mark(path).exists():
                yield path.resolve()

    def holds(self, origin: str) -> Path | None:
        """The file of an upload by the absolute path that the library knows; None for others."""
        path = Path(origin)
        ours = path.parent == self.folder.resolve() and _DIGEST.fullmatch(path.name)
        return path if ours else None


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}{_WAITS}")
