"""The case page: outline, text with marked entities, figures, relations, source and copies."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from kg.headings import sibling_sets, tree
from kg.lineage import Change, Version
from kg.model import CaseEntity, CaseView, Metric, Passage, Relation
from kg.ontology import DOUBT_LABELS, KIND_LABELS, RELATION_LABELS, Kind
from kg.text import unbroken, without
from web import runs, words
from web.collecting import headings_button, metric_button, passage_button
from web.links import (
    Link,
    case_link,
    entity_link,
    entity_url,
    metric_anchor,
    passage_anchor,
    similar_url,
)
from web.search_state import SearchState
from web.similar_page import SimilarItem, similar_items

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library

# What a copy does with the words of the case.
CHANGE_WORDS: Final[dict[Change, str]] = {
    Change.MASKED: "隐去",
    Change.NAMED: "写明",
    Change.CHANGED: "改动",
    Change.ADDED: "增加",
    Change.DROPPED: "删去",
}
# Headings of a case stand below the page's title (h1) and its sections (h2); h6 is the last.
FIRST_HEADING: Final = 3
LAST_HEADING: Final = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens with a passage; ``tag`` is h3 to h6, empty where the passage has it.

    ``depth`` counts from 0.
    """

    text: str
    tag: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline; ``depth`` counts from 0."""

    text: str
    depth: int
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as the page shows it, with the headings that open before it.

    ``lead`` is the heading that the passage itself begins with, ``runs`` the rest.
    ``continues`` where it goes on in the paragraph of the passage before. ``collect`` is the
    value of its button, ``cautions`` what is to be known before it is quoted.
    """

    number: int
    anchor: str
    similar_url: str
    headings: tuple[Heading, ...]
    lead: tuple[runs.Run, ...]
    runs: tuple[runs.Run, ...]
    role: str
    continues: bool
    copy_id: str
    text: str
    citation: str
    collect: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """Entities of one kind, by their first place in the case."""

    kind: str
    label: str
    entities: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A figure with its words; ``status`` is empty for a result, else 目标 or 问题."""

    anchor: str
    measure: str
    value: str
    subject: str
    subject_url: str
    words: str
    status: str
    passage: int | None
    url: str
    collect: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation with the words that prove it; an empty quote: the gazetteer says so."""

    head: Link
    label: str
    tail: Link
    note: str
    quote: str
    passage: int | None
    url: str


@dataclass(frozen=True, slots=True)
class DoubtNote:
    """A badge with its reason, and the passage that shows it where one does."""

    label: str
    reason: str
    passage: int | None
    url: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Words of the case and of a copy where they differ; ``label`` says what the copy does."""

    label: str
    before: str
    ours: str
    theirs: str
    after: str
    times: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A copy of the case; ``note`` tells its file, and whether it is the fullest of all."""

    link: Link
    note: str
    differences: tuple[DifferenceRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that a case's page shows."""

    title: str
    below: str
    issuer: str
    region: str
    region_url: str
    inferred_from: str
    level: str
    genre: str
    date: str
    themes: tuple[Link, ...]
    marks: tuple[str, ...]
    doubts: tuple[DoubtNote, ...]
    outline: tuple[OutlineEntry, ...]
    collect_headings: str
    blocks: tuple[Block, ...]
    groups: tuple[EntityGroup, ...]
    metrics: tuple[MetricRow, ...]
    relations: tuple[RelationRow, ...]
    versions: tuple[VersionRow, ...]
    is_head: bool
    path: str
    number: int
    start: str
    end: str
    format: str
    encoding: str
    citation: str
    similar: tuple[SimilarItem, ...]
    similar_url: str


def case_page(library: "Library", case_id: str, cautions: "Cautions") -> CasePage:
    """One case laid out for reading. Raises UnknownCase."""
    view = library.case(case_id)
    case = view.case
    blocks = tuple(_blocks(view, cautions))
    title, below = words.title_parts(case.title)
    return CasePage(
        title=title,
        below=below,
        issuer=case.issuer or "",
        region=words.region_words(case.region),
        region_url=SearchState(region="/".join(case.region)).url() if case.region else "",
        inferred_from=words.inferred_from(case),
        level=words.level_words(case.level),
        genre=words.genre_words(case.genre),
        date=words.date_words(case.date),
        themes=tuple(Link(theme, SearchState(theme=theme).url()) for theme in case.themes),
        marks=view.source.marks,
        doubts=tuple(_doubts(view)),
        outline=tuple(_outline(view, blocks)),
        collect_headings=_collect_headings(view),
        blocks=blocks,
        groups=tuple(_groups(view.entities)),
        metrics=tuple(_metric_row(view, metric) for metric in view.metrics),
        relations=tuple(_relation_rows(view)),
        versions=tuple(map(_version, library.versions(case))) if view.copies else (),
        is_head=case.duplicate_of is None,
        path=view.source.path,
        number=case.number,
        start=f"{case.start + 1:,}",
        end=f"{case.end:,}",
        format=view.source.format,
        encoding=view.source.encoding or "",
        citation=words.citation(case, view.source.path, None, view.source.marks),
        similar=similar_items(library, case_id),
        similar_url=similar_url(case_id),
    )


def _collect_headings(view: CaseView) -> str:
    """Value of the button that collects the headings of highest rank; empty without several."""
    top = next((one for one in sibling_sets(view.passages) if one.depth == 0), None)
    return headings_button(view.case.id, 0, top.numbers) if top else ""


def _blocks(view: CaseView, cautions: "Cautions") -> Iterator[Block]:
    spans = _mention_spans(view.entities)
    before: Passage | None = None
    for number, passage in enumerate(view.passages, start=1):
        first = bisect_left(spans, passage.start, key=lambda span: span.start)
        last = bisect_left(spans, passage.end, key=lambda span: span.start)
        inside = [span.moved(-passage.start) for span in spans[first:last]]
        lead = _lead(before, passage)
        yield Block(
            number=number,
            anchor=passage_anchor(passage.id),
            similar_url=similar_url(view.case.id, passage.id),
            headings=tuple(_headings(before, passage, number)),
            lead=runs.cut(passage.text[:lead], inside),
            runs=runs.cut(passage.text[lead:], [span.moved(-lead) for span in inside]),
            role=str(passage.role or ""),
            continues=before is not None and _same_paragraph(view, before, passage),
            copy_id=f"copy-{number}",
            text=unbroken(passage.text),
            citation=words.citation(view.case, view.source.path, number, view.source.marks),
            collect=passage_button(
                view.case.id, passage.start, passage.end, passage_anchor(passage.id)
            ),
            cautions=tuple(map(str, cautions.find(unbroken(passage.text)))),
        )
        before = passage


def _mention_spans(entities: Sequence[CaseEntity]) -> list[runs.Span]:
    """Every mention, sorted by start; offsets count in the source."""
    spans = [
        runs.Span(
            mention.start,
            mention.end,
            str(entity.kind),
            entity_url(entity.id),
            f"{words.kind_words(entity.kind)}：{entity.name}",
        )
        for entity in entities
        for mention in entity.mentions
    ]
    return sorted(spans, key=lambda span: span.start)


def _same_paragraph(view: CaseView, before: Passage, passage: Passage) -> bool:
    return "\n" not in view.source.text[before.end : passage.start]


def _opened(before: Passage | None, passage: Passage) -> int:
    """How many headings of the passage's path already stand open before it."""
    old = before.heading if before else ()
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, passage.heading, strict=False))
    return sum(1 for _ in same)


def _lead(before: Passage | None, passage: Passage) -> int:
    """Length of the heading that the passage's own text begins with, blanks before it included.

    A paragraph that opens with its topic (一是…) carries the heading inside; printing it above
    as well would say it twice.
    """
    if _opened(before, passage) == len(passage.heading):
        return 0
    heading = passage.heading[-1]
    text, places = without(passage.text, "\n")
    indent = len(text) - len(text.lstrip())
    return places[indent + len(heading)] if text.startswith(heading, indent) else 0


def _headings(before: Passage | None, passage: Passage, number: int) -> Iterator[Heading]:
    """Headings that open with the passage; one that its text begins with has an empty tag."""
    opened = _opened(before, passage)
    inline = bool(_lead(before, passage))
    for depth, text in enumerate(passage.heading[opened:], start=opened):
        within = inline and depth == len(passage.heading) - 1
        tag = "" if within else f"h{min(FIRST_HEADING + depth, LAST_HEADING)}"
        anchor = passage_anchor(passage.id) if within else f"h-{number}-{depth}"
        yield Heading(text, tag, anchor, depth)


def _outline(view: CaseView, blocks: Sequence[Block]) -> Iterator[OutlineEntry]:
    """The tree of headings, line by line."""
    anchors = {(b.number, h.depth): h.anchor for b in blocks for h in b.headings}
    waiting = list(reversed(tree(view.passages)))
    while waiting:
        heading = waiting.pop()
        anchor = anchors[heading.number, heading.depth]
        yield OutlineEntry(heading.text, heading.depth, f"#{anchor}")
        waiting += reversed(heading.below)


def _doubts(view: CaseView) -> Iterator[DoubtNote]:
    for doubt in view.case.doubts:
        passage, url = _passage_at(view, doubt.start)
        yield DoubtNote(
            DOUBT_LABELS[doubt.kind], words.doubt_reason(view.case, doubt), passage, url
        )


def _version(version: Version) -> VersionRow:
    note = f"{version.path} 第 {version.case.number} 篇"
    rows = (
        DifferenceRow(CHANGE_WORDS[d.change], d.before, d.ours, d.theirs, d.after, d.times)
        for d in version.differences
    )
    link = case_link(version.case)
    head = "；内容最全、隐名最少的一份" if version.head else ""
    return VersionRow(link, note + head, tuple(rows), version.more)


def _groups(entities: Sequence[CaseEntity]) -> Iterator[EntityGroup]:
    # In the order of the text: nobody is ranked by how often he is named.
    ordered = sorted(entities, key=lambda e: min((m.start for m in e.mentions), default=0))
    for kind in Kind:
        links = tuple(entity_link(entity) for entity in ordered if entity.kind is kind)
        if links:
            yield EntityGroup(str(kind), KIND_LABELS[kind], links)


def _passage_at(view: CaseView, start: int) -> tuple[int | None, str]:
    """Number and fragment of the passage that holds an offset of the source."""
    for number, passage in enumerate(view.passages, start=1):
        if passage.start <= start < passage.end:
            return number, f"#{passage_anchor(passage.id)}"
    return None, ""


def _metric_row(view: CaseView, metric: Metric) -> MetricRow:
    passage, url = _passage_at(view, metric.start)
    return MetricRow(
        anchor=metric_anchor(metric.start),
        measure=metric.measure,
        value=words.value_words(metric),
        subject=metric.subject or "",
        subject_url=entity_url(metric.subject_id) if metric.subject_id else "",
        words=metric.text,
        status=words.status_words(metric),
        passage=passage,
        url=url,
        collect=metric_button(view.case.id, metric.start, metric.end, metric_anchor(metric.start)),
    )


def _relation_rows(view: CaseView) -> Iterator[RelationRow]:
    ends = {entity.id: entity_link(entity) for entity in view.entities}
    for relation in view.relations:
        passage, url = _passage_at(view, relation.start) if relation.case else (None, "")
        yield RelationRow(
            head=ends.get(relation.head) or _named(view, relation.head),
            label=RELATION_LABELS[relation.type],
            tail=ends.get(relation.tail) or _named(view, relation.tail),
            note=_note(relation),
            quote=relation.evidence if relation.case else "",
            passage=passage,
            url=url,
        )


def _named(view: CaseView, entity: str) -> Link:
    return Link(view.names.get(entity, entity), entity_url(entity))


def _note(relation: Relation) -> str:
    date = words.date_words(relation.date) if relation.date else ""
    return " · ".join(part for part in (relation.post or "", date) if part)
