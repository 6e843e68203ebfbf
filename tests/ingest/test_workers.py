"""Worker processes: one that dies or hangs takes only its item along."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ingest.workers import Lost, in_workers


def work(item: str) -> str:
    """What the workers of these tests do: the item names the mishap."""
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "leave":
        os._exit(3)
    if item == "hang":
        time.sleep(3600)
    if item.startswith("child "):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
        Path(item.removeprefix("child ")).write_text(str(child.pid), encoding="utf-8")
        child.wait()
    return item * 2


def results(items: list[str], seconds: float = 30) -> list[object]:
    return [r for _, r in in_workers(work, items, workers=2, seconds=lambda _: seconds)]


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text(encoding="utf-8").split()[2] != "Z"


def test_in_workers_keeps_the_order_and_loses_only_what_died() -> None:
    found = results(["a", "die", "b", "leave", "c", "d", "e"])
    assert found == ["aa", Lost.DIED, "bb", Lost.DIED, "cc", "dd", "ee"]


def test_in_workers_kills_what_hangs_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "child"
    limits = {"hang": 0.2, f"child {note}": 3.0}
    items = ["hang", f"child {note}", "a"]
    pairs = list(in_workers(work, items, workers=1, seconds=lambda item: limits.get(item, 30)))
    assert pairs == [(items[0], Lost.TIMED_OUT), (items[1], Lost.TIMED_OUT), ("a", "aa")]
    assert not is_running(int(note.read_text(encoding="utf-8")))


def test_in_workers_takes_items_only_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield str(number)

    running = in_workers(work, items(), workers=1, seconds=lambda _: 30)
    assert next(running) == ("0", "00")
    assert len(taken) < 10
    running.close()
    assert len(taken) < 10


def test_in_workers_starts_none_for_items_that_need_no_work() -> None:
    before = time.monotonic()
    pairs = list(in_workers(work, ["hang"] * 9, workers=2, seconds=lambda _: None))
    assert pairs == [("hang", None)] * 9
    assert time.monotonic() - before < 30


def test_in_workers_ends_its_workers_when_it_is_closed(tmp_path: Path) -> None:
    note = tmp_path / "child"
    running = in_workers(work, ["a", f"child {note}"], workers=1, seconds=lambda _: 3600)
    next(running)
    while not (note.exists() and note.read_text(encoding="utf-8")):
        time.sleep(0.01)
    running.close()
    assert not is_running(int(note.read_text(encoding="utf-8")))
