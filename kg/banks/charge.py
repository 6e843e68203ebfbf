"""Who gave a 嘱托, under which title, when, where and on which occasion, all as written."""

import re
from dataclasses import dataclass
from typing import Final

# Names and the titles that stand with them; a bare 总书记 names nobody by itself.
_SPEAKER: Final = re.compile(
    r"(?:(?P<post>(?:时任|现任)[一-鿿、]{2,24}?(?:书记|主席|总理|省长|市长|部长|县长))的?)?"
    r"(?:(?P<name>习近平|毛泽东|周恩来|邓小平|江泽民|胡锦涛)(?P<title>总书记|主席|总理|同志)?"
    r"|(?P<short>(?P<family>毛|周)(?P<late>主席|总理))|(?P<bare>总书记|领导同志))"
)
_DATE: Final = re.compile(
    r"(?:(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[*×]{2,4}年|当年|(?:今年|去年|前年)(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)"
)
_VISIT: Final = "视察|考察|调研|检查指导|看望"
# 到柳湾村考察, 考察柳湾村时, 在柳湾村视察时
_PLACE: Final = re.compile(
    rf"(?:来到|亲临|走进|莅临|深入|赴|到|在)(?P<to>(?!会|座谈)[一-鿿*×]{{2,18}}?)(?:{_VISIT})"
    rf"|(?:{_VISIT})(?P<at>(?!工作|时|期间|指出|强调|中)[一-鿿*×]{{2,18}}?)(?=时|期间|后|，|工作)"
    r"|在(?P<said>[一-鿿*×]{2,12}?(?:[省市区县镇乡村]|社区))(?=提出|指出|强调)"
    r"|(?:来到|亲临|走进|莅临)(?P<came>[一-鿿*×]{2,18}?)(?=[，。；、])"
)
# 考察柳湾村时, 在…座谈会上, 在…报告中, 给…的回信
_OCCASION: Final = re.compile(
    rf"(?:在|到|赴|来到)?[^，。；：“”\n]{{0,24}}?(?:{_VISIT})[^，。；：“”\n]{{0,18}}?(?:时|期间)"
    r"|(?:在|对)[^，。；：“”\n]{2,36}?(?:会上|会议上|大会上|讲话中|报告中|批示中|回信中|来信上|活动上|仪式上|开班式上)"
    rf"|(?:在|到|赴|来到)[^，。；：“”\n]{{1,18}}?(?:{_VISIT})(?=[，,])"
    r"|在[^，。；：“”\n]{2,16}工作(?:期间|时)"
    r"|主持召开[^，。；：“”\n]{2,24}?(?:会议|座谈会)"
    r"|给[^，。；：“”\n]{2,24}?(?:回信|复信)(?:中|时)?"
    r"|(?:复信|回信)[^，。；：“”\n]{2,20}"
)


@dataclass(frozen=True, slots=True)
class Charge:
    """The parts of a 嘱托, each in the sentence's own words; None where it does not tell."""

    speaker: str | None
    title: str | None
    date: str | None
    place: str | None
    occasion: str | None


def charge_of(words: str) -> Charge | None:
    """Who says what a sentence gives as a leader's words; None where it names no leader.

    A bare 总书记 leaves the speaker open: who it was hangs on a date that may be missing.
    """
    speaker = _SPEAKER.search(words)
    if speaker is None:
        return None
    place = _PLACE.search(words)
    occasion = _OCCASION.search(words)
    date = _DATE.search(words)
    return Charge(
        speaker=speaker["name"] or speaker["short"],
        title=speaker["post"] or speaker["title"] or speaker["late"] or speaker["bare"],
        date=date.group() if date else None,
        place=place[place.lastgroup] if place and place.lastgroup else None,
        occasion=_bare(occasion.group()) if occasion else None,
    )


def _bare(occasion: str) -> str:
    """The occasion without the speaker and the date before it."""
    for part in (_SPEAKER, _DATE):
        found = part.match(occasion)
        occasion = occasion[found.end() :] if found else occasion
    return occasion
