"""Text cut into runs for a template to print: plain, highlighted, or a link of a kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.text import unbroken

# A result shows some four lines of a passage around its first highlight; half a line may
# come before it. Passages are up to 400 characters and more.
EXCERPT: Final = 180
LEAD: Final = 40
_STOPS: Final = "。！？；"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is shown apart: of a kind, perhaps linked, perhaps an anchor."""

    start: int
    end: int
    kind: str
    url: str = ""
    title: str = ""
    anchor: str = ""

    def moved(self, by: int) -> "Span":
        """The same span with its offsets counted from elsewhere."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind (empty: plain), perhaps linked. Never HTML."""

    text: str
    kind: str = ""
    url: str = ""
    title: str = ""
    anchor: str = ""


def outermost(spans: Iterable[Span], size: int) -> list[Span]:
    """Spans inside ``0..size`` that do not overlap, sorted; of nested ones the longest."""
    kept: list[Span] = []
    at = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if at <= span.start < span.end <= size:
            kept.append(span)
            at = span.end
    return kept


def cut(text: str, spans: Iterable[Span]) -> tuple[Run, ...]:
    """The whole text of a passage as runs, in order: joined, they give it without line ends."""
    plain = (replace(run, text=unbroken(run.text)) for run in cut_lines(text, spans))
    return tuple(run for run in plain if run.text)


def cut_lines(text: str, spans: Iterable[Span]) -> tuple[Run, ...]:
    """A text of several paragraphs as runs, in order: joined, they give it as it is."""
    runs: list[Run] = []
    at = 0
    for span in outermost(spans, len(text)):
        runs.append(Run(text[at : span.start]))
        runs.append(Run(text[span.start : span.end], span.kind, span.url, span.title, span.anchor))
        at = span.end
    runs.append(Run(text[at:]))
    return tuple(run for run in runs if run.text)


def excerpt(text: str, highlights: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """Some ``EXCERPT`` characters where first the most is highlighted; cut ends get an ellipsis."""
    start = max(
        dict.fromkeys(_start(text, at) for at, _ in sorted(highlights)),
        key=lambda at: shown_from(at, EXCERPT, text, highlights),
        default=0,
    )
    end = min(len(text), start + EXCERPT)
    spans = (Span(a - start, b - start, "hit") for a, b in highlights)
    runs = cut(text[start:end].rstrip(), spans)
    before = (Run("……"),) if start else ()
    after = (Run("……"),) if end < len(text) else ()
    return (*before, *runs, *after)


def _start(text: str, at: int) -> int:
    """Where an excerpt begins that shows what is highlighted at an offset."""
    start = _opening(text, at) if at > LEAD else 0
    return min(start, max(0, len(text) - EXCERPT))


def shown_from(start: int, size: int, text: str, highlights: Sequence[tuple[int, int]]) -> int:
    """Characters highlighted in so many from ``start`` on, the same words once: long ones tell."""
    return sum(map(len, {text[a:b] for a, b in highlights if start <= a and b <= start + size}))


def find_names(text: str, names: Iterable[str]) -> list[Span]:
    """Where any of the names stands in the text, for a quote to show what it is about."""
    spans = []
    for name in filter(None, names):
        at = text.find(name)
        while at >= 0:
            spans.append(Span(at, at + len(name), "hit"))
            at = text.find(name, at + len(name))
    return spans


def _opening(text: str, at: int) -> int:
    """Where to begin so that ``at`` is seen: the start of its sentence if that is near."""
    start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    return start if at - start <= LEAD else at - LEAD
