"""What a paper prints between a headline and its text, and who wrote it behind the text."""

import re
from typing import Final

_MEDIUM: Final = (
    r"(?:本报|本刊|本网|新华社|新华网|人民网|中新[社网]|央视网|央广网|光明网|红网|南都|新京报|中国[\u4e00-\u9fff]{1,3}网"
    r"|[\u4e00-\u9fff]{2}(?:日报|晚报|晨报|早报|时报|商报|青年报|都市报|融媒|新闻网|在线))"
)
# 本报讯（…, 新华社某地3月5日电, 某某日报客户端记者 …
DATELINE: Final = re.compile(
    rf"{_MEDIUM}[^\s，。；：:（(]{{0,14}}?(?:[讯电](?=[\s（(\d为近日据记今“]|$)|消息(?=[\s，：:])"
    rf"|(?:全媒体|首席|见习)?记者[ \u3000：:](?![^。，（(]{{1,8}}[/摄])[\u4e00-\u9fff]{{2,3}})"
    r"|新华社[\u4e00-\u9fff]{2,6}\d"
)
_NAME: Final = r"(?!热烈|掌声|长时间|鼓掌|笑声|全文|下转|上接)[\u4e00-\u9fff]{2,3}"
# Who wrote or sent a piece, in brackets behind its last sentence.
NOTE: Final = (
    r"[（(](?:(?:本报|本刊)?(?:作者|通讯员|记者|供稿|撰稿|执笔|整理|来源|单位)[^（()）。]{1,40}"
    r"|(?:[^（()）。，\s]{2,16}(?:网|报|台|社|融媒|中心|部|办)[ \u3000]+)?"
    rf"{_NAME}(?:[ \u3000、，]+{_NAME}){{0,3}})[）)]"
)
