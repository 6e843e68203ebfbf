"""Who a draft says has said or put forward what it quotes."""

import re
from collections.abc import Iterable
from typing import Final

# Verbs of who puts words or a practice forward, and of who only speaks.
_FORWARD: Final = (
    "提出|指出|强调|要求|嘱托|嘱咐|勉励|叮嘱|号召|倡导|寄语|批示|指示|教导|告诫|首创|创立"
)
_SPEECH: Final = "说|讲|坦言|感慨|介绍|表示|告诉"
# Between the speaker and the words stand a title, when and where, and the verb.
_PUTS: Final = re.compile(rf"[^。；“”]{{0,30}}?(?:{_FORWARD})[^。；“”]{{0,8}}[“]?$")
_SAYS: Final = re.compile(rf"[^。；“”]{{0,30}}?(?:{_FORWARD}|{_SPEECH})[^。；“”]{{0,8}}[“]?$")
_BARE: Final = "总书记"


def speaker_of(before: str, names: Iterable[str], *, whole: bool) -> str:
    """Name of who speaks the words behind those of a sentence; empty where nobody does.

    ``names`` are those of persons; 总书记 stands for itself. The nearest one speaks. Of a name,
    not ``whole`` words, only who puts it forward counts: 甲说，推行“乙” tells what is done.
    """
    verbs = _SAYS if whole else _PUTS
    places = [(before.rfind(name), name) for name in {*names, _BARE}]
    for place, name in sorted(places, reverse=True):
        if place >= 0 and verbs.match(before, place + len(name)):
            return name
    return ""
