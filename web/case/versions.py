"""The copies of a case, each with what it masks or changes."""

from dataclasses import dataclass
from typing import Final

from kg.lineage import Change, Version
from web.links import Link, case_link

# What a copy does with the words of the case.
CHANGE_WORDS: Final[dict[Change, str]] = {
    Change.MASKED: "隐去",
    Change.NAMED: "写明",
    Change.CHANGED: "改动",
    Change.ADDED: "增加",
    Change.DROPPED: "删去",
}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Words of the case and of a copy where they differ; ``label`` says what the copy does."""

    label: str
    before: str
    ours: str
    theirs: str
    after: str
    times: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A copy of the case; ``note`` tells its file, and whether it is the fullest of all."""

    link: Link
    note: str
    differences: tuple[DifferenceRow, ...]
    more: bool


def version_row(version: Version) -> VersionRow:
    """A copy with its file and the words in which it differs."""
    note = f"{version.path} 第 {version.case.number} 篇"
    rows = (
        DifferenceRow(CHANGE_WORDS[d.change], d.before, d.ours, d.theirs, d.after, d.times)
        for d in version.differences
    )
    link = case_link(version.case)
    head = "；内容最全、隐名最少的一份" if version.head else ""
    return VersionRow(link, note + head, tuple(rows), version.more)
