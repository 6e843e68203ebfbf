"""The lexicons that tell names of initiatives: verbs, class nouns, known names, refused words."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.anyof import any_of
from kg.datafiles import read_lines

_STOP: Final = r"[的了到至在将把被与和及以为从对于由是有个这那每其该并也都等就让使]"
STOPS_MODIFIER: Final = re.compile(rf"{_STOP}|实现|加快|推动|推进|取得|完成|推广|火爆")

# What each mark in the list of verbs adds.
WEIGHT: Final = {"=": 1.5, "+": 0.9, "-": -1.2, ".": 0.0}


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicons that decide. ``weight`` is by verb; ``endings`` by strength of the noun."""

    names: frozenset[str]
    quoted_only: frozenset[str]
    refused: frozenset[str]
    vague: re.Pattern[str]
    cue: re.Pattern[str]
    weight: dict[str, float]
    head: re.Pattern[str]
    endings: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def words() -> Words:
    """The lexicons, read on first use."""
    verbs = {line[1:]: WEIGHT[line[0]] for line in read_lines("lexicon", "initiative_verbs.txt")}
    marked = read_lines("lexicon", "initiative_heads.txt")
    # A noun of one character counts only where nothing follows it: …码, …卡.
    single = any_of([line[1:] for line in marked if len(line) == 2])  # noqa: PLR2004
    heads = rf"{any_of([line[1:] for line in marked if len(line) > 2])}|(?:{single})(?![一-鿿])"  # noqa: PLR2004
    own = tuple(line[1:] for line in marked if line[0] in "!=")
    names = read_lines("lexicon", "initiative_names.txt")
    return Words(
        names=frozenset(n.lstrip("?") for n in names),
        quoted_only=frozenset(n[1:] for n in names if n[0] == "?"),
        refused=frozenset(
            read_lines("lexicon", "slogans.txt") + read_lines("lexicon", "quoted_terms.txt")
        ),
        vague=re.compile(rf"(?:{any_of(read_lines('lexicon', 'initiative_generic.txt'))})*"),
        cue=re.compile(any_of(list(verbs))),
        weight=verbs,
        head=re.compile(
            rf"(?P<between>(?:(?!共同|共话|努力|一起|共享|专员|带动|引领|助力|破解|解决|化解|未能|不能|融入|化身|变身|准备|推助|聚焦|延伸|倡议|元素|情节)[一-鿿]){{0,8}}?)(?:{heads})(?:(?:(?!{_STOP})[一-鿿]){{0,4}}?(?:{heads}))*"
            r"(?!化|水平|质效|效能|能力|质量|成效|力量|意识|群体|[单册员队团证](?![元位结]))"
        ),
        endings=(own, tuple(line[1:] for line in marked)),
    )
