"""The text of a case as its page shows it: headings, passages cut into runs, the outline."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from kg.headings import sibling_sets, tree
from kg.model import CaseEntity, CaseView, Passage
from kg.text import unbroken, without
from web import runs, words
from web.case.walk import Walk
from web.collection.collecting import headings_button, passage_button
from web.links import HERE, entity_url, passage_anchor, similar_url

if TYPE_CHECKING:
    from kg.caution import Cautions

# Headings of a case stand below the page's title (h1) and its sections (h2); h6 is the last.
FIRST_HEADING: Final = 3
LAST_HEADING: Final = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens with a passage; ``tag`` is h3 to h6, empty where the passage has it.

    ``depth`` counts from 0.
    """

    text: str
    tag: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline; ``depth`` counts from 0, ``length`` the characters of its part."""

    text: str
    depth: int
    url: str
    length: str


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as the page shows it, with the headings that open before it.

    ``lead`` is the heading that the passage itself begins with, ``runs`` the rest.
    ``continues`` where it goes on in the paragraph of the passage before. ``collect`` is the
    value of its button, ``cautions`` what is to be known before it is quoted,
    ``copied`` the same of what is copied: its words with their citation.
    """

    number: int
    anchor: str
    similar_url: str
    headings: tuple[Heading, ...]
    lead: tuple[runs.Run, ...]
    runs: tuple[runs.Run, ...]
    role: str
    continues: bool
    copy_id: str
    text: str
    citation: str
    collect: str
    cautions: tuple[str, ...]
    copied: tuple[str, ...]


def blocks_of(view: CaseView, cautions: "Cautions", walk: Walk | None = None) -> Iterator[Block]:
    """Every passage in order, cut into runs, with the headings that open before it.

    The mentions of the entity that is read are marked, the one where the reader stands apart.
    """
    spans = _mention_spans(view.entities, walk)
    before: Passage | None = None
    for number, passage in enumerate(view.passages, start=1):
        first = bisect_left(spans, passage.start, key=lambda span: span.start)
        last = bisect_left(spans, passage.end, key=lambda span: span.start)
        inside = [span.moved(-passage.start) for span in spans[first:last]]
        lead = _lead(before, passage)
        citation = words.citation(view.case, view.source.path, number, view.source.marks)
        yield Block(
            number=number,
            anchor=passage_anchor(passage.id),
            similar_url=similar_url(view.case.id, passage.id),
            headings=tuple(_headings(before, passage, number)),
            lead=runs.cut(passage.text[:lead], inside),
            runs=runs.cut(passage.text[lead:], [span.moved(-lead) for span in inside]),
            role=str(passage.role or ""),
            continues=before is not None and _same_paragraph(view, before, passage),
            copy_id=f"copy-{number}",
            text=unbroken(passage.text),
            citation=citation,
            collect=passage_button(
                view.case.id, passage.start, passage.end, passage_anchor(passage.id)
            ),
            cautions=tuple(map(str, cautions.find(unbroken(passage.text)))),
            copied=tuple(map(str, cautions.find(f"{unbroken(passage.text)}\n{citation}"))),
        )
        before = passage


def holds_reader(block: Block) -> bool:
    """Whether a passage holds the mention where the reader of an entity stands."""
    return any(run.anchor for run in (*block.lead, *block.runs))


def outline_of(view: CaseView, blocks: Sequence[Block]) -> Iterator[OutlineEntry]:
    """The tree of headings, line by line, each with the length of what stands under it."""
    anchors = {(b.number, h.depth): h.anchor for b in blocks for h in b.headings}
    waiting = list(reversed(tree(view.passages)))
    while waiting:
        heading = waiting.pop()
        anchor = anchors[heading.number, heading.depth]
        # What waits stands after all that is below this heading, as may what no heading leads.
        after = waiting[-1].number if waiting else len(blocks) + 1
        part = slice(heading.number - 1, after - 1)
        led = zip(blocks[part], view.passages[part], strict=True)
        length = sum(len(block.text) for block, p in led if len(p.heading) > heading.depth)
        yield OutlineEntry(heading.text, heading.depth, f"#{anchor}", f"{length:,}")
        waiting += reversed(heading.below)


def collected_headings(view: CaseView) -> str:
    """Value of the button that collects the headings of highest rank; empty without several."""
    top = next((one for one in sibling_sets(view.passages) if one.depth == 0), None)
    return headings_button(view.case.id, 0, top.numbers) if top else ""


def _mention_spans(entities: Sequence[CaseEntity], walk: Walk | None) -> list[runs.Span]:
    """Every mention, sorted by start; offsets count in the source."""
    spans = []
    for entity in entities:
        read = walk is not None and walk.entity_id == entity.id
        for mention in entity.mentions:
            here = read and walk is not None and mention.start == walk.start
            spans.append(
                runs.Span(
                    mention.start,
                    mention.end,
                    f"{entity.kind} {'here' if here else 'read' if read else ''}".strip(),
                    entity_url(entity.id),
                    f"{words.kind_words(entity.kind)}：{entity.name}",
                    HERE if here else "",
                )
            )
    standing = next((span for span in spans if span.anchor), None)
    if standing is not None:
        # Names around the mention where the reader stands, or inside it, make way for it.
        spans = [
            s for s in spans if s is standing or s.end <= standing.start or standing.end <= s.start
        ]
    # Of two names in the same place the one that is read is shown.
    return sorted(spans, key=lambda span: (span.start, " " not in span.kind))


def _same_paragraph(view: CaseView, before: Passage, passage: Passage) -> bool:
    return "\n" not in view.source.text[before.end : passage.start]


def _opened(before: Passage | None, passage: Passage) -> int:
    """How many headings of the passage's path already stand open before it."""
    old = before.heading if before else ()
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, passage.heading, strict=False))
    return sum(1 for _ in same)


def _lead(before: Passage | None, passage: Passage) -> int:
    """Length of the heading that the passage's own text begins with, blanks before it included.

    A paragraph that opens with its topic (一是…) carries the heading inside; printing it above
    as well would say it twice.
    """
    if _opened(before, passage) == len(passage.heading):
        return 0
    heading = passage.heading[-1]
    text, places = without(passage.text, "\n")
    indent = len(text) - len(text.lstrip())
    return places[indent + len(heading)] if text.startswith(heading, indent) else 0


def _headings(before: Passage | None, passage: Passage, number: int) -> Iterator[Heading]:
    """Headings that open with the passage; one that its text begins with has an empty tag."""
    opened = _opened(before, passage)
    inline = bool(_lead(before, passage))
    for depth, text in enumerate(passage.heading[opened:], start=opened):
        within = inline and depth == len(passage.heading) - 1
        tag = "" if within else f"h{min(FIRST_HEADING + depth, LAST_HEADING)}"
        anchor = passage_anchor(passage.id) if within else f"h-{number}-{depth}"
        yield Heading(text, tag, anchor, depth)
