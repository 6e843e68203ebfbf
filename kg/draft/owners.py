"""Whether a figure of a draft and one of the library are told of the same place or body."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from kg.draft.evidence import Told
from kg.draft.likeness import told_clause
from kg.draft.owner_names import is_body, is_body_name, is_place, own_place, same_owner, unit_of
from kg.places import gazetteer
from kg.text import is_masked
from kg.wording import case_region_words

_STEM: Final = 2  # characters of a place's name that stand for it without its 市 or 县


class Agreement(StrEnum):
    """Whether owners are the same; UNKNOWN where either side names none."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


def agreement(owners: Iterable[str], sentence: str, told: Told) -> Agreement:
    """Whether one of the owners that a draft's sentence has is the library's.

    What the sentences of the proof name goes before the subject that was extracted. A figure of
    a town is none of its county; a masked subject may be anybody of its level.
    """
    named = tuple(owners)
    if named and told.owners and not any(map(is_masked, told.owners)):
        agree = all(any(is_body(ours, theirs) for ours in named) for theirs in told.owners)
        return Agreement.SAME if agree else Agreement.OTHER
    subject = told.metric.subject or ""
    masked = is_masked(subject)
    if named and all(_lies_elsewhere(name, told) for name in named):
        return Agreement.OTHER
    if subject and not masked and not is_place(subject) and subject in sentence:
        return Agreement.SAME
    if not named:
        return Agreement.UNKNOWN
    if any(_is_owner(name, subject, told) for name in named):
        return Agreement.SAME
    # Of a mask, or where the region is a guess, no other owner can be told, but for places that
    # are known to lie elsewhere.
    case = told.case
    unsaid = masked or case.region_inferred or not (subject or case.region)
    apart = all(_is_apart(name, case.region) for name in named)
    return Agreement.OTHER if apart or not unsaid else Agreement.UNKNOWN


def _is_owner(name: str, subject: str, told: Told) -> bool:
    if own_place(name):
        return False
    if _stands_in(name, told_clause(told)):
        return True
    if subject and not is_masked(subject) and (is_place(subject) or not is_place(name)):
        return same_owner(name, subject)
    if subject and unit_of(subject) and unit_of(subject) != unit_of(name):
        return False
    case = told.case
    # 山东滕州：小区建支部 tells of the city; what lies around it is named to say where that is.
    if any(same_owner(name, around) for around in case.region[:-1]):
        return False
    about = (case.title, case.issuer or "", told.quote.text)
    deepest = bool(case.region) and same_owner(name, case.region[-1])
    return deepest or any(_stands_in(name, words) for words in about)


def _lies_elsewhere(name: str, told: Told) -> bool:
    """Whether a place is known, far from the case's, and nowhere named around the figure."""
    named = _stands_in(name, told.around) or _stands_in(name, told.metric.subject or "")
    return _is_apart(name, told.case.region) and not named


def _is_apart(name: str, region: tuple[str, ...]) -> bool:
    """Whether a place is known, and neither in a region nor around it."""
    known = gazetteer()
    paths = [known.path(unit) for unit in known.named(name)]
    # A region may leave out the unit between: 安徽省岳西县.
    around = any({*path} <= {*region} or {*region} <= {*path} for path in paths)
    return bool(region and paths) and not around


def _stands_in(name: str, words: str) -> bool:
    """Whether words name a place, perhaps without the last character of its name."""
    stem = name[:-1] if is_place(name) and len(name) > _STEM else name
    return stem in words


def _body(subject: str) -> str:
    """A subject that can own a number: a practice cannot."""
    owns = is_masked(subject) or is_place(subject) or is_body_name(subject)
    return subject if owns else ""


def owner_words(told: Told) -> str:
    """Whom the library tells a figure of, with where that lies: 清泉村（浙江省江山市）."""
    region = case_region_words(told.case) if told.case.region else ""
    subject = "、".join(told.owners) or _body(told.metric.subject or "")
    if not subject:
        return region or f"《{told.case.title}》"
    inside = region and subject not in region
    return f"{subject}（{region}）" if inside else subject
