"""Names of initiatives without quotation marks: known ones, and those that their shape gives."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.extract.quoted_names import any_of, words
from kg.datafiles import read_lines

# Longest name before its class noun, in characters.
_REACH: Final = 22
_BODY: Final = re.compile(r"[一-鿿A-Za-z0-9*×+＋·“”—\-]+$")
_PARTICLE: Final = re.compile(
    r"[的了在将把被与和及以从对于由是有等并让使到过着为]|通过|按照|以及|此次|本次|这次|一场|一次"
    r"|相应|联合|进行|召开"
)
_MONEY: Final = re.compile(r"[0-9*×xX.．]+[万亿余多]*元")
# Between the verb and the name these may stand: 开展为期一年的…专项行动.
_PASSABLE: Final = frozenset({"了", "的", "一次", "一场"})
# Counted things are a class, not a name: 建成20个…平台.
_COUNTED: Final = re.compile(r"[0-9*×xX.．]*[万亿余多数几]*[个处家名项条支场次期批座所间]")
_AFTER: Final = (
    r"(?=[，。；、,;.！!\n”（）)]|$|等|和|与|用|的|活动|工作|项目|模式|机制|做法|平台|取得"
    r"|位列|位居)"
)
# 万名会计师…进企行动, 千名干部交流互派工程: campaigns named by how many take part.
_THRONG: Final = re.compile(
    r"(?<![0-9*×数几上近余多十百千万])[百千万][名支企村校医警员师][^的，。；“”\n0-9]{2,26}?(?:行动|工程|计划|活动)"
    r"(?=[，。；、”）]|$)"
)
# A name that no verb brings in is at most this long before its noun: 村务财务|月月评.
_BARE: Final = 6


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the shape rules need, loaded once.

    ``own`` are nouns that need no telling word, ``plain`` those that need one of the list.
    """

    known: AhoCorasick
    head: re.Pattern[str]
    own: frozenset[str]
    plain: frozenset[str]
    telling: re.Pattern[str]
    generic: frozenset[str]


@cache
def _shapes() -> Shapes:
    marked = read_lines("lexicon", "initiative_heads.txt")
    heads = any_of([line[1:] for line in marked if line[0] in "!=~"])
    generic = read_lines("lexicon", "initiative_generic.txt")
    unquoted = [n for n in read_lines("lexicon", "initiative_names.txt") if n[0] != "?"]
    return Shapes(
        known=AhoCorasick(unquoted, matchkind=MatchKind.LeftmostLongest),
        head=re.compile(rf"(?:{heads}){_AFTER}"),
        plain=frozenset(line[1:] for line in marked if line[0] == "~"),
        telling=re.compile(any_of(read_lines("lexicon", "initiative_telling.txt"))),
        own=frozenset(line[1:] for line in marked if line[0] == "!"),
        generic=frozenset(generic),
    )


def known(text: str) -> list[tuple[int, int]]:
    """Bounds of the names that the lexicon lists, longest first where they overlap."""
    return [(s, e) for _, s, e in _shapes().known.find_matches_as_indexes(text)]


def shaped(text: str, places: Collection[int]) -> list[tuple[int, int]]:
    """Bounds of names that a verb brings in and a class noun ends: 推行|樟树下议事.

    ``places`` are where names of places begin: one may bring the name in as well.
    """
    found = [m.span() for m in _THRONG.finditer(text)]
    for head in _shapes().head.finditer(text):
        start = _start(text, head.start(), places, own=head.group() in _shapes().own)
        if start is not None and _distinct(text[start : head.start()], head.group()):
            found.append((start, head.end()))
    return found


def _start(text: str, at: int, places: Collection[int], *, own: bool) -> int | None:
    """Where the name that ends at ``at`` begins, or None where nothing brings it in."""
    left = text[max(0, at - _REACH) : at]
    body = _BODY.search(left)
    if not body:
        return None
    run = body.group()
    base = at - len(run)
    whole = len(run) < len(left)
    cut, introduced = _cut(run, whole=whole)
    money = _MONEY.match(run, cut)
    cut = money.end() if money else cut
    if _COUNTED.match(run, cut):
        return None
    if introduced or base + cut in places:
        return base + cut
    bare = own and len(run) <= _BARE
    if cut == 0 and whole and (bare or _listed(text, base)):
        return base
    return None


def _cut(run: str, *, whole: bool) -> tuple[int, bool]:
    """End of what stands before the name in ``run``, and whether a verb stands there.

    The first chain of verbs counts where the clause is whole, else the last verb.
    """
    cues = [c for c in words().cue.finditer(run) if words().weight[c.group()] > 0]
    strong = [c for c in cues if words().weight[c.group()] > 1]
    picked = (strong or cues)[0 if whole else -1] if cues else None
    cut = picked.end() if picked else 0
    for cue in cues:
        cut = cue.end() if cue.start() == cut else cut
    introduced = picked is not None
    for stop in _PARTICLE.finditer(run, cut):
        introduced = introduced and (stop.start() == cut or stop.group() in _PASSABLE)
        cut = stop.end()
    return cut, introduced


def _listed(text: str, at: int) -> bool:
    """Whether the words at ``at`` go on a list that a verb began."""
    if text[at - 1 : at] != "、":
        return False
    clause = re.split(r"[，。；\n]", text[max(0, at - 40) : at])[-1]
    return any(words().weight[c.group()] > 1 for c in words().cue.finditer(clause))


def _distinct(modifier: str, head: str) -> bool:
    shapes = _shapes()
    if len(modifier) < 2 or modifier.count("“") != modifier.count("”"):  # noqa: PLR2004
        return False
    if modifier + head in shapes.generic:
        return False
    if head in shapes.plain:
        return shapes.telling.search(modifier) is not None
    return head in shapes.own or not words().vague.fullmatch(modifier)
