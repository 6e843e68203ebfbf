"""ingest(): files and folders into a library, one source after another."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Final

from ingest import clean, duplicates, metadata, passages, readers, split
from ingest.draft import Draft
from ingest.extract.case import extract
from ingest.tagger import tag
from ingest.themes import passage_themes
from kg.errors import UnreadableSource
from kg.library import Library
from kg.model import Case, CaseRecord, Entity, Source

# Starting workers costs about a second each; fewer files than this are parsed in place.
_FEWEST_FOR_WORKERS: Final = 4
# Files parsed ahead of the writer, per worker: bounds memory, keeps workers busy.
_AHEAD: Final = 3


class Outcome(StrEnum):
    """How a file ended."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's end. ``path`` is relative to the argument it came from; ``cases`` counts."""

    path: str
    outcome: Outcome
    reason: str | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Every file's end, in the order they were taken, and how long all took."""

    sources: tuple[FileOutcome, ...]
    seconds: float

    @property
    def counts(self) -> dict[str, int]:
        """Number of files per outcome."""
        return {o: sum(s.outcome is o for s in self.sources) for o in Outcome}


@dataclass(frozen=True, slots=True)
class Parsed:
    """One source with its cases and their sketches, ready to be told from copies and committed."""

    source: Source
    records: tuple[CaseRecord, ...]
    entities: tuple[Entity, ...]
    sketches: tuple[duplicates.Sketch, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file to take: where it is and what the library calls it."""

    path: Path
    name: str


Progress = Callable[[FileOutcome, int, int], None]


def ingest(
    paths: Sequence[Path],
    library: Library,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Take files and folders (recursive) into the library; one that fails never stops the rest.

    Raises LibraryBusy where another process is writing. ``progress`` is called after each file
    with its outcome, how many are done and how many there are.
    """
    started = monotonic()
    files = list(find_files(paths))
    outcomes: list[FileOutcome] = []
    with library.writer():
        for file, parsed in _parse_all(files, library, workers):
            outcomes.append(_settle(file, parsed, library))
            if progress:
                progress(outcomes[-1], len(outcomes), len(files))
        library.refresh()
    return Report(tuple(outcomes), monotonic() - started)


def find_files(paths: Sequence[Path]) -> Iterator[_File]:
    """Files under the arguments in name order, hidden ones and Word's lock files left out.

    A path that does not exist is yielded too, to end as failed.
    """
    for path in paths:
        if not path.is_dir():
            yield _File(path, path.name)
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in sorted(names):
                if not name.startswith((".", "~$")):
                    full = Path(folder, name)
                    yield _File(full, full.relative_to(path).as_posix())


def parse(path: Path, name: str) -> Parsed:
    """Read, clean, cut and extract one file. Raises UnreadableSource."""
    data = path.read_bytes()
    document = readers.read(data, path.name)
    removed, marks = clean.find_removed(document)
    source = Source(
        id=_digest(data),
        path=name,
        format=document.format,
        encoding=document.encoding,
        text=document.text,
        removed=removed,
        marks=marks,
        origin=str(path.resolve()),
    )
    text = clean.blank(document.text, removed)
    cases = [
        metadata.describe(block, text, source, number)
        for number, block in enumerate(split.find_cases(text, document), 1)
    ]
    if not cases:
        message = f"{path.name}: no case was found in the text; check that it holds prose"
        raise UnreadableSource(message)
    sketches = tuple(duplicates.sketch(c, text[c.start : c.end]) for c in cases)
    built = [_record(c, text, document, s) for c, s in zip(cases, sketches, strict=True)]
    records = tuple(record for record, _ in built)
    return Parsed(source, records, tuple(e for _, found in built for e in found), sketches)


def _record(
    case: Case, text: str, document: readers.Document, sketch: duplicates.Sketch
) -> tuple[CaseRecord, tuple[Entity, ...]]:
    draft = Draft(
        text=text[case.start : case.end],
        title=case.title,
        issuer=case.issuer,
        region=case.region,
        level=case.level,
        genre=case.genre,
        date=case.date,
        tags=tag(text[case.start : case.end]),
    )
    found = extract(draft, case.id, case.start)
    cut = tuple(
        replace(passage, themes=passage_themes(passage.text))
        for passage in passages.cut(text, case, document)
    )
    grams = duplicates.sample(sketch)
    record = CaseRecord(case, cut, found.local, found.relations, found.metrics, grams)
    return record, found.entities


def _parse_all(
    files: Sequence[_File], library: Library, workers: int
) -> Iterator[tuple[_File, Parsed | Exception | None]]:
    """Every file with what parsing gave: None where the library has these bytes already."""
    if workers < 2 or len(files) < _FEWEST_FOR_WORKERS:  # noqa: PLR2004 - one is no pool
        for file in files:
            yield file, None if _is_known(file, library) else _attempt(file)
        return
    # Fresh processes: a forked one would inherit the library's open files and locks.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = iter(files)
        window: list[tuple[_File, Future[Parsed | Exception] | None]] = []
        while True:
            for file in islice(waiting, workers * _AHEAD - len(window)):
                known = _is_known(file, library)
                window.append((file, None if known else pool.submit(_attempt, file)))
            if not window:
                return
            file, future = window.pop(0)
            yield file, None if future is None else future.result()


def _attempt(file: _File) -> Parsed | Exception:
    """Parse a file; its failure is an answer, so that it travels between processes."""
    try:
        return parse(file.path, file.name)
    except UnreadableSource as error:
        return error
    except OSError as error:
        return UnreadableSource(f"{file.name}: {error.strerror or error}; check path and rights")
    except Exception as error:  # noqa: BLE001 - one file's surprise must not stop the others
        return UnreadableSource(
            f"{file.name}: could not be processed ({type(error).__name__}: {error}); "
            "please report it with the file"
        )


def _settle(file: _File, parsed: Parsed | Exception | None, library: Library) -> FileOutcome:
    """Commit what was parsed, and say how the file ended."""
    if parsed is None:
        return FileOutcome(file.name, Outcome.UNCHANGED)
    if isinstance(parsed, Exception):
        return FileOutcome(file.name, Outcome.FAILED, str(parsed))
    if library.known(parsed.source.id):
        return FileOutcome(file.name, Outcome.UNCHANGED)
    source = replace(parsed.source, path=_free_path(parsed.source, library))
    cases, moved = duplicates.settle(parsed.records, parsed.sketches, library)
    records = [replace(r, case=case) for r, case in zip(parsed.records, cases, strict=True)]
    outcome = library.commit(source, records, parsed.entities, moved)
    return FileOutcome(source.path, Outcome(outcome), None, len(records))


def _free_path(source: Source, library: Library) -> str:
    """The source's path, led by its folders where another file of that path is in the library.

    The same path means the same file, changed, unless the file that was ingested under it still
    is somewhere else: two folders may both have a 1.txt, and neither must replace the other.
    """
    folders = list(Path(source.origin).parent.parts)[1:]
    path = source.path
    while (other := library.source_at(path)) and other.origin != source.origin:
        if not folders or not Path(other.origin).is_file():
            return path
        path = f"{folders.pop()}/{path}"
    return path


def _is_known(file: _File, library: Library) -> bool:
    try:
        return library.known(_digest(file.path.read_bytes()))
    except OSError:
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
