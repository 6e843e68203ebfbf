"""素材夹: what a writer collects from the library, in an outline of his own, with its sources."""

from kg.collection.clipping import (
    Span,
    Standing,
    Wanted,
    clip,
    clip_headings,
    current,
    spans_of,
    standing,
)
from kg.collection.model import Clip, Collection, Entry, EntryKind
from kg.collection.shelf import COLLECTIONS_FILE, Shelf

__all__ = [
    "COLLECTIONS_FILE",
    "Clip",
    "Collection",
    "Entry",
    "EntryKind",
    "Shelf",
    "Span",
    "Standing",
    "Wanted",
    "clip",
    "clip_headings",
    "current",
    "spans_of",
    "standing",
]
