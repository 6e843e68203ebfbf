"""A collection as a paper: its outline, its notes, its words with their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.caution import Cautions
from kg.cite import Style, cite
from kg.collection import Collection, Entry, EntryKind, Standing, current, standing
from kg.export.cautioned import cautioned
from kg.export.paper import Block, Heading, Paper, Quotation, Quoted, Words
from kg.library import Library

ENTRY_LABELS: Final[dict[EntryKind, str]] = {
    EntryKind.SECTION: "小标题",
    EntryKind.NOTE: "笔记",
    EntryKind.PASSAGE: "原文段落",
    EntryKind.SENTENCE: "句子",
    EntryKind.METRIC: "数据",
    EntryKind.ROW: "对比行",
    EntryKind.HEADINGS: "标题组",
    EntryKind.QUOTE: "词条摘句",
}


def paper_of(library: Library, cautions: Cautions, collection: Collection) -> Paper:
    """The paper of a collection as the library now stands, with what its writer must know."""
    standings = standing(library, collection.entries)
    entries = current(library, collection.entries)
    fresh = replace(collection, entries=tuple(entries))
    return cautioned(of_collection(fresh, standings, _warnings(standings)), cautions)


def said_in(entry: Entry) -> str:
    """All that an entry puts into a file: its words, and what its citation says of the source."""
    source = cite(entry.reference, Style.PLAIN) if entry.reference else ""
    return "\n".join((entry.title, entry.note, *(clip.text for clip in entry.clips), source))


def _warnings(standings: Mapping[str, Standing]) -> list[str]:
    gone = sum(state is not Standing.PRESENT for state in standings.values())
    return [f"有 {gone} 条素材的来源已更换或移出资料库，见各条所注"] if gone else []


def of_collection(
    collection: Collection,
    standings: Mapping[str, Standing],
    warnings: Sequence[str] = (),
) -> Paper:
    """The paper of a collection; ``standings`` tell by entry's id what no longer stands there."""
    blocks = (_block(e, standings.get(e.id, Standing.PRESENT)) for e in collection.entries)
    return Paper(collection.name, tuple(blocks), tuple(warnings))


def _block(entry: Entry, standing: Standing) -> Block:
    reference = entry.reference
    if entry.kind is EntryKind.SECTION:
        return Heading(entry.title, entry.level)
    if reference is None:
        return Words(entry.note)
    quotes = tuple(
        Quoted(
            text=clip.text,
            start=clip.start,
            end=clip.end,
            reference=reference,
            locator=clip.locator,
            label=clip.label,
            marks=clip.marks,
            standing=standing.value,
        )
        for clip in entry.clips
    )
    # A figure's own sentence follows, which says what it is of: 降幅：17.14% heads no text.
    title = "" if entry.kind is EntryKind.METRIC else entry.title
    return Quotation(ENTRY_LABELS[entry.kind], title, quotes, entry.note)
