"""Exports: the shapes that other tools read, and the same bytes for the same library."""

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InvalidQuery, LibraryFailed
from kg.export import FORMATS, export
from kg.library import Library
from kg.model import Metric
from kg.ontology import Change, RelationType, Status

Build = Callable[..., Any]


@pytest.fixture
def full(library: Library, material: Build, piece: Build) -> Library:
    """Two sources: one with all there is to export, one with a copy of it."""
    text = "*街道在柳河村办起“说事廊”，说事廊解决难题1.6万件。"
    made = material(
        "市/甲.txt",
        piece(
            text,
            "开场",
            themes=("议事协商",),
            region=("安徽省", "云台县"),
            places=("柳河村",),
            organizations=("*街道",),
            initiatives=("说事廊",),
            relations=(("*街道", RelationType.IMPLEMENTS, "说事廊", "*街道在柳河村办起“说事廊”"),),
            metrics=(
                Metric("市/甲.txt#1", "*街道", "难题", 16000.0, "件", "难题1.6万件", 20, 26),
                Metric("市/甲.txt#1", None, "议题", 20.0, "个", "20—30个", 0, 1, 30.0),
                Metric(
                    "市/甲.txt#1",
                    None,
                    "户",
                    None,
                    "户",
                    "**户",
                    0,
                    1,
                    None,
                    Change.BY,
                    Status.TARGET,
                ),
            ),
            parents={"柳河村": "石桥镇"},
        ),
        piece(text, duplicate_of="市/甲.txt#1"),
    )
    library.commit(made.source, made.records, made.entities)
    copy = material("乙.txt", piece("别处", duplicate_of="市/甲.txt#1"))
    library.commit(copy.source, copy.records, copy.entities)
    return library


def exported(library: Library, tmp_path: Path, name: str) -> str:
    out = tmp_path / f"out.{name}"
    export(library, name, out)
    return out.read_text(encoding="utf-8")


def test_jsonl_has_one_case_a_line_in_the_form_of_the_guidelines(
    full: Library, tmp_path: Path
) -> None:
    lines = exported(full, tmp_path, "jsonl").splitlines()
    cases = [json.loads(line) for line in lines]
    assert [(case["source"], case["case"]) for case in cases] == [
        ("乙.txt", 1),
        ("市/甲.txt", 1),
        ("市/甲.txt", 2),
    ]
    assert cases[1] == {
        "source": "市/甲.txt",
        "case": 1,
        "start": 0,
        "end": 28,
        "title": "开场",
        "issuer": None,
        "genre": "other",
        "date": None,
        "level": None,
        "region": ["安徽省", "云台县"],
        "themes": ["议事协商"],
        "duplicate_of": None,
        "doubts": [],
        "marks": [],
        "entities": [
            {"type": "place", "name": "柳河村", "mentions": ["柳河村"], "redacted": False},
            {"type": "organization", "name": "*街道", "mentions": ["*街道"], "redacted": True},
            {"type": "initiative", "name": "说事廊", "mentions": ["说事廊"], "redacted": False},
        ],
        "relations": [
            {
                "head": "*街道",
                "type": "implements",
                "tail": "说事廊",
                "evidence": "*街道在柳河村办起“说事廊”",
            }
        ],
        "metrics": [
            {
                "subject": subject,
                "measure": measure,
                "value": value,
                "unit": unit,
                "text": text,
                "change": change,
                "status": status,
            }
            for subject, measure, value, unit, text, change, status in (
                ("*街道", "难题", 16000, "件", "难题1.6万件", None, "achieved"),
                (None, "议题", [20, 30], "个", "20—30个", None, "achieved"),
                (None, "户", None, "户", "**户", "by", "target"),
            )
        ],
    }
    assert '"value": 16000,' in lines[1]


def test_jsonl_tells_copies_by_number_and_across_sources_by_path(
    full: Library, tmp_path: Path
) -> None:
    cases = [json.loads(line) for line in exported(full, tmp_path, "jsonl").splitlines()]
    assert cases[2]["duplicate_of"] == 1
    assert "copy_of" not in cases[2]
    assert cases[0]["duplicate_of"] is None
    assert cases[0]["copy_of"] == {"source": "市/甲.txt", "case": 1}


def test_graphml_has_nodes_and_edges_with_their_data(full: Library, tmp_path: Path) -> None:
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(exported(full, tmp_path, "graphml"))  # noqa: S314 -- our own file
    names = {key.get("id"): key.get("attr.name") for key in root.findall("g:key", space)}

    def data(element: ET.Element) -> dict[str, str]:
        return {names[part.get("key")]: part.text for part in element.findall("g:data", space)}

    nodes = {node.get("id"): data(node) for node in root.iterfind(".//g:node", space)}
    edges = [(e.get("source"), e.get("target"), data(e)) for e in root.iterfind(".//g:edge", space)]
    assert nodes["说事廊"] == {"kind": "initiative", "name": "说事廊", "cases": "1"}
    assert nodes["石桥镇"] == {"kind": "place", "name": "石桥镇", "cases": "0"}
    assert edges == [
        (
            "*街道@市/甲.txt",
            "说事廊",
            {"type": "implements", "cases": "1", "evidence": "text"},
        ),
        ("柳河村", "石桥镇", {"type": "located_in", "cases": "0", "evidence": "gazetteer"}),
    ]


def test_graph_files_hold_characters_as_they_are(full: Library, tmp_path: Path) -> None:
    for name in ("graphml", "gexf"):
        assert "说事廊" in exported(full, tmp_path, name)


def test_gexf_has_labels_and_edges(full: Library, tmp_path: Path) -> None:
    space = {"g": "http://www.gexf.net/1.2draft"}
    root = ET.fromstring(exported(full, tmp_path, "gexf"))  # noqa: S314 -- our own file
    labels = {node.get("id"): node.get("label") for node in root.iterfind(".//g:node", space)}
    assert labels["说事廊"] == "说事廊"
    edges = {(e.get("source"), e.get("target")) for e in root.iterfind(".//g:edge", space)}
    assert edges == {("*街道@市/甲.txt", "说事廊"), ("柳河村", "石桥镇")}


def test_csv_has_each_relation_with_its_words(full: Library, tmp_path: Path) -> None:
    head, row = csv.reader(exported(full, tmp_path, "csv").removeprefix("\ufeff").splitlines())
    told = dict(zip(head, row, strict=True))
    assert (told["head"], told["type"], told["tail"]) == ("*街道", "implements", "说事廊")
    source = full.source_at(told["source"])
    assert source is not None
    assert source.text[int(told["start"]) : int(told["end"])] == told["evidence"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_export_twice_gives_the_same_bytes(full: Library, tmp_path: Path, name: str) -> None:
    assert exported(full, tmp_path, name) == exported(full, tmp_path, name)


def test_export_of_an_unknown_format_names_those_there_are(
    library: Library, tmp_path: Path
) -> None:
    with pytest.raises(InvalidQuery, match="csv gexf graphml jsonl"):
        export(library, "pdf", tmp_path / "out")


def test_export_that_fails_leaves_the_old_file(full: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    full.close()
    (full.folder / "library.sqlite").unlink()
    with pytest.raises(LibraryFailed, match="unable to open"):
        export(full, "jsonl", out)
    assert out.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
