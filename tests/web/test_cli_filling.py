"""``kg ingest`` and ``kg reindex``: how files end, what Ctrl-C keeps, answers as before."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commanding import Kg

from ingest.pipeline import ingest
from kg.library import Library

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


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts, one of them in a folder of its own, and a file with nothing."""
    root = tmp_path / "texts"
    for path, text in (("食堂.txt", CANTEEN), ("县里/网格.txt", GRID), ("空.txt", "")):
        Path(root, path).parent.mkdir(parents=True, exist_ok=True)
        Path(root, path).write_text(text, encoding="utf-8")
    return root


def test_ingest_prints_how_every_file_ended(filling: Kg, texts: Path, tmp_path: Path) -> None:
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


def test_ingest_of_what_is_known_is_all_well(filling: Kg, texts: Path, tmp_path: Path) -> None:
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


def test_ingest_stopped_by_ctrl_c_keeps_what_was_done(filling: Kg, tmp_path: Path) -> None:
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


def _wait_for_a_source(filling: Kg, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and process.poll() is None:
        stats = filling("stats", "--json")
        if stats.exit_code == 0 and json.loads(stats.stdout)["sources"]:
            return
        time.sleep(0.05)
    pytest.fail("no file was taken in")


def test_reindex_answers_as_before(filling: Kg, texts: Path) -> None:
    with Library.open(filling.folder, create=True) as library:
        ingest([texts], library)
    before = filling.document("search", "网格")
    result = filling("reindex")
    assert result.exit_code == 0
    assert filling.document("search", "网格") == before
