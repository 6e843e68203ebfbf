"""Which cases a table is made of, in what order and under what heads, before any text is read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.compare.asking import Ask, Grouping, Sorting
from kg.compare.table import Choices, Coverage
from kg.ontology import LEVEL_LABELS, Level
from kg.provinces import province_letters
from kg.regions import steps
from kg.store import Outline, Snapshot
from kg.wording import UNPLACED

UNLEVELLED: Final = "层级不详"
_LEVELS: Final = tuple(str(level) for level in Level)
_DEEPEST: Final = 3  # steps of a region's path that a list of choices shows


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases of a table in their order, ``page`` those to be read now.

    ``copies`` are ids of near-copies by the case that stands for them.
    """

    outlines: tuple[Outline, ...]
    page: tuple[Outline, ...]
    copies: dict[str, tuple[str, ...]]
    coverage: Coverage
    choices: Choices


def choose(
    snapshot: Snapshot, ask: Ask, found: Sequence[Outline], fit: dict[str, float] | None = None
) -> Chosen:
    """Fold copies, filter, sort and cut what was found; ``fit`` tells how well a case answers."""
    folded = fold_outlines(found)
    kept = [outline for outline in folded if _fits(outline, ask)]
    fits = fit or {}
    figures = snapshot.figure_counts(o.id for o in kept) if ask.sort is Sorting.FIGURES else {}
    main = {head_of(o, ask.grouping) for o in kept if o.whole}
    kept.sort(
        key=lambda o: (
            # By fit a group whose cases only touch what was asked comes behind the others.
            ask.sort is Sorting.FIT and head_of(o, ask.grouping) not in main,
            _head_rank(o, ask),
            _rank(o, ask, fits, figures),
            o.title,
            o.id,
        )
    )
    stop = None if ask.limit is None else ask.offset + ask.limit
    page = kept[ask.offset : stop]
    members = snapshot.group_members(o.group for o in page)
    copies = {
        o.id: tuple(key for key in (o.group, *members.get(o.group, ())) if key != o.id)
        for o in page
    }
    return Chosen(
        tuple(kept), tuple(page), copies, _coverage(snapshot, kept, folded), _choices(folded)
    )


def head_of(outline: Outline, grouping: Grouping) -> str:
    """Label of the group that a case stands in; empty where there are no groups."""
    if grouping is Grouping.REGION:
        return outline.region[0] if outline.region else UNPLACED
    if grouping is Grouping.LEVEL:
        return LEVEL_LABELS[Level(outline.level)] if outline.level else UNLEVELLED
    return ""


def sound_year(outline: Outline) -> str | None:
    """Year that a case states and its content does not contradict."""
    return outline.date[:4] if outline.date and not outline.doubted else None


def lies_in(path: Sequence[str], region: str) -> bool:
    """Whether a path has all steps of a region, in order; 杭州 stands for 杭州市.

    An empty region, and 地区不详, is that of the cases without one.
    """
    if region in ("", UNPLACED):
        return not path
    own = iter(path)
    asked = steps(region)
    return all(any(place == step or _is_short(step, place) for place in own) for step in asked)


def _is_short(name: str, place: str) -> bool:
    """Whether ``name`` is ``place`` without its class word; one character is no name."""
    return len(name) > 1 and place.startswith(name)


@cache
def provinces() -> tuple[str, ...]:
    """The provinces and their like, in the gazetteer's usual order."""
    return tuple(dict.fromkeys(province_letters().values()))


def fold_outlines(found: Iterable[Outline]) -> list[Outline]:
    """One case of each group of copies: the head where it is there, else the first."""
    chosen: dict[str, Outline] = {}
    for outline in found:
        if outline.id == outline.group or outline.group not in chosen:
            chosen[outline.group] = outline
    return list(chosen.values())


def _fits(outline: Outline, ask: Ask) -> bool:
    placed = not ask.regions or any(lies_in(outline.region, region) for region in ask.regions)
    ranked = not ask.levels or (outline.level or "") in ask.levels
    named = not ask.cases or outline.id in ask.cases
    return placed and ranked and named and (not ask.years or sound_year(outline) in ask.years)


def _head_rank(outline: Outline, ask: Ask) -> tuple[bool, int, str]:
    """Order of the groups: provinces in their usual order, levels from the top; unknown last."""
    if ask.grouping is Grouping.REGION:
        top = outline.region[0] if outline.region else ""
        known = provinces()
        return (not top, known.index(top) if top in known else len(known), top)
    if ask.grouping is Grouping.LEVEL:
        return (outline.level is None, _level_rank(outline), "")
    return (False, 0, "")


def _level_rank(outline: Outline) -> int:
    return _LEVELS.index(outline.level) if outline.level in _LEVELS else len(_LEVELS)


def _rank(
    outline: Outline, ask: Ask, fit: dict[str, float], figures: dict[str, int]
) -> tuple[object, ...]:
    """Order inside a group."""
    if ask.sort is Sorting.REGION:
        return (not outline.region, outline.region)
    if ask.sort is Sorting.LEVEL:
        return (_level_rank(outline), outline.region)
    if ask.sort is Sorting.YEAR:
        return (-int(sound_year(outline) or 0), outline.region)
    if ask.sort is Sorting.FIGURES:
        return (-figures.get(outline.id, 0), outline.region)
    if ask.sort is Sorting.TITLE:
        return ()
    return (-fit.get(outline.id, 0.0), not outline.whole, -outline.share, outline.region)


def _coverage(snapshot: Snapshot, kept: Sequence[Outline], found: Sequence[Outline]) -> Coverage:
    """What stands behind the table; a filter does not make a province one without a case."""
    tops = {outline.region[0] for outline in kept if outline.region}
    everywhere = {outline.region[0] for outline in found if outline.region}
    known = provinces()
    counts = snapshot.copies(outline.group for outline in kept)
    return Coverage(
        cases=len(kept),
        copies=sum(counts.values()),
        partly=sum(not outline.whole for outline in kept),
        unplaced=sum(not outline.region for outline in kept),
        regions=tuple(sorted(tops, key=lambda t: (known.index(t) if t in known else 99, t))),
        without=tuple(province for province in known if province not in everywhere),
    )


def _choices(folded: Sequence[Outline]) -> Choices:
    paths: Counter[tuple[str, ...]] = Counter()
    for outline in folded:
        for depth in range(1, min(len(outline.region), _DEEPEST) + 1):
            paths[outline.region[:depth]] += 1
    unplaced = sum(not outline.region for outline in folded)
    regions = sorted(paths.items()) + ([((), unplaced)] if unplaced else [])
    levels = Counter(outline.level or "" for outline in folded)
    years = Counter(year for outline in folded if (year := sound_year(outline)))
    return Choices(
        regions=tuple(regions),
        levels=tuple((level, levels[level]) for level in (*_LEVELS, "") if levels[level]),
        years=tuple(sorted(years.items(), reverse=True)),
    )
