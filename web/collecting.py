"""收入素材: what a button on any page says is to be collected, and taking it in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.collection import Entry, EntryKind, Wanted, clip, clip_headings, spans_of
from kg.errors import InvalidQuery

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Collectable:
    """The value of a button; ``spans`` as ``12-40`` or ``12-40:成效``, ``anchor`` to come back to.

    A set of headings has no spans but the numbers of their passages, and how deep they stand.
    """

    kind: EntryKind
    case: str
    spans: tuple[str, ...] = ()
    title: str = ""
    anchor: str = ""
    numbers: tuple[int, ...] = ()
    depth: int = 0

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
            case=str(told["case"]),
            spans=tuple(map(str, told.get("spans", ()))),
            title=str(told.get("title", "")),
            anchor=str(told.get("anchor", "")),
            numbers=tuple(map(int, told.get("numbers", ()))),
            depth=int(told.get("depth", 0)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{value[:80]!r} names nothing that could be collected"
        raise InvalidQuery(msg) from error


def collect(library: "Library", wanted: Collectable) -> Entry:
    """What a button names, taken from the library. Raises UnknownCase, InvalidQuery."""
    if wanted.kind is EntryKind.HEADINGS:
        return clip_headings(library, wanted.case, wanted.depth, wanted.numbers)
    return clip(
        library, Wanted(wanted.kind, wanted.case, spans_of(wanted.spans), title=wanted.title)
    )
