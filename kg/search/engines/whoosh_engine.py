"""The embedded default engine: a Whoosh index in a folder, read and written in pure Python."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from pickle import UnpicklingError
from threading import RLock
from typing import Final, cast

import numpy as np
from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound

from kg.errors import LibraryBusy
from kg.search.engine import Writable
from kg.search.engines.fields import FIELDS
from kg.search.engines.folder_engine import FolderEngine
from kg.search.engines.postings import NOWHERE, Posting
from kg.search.engines.reader import Meta, Reader, Written
from kg.search.engines.whoosh_pool import Bucket, PostingsPool
from kg.search.engines.whoosh_types import Index, Leaf, Segment
from kg.search.engines.whoosh_types import Reader as WholeReader
from kg.search.engines.whoosh_types import Writer as WholeWriter

MOST_PASSAGES: Final = 20_000  # with more, rare searches take longer than a blink
_META: Final = "meta"  # the key of one more document; those of cases are digits
_BLOCK: Final = 4096  # postings read at once


class _Counted(fields.FieldType):  # type: ignore[misc]
    """A field that takes how often each term occurs; cut and counted before it gets here."""

    indexed = True

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(
        self, value: Mapping[str, int], **_: object
    ) -> Iterable[tuple[bytes, int, float, bytes]]:
        """Terms with their counts as Whoosh wants them; Existence keeps no value besides."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec without what is not used here: field lengths, compression.

    Looking for lengths costs a question to the file system for every posting.
    """

    length_stats = False

    def field_writer(self, storage: FileStorage, segment: Segment) -> object:
        """Whoosh's own writer of terms, which remembers where they are in less memory."""
        writer = super().field_writer(storage, segment)
        buckets = writer._tindex.buckets  # noqa: SLF001 - no other way to it
        buckets[:] = [Bucket() for _ in buckets]
        return writer


class _Reader(Reader):
    """A reading. A lock lets one thread in at a time: Whoosh's readers share file positions."""

    def __init__(
        self, folder: Path, whole: Index, reader: WholeReader, written: Written | None
    ) -> None:
        """Read what is kept in memory: facts, and which document each case is."""
        self._index = whole
        self._reader = reader
        self._lock = RLock()
        self._leaves: list[tuple[Leaf, int]] = list(reader.leaf_readers())
        super().__init__(folder, self._meta(), written)
        # By document: the number of its case.
        self._cases = np.full(reader.doc_count_all(), -1, dtype=np.int32)
        for leaf, base in self._leaves:
            alive = np.fromiter(leaf.all_doc_ids(), dtype=np.int32)
            numbers = np.fromiter(leaf.column_reader("case"), dtype=np.int32)[alive]
            self._cases[base + alive] = numbers

    def _meta(self) -> Meta:
        """What the document that tells of the index says. Raises TermNotFound or ValueError."""
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings("key", _META.encode())
            except TermNotFound:
                continue
            if matcher.is_active():
                return Meta.decode(self._reader.stored_fields(base + matcher.id())["text"])
        message = "it does not say which generation of the store it holds"
        raise ValueError(message)

    def is_latest(self) -> bool:
        """Whether nobody has committed since."""
        return self._index.latest_generation() == self._reader.generation()

    def _read_postings(self, field: str, term: str) -> Posting:
        """Read a term's postings."""
        documents: list[int] = []
        counts: list[float] = []
        with self._lock:
            for leaf, base in self._leaves:
                try:
                    matcher = leaf.postings(field, term.encode())
                except TermNotFound:
                    continue
                while matcher.is_active():
                    documents.append(base + matcher.id())
                    counts.append(matcher.weight())
                    matcher.next()
        if not documents:
            return NOWHERE
        cases = self._cases[documents]
        ascending = np.argsort(cases)
        return Posting(cases[ascending], np.array(counts, dtype=np.float32)[ascending])

    def beginning(self, field: str, prefix: str) -> list[str]:
        """Terms of a field that begin so."""
        with self._lock:
            return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def close(self) -> None:
        """Let go of files."""
        super().close()
        self._reader.close()


class _Writer:
    """One commit of a Whoosh index."""

    def __init__(self, writer: WholeWriter) -> None:
        """Write through ``writer``, which holds the index's lock."""
        self._writer = writer

    def put(self, case: int, terms: Mapping[str, Mapping[str, int]]) -> None:
        """Add a case."""
        self._writer.add_document(key=str(case), case=case, **terms)

    def drop(self, case: int) -> None:
        """Take out a case of an earlier commit."""
        self._writer.delete_by_term("key", str(case))

    def commit(self, meta: Meta) -> None:
        """Make everything visible at once."""
        self._writer.delete_by_term("key", _META)
        self._writer.add_document(key=_META, text=meta.encode())
        self._writer.commit(mergetype=_merge)

    def cancel(self) -> None:
        """Drop everything."""
        self._writer.cancel()


class Whoosh:
    """How to write and to read a Whoosh index."""

    name = "whoosh"
    # A pickle names the modules that wrote it: those of another version may be gone.
    broken = (UnpicklingError, ImportError, AttributeError, TermNotFound, index.IndexError)

    def create(self, folder: Path) -> _Writer:
        """Begin an index in an empty folder."""
        whole = index.FileIndex.create(_storage(folder), _schema(), "MAIN")
        return _writer(cast("Index", whole), folder)

    def write(self, folder: Path) -> _Writer:
        """Begin to change an index. Raises LibraryBusy if another process does."""
        try:
            return _writer(_whole(folder), folder)
        except index.LockError as error:
            message = f"another process writes the index in {folder.parent}: try again later"
            raise LibraryBusy(message) from error

    def open(self, folder: Path, written: Written | None) -> _Reader:
        """Open what was committed last."""
        whole = _whole(folder)
        reader = whole.reader()
        try:
            return _Reader(folder, whole, reader, written)
        except BaseException:
            reader.close()
            raise


def open_index(folder: Path) -> FolderEngine:
    """Open the index in ``folder``. Raises IndexUnusable if there is none or it is broken."""
    return FolderEngine(folder, Whoosh())


def build_index(folder: Path, cases: Iterable[Writable], generation: int) -> FolderEngine:
    """Build an index of ``cases`` in ``folder``, beside one that may be there, and swap it in."""
    return FolderEngine.build(folder, Whoosh(), cases, generation)


def _schema() -> object:
    """Describe the fields of a document."""
    counted = dict.fromkeys(FIELDS, _Counted())
    return fields.Schema(
        key=fields.ID(unique=True),
        case=fields.COLUMN(columns.NumericColumn("i", default=-1)),
        text=fields.STORED(),
        **counted,
    )


def _storage(folder: Path) -> FileStorage:
    """The files of a sub-folder. Whoosh copies a mapped segment into memory whole: none is."""
    return FileStorage(str(folder), supports_mmap=False)


def _whole(folder: Path) -> Index:
    """Open Whoosh's index in a sub-folder."""
    return cast("Index", index.FileIndex(_storage(folder), schema=_schema()))


def _writer(whole: Index, folder: Path) -> _Writer:
    """Begin to write. Raises LockError if another process does."""
    writer = whole.writer(codec=_Codec(blocklimit=_BLOCK, compression=0))
    writer.pool = PostingsPool(folder)
    return _Writer(writer)


def _merge(writer: WholeWriter, segments: list[Segment]) -> list[Segment]:
    """Merge policy: from the smallest up, each that is no larger than those before it together.

    So there are never more segments than the logarithm of the number of cases, and a case is
    merged about as often. Segments that are mostly deleted go too.
    """
    kept = []
    size = writer.doc_count()
    for one in sorted(segments, key=lambda one: one.doc_count()):
        if one.doc_count() > size and one.doc_count() * 2 > one.doc_count_all():
            kept.append(one)
            continue
        size += one.doc_count()
        reader = SegmentReader(writer.storage, writer.schema, one)
        writer.add_reader(reader)
        reader.close()
    return kept
