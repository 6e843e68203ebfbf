"""What an entity's page is made of: what a place did, its years, its mentions in turn."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.dossier import DOUBTED, UNDATED, dossier, mentions
from kg.errors import UnknownEntity
from kg.library import Library
from kg.model import Doubt, Entity
from kg.ontology import DoubtKind, Kind, RelationType

Build = Callable[..., Any]

COUNTY = ("云台省", "青溪市", "柳江县")
RUNS = RelationType.IMPLEMENTS


@pytest.fixture
def county(library: Library, material: Build, piece: Build) -> Library:
    """A county whose village runs 说事廊; one case of it is dated, one doubted, one not dated."""
    told = "柳河村党支部在柳河村办起说事廊，柳河村的人都来。"
    village = piece(
        told,
        title="柳河村的说事廊",
        themes=("议事协商",),
        region=(*COUNTY, "柳河村"),
        places=("柳河村",),
        organizations=("柳河村党支部",),
        initiatives=("说事廊",),
        relations=(("柳河村党支部", RUNS, "说事廊", told),),
    )
    other = piece("柳江县的人去看。", title="去看", region=COUNTY, places=("柳江县",))
    abroad = piece("外县也办起说事廊。", title="外县", region=("别省",), initiatives=("说事廊",))
    made = material("甲.txt", village, other, abroad)
    doubt = Doubt(DoubtKind.DATE, "外县", 0, 2, "次年的事")
    dates = (("2023-06", ()), (None, ()), ("2021", (doubt,)))
    records = [
        replace(record, case=replace(record.case, date=date, doubts=doubts))
        for record, (date, doubts) in zip(made.records, dates, strict=True)
    ]
    library.commit(made.source, records, [_placed(entity) for entity in made.entities])
    return library


def _placed(entity: Entity) -> Entity:
    inside = entity.name.startswith("柳河村")
    if entity.name == "柳江县":
        return replace(entity, region=COUNTY, unit="000001")
    return replace(entity, region=(*COUNTY, "柳河村")) if inside else entity


def test_a_place_has_done_what_those_inside_it_did(county: Library) -> None:
    told = dossier(county, "柳江县").deeds
    deed = told.initiatives[0]
    assert deed.entity.name == "说事廊"
    assert [one.name for one in deed.by] == ["柳河村党支部"]
    assert deed.quote
    assert "办起说事廊" in deed.quote.text
    assert [one.name for one in told.organizations.entities] == ["柳河村党支部"]
    assert told.inside == 1
    assert told.themes == (("议事协商", 1),)


def test_what_a_place_did_is_named_to_the_last(
    library: Library, material: Build, piece: Build
) -> None:
    names = [f"{one}{two}议事法" for one in "甲乙丙丁戊" for two in "东西南北"]
    told = f"柳江县的柳河村党支部在柳河村办起{'、'.join(names)}。"
    made = material(
        "乙.txt",
        piece(
            told,
            title="柳河村的做法",
            region=(*COUNTY, "柳河村"),
            places=("柳江县", "柳河村"),
            organizations=("柳河村党支部",),
            initiatives=tuple(names),
            relations=tuple(("柳河村党支部", RUNS, name, told) for name in names),
        ),
    )
    library.commit(made.source, made.records, [_placed(entity) for entity in made.entities])
    deeds = dossier(library, "柳江县").deeds
    said = [deed.entity.name for deed in deeds.initiatives]
    named = [entity.name for entity in deeds.more_initiatives.entities]
    assert sorted(said + named) == sorted(names)
    assert deeds.more_initiatives.total == len(names)


def test_cases_of_another_place_are_not_its_own(county: Library) -> None:
    told = dossier(county, "柳江县")
    titles = [d.case.title for y in told.timeline.years for d in y.cases]
    assert told.of_place
    assert titles == ["柳河村的说事廊", "去看"]


def test_a_place_without_cases_of_its_own_has_those_that_name_it(
    library: Library, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳江县的人去看。", title="去看", places=("柳江县",)))
    library.commit(made.source, made.records, [_placed(entity) for entity in made.entities])
    told = dossier(library, "柳江县")
    assert not told.of_place
    assert [d.case.title for year in told.timeline.years for d in year.cases] == ["去看"]


def test_years_are_sound_ones_and_the_rest_is_told_apart(county: Library) -> None:
    years = {year.year: year.total for year in dossier(county, "说事廊").timeline.years}
    assert years == {"2023": 1, DOUBTED: 1}
    assert UNDATED in {year.year for year in dossier(county, "柳江县").timeline.years}


def test_who_practises_an_initiative_is_told_with_the_words(county: Library) -> None:
    (group,) = dossier(county, "说事廊").ties
    assert (group.type, group.outgoing, group.total) == (RUNS, False, 1)
    assert group.views[0].head.name == "柳河村党支部"
    assert group.views[0].quotes


def test_mentions_are_read_one_after_the_other_through_all_cases(county: Library) -> None:
    told = mentions(county, "说事廊")
    texts = {
        case.id: county.source(case.source)
        for case in county.cases(c for c, *_ in told.spots).values()
    }
    assert all(
        source and source.text[spot.start : spot.end] == "说事廊" == spot.surface
        for spot in told.spots
        if (source := texts[spot.case])
    )
    assert [spot.case for spot in told.spots] == ["甲.txt#1", "甲.txt#3"]
    assert [told.place(spot.case, spot.start) for spot in told.spots] == [0, 1]
    assert told.place("甲.txt#1", 10_000) is None


def test_wordings_count_cases_and_mentions(county: Library) -> None:
    (wording,) = dossier(county, "柳河村").wordings
    assert (wording.surface, wording.cases, wording.mentions) == ("柳河村", 1, 3)


@pytest.mark.parametrize("ask", [dossier, mentions])
def test_an_unknown_entity_is_told(county: Library, ask: Build) -> None:
    with pytest.raises(UnknownEntity):
        ask(county, "nothing")


def test_copies_are_read_and_counted_once(library: Library, material: Build, piece: Build) -> None:
    one = piece("柳河村办起说事廊。", initiatives=("说事廊",))
    library.commit(*material("甲.txt", one))
    copy = replace(one, text="柳河村办起说事廊了。", duplicate_of="甲.txt#1")
    library.commit(*material("乙.txt", copy))
    told = dossier(library, "说事廊")
    assert told.timeline.total == told.naming == told.mentions == 1
    assert told.first == ("甲.txt#1", 5)


def test_many_relations_are_counted_and_the_first_shown(
    library: Library, material: Build, piece: Build
) -> None:
    names = tuple(f"第{number:03}村党支部" for number in range(60))
    text = "。".join(f"{name}办起说事廊" for name in names) + "。"
    told = tuple((name, RUNS, "说事廊", f"{name}办起说事廊") for name in names)
    library.commit(
        *material(
            "甲.txt", piece(text, organizations=names, initiatives=("说事廊",), relations=told)
        )
    )
    (group,) = dossier(library, "说事廊").ties
    assert group.total == 60
    assert len(group.views) < 60
    assert [view.head.kind for view in group.views] == [Kind.ORGANIZATION] * len(group.views)


def test_a_name_inside_a_longer_form_of_it_is_read_once(
    library: Library, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳江县柳河村党支部开会。", organizations=("柳河村党支部",)))
    (record,) = made.records
    (body,) = record.entities
    (short,) = body.mentions
    long = replace(short, start=short.start - 3, surface=f"柳江县{short.surface}")
    named = replace(body, mentions=(long, short))
    library.commit(made.source, [replace(record, entities=(named,))], made.entities)
    told = dossier(library, body.id)
    assert told.mentions == 1
    assert [wording.surface for wording in told.wordings] == ["柳江县柳河村党支部"]
