"""``kg corrections``: listed, carried to another library, taken back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.correction.model import Amend, CaseField, Hide, Rename
from kg.library import Library
from web.cli import main

TEXT = """径山镇办起老年食堂

径山镇小古城村党委办起老年食堂，每天供应120份午餐，物业公司的员工也来帮厨。
"""

Kg = Callable[..., Result]


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """``kg(library, *words)``."""

    def run(name: str, *words: str | Path, stdin: str | None = None) -> Result:
        arguments = ["--library", tmp_path / name, *words]
        return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)

    return run


@pytest.fixture
def texts(tmp_path: Path, kg: Kg) -> Path:
    """A folder with a text, which is in one library."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "食堂.txt").write_text(TEXT, encoding="utf-8")
    assert kg("one", "ingest", folder).exit_code == 0
    return folder


def corrected(folder: Path) -> None:
    """A renamed village, a hidden organization, a case with another date."""
    with Library.open(folder) as library:
        (source,) = library.sources()
        (case,) = library.cases_of(source.id)
        named = {entity.name: entity.id for entity in library.case(case.id).entities}
        library.correct(Rename(library.entity_ref(named["小古城村"]), "小古城新村"))
        library.correct(Hide(library.entity_ref(named["小古城村党委"])))
        library.correct(Amend(library.case_ref(case.id), CaseField.DATE, "2023-05"))


def names(kg: Kg, name: str) -> list[str]:
    """Names of all entities with that name or alias."""
    result = kg(name, "entity", "小古城村", "--json")
    return [one["name"] for one in json.loads(result.stdout)["entities"]]


def test_corrections_are_carried_to_another_library_and_stay_there(
    kg: Kg, texts: Path, tmp_path: Path
) -> None:
    corrected(tmp_path / "one")
    listed = json.loads(kg("one", "corrections", "list", "--json").stdout)["corrections"]
    assert [(one["action"], one["cases"], one["lost"]) for one in listed] == [
        ("rename", 1, False),
        ("hide", 1, False),
        ("amend", 1, False),
    ]
    out = tmp_path / "corrections.jsonl"
    assert kg("one", "corrections", "export", "--out", out).exit_code == 0
    first = out.read_text(encoding="utf-8").splitlines()[0]
    assert "地点“小古城村”改名为“小古城新村”" in first

    # Before there is anything to correct they wait, and hold for what is ingested then.
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "别处.txt").write_text("天堂镇划分48个网格，夜里上门。", encoding="utf-8")
    assert kg("two", "ingest", tmp_path / "empty").exit_code == 0
    taken = kg("two", "corrections", "import", out)
    assert "took in 3 corrections, 3 of them wait" in taken.stderr
    assert "未能应用" in kg("two", "corrections", "list").stdout
    assert kg("two", "ingest", texts).exit_code == 0
    assert names(kg, "two") == names(kg, "one") == ["小古城新村"]
    assert kg("two", "verify").exit_code == 0
    again = kg("two", "corrections", "export")
    assert again.stdout == out.read_text(encoding="utf-8")
    assert "took in 0 corrections" in kg("two", "corrections", "import", out).stderr


def test_changed_file_stays_corrected_until_taken_back(kg: Kg, texts: Path, tmp_path: Path) -> None:
    corrected(tmp_path / "one")
    (texts / "食堂.txt").write_text(f"{TEXT}\n后来又添了书屋。\n", encoding="utf-8")
    assert kg("one", "ingest", texts).exit_code == 0
    assert names(kg, "one") == ["小古城新村"]
    listed = json.loads(kg("one", "corrections", "list", "--json").stdout)["corrections"]
    assert [one["lost"] for one in listed] == [False] * 3
    assert kg("one", "corrections", "undo", listed[0]["id"]).exit_code == 0
    assert names(kg, "one") == ["小古城村"]
    assert "已撤销" in kg("one", "corrections", "list").stdout
    again = kg("one", "corrections", "undo", listed[0]["id"])
    assert again.exit_code == 1
    assert "no correction" in again.stderr


def test_file_that_holds_no_corrections_is_refused_whole(kg: Kg, texts: Path) -> None:
    assert texts.is_dir()
    result = kg("one", "corrections", "import", "-", stdin='{"id": "x"}\n')
    assert result.exit_code == 1
    assert "line 1 is no correction" in result.stderr
    assert kg("one", "corrections", "list").stdout == ""
