"""Confidence: told by the evidence for a mention or relation, never beyond what labels bear out."""

import pytest

from ingest.confidence import mention_sign, rated, rated_relations, relation_sign, share
from ingest.draft import Draft, Tag
from kg.datafiles import read_lines
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, RelationType

_TEXT = "青竹镇办“灯火夜话”。青竹镇还办食堂，街坊们天天都来坐一坐。云溪村也办了。"


def _entity(kind: Kind, name: str) -> CaseEntity:
    starts = [at for at in range(len(_TEXT)) if _TEXT.startswith(name, at)]
    mentions = tuple(Mention(kind, at, at + len(name), name, name) for at in starts)
    return CaseEntity(name, kind, name, mentions)


_TOWN, _VILLAGE = _entity(Kind.PLACE, "青竹镇"), _entity(Kind.PLACE, "云溪村")
_TALKS = _entity(Kind.INITIATIVE, "灯火夜话")


@pytest.mark.parametrize(
    ("entity", "tags", "known", "evidence"),
    [
        (_VILLAGE, set(), False, "0"),
        (_TOWN, set(), False, "1"),
        (_TOWN, {(0, 3, Kind.PLACE)}, False, "2"),
        (_TOWN, {(0, 3, Kind.PLACE)}, True, "3"),
        (_TOWN, {(0, 3, Kind.PERSON)}, False, "1"),
        (_TALKS, set(), False, "1"),
    ],
)
def test_mention_sign_counts_kinds_of_evidence(
    entity: CaseEntity, tags: set[tuple[int, int, Kind]], known: bool, evidence: str
) -> None:
    sign = mention_sign(Draft(text=_TEXT), entity, tags, known=known)
    assert sign == ("mention", str(entity.kind), evidence)


@pytest.mark.parametrize(
    ("head", "start", "end", "evidence"),
    [(_TOWN, 0, 11, "near"), (_TOWN, 11, 39, "one end"), (_VILLAGE, 0, 39, "far")],
)
def test_relation_sign_tells_what_the_proof_names(
    head: CaseEntity, start: int, end: int, evidence: str
) -> None:
    words = _TEXT[start:end]
    relation = Relation(head.id, RelationType.IMPLEMENTS, _TALKS.id, "c", words, start, end)
    entities = {entity.id: entity for entity in (_TOWN, _VILLAGE, _TALKS)}
    assert relation_sign(relation, entities) == ("relation", "implements", evidence)


def test_rated_gives_every_mention_and_relation_what_the_table_says() -> None:
    draft = Draft(text=_TEXT, tags=(Tag(0, 3, Kind.PLACE),))
    local = rated(draft, (_TOWN, _TALKS), ())
    assert {m.confidence for m in local[0].mentions} == {share(("mention", "place", "2"))}
    assert {m.confidence for m in local[1].mentions} == {share(("mention", "initiative", "1"))}
    given = Relation(_TOWN.id, RelationType.IMPLEMENTS, _TALKS.id, "c", _TEXT[:11], 0, 11)
    (relation,) = rated_relations([given], local)
    assert relation.confidence == share(("relation", "implements", "near"))


def test_the_table_has_a_share_for_every_line() -> None:
    rows = [line.split("\t") for line in read_lines("model", "confidence.tsv")]
    assert {row[0] for row in rows} == {"mention", "relation"}
    assert all(0 < float(row[3]) <= 1 and int(row[4]) > 0 for row in rows)
