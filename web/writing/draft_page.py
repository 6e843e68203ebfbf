"""核对草稿: the draft with every claim marked, and what the library says to each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from ingest.drafting import MOST, read_draft
from kg.cite import reference_of
from kg.draft import CLAIM_LABELS, VERDICT_LABELS, Finding, Report, Run, Verdict, check
from kg.model import Quote
from web import runs, words
from web.collection.collecting import quote_button
from web.links import quote_url

if TYPE_CHECKING:
    from kg.library import Library

# Badges of cases by their ids.
Badges: TypeAlias = Mapping[str, tuple[str, ...]]
# Orders of the claims by their value in the address; the first is taken unasked.
IN_TEXT: Final = "draft"
ORDERS: Final = {"verdict": "按结论", IN_TEXT: "按草稿顺序"}
SHOWN_NAME: Final = 60  # characters of a claim in the list


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of the library beside a claim."""

    text: str
    title: str
    region: str
    badges: tuple[str, ...]
    url: str
    collect: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A claim with its verdict; ``verdict`` is a class of the stylesheet.

    The first of its ``proofs`` is shown at once, the ``more`` on demand; ``again``: those of the
    row before prove it too, and nothing is shown at once.
    """

    anchor: str
    kind: str
    verdict: str
    label: str
    words: str
    remark: str
    proofs: tuple[Proof, ...]
    more: tuple[Proof, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """A stretch that stands word for word in a source."""

    text: str
    length: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class Count:
    """How many claims have a verdict."""

    verdict: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order that the claims can be listed in; ``value`` asks for it in the address."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything that the page shows; without a text only the form."""

    text: str
    checked: bool
    cut: bool
    most: str
    counts: tuple[Count, ...]
    marked: tuple[runs.Run, ...]
    rows: tuple[FindingRow, ...]
    same: tuple[RunRow, ...]
    orders: tuple[Order, ...]

    @property
    def order(self) -> str:
        """The order that is chosen."""
        return next(one.value for one in self.orders if one.chosen)


def draft_page(library: "Library", text: str, order: str = "") -> DraftPage:
    """Check a draft; an empty one gives the form alone. ``order`` is one of ``ORDERS``."""
    order = order if order in ORDERS else next(iter(ORDERS))
    orders = tuple(Order(value, label, value == order) for value, label in ORDERS.items())
    if not text.strip():
        return DraftPage(text, False, False, f"{MOST:,}", (), (), (), (), orders)
    report = check(library, read_draft(text))
    badges = _badges(library, report)
    return DraftPage(
        text=text,
        checked=True,
        cut=len(text) > MOST,
        most=f"{MOST:,}",
        counts=tuple(_counts(report)),
        marked=runs.cut_lines(report.draft.text, _spans(report)),
        rows=tuple(_rows(report.findings, badges, by_verdict=order != IN_TEXT)),
        same=tuple(_run(report, run, badges) for run in report.runs),
        orders=orders,
    )


def _badges(library: "Library", report: Report) -> dict[str, tuple[str, ...]]:
    """What must be known of each case before it is quoted: its doubts, its source's marks."""
    quotes = [quote for finding in report.findings for quote in finding.quotes]
    ids = {quote.case for quote in (*quotes, *(run.quote for run in report.runs))}
    with library.reading() as snapshot:
        cases = snapshot.cases(ids)
        files = snapshot.files(case.source for case in cases.values())
    return {
        key: reference_of(case, files[case.source].path, marks=files[case.source].marks).badges
        for key, case in cases.items()
    }


def _counts(report: Report) -> Iterator[Count]:
    for verdict, label in VERDICT_LABELS.items():
        number = sum(finding.verdict is verdict for finding in report.findings)
        yield Count(verdict.value, label, number)


def _spans(report: Report) -> Iterator[runs.Span]:
    """Claims, each leading to its row; what stands word for word in between."""
    claimed = []
    for number, finding in enumerate(report.findings, start=1):
        claim, label = finding.claim, VERDICT_LABELS[finding.verdict]
        title = f"{label}：{finding.remark}" if finding.remark else label
        claimed.append((claim.start, claim.end))
        yield runs.Span(
            claim.start, claim.end, f"is-{finding.verdict.value}", f"#f-{number}", title
        )
    for run in report.runs:
        at = run.start
        inside = sorted(c for c in claimed if c[0] < run.end and c[1] > run.start)
        for start, end in (*inside, (run.end, run.end)):
            if at < start:
                yield runs.Span(at, min(start, run.end), "is-same", "#same", "与来源逐字相同")
            at = max(at, end)


def _rows(findings: Sequence[Finding], badges: Badges, *, by_verdict: bool) -> Iterator[FindingRow]:
    """Rows in the order of the draft; by verdict, what the library contradicts comes first."""
    order = {Verdict.OTHER: 0, Verdict.UNSEEN: 1, Verdict.FOUND: 2}
    numbered = list(enumerate(findings, start=1))
    if by_verdict:
        numbered.sort(key=lambda pair: order[pair[1].verdict])
    shown: Quote | None = None
    for number, finding in numbered:
        claim = finding.claim
        again = shown is not None and finding.quotes[:1] == (shown,)
        shown = next(iter(finding.quotes), None)
        proofs = tuple(_proof(quote, badges) for quote in finding.quotes)
        said = f"{claim.name}（{claim.post}）" if claim.post else claim.name
        yield FindingRow(
            anchor=f"f-{number}",
            kind=CLAIM_LABELS[claim.kind],
            verdict=finding.verdict.value,
            label=VERDICT_LABELS[finding.verdict],
            words=said if len(said) <= SHOWN_NAME else f"{said[:SHOWN_NAME]}……",
            remark=finding.remark,
            proofs=() if again else proofs[:1],
            more=proofs if again else proofs[1:],
            again=again,
        )


def _run(report: Report, run: Run, badges: Badges) -> RunRow:
    told = report.draft.text[run.start : run.end]
    return RunRow(told, run.end - run.start, _proof(run.quote, badges))


def _proof(quote: Quote, badges: Badges) -> Proof:
    button = quote_button(quote.case, quote.start, quote.end, "")
    region = words.region_untold(quote.title, quote.region)
    return Proof(
        quote.text, quote.title, region, badges.get(quote.case, ()), quote_url(quote), button
    )
