"""The part of Whoosh that its engine uses, as types: Whoosh itself has none."""

from collections.abc import Iterable
from typing import Any, Protocol


class Matcher(Protocol):
    """A list of postings with a place in it."""

    def is_active(self) -> bool:
        """Whether there is a posting here."""

    def id(self) -> int:
        """Document number of the posting."""

    def weight(self) -> float:
        """How often the term stands in the document."""

    def next(self) -> object:
        """Go to the next posting."""


class Leaf(Protocol):
    """Reader of one segment. Documents are numbered from 0 in each."""

    def column_reader(self, fieldname: str) -> Iterable[int]:
        """Values of a column by document number."""

    def all_doc_ids(self) -> Iterable[int]:
        """Documents not deleted."""

    def postings(self, fieldname: str, text: bytes) -> Matcher:
        """Postings of a term. Raises TermNotFound."""


class Reader(Protocol):
    """Reader of a whole index as one commit left it."""

    def generation(self) -> int:
        """Number of the commit."""

    def doc_count_all(self) -> int:
        """Count documents, deleted ones too."""

    def leaf_readers(self) -> Iterable[tuple[Leaf, int]]:
        """Segments with what to add to their document numbers."""

    def expand_prefix(self, fieldname: str, prefix: str) -> Iterable[bytes]:
        """Terms of a field that begin so, sorted."""

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What is stored of a document."""

    def close(self) -> None:
        """Let go of files."""


class Segment(Protocol):
    """What is known of a segment without reading it."""

    def doc_count(self) -> int:
        """Count documents not deleted."""

    def doc_count_all(self) -> int:
        """Count documents, deleted ones too."""


class Writer(Protocol):
    """Writer of one commit; holds the index's lock until it commits or cancels."""

    storage: object
    schema: object
    pool: object

    def delete_by_term(self, fieldname: str, text: str) -> int:
        """Delete the documents of earlier commits that have a term."""

    def add_document(self, **fields: object) -> None:
        """Add one document."""

    def add_reader(self, reader: object) -> None:
        """Add all documents of a segment that are not deleted."""

    def doc_count(self) -> int:
        """Count documents added."""

    def commit(self, mergetype: object = None) -> None:
        """Make everything visible at once."""

    def cancel(self) -> None:
        """Drop everything."""


class Index(Protocol):
    """An index in a folder."""

    def latest_generation(self) -> int:
        """Number of the last commit; -1 without any."""

    def reader(self) -> Reader:
        """Read what was committed last."""

    def writer(self, *, codec: object) -> Writer:
        """Begin to write. Raises LockError if another process does."""
