"""Where a body begins or ends: rules and the statistical tagger disagree, and who is right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.extract.organizations.ground import CLOSE, LEVEL_WORD, OPEN, Ground
from ingest.extract.organizations.heads import head_words, known_bodies
from ingest.extract.organizations.stops import bare

# What joins two bodies, or tells that a clause goes on, in what the tagger takes for one name.
_APART: Final = re.compile(
    r"联合(?!国)|所属|书记|主席|经理|代表(?!大会|处|团|队|性|联络)|会同|携手|组织(?!部)|领导|有限公司.|办公室.|团队|高校|公诉|犯罪|氛围|新晋|[来的原]$|的|[0-9]"
    r"|[\s@+、，,：:/—\-]|据|(?:(?<![国南])网|[报讯]|视窗)|^[和与及]"
)
_JOINT: Final = tuple("和与及")
# A house before its branch is at most this long: 某某建设投资有限公司|湖南分公司.
_LONGEST: Final = 14
# What is left when words are cut off before it must be a name by itself.
_SHORTEST: Final = 4
_PLURAL: Final = tuple("各每")
# 某镇|妇联 某镇团委: the head of the body before is at most this long.
_HEAD: Final = 3
# 原某某公司: what was so called before.
_FORMER: Final = re.compile("原(?![告来本因创则始油文理材野])")
# What may follow a whole body's name as a part of it, the part's own place before it.
_PARTS: Final = (
    *(
        "分局",
        "分公司",
        "分行",
        "支行",
        "支公司",
        "分院",
        "分校",
        "分中心",
        "分会",
        "支队",
        "大队",
        "中队",
        "派出所",
    ),
    *(
        "医院",
        "学院",
        "委员会",
        "中心",
        "办事处",
        "工作站",
        "党委",
        "党支部",
        "党总支",
        "工作部",
        "管理局",
        "团委",
        "工会",
    ),
)
# 某某医院|信息处, 某某大学|社会工作学系: a part of a body that the tagger takes in, up to its end.
_SUB_ORGAN: Final = re.compile(
    r"(?:(?![对向将把被让使给为是有在])[一-鿿]){1,12}(?:(?<!干)部|处|室|科|系|股|站|所|中心|院|局|组|队|团|庭|支部|党委|支行|分行|厅)"
    r"|[一-鿿]{1,5}(?<![常专政团党纪])委(?!员)"
)
_NO_SUB_ORGAN: Final = re.compile(r"(?:协|承|主|举|开|联|督)办|引领|全体|集体|格局|布局|两委")
# 人文与|传媒学院: a faculty of two fields.
_FACULTY: Final = re.compile(r"[一-鿿]{2,8}[与和][一-鿿]{2,8}(?:学院|学系|学部)")

_PARENTS: Final = (
    *("大学", "学院", "医院", "公司", "集团", "银行", "中学", "小学", "研究院"),
    *("协会", "商会", "基金会"),
)
# 某公安局|某分局|某派出所|青年突击队: each is a body of which the next is a part.
_OFFICE: Final = re.compile(
    r"大学(?=(?!附属)[一-鿿]{2,}(?:学院|系))|派出所|检察院|法院|(?<![格布大全结])局|支队|厅|兵团|第[一二三四五六七八九十]+师"
)
_PART_OF_OFFICE: Final = re.compile(
    r"(?![长党团])[一-鿿“”‘’]{0,16}?"
    r"(?:[队团组]|小组|分局|派出所|[一-鿿]{2}所|[处科股室系]|(?<!干)部|分院|仲裁院|分行|大厅|办公室|中心|工作站)"
    r"|第[一二三四五六七八九十]+师.*|.*(?:局|院).*"
)
# What is said of them in full before a person is named.
_WHOLE: Final = ("中心", "局", "委", "站", "所", "公司", "办")
_BRACKETS: Final = ("（", "(")
_BANK: Final = re.compile(r"[农工建中交]行|农发行|国开行|邮储|农商行|农信社")
_BRANCH: Final = re.compile(r"(?:党委|党组|党支部|党总支|支部|团委|工会|附属[一-鿿]*|院区|校区)\Z")

Span = tuple[int, int]


def bounded(ground: Ground, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, each with the bounds that the tagger sees if what stands between says so."""
    across = {at: first for first, end in ground.bodies for at in range(first + 1, end)}
    beyond = {at: end for first, end in ground.bodies for at in range(first + 1, end)}
    last = (0, 0)
    for start, end in spans:
        # 原平市 is a place.
        former = _FORMER.match(ground.text, start) and start not in ground.place_starts
        first = start + 1 if former else start
        linked = first > 0 and ground.text[first - 1] in _JOINT
        seen = ground.tag_starts.get(end, across.get(first, first) if linked else first)
        into = last[0] < seen < last[1] <= seen + _HEAD
        last = (start, end)
        whole = _end(ground, end, beyond.get(end, end))
        if (seen < first and not into and _belongs(ground, seen, first, end)) or (
            seen > first and _foreign(ground, first, seen, end)
        ):
            yield seen, whole
        else:
            yield first, whole


def parents(ground: Ground, found: Iterable[Span], whole: Iterable[Span]) -> Iterator[Span]:
    """Bodies that the name of a part of theirs begins with: 某某医院|信息处, 某某学院|“暖阳”服务团.

    ``found`` are names before the tagger had its say. A party branch tells nothing of its body.
    """
    ends: defaultdict[int, set[int]] = defaultdict(set)
    for start, end in found:
        ends[start].add(end)
    for start, end in ground.bodies:
        ends[start].add(end)
    for start, end in whole:
        for inner in sorted(ends[start]):
            part = ground.text[inner:end]
            named = ground.text.endswith(_PARENTS, start, inner) and not part.startswith(_BRACKETS)
            if inner < end and named and not _BRANCH.search(part):
                yield start, inner
        for body in _OFFICE.finditer(ground.text, start, end):
            inner = body.end()
            if inner - start >= _SHORTEST and _PART_OF_OFFICE.fullmatch(ground.text, inner, end):
                yield start, inner


def _end(ground: Ground, end: int, seen: int) -> int:
    """Where a name ends: where the tagger sees its end, if what stands between is a part of it."""
    words = ground.text[end:seen]
    part = _SUB_ORGAN.fullmatch(words)
    if part is None or _APART.search(words) or _NO_SUB_ORGAN.search(words):
        return end
    return seen if _FACULTY.match(words) or ground.limit(seen) < end else end


def _belongs(ground: Ground, seen: int, start: int, end: int) -> bool:
    """Whether the words before a name are part of it: 某大学附属|某医院, 某大学矿业与|安全学院."""
    words = ground.text[seen:start]
    if not 1 < len(words) <= _LONGEST or _APART.search(words):
        return False
    if words.endswith(head_words()) and not ground.text.endswith(_PARTS, start, end):
        return False
    # 某某中心|杨某|某街道某某中心: somebody's name stands between two bodies.
    if start in ground.place_starts and any(words[:-n].endswith(_WHOLE) for n in (2, 3)):
        return False
    if words.endswith(_JOINT):
        return len(words) > _SHORTEST and not words[:-1].endswith(head_words())
    return ground.chain_end(seen) < start


def _foreign(ground: Ground, start: int, seen: int, end: int) -> bool:
    """Whether the words that a name begins with are none of it: 公开宣判|某银行."""
    words = ground.text[start:seen]
    if start in ground.place_starts or LEVEL_WORD.match(words) or words.startswith(_PLURAL):
        return False
    if any(mark in words for mark in (*OPEN, *CLOSE, *"（()）")):
        return False
    if _BANK.fullmatch(words):  # 工行|贵州安顺支行
        return False
    rest = ground.text[seen:end]
    known = any(first == 0 for _, first, _ in known_bodies().find_matches_as_indexes(words + rest))
    return len(rest) > _SHORTEST and not known and len(bare(rest)) >= _SHORTEST
