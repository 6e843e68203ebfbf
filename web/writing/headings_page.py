"""The page of headings: sets of siblings by theme, level and pattern, each with its source."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import url_for

from kg.banks.heading_sets import FoundSet, HeadingQuery
from web import words
from web.collection.collecting import headings_button
from web.links import Link, case_link, case_url, passage_anchor
from web.paging import page_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.library import Library

PAGE_SIZE: Final = 20
SIZES: Final = (3, 4, 5, 6, 8)
_LONGEST: Final = 60  # characters of a pattern


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SetItem:
    """One set of headings: each leads to where it stands."""

    headings: tuple[Link, ...]
    above: tuple[str, ...]
    pattern: str
    times: int
    even: int
    case: Link
    level: str
    themes: tuple[str, ...]
    path: str
    copy_id: str
    collect: str


@dataclass(frozen=True, slots=True)
class HeadingsPage:
    """Everything that the page of headings shows. ``empty``: the library has nothing yet."""

    text: str
    total: int
    themes: tuple[Option, ...]
    levels: tuple[Option, ...]
    sizes: tuple[Option, ...]
    patterns: tuple[Link, ...]
    examples: tuple[Link, ...]
    items: tuple[SetItem, ...]
    number: int
    previous_url: str
    next_url: str
    all_url: str
    empty: bool


def headings_page(library: "Library", args: "Mapping[str, str]") -> HeadingsPage:
    """Ask the library for what an address asks for; what it does not understand narrows nothing."""
    query = _query(args)
    found = library.heading_sets(query)
    page = query.offset // PAGE_SIZE
    more = query.offset + PAGE_SIZE < found.total
    return HeadingsPage(
        text=query.text,
        total=found.total,
        themes=tuple(
            Option(theme, f"{theme}（{count}）", theme == query.theme)
            for theme, count in found.themes
        ),
        levels=tuple(
            Option(level, f"{words.level_words(level)}（{count}）", level == query.level)
            for level, count in found.levels
        ),
        sizes=tuple(Option(str(n), f"{n} 条以上", n == query.size) for n in SIZES),
        patterns=tuple(
            Link(text, _url(replace(query, text=text)), note=str(count))
            for text, count in found.patterns
        ),
        examples=tuple(Link(text, _url(HeadingQuery(text=text))) for text in found.examples),
        items=tuple(_item(number, one) for number, one in enumerate(found.sets)),
        number=page + 1,
        previous_url=_url(query, page) if page else "",
        next_url=_url(query, page + 2) if more else "",
        all_url=_url(HeadingQuery()),
        empty=not found.sets and library.is_empty(),
    )


def _query(args: "Mapping[str, str]") -> HeadingQuery:
    size, page = args.get("size", ""), page_number(args.get("page", ""))
    return HeadingQuery(
        text=args.get("q", "").strip()[:_LONGEST],
        theme=args.get("theme", "").strip(),
        level=args.get("level", "").strip(),
        size=int(size) if size in set(map(str, SIZES)) else 0,
        limit=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,
    )


def _url(query: HeadingQuery, page: int = 1) -> str:
    """Address of a page, counted from 1."""
    asked = {"q": query.text, "theme": query.theme, "level": query.level}
    asked |= {"size": str(query.size or ""), "page": str(page) if page > 1 else ""}
    given = {name: value for name, value in asked.items() if value}
    return f"{url_for('pages.headings')}{'?' if given else ''}{urlencode(given)}"


def _item(number: int, found: FoundSet) -> SetItem:
    case = found.case
    return SetItem(
        headings=tuple(
            Link(text, case_url(case.id, passage_anchor(passage)))
            for text, passage in zip(found.headings.headings, found.passages, strict=True)
        ),
        above=found.headings.above,
        pattern=found.pattern.text,
        times=found.pattern.times,
        even=found.pattern.even,
        case=case_link(case),
        level=words.level_words(case.level),
        themes=case.themes,
        path=found.path,
        copy_id=f"copy-{number}",
        collect=headings_button(
            case.id, found.headings.depth, found.headings.numbers, f"copy-{number}"
        ),
    )
