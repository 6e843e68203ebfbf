"""Commands that keep a library well: sources, remove, verify, backup, restore, ingest --prune."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ingest.running.report import FileOutcome, Outcome, Report
from kg.library import Library
from kg.search.engines import whoosh_engine
from web.cli import main
from web.cli.reporting import print_report, progress_line

CANTEEN = """内部资料
径山镇办起老年食堂

径山镇小古城村党委办起老年食堂，每天供应120份午餐，物业公司的员工也来帮厨。
"""
GRID = """天堂镇网格员夜里也上门

天堂镇划分48个网格，网格员白天巡查、夜里上门，去年办结诉求860件。
"""

Kg = Callable[..., Result]


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """``kg(*words)`` over one library."""

    def run(*words: str | Path) -> Result:
        arguments = [words[0], "--library", tmp_path / "library", *words[1:]]
        return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)

    return run


@pytest.fixture
def texts(tmp_path: Path, kg: Kg) -> Path:
    """A folder of two texts and an empty file, ingested."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("食堂.txt", CANTEEN), ("网格.txt", GRID), ("空.txt", "")):
        Path(folder, name).write_text(text, encoding="utf-8")
    assert kg("ingest", folder, "--workers", "1").exit_code == 1
    return folder


def document(result: Result, code: int = 0) -> Any:  # noqa: ANN401 - JSON
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_sources_lists_what_is_there_and_what_could_not_be_read(kg: Kg, texts: Path) -> None:
    found = document(kg("sources", "--json"))
    assert [(s["path"], s["cases"], s["origin"]) for s in found["sources"]] == [
        ("网格.txt", 1, str(texts / "网格.txt")),
        ("食堂.txt", 1, str(texts / "食堂.txt")),
    ]
    assert found["sources"][1]["marks"] == ["内部资料"]
    (failed,) = found["failed"]
    assert (failed["path"], "empty" in failed["reason"]) == ("空.txt", True)
    shown = kg("sources").stdout
    assert "[内部资料]" in shown
    assert "未能读取  空.txt" in shown


@pytest.mark.usefixtures("texts")
def test_sources_shows_what_cleaning_took_out_with_reason_and_words(kg: Kg) -> None:
    found = document(kg("sources", "--show", "食堂.txt", "--json"))
    (removed,) = found["removed"]
    assert removed["text"].strip() == "内部资料"
    assert removed["reason"]
    assert found["cases"][0]["title"] == "径山镇办起老年食堂"
    shown = kg("sources", "--show", found["id"][:8]).stdout
    assert f"- {removed['reason']} 0-" in shown
    assert ": 内部资料" in shown
    assert "标记: 内部资料" in shown


@pytest.mark.usefixtures("texts")
def test_sources_of_no_such_name_says_where_to_look(kg: Kg) -> None:
    for words in (("sources", "--show", "无.txt"), ("remove", "无.txt")):
        result = kg(*words)
        assert result.exit_code == 1
        assert "kg sources" in result.stderr


@pytest.mark.usefixtures("texts")
def test_remove_takes_sources_out_of_library_and_search(kg: Kg) -> None:
    assert kg("remove", "食堂.txt", "无.txt").exit_code == 1
    assert len(document(kg("sources", "--json"))["sources"]) == 2
    removed = document(kg("remove", "食堂.txt", "--json"))["removed"]
    assert [one["path"] for one in removed] == ["食堂.txt"]
    assert document(kg("search", "老年食堂 午餐", "--json"))["total"] == 0
    assert [s["path"] for s in document(kg("sources", "--json"))["sources"]] == ["网格.txt"]
    assert document(kg("verify", "--json")) == {"ok": True, "problems": []}


def test_ingest_prune_names_what_it_took_out(kg: Kg, texts: Path) -> None:
    (texts / "网格.txt").unlink()
    (texts / "空.txt").unlink()
    result = kg("ingest", texts, "--prune", "--workers", "1", "--json")
    assert document(result)["pruned"] == ["网格.txt"]
    (texts / "食堂.txt").unlink()
    result = kg("ingest", texts, "--prune", "--workers", "1")
    assert "has no file" in result.stderr
    assert [s["path"] for s in document(kg("sources", "--json"))["sources"]] == ["食堂.txt"]


@pytest.mark.usefixtures("texts")
def test_verify_names_problems_and_exits_with_one(kg: Kg, tmp_path: Path) -> None:
    assert kg("verify").stdout == "ok\n"
    (tmp_path / "library" / "library.sqlite").write_bytes(b"something else " * 500)
    found = document(kg("verify", "--json"), 1)
    assert found["ok"] is False
    assert len(found["problems"]) == 1


@pytest.mark.usefixtures("texts")
def test_backup_and_restore_bring_a_library_elsewhere(kg: Kg, tmp_path: Path) -> None:
    file = tmp_path / "库.zip"
    assert document(kg("backup", file, "--json")) == {"ok": True, "problems": []}
    assert kg("backup", file).exit_code == 1
    elsewhere = ["restore", "--library", str(tmp_path / "other"), str(file), "--json"]
    assert document(CliRunner().invoke(main, elsewhere))["ok"]
    with Library.open(tmp_path / "other") as other:
        assert [entry.path for entry in other.sources()] == ["网格.txt", "食堂.txt"]
    refused = CliRunner().invoke(main, elsewhere)
    assert refused.exit_code == 1
    assert "--overwrite" in refused.stderr
    assert document(CliRunner().invoke(main, [*elsewhere, "--overwrite"]))["ok"]


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_line_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert progress_line() is None
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    show = progress_line()
    assert show
    for done in range(1, 4):
        show(FileOutcome(f"{done}.txt", Outcome.ADDED), done, 4)
    line = terminal.getvalue().rpartition("\r")[2]
    assert "3/4" in line
    assert "/s" in line
    assert "0:00 left  3.txt" in line


def test_report_of_many_files_lists_only_those_that_failed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [FileOutcome(f"{number}.txt", Outcome.ADDED, None, 2) for number in range(60)]
    print_report(Report((*files, FileOutcome("坏.txt", Outcome.FAILED, "空的")), 3725.0))
    out, err = capsys.readouterr()
    assert err == "failed     坏.txt: 空的\n"
    assert ["added", "60", "120"] in [line.split() for line in out.splitlines()]
    assert out.splitlines()[-1].split() == ["total", "61", "1:02:05"]


# Engines


@pytest.mark.usefixtures("texts")
def test_reindex_switches_the_engine_and_the_library_keeps_to_it(kg: Kg) -> None:
    before = document(kg("search", "网格员", "--json"))
    assert "tantivy" in kg("reindex", "--engine", "tantivy").stderr
    assert "tantivy" in kg("reindex").stderr
    assert document(kg("stats", "--json"))["engine"] == "tantivy"
    assert document(kg("search", "网格员", "--json")) == before
    assert "whoosh" in kg("reindex", "--engine", "whoosh").stderr
    assert document(kg("stats", "--json"))["engine"] == "whoosh"


@pytest.mark.usefixtures("texts")
def test_engine_that_is_not_installed_is_told_with_what_to_do(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uninstall(patch: pytest.MonkeyPatch) -> None:
        patch.setitem(sys.modules, "tantivy", None)  # importing it fails from now on
        patch.delitem(sys.modules, "kg.search.engines.tantivy_engine", raising=False)
        patch.delattr("kg.search.engines.tantivy_engine", raising=False)

    with monkeypatch.context() as patch:
        uninstall(patch)
        result = kg("reindex", "--engine", "tantivy")
        assert result.exit_code == 1
        assert "pip install 'partykg[tantivy]'" in result.stderr
        assert "kg reindex --engine whoosh" in result.stderr
        assert kg("search", "网格员").exit_code == 0  # nothing has changed
    kg("reindex", "--engine", "tantivy")
    uninstall(monkeypatch)
    for words in (("search", "网格员"), ("stats",)):
        result = kg(*words)
        assert result.exit_code == 1
        assert "kg reindex --engine whoosh" in result.stderr
    assert kg("reindex", "--engine", "whoosh").exit_code == 0
    assert kg("search", "网格员").exit_code == 0


def test_library_that_outgrows_its_engine_is_told(
    kg: Kg, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert document(kg("stats", "--json"))["advice"] is None
    monkeypatch.setattr(whoosh_engine, "MOST_PASSAGES", 1)  # 20,000 would take minutes to make
    advice = document(kg("stats", "--json"))["advice"]
    assert "kg reindex --engine tantivy" in advice
    assert "pip install" not in advice  # it is installed already
    assert advice in kg("stats").stdout
    assert advice in kg("ingest", texts, "--workers", "1").stderr
    kg("reindex", "--engine", "tantivy")
    assert document(kg("stats", "--json"))["advice"] is None
