"""How fast extraction is: characters a second per finder, growth with length, and a peer beside it.

    python -P bench/extract.py [TEXTS]       # default 400; 2,000 for the figures in the notes

Reads ../shared/corpora/news.jsonl.xz where it is present. The peer is jieba.posseg on a tenth of
the same characters in the same run: the tagger most projects start from. All times are of the
processor, for the machine may be shared. Prints, asserts nothing.
"""

import json
import lzma
import resource
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.draft import Draft
from ingest.extract import metrics, relations
from ingest.extract.case import FINDERS, extract
from ingest.resolve import resolve
from ingest.tagger import tag
from kg.memory import seldom

if TYPE_CHECKING:
    from kg.model import Mention

NEWS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "news.jsonl.xz"
DEFAULT_TEXTS = 400
# Texts that load every list and the index of villages before the clock runs.
WARM = 40
# A case of 30 KB is the longest usual one; ten times that shows growth.
SHORT, LONG = 100_000, 1_000_000

_T = TypeVar("_T")


def main() -> None:
    """Print the table."""
    if not NEWS.is_file():
        sys.exit(f"{NEWS} is not there: nothing to measure on")
    seldom()  # as a worker of ingest does
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_TEXTS
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, wanted)]
    size = sum(map(len, texts))
    print(f"{len(texts)} texts, {size} characters")
    _, seconds = _timed(lambda: tag(texts[0]))
    print(f"tagger loaded: {seconds:.2f} s, {_memory():.0f} MB")
    _, seconds = _timed(lambda: [extract(Draft(text=t), "warm", 0) for t in texts[:WARM]])
    print(f"first {WARM} texts, everything loaded: {seconds:.2f} s, {_memory():.0f} MB")

    tagged, seconds = _timed(lambda: [tag(text) for text in texts])
    rows = {"tagger": seconds}
    drafts = [Draft(text=text, tags=tags) for text, tags in zip(texts, tagged, strict=True)]
    found: list[list[Mention]] = [[] for _ in drafts]
    for finder in FINDERS:
        name = finder.__module__.rpartition(".")[2]
        new, rows[name] = _timed(
            lambda finder=finder, found=found: [
                finder(d, m) for d, m in zip(drafts, found, strict=True)
            ]
        )
        found = [[*old, *more] for old, more in zip(found, new, strict=True)]
    _, rows["metrics"] = _timed(
        lambda: [metrics.find(d, m) for d, m in zip(drafts, found, strict=True)]
    )
    solved, rows["resolve"] = _timed(
        lambda: [resolve(d, "case", m) for d, m in zip(drafts, found, strict=True)]
    )
    _, rows["relations"] = _timed(
        lambda: [relations.find(d, r.local) for d, r in zip(drafts, solved, strict=True)]
    )
    for name, seconds in rows.items():
        print(f"{name:14} {size / seconds:>12,.0f} characters/s")
    whole = sum(rows.values())
    print(f"{'all':14} {size / whole:>12,.0f} characters/s")
    print(f"{'without tagger':14} {size / (whole - rows['tagger']):>12,.0f} characters/s")
    _peer("".join(texts)[: size // 10], size / whole)
    _growth("".join(texts))


def _timed(job: Callable[[], _T]) -> tuple[_T, float]:
    started = time.process_time()
    result = job()
    return result, time.process_time() - started


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _peer(text: str, ours: float) -> None:
    import jieba.posseg  # noqa: PLC0415 - the peer is loaded only to be measured

    jieba.posseg.lcut("热身")
    _, seconds = _timed(lambda: jieba.posseg.lcut(text))
    theirs = len(text) / seconds
    print(f"{'jieba.posseg':14} {theirs:>12,.0f} characters/s; ours / theirs {ours / theirs:.2f}")


def _growth(text: str) -> None:
    text = text * (LONG // len(text) + 1)
    times = []
    for size in (SHORT, LONG):
        draft = Draft(text=text[:size])
        _, seconds = _timed(lambda draft=draft: extract(draft, "long", 0))
        times.append(seconds)
        print(f"one case of {size:,} characters without the tagger: {seconds:.2f} s")
    print(f"ten times the length costs {times[1] / times[0]:.1f} times")


if __name__ == "__main__":
    main()
