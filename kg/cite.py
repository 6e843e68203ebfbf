"""Citations down to the passage: GB/T 7714—2025, GB/T 7714—2015, or one plain line.

What is followed. Of the 2025 standard (in force since 2026-07-01) its own text was not at hand; its
344 examples were, as the Chinese CSL developers print them: in Chinese entries comma, colon and
brackets are full-width while the full stop and the square brackets are half-width; every entry
ends with a full stop; up to three authors are named, of more the first three and 等; what is not
known, be it the author, the place or the publisher, is left out; a date of access is given for
what is online only. 2015 has 佚名 where the responsible body is not known, and
[出版地不详: 出版者不详] for printed kinds ([C], [Z], [R]) that name neither. A person's post is no
part of an entry; it is told behind as the material has it (材料中职务). No year is made up where
none is stated: the entry goes without one. A newspaper's name, a web address and a date of access
are in no library, so they are left out rather than guessed.

The passage, the region, the file and the badges (内部, 年份存疑, recognised text, 推定) are no part
of either standard: they stand in brackets behind the entry, with 年份不详 where no year is stated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.authors import authors_of
from kg.model import Case
from kg.ontology import Genre
from kg.wording import UNDATED, date_words, doubt_labels, quoted, region_words

# Kinds of document of the standards, by what a case is; files saved from the web are online.
_ONLINE: Final = "EB/OL"
_ONLINE_FORMATS: Final = frozenset({"html", "mht"})
_CODES: Final[dict[Genre, str]] = {
    Genre.EXCHANGE: "C",
    Genre.SPEECH: "Z",
    Genre.REPORT: "R",
    Genre.DOCUMENT: "Z",
    Genre.ARTICLE: "N",
    Genre.COMMENTARY: "N",
    Genre.CHRONOLOGY: "Z",
    Genre.RESEARCH: "R",
    Genre.OTHER: "Z",
}
_ANONYMOUS: Final = "佚名"
_NAMED: Final = 3  # authors that an entry names
_INFERRED: Final = "地区系推定"


class Style(StrEnum):
    """How sources are named; ``STYLE_LABELS`` has the words."""

    GB2025 = "gb2025"
    GB2015 = "gb2015"
    PLAIN = "plain"


STYLE_LABELS: Final[dict[Style, str]] = {
    Style.GB2025: "GB/T 7714—2025",
    Style.GB2015: "GB/T 7714—2015",
    Style.PLAIN: "（出处：…）",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation says of a case, as it was known when the words were taken.

    ``case`` and ``source`` are ids; ``region`` runs top down; ``code`` is the standards' kind of
    document. ``marks`` are the source's handling marks, ``doubts`` the badges of the case.
    """

    case: str
    source: str
    path: str
    title: str
    issuer: str | None = None
    date: str | None = None
    code: str = "Z"
    region: tuple[str, ...] = ()
    region_inferred: bool = False
    marks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def badges(self) -> tuple[str, ...]:
        """What must be said beside every citation, each once."""
        inferred = (_INFERRED,) if self.region and self.region_inferred else ()
        return tuple(dict.fromkeys((*self.marks, *self.doubts, *inferred)))


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a case: ``passage`` counts from 1, ``page`` is as printed; None is not known."""

    passage: int | None = None
    heading: tuple[str, ...] = ()
    page: str | None = None

    def __str__(self) -> str:
        """Say it: 第12页第3段，“一、把组织建到楼栋”; empty where nothing is known."""
        page = f"第{self.page}页" if self.page else ""
        passage = f"第{self.passage}段" if self.passage else ""
        heading = quoted(" › ".join(map(_one_line, self.heading))) if self.heading else ""
        return "，".join(part for part in (page + passage, heading) if part)


def reference_of(case: Case, path: str, *, form: str = "", marks: Sequence[str] = ()) -> Reference:
    """What citations say of a case; ``form`` is its source's format, ``marks`` its marks."""
    return Reference(
        case=case.id,
        source=case.source,
        path=path,
        title=case.title,
        issuer=case.issuer,
        date=case.date,
        code=_ONLINE if form in _ONLINE_FORMATS else _CODES[case.genre],
        region=case.region,
        region_inferred=case.region_inferred,
        marks=tuple(marks),
        doubts=tuple(dict.fromkeys(doubt_labels(case))),
    )


def cite(
    reference: Reference, style: Style, locator: Locator | None = None, *, number: int | None = None
) -> str:
    """One citation in a style, with the place of the words where it is given; one line."""
    if style is Style.PLAIN:
        said = line(reference, locator or Locator())
    else:
        said = f"{_entry(reference, style)}{_behind(reference, locator)}"
    return f"[{number}] {said}" if number else said


def line(reference: Reference, locator: Locator) -> str:
    """The plain line: （出处：《题名》，单位，地区，日期，来源文件 …，第N段，badges）."""
    region = region_words(reference.region)
    mark = "［推定］" if reference.region and reference.region_inferred else ""
    parts = [
        f"《{_one_line(reference.title)}》",
        _one_line(reference.issuer or ""),
        f"{region}{mark}",
        date_words(reference.date),
        f"来源文件 {reference.path}",
        str(locator),
        "、".join(reference.marks),
        "；".join(reference.doubts),
    ]
    return f"（出处：{'，'.join(part for part in parts if part)}）"


def _entry(reference: Reference, style: Style) -> str:
    """An entry of a list of references: 责任者. 题名[R]. 2023-06."""
    full = style is Style.GB2025
    comma, colon = ("，", "：") if full else (", ", ": ")
    names = [author.name for author in authors_of(reference.issuer)]
    who = comma.join((*names[:_NAMED], *(("等",) if len(names) > _NAMED else ())))
    title = _title(reference.title)
    without_imprint = full or reference.code in {"N", _ONLINE}
    imprint = "" if without_imprint else f"[出版地不详{colon}出版者不详]"
    date = reference.date or ""
    if reference.code == _ONLINE and date:
        date = f"（{date}）" if full else f"({date})"
    issued = comma.join(part for part in (imprint, date) if part)
    parts = (who or ("" if full else _ANONYMOUS), f"{title}[{reference.code}]", issued)
    return "".join(f"{part}. " for part in parts if part).strip()


def _title(title: str) -> str:
    """A title on one line; what a dash sets below it follows at once."""
    return re.sub(r" (?=[—－-]{1,2})", "", _one_line(title))


def posts(reference: Reference) -> str:
    """What the material calls the persons who answer for a case; empty where it says nothing."""
    told = dict.fromkeys(a.post for a in authors_of(reference.issuer) if a.post)
    return f"材料中职务：{'；'.join(told)}" if told else ""


def _behind(reference: Reference, locator: Locator | None) -> str:
    """What no standard has a place for, in brackets: passage, file, badges."""
    said = dict.fromkeys((*reference.marks, *reference.doubts))
    place = str(locator) if locator else ""
    undated = "" if reference.date else UNDATED
    where = region_said(reference)
    parts = (place, posts(reference), where, undated, f"来源文件 {reference.path}", *said)
    return f"（{'；'.join(part for part in parts if part)}）"


def region_said(reference: Reference) -> str:
    """Where a case is of, as pages say it: 山东省滕州市, 地区不详; what is inferred says so."""
    inferred = f"［{_INFERRED}］" if reference.region and reference.region_inferred else ""
    return f"{region_words(reference.region)}{inferred}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
