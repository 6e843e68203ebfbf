"""Which initiatives of a case head a row of their own, and the sentence that tells each best."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg.compare import cues
from kg.compare.subject import Subject
from kg.compare.telling import Told
from kg.datafiles import read_lines
from kg.model import CaseEntity, Passage
from kg.ontology import Kind, RelationType, Role

# A row is read beside others; the case's page has all.
_ROWS: Final = 4
# How much more a sentence must tell, in deeds, to lead a case before one that names its brand.
_NEARER: Final = 3.0
# Characters before a name in which a verb says that it is run, not only named.
_NEAR: Final = 14
_RUN: Final = re.compile(
    r"(?:推行|实施|打造|建立|开展|创新|探索|组建|推出|设立|构建|搭建|实行|创建|深化|启动|形成|健全|完善|落实"
    r"|推广|运用|制定|出台|开设|做[实强优]|建[好强设]|擦亮|培育|叫响|成立|推动|首创|总结|提炼|推进|上线|开发)[^，。；]*$"
)
# Behind a name's own words, with which a mention may end too.
_BRAND: Final = re.compile(r"[”’」』]?[^，。；“]{0,6}(?:品牌|工作法|工程|模式)")
_BRANDED: Final = re.compile(r"”[^，。；“]{0,6}(?:品牌|工作法|工程|模式)$")
_AWARDED: Final = re.compile(r"荣获|获评|入选|被评为|获得[^，。；]{0,16}(?:称号|表彰|奖)")
# Documents are the paper a practice stands on, not what was done.
_DOCUMENT: Final = re.compile(
    r"^关于|(?:意见|办法|规划|方案|条例|决定|通知|规定|细则|措施|指引|标准)(?:[（(].*[)）])?$"
)
# 线上+线下 and 收集、办理、反馈 tell how something is done; they are no names of it.
_MANNER: Final = re.compile(r"“?(?:[\u4e00-\u9fff]{2,4}(?:[+＋、][\u4e00-\u9fff]{2,4})+)”?$")
_TELLING: Final = frozenset({Role.PRACTICE, Role.RESULT})


@dataclass(slots=True)
class Strand:
    """A row to be: its head, the sentence that tells it, the passages that are its own.

    ``named`` are the initiatives that stand in the row, the head first.
    """

    head: CaseEntity | None
    practice: Told
    passages: list[Passage]
    named: list[CaseEntity] = field(default_factory=list)

    @property
    def all_passages(self) -> dict[str, Passage]:
        """Passages of the row by id, the one of its sentence first."""
        return {p.id: p for p in (self.practice.passage, *self.passages)}


def strands_of(subject: Subject, told: Sequence[Told]) -> list[Strand]:
    """The practices of a case: a lead one, and those that have a passage of their own.

    ``told`` are the sentences of the subject.
    """
    ranked = _anchored(subject, told)
    strands = _headed(subject, ranked)
    if not subject.only:
        best = _best(subject, told)
        if best is not None and (not strands or _is_nearer(subject, best, strands[0].practice)):
            near = [entity for entity, a in ranked if a.passage.id == best.passage.id]
            strands = _led_by(best, strands, near)
    if strands and not subject.only:
        own = {p.id for strand in strands for p in strand.passages}
        strands[1:] = [s for s in strands[1:] if _is_asked(subject, s, told)]
        strands[0].passages += [p for p in subject.about if p.id not in own]
    return strands


def _is_asked(subject: Subject, strand: Strand, told: Sequence[Told]) -> bool:
    """Whether a practice beside the lead one is about what was asked; any is of what asks none."""
    if not subject.focus.words:
        return True
    own = {passage.id for passage in strand.passages}
    named = subject.focus.names(strand.head.name) if strand.head else False
    return named or any(t.passage.id in own and subject.focus.touches(t) for t in told)


def _headed(subject: Subject, ranked: Sequence[tuple[CaseEntity, Told]]) -> list[Strand]:
    """Strands with an initiative at their head, the most telling one first."""
    strands: list[Strand] = []
    taken: dict[str, Strand] = {}
    for entity, anchor in ranked:
        at = taken.get(anchor.passage.id)
        if at is not None:
            at.named.append(entity)
        elif len(strands) < _ROWS and _heads(subject, entity, anchor, first=not strands):
            strand = Strand(entity, anchor, _own(subject, entity, anchor), [entity])
            strands.append(strand)
            for passage in strand.passages:
                taken.setdefault(passage.id, strand)
        elif strands:
            strands[0].named.append(entity)
    return strands


def _is_nearer(subject: Subject, best: Told, lead: Told) -> bool:
    """Whether a sentence without a name tells what was asked so much better that it leads."""
    if not (subject.focus.narrow or subject.mixed):
        return False
    near = subject.focus.weight(best) - subject.focus.weight(lead)
    needed = _NEARER / 2 if subject.mixed else _NEARER
    return near > 0 and near + best.weight - lead.weight >= needed


def _led_by(best: Told, strands: Sequence[Strand], named: list[CaseEntity]) -> list[Strand]:
    """Strands behind a lead without a head, which takes in the one of its own passage."""
    lead = Strand(None, best, [], named)
    apart = [strand for strand in strands if strand.practice.passage.id != best.passage.id]
    return [lead, *apart][:_ROWS]


def _heads(subject: Subject, entity: CaseEntity, anchor: Told, *, first: bool) -> bool:
    """Whether an initiative may head a row: a result that names it is no practice of it."""
    if subject.only:
        return first or _stands_alone(subject, entity)
    if anchor.role is not Role.PRACTICE:
        return False
    return first or _stands_alone(subject, entity)


def _best(subject: Subject, told: Sequence[Told]) -> Told | None:
    """Sentence that tells most, nearest to what was asked; None where none tells much.

    A result only where there is no practice; of a mixed case the nearer of both.
    """
    telling = [t for t in told if t.role in _TELLING and t.weight > 0]
    practices = [t for t in telling if t.role is Role.PRACTICE]
    chosen = telling if subject.mixed else practices or telling
    return max(chosen, key=lambda t: t.weight + subject.focus.weight(t), default=None)


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
        anchor = _anchor(entity, told, frozenset(Role) if subject.only else _TELLING)
        if anchor is None:
            continue
        score, sentence = anchor
        near = subject.focus.weight(sentence)
        # Of a case that is about more, what was asked goes before how well a name is known.
        score += near * (2 if subject.focus.narrow else 1) + _standing(subject, entity)
        score += 1.5 if entity.id in running else 0.0
        found.append((score, entity, sentence))
    found.sort(key=lambda f: -f[0])
    return [(entity, sentence) for _, entity, sentence in found]


def _standing(subject: Subject, entity: CaseEntity) -> float:
    """How much a name speaks for itself as the head of a row."""
    score = min(len(entity.mentions), 4) * 0.5
    score += 3.0 if entity.name in subject.record.case.title else 0.0
    score += 4.0 if subject.whole and "·" in entity.name else 0.0
    score += 3.0 if subject.focus.names(entity.name) else 0.0
    score -= 6.0 if is_common(entity.name) else 0.0
    return score - (3.0 if _MANNER.match(entity.name) else 0.0)


def _anchor(
    entity: CaseEntity, told: Sequence[Told], roles: frozenset[Role]
) -> tuple[float, Told] | None:
    """Sentence that tells an initiative best, with how well; None where none tells it."""
    best: tuple[float, Told] | None = None
    for sentence in told:
        if sentence.role not in roles:
            continue
        score = _tells(entity, sentence)
        if score is not None and (best is None or score > best[0]):
            best = (score, sentence)
    return best


def _tells(entity: CaseEntity, sentence: Told) -> float | None:
    """How well a sentence tells an initiative; None where it neither names nor heads it."""
    inside = (m for m in entity.mentions if sentence.start <= m.start and m.end <= sentence.end)
    first = next(inside, None)
    headed = any(_is_under(entity.name, heading) for heading in sentence.passage.heading[-1:])
    if first is None and not headed:
        return None
    score = sentence.weight + (3.0 if sentence.role is Role.PRACTICE else 0.0)
    score += (1.0 if headed else 0.0) - (3.0 if _AWARDED.search(sentence.text) else 0.0)
    score -= 0.0 if sentence.role in _TELLING else 4.0
    if first is None:
        return score
    text, before = sentence.passage.text, sentence.passage.start
    at, end = first.start - before, first.end - before
    runs = _RUN.search(text[max(sentence.start - before, at - _NEAR) : at])
    score += 2.0 + (2.0 if runs else 0.0)
    # A brand is what a case as a whole is known by: 创建“…”党建品牌.
    branded = _BRANDED.search(text[at:end]) or _BRAND.match(text[end : sentence.end - before])
    return score + (4.0 if runs and branded else 0.0)


def _is_under(name: str, heading: str) -> bool:
    """Whether a heading is about a name: one that names several is about none of them alone."""
    return name in heading and len(cues.NAMED.findall(heading)) < 2  # noqa: PLR2004


def _stands_alone(subject: Subject, entity: CaseEntity) -> bool:
    """Whether an initiative is a practice of its own beside the case's lead one."""
    if is_common(entity.name) or entity.redacted or _MANNER.match(entity.name):
        return False
    headed = any(entity.name in heading for p in subject.about for heading in p.heading)
    return headed or len(entity.mentions) > 1 or not subject.whole


def is_common(name: str) -> bool:
    """Whether a name is a campaign that all have, or a document."""
    return name.strip("“”") in _campaigns() or _DOCUMENT.search(name) is not None


@cache
def _campaigns() -> frozenset[str]:
    lists = ("initiative_campaigns.txt", "national_programmes.txt")
    return frozenset(name.lstrip("!=~+?") for file in lists for name in read_lines("lexicon", file))


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
