"""Persons with posts in whatever order a draft names them.

甲村书记张三, 张三任甲村书记, 张三，甲村书记, 甲村书记由张三担任, 甲村书记：张三.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_TITLE: Final = (
    r"(?:党委|党组织|党工委|党支部|党总支|党组|村委会|居委会|组织|宣传|统战|第一|常务|副){0,4}?"
    r"(?:书记|主任|部长|镇长|乡长|县长|市长|区长|省长|州长|村长|董事长|总经理|经理|校长|院长|站长|队长|会长|理事长|"
    r"组长|网格长|网格员|楼栋长|楼门长|厂长|局长|处长|科长|所长|委员|代表|教授|专员)"
)
_POST: Final = re.compile(_TITLE)
# What ties a name to the post behind it: 张三任, 张三，, 张三（.
_LINK: Final = re.compile(r"现任|时任|担任|兼任|出任|当选为?|[任是为系，,（(]")
_BODY: Final = r"[\u4e00-\u9fff0-9A-Za-z“”‘’]{0,24}?"
_HELD: Final = re.compile(rf"(?P<body>{_BODY})(?P<post>{_TITLE})")
# Posts side by side, and what ties them to a name behind: 书记、主任由张三担任.
_CHAIN: Final = re.compile(
    rf"(?P<body>[\u4e00-\u9fff0-9A-Za-z“”‘’]{{2,24}}?)(?P<posts>{_TITLE}(?:[、兼和]{_TITLE}){{0,5}})(?:一职)?(?:由|是|为|系|[：:])"
)
_AND: Final = re.compile(rf"[、兼和]({_TITLE})")
_BEGINS: Final = re.compile(r"[，。；：！？,;:!?\n、（ \u3000]")
_RANK: Final = re.compile(r"副|第一|常务")  # what makes a post another one
_LENGTHS: Final = (4, 3, 2)  # characters of a name, the longest first


@dataclass(frozen=True, slots=True)
class Post:
    """A name with a post; ``start`` and ``end`` are the name's. ``body`` may be empty."""

    start: int
    end: int
    name: str
    body: str
    post: str


def posts(text: str, is_person: Callable[[str], bool]) -> Iterator[Post]:
    """Names with the posts that a text gives them before, behind or around the name."""
    for link in _LINK.finditer(text):
        held = _HELD.match(text, link.end())
        name = _name(text, link.start(), is_person, behind=False) if held else ""
        if held and name:
            start = link.start() - len(name)
            for post in (held["post"], *_others(text, held.end())):
                yield Post(start, link.start(), name, held["body"], post)
    for chain in _CHAIN.finditer(text):
        name = _name(text, chain.end(), is_person, behind=True)
        if name:
            for post in _POST.findall(chain["posts"]):
                yield Post(chain.end(), chain.end() + len(name), name, chain["body"], post)
    for match in _POST.finditer(text):
        name = _name(text, match.end(), is_person, behind=True)
        if name:
            body = _BEGINS.split(text[max(0, match.start() - 24) : match.start()])[-1]
            yield Post(match.end(), match.end() + len(name), name, body, match[0])


def _others(text: str, at: int) -> Iterator[str]:
    """Posts that follow another one side by side."""
    while (more := _AND.match(text, at)) is not None:
        yield more[1]
        at = more.end()


def _name(text: str, at: int, is_person: Callable[[str], bool], *, behind: bool) -> str:
    """The longest name of a person right behind a place of the text, or right before it."""
    spans = ((at, at + n) if behind else (at - n, at) for n in _LENGTHS)
    names = (text[start:end] for start, end in spans if start >= 0)
    return next((name for name in names if is_person(name)), "")


def same_post(one: str, other: str) -> bool:
    """Whether posts are the same, one perhaps said more fully (书记, 党委书记, never 副书记)."""
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and _RANK.findall(short) == _RANK.findall(long)
