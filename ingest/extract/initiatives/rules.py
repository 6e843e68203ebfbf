"""Named rule and policy documents: 《…办法》, and what is 出台/印发 without title marks."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.extract.quotes import Quote

# Kinds of document that set rules or policy, by the last word of the title (the kinds of
# GB/T 9704 official documents and of 《规章制定程序条例》, and what localities add to them).
_KINDS: Final = (
    "管理办法|考核办法|实施办法|办法|条例|细则|规定|规程|规则|准则|守则|意见|方案|预案|规划纲要|规划|纲要"
    "|行动计划|计划|若干措施|措施|若干政策|政策|决定|决议|通知|指引|指南|导则|指导书|标准|规范|公约|章程"
    "|制度|清单|责任清单|机制|通报|法"
)
_TITLE: Final = re.compile(rf"(?:{_KINDS})(?:[（(].{{1,24}}?[）)])?$")
# The whole order of the country is cited, not set up as a rule of something.
_STATUTE: Final = re.compile(
    r"法典$|宪法|党章|中国共产党章程|说法$|方法$|做法$|工作法$|想法$|看法$|[一二三四五六七八九十0-9]法$"
)
# 《关于…》的通知: the kind stands behind the marks.
_KIND_AFTER: Final = re.compile(r"》的?(?:通知|决定|意见|通报|实施意见|方案)")

_ISSUED: Final = re.compile(
    r"(?:制定出台|研究出台|推动出台|出台实施|出台了?|印发了?|制定了?|制订了?|颁布|修订)"
    r"(?P<title>(?![的实])[一-鿿A-Za-z0-9*×“”+]{4,36}?(?:条例|办法|细则|若干措施|措施|若干意见|意见|指引|规定|导则|行动计划|(?:实施|总体|行动|工作)方案|规划))"
    r"(?=[，。；、,;.\n]|$|并|和)"
)
# 按照县委《…》 without its marks: 关于…的通知.
_ABOUT: Final = re.compile(
    r"(?:按照|根据|落实|印发|下发|出台|制定|转发)[^，。；：“”《》\n]{0,12}?"
    r"(?P<title>关于(?:(?!关于)[^，。；：“”《》\n]){4,30}?的(?:通知|意见|方案|决定|办法|规定))"
)
_VAGUE: Final = re.compile(
    r"^纲要（草案）$|等专项规划$|"
    r"^(?:一系列|系列|相关|有关|具体|针对性|专项|配套|工作|实施|指导|管理|考核|整改|预案|处置|应急|防范|和|有效|相应|帮扶|若干|活动|多项|一批|各项|政策"
    r"|一揽子|办法|措施|意见|方案|了|\d+[项条个])+(?:办法|措施|意见|条例|规定|细则|指引|导则|指南|指导书|方案|清单|手册)?$"
)


def titled(text: str, spans: Sequence[Quote]) -> list[tuple[int, int]]:
    """Bounds of the titles in 《》 that are rules or policy, marks left out."""
    return [
        (q.start, q.end)
        for q in spans
        if q.opening == "《"
        and q.end - q.start > 3  # noqa: PLR2004
        and (_is_rule(text[q.start : q.end]) or _is_notice(text, q))
    ]


def _is_notice(text: str, quote: Quote) -> bool:
    """Whether a title says what it is about, and the words behind it what kind it is."""
    about = text.startswith("关于", quote.start)
    return about and _KIND_AFTER.match(text, quote.end) is not None


def _is_rule(title: str) -> bool:
    return bool(_TITLE.search(title)) and not (_STATUTE.search(title) or _VAGUE.search(title))


def issued(text: str) -> list[tuple[int, int]]:
    """Bounds of documents named without title marks behind 出台, 印发, 制定."""
    about = [m.span("title") for m in _ABOUT.finditer(text)] if "关于" in text else []
    return [
        *about,
        *(
            m.span("title")
            for m in _ISSUED.finditer(text)
            if not _VAGUE.search(m["title"]) and not re.search(r"的|具体", m["title"])
        ),
    ]
