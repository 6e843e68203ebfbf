"""How fast searches answer, beside raw tantivy and SQLite FTS5 on the same tokens in one run.

    python -P bench/search.py [PASSAGES …] [--engine NAME]… [--folder FOLDER]

Default: 10,000 passages on Whoosh and on tantivy, 100,000 on tantivy. The libraries are made by
bench/news_library.py from ../shared/corpora/news.jsonl.xz and kept in FOLDER (the temp folder). A
search is the whole of it: read the query, find, weigh, count facets, cut passages out, put the
entity's card beside; 200 queries of ten kinds, each asked once, after twenty others. Raw engines
answer the words and pairs of the same queries with their ten best of 100,000 documents, a passage
each, and their texts; tantivy with a whole page besides, see raw_page. Every measurement is a
process of its own. Prints, ratios first, and appends a line to bench/results/search.jsonl, which
is not committed. Asserts nothing.
"""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.library import Library
from kg.model import Query, Results
from kg.search.engines.columns_change import ColumnsChange
from kg.search.engines.prepared import prepared
from kg.search.engines.reader import Meta
from kg.search.engines.saying import said_in
from kg.search.indexed import indexed

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))  # last: bench/ingest.py is not the package

from clock import clocked, resident  # noqa: E402
from news_library import make, make_queries, queries_in  # noqa: E402

RESULTS = HERE / "results" / "search.jsonl"
RUNS = ((10_000, "whoosh"), (10_000, "tantivy"), (100_000, "tantivy"))
CLIENTS = (1, 8)
STORED_CASES = 4_000  # whose tokens are kept in memory to measure how fast they are written
RAW = ("tantivy_page", "raw_tantivy", "fts5")
TYPED = 3  # characters after which suggestions are asked for


def main() -> None:
    """Measure every size and engine, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--engine", action="append", choices=["whoosh", "tantivy"])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "partykg-bench"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(MEASURES[asked.one](asked.folder)))
        return
    runs = [(size, engine) for size in asked.sizes for engine in asked.engine or ["tantivy"]]
    results = [measure(size, engine, asked.folder) for size, engine in runs or RUNS]
    overlap = overlaps(results)
    for pair, share in overlap.items():
        print(f"{pair}: {share:.1%} of the ten best are the same, in the same places")
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        for result in results:
            del result["found"]
        file.write(json.dumps({"at": now, "overlap": overlap, "runs": results}) + "\n")


def measure(size: int, engine: str, place: Path) -> dict[str, Any]:
    """Everything of one size and one engine."""
    texts, folder = place / f"library-{size}", place / f"library-{size}-{engine}"
    make(size, texts)
    if not (texts / "queries.json").exists():
        make_queries(texts)
    shutil.copytree(texts, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("index"))
    with Library.open(folder) as library:
        begun = time.perf_counter()
        library.reindex(engine, workers=os.cpu_count() or 1)
        seconds = time.perf_counter() - begun
    result: dict[str, Any] = {
        "passages": size,
        "engine": engine,
        "reindex_passages_a_second": size / seconds,
    }
    for name in MEASURES:
        command = [sys.executable, "-P", __file__, "--one", name, "--folder", str(folder)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        result |= json.loads(done.stdout.splitlines()[-1])
    show(result)
    return result


# Measures


def api(folder: Path) -> dict[str, Any]:
    """Opening, and whole searches at the library."""
    before, counted = queries_in(folder)
    result: dict[str, Any] = {}
    for clients in CLIENTS:
        begun = time.perf_counter()
        with Library.open(folder) as library:
            library.search(Query(before[0]))
            result[f"open_s_{clients}"] = time.perf_counter() - begun
            for text in before:
                library.search(Query(text))
            ask = partial(_search, library)
            result[f"api_{clients}"] = clocked(ask, counted, clients)
    return result


def whole(folder: Path) -> dict[str, Any]:
    """What is found, suggestions, memory of one open library, the graph."""
    _, counted = queries_in(folder)
    result: dict[str, Any] = {}
    with Library.open(folder) as library:
        result["found"] = [[h.case.id for h in _search(library, text).hits] for text in counted]
        library.suggest("党", limit=8)
        typed = [text.strip('"')[:TYPED] for text in counted]
        result["suggest"] = clocked(partial(library.suggest, limit=8), typed, 1)
        result["mb"] = resident()
        begun = time.perf_counter()
        library.graph()
        result["graph_s"] = time.perf_counter() - begun
        result["mb_with_graph"] = resident()
    return result


def _search(library: Library, text: str) -> Results:
    return library.search(Query(text))


def web(folder: Path) -> dict[str, Any]:
    """The search page over HTTP, served by this process to clients in it."""
    from web.serve import open_server  # noqa: PLC0415 -- only where it is measured

    before, counted = queries_in(folder)
    with Library.open(folder) as library:
        server = open_server(library, port=0)
        threading.Thread(target=server.run, daemon=True).start()
        local = threading.local()

        def ask(text: str) -> None:
            if not hasattr(local, "line"):
                local.line = http.client.HTTPConnection("127.0.0.1", server.effective_port)
            local.line.request("GET", f"/?{urlencode({'q': text})}")
            answer = local.line.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                print(answer.status, text, file=sys.stderr)

        for text in before:
            ask(text)
        return {f"http_{n}": clocked(ask, counted, n) for n in CLIENTS}


def stored(folder: Path) -> dict[str, Any]:
    """How fast the tokens of cases, held in memory, are written to a fresh index."""
    from kg.search.engines.tantivy_engine import Tantivy  # noqa: PLC0415
    from kg.search.engines.whoosh_engine import Whoosh  # noqa: PLC0415

    with Library.open(folder) as library, library.reading() as snapshot:
        engine = {"whoosh": Whoosh, "tantivy": Tantivy}[str(library.stats()["engine"])]()
        cases = list(islice(indexed(snapshot, snapshot.case_ids()), STORED_CASES))
    tokens = list(map(prepared, cases))
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        writer, change = engine.create(Path(place)), ColumnsChange()
        with said_in(Path(place)) as saying:
            for case in tokens:
                writer.put(change.put(case.facts, saying.add(case.said)), case.terms)
        change.done()
        writer.commit(Meta(1, "none"))
        seconds = time.perf_counter() - begun
    return {"stored_passages_a_second": sum(len(c.passages) for c in cases) / seconds}


def raw(folder: Path) -> dict[str, Any]:
    """Raw engines on the same tokens."""
    from raw_search import raw_search  # noqa: PLC0415 -- needs an optional install

    return raw_search(folder)


MEASURES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "api": api,
    "whole": whole,
    "web": web,
    "stored": stored,
    "raw": raw,
}


# What is printed


def show(result: dict[str, Any]) -> None:
    """Print one run, ratios first."""
    one, raw_one, fts = result["api_1"], result["raw_tantivy"], result["fts5"]
    page = result["tantivy_page"]
    print(f"{result['passages']} passages on {result['engine']}")
    for share in ("cpu50", "cpu95"):
        print(
            f"  {share}: a whole search takes {one[share] / page[share]:.1f} times a page by raw "
            f"tantivy, {one[share] / raw_one[share]:.1f} times its ten best and their number, "
            f"{one[share] / fts[share]:.2f} times FTS5"
        )
    for share in ("p50", "p95"):
        print(
            f"  {share}: over HTTP {result['http_1'][share] / one[share]:.2f} times as at the API"
        )
    for name in ("api_1", "api_8", "http_1", "http_8", "suggest", *RAW):
        one = result[name]
        print(
            f"  {name:12} p50 {one['p50']:8.2f}  p95 {one['p95']:8.2f}  p99 {one['p99']:8.2f} ms"
            f"  {one['a_second']:7.0f} a second"
            f"  cpu p50 {one['cpu50']:7.2f}  p95 {one['cpu95']:7.2f}"
        )
    print(
        f"  first answer {result['open_s_1']:.2f} s after opening, with dictionaries read "
        f"{result['open_s_8']:.2f} s, graph {result['graph_s']:.2f} s, "
        f"{result['mb']:.0f} MB without the graph, {result['mb_with_graph']:.0f} MB with it"
    )
    print(
        f"  {result['stored_passages_a_second']:.0f} passages/s from stored tokens, "
        f"{result['reindex_passages_a_second']:.0f} passages/s from the store",
        flush=True,
    )


def overlaps(results: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Share of the ten best that two engines have in the same places, by size."""
    found = {}
    for one in results:
        for other in results:
            if one["passages"] == other["passages"] and one["engine"] > other["engine"]:
                pairs = list(zip(one["found"], other["found"], strict=True))
                same = sum(a == b for x, y in pairs for a, b in zip(x, y, strict=False))
                most = sum(max(len(x), len(y)) for x, y in pairs)
                name = f"{one['passages']} {one['engine']} and {other['engine']}"
                found[name] = same / max(most, 1)
    return found


if __name__ == "__main__":
    main()
