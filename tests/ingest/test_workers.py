"""Worker processes: one that dies or hangs takes only its item along."""

import gc
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.running.workers import Lost, in_workers


def work(item: str, say: Callable[[object], None]) -> str:
    """What the workers of these tests do: the item names the mishap."""
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "leave":
        os._exit(3)
    if item == "hang":
        time.sleep(3600)
    if item == "memory":
        return str(resource.getrlimit(resource.RLIMIT_DATA)[0] < 1 << 45)
    if item == "circles":
        return str(gc.isenabled() and gc.get_threshold()[0])
    if item.startswith("child "):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
        Path(item.removeprefix("child ")).write_text(str(child.pid), encoding="utf-8")
    say(f"{item}?")
    return item * 2


def results(items: list[str], seconds: float = 600) -> list[object]:
    return [r for _, r in in_workers(work, items, workers=2, seconds=lambda _: seconds)]


def ends(note: Path) -> bool:
    """Whether the process that a child's note names ends: the system takes its time to kill."""
    status = Path("/proc", note.read_text(encoding="utf-8"), "stat")
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if status.read_text(encoding="utf-8").split()[2] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


def test_in_workers_keeps_the_order_and_loses_only_what_died() -> None:
    found = results(["a", "die", "b", "leave", "c", "d", "e"])
    assert found == ["aa", Lost.DIED, "bb", Lost.DIED, "cc", "dd", "ee"]


def test_in_workers_hears_what_is_said_before_the_result() -> None:
    heard: list[tuple[str, object]] = []
    running = in_workers(
        work,
        ["a", "die", "b"],
        workers=1,
        seconds=lambda _: 600,
        hear=lambda item, said: heard.append((item, said)),
    )
    assert len(list(running)) == 3
    assert heard == [("a", "a?"), ("b", "b?")]


def test_in_workers_kills_what_hangs_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "child"
    items = [f"child {note}", "hang", "a"]
    limits = {"hang": 0.2}
    found = in_workers(work, items, workers=1, seconds=lambda item: limits.get(item, 600))
    assert [result for _, result in found] == [items[0] * 2, Lost.TIMED_OUT, "aa"]
    assert ends(note)


def test_in_workers_looks_for_circles_seldom() -> None:
    (most,) = results(["circles"])
    assert int(str(most)) > gc.get_threshold()[0]


def test_in_workers_bounds_the_memory_of_a_worker() -> None:
    assert results(["memory"]) == ["True"]


def test_in_workers_takes_items_only_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield str(number)

    running = in_workers(work, items(), workers=1, seconds=lambda _: 600)
    assert next(running) == ("0", "00")
    assert len(taken) < 10
    running.close()
    assert len(taken) < 10


def test_in_workers_starts_none_for_items_that_need_no_work() -> None:
    pairs = list(in_workers(work, ["hang"] * 9, workers=2, seconds=lambda _: None))
    assert pairs == [("hang", None)] * 9


def test_in_workers_ends_its_workers_when_it_is_closed(tmp_path: Path) -> None:
    note = tmp_path / "child"
    running = in_workers(work, [f"child {note}", "hang"], workers=1, seconds=lambda _: 3600)
    next(running)
    running.close()
    assert ends(note)
