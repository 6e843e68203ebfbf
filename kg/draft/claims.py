"""What a draft claims, and what a library says to it. Offsets are the draft's."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.model import Metric, Quote


class ClaimKind(StrEnum):
    """What is claimed; ``CLAIM_LABELS`` has the words."""

    FIGURE = "figure"
    INITIATIVE = "initiative"
    PERSON = "person"
    SAYING = "saying"
    SHORTHAND = "shorthand"
    EVENT = "event"


class Verdict(StrEnum):
    """What the library says to a claim; ``VERDICT_LABELS`` has the words."""

    FOUND = "found"
    OTHER = "other"
    UNSEEN = "unseen"


CLAIM_LABELS: Final[dict[ClaimKind, str]] = {
    ClaimKind.FIGURE: "数字",
    ClaimKind.INITIATIVE: "品牌做法",
    ClaimKind.PERSON: "人物职务",
    ClaimKind.SAYING: "引语",
    ClaimKind.SHORTHAND: "简称提法",
    ClaimKind.EVENT: "年份",
}
VERDICT_LABELS: Final[dict[Verdict, str]] = {
    Verdict.FOUND: "库中有据",
    Verdict.OTHER: "与库中不符",
    Verdict.UNSEEN: "库中未见",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a draft says. ``name`` is what is looked up, ``post`` a person's.

    ``sentence`` bounds the sentence that it stands in; ``metric`` is a figure's. ``owners`` are
    whom it is told of, as the draft names them: places and bodies of a figure, the body of a
    post; none where the draft names none. ``speaker`` is who is said to have said the words.
    """

    kind: ClaimKind
    start: int
    end: int
    name: str
    sentence: tuple[int, int]
    post: str = ""
    metric: Metric | None = None
    owners: tuple[str, ...] = ()
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked, read: its claims, and hashes of its 5-grams as cases have them."""

    text: str
    claims: tuple[Claim, ...]
    grams: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with what the library says; ``remark`` tells in Chinese what differs."""

    claim: Claim
    verdict: Verdict
    quotes: tuple[Quote, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the draft that stands word for word in a source."""

    start: int
    end: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, in the order of the draft."""

    draft: Draft
    findings: tuple[Finding, ...]
    runs: tuple[Run, ...]
