"""ingest(): files and folders into a library, one source after another."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath
from time import monotonic
from typing import Final

from ingest import cleaning, duplicates, metadata, readers
from ingest.cleaning.placing import placed
from ingest.cleaning.wrapping import JOINT, unwrapped
from ingest.cutting import passages
from ingest.cutting.cases import find_cases
from ingest.draft import Draft
from ingest.extract.case import extract
from ingest.metadata import doubts
from ingest.metadata.roles import with_roles
from ingest.metadata.themes import passage_themes
from ingest.readers import Document
from ingest.running.files import File, find_files, is_plain_text, origin_of, read_file
from ingest.running.identity import with_ids
from ingest.running.interrupts import noted_interrupts
from ingest.running.job import Job, Parsed
from ingest.running.report import FileOutcome, Progress, Report
from ingest.running.settling import Settling
from ingest.running.workers import Lost, in_workers
from ingest.tagger import tag
from kg.errors import UnreadableSource
from kg.library import Library
from kg.model import Case, CaseRecord, Entity, Source
from kg.text import without

# Seconds that a file may take, and bytes that earn it another: a quarter of the usual speed.
_SECONDS: Final = 120.0
_BYTES_A_SECOND: Final = 20_000
# Bytes for which another worker is worth its start, which takes some seconds of a core.
_BYTES_A_WORKER: Final = 200_000
# Files, and their bytes, that are read sooner than a worker process starts: some two seconds.
_FEW: Final = 3
_SHORT: Final = 100_000
# Files after which searches see what was taken in so far, then after twice as many, and so on:
# what is written again when the index merges stays in proportion to what is new.
_FIRST_REFRESH: Final = 1_000


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

    A ``File`` is taken under the name that it has instead of its own.

    Parsing happens in that many worker processes: one that dies or hangs takes only its file
    along; small files share one. With none it happens here, unguarded, as it does for one to three
    short plain texts, which are read before a worker has started. ``prune`` takes out what
    came from one of the folders and is gone from it. A file marked 机密 or 绝密 fails unless it is
    allowed. Ctrl-C ends all with what is done kept.

    Raises LibraryBusy where another process is writing, LibraryFailed where the library cannot
    be written. ``progress`` is called after each file.
    """
    started = monotonic()
    files = list(find_files(paths))
    outcomes: list[FileOutcome] = []
    pruned: list[str] = []
    folders = [path for path in paths if isinstance(path, Path)]
    emptied = _without_files(folders, files) if prune else ()
    workers = 0 if _are_light(files) else min(workers, 1 + _size(files) // _BYTES_A_WORKER)
    stopped, due = False, _FIRST_REFRESH
    with library.writer(), noted_interrupts() as check:
        settling = Settling(library)
        planned = map(settling.plan, files)
        jobs = (replace(job, allow_classified=allow_classified) for job in planned)
        try:
            for outcome in _outcomes(jobs, settling, workers, check):
                outcomes.append(outcome)
                if progress:
                    progress(outcome, len(outcomes), len(files))
                if len(outcomes) == due:
                    library.refresh()
                    due *= 2
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
    jobs: Iterable[Job], settling: Settling, workers: int, check: Callable[[], None]
) -> Iterator[FileOutcome]:
    """How each file ends, one after another."""
    with closing(_parse_all(jobs, workers, check)) as results:
        for job, parsed in results:
            if parsed is None:
                yield settling.unchanged(job)
            elif isinstance(parsed, Exception):
                yield settling.failed(job, parsed)
            else:
                yield _settle(job, parsed, settling)


def _settle(job: Job, parsed: Parsed, settling: Settling) -> FileOutcome:
    """Commit what was parsed; once more with other ids where other sources have them now."""
    if settling.knows(parsed.source.id):  # the same bytes, planned before they were committed
        return settling.unchanged(replace(job, known=parsed.source.id))
    before = settling.replaced_by(parsed)
    if taken := settling.taken(parsed, before):
        kept = {key: case for key, case in job.kept.items() if case not in taken}
        again = replace(job, kept=kept, taken=job.taken | taken)
        parsed = parse(again)
        return _settle(again, parsed, settling)
    return settling.commit(parsed, before)


def parse(job: Job) -> Parsed:
    """Read, clean, cut and extract one file. Raises UnreadableSource."""
    data, name = read_file(job.path), PurePath(job.name).name
    document = readers.read(data, name)
    removed, marks = cleaning.find_removed(document)
    if not job.allow_classified and (mark := cleaning.classified(marks)):
        message = (
            f"{name}: this file is marked {mark} and is not taken in; "
            "if it may be kept here, ingest it with --allow-classified"
        )
        raise UnreadableSource(message)
    source = Source(
        id=hashlib.sha256(data).hexdigest(),
        path=job.name,
        format=document.format,
        encoding=document.encoding,
        text=document.text,
        removed=removed,
        marks=marks,
        origin=origin_of(job.path),
    )
    text, places = without(unwrapped(cleaning.blank(document.text, removed)), JOINT)
    document = _read_in(document, places)
    ocr = doubts.recognised(text)
    cases = [
        metadata.describe(block, text, source, number, ocr=ocr)
        for number, block in enumerate(find_cases(text, document), 1)
    ]
    if not cases:
        message = f"{name}: no case was found in the text; check that it holds prose"
        raise UnreadableSource(message)
    cases = with_ids(cases, text, job.kept, job.taken)
    sketches = tuple(duplicates.sketch(c, text[c.start : c.end]) for c in cases)
    built = [_record(c, text, document, s) for c, s in zip(cases, sketches, strict=True)]
    records = tuple(placed(record, places, source.text) for record, _ in built)
    return Parsed(source, records, tuple(e for _, found in built for e in found), sketches)


def _read_in(document: Document, places: Sequence[int]) -> Document:
    """The document as it is read: only the characters at ``places``, headings moved along."""
    if len(places) == len(document.text) + 1:
        return document
    headings = tuple(
        replace(h, start=bisect_left(places, h.start), end=bisect_left(places, h.end))
        for h in document.headings
    )
    text = "".join(document.text[at] for at in places[:-1])
    return replace(document, text=text, headings=headings)


def _record(
    case: Case, text: str, document: Document, sketch: duplicates.Sketch
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
        region_inferred=case.region_inferred,
    )
    found = extract(draft, case.id, case.start)
    cut = tuple(
        replace(passage, themes=passage_themes(passage.text))
        for passage in with_roles(passages.cut(text, case, document), case.genre)
    )
    grams = duplicates.sample(sketch)
    record = CaseRecord(case, cut, found.local, found.relations, found.metrics, grams)
    return record, found.entities


def _parse_all(
    jobs: Iterable[Job], workers: int, check: Callable[[], None]
) -> Generator[tuple[Job, Parsed | Exception | None], None, None]:
    """Every job with what parsing gave: None where the library has these bytes already."""
    if not workers:
        for job in jobs:
            yield job, None if job.known else _attempt(job)
        return

    def seconds(job: Job) -> float | None:
        return None if job.known else _time_limit(job)

    results = in_workers(_attempt, jobs, workers=workers, seconds=seconds, check=check)
    with closing(results):
        for job, parsed in results:
            yield job, _lost(job, parsed) if isinstance(parsed, Lost) else parsed


def _time_limit(job: Job) -> float:
    """Seconds that parsing a file may take, by its size."""
    return _SECONDS + _bytes_of(job.path) / _BYTES_A_SECOND


def _are_light(files: Sequence[File]) -> bool:
    """Whether all files are a few short plain texts: no parser is needed that could hang."""
    return (
        len(files) <= _FEW
        and _size(files) <= _SHORT
        and all(is_plain_text(file.path) for file in files)
    )


def _size(files: Iterable[File]) -> int:
    return sum(_bytes_of(file.path) for file in files)


def _bytes_of(path: Path) -> int:
    """Size of a file; none where that cannot be told: reading it will say why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _attempt(job: Job) -> Parsed | Exception:
    """Parse a file; its failure is an answer, so that it travels between processes."""
    try:
        return parse(job)
    except UnreadableSource as error:
        return error
    except OSError as error:
        return UnreadableSource(f"{job.name}: {error.strerror or error}; check path and rights")
    except Exception as error:  # noqa: BLE001 - one file's surprise must not stop the others
        return UnreadableSource(
            f"{job.name}: could not be processed ({type(error).__name__}: {error}); "
            "please report it with the file"
        )


def _lost(job: Job, why: Lost) -> Exception:
    return UnreadableSource(
        f"{job.name}: could not be read: {why.value}; save it anew in another format, or split it"
    )
