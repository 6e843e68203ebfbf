"""Uploaded files on their way into the library: kept by their content, taken in one by one."""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import LibraryBusy
from web.materials.kept import Kept
from web.materials.names import safe_name

if TYPE_CHECKING:
    from ingest.running.report import FileOutcome, Step, Tell
    from kg.library import Library

_LOG: Final = logging.getLogger(__name__)
_REMEMBERED: Final = 500  # files whose end the page still tells
_PATIENCE: Final = 2.0  # seconds before another try where somebody else is writing


class Stage(StrEnum):
    """Where a file is on its way."""

    WAITING = "waiting"
    READING = "reading"
    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One uploaded file: what the user calls it, where it is kept, and how far it is.

    ``step`` is what is done with it while it is read; ``resumed``: the server was stopped before
    its end, and takes it up again. ``owner`` is who sent it; "" where nobody knows any more.
    """

    number: int
    name: str
    path: Path
    stage: Stage = Stage.WAITING
    cases: int = 0
    reason: str = ""
    step: "Step | None" = None
    resumed: bool = False
    owner: str = ""

    @property
    def settled(self) -> bool:
        """Whether the file has come to its end."""
        return self.stage not in {Stage.WAITING, Stage.READING}

    def may_cancel(self, visitor: str) -> bool:
        """Whether a visitor may take the file out of the line: one's own, or nobody's."""
        return not self.settled and self.owner in {"", visitor}


class Intake:
    """Takes uploaded files into one library, in a thread of its own that rests when all is done.

    The thread starts with the first file. The library's own lock keeps it from other writers: while
    one is at work, files wait, and ``held`` says for whom.
    """

    def __init__(self, library: "Library") -> None:
        """Keep uploads in the library's folder; take up what was not finished the last time."""
        self._kept = Kept(library.folder)
        self.held = ""
        self._library = library
        self._arrivals: dict[int, Arrival] = {}
        self._count = 0
        self._changed = threading.Condition()
        self._closing = False
        self._batch: list[Arrival] = []
        self._thread: threading.Thread | None = None
        self._cancelled: set[int] = set()
        self._reading = 0
        self._settle_older()
        for name, path in self._kept.unfinished():
            self._line_up(name, path, resumed=True)

    def receive(self, name: str, stream: IO[bytes], owner: str = "") -> Arrival:
        """Keep an uploaded file under the hash of its bytes, and put it in line."""
        name = safe_name(name)
        with self._changed:  # or a cancelled upload of the same bytes might take the file away
            return self._line_up(name, self._kept.keep(name, stream), owner=owner)

    def _line_up(self, name: str, path: Path, *, resumed: bool = False, owner: str = "") -> Arrival:
        with self._changed:
            self._count += 1
            arrival = Arrival(self._count, name, path, resumed=resumed, owner=owner)
            self._arrivals[arrival.number] = arrival
            for number in list(self._arrivals)[:-_REMEMBERED]:
                if self._arrivals[number].settled:
                    del self._arrivals[number]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return arrival

    def cancel(self, number: int, visitor: str = "") -> None:
        """Take a file out of the line, or stop reading it; one that has its end keeps it.

        Another visitor's file stays in line.
        """
        with self._changed:
            arrival = self._arrivals.get(number)
            if arrival is None or not arrival.may_cancel(visitor):
                return
            self._cancelled.add(number)
            if number != self._reading:
                self._set(arrival, stage=Stage.CANCELLED)
            if number not in {one.number for one in self._batch}:
                self._let_go(arrival)

    def arrivals(self) -> tuple[Arrival, ...]:
        """The files that came last, newest first, with how far each is."""
        with self._changed:
            return tuple(reversed(self._arrivals.values()))

    @property
    def running(self) -> bool:
        """Whether files are on their way, or settled ones not yet found by searches."""
        return bool(self._batch) or not all(a.settled for a in self._arrivals.values())

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is on its way; False where something still is by then."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.running, seconds)

    def close(self) -> None:
        """Stop; what has no end yet is taken up when the library is served again."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def forget(self, path: Path) -> None:
        """Tell no more of a file whose source was taken out; let go of it."""
        with self._changed:
            for number, arrival in list(self._arrivals.items()):
                if arrival.settled and arrival.path.resolve() == path:
                    del self._arrivals[number]
        path.unlink(missing_ok=True)

    def keeps(self, origin: str) -> Path | None:
        """The file of an upload by the absolute path that the library knows; None for others."""
        return self._kept.holds(origin)

    def _waiting(self) -> list[Arrival]:
        return [a for a in self._arrivals.values() if a.stage is Stage.WAITING]

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._waiting())
                if self._closing:
                    return
                batch = self._batch = self._waiting()
            try:
                self._take(batch)
                self.held = ""
            except LibraryBusy as error:
                self._again(batch, str(error))
            except Exception as error:  # noqa: BLE001 - the next files must not wait for ever
                _LOG.warning("files could not be taken in", exc_info=True)
                self._fail(batch, str(error))
            with self._changed:
                self._batch = []
                self._changed.notify_all()

    def _again(self, batch: Iterable[Arrival], reason: str) -> None:
        """Put what was not taken in back in line, and rest a while."""
        self.held = reason
        self._back_in_line(batch)
        with self._changed:
            self._changed.wait_for(lambda: self._closing, _PATIENCE)

    def _fail(self, batch: Iterable[Arrival], reason: str) -> None:
        with self._changed:
            for arrival in batch:
                if not self._has_end(arrival):
                    self._set(arrival, stage=Stage.FAILED, reason=reason)

    def _take(self, batch: list[Arrival]) -> None:
        """Take files in as ``kg ingest`` does, and tell after each how it ended.

        What is left where one was cancelled goes back in line.
        """
        from ingest.pipeline import ingest  # noqa: PLC0415
        from ingest.running.finding import File  # noqa: PLC0415 - readers and models load with it

        with self._library.writer():
            for arrival in batch:
                self._make_way(arrival)
        self._begin(batch[0])

        def tell(outcome: "FileOutcome", done: int, _total: int) -> None:
            self._set(
                batch[done - 1],
                name=outcome.path,
                stage=Stage(outcome.outcome),
                cases=outcome.cases,
                reason=outcome.reason or "",
            )
            if Stage(outcome.outcome) is Stage.UNCHANGED:
                self._spare(batch[done - 1].path)
            if done < len(batch):
                if not self._wanted(batch[done].number):
                    raise KeyboardInterrupt  # ingest ends cleanly with what is done kept
                self._begin(batch[done])

        def teller(arrival: Arrival) -> "Tell":
            return lambda step: self._set(arrival, stage=Stage.READING, step=step)

        def wanted() -> bool:
            return self._wanted(self._reading)

        files = [File(one.path, one.name, teller(one), wanted) for one in batch]
        try:
            stopped = ingest(files, self._library, workers=1, progress=tell).stopped
        finally:
            self._settle_older()
        if stopped:
            self._library.refresh()
            self._back_in_line(batch)

    def _wanted(self, number: int) -> bool:
        return not self._closing and number not in self._cancelled

    def _begin(self, arrival: Arrival) -> None:
        self._reading = arrival.number
        self._set(arrival, stage=Stage.READING)

    def _back_in_line(self, batch: Iterable[Arrival]) -> None:
        """Line up again what has no end, and let go of what was cancelled."""
        with self._changed:
            for arrival in batch:
                now = self._arrivals.get(arrival.number)
                if (now and now.stage is Stage.CANCELLED) or not self._has_end(arrival):
                    self._return(arrival)
            self._reading = 0

    def _return(self, arrival: Arrival) -> None:
        if arrival.number in self._cancelled:
            self._set(arrival, stage=Stage.CANCELLED)
            self._let_go(arrival)
        else:
            self._arrivals[arrival.number] = arrival

    def _has_end(self, arrival: Arrival) -> bool:
        """Whether a file has come to its end; long ago where it is told no more."""
        now = self._arrivals.get(arrival.number)
        return now is None or now.settled

    def _let_go(self, arrival: Arrival) -> None:
        """Delete a file that was cancelled, unless its bytes wait once more or are known."""
        if not self._waits_again(arrival) and not self._library.known(arrival.path.name):
            arrival.path.unlink(missing_ok=True)

    def _waits_again(self, arrival: Arrival) -> bool:
        """Whether the same bytes are on their way under another number."""
        return any(
            not one.settled and one.number != arrival.number and one.path == arrival.path
            for one in self._arrivals.values()
        )

    def _make_way(self, arrival: Arrival) -> None:
        """Set the older file of the same name aside, so that this one takes its place."""
        before = self._library.source_at(arrival.name)
        old = before and self.keeps(before.origin)
        if old and old != arrival.path.resolve():
            self._kept.set_aside(old)

    def _settle_older(self) -> None:
        """Forget the older files whose place was taken; the others come back."""
        for path in self._kept.bring_back(self._library.known):
            self.forget(path)

    def _spare(self, path: Path) -> None:
        """Let go of a file whose bytes the library has from elsewhere."""
        source = self._library.source(path.name)
        if source and source.origin != str(path.resolve()):
            path.unlink(missing_ok=True)

    def _set(self, arrival: Arrival, **changes: object) -> None:
        with self._changed:
            now = replace(arrival, **changes)  # type: ignore[arg-type]
            self._arrivals[arrival.number] = now
            if now.settled and not self._waits_again(now):
                self._kept.settle(now.path)
            self._changed.notify_all()
