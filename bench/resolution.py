"""How right resolution is: labelled pairs of mentions, one entity or two.

    python -P bench/resolution.py [--show]

tests/gold/resolution/pairs.jsonl holds the pairs: ``a`` and ``b`` are [source, start, end] of a
mention in ../shared (a news text by its number behind #), ``same`` the label, ``sort`` what makes
the pair hard. The sources go through the whole pipeline, so a mention that extraction misses
counts as told apart. Needs ../shared; says so and stops where it is not there. ``--show`` prints
every pair told wrongly. Prints, asserts nothing.
"""

import json
import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.parsing import parse
from ingest.running.job import Job

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared"
PAIRS = HERE.parents[1] / "tests" / "gold" / "resolution" / "pairs.jsonl"

Row = dict[str, Any]
Spans = dict[str, list[tuple[int, int, str]]]


def main() -> None:
    """Print precision and recall, whole and per sort."""
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: nothing to measure on")
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    pairs: list[Row] = [json.loads(line) for line in lines]
    found = _resolved({pair[end][0] for pair in pairs for end in "ab"})
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        one, two = (_entity(found, pair["kind"], pair[end]) for end in "ab")
        joined = one is not None and one == two
        outcome = {(True, True): "tp", (True, False): "fp", (False, True): "fn"}
        verdict = outcome.get((joined, pair["same"]), "tn")
        for sort in (pair["sort"], "all"):
            told[sort][verdict] += 1
        if "--show" in sys.argv and verdict in ("fp", "fn"):
            print(verdict, pair["sort"], pair["a"], pair["b"], one, two, sep="\t")
    print(f"{'':24} precision recall   tp   fp   fn   tn")
    for sort, count in told.items():
        given, wanted = count["tp"] + count["fp"], count["tp"] + count["fn"]
        shares = [f"{count['tp'] / n:.3f}" if n else "-" for n in (given, wanted)]
        numbers = " ".join(f"{count[key]:>4}" for key in ("tp", "fp", "fn", "tn"))
        print(f"{sort:24} {shares[0]:>9} {shares[1]:>6} {numbers}")


def _news(wanted: set[str]) -> dict[str, str]:
    """Texts of the news file by number."""
    with lzma.open(SHARED / "corpora" / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        return {str(r["id"]): r["text"] for r in records if str(r["id"]) in wanted}


def _resolved(sources: set[str]) -> dict[str, Spans]:
    """Mentions of every source, per kind: start, end and the id of the entity."""
    texts = _news({source.partition("#")[2] for source in sources} - {""})
    found: dict[str, Spans] = {}
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(sources):
            name, _, number = source.partition("#")
            path = SHARED / name
            if number:
                path = Path(folder, f"{number}.txt")
                path.write_text(texts[number], encoding="utf-8")
            spans: Spans = defaultdict(list)
            for record in parse(Job(path, source)).records:
                for entity in record.entities:
                    here = ((m.start, m.end, entity.id) for m in entity.mentions)
                    spans[str(entity.kind)] += here
            found[source] = spans
    return found


def _entity(found: Mapping[str, Spans], kind: str, mention: list[Any]) -> str | None:
    """Id of the entity whose mention covers most of a labelled one; None where none does."""
    source, start, end = mention
    shared = ((min(end, e) - max(start, s), s - e, key) for s, e, key in found[source][kind])
    best = max(shared, default=(0, 0, ""))
    return best[2] if 2 * best[0] > end - start else None


if __name__ == "__main__":
    main()
