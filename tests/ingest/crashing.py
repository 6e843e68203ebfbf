"""A program that ingests folders again and again, to be killed at any instant.

It loads everything once, then forks a child for every line that it reads; the child ingests the
folders, one after another, and writes what it reports to a file. A line is the number of
milliseconds after which the child is killed with SIGKILL, 0 to let it come to its end.
"""

import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.pipeline import ingest
from ingest.running.report import FileOutcome
from kg.library import Library


def child(folders: list[Path], library: Path, log: Path) -> None:
    """Ingest, and write a line for each file as soon as it is reported."""
    report = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(outcome: FileOutcome, _done: int, _total: int) -> None:
        os.write(report, f"{outcome.outcome} {outcome.path}\n".encode())

    with Library.open(library, create=True) as opened:
        for folder in folders:
            ingest([folder], opened, progress=tell)


def answer(word: str) -> None:
    """Say a word to whoever tells this program when to kill."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork, kill, answer with ``killed`` or ``done``."""
    library, log, *folders = map(Path, sys.argv[1:])
    # What is loaded now need not be loaded in every child.
    with TemporaryDirectory() as place, Library.open(Path(place), create=True) as warm:
        ingest(folders[:2], warm)
    answer("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            child(folders, library, log)
            os._exit(0)
        wait = int(line) / 1000
        if wait:
            time.sleep(wait)
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        answer("killed" if os.WIFSIGNALED(status) else "done")


if __name__ == "__main__":
    main()
