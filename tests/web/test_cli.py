"""The ``kg`` command on real libraries: documents, exit codes, what is written where.

Questions go to the session's library; what changes a library has one of its own.
"""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from ingest.pipeline import ingest
from kg.library import Library
from kg.ontology import THEMES, Genre, Kind, Level
from web.cli import main

ROOT = Path(__file__).parents[2]
READMES = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("README*.md"))]
HEAVY = ("flask", "jieba", "lxml", "networkx", "numpy", "sqlalchemy", "waitress", "whoosh")

CANTEEN = """浙江省杭州市余杭区径山镇：村里办起老年食堂

径山镇小古城村党委牵头办起老年食堂，每天供应120份午餐，物业公司的员工也来帮厨。
镇里又推行“邻里一勺菜”做法，由志愿者给走不动的老人送餐。
"""
GRID = """安徽省安庆市岳西县：网格员夜里也上门

岳西县天堂镇划分48个网格，网格员白天巡查，夜里上门，去年办结诉求860件。
县里推行“夜访日办”机制，群众白天没空，干部晚上去听。
"""
ROADS = """湖北省宜昌市宜都市：修好最后一公里路

宜都市清江村党支部带着村民修路，一共修了3公里，工分换材料，大家都出力。
"""


class _Kg:
    """``kg(*arguments)`` in one library; ``documents`` reads what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        words = [arguments[0], "--library", self.folder, *arguments[1:]]
        result = CliRunner().invoke(main, list(map(str, words)), input=stdin)
        unexpected = result.exception and not isinstance(result.exception, SystemExit)
        assert not unexpected, result.exc_info
        return result

    def document(self, *arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture
def asking(library: Library) -> _Kg:
    """The command over the session's library."""
    return _Kg(library.folder)


@pytest.fixture
def filling(tmp_path: Path) -> _Kg:
    """The command over a library that is not there yet."""
    return _Kg(tmp_path / "library")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts, one of them in a folder of its own, and a file with nothing."""
    root = tmp_path / "texts"
    for path, text in (("食堂.txt", CANTEEN), ("县里/网格.txt", GRID), ("空.txt", "")):
        Path(root, path).parent.mkdir(parents=True, exist_ok=True)
        Path(root, path).write_text(text, encoding="utf-8")
    return root


# Filling


def test_ingest_prints_how_every_file_ended(filling: _Kg, texts: Path, tmp_path: Path) -> None:
    arguments = ("ingest", texts, tmp_path / "没有.txt", "--workers", "1")
    first = filling(*arguments, "--json")
    assert first.exit_code == 1
    document = json.loads(first.stdout)
    assert set(document) >= {"sources", "counts", "seconds"}
    assert document["seconds"] > 0
    assert [(s["path"], s["outcome"], s["cases"]) for s in document["sources"]] == [
        ("空.txt", "failed", 0),
        ("食堂.txt", "added", 1),
        ("县里/网格.txt", "added", 1),
        ("没有.txt", "failed", 0),
    ]
    assert [bool(s["reason"]) for s in document["sources"]] == [True, False, False, True]
    assert document["counts"] == {"added": 2, "unchanged": 0, "replaced": 0, "failed": 2}

    changed = GRID.replace("48个网格", "50个网格")
    Path(texts, "县里/网格.txt").write_text(changed, encoding="utf-8")
    again = filling(*arguments)
    assert again.exit_code == 1
    assert "空.txt: this file is empty" in again.stderr
    assert "没有.txt: No such file" in again.stderr
    assert "replaced   县里/网格.txt" in again.stderr
    assert "unchanged  食堂.txt" in again.stderr
    assert filling.document("stats")["sources"] == 2
    assert filling.document("search", "50个网格")["total"] == 1


def test_ingest_of_what_is_known_is_all_well(filling: _Kg, texts: Path, tmp_path: Path) -> None:
    Path(texts, "空.txt").unlink()
    other = tmp_path / "别处"
    other.mkdir()
    Path(other, "食堂.txt").write_text(ROADS, encoding="utf-8")
    with Library.open(filling.folder, create=True) as library:
        ingest([texts, other], library)
    document = filling.document("ingest", texts, other)
    assert document["counts"] == {"added": 0, "unchanged": 3, "replaced": 0, "failed": 0}
    (hit,) = filling.document("search", "清江村")["hits"]
    assert hit["source"] == "别处/食堂.txt"
    assert filling.document("stats")["cases"] == 3


def test_ingest_stopped_by_ctrl_c_keeps_what_was_done(filling: _Kg, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        text = GRID.replace("48", str(100 + number)).replace("夜访日办", f"夜访日办{number}")
        Path(folder, f"{number:02}.txt").write_text(text, encoding="utf-8")
    code = "from web.cli import main; main()"
    words = ["ingest", str(folder), "--library", str(filling.folder), "--workers", "2"]
    process = subprocess.Popen(  # noqa: S603 - this interpreter on code of our own
        [sys.executable, "-c", code, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    try:
        _wait_for_a_source(filling, process)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert "Traceback" not in errors
    assert process.returncode == 1
    assert "stopped" in errors
    done = filling.document("stats")["sources"]
    assert 0 < done < 60
    assert filling.document("search", "夜里上门")["total"] > 0


def _wait_for_a_source(filling: _Kg, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and process.poll() is None:
        stats = filling("stats", "--json")
        if stats.exit_code == 0 and json.loads(stats.stdout)["sources"]:
            return
        time.sleep(0.05)
    pytest.fail("no file was taken in")


def test_reindex_answers_as_before(filling: _Kg, texts: Path) -> None:
    with Library.open(filling.folder, create=True) as library:
        ingest([texts], library)
    before = filling.document("search", "网格")
    result = filling("reindex")
    assert result.exit_code == 0
    assert filling.document("search", "网格") == before


# Asking


def test_search_prints_hits_facets_and_places(asking: _Kg, library: Library) -> None:
    document = asking.document("search", "物业")
    assert set(document) >= {"query", "total", "hits", "facets", "suggestions"}
    assert (document["query"], document["total"]) == ("物业", 2)
    assert set(document["facets"]) == {
        "region",
        "theme",
        "level",
        "genre",
        "year",
        "role",
        "entity",
    }
    for hit in document["hits"]:
        view = library.case(hit["case"])
        assert set(hit) >= {
            *("case", "source", "number", "title", "region", "level", "date", "genre", "themes"),
            *("score", "copies", "passages"),
        }
        assert hit["source"] == view.source.path
        assert hit["genre"] in set(Genre)
        assert hit["level"] in {None, *Level}
        assert set(hit["themes"]) <= set(THEMES)
        for passage in hit["passages"]:
            assert view.source.text[passage["start"] : passage["end"]] == passage["text"]
            assert {passage["text"][low:high] for low, high in passage["highlights"]} == {"物业"}
    scores = [hit["score"] for hit in document["hits"]]
    assert all(high >= low for high, low in pairwise(scores))
    (copied,) = (hit for hit in document["hits"] if hit["copies"])
    assert copied["source"] == "径山.txt"


@pytest.mark.parametrize(
    ("options", "sources"),
    [
        (["--region", "安徽"], ["岳西.txt"]),
        (["--region", "浙江省/杭州市"], ["径山.txt"]),
        (["--year", "2023"], ["径山.txt"]),
        (["--entity", "红色管家"], ["径山.txt"]),
        (["--theme", "物业治理", "--region", "安徽"], ["岳西.txt"]),
        (["--level", "village"], []),
        (["--genre", "speech"], []),
    ],
)
def test_search_takes_every_filter(
    asking: _Kg, options: Sequence[str], sources: Sequence[str]
) -> None:
    hits = asking.document("search", "物业", *options)["hits"]
    assert [hit["source"] for hit in hits] == sources


def test_search_gives_no_more_than_the_limit_and_counts_all(asking: _Kg) -> None:
    document = asking.document("search", "物业", "--limit", "1")
    assert (len(document["hits"]), document["total"]) == (1, 2)


def test_search_prints_for_people(asking: _Kg) -> None:
    result = asking("search", "红色管家")
    assert result.exit_code == 0
    assert "1 篇" in result.stdout
    assert "“【红色管家】”" in result.stdout


def test_search_writes_what_it_finds_with_the_columns_asked_for(
    asking: _Kg, tmp_path: Path
) -> None:
    out, book = tmp_path / "结果.csv", tmp_path / "结果.xlsx"
    found = asking(
        "search", "物业", "--limit", "1", "--csv", out, "--xlsx", book, "--columns", "title,case"
    )
    assert found.exit_code == 0
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["题名", "材料编号"]
    assert len(rows) == 1 + asking.document("search", "物业")["total"]
    sheet = load_workbook(book).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet] == rows


def test_search_of_an_unknown_column_is_wrong_usage(asking: _Kg, tmp_path: Path) -> None:
    answer = asking("search", "物业", "--csv", tmp_path / "x.csv", "--columns", "colour")
    assert answer.exit_code == 2
    assert "no column colour" in answer.stderr


def test_search_sorts_by_date(asking: _Kg) -> None:
    dates = [hit["date"] for hit in asking.document("search", "物业", "--sort", "date")["hits"]]
    assert dates == sorted(dates, key=lambda date: date or "", reverse=True)


def test_similar_prints_reasons(asking: _Kg) -> None:
    case = asking.document("search", "物业")["hits"][0]["case"]
    document = asking.document("similar", case)
    assert document["case"] == case
    for one in document["similar"]:
        assert one["case"] != case
        assert one["terms"] or one["entities"]
    assert asking("similar", case).exit_code == 0
    assert asking("similar", "none").exit_code == 1


def test_headings_prints_sets_with_their_cases(asking: _Kg) -> None:
    document = asking.document("headings")
    assert document["total"] == len(document["sets"]) > 0
    first = document["sets"][0]
    assert len(first["headings"]) > 1
    assert first["source"]
    printed = asking("headings").stdout
    assert first["headings"][0]["text"] in printed
    assert asking.document("headings", "…没有这样的句式")["total"] == 0


def test_search_batch_prints_a_document_a_line_in_order(asking: _Kg, tmp_path: Path) -> None:
    queries = ["网格", "径山镇", "没有这个词的库"]
    file = tmp_path / "queries.txt"
    file.write_text("\ufeff" + "\r\n".join(queries) + "\r\n", encoding="utf-8")
    from_file = asking("search", "--batch", file)
    from_stdin = asking("search", "--batch", "-", stdin="\n".join(queries))
    for result in (from_file, from_stdin):
        assert result.exit_code == 0
        documents = [json.loads(line) for line in result.stdout.splitlines()]
        assert [document["query"] for document in documents] == queries
        assert documents[1]["hits"][0]["source"] == "径山.txt"
    assert from_file.stdout == from_stdin.stdout


def test_search_batch_says_what_is_no_text(asking: _Kg, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes("物业".encode("gb18030"))
    result = asking("search", "--batch", file)
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


def test_search_of_a_wrong_query_says_where(asking: _Kg) -> None:
    result = asking("search", "“没有收尾")
    assert result.exit_code == 1
    assert "character 1" in result.stderr
    assert result.stdout == ""


def test_entity_prints_its_profile(asking: _Kg, library: Library) -> None:
    (entity,) = asking.document("entity", "径山镇")["entities"]
    assert set(entity) >= {
        *("id", "type", "name", "aliases", "region", "cases", "relations", "metrics", "quotes"),
    }
    assert (entity["type"], entity["region"]) == (
        Kind.PLACE,
        ["浙江省", "杭州市", "余杭区", "径山镇"],
    )
    assert entity["quotes"]
    for quote in entity["quotes"]:
        text = library.case(quote["case"]).source.text
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert entity["relations"]
    (county,) = asking.document("entity", "岳西县")["entities"]
    assert "gazetteer" in {relation["evidence"] for relation in county["relations"]}


def test_entity_prints_what_each_case_says_it_is(asking: _Kg) -> None:
    (entity,) = asking.document("entity", "“三听”工作法")["entities"]
    (definition,) = entity["definitions"]
    assert (definition["state"], definition["promised"]) == ("mismatch", 3)
    assert definition["parts"] == ["听难处", "听主意"]
    assert definition["source"] == "岳西.txt"


def test_entity_of_no_such_name_fails_and_prints_none(asking: _Kg) -> None:
    result = asking("entity", "无此地", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"entities": []}
    assert "无此地" in result.stderr


def test_compare_prints_rows_with_quotes(asking: _Kg, library: Library) -> None:
    rows = asking.document("compare", "--theme", "物业治理")["rows"]
    assert {row["source"] for row in rows} == {"径山.txt", "岳西.txt"}
    for row in rows:
        assert set(row) >= {
            *("region", "case", "title", "initiatives", "organizations", "metrics", "quotes"),
        }
        text = library.case(row["case"]).source.text
        for quote in row["quotes"]:
            assert set(quote) >= {"text", "source", "start", "end"}
            assert text[quote["start"] : quote["end"]] == quote["text"]
    (only,) = asking.document("compare", "--theme", "物业治理", "--region", "安徽")["rows"]
    assert only["region"][0] == "安徽省"


def test_stats_counts_what_there_is(asking: _Kg) -> None:
    document = asking.document("stats")
    assert (document["sources"], document["cases"]) == (3, 3)
    assert set(document["entities"]) <= set(Kind)
    assert all(document[name] > 0 for name in ("passages", "relations", "metrics"))
    assert "sources" in asking("stats").stdout


@pytest.mark.parametrize("form", ["jsonl", "graphml", "gexf", "csv"])
def test_export_writes_a_file(asking: _Kg, tmp_path: Path, form: str) -> None:
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
    filling: _Kg, arguments: Sequence[str]
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
def test_wrong_usage_exits_with_two(asking: _Kg, arguments: Sequence[str]) -> None:
    result = asking(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert result.stdout == ""


def test_export_into_a_missing_folder_fails(asking: _Kg, tmp_path: Path) -> None:
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


def test_library_may_be_named_before_the_command(asking: _Kg, tmp_path: Path) -> None:
    folder = str(asking.folder)
    for words in (
        ["--library", folder, "stats"],
        ["--library", str(tmp_path), "stats", "--library", folder],
    ):
        result = CliRunner().invoke(main, words, env={"KG_LIBRARY": str(tmp_path)})
        assert result.exit_code == 0, result.stderr
