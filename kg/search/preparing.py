"""Cases of a store prepared for an index in worker processes: cutting texts takes most of it."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.search.engines.prepared import Prepared, prepared
from kg.search.indexed import indexed
from kg.store import Store

# Cases handed out at once: a message costs as much as preparing a few.
_AT_ONCE: Final = 200
# Messages under way for each worker: bounds memory, keeps workers busy.
_AHEAD: Final = 2


def prepared_by(workers: int, store: Path, case_ids: Sequence[str]) -> Iterator[Prepared]:
    """Cases of a store in this order, without copies of others. Raises KgError.

    Nobody may write to the store meanwhile: every worker reads it by itself.
    """
    # Fresh processes: forked ones would inherit the library's open files and locks.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
    waiting: deque[Future[list[Prepared]]] = deque()
    try:
        for start in range(0, len(case_ids), _AT_ONCE):
            waiting.append(pool.submit(_prepare, store, case_ids[start : start + _AT_ONCE]))
            if len(waiting) > workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        msg = "a worker process died, maybe for lack of memory: try again with --workers 1"
        raise KgError(msg) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C reaches every process of a terminal; workers leave it to their parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Go where the parent was killed: each worker would wait for work for ever otherwise."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _prepare(store: Path, case_ids: Sequence[str]) -> list[Prepared]:
    """Cases prepared, in a worker."""
    with _opened(store).reading() as snapshot:
        return list(map(prepared, indexed(snapshot, case_ids)))


@cache
def _opened(store: Path) -> Store:
    """A store that the process keeps open."""
    return Store.open(store)
