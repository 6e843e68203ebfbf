"""What is shown around an entity, and which ways between two are gone first."""

from collections.abc import Callable
from typing import Any

from kg.graph.neighbourhood import View, neighbourhood, path
from kg.library import Library
from kg.ontology import Kind, RelationType

Build = Callable[..., Any]
RUNS, VISITED = RelationType.IMPLEMENTS, RelationType.VISITED


def test_what_only_the_same_case_names_waits_where_it_would_crowd_out_the_proven(
    library: Library, material: Build, piece: Build
) -> None:
    text = "甲党委推行说事廊，乙党委、丙党委、丁党委到会。"
    made = piece(
        text,
        organizations=("甲党委", "乙党委", "丙党委", "丁党委"),
        initiatives=("说事廊",),
        relations=(("甲党委", RUNS, "说事廊", "甲党委推行说事廊"),),
    )
    library.commit(*material("甲.txt", made))
    with library.walking() as (snapshot, graph):

        def left(view: View) -> tuple[int, int]:
            around = neighbourhood(snapshot, graph, "说事廊", view)
            return sum(total for _, _, total in around.near), around.left_out

        assert left(View(9)) == (4, 0)
        assert left(View(9, together=3)) == (4, 0)
        assert left(View(9, together=2)) == (1, 3)
        assert left(View(9, relations=(None,), together=2)) == (3, 0)
        assert left(View(9, kinds=(Kind.ORGANIZATION,), together=2)) == (1, 3)
        # Where none has a proof all are shown.
        around = neighbourhood(snapshot, graph, "乙党委", View(9, together=2))
        assert (around.total, around.left_out) == (4, 0)


def test_path_takes_no_visit_where_anything_else_leads_there(
    library: Library, material: Build, piece: Build
) -> None:
    text = "来客到过柳河村，也到过东湾村。柳河村推行说事廊。东湾村推行说事廊。"
    made = piece(
        text,
        places=("柳河村", "东湾村", "西坡村"),
        organizations=("来客",),
        initiatives=("说事廊",),
        relations=(
            ("来客", VISITED, "柳河村", "来客到过柳河村"),
            ("来客", VISITED, "东湾村", "也到过东湾村"),
            ("来客", VISITED, "西坡村", "来客到过柳河村"),
            ("柳河村", RUNS, "说事廊", "柳河村推行说事廊"),
            ("东湾村", RUNS, "说事廊", "东湾村推行说事廊"),
        ),
    )
    library.commit(*material("甲.txt", made))
    with library.walking() as (snapshot, graph):

        def way(start: str, end: str) -> list[str]:
            return [step.end.id for step in path(snapshot, graph, start, end)]

        assert way("柳河村", "东湾村") == ["说事廊", "东湾村"]
        assert way("柳河村", "西坡村") == ["来客", "西坡村"]
        assert way("来客", "东湾村") == ["东湾村"]
