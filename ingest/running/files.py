"""The files to take, and their bytes."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ingest.readers import LARGEST, kinds, too_large
from kg.errors import UnreadableSource
from kg.library import is_library


@dataclass(frozen=True, slots=True)
class File:
    """A file to take: where it is and what the library calls it."""

    path: Path
    name: str


def find_files(paths: Sequence[Path | File]) -> Iterator[File]:
    """Files under the arguments in name order, without hidden ones and Word's lock files.

    A File is taken under the name it has. Folders that are libraries are left out. What does not
    exist or cannot be listed is yielded too, to end as failed.
    """
    for path in paths:
        if isinstance(path, File):
            yield path
            continue
        if not path.is_dir():
            yield File(path, readable(PurePath(path.name)))
            continue
        unlisted: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=unlisted.append):
            folders[:] = [
                name
                for name in sorted(folders)
                if not name.startswith(".") and not is_library(Path(folder, name))
            ]
            for name in sorted(names):
                if not name.startswith((".", "~$")):
                    full = Path(folder, name)
                    yield File(full, readable(full.relative_to(path)))
        for error in unlisted:
            full = Path(error.filename)
            yield File(full, readable(full.relative_to(path.parent)))


def read_file(path: Path) -> bytes:
    """Bytes of a regular file. Raises OSError, and UnreadableSource for anything else."""
    status = path.stat()
    name = readable(PurePath(path.name))
    if stat.S_ISDIR(status.st_mode):
        message = f"{name}: this folder cannot be listed; check its rights"
        raise UnreadableSource(message)
    if not stat.S_ISREG(status.st_mode):
        message = f"{name}: this is a pipe or a device, not a file; save its content as a file"
        raise UnreadableSource(message)
    if status.st_size > LARGEST:
        with path.open("rb") as file:
            raise too_large(file.read(kinds.HEAD), name)
    return path.read_bytes()


def is_plain_text(path: Path) -> bool:
    """Whether a file is plain text by its first bytes, whatever its suffix."""
    try:
        return kinds.kind(read_file(path)) == "txt"
    except (OSError, UnreadableSource):
        return False


def origin_of(path: Path) -> str:
    """The absolute path of a file as the library holds it; links are followed."""
    return readable(PurePath(os.path.realpath(path)))


def is_there(origin: str) -> bool:
    """Whether the file of an ``origin_of`` may still be there: it was not seen to be gone."""
    path = PurePath(origin)
    try:
        return _exists(origin) or any(
            _readable(entry.name) == path.name for entry in Path(path.parent).iterdir()
        )
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # A folder without rights, a disk that does not answer: gone is something else.
        return True


def _exists(path: str) -> bool:
    """Whether a path is there. Raises OSError where that cannot be told."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def readable(path: PurePath) -> str:
    """A path as text, parts joined by slashes.

    A name that is not UTF-8 comes from an archive of an older Chinese system: GB18030.
    """
    return PurePath(*map(_readable, path.parts)).as_posix()


def _readable(part: str) -> str:
    try:
        part.encode()
    except UnicodeEncodeError:
        return os.fsencode(part).decode("gb18030", errors="replace")
    return part
