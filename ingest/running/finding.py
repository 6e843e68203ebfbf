"""The files to take: those under the arguments."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from ingest.running.files import readable
from ingest.running.report import Tell
from kg.library import is_library

Wanted = Callable[[], bool]


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class File:
    """A file to take: where it is and what the library calls it; ``tell`` hears each step.

    ``wanted`` is asked again and again; once it says no, all ends as by Ctrl-C. Files may share it.
    """

    path: Path
    name: str
    tell: Tell = field(default=lambda _: None, compare=False)
    wanted: Wanted = field(default=_always, compare=False)


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
