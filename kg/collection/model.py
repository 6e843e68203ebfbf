"""Collections and their entries: headings, notes, and words of the library with their source.

Everything is plain data that is written to one JSON file, apart from what extraction makes.
"""

import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

from kg.cite import Locator, Reference

# A word of the writer's own that a note begins with # : #停车 #议事.
_CODE: Final = re.compile(r"[#＃]([^\s#＃，。；、,;]{1,20})")
# The outline has as many levels as an official text has below its title: 一、（一）1.
LOWEST_LEVEL = 3


class EntryKind(StrEnum):
    """What an entry of a collection is."""

    SECTION = "section"
    NOTE = "note"
    PASSAGE = "passage"
    SENTENCE = "sentence"
    METRIC = "metric"
    ROW = "row"
    HEADINGS = "headings"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Clip:
    """Exact words of a source. ``label`` tells what they show (成效), ``marks`` are 目标, 问题 …"""

    text: str
    start: int
    end: int
    locator: Locator
    label: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline. Sections and notes have no clips and no reference.

    ``title`` is a section's heading, or what a collected thing is called; ``note`` the user's
    own words; ``level`` a section's, from 1.
    """

    id: str
    kind: EntryKind
    title: str = ""
    note: str = ""
    level: int = 1
    clips: tuple[Clip, ...] = ()
    reference: Reference | None = None

    def same_words(self, other: "Entry") -> bool:
        """Whether both are the same thing of the same source, whatever was noted beside it."""
        ours, theirs = (e.reference and e.reference.case for e in (self, other))
        return (
            bool(ours) and ours == theirs and (self.kind, self.clips) == (other.kind, other.clips)
        )

    def shares_words(self, other: "Entry") -> bool:
        """Whether both quote the same characters of a source, however they were collected."""
        ours, theirs = (e.reference and e.reference.case for e in (self, other))
        if not ours or ours != theirs:
            return False
        spans = {(clip.start, clip.end) for clip in self.clips}
        return any((clip.start, clip.end) in spans for clip in other.clips)


def codes_in(note: str) -> tuple[str, ...]:
    """The writer's own codes in a note, each once, in its order; may be empty."""
    return tuple(dict.fromkeys(_CODE.findall(note)))


@dataclass(frozen=True, slots=True)
class Collection:
    """One 素材夹; ``entries`` in the order of the outline."""

    id: str
    name: str
    entries: tuple[Entry, ...] = ()

    @property
    def collected(self) -> tuple[Entry, ...]:
        """Entries that came from the library."""
        return tuple(entry for entry in self.entries if entry.reference is not None)

    def with_entry(self, entry: Entry, at: int | None = None) -> "Collection":
        """Put an entry at a place from 0, else last; what is there already is not taken twice."""
        if any(entry.same_words(known) for known in self.entries):
            return self
        grown = replace(self, entries=(*self.entries, entry))
        return grown if at is None else grown.moved(entry.id, at)

    def quoting_too(self, entry: Entry) -> tuple[int, ...]:
        """Places from 1 of the other entries that quote what an entry quotes."""
        return tuple(
            place
            for place, known in enumerate(self.entries, start=1)
            if known.id != entry.id and entry.shares_words(known)
        )

    def without(self, entry_id: str) -> "Collection":
        """Take an entry out."""
        return replace(self, entries=tuple(e for e in self.entries if e.id != entry_id))

    def moved(self, entry_id: str, to: int) -> "Collection":
        """Move an entry to a place, counted from 0 among all entries; beyond the ends: to them."""
        ours = [entry for entry in self.entries if entry.id == entry_id]
        others = [entry for entry in self.entries if entry.id != entry_id]
        at = min(max(to, 0), len(others))
        return replace(self, entries=(*others[:at], *ours, *others[at:]))

    def place(self, entry_id: str) -> int:
        """Place of an entry from 0; -1 if it is not there."""
        return next((n for n, entry in enumerate(self.entries) if entry.id == entry_id), -1)

    def edited(self, entry_id: str, *, title: str | None, note: str | None) -> "Collection":
        """Give an entry another note, a section or a note another heading; None leaves as is."""

        def edit(entry: Entry) -> Entry:
            if entry.id != entry_id:
                return entry
            own = entry.reference is None
            return replace(
                entry,
                title=title if own and title is not None else entry.title,
                note=entry.note if note is None else note,
            )

        return replace(self, entries=tuple(map(edit, self.entries)))

    def levelled(self, entry_id: str, by: int) -> "Collection":
        """Move a section down or up in rank."""

        def level(entry: Entry) -> Entry:
            if entry.id != entry_id or entry.kind is not EntryKind.SECTION:
                return entry
            return replace(entry, level=min(max(entry.level + by, 1), LOWEST_LEVEL))

        return replace(self, entries=tuple(map(level, self.entries)))


def encode(collection: Collection) -> dict[str, Any]:
    """A document that ``decode`` takes."""
    return asdict(collection)


def decode(document: dict[str, Any]) -> Collection:
    """Read what ``encode`` made. Raises KeyError, TypeError or ValueError if it did not."""
    return Collection(
        document["id"], document["name"], tuple(map(_entry, document.get("entries", ())))
    )


def _entry(document: dict[str, Any]) -> Entry:
    reference = document["reference"]
    return Entry(
        **document
        | {
            "kind": EntryKind(document["kind"]),
            "clips": tuple(map(_clip, document["clips"])),
            "reference": Reference(**_tupled(reference)) if reference else None,
        }
    )


def _clip(document: dict[str, Any]) -> Clip:
    return Clip(**_tupled(document) | {"locator": Locator(**_tupled(document["locator"]))})


def _tupled(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its lists as tuples."""
    return {key: tuple(v) if isinstance(v, list) else v for key, v in document.items()}
