"""Figures of a draft against the figures of the library.

A figure has proof where the library says the same value of the same measure and of the same
owner. It is contradicted only where the library plainly speaks of the very same thing: the same
measure of the same owner, with one other value, in no other year; or a sentence, or a clause of
it, that is the draft's own but for the number. The same value of another owner proves nothing,
and both owners are named. What the library has as a target is no proof of a result.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.draft.claims import Claim, Finding, Verdict
from kg.draft.draft_figure import TELLING_MEASURE, DraftFigure, told_by_draft
from kg.draft.evidence import Evidence, Told
from kg.draft.likeness import alike
from kg.draft.manner import is_done, may_be_done, told_as_plan
from kg.draft.measures import core, is_same_measure, may_be_same, units_like
from kg.draft.owners import Agreement, owner_words
from kg.draft.times import Difference
from kg.model import Metric, Quote
from kg.ontology import Status
from kg.store import Snapshot
from kg.wording import value_words

_SHOWN: Final = 3  # quotations beside a finding
_TRIED: Final = 40  # figures of one value or measure whose sentences are held against the draft's
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_BARE_TURNS: Final = frozenset({"降幅", "增幅", "涨幅", "减幅", "增速", "幅度"})
_TURN_BEHIND: Final = re.compile(
    r"(?:[同环]比)?(?:上升|下降|增长|减少|增加|降低|提高|上涨|回落|[降增涨减]幅)?$"
)
_PLANNED: Final = "库中为目标，不是已有的结果"
_PERHAPS_PLANNED: Final = "库中此数可能为目标，未必已有结果，请核对"
_ACHIEVED: Final = "草稿为计划或目标，库中为已有的结果，请核对"
_WRITTEN: Final = "库中这段话里有此数，请核对它说的是什么"
_HIDDEN: Final = "库中此数原文隐去，无从核对"
_MASKED: Final = "草稿中的数字已隐去，无从核对"


def check_figure(
    snapshot: Snapshot, evidence: Evidence, claim: Claim, text: str, near: Collection[str]
) -> Finding:
    """What the library says to a figure of the draft; ``near`` are ids of like cases."""
    metric = claim.metric
    if metric is None or metric.value is None:
        return Finding(claim, Verdict.UNSEEN, remark=_MASKED)
    ours = told_by_draft(metric, claim, text)
    units = units_like(metric.unit)
    of_value = snapshot.figures_of_value(metric.value, units, near)
    agreeing = [one for one in of_value if _agrees(metric, one)]
    apart = _counted_apart(snapshot, metric, agreeing)
    same = [one for one in agreeing if one.case not in apart]
    told = list(evidence.of(_nearest(same, near))) or list(_turned(evidence, metric, of_value))
    fitting = _fitting(ours, told)
    if fitting:
        differing = [ours.differs_from(one) for one in fitting]
        plain = [one for one, other in zip(fitting, differing, strict=True) if other is None]
        found = [other for other in differing if other is not None]
        return _backed(claim, ours, plain) if plain else _told_otherwise(claim, found, fitting)
    others = _others(snapshot, evidence, ours, units, near)
    valued = [one for one in others if one.value is not None and not _same_amount(metric, one)]
    said = _contradiction(evidence, claim, ours, _nearest(valued, near), known=bool(told))
    if said is not None:
        return _with_owner(said, ours, told)
    another = _of_another_measure(evidence, claim, ours, _nearest(of_value, near))
    if another is not None:
        return another
    if told:
        surely = all(ours.is_surely_of_another(one) for one in told)
        verdict = Verdict.OTHER if surely else Verdict.UNSEEN
        return Finding(claim, verdict, _quotes(told), _elsewhere(ours, told[0]))
    hidden = evidence.of(_nearest([one for one in others if one.value is None], near))
    masked = [one for one in hidden if ours.owned_as(one) is Agreement.SAME]
    return Finding(claim, Verdict.UNSEEN, _quotes(masked), _HIDDEN if masked else "")


def _counted_apart(
    snapshot: Snapshot, metric: Metric, agreeing: Sequence[Metric]
) -> frozenset[str]:
    """Cases that count the draft's own thing beside one of a like name: 微网格 beside 网格."""
    ours = core(metric)
    other = {one.case for one in agreeing if _is_kind_of(ours, core(one))}
    if not other:
        return frozenset()
    counted = snapshot.figures_of_measure(ours, units_like(metric.unit), other)
    own = {one.case for one in counted if not _same_amount(metric, one)}
    return frozenset(other & own)


def _is_kind_of(one: str, other: str) -> bool:
    """Whether one noun is the other with a word before it."""
    return one != other and (one.endswith(other) or other.endswith(one))


def _turned(evidence: Evidence, metric: Metric, of_value: Sequence[Metric]) -> Iterator[Told]:
    """Figures that only say how far something rose or fell, of what their sentence names."""
    bare = [one for one in of_value if _same_amount(metric, one) and core(one) in _BARE_TURNS]
    what = _TURN_BEHIND.sub("", core(metric))
    for told in evidence.of(bare):
        if len(what) >= TELLING_MEASURE and what in told.quote.text:
            yield told


def _with_owner(said: Finding, ours: DraftFigure, told: Sequence[Told]) -> Finding:
    """A contradiction that says whose the draft's own number is, where the library knows."""
    if said.verdict is not Verdict.OTHER or not told:
        return said
    if ours.owned_as(told[0]) is not Agreement.OTHER:
        return said
    return replace(said, remark=f"{said.remark}；{_elsewhere(ours, told[0])}")


def _of_another_measure(
    evidence: Evidence, claim: Claim, ours: DraftFigure, of_value: Sequence[Metric]
) -> Finding | None:
    """The same number of the same owner that counts something else, or is worded otherwise."""
    equal = [one for one in of_value if _same_amount(ours.metric, one)]
    told = [one for one in evidence.of(equal) if ours.owned_as(one) is Agreement.SAME]
    if not told:
        return None
    remark = f"库中同一主体有此数，所计为“{told[0].metric.measure}”，请核对"
    return Finding(claim, Verdict.UNSEEN, _quotes(told), remark)


def _others(
    snapshot: Snapshot,
    evidence: Evidence,
    ours: DraftFigure,
    units: tuple[str | None, ...],
    near: Collection[str],
) -> list[Metric]:
    """Figures of the same measure: by its words, and by those of its owners that are known."""
    metric = ours.metric
    owners = [key for name in ours.owners for key in evidence.named(name)]
    words = dict.fromkeys((metric.measure, core(metric)))
    found = [one for word in words for one in snapshot.figures_of_measure(word, units, near)]
    found += snapshot.figures_of_owners(owners, units)
    return [one for one in dict.fromkeys(found) if is_same_measure(metric, one)]


def _elsewhere(ours: DraftFigure, told: Told) -> str:
    """Whose the same figure is in the library, and whose in the draft."""
    theirs = owner_words(told)
    if not ours.owners:
        return f"库中有同数，草稿没有写明主体；库中为{theirs}，请核对"
    if ours.owned_as(told) is Agreement.UNKNOWN:
        return f"库中有同数，主体隐名或未写明（{theirs}），未必是同一件事，请核对"
    return f"库中有同数但主体不同：草稿为{'、'.join(ours.owners)}，库中为{theirs}"


def _fitting(ours: DraftFigure, told: Sequence[Told]) -> list[Told]:
    """Figures about the same: those of the same owner, else those that may be anybody's.

    Of a sentence that stands elsewhere with another owner's name the masked copy is no proof.
    """
    same = [one for one in told if ours.owned_as(one) is Agreement.SAME]
    if same:
        return same
    others = [one for one in told if ours.owned_as(one) is Agreement.OTHER]
    if any(alike(ours.sentence, ours.at, one) for one in others):
        return []
    return [one for one in told if ours.fits(one)]


def _told_otherwise(claim: Claim, found: Sequence[Difference], told: Sequence[Told]) -> Finding:
    """The number is there, but of another manner than the draft tells."""
    against = all(difference.against for difference in found)
    verdict = Verdict.OTHER if against else Verdict.UNSEEN
    return Finding(claim, verdict, _quotes(told), found[0].remark)


def _backed(claim: Claim, ours: DraftFigure, fitting: Sequence[Told]) -> Finding:
    """The same is said; but what is only planned there is no proof of a result, nor the reverse."""
    metric = ours.metric
    planned = [one for one in fitting if one.metric.status is Status.TARGET]
    done = [one for one in fitting if one not in planned]
    if ours.planned and not planned:
        planned = [one for one in done if told_as_plan(one)]  # both read alike
    if ours.planned and not planned:
        verdict = Verdict.OTHER if all(map(is_done, done)) else Verdict.UNSEEN
        return Finding(claim, verdict, _quotes(done), _ACHIEVED)
    if not ours.planned and not done:
        if any(map(may_be_done, planned)):
            return Finding(claim, Verdict.UNSEEN, _quotes(planned), _PERHAPS_PLANNED)
        return Finding(claim, Verdict.OTHER, _quotes(planned), _PLANNED)
    first = sorted(
        planned if ours.planned else done, key=lambda one: one.metric.subject != metric.subject
    )
    hidden = ours.owners and ours.owned_as(first[0]) is Agreement.UNKNOWN
    remark = f"库中主体隐名或未写明（{owner_words(first[0])}），请核对" if hidden else ""
    return Finding(claim, Verdict.FOUND, _quotes(first), remark)


def _contradiction(
    evidence: Evidence, claim: Claim, ours: DraftFigure, others: Sequence[Metric], *, known: bool
) -> Finding | None:
    """The finding that the library says otherwise; None where it does not plainly do so.

    Where the same paragraph has the draft's number, too, it is not plain; but where that number
    is ``known``, only the same sentence's is.
    """
    comparable = [one for one in others if _comparable(ours.metric, one)]
    told = list(_of_no_other_year(evidence, ours, comparable))
    tests: tuple[Callable[[Told], bool], ...] = (
        lambda one: ours.owned_as(one) is Agreement.SAME,
        ours.is_surely,
    )
    for holds in tests:
        saying = [one for one in told if holds(one)]
        values = {(one.metric.value, one.metric.value_high) for one in saying}
        written = [one for one in saying if ours.stands_in(one.quote.text if known else one.around)]
        if written:
            return Finding(claim, Verdict.UNSEEN, _quotes(written), _WRITTEN)
        if len(values) == 1:
            remark = f"库中为{value_words(saying[0].metric)}"
            return Finding(claim, Verdict.OTHER, _quotes(saying), remark)
    return None


def _of_no_other_year(
    evidence: Evidence, ours: DraftFigure, metrics: Iterable[Metric]
) -> Iterator[Told]:
    years = set(_YEAR.findall(ours.sentence))
    for told in evidence.of(metrics):
        theirs = set(_YEAR.findall(told.quote.text))
        if not (years and theirs and years != theirs):
            yield told


def _nearest(metrics: Sequence[Metric], near: Collection[str]) -> list[Metric]:
    """Figures of like cases before others, not too many."""
    return sorted(metrics, key=lambda one: one.case not in near)[:_TRIED]


def _quotes(told: Iterable[Told]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(one.quote for one in told))[:_SHOWN]


def _same_amount(ours: Metric, theirs: Metric) -> bool:
    return (ours.value, ours.value_high) == (theirs.value, theirs.value_high)


def _comparable(ours: Metric, theirs: Metric) -> bool:
    return (ours.status, ours.change) == (theirs.status, theirs.change)


def _agrees(ours: Metric, theirs: Metric) -> bool:
    """Whether amounts are the same, and what they measure may be."""
    return _same_amount(ours, theirs) and may_be_same(ours, theirs)
