"""Relations: the words that prove them, and the case's own place and issuer behind them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relating import relations_of, told_of

from ingest.draft import Draft
from ingest.extract import relations
from kg.ontology import ENDS, Level, RelationType

_Build = Callable[..., Draft]
_PIECES = st.lists(
    st.sampled_from(
        (
            *("余杭区", "径山镇", "小古城村", "区委", "党委", "书记方文俊", "清泉科技有限公司"),
            *("推行", "“红色管家”工作法", "荣获", "“全国文明村”称号", "与", "结对共建", "会同"),
            *("，", "。", "、", "\n", "*社区", "到", "调研", "2019年5月"),
        )
    ),
    max_size=16,
).map("".join)


def test_find_gives_posts_and_dates_as_the_text_has_them(draft: _Build) -> None:
    text = "2019年5月，径山镇党委书记方文俊到小古城村调研。"
    found, entities = relations_of(draft(text))
    shown = {(r.type, entities[r.tail].name, r.post, r.date) for r in found}
    assert (RelationType.HOLDS_POST, "径山镇党委", "党委书记", None) in shown
    assert (RelationType.VISITED, "小古城村", None, "2019-05") in shown


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018年大事记\n3月5日，方文俊到小古城村调研。", "2018-03-05"),
        ("2018年\n会很多。\n2019年\n3月5日，方文俊到小古城村调研。", "2019-03-05"),
        ("3月5日，方文俊到小古城村调研。", None),
    ],
)
def test_a_day_of_a_chronology_is_of_the_year_of_its_heading(
    draft: _Build, text: str, date: str | None
) -> None:
    found, _ = relations_of(draft(text))
    assert {r.date for r in found if r.type is RelationType.VISITED} == {date}


def test_find_takes_the_issuer_for_who_acts_where_no_subject_stands(draft: _Build) -> None:
    text = "径山镇党委\n\n今年推行“红色管家”工作法。"
    told = told_of(draft(text, issuer="径山镇党委"))
    assert ("径山镇党委", RelationType.IMPLEMENTS, "红色管家") in told


def test_find_seats_masked_bodies_in_the_masked_place_of_the_case(draft: _Build) -> None:
    text = "*社区办起食堂。*社区党委推行“红色管家”工作法。"
    told = told_of(draft(text, region=(), level=Level.VILLAGE))
    assert ("*社区党委", RelationType.LOCATED_IN, "*社区") in told


def test_find_puts_a_county_of_many_provinces_into_none(draft: _Build) -> None:
    told = told_of(draft("径山镇接待了客人。鼓楼区来了客人。"))
    assert not [tail for head, _, tail in told if head == "鼓楼区"]


@settings(max_examples=60, deadline=None)
@given(_PIECES)
def test_find_keeps_to_the_closed_lists_and_quotes_its_proof(draft: _Build, text: str) -> None:
    found, entities = relations_of(draft(text, tags=()))
    for relation in found:
        heads, tails = ENDS[relation.type]
        assert entities[relation.head].kind in heads
        assert entities[relation.tail].kind in tails
        assert relation.head != relation.tail
        assert relation.evidence == text[relation.start : relation.end] != ""
    assert len({(r.head, r.type, r.tail) for r in found}) == len(found)


def test_find_cuts_the_proof_out_of_text_without_stops(draft: _Build) -> None:
    text = "小古城村党委与清泉科技有限公司党支部结对共建" * 60
    found, _ = relations_of(draft(text, tags=()))
    assert any(r.type is RelationType.PARTNERS_WITH for r in found)
    assert max(len(r.evidence) for r in found) <= 600


def test_find_of_an_entity_list_without_occurrences_is_empty(draft: _Build) -> None:
    assert relations.find(draft("径山镇办食堂。"), ()) == []


def test_find_seats_a_bare_post_on_its_line_in_the_place_of_the_case(draft: _Build) -> None:
    text = "2025年余杭区政府工作报告\n区长　沈青林\n各位代表：\n余杭区一年来抓实党建。"
    told = told_of(draft(text, region=("浙江省", "杭州市", "余杭区")))
    assert ("沈青林", RelationType.HOLDS_POST, "余杭区") in told
