"""Clocks and memory of the benchmarks."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

Asked = TypeVar("Asked")


def clocked(
    ask: Callable[[Asked], object], asked: Sequence[Asked], clients: int
) -> dict[str, float]:
    """Milliseconds of each question at the 50th, 95th and 99th of a hundred, and how many a second.

    The clients share the questions. ``cpu50`` and so on count what the asking thread computes,
    which is told apart from waiting for others on a machine that is shared.
    """

    def timed(one: Asked) -> tuple[float, float]:
        begun, cpu = time.perf_counter(), time.thread_time()
        ask(one)
        return (time.perf_counter() - begun) * 1000, (time.thread_time() - cpu) * 1000

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        spent = list(pool.map(timed, asked))
    found = {"a_second": len(spent) / (time.perf_counter() - begun)}
    for name, column in zip(("p", "cpu"), zip(*spent, strict=True), strict=True):
        for share in (50, 95, 99):
            found[f"{name}{share}"] = sorted(column)[len(spent) * share // 100]
    return found


def resident() -> float:
    """Memory of this process now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0
