"""Names of initiatives without quotation marks: known ones, and those that their shape gives."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.extract.initiatives.wordlists import words
from kg.anyof import any_of
from kg.datafiles import read_lines

# Longest name before its class noun, in characters.
_REACH: Final = 34
_BODY: Final = re.compile(r"[一-鿿A-Za-z0-9*×+＋·“”—\-]+\Z")
_PARTICLE: Final = re.compile(
    r"关于|的|了|在(?![线职校编建])|将|把|被|与|和(?![美谐])|及(?!时)|(?<!规模)以(?![上下]|旧换新|工代赈)|从(?!业)|对(?![口外接标])|于"
    r"|由|是|(?<![国所私])有(?![限机效序])|(?<![高中初平同优])等(?!级|教育)|并(?!网)|让(?!利)|使(?!用)|到(?![位期岗])|过(?![程渡])|着(?!力)|为(?![民农])|通过|按照|以及|此次|本次|这次|一场|一次"
    r"|相应|联合(?![体会国])|进行|召开|连续|打赢|验收|获得|入选|获评"
)
_MONEY: Final = re.compile(r"[0-9*×xX.．]+[万亿余多]*元")
# Between the verb and the name these may stand: 开展为期一年的…专项行动.
_PASSABLE: Final = frozenset({"了", "的", "一次", "一场"})
# Counted things are a class, not a name: 建成20个…平台.
_COUNTED: Final = re.compile(r"[0-9*×xX.．]*[万亿余多数几]*[个处家名项条支场次期批座所间]")
_AFTER: Final = (
    r"(?=[，。；、,;.！!\n”（）()]|$|[0-9]|等|和|与|及|用|的|活动|工作|项目|模式|机制|做法|平台|体系|任务|部署"
    r"|取得|成效|成果|位列|位居|步伐|纵深|深入|全面|持续|扎实|建成|开工|完工|覆盖|惠及|启动|上线|落地"
    r"|完成|实现|带动|累计|获批|名单|运行|要求|提供|圆满|收官|成功|顺利|有序|稳步|加快|如期|期间|主题|获评|入选|荣获"
    r"|为(?:总?抓手|载体|契机|牵引|引领|依托|平台|主线|突破口))"
)
# 以某某专项行动为抓手: what work is built on is brought in by 以.
_GRIPPED: Final = re.compile(r"为(?:总?抓手|载体|契机|牵引|引领|依托|平台|主线|突破口)")
# 灵活就业参保试点|覆盖九个县: what is said of a name that opens its clause.
_SAID: Final = re.compile(
    r"完成|实现|带动|累计|获批|取得|成效|步伐|纵深|深入|全面|持续|扎实|建成|开工|完工|覆盖|惠及|启动|上线|落地|运行"
    r"|圆满|收官|成功|顺利|有序|稳步|加快|如期"
)
_SAID_LEAST: Final = 4
_COUNTED_LEAST: Final = 6
# 实施乡村教育强基工程: behind a verb that only such things follow, even generic words name one.
_CARRIED: Final = ("工程", "行动", "计划", "试点")
_CARRIED_LEAST: Final = 4
# Words that may join the parts of such a name: 预防和治理能力提升计划.
_JOINING: Final = frozenset({"和", "与", "及", "以", "对", "由", "从", "到", "过", "在"})
# 乡村建设行动: behind a noun, a verb is a part of the name; behind these words' ends it is not.
_NOMINAL: Final = frozenset({"建设", "培育"})
_ADVERB_ENDS: Final = frozenset("快进力量面入实续合筹极步序资划同工动来再一先新")
# A part that ends so is a name of its own.
_CLASSES: Final = (
    *("行动", "工程", "计划", "机制", "制度", "体系", "政策", "战略", "改革", "项目", "平台"),
    *("活动", "试点", "规划", "方案", "条例", "意见"),
)
# 实施甲、乙提升行动: short parts of one name.
_SPREAD: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<first>[一-鿿]{4,16})、(?:[一-鿿]{2,8}、){0,4}\Z"
)
_SHORT: Final = 8
_PART: Final = 4
_CLASS_ONLY: Final = re.compile(
    r"(?:[省市县区国]家?级|重点|重大|标志性|一批|系列|配套|相关|各类|各项|基础|设施|专项|集中|攻坚|民生|实事"
    r"|系统|长期|复杂|主体|建设|重要|综合|好|大|改革|创新|城市|县域|国家|全国|新一轮|整省|全面|先行|相关|深化)+"
)
# 四大专项行动: how many there are, not what they are called.
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十两]+[大项类][一-鿿]{0,4}")
# 三地划拨专项资金, 3个省市专项资金: what is done with a class of things.
_COUNTED_INSIDE: Final = re.compile(r"[0-9*×][个家项名]|捐赠|捐款|划拨|拨付|增设|安排")
# 督导员制度: a system named after those who serve in it.
# 某县全面贯彻“五新”战略, 某村党支部建起夜校: a sentence that a place begins.
_STATED: Final = re.compile(
    r"贯彻|实施|开展|推进|推行|建起|办起|建立|举办|启动|打造|党支部|党委|落实|组织|邀请|走进|获评|荣获|入选|列入|获批"
)
# 一系列关爱服务行动: a class of them.
# 深入|实施: an adverb of this length may stand before the verb.
_ADVERB: Final = 2
_SEVERAL: Final = re.compile(r"一系列|系列|各(?!族)|一批|多[个项种]|[这该此]|本(?!科)")
_POST: Final = re.compile(r"[一-鿿]{2}[员长师官]$")
# 设立20个骑手驿站: each bears the name.
_STATION: Final = "驿站"
_LINKS: Final = tuple("、和与及")
# Behind 关于 stands what a document is about.
_ABOUT: Final = "关于"
# The longest remark in brackets between two names of a list.
_REMARK: Final = 120
# 万名会计师…进企行动, 千名干部交流互派工程: campaigns named by how many take part.
_THRONG: Final = re.compile(
    r"[百千万](?<![0-9*×数几上近余多十百千万].)[名支企村校医警员师][^的，。；“”\n0-9]{2,26}?(?:行动|工程|计划|活动)"
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


def shaped(
    text: str, places: Collection[int], named: Collection[int] = ()
) -> list[tuple[int, int]]:
    """Bounds of names that a verb brings in and a class noun ends: 推行|樟树下议事.

    ``places`` are where names of places begin: one may bring the name in as well. ``named`` are
    ends of names found already, that a list may go on from.
    """
    found = [m.span() for m in _THRONG.finditer(text)]
    ends: set[int] = set(named)
    for head in _shapes().head.finditer(text):
        lead = _lead(text, head, ends)
        if lead is None:
            continue
        start, introduced = lead
        noun, modifier = head.group(), text[start : head.start()]
        station = noun.endswith(_STATION) and _COUNTED.match(modifier)
        if station:
            start, modifier = start + station.end(), modifier[station.end() :]
        counted = _COUNTED.match(modifier)
        if counted and counted.end() + _COUNTED_LEAST <= len(modifier) and _said(text, head):
            # 300个水库加固工程建成运行: all of one programme.
            start, modifier = start + counted.end(), modifier[counted.end() :]
            introduced = True
        placed = start in places and not _STATED.search(modifier)
        told = introduced or placed or _opens(text, start, head, ends)
        carried = introduced and noun.endswith(_CARRIED) and len(modifier) >= _CARRIED_LEAST
        if told and not _COUNTED.match(modifier) and _distinct(modifier, noun, carried=carried):
            found.append((start, head.end()))
            ends.add(head.end())
    return found


def _lead(text: str, head: re.Match[str], ends: Collection[int]) -> tuple[int, bool] | None:
    """Where the name that ``head`` ends may begin, and whether something brings it in."""
    at = head.start()
    left = text[max(0, at - _REACH) : at]
    body = _BODY.search(left)
    if not body:
        return None
    run = body.group()
    base = at - len(run)
    whole = len(run) < len(left)
    cut, introduced = _cut(run, whole=whole)
    joins = head.group().endswith(_CARRIED) and (introduced or _goes_on(text, base - 1, ends))
    for stop in _PARTICLE.finditer(run, cut):
        joined = joins and stop.group() in _JOINING and stop.start() > cut
        whole_before = run.endswith(_CLASSES, cut, stop.start()) or base + stop.start() in ends
        if joined and not whole_before:
            continue
        if stop.group() in _LINKS:
            introduced = _goes_on(text, base + stop.start(), ends)
        elif stop.group() == _ABOUT or (
            stop.group() == "以" and _GRIPPED.match(text, head.end()) is not None
        ):
            introduced = True
        else:
            introduced = introduced and (stop.start() == cut or stop.group() in _PASSABLE)
        cut = stop.end()
    if not introduced and cut:
        cut, introduced = _behind(run, cut)
    money = _MONEY.match(run, cut)
    cut = money.end() if money else cut
    if not introduced and (cut or not whole):
        return base + cut, False
    if not introduced and head.group().endswith(_CARRIED):
        spread = _spread(text, base) if len(run) >= _PART else None
        if spread is None or any(end in ends for end in range(spread, base)):
            return base, False
        return spread, True
    return base + cut, introduced


def _behind(run: str, cut: int) -> tuple[int, bool]:
    """End of a strong verb that opens what stands behind a particle: 作为|深化双联行动."""
    cue = words().cue.search(run, cut)
    if cue is None or cue.start() - cut > _ADVERB or cue.end() == len(run):
        return cut, False
    strong = words().weight[cue.group()] > 1 and len(cue.group()) > 1 and not _is_noun(run, cue)
    return (cue.end(), True) if strong else (cut, False)


def _spread(text: str, start: int) -> int | None:
    """Start of a name that is a list itself (开展甲、乙行动); None where no verb brings it in."""
    before = _SPREAD.search(text, max(0, start - _REACH), start)
    if before is None or any(item.endswith(_CLASSES) for item in before.group().split("、")):
        return None
    cut, introduced = _cut(before["first"], whole=True)
    strong = introduced and cut < len(before["first"]) <= cut + _SHORT
    return before.start("first") + cut if strong else None


def _opens(text: str, start: int, head: re.Match[str], ends: Collection[int]) -> bool:
    """Whether a name that no verb brings in opens its clause, or goes on a list."""
    before = text[start - 1 : start]
    if start and (before.isalnum() or before in tuple("和与及的")):
        return False
    size = head.start() - start
    if head.group() in _shapes().own and size <= _BARE:
        return True
    said = before != "、" and size >= _SAID_LEAST and _said(text, head)
    return said or _goes_on(text, start - 1, ends) or _listed(text, start)


def _said(text: str, head: re.Match[str]) -> bool:
    """Whether a predicate follows, so that what stands before it is its subject."""
    return _SAID.match(text, head.end()) is not None


def _cut(run: str, *, whole: bool) -> tuple[int, bool]:
    """End of the verbs before the name in ``run``, and whether any stands there.

    The first chain of verbs counts where the clause is whole, else the last verb.
    """
    # 队伍建设|工程: a verb right before the noun is part of the name.
    found = (
        cue
        for cue in words().cue.finditer(run)
        if cue.start() == 0 or (cue.end() < len(run) and len(cue.group()) > 1)
    )
    cues = [c for c in found if words().weight[c.group()] > 0 and not _is_noun(run, c)]
    strong = [c for c in cues if words().weight[c.group()] > 1]
    picked = (strong or cues)[0 if whole else -1] if cues else None
    cut = picked.end() if picked else 0
    for cue in cues:
        cut = cue.end() if cue.start() == cut else cut
    return cut, picked is not None


def _is_noun(run: str, cue: re.Match[str]) -> bool:
    """Whether a verb of the list is part of a noun: 乡村建设."""
    before = run[cue.start() - 1 : cue.start()]
    return cue.group() in _NOMINAL and bool(before) and before not in _ADVERB_ENDS


def _goes_on(text: str, link: int, ends: Collection[int]) -> bool:
    """Whether a name found before ends at the link 、 or 和, a remark in brackets left out."""
    if text[link : link + 1] not in _LINKS:
        return False
    depth = int(text[link - 1 : link] in ("）", ")"))
    floor = link - _REMARK
    if depth:
        link -= 1
    while depth and link > max(floor, 0):
        link -= 1
        depth += (text[link] in "）)") - (text[link] in "（(")
    return link in ends


def _listed(text: str, at: int) -> bool:
    """Whether the words at ``at`` go on a list that a verb began."""
    if text[at - 1 : at] != "、":
        return False
    clause = re.split(r"[，。；\n]", text[max(0, at - 40) : at])[-1]
    return any(words().weight[c.group()] > 1 for c in words().cue.finditer(clause))


def _distinct(modifier: str, head: str, *, carried: bool) -> bool:
    shapes = _shapes()
    if len(modifier) < 2 or modifier.count("“") != modifier.count("”"):  # noqa: PLR2004
        return False
    if _COUNTED_INSIDE.search(modifier) or _SEVERAL.match(modifier):
        return False
    if modifier + head in shapes.generic or _NUMBERED.fullmatch(modifier):
        return False
    carried = carried and not _CLASS_ONLY.fullmatch(modifier)
    if head in shapes.plain:
        return bool(shapes.telling.search(modifier) or _POST.fullmatch(modifier))
    return head in shapes.own or carried or not words().vague.fullmatch(modifier)
