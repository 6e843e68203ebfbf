"""The engine for large libraries, an optional install: a tantivy index in a folder.

The program weighs cases itself, the same way for every engine, so tantivy is asked for postings
only: which cases have a term, and how often. It tells the first by a number that every document
has. The second it keeps to itself, so it is written as a part of the term: 网格 that stands three
times is another term than 网格 that stands once.
"""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from os import strerror
from pathlib import Path
from typing import Final, cast

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Query

from kg.errors import LibraryBusy
from kg.search.engine import Writable
from kg.search.engines.fields import FIELDS
from kg.search.engines.folder_engine import FolderEngine
from kg.search.engines.postings import NOWHERE, Posting
from kg.search.engines.reader import Meta, Reader, Written

MOST_PASSAGES: Final = None  # none is too many
_TIMES: Final = "\x16"  # between a term and how often it stands
_META: Final = "meta"
_HEAP: Final = 64_000_000  # bytes that a writer fills before it writes a segment
_THREADS: Final = 1  # one more would cut a commit into more segments
# Whitespace ends a term to tantivy; names have blanks in them. Control characters stand for it.
_BLANKS: Final = {" ": "\x11", "\t": "\x12", "\n": "\x13", "\f": "\x14", "\r": "\x15"}
_BETWEEN: Final = "\x10"
_LOCKED: Final = "LockBusy"
_FULL: Final = f"os error {errno.ENOSPC}"
_PANIC: Final = "PanicException"  # what Rust raises on the rare damage that tantivy does not expect


@contextmanager
def _telling() -> Iterator[None]:
    """Turn Rust's panics into ValueError, and what says that the disk is full into OSError."""
    try:
        yield
    except ValueError as error:
        if _FULL in str(error):
            raise OSError(errno.ENOSPC, strerror(errno.ENOSPC)) from error
        raise
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        message = f"tantivy gave up: {error}"
        raise ValueError(message) from error


class _Reader(Reader):
    """A reading: a searcher, which no commit changes."""

    def __init__(self, folder: Path, written: Written | None) -> None:
        """Open what was committed last."""
        self._stamp = _stamp(folder)
        with _telling():
            whole = tantivy.Index.open(str(folder))
            whole.config_reader("manual")
            whole.reload()
            self._schema = whole.schema
            self._searcher = whole.searcher()
            super().__init__(folder, self._meta(), written)

    def is_latest(self) -> bool:
        """Whether nobody has committed since."""
        return self._stamp == _stamp(self.folder)

    def _read_postings(self, field: str, term: str) -> Posting:
        """Read a term's postings."""
        with _telling():
            spelled = self._searcher.terms_with_prefix(field, _plain((term,)) + _TIMES)
            found = [
                (self._having(field, word, most), int(word.rpartition(_TIMES)[2]))
                for word, most in spelled
                if most
            ]
        if not found:
            return NOWHERE
        if len(found) == 1:
            [(cases, times)] = found
            return Posting(cases, np.full(len(cases), times, dtype=np.float32))
        cases = np.concatenate([having for having, _ in found])
        counts = np.repeat(
            np.array([times for _, times in found], dtype=np.float32),
            [len(having) for having, _ in found],
        )
        ascending = np.argsort(cases)
        return Posting(cases[ascending], counts[ascending])

    def _having(self, field: str, word: str, most: int) -> NDArray[np.int32]:
        """Cases with a word in a field, so many ``most``: deleted documents may count too."""
        query = Query.term_query(self._schema, field, word, "basic")
        found = self._searcher.search(
            query, limit=most, count=False, order_by_field="case", order=tantivy.Order.Asc
        )
        return np.fromiter(map(itemgetter(0), found.hits), dtype=np.int32)

    def beginning(self, field: str, prefix: str) -> list[str]:
        """Terms of a field that begin so."""
        with _telling():
            found = self._searcher.terms_with_prefix(field, _plain((prefix,)))
        return list({_spoken(term.rpartition(_TIMES)[0]) for term, _ in found})

    def _meta(self) -> Meta:
        """What the document that tells of the index says. Raises IndexError without one."""
        query = Query.term_query(self._schema, "kind", _META, "basic")
        _, address = self._searcher.search(query, limit=1, count=False).hits[0]
        return Meta.decode(cast("bytes", self._searcher.doc(address).get_first("text")).decode())


class _Writer:
    """One commit of a tantivy index."""

    def __init__(self, whole: tantivy.Index) -> None:
        """Write; raises ValueError if another process does."""
        self._schema = whole.schema
        self._writer = whole.writer(heap_size=_HEAP, num_threads=_THREADS)

    def put(self, case: int, terms: Mapping[str, Mapping[str, int]]) -> None:
        """Add a case."""
        document = tantivy.Document()
        document.add_unsigned("case", case)
        for field, counts in terms.items():
            document.add_text(field, _plain(f"{t}{_TIMES}{n}" for t, n in counts.items()))
        with _telling():
            self._writer.add_document(document)

    def drop(self, case: int) -> None:
        """Take out a case of an earlier commit."""
        # By term only texts can be deleted: a number is taken for a signed one, of which is none.
        query = Query.term_query(self._schema, "case", case, "basic")
        with _telling():
            self._writer.delete_documents_by_query(query)

    def commit(self, meta: Meta) -> None:
        """Make everything visible at once, then wait for what is merged and let go."""
        document = tantivy.Document()
        document.add_text("kind", _META)
        document.add_bytes("text", meta.encode().encode())
        with _telling():
            self._writer.delete_documents_by_term("kind", _META)
            self._writer.add_document(document)
            self._writer.commit()
            self._writer.wait_merging_threads()

    def cancel(self) -> None:
        """Drop everything."""
        with _telling():
            self._writer.rollback()
            self._writer.wait_merging_threads()


class Tantivy:
    """How to write and to read a tantivy index."""

    name = "tantivy"
    broken: tuple[type[BaseException], ...] = ()

    def create(self, folder: Path) -> _Writer:
        """Begin an index in an empty folder."""
        with _telling():
            return _Writer(tantivy.Index(_schema(), path=str(folder)))

    def write(self, folder: Path) -> _Writer:
        """Begin to change an index. Raises LibraryBusy if another process does."""
        with _telling():
            try:
                return _Writer(tantivy.Index.open(str(folder)))
            except ValueError as error:
                if _LOCKED not in str(error):
                    raise
                message = f"another process writes the index in {folder.parent}: try again later"
                raise LibraryBusy(message) from error

    def open(self, folder: Path, written: Written | None) -> _Reader:
        """Open what was committed last."""
        return _Reader(folder, written)


def open_index(folder: Path) -> FolderEngine:
    """Open the index in ``folder``. Raises IndexUnusable if there is none or it is broken."""
    return FolderEngine(folder, Tantivy())


def build_index(folder: Path, cases: Iterable[Writable], generation: int) -> FolderEngine:
    """Build an index of ``cases`` in ``folder``, beside one that may be there, and swap it in."""
    return FolderEngine.build(folder, Tantivy(), cases, generation)


def _schema() -> tantivy.Schema:
    """Describe the fields of a document."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("case", indexed=True, fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("text", stored=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def _stamp(folder: Path) -> tuple[int, int, int]:
    """What changes with every commit. Raises OSError where there was none."""
    state = (folder / "meta.json").stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


def _plain(terms: Iterable[str]) -> str:
    """Terms with blanks between them only."""
    joined = _BETWEEN.join(terms)
    for blank, mark in _BLANKS.items():
        joined = joined.replace(blank, mark)
    return joined.replace(_BETWEEN, " ")


def _spoken(term: str) -> str:
    """A term as it was before ``_plain``."""
    for blank, mark in _BLANKS.items():
        term = term.replace(mark, blank)
    return term
