"""What a place has done, as its page tells it: practices, honours, bodies, people with posts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.dossier import Deed, Deeds, Named
from kg.model import Case, Entity, RelationView
from web.entity.posts import post_words
from web.entity.quotes import QuoteItem, quote_item
from web.links import Link, entity_link

# What stands open of each; the rest folds.
OPEN_DEEDS: Final = 5
OPEN_POSTS: Final = 6
OPEN_BODIES: Final = 24


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
class Rest:
    """What is named only; of ``total`` with what stands before, ``left`` are not even named."""

    names: tuple[Link, ...]
    total: int
    left: int


@dataclass(frozen=True, slots=True)
class DeedGroup:
    """Practices or honours; ``rest`` has those told by their names alone."""

    label: str
    open: tuple[DeedItem, ...]
    folded: tuple[DeedItem, ...]
    rest: Rest


@dataclass(frozen=True, slots=True)
class DeedsPart:
    """What a place and all inside it have done; each list ends with the rest by their names."""

    themes: tuple[Link, ...]
    groups: tuple[DeedGroup, ...]
    organizations: tuple[Link, ...]
    more_organizations: Rest
    posts_open: tuple[PostItem, ...]
    posts_folded: tuple[PostItem, ...]
    more_people: Rest


def deeds_part(
    told: Deeds, themes: tuple[Link, ...], place: Entity, cases: Mapping[str, Case]
) -> DeedsPart:
    """What is told of a place; ``themes`` lead to the cases of each."""
    posts = tuple(_post(view, cases) for view in told.posts)
    posted = len({view.head.id for view in told.posts})
    bodies = told.organizations
    return DeedsPart(
        themes=themes,
        groups=tuple(_groups(told, place, cases)),
        organizations=tuple(map(entity_link, bodies.entities[:OPEN_BODIES])),
        more_organizations=_rest(
            Named(bodies.entities[OPEN_BODIES:], bodies.total),
            min(OPEN_BODIES, len(bodies.entities)),
        ),
        posts_open=posts[:OPEN_POSTS],
        posts_folded=posts[OPEN_POSTS:],
        more_people=_rest(told.more_people, posted),
    )


def _rest(named: Named, before: int) -> Rest:
    left = named.total - before - len(named.entities)
    return Rest(tuple(map(entity_link, named.entities)), named.total, left)


def _groups(told: Deeds, place: Entity, cases: Mapping[str, Case]) -> Iterator[DeedGroup]:
    for label, deeds, more in (
        ("品牌做法", told.initiatives, told.more_initiatives),
        ("荣誉", told.honors, told.more_honors),
    ):
        if items := tuple(_items(deeds, place, cases)):
            rest = _rest(more, len(items))
            yield DeedGroup(label, items[:OPEN_DEEDS], items[OPEN_DEEDS:], rest)


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
    return PostItem(
        person=entity_link(view.head),
        post=post_words(view) or "职务未写明",
        at=entity_link(view.tail),
        quote=quote_item(view.quotes[0], view.head, cases) if view.quotes else None,
    )
