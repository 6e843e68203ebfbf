"""Files by their paths: their bytes, whether they are there, how they are called."""

import os
import stat
from pathlib import Path, PurePath

from ingest.readers import LARGEST, kinds, too_large
from kg.errors import UnreadableSource


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
