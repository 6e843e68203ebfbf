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

    The clients share the questions.
    """

    def timed(one: Asked) -> float:
        begun = time.perf_counter()
        ask(one)
        return (time.perf_counter() - begun) * 1000

    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        spent = sorted(pool.map(timed, asked))
    total = time.perf_counter() - begun
    at = {f"p{share}": spent[len(spent) * share // 100] for share in (50, 95, 99)}
    return at | {"a_second": len(spent) / total}


def resident() -> float:
    """Memory of this process now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0
