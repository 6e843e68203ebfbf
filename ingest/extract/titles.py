"""Posts, trades and kin terms, and the honorifics that go with names."""

import re
from functools import cache
from typing import Final

from ingest.extract.names import surnames
from kg.datafiles import read_lines

HONORIFIC: Final = re.compile(
    "同志|先生|女士|小姐|老人|老师|教授|院士|博士|医生|大夫|师傅|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|夫妇|夫妻|"
    "书记|主任|局长|部长|市长|县长|区长|镇长|乡长|村长|校长|院长|所长|队长|站长|会长|总经理|董事长|"
    "经理|总裁|主席|总统|总理"
)


@cache
def titles() -> dict[str, str]:
    """Title → ``strong`` or ``weak``."""
    lines = (line.split("\t") for line in read_lines("lexicon", "person_titles.txt"))
    return {line[0]: line[1] for line in lines}


@cache
def surname_starts() -> str:
    """The characters that a surname may begin with, for a character class."""
    single, compound = surnames()
    return "".join(sorted(single | {name[0] for name in compound}))


@cache
def after_title() -> re.Pattern[str]:
    """A title (group ``title``) that a surname follows, with at most a gap or 为 between."""
    words = "|".join(sorted(titles(), key=len, reverse=True))
    return re.compile(
        rf"(?P<title>{words})(?P<gap>[ 　\n]{{0,2}}|[为由：:])(?=[{surname_starts()}])"
    )


@cache
def any_title() -> re.Pattern[str]:
    """Any title, whatever follows."""
    return re.compile("|".join(sorted(titles(), key=len, reverse=True)))
