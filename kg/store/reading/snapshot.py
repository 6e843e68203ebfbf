"""Reading: every question to one snapshot is answered from the same generation."""

from kg.store.corrections.log import CorrectionReader
from kg.store.reading.banks import BankReader
from kg.store.reading.comparing import ComparingReader, Outline
from kg.store.reading.counts import Edge, Node, WholeReader
from kg.store.reading.dossiers import Claim, DossierReader, Spot
from kg.store.reading.drafts import DraftReader
from kg.store.reading.entities import Place
from kg.store.reading.indexing import IndexingReader
from kg.store.reading.naming import Named, NamingReader
from kg.store.reading.reader import File, Shelf
from kg.store.reading.sources import SourceReader
from kg.store.reading.tallies import TallyReader

__all__ = [
    "Claim",
    "Edge",
    "File",
    "Named",
    "Node",
    "Outline",
    "Place",
    "Shelf",
    "Snapshot",
    "Spot",
]


class Snapshot(
    SourceReader,
    IndexingReader,
    WholeReader,
    TallyReader,
    ComparingReader,
    BankReader,
    DraftReader,
    CorrectionReader,
    DossierReader,
    NamingReader,
):
    """The library as one read transaction sees it."""
