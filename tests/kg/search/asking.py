"""What the contract of engines is asked about: three invented cases, and how to ask."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kg.model import Case, Entity, Passage, Query
from kg.ontology import Genre, Kind, Level
from kg.search.engine import Found, IndexedCase, SearchEngine
from kg.search.understanding.query import parse

Build = Callable[..., SearchEngine]


class EngineModule(Protocol):
    """What the module of an engine brings."""

    __name__: str

    def build_index(
        self, folder: Path, cases: Iterable[IndexedCase], generation: int
    ) -> SearchEngine:
        """Build an index in a folder and open it."""

    def open_index(self, folder: Path) -> SearchEngine:
        """Open the index in a folder."""


HANGZHOU = ("浙江省", "杭州市", "余杭区")
CHENGDU = ("四川省", "成都市")


def piece(
    name: str,
    *texts: str,
    title: str = "无题",
    region: tuple[str, ...] = (),
    entities: tuple[Entity, ...] = (),
    regions: tuple[str, ...] = (),
    heading: tuple[str, ...] = (),
    **fields: object,
) -> IndexedCase:
    case = Case(name, "源", 1, 0, 0, title, region=region)
    passages = tuple(
        Passage(f"{name}.{i}", name, i, 0, len(text), text, heading) for i, text in enumerate(texts)
    )
    return IndexedCase(
        replace(case, **fields),
        f"{name}.txt",
        passages,
        entities,
        regions,  # type: ignore[arg-type]
    )


GRID = Entity("e-grid", Kind.INITIATIVE, "青松网格", aliases=("松格",))
UNION = Entity("e-union", Kind.ORGANIZATION, "河湾社区业委会")

CASES = (
    piece(
        "hangzhou",
        "本区坚持党建引领基层治理效能提升，楼道里成立了议事小组。",
        "业委会换届时，网格员逐户上门。",
        title="议事小组进楼道",
        region=HANGZHOU,
        entities=(GRID, UNION),
        regions=("径山镇",),
        themes=("议事协商", "物业治理"),
        level=Level.COUNTY,
        genre=Genre.EXCHANGE,
        date="2021-03",
    ),
    piece(
        "chengdu",
        "物业公司撤走后，居民自己管起了电梯。",
        "后来选出了业委会，与物业重新签约。杭州的同行前来学习。",
        title="老院落的物业",
        region=CHENGDU,
        entities=(UNION,),
        themes=("物业治理",),
        level=Level.CITY,
        genre=Genre.REPORT,
        date="2021",
    ),
    piece(
        "nowhere",
        "“蓝风铃”驿站为骑手备好热水，网格员随手报修。",
        "驿站夜里也亮灯。",
        themes=("新就业群体",),
        genre=Genre.ARTICLE,
        heading=("一、暖心驿站",),
    ),
)


def ask(engine: SearchEngine, text: str = "", **filters: object) -> Found:
    return engine.find(parse(Query(text, **filters)))  # type: ignore[arg-type]


def ids(found: Found) -> list[str]:
    return [hit.case_id for hit in found.hits]


def text_of(passage_id: str) -> str:
    return next(p.text for c in CASES for p in c.passages if p.id == passage_id)
