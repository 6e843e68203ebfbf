"""The ``kg`` command on real libraries: documents, exit codes, what is written where.

Questions go to the session's library; what changes a library has one of its own.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner
from commanding import Kg

from kg.library import Library
from kg.ontology import Kind
from web.cli import main

ROOT = Path(__file__).parents[2]
READMES = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("README*.md"))]
HEAVY = ("flask", "jieba", "lxml", "networkx", "numpy", "sqlalchemy", "waitress", "whoosh")


def test_stats_counts_what_there_is(asking: Kg) -> None:
    document = asking.document("stats")
    assert (document["sources"], document["cases"]) == (3, 3)
    assert set(document["entities"]) <= set(Kind)
    assert all(document[name] > 0 for name in ("passages", "relations", "metrics"))
    assert "sources" in asking("stats").stdout


def test_stats_count_the_relations_that_the_table_has(asking: Kg, tmp_path: Path) -> None:
    out = tmp_path / "relations.csv"
    asking("export", "--format", "csv", "--out", out)
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    document = asking.document("stats")
    assert document["relations"] == len(rows) - 1
    assert document["gazetteer"] > 0


@pytest.mark.parametrize("form", ["jsonl", "graphml", "gexf", "csv"])
def test_export_writes_a_file(asking: Kg, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    result = asking("export", "--format", form, "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    text = out.read_text(encoding="utf-8")
    if form == "gexf":
        assert "径山镇" in text
        return
    if form == "csv":
        assert "红色管家" in text
        return
    if form == "graphml":
        names = {data.text for data in ET.fromstring(text).iter()}  # noqa: S314 - ours
        assert {"径山镇", "余杭区", "located_in", "gazetteer"} <= names
        return
    cases = [json.loads(line) for line in text.splitlines()]
    assert {case["source"] for case in cases} == {"径山.txt", "隐名.txt", "岳西.txt"}
    assert all({"entities", "relations", "metrics", "title"} <= set(case) for case in cases)


# Ends


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "物业"),
        ("entity", "径山镇"),
        ("compare", "--theme", "物业治理"),
        ("export", "--format", "jsonl", "--out", "out.jsonl"),
        ("stats",),
        ("reindex",),
        ("serve",),
    ],
)
def test_commands_without_a_library_say_how_to_make_one(
    filling: Kg, arguments: Sequence[str]
) -> None:
    result = filling(*arguments)
    assert result.exit_code == 1
    assert "kg ingest" in result.stderr
    assert not filling.folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("search", "物业", "--batch", "-"),
        ("search", "物业", "--limit", "0"),
        ("compare",),
        ("export", "--format", "exe", "--out", "x"),
        ("ingest",),
        ("serve", "--port", "70000"),
        ("stats", "--nothing"),
    ],
)
def test_wrong_usage_exits_with_two(asking: Kg, arguments: Sequence[str]) -> None:
    result = asking(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert result.stdout == ""


def test_export_into_a_missing_folder_fails(asking: Kg, tmp_path: Path) -> None:
    result = asking("export", "--format", "jsonl", "--out", tmp_path / "none" / "out.jsonl")
    assert result.exit_code == 1
    assert "No such file" in result.stderr


def test_library_is_taken_from_the_environment(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LIBRARY", str(library.folder))
    result = CliRunner().invoke(main, ["stats", "--json"])
    assert json.loads(result.stdout)["cases"] == 3


# Documentation


@pytest.mark.parametrize(("name", "command"), sorted(main.commands.items()))
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    help_text = CliRunner().invoke(main, [name, "--help"]).stdout
    assert command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    for option in options:
        assert option.help, f"kg {name} {option.opts[-1]} says nothing in --help"
        assert option.opts[-1] in help_text
    for readme in READMES:
        lines = [line for line in readme.splitlines() if f"`kg {name}" in line]
        assert lines, f"README says nothing of kg {name}"
        for option in options:
            said = "\n".join(lines)
            general = option.opts[-1] in ("--library", "--json") and option.opts[-1] in readme
            assert option.opts[-1] in said or general, f"README: kg {name} {option.opts[-1]}"


# Imports


@pytest.mark.parametrize("modules", ["kg, ingest, web", "web.cli"])
def test_importing_does_no_work(modules: str) -> None:
    code = f"import {modules}, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - this interpreter on code of our own
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == ""


def test_library_may_be_named_before_the_command(asking: Kg, tmp_path: Path) -> None:
    folder = str(asking.folder)
    for words in (
        ["--library", folder, "stats"],
        ["--library", str(tmp_path), "stats", "--library", folder],
    ):
        result = CliRunner().invoke(main, words, env={"KG_LIBRARY": str(tmp_path)})
        assert result.exit_code == 0, result.stderr
