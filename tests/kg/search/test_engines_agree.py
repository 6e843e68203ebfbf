"""Both engines give the same answer, whatever is in the library and whatever is asked."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from asking import CASES, ask, piece
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InvalidQuery
from kg.model import Entity
from kg.ontology import Genre, Kind, Level, Sort
from kg.search.engine import Found, IndexedCase, SearchEngine
from kg.search.engines import tantivy_engine, whoosh_engine

# Few words, so that generated queries meet generated texts: also in parts, across a line end or
# a quotation mark, beside a letter, and more often than eight times.
SAID = (
    *("网格", "网格员", "业委会", "业主委员会", "议事", "说事廊", "53家", "五十三家", "党支部"),
    *("杭州", "成都市", "人", "的", "，", "。", "\n", "“", "”", "A1", " ", "网格" * 9),
)
TEXTS = st.lists(st.sampled_from(SAID), min_size=1, max_size=8).map("".join)
PLACES = st.sampled_from([(), ("浙江省",), ("浙江省", "杭州市"), ("四川省", "成都市")])
NAMED = st.sampled_from(
    [
        Entity("e-1", Kind.INITIATIVE, "说事廊", aliases=("议事廊",)),
        Entity("e-2", Kind.ORGANIZATION, "河湾 业委会"),
    ]
)
NAMES = st.sampled_from(["a", "b", "c", "d", *(case.case.id for case in CASES)])


def written(name: str, texts: list[str], **fields: object) -> IndexedCase:
    return piece(name, *texts, **fields)  # type: ignore[arg-type]


WRITTEN = st.builds(
    written,
    NAMES,
    st.lists(TEXTS, min_size=1, max_size=3),
    title=TEXTS,
    region=PLACES,
    regions=PLACES,
    heading=st.lists(TEXTS, max_size=2).map(tuple),
    entities=st.lists(NAMED, max_size=2, unique_by=lambda entity: entity.id).map(tuple),
    themes=st.lists(st.sampled_from(["议事协商", "物业治理"]), unique=True).map(tuple),
    level=st.sampled_from([None, *Level]),
    genre=st.sampled_from(Genre),
    date=st.sampled_from([None, "2021", "2022-03"]),
)
ASKED = st.lists(
    st.sampled_from(
        [
            *SAID,
            *("(", ")", '"', "-", " OR ", "网*", "业*", "年份:2021..2022 ", "地区:浙江 "),
            *("主题:物业治理 ", "标题:网格 ", "说事廊怎么办"),
        ]
    ),
    min_size=1,
    max_size=5,
).map("".join)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "region": st.sampled_from(["浙江省", "四川省/成都市", "unknown"]),
        "theme": st.sampled_from(["物业治理", ("物业治理", "议事协商")]),
        "year": st.sampled_from(["2021", "unknown"]),
        "sort": st.sampled_from(Sort),
        "offset": st.integers(0, 3),
        "limit": st.integers(0, 4),
    },
)


@pytest.fixture(scope="module")
def both() -> Callable[[str], list[SearchEngine]]:
    """Function that builds the standing cases on both engines in a folder."""

    def made(folder: str) -> list[SearchEngine]:
        return [
            module.build_index(Path(folder, module.__name__), CASES, 1)
            for module in (whoosh_engine, tantivy_engine)
        ]

    return made


def answer(engine: SearchEngine, text: str, chosen: dict[str, object]) -> Found | str:
    try:
        return ask(engine, text, **chosen)
    except InvalidQuery as error:
        return str(error)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    writes=st.lists(
        st.tuples(
            st.lists(WRITTEN, max_size=4, unique_by=lambda case: case.case.id),
            st.lists(NAMES, max_size=2),
        ),
        min_size=1,
        max_size=2,
    ),
    asked=st.lists(st.tuples(ASKED, CHOSEN), min_size=1, max_size=12),
)
def test_engines_give_the_same_hits_facets_and_highlights(
    both: Callable[[str], list[SearchEngine]],
    writes: list[tuple[list[IndexedCase], list[str]]],
    asked: list[tuple[str, dict[str, object]]],
) -> None:
    # A thread of tantivy may still put a file away while the folder is taken down.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        one, other = both(folder)
        with closing(one), closing(other):
            for generation, (added, removed) in enumerate(writes, 2):
                one.write(added, removed, generation)
                other.write(added, removed, generation)
            assert one.cases() == other.cases()
            for text, chosen in asked:
                assert answer(one, text, chosen) == answer(other, text, chosen)
