"""How fast pages are over many documents, and whether memory stays flat over many requests.

    python -P bench/web.py LIBRARY [--requests N]     # -P: bench/ingest.py is not the package

LIBRARY is a folder that ``kg ingest`` made, of whatever documents; a copy is served, it is never
changed. Asked are the pages of the entities in most cases of each kind and of others taken evenly,
the neighbourhoods of the largest, searches for names of the library. Each is asked at the
application (what the processor worked is told apart from waiting) and over HTTP. As a peer
Datasette shows the row of the same entities from the same tables, where it is installed
(``pip install datasette``); as a floor the server answers with one line. Memory is told after each
tenth of N requests (10,000) of all kinds. Prints, ratios first, and appends a line to
bench/results/web.jsonl, which is not committed. Asserts nothing.
"""

import argparse
import http.client
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from kg.library import Library
from kg.ontology import Kind
from web import create_app
from web.serve import open_server

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))  # last: bench/ingest.py is not the package

from clock import clocked, resident  # noqa: E402

RESULTS = HERE / "results" / "web.jsonl"
LARGEST = 4  # entities in most cases, of each kind
OTHERS = 180  # entities taken evenly from all
SEARCHES = 200
PEER_PORT = 8931
PATIENCE = 60  # seconds until the peer answers

Ask = Callable[[str], object]


def main() -> None:
    """Measure, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        shutil.copytree(asked.library, folder)
        result = measure(folder, asked.requests)
        result |= {"peer": peer(folder, result["rows"])}
    show(result)
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        del result["rows"]
        file.write(json.dumps({"at": at, "library": asked.library.name} | result) + "\n")


def measure(folder: Path, requests: int) -> dict[str, Any]:
    """All pages at the application and over HTTP, then memory."""
    with Library.open(folder) as library:
        largest, others = entities(library)
        pages = {
            "entity": [f"/entities/{key}" for key in [*largest, *others]],
            "neighbourhood": [f"/entities/{key}/graph" for key in largest],
            "search": [f"/?{urlencode({'q': text})}" for text in texts(library)],
            "floor": ["/static/mark.svg"] * SEARCHES,
        }
        library.prepare()
        library.graph()
        client = create_app(library, hosts={"localhost"}).test_client()
        server = open_server(library, port=0)
        threading.Thread(target=server.run, daemon=True).start()
        over = partial(_get, threading.local(), server.effective_port)
        result: dict[str, Any] = {"cases": library.stats()["cases"], "rows": [*largest, *others]}
        for name, paths in pages.items():
            for path in paths[:20]:
                client.get(path)
            result[name] = clocked(client.get, paths, 1)
            result[f"{name}_http"] = clocked(over, paths, 1)
        result["memory"] = memory(
            over, [path for paths in pages.values() for path in paths], requests
        )
        return result


def entities(library: Library) -> tuple[list[str], list[str]]:
    """Ids of the entities in most cases of each kind, and of others taken evenly."""
    with library.reading() as snapshot:
        counted = sorted(snapshot.counted_entities(), key=lambda pair: (-pair[1], pair[0].id))
    largest = [
        entity.id
        for kind in Kind
        for entity in [one for one, _ in counted if one.kind is kind][:LARGEST]
    ]
    rest = sorted({entity.id for entity, cases in counted if cases} - set(largest))
    return largest, rest[:: max(1, len(rest) // OTHERS)]


def texts(library: Library) -> list[str]:
    """Queries: names that many cases have, alone and with a place."""
    names = [one.text for one in library.common_names(SEARCHES // 2)]
    places = [place for place, _ in library.themes()] or ["治理"]
    return [*names, *(f"{name} {place}" for name, place in zip(names, cycle(places), strict=False))]


def memory(ask: Ask, paths: Sequence[str], requests: int) -> list[float]:
    """MB of this process after each tenth of the requests."""
    told = []
    step = max(1, requests // 10)
    asked = cycle(paths)
    for _ in range(10):
        for path in islice(asked, step):
            ask(path)
        told.append(round(resident(), 1))
    return told


def peer(folder: Path, keys: Sequence[str]) -> dict[str, float] | None:
    """Datasette's page of the row of each entity, over HTTP; None where it is not installed."""
    program = shutil.which("datasette")
    if program is None:
        return None
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    command = [program, "serve", str(folder / "library.sqlite"), "--port", str(PEER_PORT)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        ask = partial(_get, threading.local(), PEER_PORT)
        paths = [f"/library/entity/{quote(key)}" for key in keys]
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            try:
                ask(paths[0])
                break
            except OSError:
                time.sleep(0.2)
        for path in paths[:20]:
            ask(path)
        return clocked(ask, paths, 1)
    finally:
        running.terminate()
        running.wait()


def _get(local: threading.local, port: int, path: str) -> None:
    """One page over a line that stays open for its thread."""
    if not hasattr(local, "line"):
        local.line = http.client.HTTPConnection("127.0.0.1", port)
    try:
        local.line.request("GET", path)
        answer = local.line.getresponse()
        answer.read()
    except OSError:
        del local.line
        raise
    if answer.status != http.client.OK:
        print(answer.status, path, file=sys.stderr)


def show(result: dict[str, Any]) -> None:
    """Print, ratios first."""
    floor, other = result["floor_http"]["p50"], result["peer"]
    print(f"{result['cases']} cases")
    for name in ("entity", "neighbourhood", "search"):
        print(f"  {name}: p50 {result[f'{name}_http']['p50'] / floor:.1f} times a file of one line")
    if other:
        for share in ("p50", "p95"):
            ours = result["entity_http"][share]
            print(f"  entity: {share} {ours / other[share]:.2f} times Datasette's row")
    rows = [name for name in result if isinstance(result[name], dict)]
    for name in rows:
        one = result[name]
        print(
            f"  {name:19} p50 {one['p50']:7.1f}  p95 {one['p95']:7.1f}  p99 {one['p99']:7.1f} ms"
            f"  cpu p50 {one['cpu50']:6.1f}  p95 {one['cpu95']:6.1f}"
        )
    print(f"  MB after each tenth of the requests: {result['memory']}")


if __name__ == "__main__":
    main()
