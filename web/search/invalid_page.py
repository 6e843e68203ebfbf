"""The page for a query that cannot be understood: what is wrong, and at which characters."""

from dataclasses import dataclass
from typing import Final

from kg.errors import InvalidQuery
from kg.ontology import GENRE_LABELS, THEMES
from kg.search.understanding.fields import FIELDS

# Characters shown before and behind those at fault: a query may be a pasted page.
_AROUND: Final = 30
_SAID: Final = {
    "quote": "引号没有配对：补上另一半，或者去掉它",
    "bracket": "括号没有配对，或套得太深：补上另一半，或者去掉它",
    "or": "“或”（OR）的两边都要有词",
    "not": "这里要排除什么：在后面写上词",
    "blank": "没有可以检索的词：写一个词、一个地名，或一句原文",
    "long": "检索式太长，最多 1000 个字符：留下关键的词句",
    "field": "没有这个字段，可用的有：" + "、".join(names[0] for names in FIELDS.values()),
    "empty": "这个字段后面要写上内容，如 地区:浙江、年份:2022",
    "value": "这个字段不能这样写",
}
_CHOICES: Final = {
    "theme": "主题有：" + "、".join(THEMES),
    "level": "层级有：全国、省、市、县（区）、乡镇（街道）、村（社区）、企业",
    "genre": "文种有：" + "、".join(GENRE_LABELS.values()),
    "year": "写作 年份:2021、年份:2020..2022、年份:2020.. 或 年份:..2022",
    "amount": "写作 数据:共建单位>50，可用 > >= < <= =",
}


@dataclass(frozen=True, slots=True)
class InvalidPage:
    """The query around the characters at fault, and what is wrong with them."""

    q: str
    message: str
    place: str
    before: str
    fault: str
    behind: str


def invalid_page(q: str, error: InvalidQuery) -> InvalidPage:
    """Show a query that is invalid."""
    at = error.at if error.at is not None else len(q)
    message = _CHOICES.get(error.field) or _SAID.get(error.problem, "这个检索式无法理解")
    behind = min(at + error.length, max(len(q), at + 1))
    start, end = max(at - _AROUND, 0), behind + _AROUND
    return InvalidPage(
        q=q,
        message=message,
        place=_place(at, behind) if at < len(q) else "末尾",
        before=("…" if start else "") + q[start:at],
        fault=q[at:behind] or " ",
        behind=q[behind:end] + ("…" if end < len(q) else ""),
    )


def _place(at: int, behind: int) -> str:
    return f"第 {at + 1} 个字符" if behind - at == 1 else f"第 {at + 1} 至 {behind} 个字符"
