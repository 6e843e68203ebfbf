"""One case's rows: a practice each, and what stands in its cells."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from kg.authors import is_media
from kg.compare import cues
from kg.compare.figures import figure_items
from kg.compare.quoting import Quoting, issuer_cell, region_cell, row_marks
from kg.compare.strands import Strand, strands_of
from kg.compare.subject import Subject
from kg.compare.table import Column, Item, Mark, Row
from kg.compare.telling import Told, gain, is_note, last_outcome, speech_start
from kg.model import CaseEntity, Entity, Passage
from kg.ontology import Kind, Role
from kg.quotes import sentence_at

# A row is read beside others; the case's page has all.
_MEASURES: Final = 4
_RESULTS: Final = 4
_PROBLEMS: Final = 2
_ORGANIZATIONS: Final = 5
_INITIATIVES: Final = 4
_MARKS: Final = {Role.PROBLEM: Mark.PROBLEM, Role.PLAN: Mark.TARGET}


def rows_of(subject: Subject, entities: Mapping[str, Entity]) -> list[Row]:
    """Rows of a case, the one that tells most first; none where it tells nothing to quote.

    ``entities`` are the library's, by id: at least those that the case names.
    """
    told = subject.told()
    return [_row(subject, strand, told, entities) for strand in strands_of(subject, told)]


def _row(
    subject: Subject, strand: Strand, told: Sequence[Told], entities: Mapping[str, Entity]
) -> Row:
    case = subject.record.case
    passages = strand.all_passages
    practice = strand.practice
    others = [t for t in told if t.passage.id in passages and t.start != practice.start]
    near = [practice, *(t for t in others if not _of_another_part(subject, practice, t))]
    quote = Quoting(case, subject.file.path)
    head = entities.get(strand.head.id) if strand.head else None
    measures = _measures(subject, others)
    results = _results(subject, near, quote)
    outcomes = [(i.quote.start, i.quote.end) for i in results if i.quote]
    shown = (outcomes, [(t.start, t.end) for t in (practice, *measures)])
    cells = {
        Column.REGION: region_cell(case),
        Column.ISSUER: issuer_cell(case),
        Column.INITIATIVE: _initiatives(strand, entities, quote),
        Column.PRACTICE: _practice(practice, quote),
        Column.MEASURES: tuple(quote.item(t) for t in measures),
        Column.RESULTS: results,
        Column.PROBLEMS: tuple(
            quote.item(t, Mark.PROBLEM)
            for t in islice((t for t in others if t.role is Role.PROBLEM), _PROBLEMS)
        ),
        Column.ORGANIZATIONS: _organizations(subject, strand, told, entities, quote),
        Column.METRICS: figure_items(subject, near, shown, quote),
        Column.REASON: _reason(subject, strand),
        Column.SOURCE: (Item(f"《{case.title}》", quote.of(practice)),),
    }
    return Row(
        id=f"{case.id}:{head.id}" if head else case.id,
        case=case,
        path=subject.file.path,
        cells={column: items for column, items in cells.items() if items},
        initiative=head,
        marks=row_marks(case),
        form=subject.file.form,
        handling=subject.file.marks,
        copies=subject.copies,
        whole=subject.whole,
    )


def _of_another_part(subject: Subject, practice: Told, told: Told) -> bool:
    """Whether a sentence tells of another headed part, and not of what was asked.

    A part that tells outcomes alone tells those of the whole case.
    """
    apart = practice.passage.heading[:1] != told.passage.heading[:1] != ()
    summing = told.passage.role is Role.RESULT or not subject.focus.words
    return apart and not summing and not subject.focus.touches(told)


def _reason(subject: Subject, strand: Strand) -> tuple[Item, ...]:
    reason = subject.reasons.get(strand.head.id if strand.head else "", subject.reasons.get(""))
    return (reason,) if reason else ()


def _practice(told: Told, quote: Quoting) -> tuple[Item, ...]:
    """The sentence that tells the practice; one that only names it says so, a result is none."""
    if told.role is Role.RESULT:
        return ()
    if told.role is Role.PRACTICE:
        return (quote.item(told),)
    return (quote.item(told, _MARKS.get(told.role, Mark.NAMED)),)


def _initiatives(
    strand: Strand, entities: Mapping[str, Entity], quote: Quoting
) -> tuple[Item, ...]:
    """The row's head and what else its passages name, each with the words that name it."""
    items = []
    passages = list(strand.all_passages.values())
    for member in {e.id: e for e in reversed(strand.named)}.values():
        known = entities.get(member.id)
        if known is None:
            continue
        spot = _first_spot(passages, member)
        if member is not strand.head and (spot is None or cues.STEPS.fullmatch(known.name)):
            continue
        marks = (Mark.MASKED,) if known.redacted else ()
        items.append(Item(known.name, spot and quote.at(*spot), marks, entity=known))
    return tuple(reversed(items))[:_INITIATIVES]


def _first_spot(passages: Iterable[Passage], entity: CaseEntity) -> tuple[Passage, int, int] | None:
    """Sentence of the passages that first names an entity; who spoke, only where no other does.

    Then what was said stands with it: 某某说 alone tells nothing.
    """
    spots = (
        (passage, *sentence_at(passage, mention.start))
        for passage in passages
        for mention in entity.mentions
        if passage.start <= mention.start and mention.end <= passage.end
    )
    spoken = None
    for passage, start, end in spots:
        low, high = start - passage.start, end - passage.start
        if not cues.SPEAKER.fullmatch(passage.text, low, high):
            return passage, start, end
        spoken = spoken or (passage, passage.start + speech_start(passage.text, low), end)
    return spoken


def _measures(subject: Subject, told: Sequence[Told]) -> list[Told]:
    """Best practice sentences, of as many passages as there are, in the order of the text."""

    def rank(sentence: Told) -> float:
        return -sentence.weight - subject.focus.weight(sentence)

    practices = sorted((t for t in told if t.role is Role.PRACTICE and t.weight > 0), key=rank)
    best: dict[str, Told] = {}
    for sentence in practices:
        best.setdefault(sentence.passage.id, sentence)
    # One passage alone may give two sentences.
    chosen = list(best.values())[:_MEASURES] if len(best) > 1 else practices[: _MEASURES // 2]
    return sorted(chosen, key=lambda t: t.start)


def _results(subject: Subject, told: Sequence[Told], quote: Quoting) -> tuple[Item, ...]:
    """Sentences that tell an outcome; of one that tells a deed too, its words on the outcome."""
    found: list[tuple[float, Item]] = []
    for sentence in told:
        if not sentence.result:
            continue
        if sentence.role is Role.RESULT:
            item = quote.item(sentence)
        elif (span := last_outcome(sentence)) is not None:
            words = quote.at(sentence.passage, *span)
            item = Item(words.text, words)
        else:
            continue
        plain = 1.0 if sentence.role is Role.RESULT else 0.0
        found.append((plain + gain(item.text) + subject.focus.weight(sentence), item))
    best = sorted(found, key=lambda f: -f[0])[:_RESULTS]
    return tuple(sorted((item for _, item in best), key=lambda i: i.quote.start if i.quote else 0))


def _is_sender(passages: Iterable[Passage], entity: CaseEntity) -> bool:
    """Whether an organization only reports: a paper without deeds, or a body's site."""
    reports = _reports_only if is_media(entity.name) else cues.SITE.match
    return all(
        reports(passage.text, mention.end - passage.start)
        for passage in passages
        for mention in entity.mentions
        if passage.start <= mention.start < passage.end
    )


def _reports_only(text: str, end: int) -> bool:
    """Whether the words behind a paper's name tell no deed of it."""
    return cues.SENT.match(text, end) is not None or cues.OWN_DEED.match(text, end) is None


def _organizations(
    subject: Subject,
    strand: Strand,
    told: Sequence[Told],
    entities: Mapping[str, Entity],
    quote: Quoting,
) -> tuple[Item, ...]:
    """Organizations that the row's passages name, those that run the practice first.

    Of a mixed case, those that the sentences about what was asked name.
    """
    tied = {
        end
        for relation in subject.record.relations
        if strand.head is None or strand.head.id in (relation.head, relation.tail)
        for end in (relation.head, relation.tail)
    }
    passages = list(strand.all_passages.values())
    spans = {(t.start, t.end) for t in told}
    found = []
    for entity in subject.record.entities:
        known = entities.get(entity.id)
        if entity.kind is not Kind.ORGANIZATION or known is None:
            continue
        spot = _first_spot(passages, entity)
        if spot is None or is_note(spot[0].text) or _is_sender(passages, entity):
            continue
        if subject.mixed and not any(a < spot[2] and spot[1] < b for a, b in spans):
            continue
        marks = (Mark.MASKED,) if known.redacted else ()
        item = Item(known.name, quote.at(*spot), marks, entity=known)
        found.append((entity.id not in tied, spot[1], item))
    found.sort(key=lambda f: f[:2])
    return tuple(item for *_, item in found[:_ORGANIZATIONS])
