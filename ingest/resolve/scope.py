"""What the names of one case mean: read against its region, its certain places, its words.

A region that is only inferred qualifies no name: 区委 of a masked *区 stays 区委 of its case.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.draft import Draft
from ingest.extract.places.units import WORD_GOES_ON
from ingest.resolve.ground import may_lie_anywhere
from ingest.resolve.identity import Identity, core_of
from ingest.resolve.national import coined_here, is_listed, nationwide, signed_for
from ingest.resolve.organs import PARTY, organ_key
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import Unit, gazetteer
from kg.text import MASK

_LED_BY_LEVEL: Final = re.compile("^(?:自治区|街道|社区|集团|公司|[省市州盟县区旗镇乡村])")
# Levels of a region path that a key may lean on: province, city, county …
_PROVINCE_DEPTH: Final = 1
_CITY_DEPTH: Final = 2
_COUNTY_DEPTH: Final = 3
_DEPTH: Final = {"省": 1, "自治区": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}
# Towns and villages of a region path stand below its county, at no fixed depth.
_BELOW_COUNTY: Final = frozenset({"镇", "乡", "街道", "社区", "村"})
# Coined names shorter than this (十联, 五美) are coined again and again elsewhere; names of this
# many characters and more hardly twice in one province.
_SHORT_NAME: Final = 4
_LONG_NAME: Final = 7
# What may stand between a place and what it calls its own: 余杭区的“…”, 余杭区首创“…”.
_OWNED: Final = re.compile(r"(?:的|首创的?|原创的?)?[“《‘]?$")
_OWNER_REACH: Final = 5
_REPORTER: Final = re.compile(r"(?:记者|通讯员|特派员|撰文|摄影)[^，。；：\n]{0,16}$")
_PROVINCIAL: Final = re.compile(
    r"(?:省长|省委[^，。；、\n]{0,8}|省[^，。；、\n]{1,8}[厅局](?:厅长|局长)?)$"
)
_HERE: Final = "限于本篇"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a case's names are read against.

    ``units`` are its certain places by name; ``seats`` say at which characters of the case a
    unit is named, with which words; ``ends`` the same by where the words end; ``masked`` are
    the level words of its masked places (``区`` for ``*区``).
    """

    draft: Draft
    case_id: str
    units: Mapping[str, Unit]
    seats: Mapping[int, tuple[str, Unit | None]]
    ends: Mapping[int, tuple[str, Unit | None]]
    masked: tuple[str, ...] = ()

    def identity(
        self, kind: Kind, name: str, mentions: Sequence[Mention], *, redacted: bool
    ) -> Identity:
        """Who a name without a gazetteer unit of its own is."""
        if redacted:
            return self._own(name, "名称隐去")
        if kind is Kind.PLACE and may_lie_anywhere(name):
            return Identity(self._here(name), (), name, f"{_HERE}：同名政区不止一处")
        basis = nationwide(self.draft.text, kind, name, mentions)
        coined = kind is Kind.INITIATIVE and coined_here(self.draft.text, mentions)
        if basis and (not coined or is_listed(kind, name)):
            return Identity(core_of(name), (), name, basis)
        if kind is Kind.ORGANIZATION:
            return self._body(name, mentions)
        tied = self._tied(kind, name, mentions)
        return tied or self._within(name, self._depth(kind, name, mentions))

    def _tied(self, kind: Kind, name: str, mentions: Sequence[Mention]) -> Identity | None:
        """Who a person or an initiative is by what stands beside the name."""
        if kind is Kind.PERSON and (media := signed_for(self.draft.text, mentions)):
            return Identity(f"{core_of(name)}@{media}", (), name, f"同为{media}署名")
        if kind is Kind.INITIATIVE and (owner := self._owner(mentions)):
            return self._of_owner(name, owner)
        return None

    def _depth(self, kind: Kind, name: str, mentions: Sequence[Mention]) -> int:
        """Levels of the region inside which the same name means the same."""
        if kind is Kind.HONOR:
            return _PROVINCE_DEPTH
        if kind is Kind.PERSON:
            cues = (_REPORTER, _PROVINCIAL)
            wide = any(
                cue.search(self.draft.text, max(0, m.start - 20), m.start)
                for m in mentions
                for cue in cues
            )
            return _PROVINCE_DEPTH if wide else _COUNTY_DEPTH
        if kind is Kind.INITIATIVE:
            return self._coined_depth(name, len(self.draft.region))
        return _COUNTY_DEPTH

    def _coined_depth(self, name: str, whole: int) -> int:
        length = len(core_of(name))
        if length < _SHORT_NAME:
            return whole
        return _CITY_DEPTH if length < _LONG_NAME else _PROVINCE_DEPTH

    def _owner(self, mentions: Sequence[Mention]) -> Unit | None:
        """The certain unit that stands right before a name as what it belongs to."""
        text = self.draft.text
        for mention in mentions:
            for gap in range(_OWNER_REACH):
                end = mention.start - gap
                unit = self.ends.get(end, ("", None))[1]
                if unit is not None and _OWNED.fullmatch(text, end, mention.start):
                    return unit
        return None

    def _of_owner(self, name: str, owner: Unit) -> Identity:
        path = gazetteer().path(owner)
        region = path[: self._coined_depth(name, len(path))]
        return Identity(
            f"{core_of(name)}@{'/'.join(region)}", region, name, f"原文冠以地名“{owner.name}”"
        )

    def _body(self, name: str, mentions: Sequence[Mention]) -> Identity:
        """Who a body without masks is that is not known throughout the country."""
        # 中共宜都市委 is 宜都市委.
        party = name.startswith(PARTY)
        lead = len(PARTY) if party else 0
        core = core_of(name[lead:])
        starts = [m.start + lead for m in mentions]
        for surface, unit in (self.seats[at] for at in starts if at in self.seats):
            if name.startswith(surface, lead) and unit is None:
                return Identity(self._here(name), (), name, f"{_HERE}：所冠地名不止一处")
            if name.startswith(surface, lead) and unit is not None:
                path = gazetteer().path(unit)
                rest = core.removeprefix(core_of(surface))
                # 温县县委 is 温县委.
                again = rest[:1] == unit.name[-1:] and rest[1:2] == "委"
                key = "/".join(path) + organ_key(rest[again:], unit.level, party=party)
                return Identity(key, path, name, f"名称冠以地名“{unit.name}”")
        level = None if WORD_GOES_ON.match(name) else _LED_BY_LEVEL.match(name)
        if level is None:
            return self._within(name, _COUNTY_DEPTH)
        word = level.group()
        region = () if self._unsure(word) else self._down_to(word)
        # 区委 in the paper of a county, or 省委 in one of no known province, stays as it is.
        if not region or not region[-1].endswith(word):
            return self._own(name, "未写明所属地区")
        # 省委 of 山东省 is shown as 山东省委: the level word is the place's own last one.
        shown = region[-1].removesuffix(word) + name
        rank = Level.COUNTY if word in _DEPTH else None
        key = "/".join(region) + organ_key(core.removeprefix(word), rank, party=party)
        return Identity(key, region, shown, f"按本篇地区补全：“{name}”即{shown}")

    def _unsure(self, word: str) -> bool:
        """Whether the case's place at this level is inferred or masked: no name may borrow it."""
        return self.draft.region_inferred or word in self.masked

    def _down_to(self, word: str) -> tuple[str, ...]:
        """The case's region down to a level; empty where the case does not reach it.

        A municipality (北京市) and a county-level city take 市 as well: both end in 市.
        """
        region = self.draft.region
        if word in _BELOW_COUNTY:
            found = [n for n, name in enumerate(region, 1) if name.endswith(word)]
            return region[: found[0]] if found and found[0] > _CITY_DEPTH else ()
        depth = _DEPTH.get(word, 0)
        if not depth or not region:
            return ()
        if depth == _CITY_DEPTH:
            if region[0].endswith("市"):
                return region[:1]
            if len(region) > _CITY_DEPTH and region[_CITY_DEPTH].endswith("市"):
                return region[:_COUNTY_DEPTH]
        if region[0].endswith("市") and depth == _COUNTY_DEPTH:
            depth = _CITY_DEPTH
        return region[:depth] if len(region) >= depth else ()

    def _own(self, name: str, why: str) -> Identity:
        """A name that means something in this case alone."""
        region = self.draft.region
        inferred = bool(region) and self.draft.region_inferred
        return Identity(self._here(name), region, name, f"{_HERE}：{why}", inferred)

    def _here(self, name: str) -> str:
        return f"{core_of(name)}@{self.case_id}"

    def _within(self, name: str, depth: int) -> Identity:
        """A name inside the case's region; inside its case where the region tells nothing."""
        region = self.draft.region[:depth]
        if not region:
            return self._own(name, "地区不明")
        inferred = self.draft.region_inferred
        told = "推定同属" if inferred else "同属"
        where = "/".join(region)
        return Identity(
            f"{core_of(name)}@{where}", region, name, f"{told}{where}，名称相同", inferred
        )


def masked_levels(names: Sequence[str]) -> tuple[str, ...]:
    """Level words that masked names stand for: 区 for *区, 街道 for 某街道."""
    found = []
    for name in names:
        rest = MASK.sub("", name)
        level = _LED_BY_LEVEL.match(rest)
        if level and MASK.match(name):
            found.append(level.group())
    return tuple(found)
