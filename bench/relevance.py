"""How well searches find: nDCG@10, MRR and recall@20 per class of query, and what each part brings.

    python -P bench/relevance.py [--parts] [--long]     # -P: bench/ingest.py is not the package

The queries and their judgements are tests/relevance/queries.jsonl: half of them were made after
reading the materials, half by imagining who asks. A judgement is the source's id, an offset
inside the case meant, and a grade from 1 to 3; what is judged under ``none`` has no answer in
../shared/seeds. held_out.jsonl has more, written by reading the seeds once more before any of
them was searched for: no weight was chosen by them. Ingests ../shared, where it is present, into
libraries that are thrown away.
``--parts`` leaves out one part of the ranking after another, on every set. ``--long`` asks the
long questions of tests/relevance/long.jsonl over 2,745 news texts (some minutes). Prints, asserts
nothing.
"""

import json
import lzma
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from math import log2
from pathlib import Path
from statistics import fmean, quantiles

from ingest.pipeline import ingest
from kg.library import Library
from kg.library.asking import Asking
from kg.model import Query, Results
from kg.search.answering.weights import Weights
from kg.search.index import Index
from kg.store import Snapshot, Store

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared"
JUDGED = HERE.parents[1] / "tests" / "relevance"
LONG_TEXTS = 2745
TOP, DEEP = 10, 20

Search = Callable[[Query], Results]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, its class, and the cases that answer it with their grades."""

    query: str
    kind: str
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one query was answered, each 0 to 1."""

    ndcg: float
    reciprocal: float
    recall: float


def main() -> None:
    """Print the tables."""
    if not (SHARED / "seeds").is_dir():
        sys.exit(f"{SHARED} is not there: nothing to measure on")
    corpora = SHARED / "corpora"
    with tempfile.TemporaryDirectory() as place:
        seeds = _ingested(Path(place, "seeds"), [SHARED / "seeds"])
        sets = [
            ("seeds alone", seeds, list(_judged(seeds, alone=True))),
            ("held out", seeds, list(_judged(seeds, alone=True, name="held_out.jsonl"))),
        ]
        everything = _ingested(
            Path(place, "all"), [SHARED / "seeds", corpora / "cases", corpora / "reports"]
        )
        judged = list(_judged(everything, alone=False))
        sets.append(("seeds, cases and reports", everything, judged))
        for title, folder, judged in sets:
            _table(title, folder, judged)
            if "--parts" in sys.argv:
                _parts(folder, judged)
        if "--long" in sys.argv:
            _long(Path(place, "long"), corpora / "news.jsonl.xz")


def _ingested(folder: Path, paths: list[Path]) -> Path:
    """Library of these materials."""
    with Library.open(folder, create=True) as library:
        ingest(paths, library)
        library.refresh()
    return folder


def _judged(folder: Path, *, alone: bool, name: str = "queries.jsonl") -> Iterator[Judged]:
    """Queries with judgements on cases of a library; what has no answer only in the seeds."""
    with Library.open(folder) as library, library.reading() as snapshot:
        spans = list(_spans(snapshot))
    for line in (JUDGED / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        grades = {
            case: grade
            for source, offset, grade in row["relevant"]
            for case, of, start, end in spans
            if of.startswith(source) and start <= offset < end
        }
        if grades or (alone and row["class"] == "none"):
            yield Judged(row["query"], row["class"], grades)


def _spans(snapshot: Snapshot) -> Iterator[tuple[str, str, int, int]]:
    """Cases with their sources and bounds; a copy goes by the case that it is a copy of."""
    for case_id in snapshot.case_ids():
        case = snapshot.case(case_id)
        yield case.duplicate_of or case.id, case.source, case.start, case.end


def _search(folder: Path, weights: Weights | None = None) -> Search:
    """Search of a library with other weights."""
    store = Store.open(folder / "library.sqlite")
    asking = Asking(store, Index(folder / "index"), weights)

    def search(query: Query) -> Results:
        with store.reading() as snapshot:
            return asking.search(query, snapshot)

    return search


def _scores(search: Search, judged: list[Judged]) -> dict[str, list[Score]]:
    """Scores by class."""
    found = defaultdict(list)
    for one in judged:
        results = search(Query(one.query, limit=DEEP))
        found[one.kind].append(_score(results, one.grades))
    return found


def _score(results: Results, grades: dict[str, int]) -> Score:
    """Score of one answer; of a query without one, whether nothing was found."""
    if not grades:
        return Score(*[float(not results.total)] * 3)
    cases = [hit.case.id for hit in results.hits]
    gains = [2 ** grades.get(case, 0) - 1 for case in cases[:TOP]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:TOP]
    first = next((rank for rank, case in enumerate(cases[:TOP], 1) if case in grades), 0)
    return Score(
        ndcg=_discounted(gains) / _discounted(ideal),
        reciprocal=1 / first if first else 0.0,
        recall=len(grades.keys() & cases[:DEEP]) / len(grades),
    )


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _table(title: str, folder: Path, judged: list[Judged]) -> None:
    """Print the scores of each class."""
    found = _scores(_search(folder), judged)
    found["all"] = [score for scores in list(found.values()) for score in scores]
    print(f"\n{title}\n{'class':12} {'n':>4} {'nDCG@10':>8} {'MRR@10':>8} {'R@20':>8}")
    for kind, scores in found.items():
        print(f"{kind:12} {len(scores):4} {_means(scores)}")


def _means(scores: list[Score]) -> str:
    return " ".join(
        f"{fmean(getattr(score, name) for score in scores):8.3f}"
        for name in ("ndcg", "reciprocal", "recall")
    )


def _parts(folder: Path, judged: list[Judged]) -> None:
    """Print what is left of the figures when one part is left out."""
    usual = _search(folder)
    ways: dict[str, Search] = {"nothing": usual}
    for name in asdict(Weights()):
        if name not in {"saturation", "length"}:
            ways[name] = _search(folder, replace(Weights(), **{name: 0.0}))
    ways["places inside"] = lambda query: usual(replace(query, places=False))
    ways["synonyms"] = lambda query: usual(replace(query, synonyms=False))
    ways["corrections"] = lambda query: usual(replace(query, correct=False))
    print(f"\n{'left out':14} {'nDCG@10':>8} {'MRR@10':>8} {'R@20':>8}")
    for name, search in ways.items():
        found = _scores(search, judged)
        print(f"{name:14} {_means([s for scores in found.values() for s in scores])}")


def _long(folder: Path, news: Path) -> None:
    """Print how long questions fare among news texts, and what they take."""
    lines = (JUDGED / "long.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = folder / "texts"
    texts.mkdir(parents=True)
    wanted = {row["text"] for row in rows}
    with lzma.open(news, "rt", encoding="utf-8") as packed:
        everything = [json.loads(line) for line in packed]
    others = (text for text in everything if text["id"] not in wanted)
    step = len(everything) // (LONG_TEXTS - len(wanted))
    kept = [text for text in everything if text["id"] in wanted]
    kept += islice(others, 0, step * (LONG_TEXTS - len(wanted)), step)
    for text in kept:
        (texts / f"{text['id']}.txt").write_text(text["text"], encoding="utf-8")
    search = _search(_ingested(folder / "library", [texts]))
    search(Query("网格"))  # names and tokenizer are loaded once
    reciprocal, seconds = [], []
    for row in rows:
        begun = time.perf_counter()
        hits = search(Query(row["query"], limit=TOP)).hits
        seconds.append(time.perf_counter() - begun)
        ranks = [n for n, hit in enumerate(hits, 1) if Path(hit.path).stem == str(row["text"])]
        reciprocal.append(1 / ranks[0] if ranks else 0.0)
    slow = quantiles(seconds, n=20)[-1]
    print(f"\n{len(rows)} long questions over {len(kept)} texts")
    print(
        f"MRR@10 {fmean(reciprocal):.3f}, a search p50 {quantiles(seconds, n=2)[0] * 1000:.0f} ms,"
    )
    print(f"p95 {slow * 1000:.0f} ms")


if __name__ == "__main__":
    main()
