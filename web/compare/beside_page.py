"""Two to four cases side by side, their sections aligned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.compare import Beside, Section, beside
from kg.compare.beside import FEWEST, MOST
from web import words
from web.links import Link, case_link, case_url, passage_anchor, quote_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence with its address and badges."""

    text: str
    url: str
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section: its heading, which leads to it, and its telling sentences."""

    heading: str
    url: str
    role: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A case at the top of its column."""

    link: Link
    facts: tuple[str, ...]
    inferred_from: str
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what its sections have in common, and one section a case, None where there is none."""

    label: str
    sections: tuple[SectionView | None, ...]


@dataclass(frozen=True, slots=True)
class BesidePage:
    """The view; ``few``: too few cases were chosen; ``dropped`` counts those beyond four."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    few: bool
    dropped: int


def beside_page(library: "Library", case_ids: "Sequence[str]") -> BesidePage:
    """The page of the chosen cases. Raises UnknownCase."""
    wanted = list(dict.fromkeys(filter(None, case_ids)))
    if len(wanted) < FEWEST:
        return BesidePage((), (), few=True, dropped=0)
    view = beside(library, wanted[:MOST])
    return BesidePage(
        heads=_heads(view),
        lines=tuple(
            Line(row.label, tuple(_section(s, view, n) for n, s in enumerate(row.sections)))
            for row in view.rows
        ),
        few=False,
        dropped=max(0, len(wanted) - MOST),
    )


def _heads(view: Beside) -> tuple[Head, ...]:
    return tuple(
        Head(
            link=case_link(one.case),
            facts=tuple(
                fact
                for fact in (
                    words.region_words(one.case.region),
                    one.case.issuer or "",
                    words.level_words(one.case.level),
                    words.date_words(one.case.date),
                )
                if fact
            ),
            inferred_from=words.inferred_from(one.case),
            badges=(*words.doubt_labels(one.case), *one.handling),
        )
        for one in view.cases
    )


def _section(section: Section | None, view: Beside, number: int) -> SectionView | None:
    if section is None:
        return None
    return SectionView(
        heading=section.heading,
        url=case_url(view.cases[number].case.id, passage_anchor(section.passage)),
        role=section.role.value if section.role else "",
        words=tuple(
            Words(
                item.text,
                quote_url(item.quote) if item.quote else "",
                tuple(mark.value for mark in item.marks),
            )
            for item in section.items
        ),
    )
