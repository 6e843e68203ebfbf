"""How often a number is given to the body that it is about: tests/gold/subjects.

    python -P bench/subjects.py [--show]

Each line of labels.jsonl is a number in ../shared with the names that are right for it; ``null``
among them says that the text names nobody there. Sources go through the whole pipeline. A name is
right where it is a labelled one, or one of the two ends with the other (襄阳市襄州区, 襄州区).
One half of the sources was read while rules were made, the other never: ``--show`` prints the
errors of the first alone. Needs ../shared; says so and stops where it is not there. Prints,
asserts nothing.
"""

import json
import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ingest.parsing import parse
from ingest.running.job import Job
from kg.model import CaseRecord, Metric
from kg.text import fold_lines

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared"
LABELS = HERE.parents[1] / "tests" / "gold" / "subjects" / "labels.jsonl"
# The half whose errors may be read.
TUNED = "tuned"
VERDICTS = ("right", "unknown", "wrong", "not found")
# Names of units end so; 上海 and 上海市 are one.
UNIT_ENDS = "省市区县"
LONGEST_BARE = 2
QUOTES = str.maketrans("", "", "“”《》 ")

Row = dict[str, Any]


def main() -> None:
    """Print how many subjects are right, left unknown or wrong, per half."""
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: nothing to measure on")
    rows: list[Row] = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    found = {
        source: [metric for record in records for metric in record.metrics]
        for source, (_, records) in records_of({row["source"] for row in rows}).items()
    }
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        metric = _at(found[row["source"]], row["start"], row["end"])
        verdict = _verdict(metric, row["subject"])
        told[row["half"]][verdict] += 1
        if "--show" in sys.argv and row["half"] == TUNED and verdict != VERDICTS[0] and metric:
            print(row["source"], metric.text, metric.subject, row["subject"], sep="\t")
    print(f"{'':8} share " + " ".join(f"{verdict:>9}" for verdict in VERDICTS))
    for half, count in sorted(told.items()):
        share = count[VERDICTS[0]] / count.total()
        print(f"{half:8} {share:.3f} " + " ".join(f"{count[v]:>9}" for v in VERDICTS))


def _news(wanted: set[str]) -> dict[str, str]:
    """Texts of the news file by number."""
    with lzma.open(SHARED / "corpora" / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        return {str(r["id"]): r["text"] for r in records if str(r["id"]) in wanted}


def records_of(sources: Iterable[str]) -> dict[str, tuple[str, Sequence[CaseRecord]]]:
    """Text and records of every source."""
    texts = _news({source.partition("#")[2] for source in sources} - {""})
    found: dict[str, tuple[str, Sequence[CaseRecord]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(sources):
            name, _, number = source.partition("#")
            path = SHARED / name
            if number:
                path = Path(folder, f"{number}.txt")
                path.write_text(texts[number], encoding="utf-8")
            text = fold_lines(path.read_text(encoding="utf-8"))
            found[source] = text, parse(Job(path, source)).records
    return found


def _at(metrics: list[Metric], start: int, end: int) -> Metric | None:
    """The metric that shares most with a labelled span; None where none does."""
    shared = ((min(end, m.end) - max(start, m.start), m) for m in metrics)
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _verdict(metric: Metric | None, names: Sequence[str | None]) -> str:
    if metric is None:
        return "not found"
    if is_right(metric.subject, names):
        return "right"
    return "unknown" if metric.subject is None else "wrong"


def is_right(subject: str | None, names: Sequence[str | None]) -> bool:
    """Whether a subject is one of the labelled names, or nobody where they say so."""
    if subject is None:
        return None in names
    said = _folded(subject)
    told = [_folded(name) for name in names if name]
    return any(said.endswith(name) or name.endswith(said) for name in told)


def _folded(name: str) -> str:
    plain = name.translate(QUOTES)
    return plain[:-1] if len(plain) > LONGEST_BARE and plain[-1] in UNIT_ENDS else plain


if __name__ == "__main__":
    main()
