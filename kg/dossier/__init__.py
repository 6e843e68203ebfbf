"""What one entity's page shows: by its kind, with totals, and no more than a page can hold."""

from kg.dossier.assembling import dossier
from kg.dossier.deeds import Deed, Deeds, Named
from kg.dossier.mentions import Mentions, mentions
from kg.dossier.model import Dossier, Figure, Wording
from kg.dossier.ties import TieGroup
from kg.dossier.timeline import UNDATED, Dated, Timeline, Year
from kg.store.reading.tallies import DOUBTED

__all__ = [
    "DOUBTED",
    "UNDATED",
    "Dated",
    "Deed",
    "Deeds",
    "Dossier",
    "Figure",
    "Mentions",
    "Named",
    "TieGroup",
    "Timeline",
    "Wording",
    "Year",
    "dossier",
    "mentions",
]
