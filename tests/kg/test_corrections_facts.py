"""Corrections of what a case tells: facts taken out, level, genre and themes stated by a person."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from corrected import (
    IMPLEMENTS,
    PARTNERS,
    Build,
    correction,
    entity,
    record_of,
    two_source_store,
    two_sources,
)

from kg.correction.coding import from_lines, to_lines
from kg.correction.model import Amend, CaseField, DropMetric, DropRelation, Merge, Rename
from kg.errors import CorrectionRefused
from kg.library.correcting import case_ref
from kg.ontology import Genre, Level
from kg.store import Store

CASE = "甲.txt#1"
TIE = "村党委与银杏社推行说事廊。"
LAID = "柳河村办起说事廊。"


@pytest.fixture
def store(material: Build, piece: Build) -> Iterator[Store]:
    with two_source_store(material, piece) as opened:
        yield opened


def not_partners(store: Store) -> DropRelation:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case(CASE))
    return DropRelation(case, PARTNERS, entity(store, "村党委"), entity(store, "银杏社"), TIE)


def no_figure(store: Store) -> DropMetric:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case(CASE))
    return DropMetric(case, "户", "银杏社", "柳河", LAID)


def ties(store: Store) -> list[tuple[str, str, str]]:
    return [(edge.head, edge.type.value, edge.tail) for edge in record_of(store, CASE).relations]


def test_relation_taken_out_stays_out_and_comes_back(
    store: Store, material: Build, piece: Build
) -> None:
    before = ties(store)
    assert ("村党委", PARTNERS.value, "银杏社") in before
    one = correction(not_partners(store))
    store.correct([one])
    assert ties(store) == [tie for tie in before if tie[1] != PARTNERS.value]
    for source in two_sources(material, piece):
        store.commit(*source)
    assert ("村党委", PARTNERS.value, "银杏社") not in ties(store)
    store.take_back(one.id, "2026")
    assert ties(store) == before


def test_only_the_relation_of_the_sentence_is_taken_out(store: Store) -> None:
    store.correct([correction(replace(not_partners(store), quote="另一句话。"))])
    with store.reading() as snapshot:
        (standing,) = snapshot.corrections()
    assert standing.is_lost
    assert ("村党委", PARTNERS.value, "银杏社") in ties(store)


def test_relation_is_taken_out_under_the_names_it_was_shown_with(store: Store) -> None:
    wrong = not_partners(store)
    store.correct(
        [
            correction(Rename(entity(store, "村党委"), "柳河村党委")),
            correction(Merge(entity(store, "银杏社"), entity(store, "银杏合作社"))),
        ]
    )
    shown = replace(wrong, head=entity(store, "村党委"), tail=entity(store, "银杏合作社"))
    store.correct([correction(shown)])
    assert [tie for tie in ties(store) if tie[1] == PARTNERS.value] == []
    assert [tie for tie in ties(store) if tie[1] == IMPLEMENTS.value] != []


def test_figure_taken_out_stays_out_and_comes_back(
    store: Store, material: Build, piece: Build
) -> None:
    (figure,) = record_of(store, CASE).metrics
    one = correction(no_figure(store))
    store.correct([one])
    assert record_of(store, CASE).metrics == ()
    for source in two_sources(material, piece):
        store.commit(*source)
    assert record_of(store, CASE).metrics == ()
    store.take_back(one.id, "2026")
    assert record_of(store, CASE).metrics == (figure,)


def test_figure_of_another_subject_is_another_figure(store: Store) -> None:
    store.correct([correction(replace(no_figure(store), subject="村党委"))])
    assert len(record_of(store, CASE).metrics) == 1


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (CaseField.LEVEL, "village", Level.VILLAGE),
        (CaseField.LEVEL, "", None),
        (CaseField.GENRE, "speech", Genre.SPEECH),
        (CaseField.THEMES, "网格治理/集体经济", ("网格治理", "集体经济")),
        (CaseField.THEMES, "", ()),
    ],
)
def test_case_is_of_the_level_genre_and_themes_stated(
    store: Store, field: CaseField, value: str, shown: object
) -> None:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case(CASE))
    store.correct([correction(Amend(case, field, value))])
    assert getattr(record_of(store, CASE).case, field) == shown


def test_facts_taken_out_are_read_again_from_their_lines(store: Store) -> None:
    made = [correction(not_partners(store)), correction(no_figure(store))]
    assert list(from_lines(to_lines(made))) == made


@pytest.mark.parametrize(("field", "value"), [("level", "town"), ("genre", "report")])
def test_line_of_an_unknown_value_is_refused(store: Store, field: str, value: str) -> None:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case(CASE))
    (line,) = to_lines([correction(Amend(case, CaseField(field), value))])
    with pytest.raises(CorrectionRefused, match="line 1"):
        list(from_lines([line.replace(f'"value": "{value}"', '"value": "planet"')]))
