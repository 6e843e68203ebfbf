"""One case's rows: which of its initiatives head a row, and what stands in its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Final

from kg.compare.table import Column, Item, Mark, Row
from kg.compare.telling import Told, is_note, last_outcome, told_sentences
from kg.datafiles import read_lines
from kg.model import Case, CaseEntity, CaseRecord, Entity, Metric, Passage, Quote
from kg.ontology import DoubtKind, Genre, Kind, RelationType, Role, Status
from kg.quotes import sentence_at
from kg.store import File
from kg.text import unbroken
from kg.wording import level_words, region_words, status_words, value_words

# What it counts that a sentence is about what was asked: as much as two deeds.
_FOCUS: Final = 2.0
# A row is read beside others; the case's page has all.
_MEASURES: Final = 4
_RESULTS: Final = 3
_PROBLEMS: Final = 2
_ORGANIZATIONS: Final = 5
_METRICS: Final = 5
_INITIATIVES: Final = 4
_ROWS: Final = 4

# Characters before a name in which a verb says that it is run, not only named.
_NEAR: Final = 14
_RUN: Final = re.compile(
    r"(?:推行|实施|打造|建立|开展|创新|探索|组建|推出|设立|构建|搭建|实行|创建|深化|启动|形成|健全|完善|落实"
    r"|推广|运用|制定|出台|开设|做[实强优]|建[好强设]|擦亮|培育|叫响|成立|推动|首创|总结|提炼|推进|上线|开发)[^，。；]*$"
)
_BRAND: Final = re.compile(r"[”’」』]?[^，。；“]{0,6}(?:品牌|工作法|工程|模式)")
_TELLING: Final = frozenset({Role.PRACTICE, Role.RESULT})
_ANY: Final = frozenset({*_TELLING, Role.BACKGROUND, Role.STORY, Role.LESSON})
_AWARDED: Final = re.compile(r"荣获|获评|入选|被评为|获得[^，。；]{0,16}(?:称号|表彰|奖)")
# Documents are the paper a practice stands on, not what was done.
_DOCUMENT: Final = re.compile(
    r"^关于|(?:意见|办法|规划|方案|条例|决定|通知|规定|细则|措施|指引|标准)(?:[（(].*[)）])?$"
)
_DOUBTS: Final = {
    DoubtKind.DATE: Mark.DATE,
    DoubtKind.TITLE: Mark.TITLE,
    DoubtKind.OCR: Mark.OCR,
}
# Figures of a place, not of what was done there.
_STOCK: Final = re.compile(
    r"人口|面积|辖区|下辖|占地|户籍|村民小组|行政村$|^社区$|^村$|户数|距离|年龄|成立"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What was asked for, as sentences are weighed: ids of passages, and words."""

    passages: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def weight(self, told: Told) -> float:
        """How much nearer a sentence is to what was asked than others of its case."""
        near = _FOCUS if told.passage.id in self.passages else 0.0
        return near + (_FOCUS if any(word in told.text for word in self.words) else 0.0)


@dataclass(frozen=True, slots=True)
class Subject:
    """A case with what was asked of it.

    ``about`` are the passages that speak of what was asked; ``whole``: the case itself does.
    ``focus`` tells which of them matter most. ``only`` are ids of the initiatives that may head
    a row, any where it is empty. ``copies`` are its near-copies, ``reasons`` tell why a row is
    here, by its head's id, or "" for any.
    """

    record: CaseRecord
    file: File
    about: tuple[Passage, ...]
    whole: bool = True
    only: frozenset[str] = frozenset()
    focus: Focus = field(default_factory=Focus)
    copies: tuple[Case, ...] = ()
    reasons: Mapping[str, Item] = field(default_factory=dict)


@dataclass(slots=True)
class _Strand:
    """A row to be: its head, the sentence that tells it, the passages that are its own."""

    head: CaseEntity | None
    practice: Told
    passages: list[Passage]
    named: list[CaseEntity] = field(default_factory=list)


def rows_of(subject: Subject, entities: Mapping[str, Entity]) -> list[Row]:
    """Rows of a case, the one that tells most first; none where it tells nothing to quote.

    ``entities`` are the library's, by id: at least those that the case names.
    """
    strands = _strands(subject)
    return [_row(subject, strand, entities) for strand in strands]


def _strands(subject: Subject) -> list[_Strand]:
    """The practices of a case: a lead one, and those that have a passage of their own."""
    told = _told(subject, subject.about)
    ranked = _anchored(subject, told)
    strands: list[_Strand] = []
    taken: dict[str, _Strand] = {}
    for entity, anchor in ranked:
        at = taken.get(anchor.passage.id)
        if at is not None:
            at.named.append(entity)
        elif len(strands) < _ROWS and (not strands or _stands_alone(subject, entity)):
            strand = _Strand(entity, anchor, _own(subject, entity, anchor), [entity])
            strands.append(strand)
            for passage in strand.passages:
                taken.setdefault(passage.id, strand)
        elif strands:
            strands[0].named.append(entity)
    if not strands and not subject.only:
        best = _best(subject, told, Role.PRACTICE) or _best(subject, told, Role.RESULT)
        if best is not None:
            strands = [_Strand(None, best, [])]
    if strands and not subject.only:
        own = {p.id for strand in strands for p in strand.passages}
        strands[0].passages += [p for p in subject.about if p.id not in own]
    return strands


def _told(subject: Subject, passages: Sequence[Passage]) -> list[Told]:
    """Sentences of passages; of a report that has all subjects in one, those with the words."""
    told = told_sentences(passages, subject.record.metrics)
    if subject.whole or subject.record.case.genre is not Genre.REPORT:
        return told
    return [t for t in told if any(word in t.text for word in subject.focus.words)]


def _best(subject: Subject, told: Sequence[Told], role: Role) -> Told | None:
    """Sentence of a role that tells most, nearest to what was asked."""
    of_role = (t for t in told if t.role is role)
    return max(of_role, key=lambda t: t.weight + subject.focus.weight(t), default=None)


def _anchored(subject: Subject, told: Sequence[Told]) -> list[tuple[CaseEntity, Told]]:
    """Initiatives with the sentence that tells each best, the most telling first."""
    running = {
        end
        for relation in subject.record.relations
        if relation.type is RelationType.IMPLEMENTS
        for end in (relation.head, relation.tail)
    }
    found: list[tuple[float, CaseEntity, Told]] = []
    for entity in subject.record.entities:
        if entity.kind is not Kind.INITIATIVE or (subject.only and entity.id not in subject.only):
            continue
        anchor = _anchor(entity, told, _ANY if subject.only else _TELLING)
        if anchor is None:
            continue
        score, sentence = anchor
        score += subject.focus.weight(sentence)
        score += 1.5 if entity.id in running else 0.0
        score += 3.0 if entity.name in subject.record.case.title else 0.0
        score += min(len(entity.mentions), 4) * 0.5
        score += 4.0 if subject.whole and "·" in entity.name else 0.0
        score += 3.0 if any(word in entity.name for word in subject.focus.words) else 0.0
        score -= 6.0 if is_common(entity.name) else 0.0
        found.append((score, entity, sentence))
    found.sort(key=lambda f: -f[0])
    return [(entity, sentence) for _, entity, sentence in found]


def _anchor(
    entity: CaseEntity, told: Sequence[Told], roles: frozenset[Role]
) -> tuple[float, Told] | None:
    """Sentence that tells an initiative best, with how well; None where none tells it."""
    best: tuple[float, Told] | None = None
    for sentence in told:
        if sentence.role not in roles:
            continue
        first = next(
            (m for m in entity.mentions if sentence.start <= m.start and m.end <= sentence.end),
            None,
        )
        headed = any(entity.name in heading for heading in sentence.passage.heading[-1:])
        if first is None and not headed:
            continue
        score = sentence.weight + (1.0 if sentence.role is Role.PRACTICE else 0.0)
        score += (1.0 if headed else 0.0) - (3.0 if _AWARDED.search(sentence.text) else 0.0)
        score -= 0.0 if sentence.role in _TELLING else 4.0
        if first is not None:
            at, end = first.start - sentence.start, first.end - sentence.start
            runs = _RUN.search(sentence.text[max(0, at - _NEAR) : at])
            score += 2.0 + (2.0 if runs else 0.0)
            # A brand is what a case as a whole is known by: 创建“…”党建品牌.
            score += 3.0 if runs and _BRAND.match(sentence.text[end:]) else 0.0
        if best is None or score > best[0]:
            best = (score, sentence)
    return best


def _stands_alone(subject: Subject, entity: CaseEntity) -> bool:
    """Whether an initiative is a practice of its own beside the case's lead one."""
    if is_common(entity.name) or entity.redacted:
        return False
    headed = any(entity.name in heading for p in subject.about for heading in p.heading)
    return headed or len(entity.mentions) > 1 or not subject.whole


def is_common(name: str) -> bool:
    """Whether a name is a campaign that all have, or a document."""
    return name.strip("“”") in _campaigns() or _DOCUMENT.search(name) is not None


@cache
def _campaigns() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "initiative_campaigns.txt"))


def _own(subject: Subject, entity: CaseEntity, anchor: Told) -> list[Passage]:
    """Passages that speak of an initiative: by its name, or under the same lowest heading."""
    under = anchor.passage.heading
    return [
        p
        for p in subject.about
        if p.id == anchor.passage.id
        or (under and p.heading == under)
        or any(p.start <= m.start < p.end for m in entity.mentions)
        or any(entity.name in heading for heading in p.heading)
    ]


def _row(subject: Subject, strand: _Strand, entities: Mapping[str, Entity]) -> Row:
    case = subject.record.case
    told = [
        t
        for t in _told(subject, strand.passages)
        if (t.start, t.end) != (strand.practice.start, strand.practice.end)
    ]
    quote = Quoting(case, subject.file.path)
    head = entities.get(strand.head.id) if strand.head else None
    cells = {
        Column.REGION: region_cell(case),
        Column.ISSUER: issuer_cell(case),
        Column.INITIATIVE: _initiatives(strand, entities, quote),
        Column.PRACTICE: (quote.item(strand.practice),),
        Column.MEASURES: _measures(subject, told, quote),
        Column.RESULTS: _results(told, strand.practice, quote),
        Column.PROBLEMS: tuple(
            replace(quote.item(t), marks=(Mark.PROBLEM,))
            for t in islice((t for t in told if t.role is Role.PROBLEM), _PROBLEMS)
        ),
        Column.ORGANIZATIONS: _organizations(subject, strand, entities, quote),
        Column.METRICS: _metrics(subject, strand, quote),
        Column.REASON: _reason(subject, strand),
        Column.SOURCE: (Item(f"《{case.title}》", quote.of(strand.practice)),),
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


def _reason(subject: Subject, strand: _Strand) -> tuple[Item, ...]:
    reason = subject.reasons.get(strand.head.id if strand.head else "", subject.reasons.get(""))
    return (reason,) if reason else ()


def row_marks(case: Case) -> tuple[Mark, ...]:
    """What must be known of a case before it is quoted, each once."""
    inferred = [Mark.INFERRED] if case.region and case.region_inferred else []
    return tuple(dict.fromkeys([*inferred, *(_DOUBTS[doubt.kind] for doubt in case.doubts)]))


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes quotes of one case."""

    case: Case
    path: str

    def at(self, passage: Passage, start: int, end: int) -> Quote:
        """Words of a passage, by offsets of the source."""
        return Quote(
            text=unbroken(passage.text[start - passage.start : end - passage.start]),
            case=self.case.id,
            title=self.case.title,
            path=self.path,
            start=start,
            end=end,
            passage=passage.id,
            heading=passage.heading,
        )

    def of(self, told: Told) -> Quote:
        """A sentence."""
        return self.at(told.passage, told.start, told.end)

    def item(self, told: Told) -> Item:
        """A sentence as an entry of a cell."""
        return Item(told.text, self.of(told))


def region_cell(case: Case) -> tuple[Item, ...]:
    """Region of a case, marked where it is inferred; empty where it is unknown."""
    if not case.region:
        return ()
    marks = (Mark.INFERRED,) if case.region_inferred else ()
    return (Item(region_words(case.region), marks=marks),)


def issuer_cell(case: Case) -> tuple[Item, ...]:
    """Who issued a case, and of what level that is, as far as known."""
    parts = (case.issuer or "", level_words(case.level))
    return tuple(Item(part) for part in parts if part)


def _initiatives(
    strand: _Strand, entities: Mapping[str, Entity], quote: Quoting
) -> tuple[Item, ...]:
    """The row's head and what else its passages name, each with the words that name it."""
    items = []
    for entity in dict.fromkeys(e.id for e in strand.named):
        known = entities.get(entity)
        member = next(e for e in strand.named if e.id == entity)
        if known is None:
            continue
        spot = _first_spot([strand.practice.passage, *strand.passages], member)
        marks = (Mark.MASKED,) if known.redacted else ()
        items.append(Item(known.name, spot and quote.at(*spot), marks, entity=known))
    return tuple(items[:_INITIATIVES])


def _first_spot(passages: Iterable[Passage], entity: CaseEntity) -> tuple[Passage, int, int] | None:
    """Sentence of the passages that first names an entity."""
    for passage in passages:
        for mention in entity.mentions:
            if passage.start <= mention.start and mention.end <= passage.end:
                return (passage, *sentence_at(passage, mention.start))
    return None


def _measures(subject: Subject, told: Sequence[Told], quote: Quoting) -> tuple[Item, ...]:
    """Best practice sentences, of as many passages as there are, in the order of the text."""

    def rank(sentence: Told) -> float:
        return -sentence.weight - subject.focus.weight(sentence)

    practices = sorted((t for t in told if t.role is Role.PRACTICE and t.weight > 0), key=rank)
    best: dict[str, Told] = {}
    for sentence in practices:
        best.setdefault(sentence.passage.id, sentence)
    # One passage alone may give two sentences.
    chosen = list(best.values())[:_MEASURES] if len(best) > 1 else practices[: _MEASURES // 2]
    return tuple(quote.item(t) for t in sorted(chosen, key=lambda t: t.start))


def _results(told: Sequence[Told], practice: Told, quote: Quoting) -> tuple[Item, ...]:
    """Sentences that tell an outcome; of one that tells a deed too, its words on the outcome."""
    plain = sorted((t for t in told if t.role is Role.RESULT), key=lambda t: -t.weight)
    found: list[tuple[int, Item]] = [(t.start, quote.item(t)) for t in plain[:_RESULTS]]
    mixed = sorted(
        (t for t in told if t.role is Role.PRACTICE and t.result), key=lambda t: -t.weight
    )
    for sentence in [practice, *mixed] if practice.result else mixed:
        if len(found) >= _RESULTS:
            break
        span = last_outcome(sentence)
        if span is not None:
            words = quote.at(sentence.passage, *span)
            found.append((words.start, Item(words.text, words)))
    return tuple(item for _, item in sorted(found, key=lambda f: f[0]))


def _organizations(
    subject: Subject, strand: _Strand, entities: Mapping[str, Entity], quote: Quoting
) -> tuple[Item, ...]:
    """Organizations that the row's passages name, those that run the practice first."""
    tied = {
        end
        for relation in subject.record.relations
        if strand.head is None or strand.head.id in (relation.head, relation.tail)
        for end in (relation.head, relation.tail)
    }
    passages = [strand.practice.passage, *strand.passages]
    found = []
    for entity in subject.record.entities:
        known = entities.get(entity.id)
        if entity.kind is not Kind.ORGANIZATION or known is None:
            continue
        spot = _first_spot(passages, entity)
        if spot is not None and not is_note(spot[0].text):
            marks = (Mark.MASKED,) if known.redacted else ()
            item = Item(known.name, quote.at(*spot), marks, entity=known)
            found.append((entity.id not in tied, spot[1], item))
    found.sort(key=lambda f: f[:2])
    return tuple(item for *_, item in found[:_ORGANIZATIONS])


def _metrics(subject: Subject, strand: _Strand, quote: Quoting) -> tuple[Item, ...]:
    """Figures of the row's passages: what was reached, then targets, problems, masked ones."""
    order = (Status.ACHIEVED, Status.TARGET, Status.PROBLEM)
    mixed = not subject.whole and subject.record.case.genre is Genre.REPORT
    spans = [(t.start, t.end) for t in _told(subject, subject.about)] if mixed else []
    passages = {p.id: p for p in (strand.practice.passage, *strand.passages)}.values()
    found = []
    for metric in subject.record.metrics:
        passage = next((p for p in passages if p.start <= metric.start < p.end), None)
        if passage is None or metric.end > passage.end or passage.role is Role.CHARGE:
            continue
        if mixed and not any(start <= metric.start < end for start, end in spans):
            continue
        stock = _STOCK.search(metric.measure) is not None
        if metric.value is None and stock:
            continue
        rank = (metric.value is None, order.index(metric.status), stock, metric.start)
        found.append((rank, metric_item(metric, passage, quote)))
    found.sort(key=lambda f: f[0])
    return tuple(item for _, item in found[:_METRICS])


def metric_item(metric: Metric, passage: Passage, quote: Quoting) -> Item:
    """A figure as an entry of a cell, with its own words as the quote.

    A masked one is shown by its words, in which the mask stands.
    """
    marks = [Mark(status_words(metric))] if metric.status is not Status.ACHIEVED else []
    marks += [Mark.WITHHELD] if metric.value is None else []
    shown = f"{metric.measure} {value_words(metric)}" if metric.value is not None else metric.text
    words = quote.at(passage, metric.start, metric.end)
    return Item(shown, words, tuple(marks), metric=metric)
