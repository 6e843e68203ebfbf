"""The case page: outline, text with marked entities, figures, relations, source and copies."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from web import words
from web.case.facts import (
    DoubtNote,
    EntityGroup,
    MetricRow,
    Proof,
    doubt_notes,
    groups_of,
    metric_row,
    proofs_of,
)
from web.case.text import (
    Block,
    OutlineEntry,
    blocks_of,
    collected_headings,
    holds_reader,
    outline_of,
)
from web.case.versions import VersionRow, version_row
from web.case.walk import Walk, walk_of
from web.correcting.panel import CasePanel, case_panel
from web.links import HERE, Link, similar_url
from web.search.state import SearchState

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that a case's page shows.

    ``head_anchor`` is the reader's place where the mention stands in no passage: in the title.
    ``likest_url`` answers with the few that resemble it most, ``similar_url`` with a page of them.
    """

    walk: Walk | None
    head_anchor: str
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
    proofs: tuple[Proof, ...]
    relations: int
    versions: tuple[VersionRow, ...]
    is_head: bool
    path: str
    number: int
    start: str
    end: str
    format: str
    encoding: str
    citation: str
    similar_url: str
    likest_url: str
    panel: CasePanel


def case_page(
    library: "Library", case_id: str, cautions: "Cautions", *, entity: str = "", at: str = ""
) -> CasePage:
    """One case laid out for reading, perhaps for an ``entity`` at one of its mentions.

    Raises UnknownCase.
    """
    view = library.case(case_id)
    case = view.case
    walk = walk_of(library, case_id, entity, at) if entity else None
    blocks = tuple(blocks_of(view, cautions, walk))
    title, below = words.title_parts(case.title)
    return CasePage(
        walk=walk,
        head_anchor="" if walk is None or any(map(holds_reader, blocks)) else HERE,
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
        doubts=tuple(doubt_notes(view)),
        outline=tuple(outline_of(view, blocks)),
        collect_headings=collected_headings(view),
        blocks=blocks,
        groups=tuple(groups_of(view.entities)),
        metrics=tuple(metric_row(view, metric) for metric in view.metrics),
        proofs=tuple(proofs_of(view)),
        relations=len(view.relations),
        versions=tuple(map(version_row, library.versions(case))) if view.copies else (),
        is_head=case.duplicate_of is None,
        path=view.source.path,
        number=case.number,
        start=f"{case.start + 1:,}",
        end=f"{case.end:,}",
        format=view.source.format,
        encoding=view.source.encoding or "",
        citation=words.citation(case, view.source.path, None, view.source.marks),
        similar_url=similar_url(case_id),
        likest_url=url_for("pages.likest", case_id=case_id),
        panel=case_panel(library, case),
    )
