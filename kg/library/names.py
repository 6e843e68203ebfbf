"""The names of a library, read when first asked, and anew when the store has moved on."""

import threading
from contextlib import suppress
from time import monotonic
from typing import Final

from kg.errors import KgError
from kg.memory import lasting, thaw
from kg.search.index import Index
from kg.search.understanding.spelling import Spelling
from kg.search.understanding.suggest import Suggester
from kg.search.understanding.vocabulary import Vocabulary
from kg.store import Snapshot, Store

# Names are read anew when the store moved on, but for at most a tenth of the time, so that a
# long ingest beside an open page costs searches little.
_PATIENCE: Final = 10
# Seconds that a search may wait for new names; where they take longer it goes on with the last
# ones, and others are read meanwhile.
_WAIT: Final = 0.2


class Names:
    """What is known of the names of one generation. Safe among threads."""

    def __init__(self, snapshot: Snapshot, index: Index) -> None:
        """Read the names of a snapshot; what suggests and corrects is made when first asked."""
        begun = monotonic()
        self.generation = snapshot.generation
        with lasting():
            self.vocabulary = Vocabulary(snapshot.counted_entities(), snapshot.titles())
        self._index = index
        self._making = threading.RLock()
        self._suggester: Suggester | None = None
        self._spelling: Spelling | None = None
        self.read_at = monotonic()
        self.seconds = self.read_at - begun
        self.outdated = False

    def is_old(self) -> bool:
        """Whether others may be read by now."""
        return self.outdated or monotonic() - self.read_at >= _PATIENCE * self.seconds

    @property
    def suggester(self) -> Suggester:
        """Suggestions from the names."""
        with self._making:
            if self._suggester is None:
                with lasting():
                    self._suggester = Suggester(self.vocabulary, self._index.count)
            return self._suggester

    @property
    def spelling(self) -> Spelling:
        """Corrections from the names."""
        with self._making:
            if self._spelling is None:
                self._spelling = Spelling(self.vocabulary, self._spoken, self._index.count)
            return self._spelling

    def _spoken(self, letters: str, most: int) -> list[tuple[str, bool]]:
        """Names that letters may stand for; few queries have some, and all names are read."""
        return self.suggester.spoken(letters, most)

    def prepare(self) -> None:
        """Make now what the first suggestion and correction would wait for."""
        _ = self.suggester
        self.spelling.prepare()


class LatestNames:
    """Names of a store as it is now, or was a moment ago. Safe among threads."""

    def __init__(self, store: Store, index: Index, *, wait: float = _WAIT) -> None:
        """Read nothing yet; ``wait`` is how many seconds others than the first may take."""
        self._store = store
        self._index = index
        self._names: Names | None = None
        self._wait = wait
        self._lock = threading.Lock()
        self._renewing: threading.Thread | None = None

    def get(self, generation: int) -> Names:
        """The names, and others soon if they are not those of a generation of the store.

        Waits for them the first time, and where they are read in an instant.
        """
        with self._lock:
            names = self._names
            if names is None:
                self._names = names = self._read()
            elif names.generation != generation and names.is_old():
                if names.seconds <= self._wait:
                    self._names = names = self._read()
                elif self._renewing is None:
                    self._renewing = threading.Thread(target=self._renew, daemon=True)
                    self._renewing.start()
            return names

    def outdate(self) -> None:
        """Read others at once when next asked: a person has changed a name and looks for it."""
        if self._names is not None:
            self._names.outdated = True

    def close(self) -> None:
        """Wait for what is being read."""
        renewing = self._renewing
        if renewing:
            renewing.join()

    def _read(self) -> Names:
        with self._store.reading() as snapshot:
            return Names(snapshot, self._index)

    def _renew(self) -> None:
        """Put new names in place of the old ones, ready to suggest and correct."""
        try:
            with suppress(KgError):  # the next search that needs the store tells of it
                thaw()
                fresh = self._read()
                if self._names is not None and self._names.outdated:
                    self._names = fresh  # a person looks for a name that he has put right
                fresh.prepare()
                self._names = fresh
        finally:
            self._renewing = None
