"""Organizations by structure: [place or level][modifier][head][sub-organ]."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract.organizations import forms, lists, organs
from ingest.extract.organizations.bounds import bounded, parents
from ingest.extract.organizations.ground import CLOSE, LEVEL_WORD, OPEN, Ground
from ingest.extract.organizations.heads import Head, head_words, heads
from ingest.extract.organizations.proper import VOLUNTEERS, meeting, proper
from ingest.extract.organizations.sections import section_end
from ingest.extract.organizations.stops import bare
from kg.model import Mention
from kg.ontology import Kind
from kg.text import MASK

# Organs that every place has: 街道办事处 below the case's own level is a class word.
_PLAIN_ORGANS: Final = frozenset(
    (
        *("委员会", "政府", "人民政府", "人大", "政协", "办公室", "办事处", "管委会", "法院"),
        *("居委会", "村委会", "业委会", "居民委员会", "村民委员会", "业主委员会", "检察院"),
        *("党群服务中心", "便民服务中心", "党群服务站", "服务中心", "服务站", "派出所", "司法所"),
        *("科协", "残联", "妇联", "卫生室", "卫生所"),
    )
)
_HOUSE: Final = re.compile(
    r"(?:银行|公司|集团|保险|协会|学会|商会|联合会|法院|检察院|医院|大学|学院)$"
)
# A particle stands this near the beginning of a firm's name: 重庆美的.
_PARTICLE: Final = 8
# A person's name between two bodies has three characters at most.
_NAME: Final = 4
# 镇妇联领导|和协会: people before 和 are no part of a name.
_PEOPLE: Final = (
    *("书记", "干部", "人员", "领导", "负责人", "代表", "委员", "专家"),
    *("志愿者", "党员", "群众"),
)
# The least that stands before 和 inside one name (人力资源及志愿者工作组).
_SHORTEST_PART: Final = 2
# A place and these may stand before a branch: 某某社区网格党支部; 浙江各级党委 is a class.
_BETWEEN: Final = frozenset({"网格", "机关", "小区", "项目"})
# 帮扶217所学校: a number inside counts a class.
_COUNTED_INSIDE: Final = re.compile(
    r"[0-9*×]+[多余万]*(?:支|个|家|名|所|座|处|批|类)|[两三四五六七八九十]个|一(?:所|家(?!亲|人))"
    r"|一[一-鿿]一[一-鿿]一"
)
# 省工商联直属商会: those that belong to somebody are many.
_CLASS_INSIDE: Final = re.compile(
    r"(?:直属|下属|所属|省市县|市县乡?|县乡村?|区县|各(?:级|类|地|个|大|新|村|社区|街道|乡|镇|县|区|市|单位|部门))(?!机关)"
)
# 甲中心、20个乡村学校, 甲站、各居委服务站: an item of a list that is many.
_MANY: Final = re.compile("[0-9*×各每多几数两]")
_WHOLE: Final = re.compile("全[省市州县区旗镇乡街村]")
# 甲县、乙县、丙县三地服务中心: places in a list that share what follows.
_SHARED: Final = re.compile(r"[两三四五六七八九十][地省市县区镇乡村]")
# 市扩面推进领导小组办公室: behind a level word a verb may stand inside.
_GROUP: Final = re.compile(
    r"[省市州县区镇乡](?<=[，。；：、！？\n（由].)(?!委|直|级)"
    r"(?:(?!成立|组建|设立|建立|调整|[，。；：、！？\n的])[一-鿿“”]){2,14}(?:领导小组|指挥部)(?:办公室)?"
)

# 某某银行|某地|分行: the house's name stands before the place.
_OUTPOSTS: Final = (
    *("供电公司", "分行", "支行", "分公司", "支公司", "营业部", "公司"),
    *("有限公司", "分院", "营业厅", "分会"),
)
_SUB_OFFICES: Final = ("分局", "派出所", "支队", "大队", "中队")
_BRANCHING: Final = frozenset({"医院", "学院", "研究院", "实验室"})
_PARENT: Final = re.compile(
    r"[一-鿿]{0,10}(?:银行|[农工建中交]行|农发行|国开行|邮储|农商行|公司|集团|保险|财险|人寿|移动|联通|电信|电网|石油|石化|邮政|铁塔|铁路|烟草|证券|信用社|国网|南网|国能|华能|中石油|中石化|中铁|中建)"
)
# 我拿着|医院: words of speech stand in no name, but in a quoted core.
_SPOKEN: Final = re.compile(
    r"[^“”‘’]*(?:[你他她咱您我]|(?<!人)们|只要|副(?:书记|主任|主席|院长|校长|经理|会长|[局镇县市区部]长))"
    r"[^“”‘’]*|[本该][省市州县区旗镇乡村].*|.{4,}是[省市州县区镇乡].*"
)
Span = tuple[int, int]


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Organization mentions, sorted; ``name`` is the fullest form the case has of a body.

    A body named with a run of places (某县某镇某村党委) is mentioned twice: with all of them,
    and from the last place on, which is its name.
    """
    ground = Ground(draft, [m for m in found if m.kind is Kind.PLACE])
    spans = _outermost(
        [
            *organs.known(ground),
            *organs.committees(ground),
            *organs.governments(ground),
            *organs.afar(ground),
            *organs.media(ground),
            *_headed(ground),
            *(group.span() for group in _GROUP.finditer(ground.text)),
            *lists.listed(ground),
            *lists.quoted(ground),
            *lists.offices(ground),
        ]
    )
    spans = [(organs.league(ground, start), end) for start, end in spans]
    whole = _outermost([*bounded(ground, spans), *lists.tagged(ground, spans)])
    whole = [_unquoted(ground, span) for span in whole if not _runs_on(ground, span)]
    return forms.mentions(ground, whole, parents(ground, spans, whole))


def _runs_on(ground: Ground, span: Span) -> bool:
    """Whether words of speech stand in a name, or a place begins in it that ends behind it."""
    start, end = span
    last = range(max(start + 1, end - _NAME), end)
    return _SPOKEN.fullmatch(ground.text, start, end) is not None or any(
        ground.in_place(at, end) for at in last
    )


def _unquoted(ground: Ground, span: Span) -> Span:
    """The span with both marks of a quotation that closes in it: “经典|某某·更新”党建联盟."""
    start, end = span
    name = ground.text[start:end]
    close = next((at for at, char in enumerate(name) if char in CLOSE), None)
    if close is None or any(char in OPEN for char in name[:close]):
        return span
    opening = ground.opening(start + close)
    return span if opening is None else (opening, end)


def _headed(ground: Ground) -> Iterator[Span]:
    """Names that end in a head of the lexicon; 甲组、乙组 share the verb before the first."""
    last: Span | None = None
    for head in heads(ground.text):
        if head.kind in ("body", "organ") and ground.counted_after(head.end):
            continue
        former = head.kind == "branch" and ground.text[head.start - 1 : head.start] == "原"
        if former or ground.in_place(head.start, head.end):  # 某街道|学院社区
            continue
        if meeting(ground, head):
            continue
        # A place right behind a body, or a person's name, begins the next: 甲镇党委 乙镇党委.
        behind = ground.place_in(last[1], last[1] + _NAME) if last else None
        house = (
            last
            and head.word.startswith(_OUTPOSTS)
            and _HOUSE.search(ground.text, last[0], last[1])
        )
        floor = 0 if house or behind is None or behind >= head.start else behind
        start = last[0] if last and _continues(ground, last, head) else _start(ground, head, floor)
        if start is None and last and ground.text[last[1] : last[1] + 1] in tuple("、和及"):
            limit = ground.limit(head.start)
            shared = head.kind in ("team", "organ", "body") and limit == last[1] + 1
            window = ground.text[limit : head.start]
            own = len(bare(window)) > 1 and not _MANY.match(window)
            start = limit if shared and own else None
        if start is not None and start < head.end:
            start = _whole(ground, last, start, head)
            last = (start, section_end(ground, head))
            yield last


def _whole(ground: Ground, last: Span | None, start: int, head: Head) -> int:
    """Where a name begins that goes on from the body right before it: 市公安局|某某分局."""
    if last is None or not head.word.startswith(_SUB_OFFICES):
        return start
    follows = last[0] < start <= last[1] <= head.start
    return last[0] if follows and ground.text[last[1] - 1] in "局队" else start


def _continues(ground: Ground, last: Span, head: Head) -> bool:
    """Whether a body's branch at another place follows it: 某大学附属医院|某地|医院."""
    placed = ground.place_starts.get(last[1], last[1])
    kind = ground.text[last[1] - len(head.word) : last[1]]
    return placed == head.start and kind == head.word and head.word in _BRANCHING


def _start(ground: Ground, head: Head, floor: int) -> int | None:
    """Where the name that ends in this head begins; None where it is a class word."""
    limit = max(ground.limit(head.start), floor)
    counted = ground.counted(limit, head.start)
    limit = counted or limit
    whole_of = _WHOLE.match(ground.text, limit, head.start)
    limit = whole_of.end() if whole_of else limit
    if any(
        mark.search(ground.text, limit, head.start) for mark in (_COUNTED_INSIDE, _CLASS_INSIDE)
    ):
        return None
    limit = _firm(ground, limit, head)
    placed = ground.place_in(limit, head.start)
    if (
        placed is not None
        and head.word.startswith(_OUTPOSTS)
        and _PARENT.fullmatch(ground.text, limit, placed)
    ):
        return limit
    if placed is not None and placed - 1 > limit and ground.text[placed - 1] in "(（":
        return limit  # 某某啤酒(辽宁)有限公司
    if placed is not None:
        placed = ground.last_chain(placed)
        return _listed_from(ground, placed) if _named_after(ground, placed, head) else None
    joined = _joined(ground, limit, head)
    if joined is not None:
        return joined
    # 成立四个产业联盟: a class; 5支“暖阳”服务队 has a name.
    one = not counted or (
        head.kind == "team" and any(mark in ground.text[limit : head.start] for mark in CLOSE)
    )
    named = _led(ground, limit, head) if one else False
    return _begun(ground, limit, head) if named else None


def _begun(ground: Ground, limit: int, head: Head) -> int:
    """Where a name begins that what leads up to its head proves one."""
    if head.word in VOLUNTEERS:  # 拉着|“红马甲”志愿者
        return next((at for at in range(limit, head.start) if ground.text[at] in OPEN), limit)
    return ground.trimmed(limit, head.end)


def _firm(ground: Ground, limit: int, head: Head) -> int:
    """Where a firm's name begins that holds a particle: 重庆美的|制冷设备有限公司."""
    seen = ground.tag_starts.get(head.end, limit)
    inside = head.word.endswith("有限公司") and limit - _PARTICLE <= seen < limit
    return seen if inside and ground.text[limit - 1] in "的和与" else limit


def _listed_from(ground: Ground, placed: int) -> int:
    """Start of the list of places that share a body: 甲县、乙县、丙县三地…."""
    at = placed
    if _SHARED.match(ground.text, ground.chain_end(placed)):
        while ground.text[at - 1 : at] == "、" and at - 1 in ground.place_ends:
            at = ground.place_ends[at - 1]
    return at


def _led(ground: Ground, start: int, head: Head) -> bool:
    """Whether a mask, a level word or a name of its own leads up to a head."""
    window = ground.text[start : head.start]
    masked = MASK.match(window)
    if masked:
        return head.kind in ("branch", "organ") or masked.end() == len(window)
    if head.kind == "cell":
        return False
    level = LEVEL_WORD.match(window) or (None if window else LEVEL_WORD.match(head.word))
    if level is None or head.kind == "team":
        return proper(ground, start, window, head)
    rest = ground.text[start + level.end() : head.start]
    named = head.kind in ("organ", "bureau") or (head.kind == "body" and bare(rest) != "")
    specific = named and head.word not in _PLAIN_ORGANS
    # 市委组织部 is a committee, found as one.
    committee = rest.startswith("委")
    return not committee and ground.definite(start, level.group(), rest, specific=specific)


def _named_after(ground: Ground, placed: int, head: Head) -> bool:
    """Whether a place, what follows it and a head are one name and no class."""
    rest = ground.text[ground.chain_end(placed) : head.start]
    if head.word in VOLUNTEERS:
        return rest.endswith(tuple(CLOSE))
    if head.kind == "cell":
        return not rest
    if rest.startswith(("各", "每")):
        return False
    if not rest or bare(rest):
        return True
    return rest in _BETWEEN if head.kind == "branch" else head.kind != "body" or len(rest) == 1


def _joined(ground: Ground, limit: int, head: Head) -> int | None:
    """Start of a name with 和 or 及 inside it (市福利中心和护理院联合党支部)."""
    if ground.text[limit - 1 : limit] not in tuple("和及") or "公司" in head.word:
        return None
    if head.word in VOLUNTEERS:  # 商户和党员志愿者
        return None
    start = ground.limit(limit - 1)
    left = ground.text[start : limit - 1]
    if ground.text[limit : limit + 1] in tuple("各每该其"):
        return None
    bodies = left.endswith((*head_words(), *_PEOPLE)) and "联合" not in head.word
    if bodies or LEVEL_WORD.match(ground.text, limit) or len(bare(left)) < _SHORTEST_PART:
        return None
    level = LEVEL_WORD.match(left)
    if level:
        return start if ground.definite(start, level.group(), left[level.end() :]) else None
    return start if head.kind == "team" and ground.founded(start) else None


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Distinct spans in order, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
