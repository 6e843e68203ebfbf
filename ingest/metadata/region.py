"""Where a case's own place is, and what in the text tells it.

Every name of the gazetteer in the case votes for its unit and those above it; names in the
title or beside the speaker weigh more. The path goes down as long as one unit leads clearly.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.cutting.cases import Block
from ingest.metadata.votes import (
    CAPITAL_NAME,
    OPENING,
    READ,
    SHORT,
    Vote,
    Where,
    find_votes,
    inner_votes,
)
from kg.ontology import Level
from kg.places import Gazetteer, Unit, gazetteer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A path of units from the province down, empty where nothing tells.

    ``inferred`` is true where no title, speaker or opening names the deepest unit; ``evidence``
    quotes the first words that tell it. ``mismatch`` bounds a place in the title that the text
    does not bear out.
    """

    units: tuple[Unit, ...] = ()
    inferred: bool = False
    evidence: str = ""
    mismatch: Span | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Names of the units."""
        return tuple(unit.name for unit in self.units)


_RANK: Final = {level: rank for rank, level in enumerate(Level)}
_LEAST: Final = 1.5  # votes for a province: one short name in passing is no evidence
_CLEAR: Final = 0.6  # share of the votes below a unit that its best part needs to be taken
_CLEAR_IN_HEAD: Final = 0.4  # the same for one that the title, speaker or line above names
_DEEPER: Final = 0.2  # share of the unit's own votes that its best part needs
_TITLE_LOST: Final = 4.0  # votes for another province that refute a title the text never repeats
_MASKED: Final = re.compile(
    r"[*＊×xX某]{1,3}(?:省|市|区|县|镇|乡|街道|社区|村|集团|公司)|(?<=到)\*"
)
# A university beside whose name its people act on the spot.
_SCHOOL: Final = re.compile(
    r"(?=([\u4e00-\u9fff]{2,3}?)(?:中医药|医科|师范|理工|农业|工业|科技|财经|交通)?(?:大学|学院)"
    r"[^，。；]{0,6}(?:师生|学生|志愿者|党员|青年|支部|党委))"
)
_CITY_LOST: Final = 6.0  # the same for another city of the province, which is named more lightly
_CLAUSE: Final = re.compile(r"[^，。；：！？\n]{0,20}")


def find_region(text: str, block: Block, deepest: Level | None) -> Region:
    """The case's place, no deeper than ``deepest`` where that is given."""
    every = list(find_votes(text, block))
    kept = _without_lost_title(every)
    lost = [vote for vote in every if vote.where is Where.HEAD and vote not in kept]
    votes = _resolved(kept)
    deepest = deepest or _deepest_in_head(votes)
    path = _descend(votes, deepest)
    if _may_go_deeper(path, deepest):
        votes = _resolved([*votes, *inner_votes(text, block, path)])
        path = _descend(votes, deepest)
    if not path:
        return _beside_school(text, block)
    proofs = [vote for vote in votes if gazetteer().inside(vote.units[0], path[-1])]
    named = _is_stated(text, block, proofs, path[-1])
    first = min(proofs, key=lambda vote: (vote.where is Where.BODY, vote.start))
    return Region(path, not named, _quote(text, first), _apart(lost, path[-1]))


def _apart(lost: Sequence[Vote], own: Unit) -> Span | None:
    """The first name in the title that neither holds the case's place nor lies in it."""
    inside = gazetteer().inside
    found = (v for v in lost if not inside(v.units[0], own) and not inside(own, v.units[0]))
    vote = next(found, None)
    return (vote.start, vote.end) if vote else None


def _beside_school(text: str, block: Block) -> Region:
    """The city of a university whose people take part in a case that names no place."""
    for match in _SCHOOL.finditer(text, block.body, min(block.end, block.start + READ)):
        for start, end, units in gazetteer().find(match[1]):
            city = len(units) == 1 and units[0].level in {Level.PROVINCE, Level.CITY}
            if start == 0 and city and end == len(match[1]):
                unit = units[0]
                path = (*reversed(gazetteer().parents(unit)), unit)
                first, last = match.span(1)
                vote = Vote(first, last, units, SHORT, Where.BODY, sure=True)
                return Region(path, inferred=True, evidence=_quote(text, vote))
    return Region()


def _is_stated(text: str, block: Block, proofs: Sequence[Vote], unit: Unit) -> bool:
    """Whether the head names the place, or the opening does without masking who speaks."""
    own = [vote for vote in proofs if vote.units[0] == unit]
    if any(vote.where is not Where.BODY for vote in own):
        return True
    opening = text[block.body : block.body + OPENING]
    if _MASKED.search(opening):
        return False
    near = (vote for vote in own if vote.start < block.body + OPENING)
    return any(text[vote.start : vote.end] != CAPITAL_NAME for vote in near)


def _without_lost_title(votes: list[Vote]) -> list[Vote]:
    """Votes without the title's where the text is of another area and never names the title's."""
    for area, least in ((_province, _TITLE_LOST), (_city, _CITY_LOST)):
        sure = [vote for vote in votes if len(vote.units) == 1 and vote.sure and area(vote)]
        title = {area(vote) for vote in sure if vote.where is Where.HEAD}
        body: defaultdict[Unit | None, float] = defaultdict(float)
        for vote in sure:
            if vote.where is not Where.HEAD:
                body[area(vote)] += vote.weight
        borne_out = {area(replace(v, units=(u,))) for v in votes for u in v.units if _in_body(v)}
        lost = title - borne_out
        if lost and max(body.values(), default=0.0) >= least:
            return [v for v in votes if v.where is not Where.HEAD or area(v) not in lost]
    return votes


def _in_body(vote: Vote) -> bool:
    return vote.where is not Where.HEAD


def _city(vote: Vote) -> Unit | None:
    """The city that a vote's first unit is or lies in; None above."""
    units = (vote.units[0], *gazetteer().parents(vote.units[0]))
    return next((unit for unit in units if unit.level is Level.CITY), None)


def _province(vote: Vote) -> Unit:
    unit = vote.units[0]
    return (unit, *gazetteer().parents(unit))[-1]


def _resolved(votes: Sequence[Vote]) -> list[Vote]:
    """Votes that mean one unit; an ambiguous or weak name needs a certain one of its area."""
    places = gazetteer()
    certain = [vote.units[0] for vote in votes if len(vote.units) == 1 and vote.sure]
    found = []
    for vote in votes:
        if len(vote.units) == 1 and vote.sure:
            found.append(vote)
            continue
        near = [unit for unit in vote.units if any(_kin(places, unit, other) for other in certain)]
        whole = [unit for unit in near if unit in certain]  # 塔城: a county and the city above it
        if len(near) == 1 or len(whole) == 1:
            found.append(replace(vote, units=((whole or near)[0],)))
    return found


def _kin(places: Gazetteer, unit: Unit, other: Unit) -> bool:
    """Whether one unit lies in the other or both have the same parent."""
    same = unit.parent is not None and unit.parent == other.parent
    return same or places.inside(unit, other) or places.inside(other, unit)


def _deepest_in_head(votes: Sequence[Vote]) -> Level | None:
    """Level of the deepest unit that a title, speaker or dateline names."""
    levels = [vote.units[0].level for vote in votes if vote.where is not Where.BODY]
    return max(levels, key=lambda level: _RANK[level], default=None)


def _descend(votes: Sequence[Vote], deepest: Level | None) -> tuple[Unit, ...]:
    """The clearest path from the province down; empty where no province is clear."""
    places = gazetteer()
    support: defaultdict[str, float] = defaultdict(float)
    parts: defaultdict[str | None, dict[str, Unit]] = defaultdict(dict)
    headed = {vote.units[0].code for vote in votes if vote.where is Where.HEAD}
    for vote in votes:
        for unit in (vote.units[0], *places.parents(vote.units[0])):
            support[unit.code] += vote.weight
            parts[unit.parent][unit.code] = unit
    path: list[Unit] = []
    parent = None
    own = sum(vote.weight for vote in votes)
    limit = _RANK[deepest] if deepest else _RANK[Level.COUNTY]
    while parts[parent]:
        below = sum(support[code] for code in parts[parent])
        named = [unit for unit in parts[parent].values() if unit.code in headed]
        named = [unit for unit in named if support[unit.code] >= below * _CLEAR_IN_HEAD]
        best = max(named or parts[parent].values(), key=lambda u: (support[u.code], u.code))
        least = _LEAST if parent is None else own * _DEEPER
        clear = support[best.code] >= max(least, 0.0 if named else below * _CLEAR)
        if not clear or _RANK[best.level] > limit:
            break
        path.append(best)
        parent, own = best.code, support[best.code]
    return tuple(path)


def _may_go_deeper(path: Sequence[Unit], deepest: Level | None) -> bool:
    """Whether inner names may tell more: the level asks for it and the path stops above."""
    if deepest is None:
        return False
    return len(path) <= _RANK[min(deepest, Level.COUNTY, key=lambda level: _RANK[level])] - 1


def _quote(text: str, vote: Vote) -> str:
    """The clause around a name."""
    before = text[max(0, vote.start - 20) : vote.start]
    start = vote.start - len(re.split(r"[，。；：！？\n\s]", before)[-1])
    after = _CLAUSE.match(text, vote.end)
    return text[start : after.end() if after else vote.end].strip()
