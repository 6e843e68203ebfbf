"""What cases say an initiative is, as an entity's page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import DefinitionView, Entity
from kg.ontology import EXPANSION_LABELS, Expansion
from web import runs
from web.links import case_url


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    """One case's own words; ``label`` is empty for a name that is no shorthand."""

    label: str
    doubtful: bool
    note: str
    parts: tuple[str, ...]
    runs: tuple[runs.Run, ...]
    url: str
    title: str
    path: str


def definition_items(views: Iterable[DefinitionView], entity: Entity) -> Iterator[DefinitionItem]:
    """The definitions in their order, each under the case that gives it."""
    names = (entity.name, *entity.aliases)
    for view in views:
        told = view.definition
        yield DefinitionItem(
            label=EXPANSION_LABELS[told.state] if told.state else "",
            doubtful=told.state in {Expansion.MISMATCH, Expansion.PARTIAL},
            note=_note(view),
            parts=told.parts,
            runs=runs.cut(told.quote, runs.find_names(told.quote, names)) if told.quote else (),
            url=case_url(view.case),
            title=view.title,
            path=view.path,
        )


def _note(view: DefinitionView) -> str:
    """How many parts the name promises and how many are told; "" where they are as many."""
    told = view.definition
    if told.state in {None, Expansion.FULL}:
        return ""
    if told.promised is None:
        return "原文隐去数目，无从核对"
    if told.state is Expansion.NONE:
        return f"简称所含 {told.promised} 项，本篇未说明"
    return f"简称所含 {told.promised} 项，本篇列出 {len(told.parts)} 项"
