"""How much of the given gold's figures is owed to words that were listed with its texts in view.

    python -P bench/folds.py

Five folds by case over dev.jsonl and cases10.jsonl. For each, every entry of our lists that owes
itself to the fold alone is taken out: it stands in the text of the fold's cases, in no other
labelled case that may be read and in none of FRESH news texts that nobody labelled. Then the given
texts go through the whole pipeline and the fold's cases are scored. Printed are the figures over
all folds beside those with every entry in place, and how many entries went.

It shows whether figures stand on words known only from the case that is scored. It cannot show
more: rules are patterns in code, were made by hand on these very texts and stay in place; an
entry that came from a fold and stands elsewhere by chance stays as well. Learnt weights
(subjects.tsv, confidence.tsv) decide no entity, relation or measure that is scored here, and the
tagger's come from outside, so none is learnt anew. New texts give less: that is told by the sets
kept for testing (bench/gold.py). Needs ../shared; says so and stops where it is not there.
"""

import importlib.util
import json
import lzma
import multiprocessing
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ahocorasick_rs import AhoCorasick

import kg.datafiles
from kg.text import fold_lines

FOLDS = 5
# Fresh news texts that may bear an entry out; 38,000 characters a hundred.
FRESH = 2000
SEED = 7
SCORED = ("dev.jsonl", "cases10.jsonl")
# Lists that decide what is a name; those of surnames, letters and signs come from outside.
LISTS = re.compile(
    r"(?:initiative|organization|place|person|honor|national)_\w+\.txt"
    r"|(?:known_persons|quoted_terms|slogans|metric_verbs|domain_words|units)\.txt"
)
_HAN = re.compile("[一-鿿]")
_SIGN = re.compile(r"^[!~^+=?-]+")
_LEXICON = "lexicon"

Row = dict[str, Any]


def main() -> None:
    """Print figures with all entries and over folds."""
    if not (gold().SHARED / "gold" / "score.py").is_file():
        sys.exit(f"{gold().SHARED / 'gold' / 'score.py'} is not there: nothing to score with")
    scorer = gold().load_scorer()
    rows = scorer.load(",".join(str(gold().SHARED / "gold" / name) for name in SCORED))
    texts = [given_text(row) for row in rows]
    others = [text for path in readable() for _, text in gold().expanded(path)]
    outside = bearing("\n".join([*others, *fresh(FRESH)]))
    folds = [list(range(fold, len(rows), FOLDS)) for fold in range(FOLDS)]
    whole = _predicted(frozenset())
    held: dict[int, Row] = {}
    for fold in folds:
        rest = bearing("\n".join(text for at, text in enumerate(texts) if at not in fold))
        inside = bearing("\n".join(texts[at] for at in fold))
        gone = frozenset(inside - rest - outside)
        print(f"fold of {len(fold)} cases: {len(gone)} of {len(listed())} entries taken out")
        found = _predicted(gone)
        held |= {at: row for at in fold for row in found if _same(row, rows[at])}
    for name, found in (("all entries in place", whole), ("over five folds", [*held.values()])):
        figures, _ = scorer.score(rows, found)
        print(f"\n{name}\n{'':24} precision recall    f1   tp   fp   fn")
        parts = {f"entities: {kind}": row for kind, row in figures["entities"].items()}
        parts |= {"relations: all": figures["relations"]["all"], "metrics": figures["metrics"]}
        for label, row in parts.items():
            gold().print_row(label, row)


@cache
def gold() -> ModuleType:
    """bench/gold.py, which stands on no import path."""
    spec = importlib.util.spec_from_file_location("gold", Path(__file__).with_name("gold.py"))
    if spec is None or spec.loader is None:
        sys.exit("bench/gold.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def readable() -> list[Path]:
    """Sets of our own labels whose texts may be read."""
    return [path for path in sorted(gold().OURS.glob("*.jsonl")) if path.name not in gold().KEPT]


def listed() -> Mapping[str, set[str]]:
    """Words of our lists, each with the lists that hold it; words of one character left out."""
    found: dict[str, set[str]] = {}
    for path in sorted(kg.datafiles.data_path(_LEXICON).iterdir()):
        if LISTS.fullmatch(path.name):
            for line in kg.datafiles.read_lines(_LEXICON, path.name):
                if len(word := word_of(line)) > 1:
                    found.setdefault(word, set()).add(path.name)
    return found


def word_of(line: str) -> str:
    """The entry that a line of a list is about: its longest Han column, signs before it off."""
    columns = [_SIGN.sub("", column) for column in line.split("\t") if _HAN.search(column)]
    return max(columns, key=len, default="")


def bearing(text: str, words: Iterable[str] | None = None) -> set[str]:
    """Those of the words, of the listed by default, that stand in a text."""
    wanted = sorted(listed() if words is None else words)
    finder = AhoCorasick(wanted)
    hits = finder.find_matches_as_indexes(text, overlapping=True)
    return {wanted[number] for number in {number for number, _, _ in hits}}


def fresh(count: int | None = None) -> Iterator[str]:
    """So many news texts, or all, that no labelled set holds."""
    paths = gold().OURS.rglob("*.jsonl")
    rows = (json.loads(line) for path in paths for line in path.open(encoding="utf-8"))
    labelled = {str(row.get("source", "")).partition("#")[2] for row in rows}
    with lzma.open(gold().SHARED / "corpora" / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [r["text"] for r in records if str(r["id"]) not in labelled]
    if count is not None:
        random.Random(SEED).shuffle(texts)  # noqa: S311 -- no secret
    yield from texts[:count]


def given_path(source: str) -> Path:
    """The file of the given texts that a row of the given gold names."""
    places = (gold().SHARED / folder / source for folder in gold().GIVEN_TEXTS)
    return next(path for path in places if path.is_file())


def given_text(row: Row) -> str:
    """The text of a case of the given gold."""
    text = fold_lines(given_path(row["source"]).read_text(encoding="utf-8"))
    return text[row["start"] : row["end"]]


def _same(found: Row, row: Row) -> bool:
    """Whether a case of the pipeline is the labelled one: most of it lies in the other."""
    shared = min(found["end"], row["end"]) - max(found["start"], row["start"])
    return found["source"] == row["source"] and shared * 2 > row["end"] - row["start"]


def _predicted(gone: frozenset[str]) -> list[Row]:
    """What the pipeline finds in the given texts without some entries, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "data")
        _without(gone, root)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            return pool.submit(_run, root).result()


def _without(gone: frozenset[str], root: Path) -> None:
    """Make a copy of the data whose lists lack some entries; what is no list is linked."""
    origin = kg.datafiles.data_root()
    (root / _LEXICON).mkdir(parents=True)
    for path in origin.iterdir():
        if path.name != _LEXICON:
            (root / path.name).symlink_to(path)
    for path in (origin / _LEXICON).iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        listing = LISTS.fullmatch(path.name) is not None
        kept: Sequence[str] = [
            line for line in lines if not listing or line[:1] == "#" or word_of(line) not in gone
        ]
        (root / _LEXICON / path.name).write_text("\n".join(kept) + "\n", encoding="utf-8")


def _run(root: Path) -> list[Row]:
    """Ingest the given texts with the data of another folder; before anything has read any."""
    kg.datafiles.data_root = lambda: root
    rows: list[Row] = gold().predicted()
    return rows


if __name__ == "__main__":
    main()
