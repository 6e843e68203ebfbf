"""Campaigns that share one noun, schemes that grade somebody, pilots given, counted promises."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.initiatives.wordlists import STOPS_MODIFIER, words

_NUMERALS: Final = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
# 甲、乙、丙三大行动: the number says how many names come before it.
_JOINT: Final = re.compile(
    r"(?P<count>[一二三四五六七八九十两0-9](?:(?<=[0-9])[0-9])?)[大项个](?:专项|重点|重大|攻坚|提升|标志性)*"
    r"(?P<noun>行动|工程|计划|战役|攻坚战)"
)
_REST: Final = "等"
_CLAUSE: Final = re.compile(r"[，。；：！？,;:!?\n（）()“”]")
_LINK: Final = re.compile(r"、|以及|(?<=[一-鿿]{4})[和与及](?=[一-鿿]{4})")
_OPENER: Final = re.compile(r"(?:全面)?展开|包括")
_ITEM: Final = re.compile(r"[一-鿿A-Za-z0-9+]{4,20}")
# 海阳核电三期: what is built is no campaign.
_PLANT: Final = re.compile(r"(?:[一二三四]期|电站|核电|蓄能|高铁|铁路|高速|机场|水库|大桥|隧道)\Z")
# A list is looked at this far back.
_REACH: Final = 110
# 全面展开, 深入实施: an adverb of this length may stand before the verb.
_ADVERB: Final = 4
# A shorter name before 考核 says too little: 年度考核.
_SHORTEST: Final = 5

# 平安建设考评居第四位, 某某责任制考核获优秀: what is graded, and that a grade follows.
_GRADED: Final = re.compile(
    r"(?P<name>[一-鿿“”]{4,30}?(?:考核评估|考核评价|考核|考评))"
    r"(?=结果|中?(?:连续|连年|连获|蝉联|获|荣获|居|位居|位列|排名|名列|为[“A好优]|实现?“|[“]?优秀|“?[一二三四五六七八九十]连"
    r"|全[国省市]第|进入|保持|等次))"
)
# What stands before the scheme in its clause: who got the grade and when.
_GRADED_LEAD: Final = re.compile(
    r"(?:首次|连续[^，。]{1,4}[年次]|[0-9]{4}年度?|在|获得|荣获|获评|获|以来|年|中央|我[省市区县]|全[省市区县]|并|且)"
)
_GRADED_VAGUE: Final = re.compile(
    r"(?:国家|国务院|全国|年度|综合|中央|全省|全市|省级?|市级?|区级?|县级?|绩效|工作|日常|各项|有关|相关|目标|管理|部门|组织|严格"
    r"|省委|市委|省政府|市政府)*(?:考核|考评|评估|评价)+"
)

# A pilot named by who grants it: 国家某某综合改革试点.
_PILOT: Final = re.compile(
    r"(?P<name>(?:全国|国家级?)(?!第|[一-鿿]{0,2}(?:新增|首批))(?:(?![的获列入为])[一-鿿]){4,26}?(?:试点|行动))"
    r"(?=名单|获批|启动|落地|工作|任务|建设|[，。；、）\n]|$)"
)
# 十件民生实事, 12类45件民生实事
_PROMISES: Final = re.compile(
    r"(?:(?:20[0-9]{2}年|年度)?(?:[0-9]{1,2}类)?(?:[0-9]{1,3}|[二三四五六七八九十]|[二三四五六七八九]?十[一二三四五六七八九]?)[件项个]|[一-鿿]{2}十大)"
    r"(?:重点|省级|市级|政府|为民|惠民)*(?:民生|利民)?实事(?:项目)?"
)
# 出台稳就业20条政策措施
_ARTICLES: Final = re.compile(
    r"(?:出台实施|出台|制定|实施|落实落细|落实|推出|兑现|发布)[了好]?"
    r"(?P<name>(?:(?![的了和与等])[一-鿿]){2,14}[“]?[0-9一二三四五六七八九十]{1,3}条[”]?"
    r"(?:政策措施|政策举措|惠企政策|措施|政策|举措))"
)
# “十四五”规划, 十五五规划纲要
_PLAN: Final = re.compile(
    r"“?(?:十[一二三四五六七]|九|八|七)五”?(?:时期)?(?:普法|发展)?规划(?:纲要)?(?!编制|体系|建议)"
)

Span = tuple[int, int]


def campaigns(text: str) -> list[Span]:
    """Bounds of the names, in no order."""
    plain = [m.span() for m in _PROMISES.finditer(text)] if "实事" in text else []
    plain += [m.span() for m in _PLAN.finditer(text)] if "规划" in text else []
    return [*plain, *_joint(text), *_graded(text)]


def policies(text: str) -> list[Span]:
    """Bounds of policies named by how many articles they have."""
    return [policy.span("name") for policy in _ARTICLES.finditer(text)]


def _joint(text: str) -> Iterator[Span]:
    """Names of a list that its number closes, where the number fits or 等 leaves it open."""
    for close in _JOINT.finditer(text):
        rest = text[close.start() - 1 : close.start()] == _REST
        end = close.start() - rest
        floor = max(0, end - _REACH)
        breaks = [m.end() for m in _CLAUSE.finditer(text, floor, end)]
        start = breaks[-1] if breaks else floor
        cue = words().cue.match(text, start, end)
        items = list(_items(text, _behind_verbs(text, start, end), end))
        count = close["count"]
        told = int(count) if count.isdigit() else _NUMERALS[count]
        fits = len(items) == told or (rest and 1 < len(items) < told)
        if fits and len(items) > 1 and (cue or not rest):
            yield from (
                span
                for span in items
                if _ITEM.fullmatch(text, *span) and not _PLANT.search(text, *span)
            )


def _behind_verbs(text: str, start: int, end: int) -> int:
    """Where the list begins behind the verbs that open its clause."""
    at = start
    first = text.find("、", start, end)
    for cue in words().cue.finditer(text, start, first if first >= 0 else end):
        near = cue.start() - at <= (_ADVERB if at == start else 0)
        if near and len(cue.group()) > 1:
            at = cue.end()
    named = _OPENER.match(text, at, end)
    return named.end() if named else at


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for link in _LINK.finditer(text, start, end):
        yield at, link.start()
        at = link.end()
    yield at, end


def _graded(text: str) -> Iterator[Span]:
    if "考核" not in text and "考评" not in text:
        return
    for scheme in _GRADED.finditer(text):
        start, end = scheme.span("name")
        for lead in _GRADED_LEAD.finditer(text, start, end):
            start = lead.end()
        name = text[start:end]
        whole = name.count("“") == name.count("”")
        if whole and len(name) > _SHORTEST and not _GRADED_VAGUE.fullmatch(name):
            stop = STOPS_MODIFIER.search(name)
            if stop is None or stop.group() in {"和", "与", "及", "同"} or name.startswith("推进"):
                yield start, end


def pilots(text: str) -> Iterator[Span]:
    """Bounds of pilots and campaigns of the whole country that a case has part in."""
    for pilot in _PILOT.finditer(text):
        start, end = pilot.span("name")
        name = text[start:end]
        stop = STOPS_MODIFIER.search(name)
        if stop is None or stop.group() in {"和", "与", "及"}:
            yield start, end
