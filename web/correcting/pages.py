"""Pages of 更正: the record of all, and what a correction has to be chosen from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.correction.model import Standing, case_refs, entity_refs
from kg.correction.telling import told
from kg.errors import UnknownEntity
from kg.model import Case, Entity
from web import words
from web.links import Link, case_link, case_url, entity_link, entity_url

if TYPE_CHECKING:
    from kg.library import Library

_MOST_TARGETS: Final = 30  # entities of a name that are offered to choose from
_CASES_A_PAGE: Final = 100  # of an entity that are offered to be split off
_OPENING: Final = 60  # characters of a passage that tell which one it is


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One line of the record; ``state`` says that it was taken back or found nothing.

    ``again``: it was taken back, not made again since, and may be.
    """

    id: str
    says: str
    at: str
    state: str
    stands: bool
    again: bool
    cases: int
    url: str


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """All corrections, newest first."""

    items: tuple[RecordItem, ...]
    stand: int
    lost: int
    file_url: str


@dataclass(frozen=True, slots=True)
class Target:
    """An entity that another may be merged into."""

    id: str
    link: Link
    aliases: str
    cases: int


@dataclass(frozen=True, slots=True)
class MergePage:
    """The choice of what an entity is merged into; ``asked`` is the name that was looked up."""

    link: Link
    asked: str
    targets: tuple[Target, ...]
    url: str
    here: str


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    """A sentence that names an entity; ``value`` is what a form sends for it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case that names an entity, with its sentences where there are several."""

    value: str
    link: Link
    first: str
    sentences: tuple[SentenceChoice, ...]


@dataclass(frozen=True, slots=True)
class SplitPage:
    """The choice of the cases and sentences that become another entity, page by page.

    ``told`` says which of the cases stand here; empty where all do.
    """

    link: Link
    name: str
    cases: tuple[CaseChoice, ...]
    told: str
    before: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class PassageChoice:
    """A passage before which a case may be cut."""

    id: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class CutPage:
    """The choice of where a case is cut."""

    link: Link
    passages: tuple[PassageChoice, ...]
    url: str


def records_page(library: "Library") -> RecordsPage:
    """All corrections, newest first."""
    found = library.corrections()
    return RecordsPage(
        items=tuple(_records(found)),
        stand=sum(one.correction.undone is None for one in found),
        lost=sum(one.is_lost for one in found),
        file_url=url_for("correcting.file"),
    )


def _records(found: Sequence[Standing]) -> Iterator[RecordItem]:
    """A line each, newest first; what was made again since is offered once, on its newest line."""
    stand = {told(one.correction.action) for one in found if one.correction.undone is None}
    since: set[str] = set()
    for one in reversed(found):
        says = told(one.correction.action)
        yield _record(one, says, made=says in stand, since=says in since)
        since.add(says)


def _record(one: Standing, says: str, *, made: bool, since: bool) -> RecordItem:
    """A line; ``made``: the same stands, ``since``: the same was made once more after it."""
    correction = one.correction
    state = f"{words.moment_words(correction.undone)} 撤销" if correction.undone else ""
    state += "，后又重新更正" if state and since else ""
    return RecordItem(
        id=correction.id,
        says=says,
        at=words.moment_words(correction.at),
        state=state or ("未能应用：库中没有它所指的内容" if one.is_lost else ""),
        stands=correction.undone is None,
        again=correction.undone is not None and not made and not since,
        cases=one.cases,
        url=_where(one),
    )


def _where(one: Standing) -> str:
    """Page of what a correction is about; what was merged or taken back leads on from there."""
    if one.is_lost:
        return ""
    entities, cases = entity_refs(one.correction.action), case_refs(one.correction.action)
    return entity_url(entities[-1].current) if entities else case_url(cases[0].id)


def merge_page(library: "Library", entity_id: str, asked: str) -> MergePage:
    """Entities that one may be merged into: those of the name asked for, else its namesakes.

    Raises UnknownEntity.
    """
    entity, _ = library.entity_cases(entity_id)
    named = library.ids_named(asked) if asked else []
    begun = library.suggest(asked, limit=_MOST_TARGETS) if asked and not named else ()
    likely = [*named, *(key for s in begun if s.kind for key in library.ids_named(s.text))]
    if not asked:
        likely = [other.id for other in library.namesakes(entity_id, _MOST_TARGETS)]
    others = [key for key in dict.fromkeys(likely) if key != entity_id]
    return MergePage(
        link=entity_link(entity),
        asked=asked,
        targets=tuple(_target(*library.entity_cases(key)) for key in others[:_MOST_TARGETS]),
        url=url_for("correcting.entity", entity_id=entity_id),
        here=url_for("correcting.merge", entity_id=entity_id),
    )


def _target(entity: Entity, cases: Sequence[Case]) -> Target:
    note = " · ".join(part for part in (" ".join(entity.region), entity.basis) if part)
    return Target(
        id=entity.id,
        link=entity_link(entity, note),
        aliases="、".join(entity.aliases[:5]),
        cases=len(cases),
    )


def split_page(library: "Library", entity_id: str, page: int) -> SplitPage:
    """Cases and sentences that name an entity, on a page from 1. Raises UnknownEntity."""
    entity, every = library.entity_cases(entity_id)
    total = len(every)
    page = min(page, max(1, -(-total // _CASES_A_PAGE)))
    first, last = (page - 1) * _CASES_A_PAGE, min(page * _CASES_A_PAGE, total)
    cases = every[first:last]
    mentions = library.mentions_of(entity_id, [case.id for case in cases])
    if not mentions:
        msg = f"no case names the entity {entity_id!r}"
        raise UnknownEntity(msg)
    return SplitPage(
        link=entity_link(entity),
        name=entity.name,
        cases=tuple(
            CaseChoice(
                value=case.id,
                link=case_link(case),
                first=next(iter(mentions[case.id])),
                sentences=tuple(
                    SentenceChoice(f"{case.id}:{mention.start}", quote)
                    for quote, mention in mentions[case.id].items()
                )
                if len(mentions[case.id]) > 1
                else (),
            )
            for case in cases
            if case.id in mentions
        ),
        told=f"第 {first + 1} 至 {last} 篇，共 {total} 篇" if total > _CASES_A_PAGE else "",
        before=_split_url(entity_id, page - 1) if first else "",
        after=_split_url(entity_id, page + 1) if last < total else "",
        url=url_for("correcting.entity", entity_id=entity_id),
    )


def _split_url(entity_id: str, page: int) -> str:
    return url_for("correcting.split", entity_id=entity_id, page=page if page > 1 else None)


def cut_page(library: "Library", case_id: str) -> CutPage:
    """Passages before which a case may be cut. Raises UnknownCase."""
    view = library.case(case_id)
    return CutPage(
        link=case_link(view.case),
        passages=tuple(
            PassageChoice(passage.id, number, _first_words(passage.text))
            for number, passage in enumerate(view.passages, 1)
            if number > 1
        ),
        url=url_for("correcting.case", case_id=case_id),
    )


def _first_words(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= _OPENING else f"{plain[:_OPENING]}…"
