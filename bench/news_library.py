"""Libraries of so many passages from ../shared/corpora/news.jsonl.xz, and queries to ask them.

    python -P bench/news_library.py PASSAGES FOLDER    # keeps what it extracted in the temp folder

Every text is a case with the entities, relations and numbers that the extractors find; the tagger,
which takes most of the time of ingest, is left out, so persons are few. Passages are cut to some
sentences each. Five hundred texts are one source, so that the store takes them in at once.
"""

import json
import lzma
import pickle
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from ingest import duplicates, metadata, parsing
from ingest.cutting.cases import Block
from ingest.readers.document import Document
from kg import segment
from kg.library import Library
from kg.model import CaseRecord, Entity, Passage, Source
from kg.ontology import Kind
from kg.store import SCHEMA_VERSION

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "corpora" / "news.jsonl.xz"
CACHE = Path(tempfile.gettempdir()) / "partykg-bench"
Taken = tuple[Source, list[CaseRecord], list[Entity]]

BATCH = 500
LONGEST = 170  # characters of a passage: some 110,000 of all texts
TITLE = 24  # characters that a text begins with; without a title line the name of the file
WORKERS = 2
EACH = 20  # queries of a kind
BEFORE = 20  # queries asked before the clock counts
JOINING = {"或者"}  # words that the query language reads


def make(passages: int, folder: Path) -> int:
    """Make a library of at least so many passages; returns their number. Takes what is there."""
    done = folder / "passages"
    if done.is_file():
        return int(done.read_text())
    shutil.rmtree(folder, ignore_errors=True)
    made = 0
    with Library.open(folder, create=True) as library:
        for source, records, entities in batches():
            library.commit(source, records, entities)
            made += sum(len(record.passages) for record in records)
            if made >= passages:
                break
    done.write_text(str(made))
    return made


def batches() -> Iterator[Taken]:
    """Sources with their records and entities, from the cache or, two ahead, extracted now."""
    CACHE.mkdir(exist_ok=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        waiting = [pool.submit(extracted, number) for number in range(WORKERS)]
        for number in count(WORKERS):
            path = waiting.pop(0).result()
            if path is None:
                break
            waiting.append(pool.submit(extracted, number))
            yield pickle.loads(path.read_bytes())  # noqa: S301 -- this file wrote it
        for one in waiting:
            one.cancel()


def extracted(number: int) -> Path | None:
    """File with the records of a batch, made unless it is there; None behind the last one."""
    path = CACHE / f"{SCHEMA_VERSION}-{LONGEST}-{number:03}.pickle"
    if not path.is_file():
        found = extract(number)
        if found is None:
            return None
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(found, protocol=5))
        part.replace(path)
    return path


def extract(number: int) -> Taken | None:
    """Source, records and entities of a batch; None behind the last one."""
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        chosen = islice(lines, number * BATCH, (number + 1) * BATCH)
        texts = [json.loads(line)["text"].replace("\n", " ").strip() for line in chosen]
    if not texts:
        return None
    parsing.tag = lambda _: ()  # type: ignore[attr-defined]
    whole = "".join(f"{text}\n" for text in texts)
    name = f"news-{number:03}.txt"
    source = Source(name, name, "txt", "utf-8", whole, (), (), name)
    document = Document(whole, "txt", "utf-8")
    records: list[CaseRecord] = []
    entities: dict[str, Entity] = {}
    at = 0
    for place, text in enumerate(texts, 1):
        block = Block(at, at + len(text), at)
        at += len(text) + 1
        case = metadata.describe(block, whole, source, place)
        case = replace(case, title=text[:TITLE])
        sketch = duplicates.sketch(case, text)
        record, found = parsing._record(case, whole, document, sketch)  # noqa: SLF001
        records.append(replace(record, passages=finer(record.passages)))
        entities |= {entity.id: entity for entity in found}
    return source, records, list(entities.values())


def finer(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, cut behind sentences where they are long."""
    found: list[Passage] = []
    for passage in passages:
        at = 0
        while at < len(passage.text):
            stop = passage.text.rfind("。", at, at + LONGEST) + 1
            end = len(passage.text) if len(passage.text) - at <= LONGEST else stop or at + LONGEST
            text, start = passage.text[at:end], passage.start + at
            number = len(found) + 1
            found.append(
                replace(
                    passage,
                    id=f"{passage.case}-{number}",
                    number=number,
                    start=start,
                    end=start + len(text),
                    text=text,
                )
            )
            at = end
    return tuple(found)


# Queries


def make_queries(folder: Path) -> None:
    """Write queries of ten kinds from the texts of a library, the same at every run."""
    chance = random.Random(5)  # noqa: S311 -- no secret
    with Library.open(folder) as library, library.reading() as snapshot:
        cases = chance.sample(snapshot.case_ids(), 12 * (EACH + BEFORE))
        texts = [chance.choice(snapshot.passages_of(c) or (None,)) for c in cases]
        passages = [p.text for p in texts if p and len(p.text) > 40]  # noqa: PLR2004
        known = [e for e, count in snapshot.counted_entities() if count > 1 and not e.redacted]
    chance.shuffle(known)
    places = [e.name for e in known if e.kind is Kind.PLACE]
    names = [e.name for e in known if e.kind is not Kind.PLACE]
    words = [[w.text for w in segment.words(text) if len(w.text) > 1] for text in passages]
    words = [[word for word in said if word not in JOINING] for said in words]
    words = [said for said in words if len(said) > 8]  # noqa: PLR2004

    def some(said: list[str], number: int) -> str:
        return " ".join(chance.sample(said, number))

    kinds: dict[str, Callable[[int], str]] = {
        "one word": lambda n: some(words[n], 1),
        "two words": lambda n: some(words[n], 2),
        "four words": lambda n: some(words[n], 4),
        "phrase": lambda n: f'"{run_of(passages[n], 8)}"',
        "name": lambda n: names[n % len(names)],
        "place and word": lambda n: f"{places[n % len(places)]} {some(words[n], 1)}",
        "question": lambda n: f"{''.join(words[n][:2])}有哪些做法",
        "sentence": lambda n: run_of(passages[n], 30),
        "fields": lambda n: f"地区:{places[n % len(places)]} 年份:2020..2023 {some(words[n], 1)}",
        "either, not, beginning": lambda n: (
            f"({words[n][0]} OR {words[n][1]}) -{words[n][2]} {words[n][3][:2]}*"
        ),
    }
    total = EACH + BEFORE // len(kinds)
    found = {kind: [one(n) for n in range(total)] for kind, one in kinds.items()}
    text = json.dumps(found, ensure_ascii=False)
    (folder / "queries.json").write_text(text, encoding="utf-8")


def run_of(text: str, length: int) -> str:
    """Characters of a text from its middle, without what the query language reads."""
    plain = re.sub(r"[\W_]+", "", text)
    at = max(len(plain) // 2 - length, 0)
    return plain[at : at + length]


def queries_in(folder: Path) -> tuple[list[str], list[str]]:
    """Queries that warm up, and those that count, kinds mixed."""
    kinds: dict[str, list[str]] = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    mixed = [query for row in zip(*kinds.values(), strict=True) for query in row]
    return mixed[:BEFORE], mixed[BEFORE:]


if __name__ == "__main__":
    print(make(int(sys.argv[1]), Path(sys.argv[2])), "passages")
