"""How sure extraction is of what it finds, on folds of the labelled cases.

    python -P bench/confidence.py [--write]

Five folds by case over the given gold and tests/gold: the table of shares is built on four, told
on the fifth; printed are the bins of what was told against what was right, and the figures of
each fold. ``--write`` builds data/model/confidence.tsv on all. Most of the cases were read while
the rules were made, so the shares are too high for new ones; third.jsonl alone stands beside
them. fifth.jsonl is in no fold and builds no share: it is told from all the others, and printed
last. Needs ../shared; says so and stops where it is not there. Asserts nothing.
"""

import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.confidence import Sign, mention_sign, relation_sign
from ingest.extract.case import extract
from kg.text import fold_lines

if TYPE_CHECKING:
    from kg.model import CaseEntity

HERE = Path(__file__).resolve()
TABLE = HERE.parents[1] / "data" / "model" / "confidence.tsv"
FOLDS = 5
# So many are added to every sign with the share of its kind, and one wrong one: no evidence is
# sure, and the mean of all stands in for few.
PRIOR = 8
# Sets of tests/gold that build no share, so that they tell how sure the shares are on new texts.
APART = frozenset({"fifth"})
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
HEAD = """\
# Share of mentions and relations with such evidence that the labels of bench/confidence.py found
# right, smoothed toward the share of all of their kind: what, kind, evidence, share, number.
# Built by bench/confidence.py --write; no text of the labelled cases is in it.
"""


class Told(NamedTuple):
    """One thing found: its sign, whether it is right, the case and the set it is from."""

    sign: Sign
    right: bool
    case: int
    group: str


def main() -> None:
    """Print the table of bins; write the table of shares if asked to."""
    gold = _load(HERE.parent / "gold.py", "gold")
    if not (gold.SHARED / "gold" / "score.py").is_file():
        sys.exit(f"{gold.SHARED} is not there: nothing to measure on")
    scorer = _load(gold.SHARED / "gold" / "score.py", "score")
    everything = list(_all_told(gold, scorer))
    told = [t for t in everything if t.group not in APART]
    for what in ("mention", "relation"):
        mine = [t for t in told if t.sign[0] == what]
        print(f"\n{what}s, each told from the other four folds")
        _print_bins(_folded(mine, {t.group for t in mine}))
        print("of these, third.jsonl (not read)")
        _print_bins(_folded(mine, {"third"}))
        print("fifth.jsonl (not read, in no fold), told from all the others")
        shares = _shares(mine)
        apart = (t for t in everything if t.group in APART and t.sign[0] == what)
        _print_bins((shares.get(t.sign, 1.0), t.right) for t in apart)
    if "--write" in sys.argv:
        shares = _shares(told)
        counts = Counter(t.sign for t in told)
        lines = ["\t".join((*s, f"{shares[s]:.3f}", str(counts[s]))) for s in sorted(shares)]
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _shares(told: Iterable[Told]) -> Mapping[Sign, float]:
    """Share of right ones per sign, smoothed toward that of their kind."""
    by_sign: dict[Sign, list[bool]] = defaultdict(list)
    by_kind: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for t in told:
        by_sign[t.sign].append(t.right)
        by_kind[t.sign[:2]].append(t.right)
    return {
        sign: (sum(right) + PRIOR * sum(by_kind[sign[:2]]) / len(by_kind[sign[:2]]))
        / (len(right) + PRIOR + 1)
        for sign, right in by_sign.items()
    }


def _folded(told: list[Told], groups: set[str]) -> Iterator[tuple[float, bool]]:
    """What each thing of these sets is told from the other folds, and whether it is right."""
    for fold in range(FOLDS):
        shares = _shares(t for t in told if t.case % FOLDS != fold)
        for t in told:
            if t.case % FOLDS == fold and t.group in groups:
                yield shares.get(t.sign, 1.0), t.right


def _print_bins(pairs: Iterable[tuple[float, bool]]) -> None:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for share, right in pairs:
        bins[sum(share >= edge for edge in BINS)].append((share, right))
    for number, items in sorted(bins.items()):
        mean = sum(share for share, _ in items) / len(items)
        truth = sum(right for _, right in items) / len(items)
        low, high = BINS[number - 1], min(1.0, BINS[number])
        print(f"{low:.2f}-{high:.2f}  told {mean:.3f}  right {truth:.3f}  of {len(items)}")


def _all_told(gold: ModuleType, scorer: ModuleType) -> Iterator[Told]:
    for number, (group, row, text) in enumerate(labelled(gold, scorer)):
        draft = gold.draft_of(row, text)
        found = extract(draft, "case", 0)
        predicted = gold.items_of(found)
        match = set(scorer.match_entities(row["entities"], predicted["entities"]).values())
        tags = {(tag.start, tag.end, tag.kind) for tag in draft.tags}
        units = {entity.id for entity in found.entities if entity.unit}
        for index, entity in enumerate(found.local):
            sign = mention_sign(draft, entity, tags, known=entity.id in units)
            yield Told(sign, index in match, number, group)
        wrong = _wrong_relations(scorer, row, predicted)
        by_id: dict[str, CaseEntity] = {entity.id: entity for entity in found.local}
        for relation in (r for r in found.relations if r.case):
            name = f"{by_id[relation.head].name} → {by_id[relation.tail].name}"
            right = (str(relation.type), name) not in wrong
            yield Told(relation_sign(relation, by_id), right, number, group)


def labelled(gold: ModuleType, scorer: ModuleType) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Set, label and text of every labelled case; sets kept apart come last."""
    names = ("dev.jsonl", "cases10.jsonl")
    for row in scorer.load(",".join(str(gold.SHARED / "gold" / name) for name in names)):
        paths = (gold.SHARED / folder / row["source"] for folder in gold.GIVEN_TEXTS)
        path = next(path for path in paths if path.is_file())
        text = fold_lines(path.read_text(encoding="utf-8"))
        yield "given", row, text[row["start"] : row["end"]]
    # Those apart come last, so that they move no case from one fold to another.
    for path in sorted(gold.OURS.glob("*.jsonl"), key=lambda path: (path.stem in APART, path)):
        for row, text in gold.expanded(path):
            yield path.stem, row, text


def _wrong_relations(
    scorer: ModuleType, row: dict[str, Any], predicted: dict[str, Any]
) -> set[tuple[str, str]]:
    _, errors = scorer.score([row], [row | {"themes": []} | predicted])
    return {(error[1], error[2]) for error in errors if error[0] == "wrong"}


def _load(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
