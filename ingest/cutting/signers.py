"""Lines that hold nothing but the names of those who speak or wrote: 王 建 国, □ 李某某 张明."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.persons.names import is_apart, is_full, name_at, surname_length

_MARKS: Final = re.compile(r"[□■◎●▲△○◇◆\s]+")
_BETWEEN: Final = re.compile(r"[\s\u3000、，,]+")
_MASKED: Final = re.compile(r"(?:某{1,2}|[×*＊xX]{1,2})$")
_FOREIGN: Final = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+")
_LONGEST: Final = 30  # characters of a line of names
_WHOLE: Final = 3  # characters of a name that shows by itself; two need company


def is_signed(line: str) -> bool:
    """Whether a line is names and no more; a mark may stand in front."""
    return marked_names(line) or _are_names(line)


def marked_names(line: str) -> bool:
    """Whether a line is names behind a mark, or several names: nobody speaks in chorus."""
    mark = _MARKS.match(line)
    rest = line[mark.end() :] if mark else line
    many = len(list(_names(rest))) > 1
    return bool(mark or many) and _are_names(rest, marked=True)


def _are_names(line: str, *, marked: bool = False) -> bool:
    names = list(_names(line)) if len(line) <= _LONGEST else []
    sure = marked or len(names) > 1 or " " in line or "\u3000" in line
    return bool(names) and all(_is_name(name, sure=sure) for name in names)


def _names(line: str) -> Iterator[str]:
    """Names of a line; single characters apart are one name: 王 建 国."""
    spelt = ""
    for word in filter(None, _BETWEEN.split(line)):
        if len(word) == 1:
            begins = spelt and surname_length(word, 0) and len(spelt) >= _WHOLE
            if begins:
                yield spelt
                spelt = ""
            spelt += word
            continue
        if spelt:
            yield spelt
            spelt = ""
        yield word
    if spelt:
        yield spelt


def _is_name(name: str, *, sure: bool) -> bool:
    """Whether a word is a name; one of two characters only where the line shows it."""
    surname = surname_length(name, 0, doubtful=True)
    sure = sure or surname > 1
    if _FOREIGN.fullmatch(name) or (surname and _MASKED.fullmatch(name[surname:])):
        return True
    if len(name) >= _WHOLE and (is_full(name) or (sure and is_apart(name))):
        return True
    shape = name_at(name, 0) if sure else None
    return shape is not None and shape.end == len(name)
