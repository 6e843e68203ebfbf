"""Names that are no persons where they stand: of dams, mines, sites, works and doctrines."""

import re
from typing import Final

# What ends a list of named things, or follows the name of one.
_THING: Final = (
    r"(?:煤矿|矿区|高铁|铁路|高速|公路|遗址|墓群|[一-十0-9]号墓|古墓|产业带|景区|水电站|电站|保护区|实验室|水库|灌区|机场|港口?|"
    r"园区|产业园|开发区|湿地|公园|大桥|隧道|油田|气田|风电场|草原|河道|流域|片区|商圈|街区|古镇|古村|村寨|城市群|地块)"
)
_COUNT: Final = r"(?:[0-9一二三四五六七八九十两]+[余多]?[个座条处家项]大?)"
_ITEM: Final = r"、[^，。；：、！？“”\n]{1,12}?"
# 甲、乙等煤矿; 甲、乙3个某市实验室; 甲、乙保护区; 甲一号墓: what the last item is, all are.
_OF_THINGS: Final = re.compile(
    rf"(?:{_ITEM}){{0,10}}等{_COUNT}?[^，。；：、！？“”\n的家人名位]{{0,6}}?{_THING}"
    rf"|(?:{_ITEM}){{1,10}}{_COUNT}[^，。；：、！？“”\n的家人名位]{{0,4}}?{_THING}"
    rf"|(?:{_ITEM}){{1,10}}{_THING}|{_THING}"
)
_DOCTRINE: Final = re.compile(r"(?:列宁)?主义|思想|理论(?!家|学)")
_VERB: Final = re.compile(r"[走进到来在说赴访对]")


def is_thing(text: str, start: int, end: int) -> bool:
    """Whether what stands at a name is a thing called so, a work's title or a doctrine."""
    if _DOCTRINE.match(text, end) or (text[start - 1 : start], text[end : end + 1]) == ("《", "》"):
        return True
    things = _OF_THINGS.match(text, end)
    return things is not None and _VERB.search(things.group()) is None


def is_dotted_name(name: str) -> bool:
    """Whether a name with a dot may be one: 华·波罗 begins inside another word."""
    return "·" not in name or len(name.partition("·")[0]) > 1
