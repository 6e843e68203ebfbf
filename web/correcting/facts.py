"""The choice of the figures and relations of a case that a person takes out."""

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.correction.coding import encode
from kg.correction.model import DropMetric, DropRelation, Fact
from kg.ontology import RELATION_LABELS
from web.links import Link, case_link

if TYPE_CHECKING:
    from kg.library import Library

_KEY: Final = 16  # hex digits that tell the facts of one case apart


@dataclass(frozen=True, slots=True)
class FactChoice:
    """A figure or relation that may be taken out; ``value`` is what a form sends for it."""

    value: str
    says: str
    quote: str


@dataclass(frozen=True, slots=True)
class FactsPage:
    """Figures and relations of a case, each with the sentence that it was read from."""

    link: Link
    metrics: tuple[FactChoice, ...]
    relations: tuple[FactChoice, ...]
    url: str


def facts_page(library: "Library", case_id: str) -> FactsPage:
    """What a person may take out of a case. Raises UnknownCase."""
    facts = library.facts_to_drop(case_id)
    return FactsPage(
        link=case_link(library.case(case_id).case),
        metrics=tuple(_choice(one) for one in facts if isinstance(one, DropMetric)),
        relations=tuple(_choice(one) for one in facts if isinstance(one, DropRelation)),
        url=url_for("correcting.case", case_id=case_id),
    )


def fact_chosen(library: "Library", case_id: str, value: str) -> Fact | None:
    """The figure or relation that a form names; None where the case has it no more."""
    return next((one for one in library.facts_to_drop(case_id) if _key(one) == value), None)


def _choice(fact: Fact) -> FactChoice:
    return FactChoice(_key(fact), _says(fact), fact.quote)


def _says(fact: Fact) -> str:
    if isinstance(fact, DropRelation):
        return f"{fact.head.name} {RELATION_LABELS[fact.type]} {fact.tail.name}"
    return " · ".join(part for part in (fact.subject, fact.measure, fact.words) if part)


def _key(fact: Fact) -> str:
    written = json.dumps(encode(fact), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:_KEY]
