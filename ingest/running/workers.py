"""A task over many items in worker processes; one that dies or hangs takes only its item along."""

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from kg.memory import seldom

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")
# What a task calls on its way, and what it says then.
Say = Callable[[object], None]

# Items handed out ahead of the caller, per worker: bounds memory, keeps workers busy.
_AHEAD: Final = 3
# Seconds between two checks while a result is waited for.
_BETWEEN_CHECKS: Final = 0.1
# Bytes of data that a worker may always have: ten times what the largest materials take.
_LEAST_MEMORY: Final = 3 << 30


class Lost(Enum):
    """Why an item has no result."""

    DIED = "its worker process died"
    TIMED_OUT = "it took longer than it may, and its worker process was killed"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a task says on its way; it goes through the pipe before the result."""

    what: object


def in_workers(
    task: Callable[[Item, Any], Result],
    items: Iterable[Item],
    *,
    workers: int,
    seconds: Callable[[Item], float | None],
    check: Callable[[], None] = lambda: None,
    hear: Callable[[Item, Any], None] = lambda _item, _said: None,
) -> Generator[tuple[Item, Result | Lost | None], None, None]:
    """Every item with what ``task`` made of it, in order; items are taken as they are needed.

    ``task`` is a function of a module, so that other processes find it, and raises nothing; what
    it says on its way through its second argument comes to ``hear``, in a thread of its own.
    ``seconds`` tells how long an item may take; then its worker is killed with all processes
    that it started, and another takes its place. An item of None seconds is not worked on and
    comes with None. ``check`` is called again and again while a result is waited for; what it
    raises ends all. Closing the generator kills all workers.
    """
    crew = _Crew(task, hear)
    threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
    waiting = iter(items)
    window: deque[tuple[Item, Future[Result | Lost] | None]] = deque()
    try:
        while True:
            for item in islice(waiting, workers * _AHEAD - len(window)):
                limit = seconds(item)
                future = None if limit is None else threads.submit(crew.run, item, limit)
                window.append((item, future))
            if not window:
                return
            item, future = window.popleft()
            result = None
            if future is not None:
                result = _awaited(future, check)
            yield item, result
    finally:
        crew.close()
        threads.shutdown(cancel_futures=True)


def _awaited(future: Future[Result | Lost], check: Callable[[], None]) -> Result | Lost:
    """What a future gives, checking while it is waited for."""
    while not wait([future], _BETWEEN_CHECKS).done:
        check()
    return future.result()


class _Crew(Generic[Item, Result]):
    """The workers: each is lent to one thread at a time, started when first needed."""

    def __init__(
        self, task: Callable[[Item, Any], Result], hear: Callable[[Item, Any], None]
    ) -> None:
        self._task = task
        self._hear = hear
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._closed = False

    def run(self, item: Item, seconds: float) -> Result | Lost:
        """What the task makes of the item in a worker."""
        worker = self._borrow()
        if worker is None:
            return Lost.DIED
        result = worker.run(item, seconds, partial(self._hear, item))
        lost = isinstance(result, Lost)
        with self._lock:
            self._busy.discard(worker)
            if not lost:
                self._idle.append(worker)
        if lost:
            worker.kill()
        return cast("Result | Lost", result)

    def close(self) -> None:
        """Kill all workers; those in the middle of an item too."""
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._busy]
        for worker in workers:
            worker.kill()

    def _borrow(self) -> "_Worker | None":
        """A worker for one item; None where the crew is closed."""
        with self._lock:
            if self._closed:
                return None
            worker = self._idle.pop() if self._idle else _Worker(self._task)
            self._busy.add(worker)
            return worker


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, task: Callable[[Item, Any], Result]) -> None:
        # A fresh process: a forked one would inherit the library's open files and locks.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task), daemon=True)
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()

    def run(self, item: object, seconds: float, hear: Say) -> object:
        """What the task makes of the item, or Lost; after that the worker is of no more use."""
        until = monotonic() + seconds
        try:
            self._pipe.send(item)
            while self._pipe.poll(max(0, until - monotonic())):
                answer = self._pipe.recv()
                if not isinstance(answer, _Said):
                    return answer
                hear(answer.what)
        except (EOFError, OSError):
            return Lost.DIED
        return Lost.TIMED_OUT

    def kill(self) -> None:
        """End the process and those that it started."""
        if hasattr(os, "killpg") and self._process.pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; a worker born here leaves it to its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: "Connection[object, object]", task: Callable[[object, Say], object]) -> None:
    """Work on what comes through the pipe, until it closes."""
    if hasattr(os, "setsid"):
        os.setsid()  # a group of its own: what it starts is killed with it
    _bound_memory()
    seldom()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(task(item, lambda what: pipe.send(_Said(what))))


def _bound_memory() -> None:
    """Let an item that blows up fail here, before the system has no memory for anyone."""
    if resource is None or not hasattr(resource, "RLIMIT_DATA"):
        return
    half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = max(half, _LEAST_MEMORY)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _die_with_parent() -> None:
    """A parent that was killed can kill nobody: whoever hangs then must go by itself."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
