"""Words of lists and rules that stand in one labelled case and nowhere else: made for one case.

    python -P bench/lone.py

Looked at are the entries of our lists (bench/folds.py) and the words in the patterns of ingest/.
Other labelled cases that may be read, all news texts that nobody labelled and the reports without
their labelled sections bear a word out, so do jieba's dictionary and what was looked up elsewhere
(bench/lone_known.txt). Exits with 1 and names each that none of them bears out.
Needs ../shared; says so and stops where it is not there.
"""

import ast
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import jieba

HERE = Path(__file__).resolve()
RULES = HERE.parents[1] / "ingest"
# Shorter runs of characters in a pattern are parts of words.
_RUN = re.compile("[一-鿿]{4,}")


def main() -> None:
    """Name the words that only one labelled case holds."""
    folds = _folds()
    gold = folds.gold()
    if not (gold.SHARED / "gold" / "score.py").is_file():
        sys.exit(f"{gold.SHARED} is not there: nothing to look words up in")
    words = {word: ", ".join(sorted(lists)) for word, lists in folds.listed().items()}
    for word, where in _in_rules():
        words.setdefault(word, where)
    held: Counter[str] = Counter()
    for text in _labelled(folds, gold):
        held.update(folds.bearing(text, words))
    once = {word for word, times in held.items() if times == 1}
    outside = folds.bearing("\n".join([*folds.fresh(), *_reports(gold)]), once)
    lone = sorted(once - outside - _known(), key=lambda word: (words[word], word))
    for word in lone:
        print(words[word], word, sep="\t")
    print(f"{len(lone)} of {len(words)} words stand in one labelled case alone")
    sys.exit(1 if lone else 0)


def _known() -> set[str]:
    """Words of jieba's dictionary, and those that were looked up in public text."""
    with jieba.get_dict_file() as lines:
        words = {line.decode("utf-8").partition(" ")[0] for line in lines}
    looked = HERE.with_name("lone_known.txt").read_text(encoding="utf-8").splitlines()
    return words | {line for line in looked if not line.startswith("#")}


def _labelled(folds: ModuleType, gold: ModuleType) -> Iterator[str]:
    """Texts of the labelled cases that may be read."""
    scorer = gold.load_scorer()
    names = ",".join(str(gold.SHARED / "gold" / name) for name in folds.SCORED)
    yield from (folds.given_text(row) for row in scorer.load(names))
    for path in folds.readable():
        yield from (text for _, text in gold.expanded(path))


def _reports(gold: ModuleType) -> Iterator[str]:
    """The reports, labelled sections of every set left out."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for path in sorted(gold.OURS.glob("*.jsonl")):
        for row, _ in gold.expanded(path):
            spans.setdefault(row["source"], []).append((row["start"], row["end"]))
    for path in sorted((gold.SHARED / "corpora" / "reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        cut = 0
        for start, end in sorted(spans.get(str(path.relative_to(gold.SHARED)), [])):
            yield text[cut:start]
            cut = end
        yield text[cut:]


def _in_rules() -> Iterator[tuple[str, str]]:
    """Runs of characters in the strings of ingest/, docstrings left out, each with its file."""
    for path in sorted(RULES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
            if isinstance(text, str):
                yield from ((run, str(path.relative_to(RULES))) for run in _RUN.findall(text))


def _folds() -> ModuleType:
    """bench/folds.py, which stands on no import path."""
    spec = importlib.util.spec_from_file_location("folds", HERE.with_name("folds.py"))
    if spec is None or spec.loader is None:
        sys.exit("bench/folds.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
