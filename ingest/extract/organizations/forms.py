"""Mentions of bodies, with short forms tied to the fullest name that the case has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.extract.occurrences import occurrences
from ingest.extract.organizations.ground import LEVEL_WORD, Ground
from ingest.extract.organizations.overlap import Overlap
from kg.model import Mention
from kg.ontology import Kind
from kg.text import MASK, is_masked

# Shorter forms than this are too common to be tied to a longer name that ends with them, unless
# a level word leads them: 村党委 is that of the one village whose 党委 the case names.
_SHORTEST_FORM: Final = 4
# 各个乡|镇卫生院: a level word with one of these before it leads no name.
_CUT: Final = frozenset("乡镇县市区省村各全两个等")
_CALLED: Final = re.compile(
    r"[（(](?:以下简称|以下称|下称|简称)[：:为]?[“\"]?(?P<short>[一-鿿A-Za-z]{2,10})[”\"]?[）)]"
)
# 某某爱心互助协会 is 某某爱心协会 where a case names both; organs of a place are not so named.
_SOCIETIES: Final = ("协会", "公司", "合作社", "基金会", "商会", "促进会", "学会", "服务中心")
_PIECE: Final = 2
_STEM: Final = 4
_CORE: Final = re.compile(r"“[^”]+”")

Span = tuple[int, int]


def mentions(ground: Ground, spans: Sequence[Span], inner: Iterable[Span] = ()) -> list[Mention]:
    """Mentions of the spans, sorted; one led by several places is also named from the last on.

    ``inner`` are bodies that the names of their parts begin with.
    """
    text = ground.text
    shorts = {span: (ground.last_place(*span), span[1]) for span in (*spans, *inner)}
    forms = _Forms({text[start:end] for start, end in shorts.values()}, ground.draft.region)
    called = _called(text, shorts.values())
    taken = Overlap(spans)
    named = {text[start:end] for start, end in shorts.values()} | {text[s:e] for s, e in shorts}
    again = {name for name in named if len(name) >= _SHORTEST_FORM} | set(called)
    for start, end in occurrences(again, text):
        led = text[start - 1 : start] in _CUT and LEVEL_WORD.match(text, start)
        # 各级住房和城乡建设部|门 is a class.
        cut = text[end - 1] == "部" and text.startswith("门", end)
        if not led and not cut and not taken.meets(start, end):
            shorts[start, end] = (start, end)
    made: dict[Span, Mention] = {}
    for span, short in shorts.items():
        surface = text[short[0] : short[1]]
        name = forms.fullest(called.get(surface, surface))
        for start, end in (span, short):
            surface = text[start:end]
            made[start, end] = Mention(
                Kind.ORGANIZATION, start, end, surface, name, redacted=is_masked(name)
            )
    return [made[span] for span in sorted(made)]


def _called(text: str, spans: Iterable[Span]) -> dict[str, str]:
    """Full names by the short ones that brackets behind them give: 某某公司（下称：甲）."""
    told = ((text[start:end], _CALLED.match(text, end)) for start, end in sorted(spans))
    return {match["short"]: name for name, match in told if match}


def _without_a_piece(name: str) -> set[str]:
    """What is left of a name when two characters near its end are left out: 某某爱心|互助|协会."""
    return {name[:at] + name[at + _PIECE :] for at in range(_STEM, len(name) - _PIECE)}


class _Forms:
    """The names of a case's bodies, by their endings, their unmasked forms, their quoted cores."""

    def __init__(self, surfaces: Iterable[str], region: Sequence[str]) -> None:
        """Index the names; a name has few endings, so this is linear in their lengths."""
        self._region = region
        known = set(surfaces)
        self._longer: defaultdict[str, set[str]] = defaultdict(set)
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        for name in known:
            for at in range(1, len(name)):
                if name[at:] in known:
                    self._longer[name[at:]].add(name)
            if name.endswith(_SOCIETIES) and (pieces := _without_a_piece(name) & known):
                for piece in pieces:
                    self._alike[piece].add(name)
            if is_masked(name):
                self._alike[MASK.sub("", name, count=1)].add(name)
            if name.endswith(("队", "队伍")):
                for core in _CORE.findall(name):
                    self._alike[core].add(name)

    def fullest(self, surface: str) -> str:
        """The longest name that ends with this one, is its masked form, or shares its core."""
        core = _CORE.search(surface)
        same = {surface} | self._alike[surface]
        if core is not None:
            same |= self._alike[core.group()]
        level = LEVEL_WORD.match(surface)
        if level is not None:
            same |= self._own(surface, level.group())
        elif len(surface) >= _SHORTEST_FORM:
            same |= self._longer[surface]
        else:
            seated = {name for name in self._longer[surface] if self._seated(name, surface)}
            same |= seated if len(seated) == 1 else set()
        return max(sorted(same), key=len)

    def _seated(self, name: str, surface: str) -> bool:
        """Whether nothing but a place stands before a short form: 某某县|教育局."""
        return LEVEL_WORD.fullmatch(name[: len(name) - len(surface)][-1:]) is not None

    def _own(self, surface: str, level: str) -> set[str]:
        """The one named body that 市委组织部 may stand for: the case's own, else the only one."""
        longer = self._longer[surface]
        own = [name for name in self._region if name.endswith(level)]
        if own:
            # 温县委 and 温县县委 are one.
            heads = {name: name[: len(name) - len(surface)] for name in longer}
            seats = {n: h if h.endswith(level) else h + level for n, h in heads.items()}
            return {name for name, seat in seats.items() if seat.endswith(own[-1])}
        return longer if len(longer) == 1 else set()
