"""How fast ingest is, stage by stage, and whether it stays so as the library grows.

    python bench/ingest.py [SIZE …] [--workers N]     # default sizes: 1000 3000

Writes the texts of ../shared/corpora/news.jsonl.xz out as files, and ingests so many of them into
an empty library, each size in a process of its own. Without workers everything runs on one core,
the stages are told apart, and seconds are those of the processor: what else the machine does
makes no difference. With workers they are those of the clock. Prints, and appends a line to
bench/results/ingest.jsonl, which is not committed. Asserts nothing.
"""

import argparse
import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "corpora" / "news.jsonl.xz"
RESULTS = HERE / "results" / "ingest.jsonl"
SIZES = (1_000, 3_000)
FILES_A_FOLDER = 500

# What a stage is made of: an object of a module and a function of it. Stages follow each other,
# none is inside another.
STAGES = {
    "know": ("ingest.running.settling.Settling", "plan"),
    "read": ("ingest.readers", "read"),
    "clean": ("ingest.cleaning", "find_removed"),
    "split": ("ingest.parsing", "find_cases"),
    "describe": ("ingest.metadata", "describe"),
    "tag": ("ingest.parsing", "tag"),
    "extract": ("ingest.parsing", "extract"),
    "cut": ("ingest.cutting.passages", "cut"),
    "sketch": ("ingest.duplicates", "sketch"),
    "copies": ("ingest.duplicates", "settle"),
    "commit": ("kg.library.Library", "commit"),
    "index": ("kg.library.Library", "refresh"),
}
# Reading, cleaning and splitting together are to do 3 MB/s a core.
TEXT_STAGES = ("read", "clean", "split")


def main() -> None:
    """Measure every size, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    # This file is called as the package is, and its folder comes first.
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != HERE]
    if asked.one:
        print(json.dumps(measure(asked.sizes[0], asked.workers)))
        return
    if not NEWS.is_file():
        sys.exit(f"{NEWS} is not there: nothing to measure on")
    results = []
    for size in asked.sizes:
        command = [sys.executable, __file__, str(size), "--workers", str(asked.workers), "--one"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        results.append(json.loads(done.stdout))
        show(results[-1])
    first, last = results[0], results[-1]
    growth = last["documents_a_second"] / first["documents_a_second"]
    print(f"rate at {last['documents']} is {growth:.2f} of that at {first['documents']}")
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        file.write(json.dumps({"at": now, "growth": growth, "sizes": results}) + "\n")


def measure(size: int, workers: int) -> dict[str, Any]:
    """Ingest so many texts; seconds in all and per stage, sizes, peak memory."""
    from ingest.pipeline import ingest  # noqa: PLC0415 -- its import is part of the start
    from kg.library import Library  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        characters, octets = write_texts(Path(place, "texts"), size)
        with Library.open(Path(place, "warm"), create=True) as warm:
            ingest([next(Path(place, "texts").iterdir())], warm, workers=workers)
        seconds = time_stages()
        with Library.open(Path(place, "library"), create=True) as library:
            clock = time.perf_counter if workers else time.process_time
            started = clock()
            report = ingest([Path(place, "texts")], library, workers=workers)
            total = clock() - started
            counts = library.stats()
        size_on_disk = sum(f.stat().st_size for f in Path(place, "library").rglob("*"))
    return {
        "documents": size,
        "workers": workers,
        "outcomes": report.counts,
        "characters": characters,
        "bytes": octets,
        "seconds": total,
        "documents_a_second": size / total,
        "characters_a_second": characters / total,
        "stages": dict(seconds),
        "peak_mb": peak(resource.RUSAGE_SELF),
        "peak_worker_mb": peak(resource.RUSAGE_CHILDREN),
        "library_mb": size_on_disk / 1e6,
        "cases": counts["cases"],
        "copies": counts["copies"],
    }


def write_texts(folder: Path, size: int) -> tuple[int, int]:
    """Write texts into folders of 500; returns their characters and bytes."""
    characters = octets = 0
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, size)):
            text = json.loads(line)["text"]
            below = folder / f"{number // FILES_A_FOLDER:03}"
            below.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            Path(below, f"{number:06}.txt").write_bytes(data)
            characters += len(text)
            octets += len(data)
    return characters, octets


def time_stages() -> dict[str, float]:
    """Have every stage add up its seconds; returns the sums, which grow from now on."""
    seconds: dict[str, float] = defaultdict(float)
    for stage, (where, name) in STAGES.items():
        owner = find(where)
        setattr(owner, name, timed(getattr(owner, name), stage, seconds))
    return seconds


def find(where: str) -> Any:  # noqa: ANN401 -- a module or a class
    """The module or class of a dotted name."""
    module, _, name = where.rpartition(".")
    if name[0].isupper():
        return getattr(__import__(module, fromlist=["_"]), name)
    return __import__(where, fromlist=["_"])


def timed(
    function: Callable[..., Any], stage: str, seconds: dict[str, float]
) -> Callable[..., Any]:
    """The function, adding its time to its stage; what it yields is counted, too."""

    @wraps(function)
    def run(*args: object, **options: object) -> object:
        started = time.process_time()
        result = function(*args, **options)
        if hasattr(result, "__next__"):
            result = list(result)
        seconds[stage] += time.process_time() - started
        return result

    return run


def peak(who: int) -> float:
    """Peak memory in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def show(result: dict[str, Any]) -> None:
    """Print one size."""
    print(
        f"{result['documents']} documents, {result['characters']} characters, "
        f"{result['cases']} cases, {result['copies']} copies, workers {result['workers']}: "
        f"{result['seconds']:.1f} s, {result['documents_a_second']:.1f} documents/s, "
        f"{result['characters_a_second']:.0f} characters/s, peak {result['peak_mb']:.0f} MB "
        f"(worker {result['peak_worker_mb']:.0f}), library {result['library_mb']:.1f} MB"
    )
    stages = result["stages"]
    for stage in () if result["workers"] else STAGES:
        spent = max(stages.get(stage, 0.0), 1e-9)
        print(
            f"  {stage:9} {spent:8.2f} s {spent / result['seconds']:6.1%} "
            f"{result['documents'] / spent:10.0f} documents/s "
            f"{result['bytes'] / spent / 1e6:8.2f} MB/s"
        )
    if not result["workers"]:
        text = sum(stages.get(stage, 0.0) for stage in TEXT_STAGES)
        print(f"  read, clean, split together {result['bytes'] / text / 1e6:.2f} MB/s")
    print(flush=True)


if __name__ == "__main__":
    main()
