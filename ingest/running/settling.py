"""What the library already has of a file, and how the file ends in it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from ingest import cleaning, duplicates
from ingest.cleaning.wrapping import JOINT, unwrapped
from ingest.running.files import is_there, origin_of, read_file
from ingest.running.finding import File
from ingest.running.identity import text_keys
from ingest.running.job import Job, Parsed
from ingest.running.report import FileOutcome, Outcome
from kg.errors import UnreadableSource
from kg.library import Library
from kg.model import Case, Failure, Source

_SHORT_ID: Final = 8  # digits of an id that lead a path where nothing else makes it free


class Settling:
    """Puts files into one library, whose write lock is held meanwhile."""

    def __init__(self, library: Library) -> None:
        """Remember which files failed when last tried."""
        self._library = library
        self._failing = {failure.origin for failure in library.failures()}

    def plan(self, file: File) -> Job:
        """The file with what the library has of it."""
        digest = _digest_of(file.path)
        if digest is not None and self._library.known(digest):
            return Job(file.path, file.name, digest)
        before = self._replaceable(origin_of(file.path), file.name)
        kept = _kept(before, self._library.extracted_cases_of(before.id)) if before else {}
        return Job(file.path, file.name, kept=kept)

    def knows(self, source_id: str) -> bool:
        """Whether the library has a source with these bytes by now."""
        return self._library.known(source_id)

    def unchanged(self, job: Job) -> FileOutcome:
        """End a file whose bytes are in the library; one that was moved gets its new path."""
        origin = origin_of(job.path)
        source = self._library.source(job.known or "")
        if source and source.origin != origin and not _still_has(source.origin, source.id):
            path = self._free_path(source.id, job.name, origin, None)
            self._library.move(source.id, path, origin)
        self._succeeded(origin)
        return FileOutcome(job.name, Outcome.UNCHANGED)

    def failed(self, job: Job, error: Exception) -> FileOutcome:
        """End a file that could not be read, and remember it while it is there."""
        origin = origin_of(job.path)
        reason = _without_name(str(error), job.name)
        if is_there(origin):
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self._library.note_failure(Failure(job.name, origin, reason, now))
            self._failing.add(origin)
        return FileOutcome(job.name, Outcome.FAILED, reason)

    def commit(self, parsed: Parsed, before: Source | None) -> FileOutcome:
        """Put a source in, in place of ``before``."""
        library, source = self._library, parsed.source
        path = self._free_path(source.id, source.path, source.origin, before)
        cases, moved = duplicates.settle(parsed.records, parsed.sketches, library)
        records = [replace(r, case=case) for r, case in zip(parsed.records, cases, strict=True)]
        outcome = library.commit(
            replace(source, path=path),
            records,
            parsed.entities,
            moved,
            replaces=before.id if before else None,
        )
        self._failing.discard(source.origin)
        return FileOutcome(path, Outcome(outcome), None, len(records))

    def replaced_by(self, parsed: Parsed) -> Source | None:
        """The source that a file takes the place of.

        That is the one read from the same file before; else the one of the same relative path
        whose file is gone, if one of its cases comes again: a folder that was moved and worked
        on. Two folders may both have a 1.txt, and neither must take out the other.
        """
        source = parsed.source
        before = self._replaceable(source.origin, source.path)
        if before is None or before.origin == source.origin or self._shares(parsed, before):
            return before
        return None

    def taken(self, parsed: Parsed, before: Source | None) -> frozenset[str]:
        """Ids of the parsed cases that cases of other sources have."""
        own = {parsed.source.id, before.id if before else None}
        known = self._library.cases([record.case.id for record in parsed.records])
        return frozenset(key for key, case in known.items() if case.source not in own)

    def forget_vanished(self) -> None:
        """Forget failures of files that are gone."""
        gone = {origin for origin in self._failing if not is_there(origin)}
        if gone:
            self._library.forget_failures(gone)

    def prune(self, folder: Path) -> list[str]:
        """Take out the sources whose files were in a folder and are gone; returns their paths."""
        inside = origin_of(folder).rstrip("/") + "/"
        gone = [
            entry
            for entry in self._library.sources()
            if entry.origin.startswith(inside) and not is_there(entry.origin)
        ]
        for entry in gone:
            self._library.remove(entry.id)
        return [entry.path for entry in gone]

    def _replaceable(self, origin: str, path: str) -> Source | None:
        """The source read from a file, else one of its relative path whose own file is gone."""
        same = self._library.source_from(origin)
        other = None if same else self._library.source_at(path)
        return same or (other if other and not is_there(other.origin) else None)

    def _shares(self, parsed: Parsed, before: Source) -> bool:
        """Whether a case of ``before`` comes again in a parsed source, as it was or nearly so."""
        old = self._library.extracted_cases_of(before.id)
        if any(record.case.id in {case.id for case in old} for record in parsed.records):
            return True
        known = duplicates.Known()
        for case, text in zip(old, _texts(before, old), strict=True):
            known.add(duplicates.sketch(case, text))
        cases, moved = known.settle([record.case for record in parsed.records], parsed.sketches)
        return bool(moved) or any(case.duplicate_of in {o.id for o in old} for case in cases)

    def _free_path(self, key: str, path: str, origin: str, before: Source | None) -> str:
        """A path, led by as many of its folders as it takes to be no other source's."""
        folders = list(PurePath(origin).parent.parts)[1:]
        mine = {key, before.id if before else None}
        while (other := self._library.source_at(path)) and other.id not in mine:
            path = f"{folders.pop() if folders else key[:_SHORT_ID]}/{path}"
        return path

    def _succeeded(self, origin: str) -> None:
        """Forget that a file failed."""
        if origin in self._failing:
            self._failing.discard(origin)
            self._library.forget_failures([origin])


def _without_name(message: str, path: str) -> str:
    """A message without the name of its file in front: whoever shows it shows the path as well."""
    for name in (path, PurePath(path).name):
        message = message.removeprefix(f"{name}: ")
    return message


def _kept(source: Source, cases: Sequence[Case]) -> Mapping[str, str]:
    """Ids of a source's cases by the keys of their texts."""
    return dict(zip(text_keys(_texts(source, cases)), (case.id for case in cases), strict=True))


def _texts(source: Source, cases: Sequence[Case]) -> list[str]:
    """Texts of a source's cases without what cleaning took out, as ingest reads them."""
    text = unwrapped(cleaning.blank(source.text, source.removed))
    return [text[case.start : case.end].replace(JOINT, "") for case in cases]


def _digest_of(path: Path) -> str | None:
    """SHA-256 of a file's bytes; None where it cannot be read: parsing will say why."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except (OSError, UnreadableSource):
        return None


def _still_has(origin: str, digest: str) -> bool:
    """Whether a file is still there with the same bytes; one that cannot be read may have."""
    return is_there(origin) and _digest_of(Path(origin)) in {None, digest}
