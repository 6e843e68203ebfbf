"""What was found in a case, as its page lists it: entities, figures, relations, doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import CaseEntity, CaseView, Metric, Relation
from kg.ontology import DOUBT_LABELS, KIND_LABELS, RELATION_LABELS, Kind
from kg.quotes import figure_words
from web import words
from web.collection.collecting import metric_button
from web.links import Link, entity_link, entity_url, metric_anchor, passage_anchor

_GAZETTEER: Final = (0, "")  # where relations stand that no words prove


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
    """A relation between two entities."""

    head: Link
    label: str
    tail: Link
    note: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Words with all relations that they prove; an empty quote: the gazetteer says so."""

    relations: tuple[RelationRow, ...]
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


def groups_of(entities: Sequence[CaseEntity]) -> Iterator[EntityGroup]:
    """Entities by kind, each kind in the order of the text."""
    # In the order of the text: nobody is ranked by how often he is named.
    ordered = sorted(entities, key=lambda e: min((m.start for m in e.mentions), default=0))
    for kind in Kind:
        links = tuple(entity_link(entity) for entity in ordered if entity.kind is kind)
        if links:
            yield EntityGroup(str(kind), KIND_LABELS[kind], links)


def metric_row(view: CaseView, metric: Metric) -> MetricRow:
    """A figure with its words and the passage that holds it."""
    passage, url = _passage_at(view, metric.start)
    before, quote = "", metric.text
    if passage is not None:
        before, quote = figure_words(metric, view.passages[passage - 1])
    return MetricRow(
        anchor=metric_anchor(metric.start),
        measure=metric.measure,
        value=words.value_words(metric, before),
        subject=metric.subject or "",
        subject_url=entity_url(metric.subject_id) if metric.subject_id else "",
        words=quote,
        status=words.status_words(metric),
        passage=passage,
        url=url,
        collect=metric_button(view.case.id, metric.start, metric.end, metric_anchor(metric.start)),
    )


def proofs_of(view: CaseView) -> Iterator[Proof]:
    """Relations under the words that prove them; the same words stand once, where they begin."""
    ends = {entity.id: entity_link(entity) for entity in view.entities}
    proved: dict[tuple[int, str], list[RelationRow]] = {}
    for relation in view.relations:
        words_of = (relation.start, relation.evidence) if relation.case else _GAZETTEER
        row = RelationRow(
            head=ends.get(relation.head) or _named(view, relation.head),
            label=RELATION_LABELS[relation.type],
            tail=ends.get(relation.tail) or _named(view, relation.tail),
            note=_note(relation),
        )
        proved.setdefault(words_of, []).append(row)
    for (start, quote), rows in proved.items():
        passage, url = _passage_at(view, start) if quote else (None, "")
        yield Proof(tuple(rows), quote, passage, url)


def doubt_notes(view: CaseView) -> Iterator[DoubtNote]:
    """What is doubtful about the case, each with its reason."""
    for doubt in view.case.doubts:
        passage, url = _passage_at(view, doubt.start)
        yield DoubtNote(
            DOUBT_LABELS[doubt.kind], words.doubt_reason(view.case, doubt), passage, url
        )


def _passage_at(view: CaseView, start: int) -> tuple[int | None, str]:
    """Number and fragment of the passage that holds an offset of the source."""
    for number, passage in enumerate(view.passages, start=1):
        if passage.start <= start < passage.end:
            return number, f"#{passage_anchor(passage.id)}"
    return None, ""


def _named(view: CaseView, entity: str) -> Link:
    return Link(view.names.get(entity, entity), entity_url(entity))


def _note(relation: Relation) -> str:
    date = words.date_words(relation.date) if relation.date else ""
    return " · ".join(part for part in (relation.post or "", date) if part)
