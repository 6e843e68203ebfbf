"""Names of initiatives that a fixed form gives: 平安某某建设, 12345热线, 十五分钟…圈, …创建."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

# What a place sets out to become: 健康江苏. Words of the second list are common praise as well
# and name something only before 建设 or in quotation marks.
_AIM: Final = re.compile(r"(?:平安|健康|法治|清廉|数字|诚信|信用|食安|书香|无废)$")
_PRAISE: Final = re.compile(r"(?:美丽|幸福|文明|活力|智慧|文化|质量|绿色|善治|和美|阳光|海上)$")
_AIM_LONGEST: Final = 2
_BUILDING: Final = "建设"
_CLOSING: Final = tuple("”」』’")

# Each form with what it cannot do without: few texts have that, and telling so costs nothing.
_FORMS: Final = tuple(
    (needed, re.compile(form))
    for needed, form in (
        # Hotlines by number: five digits that begin with 1 or 9 (numbering plan of the ministry).
        ("热线", r"[19](?<![0-9].)[0-9]{4}[一-鿿]{0,10}?热线"),
        # 12315平台
        ("平台", r"[19](?<![0-9].)[0-9]{4}[一-鿿]{0,4}平台"),
        # 5+2就业之家, 1+4+N工作体系
        (
            "+",
            r"(?<![0-9A-Za-z+“])[0-9A-Z]{1,3}(?:\+[0-9A-Z]{1,3})+(?:(?![的和与及])[一-鿿]){0,8}?"
            r"(?:之家|体系|机制|模式|工作法|架构|格局|行动|工程|平台|政策)",
        ),
        # “15分钟”就业服务圈
        ("分钟”", r"“[0-9]{1,2}分钟”[一-鿿]{2,10}?圈"),
        # 第四次全国文物普查
        ("普查", r"第[一二三四五六七八九十]+次(?:全国|全省)?[一-鿿]{2,8}普查"),
        # 15分钟便民生活圈
        ("圈", r"(?:[0-9]{1,2}分|[一二三四五六七八九十]{1,3}分|一刻)钟[一-鿿]{2,10}?圈"),
        # 蓝天、碧水、净土保卫战
        (
            "战",
            r"(?:蓝天|碧水|净土|青山|绿水|清水|清废)(?:、[一-鿿]{2}){1,6}(?:保卫战|攻坚战)",
        ),
        # The activity that leads to a title: 全国文明城市创建, 无疫单元创建.
        (
            "创建",
            r"(?:全国|国家级?|国际|省级|全省)[一-鿿]{0,8}?"
            r"(?:城市|县城|城|示范[区县市村镇点]|先进区|村镇|校园)创建",
        ),
        ("创建", r"无[疫毒诉讼访废黑][一-鿿]{2}创建"),
        # 设立云州文学奖: who gives a prize sets it up.
        ("奖", r"(?:(?<=设立)|(?<=创设)|(?<=设立了)|(?<=首届))[一-鿿]{3,10}奖(?![学励金补])"),
        ("中国", r"(?:平安|健康|法治|数字|美丽)中国(?:建设|行动)"),
    )
)

Span = tuple[int, int]


def formed(text: str, places: Mapping[int, int]) -> list[Span]:
    """Bounds of the names, in no order; ``places`` gives the end of each by its start."""
    forms = (form for needed, form in _FORMS if needed in text)
    found = [m.span() for form in forms for m in form.finditer(text)]
    return [*found, *_aims(text, places)]


def _aims(text: str, places: Mapping[int, int]) -> Iterator[Span]:
    for start, end in places.items():
        before = start - _AIM_LONGEST
        window = text[max(before, 0) : start]
        building = text.startswith(_BUILDING, end)
        quoted = text[end : end + 1] in _CLOSING and text[before - 1 : before] in tuple("“「『‘")
        if text[end - 1] in "省市县" and not building:
            continue
        if _AIM.match(window) or (_PRAISE.match(window) and (building or quoted)):
            yield before, end + (len(_BUILDING) if building else 0)
