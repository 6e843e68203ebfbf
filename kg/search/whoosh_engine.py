"""The embedded default engine: a Whoosh index in a folder.

The folder holds ``current``, a file that names the sub-folder with the index in use; a rebuild
writes another sub-folder and then replaces that file. A document is a case: its words are
postings, its facts a column, its passages stored. One more document carries the generation, so
that it changes in the very commit that it tells of.

Phrases are looked for literally in the stored text of cases that have all their pairs of
characters, not by token positions: what jieba cuts depends on the neighbours, so positions miss
phrases that begin or end inside a word.
"""

import json
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple
from functools import lru_cache
from itertools import islice
from pathlib import Path
from pickle import UnpicklingError
from secrets import token_hex
from threading import RLock
from time import sleep
from typing import Final, cast

import numpy as np
from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound

from kg.errors import LibraryBusy
from kg.search.answer import answer, cases_with
from kg.search.columns import MEASURED, Columns
from kg.search.engine import Found, IndexedCase, IndexUnusable, Request
from kg.search.facts import Facts, facts_of
from kg.search.postings import FIELDS, HOME, NOWHERE, PAIRS, Posting
from kg.search.terms import count_terms
from kg.search.texts import AmountSaid, CaseText, PassageText, case_text
from kg.search.whoosh_pool import PostingsPool
from kg.search.whoosh_types import Index, Leaf, Segment, Writer

_FORMAT: Final = 2  # of what is written here; another number means: build anew
_CURRENT: Final = "current"
_PREFIX: Final = "whoosh-"
_META: Final = "\x00meta"  # no case id has a control character
_META_MARK: Final = b"\x00"  # nor does JSON begin with one
_KEPT_POSTINGS: Final = 4_000_000  # numbers of cases kept from earlier queries: 32 MB
_MOST_BEGINNINGS: Final = 200  # terms that a prefix stands for
_KEPT_TEXTS: Final = 2_000  # texts of cases kept, some 5 kB each
_BLOCK: Final = 4096  # postings read at once
_PAUSE: Final = 0.02  # seconds between tries
_TRIES: Final = 5  # a writer may swap the index away between two steps of opening it
# What reading damaged files raises in Whoosh and below.
_BROKEN: Final = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    UnpicklingError,
    index.IndexError,
)


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


@contextmanager
def _unusable(folder: Path) -> Iterator[None]:
    """Turn what damaged files raise into IndexUnusable."""
    try:
        yield
    except _BROKEN as error:
        message = f"the index in {folder} cannot be read ({error!r}): build it anew"
        raise IndexUnusable(message) from error


@contextmanager
def _committing(writer: Writer, folder: Path) -> Iterator[Writer]:
    """Commit what is written inside, or nothing of it. Raises IndexUnusable."""
    try:
        yield writer
        with _unusable(folder):
            writer.commit(mergetype=_merge)
    except BaseException:
        with suppress(*_BROKEN):  # the error that brought us here is the one to tell
            writer.cancel()
        raise


def open_index(folder: Path) -> "WhooshEngine":
    """Open the index in ``folder``. Raises IndexUnusable if there is none or it is broken."""
    return WhooshEngine(folder)


def build_index(folder: Path, cases: Iterable[IndexedCase], generation: int) -> "WhooshEngine":
    """Build an index of ``cases`` in ``folder``, beside one that may be there, and swap it in."""
    _build(folder, cases, generation)
    return WhooshEngine(folder)


class WhooshEngine:
    """One index, one reader kept and renewed when anyone has written. Safe among threads.

    A lock lets one search in at a time: Whoosh's readers share file positions, and pure Python
    gains nothing from several.
    """

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``. Raises IndexUnusable."""
        self._folder = folder
        self._lock = RLock()
        self._reading: _Reading | None = None
        self._renewed()

    @property
    def generation(self) -> int:
        """The store generation that the index holds. Raises IndexUnusable."""
        with self._lock:
            return self._renewed().generation

    def find(self, request: Request) -> Found:
        """Best cases first; ties by path and number. Raises IndexUnusable if it went bad."""
        with self._lock:
            return answer(self._renewed(), request)

    def count(self, text: str) -> int:
        """How many cases have a normalised run of text. Raises IndexUnusable."""
        with self._lock:
            return cases_with(self._renewed(), text)

    def cases(self) -> dict[str, int]:
        """Ids of all cases of the index with their number of copies. Raises IndexUnusable."""
        with self._lock:
            return {fact.case_id: fact.copies for fact in self._renewed().facts.values()}

    def write(self, added: Iterable[IndexedCase], removed: Iterable[str], generation: int) -> None:
        """Put cases in and take ids out, in one commit. Raises LibraryBusy and IndexUnusable."""
        with _unusable(self._folder):
            whole = _open(self._folder / _current(self._folder))
            try:
                writer = _writer(whole)
            except index.LockError as error:
                message = f"another process writes the index in {self._folder}: try again later"
                raise LibraryBusy(message) from error
        with _committing(writer, self._folder):
            for case_id in (*removed, _META):
                _delete(writer, case_id, self._folder)
            for case in added:
                _delete(writer, case.case.id, self._folder)
                writer.add_document(**_document(case))
            writer.add_document(**_meta(generation))

    def rebuild(self, cases: Iterable[IndexedCase], generation: int) -> None:
        """Build the index anew beside the old one and swap; searches go on meanwhile."""
        _build(self._folder, cases, generation)

    def close(self) -> None:
        """Let go of files; the next search opens them again."""
        with self._lock:
            if self._reading:
                self._reading.close()
            self._reading = None

    def _renewed(self) -> "_Reading":
        """The reading of what was committed last. Raises IndexUnusable."""
        for _ in range(_TRIES - 1):
            try:
                return self._read_again()
            except _BROKEN:
                sleep(_PAUSE)
        with _unusable(self._folder):
            return self._read_again()

    def _read_again(self) -> "_Reading":
        """Open what was committed last, unless that is what is open."""
        name = _current(self._folder)
        if self._reading and self._reading.name == name and self._reading.is_latest():
            return self._reading
        fresh = _Reading(self._folder / name)
        self.close()
        self._reading = fresh
        return fresh


class _Reading:
    """The index as one commit left it."""

    def __init__(self, folder: Path) -> None:
        """Open what is in a sub-folder. Raises one of ``_BROKEN`` if that cannot be read."""
        self.name = folder.name
        self._folder = folder
        self._index = _open(folder)
        self._reader = self._index.reader()
        try:
            self._load()
        except BaseException:
            self._reader.close()
            raise

    def _load(self) -> None:
        """Read everything that is kept in memory: facts and the generation."""
        self._leaves: list[tuple[Leaf, int]] = list(self._reader.leaf_readers())
        self.facts: dict[int, Facts] = {}
        self.generation = -1
        for leaf, base in self._leaves:
            column = leaf.column_reader("facts")
            for number in leaf.all_doc_ids():
                self._learn(base + number, column[number])
        if self.generation < 0:
            message = "it does not say which generation of the store it holds"
            raise ValueError(message)
        self.columns = Columns(self.facts)
        self._kept: dict[tuple[str, str], Posting] = {}
        self._kept_size = 0
        self.text = lru_cache(_KEPT_TEXTS)(self._text)

    def is_latest(self) -> bool:
        """Whether nobody has committed since."""
        return self._index.latest_generation() == self._reader.generation()

    def _learn(self, number: int, data: bytes) -> None:
        """Take in one document's facts: a case's, or the generation."""
        if not data.startswith(_META_MARK):
            self.facts[number] = Facts.decode(data)
            return
        meta = json.loads(data.removeprefix(_META_MARK))
        if meta["format"] != _FORMAT:
            message = f"it has form {meta['format']}, this program reads {_FORMAT}"
            raise ValueError(message)
        self.generation = meta["generation"]

    def postings(self, field: str, term: str) -> Posting:
        """Cases with the term in the field and how often; empty if none."""
        key = field, term
        if key not in self._kept:
            with _unusable(self._folder):
                found = self._postings(field, term)
            self._kept_size += len(found.cases) + 1
            if self._kept_size > _KEPT_POSTINGS:
                self._kept, self._kept_size = {}, len(found.cases) + 1
            self._kept[key] = found
        return self._kept[key]

    def _postings(self, field: str, term: str) -> Posting:
        """Read a term's postings, a block at a time."""
        cases: list[int] = []
        counts: list[float] = []
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(field, term.encode())
            except TermNotFound:
                continue
            while matcher.is_active():
                cases.append(base + matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        if not cases:
            return NOWHERE
        return Posting(np.array(cases, dtype=np.int32), np.array(counts, dtype=np.float32))

    def beginning(self, field: str, prefix: str) -> list[str]:
        """Terms of a field that begin so, sorted; at most 200."""
        with _unusable(self._folder):
            terms = self._reader.expand_prefix(field, prefix)
            return [term.decode() for term in islice(terms, _MOST_BEGINNINGS)]

    def _text(self, case: int) -> CaseText:
        """Title and passages of one case."""
        with _unusable(self._folder):
            title, passages, amounts = self._reader.stored_fields(case)["text"]
            return CaseText(
                title,
                tuple(PassageText(*passage) for passage in passages),
                tuple(AmountSaid(*amount) for amount in amounts),
            )

    def close(self) -> None:
        """Let go of files."""
        self._reader.close()


def _schema() -> object:
    """Describe the fields of a document."""
    counted = dict.fromkeys((*FIELDS, PAIRS, HOME), _Counted())
    return fields.Schema(
        id=fields.ID(unique=True),
        facts=fields.COLUMN(columns.VarBytesColumn()),
        text=fields.STORED(),
        **counted,
    )


def _document(indexed: IndexedCase) -> dict[str, object]:
    """Make a case a document: terms counted field by field, facts, text."""
    counts = count_terms(indexed)
    facts = facts_of(indexed, [sum(counts[field].values()) for field in MEASURED])
    text = case_text(indexed.case.title, indexed.passages, indexed.metrics)
    return {
        "id": indexed.case.id,
        "facts": facts.encode(),
        "text": (
            text.title,
            [astuple(passage) for passage in text.passages],
            [astuple(amount) for amount in text.amounts],
        ),
        **counts,
    }


def _meta(generation: int) -> dict[str, object]:
    """Make the document that tells the generation."""
    data = json.dumps({"format": _FORMAT, "generation": generation}).encode()
    return {"id": _META, "facts": _META_MARK + data}


def _merge(writer: Writer, segments: list[Segment]) -> list[Segment]:
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


def _delete(writer: Writer, case_id: str, folder: Path) -> None:
    """Delete the document of a case, if there is one. Raises IndexUnusable."""
    with _unusable(folder):
        writer.delete_by_term("id", case_id)


def _writer(whole: Index) -> Writer:
    """Begin to write. Raises LockError if another process does."""
    writer = whole.writer(codec=_Codec(blocklimit=_BLOCK, compression=0))
    writer.pool = PostingsPool()
    return writer


def _open(folder: Path) -> Index:
    """Open Whoosh's index in a sub-folder."""
    return cast("Index", index.FileIndex(FileStorage(str(folder)), schema=_schema()))


def _create(folder: Path) -> Index:
    """Create an empty index in a sub-folder, which must exist."""
    return cast("Index", index.FileIndex.create(FileStorage(str(folder)), _schema(), "MAIN"))


def _current(folder: Path) -> str:
    """Name the sub-folder in use. Raises OSError or ValueError if there is none."""
    name = (folder / _CURRENT).read_text(encoding="ascii").strip()
    if not name.startswith(_PREFIX):
        message = f"{folder / _CURRENT} names no index"
        raise ValueError(message)
    return name


def _build(folder: Path, cases: Iterable[IndexedCase], generation: int) -> None:
    """Write a new sub-folder, point to it, and drop the others."""
    fresh = folder / f"{_PREFIX}{token_hex(4)}"
    fresh.mkdir(parents=True)
    try:
        with _committing(_writer(_create(fresh)), folder) as writer:
            for case in cases:
                writer.add_document(**_document(case))
            writer.add_document(**_meta(generation))
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    pointer = folder / f"{_CURRENT}.{fresh.name}"
    pointer.write_text(fresh.name, encoding="ascii")
    pointer.replace(folder / _CURRENT)
    for other in folder.glob(f"{_PREFIX}*"):
        if other != fresh:
            shutil.rmtree(other, ignore_errors=True)
