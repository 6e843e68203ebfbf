"""What a text without a title goes by: its file's name, else words of its own."""

import re
from pathlib import PurePath
from typing import Final

from ingest.cutting.datelines import DATELINE

RETITLED: Final = re.compile(r"^原标题\s*[:：]\s*")  # what a reprint puts before the title
# A title that a web page has twice, one behind the other; shorter ones may mean it: 加油加油.
_DOUBLED: Final = re.compile(r"(.{8,}?)\s*\1")
_NAMED: Final = re.compile(r"[\u4e00-\u9fff]{2}")  # a file's name that says something
_LOOKED_AT: Final = 300  # characters of a text in which a telling clause is looked for
_CLAUSE: Final = re.compile(r"[^，,。；;：:！!？?\n]+")
_FEWEST, _MOST = 6, 30  # characters of a clause that tells something, and of a name made of it
# Who sent, wrote or pictured it: 某某日报讯（记者张三）, 来源：某网, 记者 张三 某地报道.
_SENDER: Final = re.compile(
    r"[^。！？\n]{0,40}?"
    r"(?:[讯电]\s*[（(][^（()）]{1,40}[）)]|[讯电](?=[ \u3000])|(?<=[日月版\d])[讯电](?=[^，。])"
    r"|[（(](?:来源|记者|通讯员)[^（()）]{0,30}[）)]"
    r"|(?:记者|通讯员)[ \u3000][^。，]{2,16}?报道)"
)
_LABEL: Final = re.compile(r"[，,\s]*(?P<label>原标题|正文|来源|标题|题)\s*[:：]\s*")
# What opens a sentence before who does what: a time, a purpose and more of it, an occasion.
_LEAD_IN: Final = re.compile(
    r"\s*(?:近日|日前|近期|近年来?|今年|去年|连日来|当前|目前|如今|眼下|据悉"
    r"|自?(?:\d{1,4}[年月日]|[一二三四五六七八九十]{1,3}月)"
    r"|为[了更进深全切持不推贯落加提强做助丰扎]|根据|按照|随着|围绕|通过|自从?"
    r"|推[进动]|夯实|提[升高]|增强|筑牢|激发|加强|促进|深化|弘扬|传承|营造|充分|不断|进一步|切实"
    r"|在[^，。]{2,40}(?:之际|背景下|[时中下里后]|期间|指导下)$|本报|本网|来源|记者|通讯员|图为|[“\"'‘])"
)
# Where a headline ends that is run into its text: at its paper, a wide gap or a full stop.
_HEADLINE_END: Final = re.compile(rf"{DATELINE.pattern}|[。！？\n]|\s{{3,}}|[文图][、/／]")


def once(title: str) -> str:
    """A title without its own repetition behind it."""
    doubled = _DOUBLED.fullmatch(title)
    return doubled[1] if doubled else title


def called(path: str, body: str) -> str:
    """What a text without a title goes by: the file's name, else the first words that tell much."""
    stem = PurePath(path).stem
    name = once(RETITLED.sub("", stem)) or stem
    return name if _NAMED.search(name) else _words_of(body) or name


def _words_of(body: str) -> str:
    """The first clause that tells who does what; the first one at all where none does."""
    head = body[:_LOOKED_AT].strip()
    label = _LABEL.match(head)
    head = head[label.end() :] if label else head
    if label and label["label"] == "原标题":
        return _headline(head)
    head = head[sender.end() :] if (sender := _SENDER.match(head)) else head
    clauses = [clause.strip() for clause in _CLAUSE.findall(head)]
    clauses = [clause for clause in clauses if _NAMED.search(clause)]
    telling = (c for c in clauses if len(c) >= _FEWEST and not _LEAD_IN.match(c))
    return _short(next(telling, clauses[0] if clauses else ""))


def _headline(head: str) -> str:
    """The headline that a text begins with, up to where it plainly ends."""
    doubled = _DOUBLED.match(head)
    end = _HEADLINE_END.search(head, 1)
    return doubled[1] if doubled else _short(head[: end.start()] if end else head)


def _short(words: str) -> str:
    """Words as a name, a mark behind them where they are cut."""
    words = words.strip(" \u3000，,：:")
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"
