"""The page of a 素材夹: its outline with every entry, the others there are, ways to export."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.cite import STYLE_LABELS, Reference, Style, cite
from kg.collection import Clip, Collection, Entry, EntryKind, Shelf, Standing, current, standing
from kg.collection.model import codes_in
from kg.export.collected import ENTRY_LABELS, said_in
from kg.export.files import FORMS
from kg.export.paper import NOTES_LABELS
from web.links import case_url

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library

_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select box."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words with what they show and where they stand."""

    text: str
    label: str
    marks: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button that was pressed last: of which entry, and what it does; mostly none."""

    entry: str = ""
    did: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the page shows it; ``place`` from 1. ``url`` is empty for what is gone.

    ``brief`` is its title, else its first words; ``twice`` tells where its words stand again.
    ``focus`` is the button that has the focus as the page opens, so that it can be pressed again.
    """

    id: str
    place: int
    first: bool
    last: bool
    kind: str
    label: str
    brief: str
    level: int
    title: str
    note: str
    words: tuple[Words, ...]
    source: str
    badges: tuple[str, ...]
    url: str
    citation: str
    standing: str
    twice: str
    cautions: tuple[str, ...]
    focus: str


@dataclass(frozen=True, slots=True)
class Code:
    """One of the writer's own codes: how many entries bear it, and the first of them."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """Everything that the page shows; ``cautions`` are all that stand in the collection."""

    id: str
    name: str
    entries: tuple[EntryRow, ...]
    collected: int
    others: tuple[Option, ...]
    cautions: tuple[str, ...]
    codes: tuple[Code, ...]
    styles: tuple[Option, ...]
    notes: tuple[Option, ...]
    forms: tuple[Option, ...]


_BRIEF: Final = 14  # characters of an entry that tell it from others in a list
_NOTHING: Final = Pressed()
_OPPOSITE: Final = {"up": "down", "down": "up", "raise": "lower", "lower": "raise"}


def collection_page(
    library: "Library",
    shelf: Shelf,
    cautions: "Cautions",
    collection: Collection,
    pressed: Pressed = _NOTHING,
) -> CollectionPage:
    """The page of a collection as the library now stands."""
    standings = standing(library, collection.entries)
    entries = current(library, collection.entries)
    known = library.cases(e.reference.case for e in entries if e.reference)
    rows = tuple(
        replace(row, focus=_focus(row, pressed))
        for row in _rows(entries, standings, known, cautions)
    )
    warned = dict.fromkeys(caution for row in rows for caution in row.cautions)
    return CollectionPage(
        id=collection.id,
        name=collection.name,
        entries=rows,
        collected=len(collection.collected),
        others=tuple(_others(shelf, collection)),
        cautions=tuple(warned),
        codes=tuple(_codes(entries)),
        styles=tuple(Option(style, label) for style, label in STYLE_LABELS.items()),
        notes=tuple(Option(notes, label) for notes, label in NOTES_LABELS.items()),
        forms=tuple(Option(name, form.label) for name, form in FORMS.items()),
    )


def _codes(entries: Sequence[Entry]) -> Iterator[Code]:
    """All codes, those of most entries first."""
    bearing: dict[str, list[str]] = {}
    for entry in entries:
        for code in codes_in(entry.note):
            bearing.setdefault(code, []).append(entry.id)
    for code, ids in sorted(bearing.items(), key=lambda one: -len(one[1])):
        yield Code(code, len(ids), f"#e-{ids[0]}")


def _others(shelf: Shelf, collection: Collection) -> Iterator[Option]:
    for other in shelf.all():
        label = f"{other.name}（{len(other.collected)}）"
        yield Option(other.id, label, other.id == collection.id)


def _rows(
    entries: Sequence[Entry],
    standings: Mapping[str, Standing],
    known: Container[str],
    cautions: "Cautions",
) -> Iterator[EntryRow]:
    together = Collection("", "", tuple(entries))
    for place, entry in enumerate(entries, start=1):
        reference = entry.reference
        there = reference is not None and reference.case in known
        yield EntryRow(
            id=entry.id,
            place=place,
            first=place == 1,
            last=place == len(entries),
            kind=entry.kind.value,
            label=ENTRY_LABELS[entry.kind],
            brief=_brief(entry),
            level=entry.level if entry.kind is EntryKind.SECTION else _DEPTH,
            title=entry.title,
            note=entry.note,
            words=tuple(map(_words, entry.clips)),
            source=f"《{reference.title}》" if reference else "",
            badges=reference.badges if reference else (),
            url=case_url(reference.case) if reference and there else "",
            citation=_citation(reference, entry.clips) if reference else "",
            standing=standings[entry.id].value,
            twice=twice(together.quoting_too(entry)),
            cautions=tuple(map(str, cautions.find(said_in(entry)))),
            focus="",
        )


def twice(places: Sequence[int]) -> str:
    """Which other entries have the same words; empty without any."""
    return f"与第 {'、'.join(map(str, places))} 条有相同引文" if places else ""


def _brief(entry: Entry) -> str:
    words = entry.clips[0].text if entry.clips else entry.note
    said = entry.title or " ".join(words.split())
    return said if len(said) <= _BRIEF else f"{said[:_BRIEF]}…"


def _focus(row: EntryRow, pressed: Pressed) -> str:
    """The button to be pressed next: the same again, its opposite where it can do no more."""
    if row.id != pressed.entry:
        return ""
    ended = {
        "up": row.first,
        "down": row.last,
        "raise": row.level == 1,
        "lower": row.level == _DEPTH,
    }
    did = "down" if pressed.did == "to" else pressed.did
    if not ended.get(did, False):
        return did
    other = _OPPOSITE[did]
    return other if not ended[other] else "remove"


def _citation(reference: Reference, clips: Sequence[Clip]) -> str:
    """The plain line of an entry; where its words stand in several passages, all are named."""
    locators = dict.fromkeys(clip.locator for clip in clips)
    passages = dict.fromkeys(locator.passage for locator in locators if locator.passage)
    if len(passages) > 1:
        numbers = "、".join(map(str, sorted(passages)))
        return f"{cite(reference, Style.PLAIN)}（分见第{numbers}段）"
    return cite(reference, Style.PLAIN, next(iter(locators), None))


def _words(clip: Clip) -> Words:
    return Words(clip.text, clip.label, clip.marks, str(clip.locator))
