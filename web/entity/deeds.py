"""What a place has done, as its page tells it: practices, honours, bodies, people with posts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.dossier import Deed, Deeds
from kg.model import Case, Entity, RelationView
from web import words
from web.entity.quotes import QuoteItem, quote_item
from web.links import Link, entity_link

# What stands open of each; the rest folds.
OPEN_DEEDS: Final = 5
OPEN_POSTS: Final = 6


@dataclass(frozen=True, slots=True)
class DeedItem:
    """A practice or an honour; ``by`` are some who have it, ``others`` counts the rest."""

    link: Link
    by: tuple[Link, ...]
    others: int
    quote: QuoteItem | None


@dataclass(frozen=True, slots=True)
class PostItem:
    """A person's post as one material gives it; ``quote`` proves it."""

    person: Link
    post: str
    at: Link
    quote: QuoteItem | None


@dataclass(frozen=True, slots=True)
class DeedGroup:
    """Practices or honours; ``total`` counts those not shown too."""

    label: str
    total: int
    open: tuple[DeedItem, ...]
    folded: tuple[DeedItem, ...]


@dataclass(frozen=True, slots=True)
class DeedsPart:
    """What a place and all inside it have done; the totals count what is not shown too."""

    themes: tuple[Link, ...]
    groups: tuple[DeedGroup, ...]
    organizations: tuple[Link, ...]
    organizations_total: int
    posts_open: tuple[PostItem, ...]
    posts_folded: tuple[PostItem, ...]
    people_total: int


def deeds_part(
    told: Deeds, themes: tuple[Link, ...], place: Entity, cases: Mapping[str, Case]
) -> DeedsPart:
    """What is told of a place; ``themes`` lead to the cases of each."""
    posts = tuple(_post(view, cases) for view in told.posts)
    return DeedsPart(
        themes=themes,
        groups=tuple(_groups(told, place, cases)),
        organizations=tuple(map(entity_link, told.organizations.entities)),
        organizations_total=told.organizations.total,
        posts_open=posts[:OPEN_POSTS],
        posts_folded=posts[OPEN_POSTS:],
        people_total=told.people,
    )


def _groups(told: Deeds, place: Entity, cases: Mapping[str, Case]) -> Iterator[DeedGroup]:
    for label, deeds, total in (
        ("品牌做法", told.initiatives, told.initiatives_total),
        ("荣誉", told.honors, told.honors_total),
    ):
        if items := tuple(_items(deeds, place, cases)):
            yield DeedGroup(label, total, items[:OPEN_DEEDS], items[OPEN_DEEDS:])


def _items(deeds: Iterable[Deed], place: Entity, cases: Mapping[str, Case]) -> Iterator[DeedItem]:
    for deed in deeds:
        alone = deed.total == 1 and deed.by[:1] == (place,)
        yield DeedItem(
            link=entity_link(deed.entity),
            # Who has it is told where it is not just the place that the page is about.
            by=() if alone else tuple(map(entity_link, deed.by)),
            others=0 if alone else deed.total - len(deed.by),
            quote=quote_item(deed.quote, deed.entity, cases) if deed.quote else None,
        )


def _post(view: RelationView, cases: Mapping[str, Case]) -> PostItem:
    date = f"（{words.date_words(view.date)}）" if view.date else ""
    return PostItem(
        person=entity_link(view.head),
        post=f"{view.post or '职务未写明'}{date}",
        at=entity_link(view.tail),
        quote=quote_item(view.quotes[0], view.head, cases) if view.quotes else None,
    )
