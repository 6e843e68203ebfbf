"""ingest(): files and folders into a library, one source after another."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from ingest.running.attempt import attempt
from ingest.running.finding import File, find_files
from ingest.running.interrupts import noted_interrupts
from ingest.running.job import Job, Parsed
from ingest.running.report import FileOutcome, Progress, Report, Step, Tell
from ingest.running.settling import Settling
from ingest.running.workers import Lost, in_workers
from kg.errors import UnreadableSource
from kg.library import Library

_Answers = Generator[tuple[Job, Parsed | Exception | None], None, None]
_ParseAll = Callable[[Iterable[Job]], _Answers]

# Seconds that a file may take, and bytes that earn it another: a quarter of the usual speed.
_SECONDS: Final = 120.0
_BYTES_A_SECOND: Final = 20_000
# Bytes for which another worker is worth its start, which takes some seconds of a core.
_BYTES_A_WORKER: Final = 200_000
# Files after which searches see what was taken in so far, then after twice as many, and so on:
# what is written again when the index merges stays in proportion to what is new.
_FIRST_REFRESH: Final = 1_000
_FIRST_OF_ALL: Final = 25  # before that, for a library that had nothing: somebody waits to see it


def ingest(
    paths: Sequence[Path | File],
    library: Library,
    *,
    workers: int = 0,
    prune: bool = False,
    allow_classified: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take files and folders (recursive) into the library; one that fails never stops the rest.

    A ``File`` is taken under the name that it has instead of its own, and hears its steps.

    Parsing happens in that many worker processes: one that dies or hangs takes only its file
    along; small files share one. With none it happens here, unguarded: for measuring. ``prune``
    takes out what came from one of the folders and is gone from it. A file marked 机密 or 绝密
    fails unless it is allowed. Ctrl-C ends all with what is done kept.

    Raises LibraryBusy where another process is writing, LibraryFailed where the library cannot
    be written. ``progress`` is called after each file.
    """
    started = monotonic()
    files = list(find_files(paths))
    outcomes: list[FileOutcome] = []
    pruned: list[str] = []
    folders = [path for path in paths if isinstance(path, Path)]
    emptied = _without_files(folders, files) if prune else ()
    workers = min(workers, 1 + _size(files) // _BYTES_A_WORKER)
    stopped = False
    with library.writer(), noted_interrupts({file.wanted for file in files}) as check:
        due = _FIRST_REFRESH if library.generation else _FIRST_OF_ALL
        if library.indexed_generation is None:
            library.refresh()  # else searches have nothing to read and wait for this writer
        settling = Settling(library)
        planned = map(settling.plan, files)
        jobs = (replace(job, allow_classified=allow_classified) for job in planned)
        try:
            tellers = {file.path: file.tell for file in reversed(files)}
            parse_all = partial(_parse_all, workers=workers, check=check, tellers=tellers)
            for outcome in _outcomes(jobs, settling, parse_all):
                outcomes.append(outcome)
                if progress:
                    progress(outcome, len(outcomes), len(files))
                if len(outcomes) == due:
                    library.refresh()
                    due = max(2 * due, _FIRST_REFRESH)
                check()
            settling.forget_vanished()
            for folder in sorted({*folders}.difference(emptied)) if prune else ():
                pruned += settling.prune(folder)
            library.refresh()
        except KeyboardInterrupt:
            stopped = True
    seconds = monotonic() - started
    return Report(tuple(outcomes), seconds, tuple(pruned), tuple(map(str, emptied)), stopped)


def _without_files(paths: Sequence[Path], files: Sequence[File]) -> tuple[Path, ...]:
    """Arguments with no file in them: an empty folder may be a disk that is not there."""
    return tuple(
        path
        for path in paths
        if not path.is_dir() or not any(file.path.is_relative_to(path) for file in files)
    )


def _outcomes(
    jobs: Iterable[Job], settling: Settling, parse_all: _ParseAll
) -> Iterator[FileOutcome]:
    """How each file ends, one after another."""
    with closing(parse_all(jobs)) as results:
        for job, parsed in results:
            if isinstance(parsed, Parsed) and (again := _with_free_ids(job, parsed, settling)):
                yield from _outcomes([again], settling, parse_all)
            else:
                yield _settled(job, parsed, settling)


def _with_free_ids(job: Job, parsed: Parsed, settling: Settling) -> Job | None:
    """The job once more, with other ids, where other sources have the parsed cases' by now."""
    if settling.knows(parsed.source.id):
        return None
    taken = settling.taken(parsed, settling.replaced_by(parsed))
    kept = {key: case for key, case in job.kept.items() if case not in taken}
    return replace(job, kept=kept, taken=job.taken | taken) if taken else None


def _settled(job: Job, parsed: Parsed | Exception | None, settling: Settling) -> FileOutcome:
    """How a file ends, by what parsing gave."""
    if parsed is None:
        return settling.unchanged(job)
    if isinstance(parsed, Exception):
        return settling.failed(job, parsed)
    if settling.knows(parsed.source.id):  # the same bytes, planned before they were committed
        return settling.unchanged(replace(job, known=parsed.source.id))
    return settling.commit(parsed, settling.replaced_by(parsed))


def _parse_all(
    jobs: Iterable[Job], workers: int, check: Callable[[], None], tellers: Mapping[Path, Tell]
) -> _Answers:
    """Every job with what parsing gave: None where the library has these bytes already."""
    if not workers:
        for job in jobs:
            yield job, None if job.known else attempt(job, tellers[job.path])
        return

    def hear(job: Job, step: Step) -> None:
        tellers[job.path](step)

    def seconds(job: Job) -> float | None:
        return None if job.known else _time_limit(job)

    results = in_workers(attempt, jobs, workers=workers, seconds=seconds, check=check, hear=hear)
    with closing(results):
        for job, parsed in results:
            yield job, _lost(job, parsed) if isinstance(parsed, Lost) else parsed


def _time_limit(job: Job) -> float:
    """Seconds that parsing a file may take, by its size."""
    return _SECONDS + _bytes_of(job.path) / _BYTES_A_SECOND


def _size(files: Iterable[File]) -> int:
    return sum(_bytes_of(file.path) for file in files)


def _bytes_of(path: Path) -> int:
    """Size of a file; none where that cannot be told: reading it will say why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _lost(job: Job, why: Lost) -> Exception:
    return UnreadableSource(
        f"{job.name}: could not be read: {why.value}; save it anew in another format, or split it"
    )
