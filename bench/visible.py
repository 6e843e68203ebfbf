"""How soon a commit is seen by searches that others make all the while, in other threads.

    python -P bench/visible.py LIBRARY [ROUNDS]

LIBRARY is one that bench/search.py made; a copy of it is changed. Two readers, each with a library
of its own, search without pause; a writer, with a third, commits a case; the clock runs from the
end of the commit until every reader has found it. Prints, asserts nothing.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path
from statistics import median

from kg.library import Library
from kg.model import Case, CaseRecord, Passage, Query, Source

READERS = 2
ROUNDS = 10
PATIENCE = 60.0  # seconds until a commit counts as never seen


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "library")
        shutil.copytree(sys.argv[1], folder)
        os.sync()  # what was copied is not to be waited for by the first commit
        readers = [Reading(folder) for _ in range(READERS)]
        try:
            with Library.open(folder) as library:
                seconds = [seen(library, readers, number) for number in range(rounds)]
        finally:
            for reader in readers:
                reader.stop()
    slowest = max(max(reader.seconds) for reader in readers)
    print(
        f"seen after {median(seconds):.2f} s at the median, {max(seconds):.2f} s at most; "
        f"{sum(len(reader.seconds) for reader in readers)} searches, slowest {slowest:.2f} s, "
        f"errors: {[reader.error for reader in readers if reader.error]}"
    )


class Reading:
    """A thread that searches without pause for what is written last."""

    def __init__(self, folder: Path) -> None:
        """Begin, with names and dictionaries read."""
        self.wanted = word(-1)
        self.found = threading.Event()
        self.seconds: list[float] = []
        self.error: Exception | None = None
        self._library = Library.open(folder)
        self._library.search(Query(self.wanted))
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._search)
        self._thread.start()

    def _search(self) -> None:
        try:
            while not self._stopped.is_set():
                wanted, begun = self.wanted, time.perf_counter()
                total = self._library.search(Query(f'"{wanted}"')).total
                self.seconds.append(time.perf_counter() - begun)
                if total and wanted == self.wanted:
                    self.found.set()
        except Exception as error:  # noqa: BLE001 -- told at the end
            self.error = error

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()
        self._thread.join()
        self._library.close()


def seen(library: Library, readers: list[Reading], number: int) -> float:
    """Seconds from a commit until all readers have found it."""
    for reader in readers:
        reader.wanted = word(number)
        reader.found.clear()
    with library.writer(wait=PATIENCE):  # a reader may be merging what was written before
        library.commit(*written(number))
    begun = time.perf_counter()
    for reader in readers:
        reader.found.wait(PATIENCE)
    return time.perf_counter() - begun


def word(number: int) -> str:
    """A word that no other text has."""
    return f"新到材料{chr(0x7000 + number)}{chr(0x7100 + number)}"


def written(number: int) -> tuple[Source, list[CaseRecord], list[None]]:
    """A source of one case of one passage."""
    text = f"{word(number)}，写的是网格员上门。"
    key = sha256(text.encode()).hexdigest()
    source = Source(key, f"{key}.txt", "txt", "utf-8", text, (), (), f"/{key}.txt")
    case = Case(f"{key[:12]}-1", key, 1, 0, len(text), word(number))
    passage = Passage(f"{case.id}-1", case.id, 1, 0, len(text), text)
    return source, [CaseRecord(case, (passage,), (), (), ())], []


if __name__ == "__main__":
    main()
