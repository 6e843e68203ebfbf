"""Reading: every question to one snapshot is answered from the same generation."""

from kg.store.banks import BankReader
from kg.store.comparing import ComparingReader, Outline
from kg.store.correction_log import CorrectionReader
from kg.store.counts import Edge, Node, WholeReader
from kg.store.dossiers import Claim, DossierReader, Spot
from kg.store.drafts import DraftReader
from kg.store.entities import Place
from kg.store.indexing import IndexingReader
from kg.store.naming import Named, NamingReader
from kg.store.reader import File, Shelf
from kg.store.sources import SourceReader
from kg.store.tallies import TallyReader

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
