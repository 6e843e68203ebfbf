"""Corrections: what each changes, that it stays, that it can be taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from corrected import (
    IMPLEMENTS,
    PARTNERS,
    Build,
    correction,
    entity,
    named_in,
    record_of,
    shown,
    state,
    two_source_store,
    two_sources,
)

from kg.correction.model import (
    Amend,
    CaseField,
    Hide,
    Merge,
    Part,
    Rename,
    Retype,
    Split,
    split_id,
)
from kg.errors import CorrectionRefused
from kg.library.correcting import case_ref
from kg.model import CaseRecord, Passage
from kg.ontology import Kind
from kg.store import Store


@pytest.fixture
def store(material: Build, piece: Build) -> Iterator[Store]:
    with two_source_store(material, piece) as opened:
        yield opened


def test_renamed_entity_is_found_by_both_names_and_shown_by_the_new_one(store: Store) -> None:
    store.correct([correction(Rename(entity(store, "银杏社"), "银杏互助社"))])
    assert ("银杏社", "银杏互助社") in named_in(store, "甲.txt#1")
    with store.reading() as snapshot:
        assert snapshot.named("银杏互助社") == snapshot.named("银杏社") == ["银杏社"]
    # The words of the text stay what they are.
    named = {e.id: e for e in record_of(store, "甲.txt#1").entities}["银杏社"]
    assert {mention.surface for mention in named.mentions} == {"银杏社"}


def test_retyped_entity_loses_ties_that_its_kind_cannot_have(store: Store) -> None:
    store.correct([correction(Retype(entity(store, "说事廊"), Kind.ORGANIZATION))])
    record = record_of(store, "甲.txt#1")
    assert [e.kind for e in record.entities if e.id == "说事廊"] == [Kind.ORGANIZATION]
    assert {m.kind for e in record.entities for m in e.mentions if e.id == "说事廊"} == {
        Kind.ORGANIZATION
    }
    assert [relation.type for relation in record.relations] == [PARTNERS]


def test_hidden_entity_is_nowhere(store: Store) -> None:
    store.correct([correction(Hide(entity(store, "银杏社")))])
    record = record_of(store, "甲.txt#1")
    assert "银杏社" not in {key for key, _ in named_in(store, "甲.txt#1")}
    assert [relation.type for relation in record.relations] == [IMPLEMENTS]
    assert [(m.subject, m.subject_id) for m in record.metrics] == [("银杏社", None)]
    assert shown(store, "银杏社") is None


def test_hidden_place_takes_the_places_above_along_and_brings_them_back(store: Store) -> None:
    before = state(store)
    town, village = entity(store, "石桥镇"), entity(store, "柳河村")
    first, second = correction(Hide(town)), correction(Hide(village))
    store.correct([first, second])
    assert shown(store, "石桥镇") is None
    assert [edge.type for edge in state(store)[2] if edge.gazetteer] == []
    store.take_back(second.id, "2026")
    store.take_back(first.id, "2026")
    assert state(store) == before


def test_merged_entity_brings_its_names_mentions_and_ties(store: Store) -> None:
    one, other = entity(store, "银杏合作社"), entity(store, "银杏社")
    store.correct([correction(Merge(one, other))])
    assert shown(store, "银杏合作社") is None
    merged = shown(store, "银杏社")
    assert merged
    assert merged.aliases == ("银杏合作社",)
    assert merged.basis == "人工更正：归并“银杏合作社”"
    # The case keeps the name that it gives.
    assert ("银杏社", "银杏合作社") in named_in(store, "乙.txt#1")
    assert [r.head for r in record_of(store, "乙.txt#1").relations] == ["银杏社"]


def test_two_entities_of_one_case_become_one_and_no_tie_to_itself(store: Store) -> None:
    store.correct([correction(Merge(entity(store, "村党委"), entity(store, "银杏社")))])
    record = record_of(store, "甲.txt#1")
    merged = next(e for e in record.entities if e.id == "银杏社")
    assert [m.surface for m in merged.mentions] == ["村党委", "银杏社"]
    assert [relation.type for relation in record.relations] == [IMPLEMENTS]


def test_split_entity_is_another_one_in_the_chosen_cases(store: Store) -> None:
    with store.reading() as snapshot:
        part = Part(case_ref(snapshot, snapshot.case("甲.txt#2")))
    split = correction(Split(entity(store, "银杏社"), (part,), "青山银杏社", ("银杏社",)))
    store.correct([split])
    new = split_id(split, split.action)  # type: ignore[arg-type]
    assert named_in(store, "甲.txt#2")[-1] == (new, "青山银杏社")
    assert ("银杏社", "银杏社") in named_in(store, "甲.txt#1")
    other = shown(store, new)
    assert other
    assert (other.name, other.aliases) == ("青山银杏社", ("银杏社",))
    assert other.basis == "人工更正：自“银杏社”拆出"


def test_split_takes_the_mentions_of_the_chosen_sentences_and_their_ties(store: Store) -> None:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case("甲.txt#1"))
    part = Part(case, ("村党委与银杏社推行说事廊。",))
    split = correction(Split(entity(store, "说事廊"), (part,), "另一说事廊"))
    store.correct([split])
    record = record_of(store, "甲.txt#1")
    spans = {e.name: [m.start for m in e.mentions] for e in record.entities}
    assert spans["说事廊"] == [5]
    assert spans["另一说事廊"] == [18]
    assert [r.tail for r in record.relations if r.type is IMPLEMENTS] == ["说事廊"]


def test_corrections_hold_for_what_is_ingested_later(
    store: Store, material: Build, piece: Build
) -> None:
    store.correct(
        [
            correction(Rename(entity(store, "银杏社"), "银杏互助社")),
            correction(Hide(entity(store, "说事廊"))),
        ]
    )
    words = "石桥镇请来银杏社，办起说事廊。"
    store.commit(
        *material(
            "丙.txt",
            piece(
                words,
                places=("石桥镇",),
                organizations=("银杏社",),
                initiatives=("说事廊",),
                relations=(("石桥镇", IMPLEMENTS, "说事廊", words),),
            ),
        )
    )
    assert named_in(store, "丙.txt#1") == [("石桥镇", "石桥镇"), ("银杏社", "银杏互助社")]
    assert record_of(store, "丙.txt#1").relations == ()
    assert shown(store, "说事廊") is None


def test_correction_without_its_target_is_kept_and_holds_when_it_comes_back(
    store: Store, material: Build, piece: Build
) -> None:
    renamed = correction(Rename(entity(store, "银杏合作社"), "银杏农民合作社"))
    store.correct([renamed])
    other = two_sources(material, piece)[1]
    store.remove(other.source.id)
    with store.reading() as snapshot:
        assert [(one.correction, one.is_lost) for one in snapshot.corrections()] == [
            (renamed, True)
        ]
    store.commit(*other)
    with store.reading() as snapshot:
        assert [one.is_lost for one in snapshot.corrections()] == [False]
    assert ("银杏合作社", "银杏农民合作社") in named_in(store, "乙.txt#1")


def test_masked_entity_of_a_changed_case_is_found_by_its_sentence(
    store: Store, material: Build, piece: Build
) -> None:
    """What carries a mask stays with its case, and a changed case may have another id."""
    kept, other = "*社区办食堂。", "*社区办书屋。"
    store.commit(*material("己.txt", piece(kept, places=("*社区",)), piece(other)))
    renamed = correction(Rename(entity(store, "*社区@己.txt"), "*社区（食堂）"))
    store.correct([renamed])
    changed = material("庚.txt", piece(f"{kept}又办书屋。", places=("*社区",)))
    record = changed.records[0]
    text, case = record.passages[0].text, record.case.id
    first = Passage(f"{case}/1", case, 1, 0, len(kept), kept)
    last = Passage(f"{case}/2", case, 2, len(kept), len(text), text[len(kept) :])
    changed.records[0] = replace(record, passages=(first, last))
    store.commit(*changed)
    assert named_in(store, "庚.txt#1") == [("*社区@庚.txt", "*社区")]  # the other one is there
    with store.reading() as snapshot:
        source = snapshot.source_at("己.txt")
    assert source
    store.remove(source.id)
    store.commit(*changed)
    assert named_in(store, "庚.txt#1") == [("*社区@庚.txt", "*社区（食堂）")]
    store.take_back(renamed.id, "2026")
    assert named_in(store, "庚.txt#1") == [("*社区@庚.txt", "*社区")]


def test_case_that_changed_is_found_by_its_opening_words_or_title(
    store: Store, material: Build, piece: Build
) -> None:
    words = "这一篇开头讲的是枫林镇食堂的来历，由居民凑钱办起，三年不曾停过一天，人人都说它好。"
    store.commit(*material("戊.txt", piece(f"{words}后来添了书屋。", title="食堂")))
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case("戊.txt#1"))
    store.correct([correction(Amend(case, CaseField.DATE, "2021"))])
    for pieces in (
        (piece("新的前言。", title="前言"), piece(f"{words}又添了戏台。", title="食堂二")),
        (piece("新的前言。", title="前言"), piece("开头也改了。", title="食堂")),
    ):
        made = material("戊.txt", *pieces)
        new = [f"{made.source.id}#{record.case.number}" for record in made.records]
        records = [
            CaseRecord(replace(r.case, id=key), (replace(r.passages[0], id=f"{key}/1", case=key),))
            for r, key in zip(made.records, new, strict=True)
        ]
        store.commit(made.source, records, [])
        assert [record_of(store, key).case.date for key in new] == [None, "2021"]


def test_what_was_taken_back_or_is_unknown_cannot_be_taken_back(store: Store) -> None:
    hidden = correction(Hide(entity(store, "银杏社")))
    store.correct([hidden])
    store.take_back(hidden.id, "2026")
    for key in (hidden.id, "unknown"):
        with pytest.raises(CorrectionRefused):
            store.take_back(key, "2026")
