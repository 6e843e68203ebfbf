"""Addresses of the pages, and links as the templates print them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from flask import g, url_for

from kg.model import Case, CaseEntity, Entity, Quote
from kg.ontology import DOUBT_LABELS, DoubtKind
from web import words

# Fragment of the mention that is being read.
HERE: Final = "here"
_AN_ID: Final = "-id-"  # stands for any in an address


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; ``kind`` and ``kind_label`` where it leads to an entity.

    ``below`` is the second line of a case's title.
    """

    label: str
    url: str
    below: str = ""
    kind: str = ""
    kind_label: str = ""
    note: str = ""
    redacted: bool = False


def case_url(case: str, anchor: str | None = None) -> str:
    """Address of a case's page, perhaps of one passage or figure on it."""
    return url_for("pages.case", case_id=case, _anchor=anchor)


def reading_url(entity: str, case: str, start: int | None = None) -> str:
    """Address of a case read for an entity: at one of its mentions, else at the first."""
    return url_for("pages.case", case_id=case, entity=entity, at=start, _anchor=HERE)


def similar_url(case: str, passage: str | None = None) -> str:
    """Address of the list of cases that resemble a case, or one of its passages."""
    return url_for("pages.similar", case_id=case, passage=passage)


def passage_anchor(passage: str) -> str:
    """Fragment of a passage on its case's page."""
    return f"p-{passage}"


def metric_anchor(start: int) -> str:
    """Fragment of a figure's row on its case's page, by where its words start in the source."""
    return f"m-{start}"


def quote_url(said: Quote) -> str:
    """Address of the passage that a quote stands in; of the case for words of its title."""
    return case_url(said.case, passage_anchor(said.passage) if said.passage else None)


def case_link(case: Case) -> Link:
    """A case by its title, with its region and date to tell it apart."""
    note = f"{words.case_region_words(case)} · {dated(case)}"
    title, below = words.title_parts(case.title)
    return Link(title, case_url(case.id), below=below, note=note)


def told_apart(cases: Sequence[Case]) -> tuple[Link, ...]:
    """Cases as links; those that look the same say who speaks and which piece of its file it is."""
    links = [case_link(case) for case in cases]
    seen = Counter((link.label, link.below, link.note) for link in links)
    return tuple(
        link
        if seen[link.label, link.below, link.note] == 1
        else replace(link, note=" · ".join((link.note, *_marks_of(case))))
        for link, case in zip(links, cases, strict=True)
    )


def _marks_of(case: Case) -> Iterator[str]:
    if case.issuer:
        yield case.issuer
    yield f"文件中第 {case.number} 篇"


def dated(case: Case) -> str:
    """The date that a case states, and that it is doubted where it is."""
    doubted = any(doubt.kind is DoubtKind.DATE for doubt in case.doubts)
    return words.date_words(case.date) + (f"（{DOUBT_LABELS[DoubtKind.DATE]}）" if doubted else "")


def entity_url(entity: str) -> str:
    """Address of an entity's page."""
    # A page links a thousand entities: the address is made once, and each id put into it.
    if "entity_url" not in g:
        g.entity_url = url_for("pages.entity", entity_id=_AN_ID)
    return str(g.entity_url).replace(_AN_ID, quote(entity, safe=""))


def entity_link(entity: Entity | CaseEntity, note: str = "") -> Link:
    """An entity by its name and kind."""
    return Link(
        entity.name,
        entity_url(entity.id),
        kind=str(entity.kind),
        kind_label=words.kind_words(entity.kind),
        note=note,
        redacted=entity.redacted,
    )


def is_ours(address: str) -> bool:
    """Whether an address that a form brings leads to a page of this server and nowhere else."""
    local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return local and address.isprintable()
