"""What a unit can count: 名 and 位 count persons, 家 bodies, never what they do or spend."""

import re
from typing import Final

from ingest.extract.metrics.countable import MONEY_NOUN

# Units that count persons or households, and those that count bodies as well.
_PERSONS: Final = frozenset({"名", "位", "户"})
_BODIES: Final = frozenset({"家", "户", "名", "位"})
_PERSON: Final = re.compile(
    r"(?:农牧民|群众|居民|村民|农户|农民|牧民|渔民|市民|学生|党员|职工|员工|学员|干部|老人|人员|志愿者|商户|用户|师生|特派员"
    r"|书记|主任|委员|代表|队员|青年|同志|专家|医生|教师|骑手|司机|工匠|达人|人才|专干|骨干|(?:网格|楼[栋道宇]?|街巷|片区)长"
    r"|(?:网格|调解|宣讲|指导|服务|联络|管理|辅导|协管|监督)员)+[”]?"
)
# What goes on with the noun: 志愿者服务队, 居民和商户, 党员的子女.
_GOES_ON: Final = re.compile(
    r"[的、和与及等之们中]|[一-鿿]{0,8}(?:队伍?|团队?|小?组|家庭|家属|子女|遗孀|后代|库|工作室|协会|[者员师长手工士])[”]?$"
)
# Persons named right behind the number: 4万户农牧民|用上稳定可靠的电.
_AHEAD: Final = re.compile(rf"(?:以上|左右|余|多|的)*(?P<noun>[一-鿿]{{0,4}}?{_PERSON.pattern})")
_SPENT: Final = re.compile(r"(?P<noun>[^，。；：“”]{2,12})的")


def agreeing(text: str, end: int, unit: str | None, after: tuple[int, int]) -> tuple[int, int]:
    """Span of the noun behind a quantity that ends at ``end``, as far as its unit counts it."""
    start, stop = after
    if unit in _BODIES and MONEY_NOUN.search(text[start:stop]):
        spent = _SPENT.fullmatch(text, end, start)
        if spent:
            return spent.span("noun")
    if unit not in _PERSONS:
        return after
    ahead = _AHEAD.match(text, end)
    if ahead and ahead.end() < start and not _GOES_ON.match(text, ahead.end(), start):
        return ahead.span("noun")
    people = [match.end() for match in _PERSON.finditer(text, start, stop)]
    # One character more belongs to the noun: 居民楼, 党员户.
    if not people or stop - people[-1] < len("授牌"):
        return after
    return after if _GOES_ON.match(text, people[-1], stop) else (start, people[-1])
