"""收入素材: what a button on any page says is to be collected, and taking it in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.collection import Entry, EntryKind, Span, Wanted, clip, clip_headings, spans_of
from kg.dossier import dossier
from kg.errors import InvalidQuery

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model import Quote

_ENTITY_CASES: Final = 5  # of one click: what is in more is looked through on its page


@dataclass(frozen=True, slots=True)
class Collectable:
    """The value of a button; ``spans`` as ``12-40`` or ``12-40:成效``, ``anchor`` to come back to.

    A set of headings has no spans but the numbers of their passages, and how deep they stand;
    an entity has neither, nor a case, but its id.
    """

    kind: EntryKind
    case: str = ""
    spans: tuple[str, ...] = ()
    title: str = ""
    anchor: str = ""
    numbers: tuple[int, ...] = ()
    depth: int = 0
    entity: str = ""

    def __str__(self) -> str:
        """The value as a button carries it."""
        told = {
            "kind": self.kind.value,
            "case": self.case,
            "spans": self.spans,
            "title": self.title,
            "anchor": self.anchor,
            "numbers": self.numbers,
            "depth": self.depth,
            "entity": self.entity,
        }
        kept = {key: value for key, value in told.items() if value}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def passage_button(case: str, start: int, end: int, anchor: str) -> str:
    """Value of the button that collects a whole passage."""
    return str(Collectable(EntryKind.PASSAGE, case, (f"{start}-{end}",), anchor=anchor))


def metric_button(case: str, start: int, end: int, anchor: str) -> str:
    """Value of the button that collects a figure."""
    return str(Collectable(EntryKind.METRIC, case, (f"{start}-{end}",), anchor=anchor))


def quote_button(case: str, start: int, end: int, title: str) -> str:
    """Value of the button that collects a quotation about something, an entity mostly."""
    return str(Collectable(EntryKind.QUOTE, case, (f"{start}-{end}",), title))


def entity_button(entity: str) -> str:
    """Value of the button that collects what the library says of an entity."""
    return str(Collectable(EntryKind.QUOTE, entity=entity))


def sentence_button(case: str, start: int, end: int, title: str, anchor: str) -> str:
    """Value of the button that collects a sentence of a bank; ``title`` is the bank's name."""
    return str(Collectable(EntryKind.SENTENCE, case, (f"{start}-{end}",), title, anchor))


def row_button(case: str, title: str, spans: Iterable[tuple[int, int, str]], anchor: str) -> str:
    """Value of the button that collects a row of a comparison: spans with their columns."""
    labels: dict[str, list[str]] = {}
    for start, end, label in spans:
        named = labels.setdefault(f"{start}-{end}", [])
        if label not in named:
            named.append(label)
    cells = tuple(f"{span}:{'、'.join(named)}" for span, named in labels.items())
    return str(Collectable(EntryKind.ROW, case, cells, title, anchor))


def headings_button(case: str, depth: int, numbers: Iterable[int], anchor: str = "") -> str:
    """Value of the button that collects a set of sibling headings."""
    return str(
        Collectable(EntryKind.HEADINGS, case, anchor=anchor, numbers=tuple(numbers), depth=depth)
    )


def collectable(value: str) -> Collectable:
    """Read a button's value. Raises InvalidQuery for anything that is none."""
    try:
        told: dict[str, Any] = json.loads(value)
        return Collectable(
            kind=EntryKind(told["kind"]),
            case=str(told.get("case", "")),
            spans=tuple(map(str, told.get("spans", ()))),
            title=str(told.get("title", "")),
            anchor=str(told.get("anchor", "")),
            numbers=tuple(map(int, told.get("numbers", ()))),
            depth=int(told.get("depth", 0)),
            entity=str(told.get("entity", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{value[:80]!r} names nothing that could be collected"
        raise InvalidQuery(msg) from error


def collect(library: "Library", wanted: Collectable) -> tuple[Entry, ...]:
    """What a button names, taken from the library: one entry, of an entity one for each case.

    Raises UnknownCase, UnknownEntity, InvalidQuery.
    """
    if wanted.entity:
        return tuple(clip(library, one) for one in _of_entity(library, wanted.entity))
    if wanted.kind is EntryKind.HEADINGS:
        return (clip_headings(library, wanted.case, wanted.depth, wanted.numbers),)
    asked = Wanted(wanted.kind, wanted.case, spans_of(wanted.spans), title=wanted.title)
    return (clip(library, asked),)


def _of_entity(library: "Library", entity_id: str) -> list[Wanted]:
    """The first words about an entity in each of its first cases. Raises InvalidQuery for none."""
    told = dossier(library, entity_id)
    first: dict[str, Quote] = {}
    for quote in told.quotes:
        if quote.passage:
            first.setdefault(quote.case, quote)
    if not first:
        msg = f"no passage says anything of {told.entity.name!r}"
        raise InvalidQuery(msg)
    return [
        Wanted(EntryKind.QUOTE, q.case, (Span(q.start, q.end),), title=told.entity.name)
        for q in list(first.values())[:_ENTITY_CASES]
    ]
