"""Citations down to the passage: GB/T 7714—2025, GB/T 7714—2015, or one plain line.

What is followed. Of the 2025 standard (in force since 2026-07-01) its own text was not at hand.
Publicly told, and followed, is: in Chinese entries comma, colon and brackets are full-width while
the full stop and the square brackets are half-width; every entry ends with a full stop; a date of
access is given for what is online only; a report without place and publisher goes by its date
alone. All else is kept as in 2015, which both share: 佚名 where the responsible body is not known;
[出版地不详：出版者不详] for printed kinds ([C], [Z], and [R] in 2015) that name neither; nothing in
their place for newspapers and online kinds. No year is made up where none is stated: the entry
goes without one. A newspaper's name, a web address and a date of access are in no library, so they
are left out rather than guessed.

The passage, the file that holds it and the badges (内部, 年份存疑, recognised text, 推定) are no
part of either standard: they stand in brackets behind the entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.model import Case
from kg.ontology import Genre
from kg.wording import date_words, doubt_labels, region_words

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
        heading = f"“{' › '.join(map(_one_line, self.heading))}”" if self.heading else ""
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
    who = _one_line(reference.issuer or _ANONYMOUS)
    title = _one_line(reference.title)
    without_imprint = reference.code in {"N", _ONLINE} or (full and reference.code == "R")
    imprint = "" if without_imprint else f"[出版地不详{colon}出版者不详]"
    date = reference.date or ""
    if reference.code == _ONLINE and date:
        date = f"（{date}）" if full else f"({date})"
    issued = comma.join(part for part in (imprint, date) if part)
    parts = (who, f"{title}[{reference.code}]", issued)
    return "".join(f"{part}. " for part in parts if part).strip()


def _behind(reference: Reference, locator: Locator | None) -> str:
    """What no standard has a place for, in brackets: passage, file, badges."""
    # The region's badge stays away: an entry names no region.
    said = dict.fromkeys((*reference.marks, *reference.doubts))
    parts = (str(locator) if locator else "", f"来源文件 {reference.path}", *said)
    return f"（{'；'.join(part for part in parts if part)}）"


def _one_line(text: str) -> str:
    return " ".join(text.split())
