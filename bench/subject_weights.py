"""What each sign of a metric's subject weighs: learnt from labels, told on folds.

    python -P bench/subject_weights.py [--write]

Learns from the given gold, from the sets of tests/gold that are not kept for testing and from that
half of tests/gold/subjects that may be read: of all names before a number the labelled one is to be
the likeliest, or nobody where it is none of them. Where a practice is labelled, whoever the same
labels say runs it is as right. Five folds by case tell what that gives on cases
that it did not see; the sets kept for testing teach nothing and are told beside them. ``--write``
writes data/model/subjects.tsv. Needs ../shared; says so and stops where it is not there.
"""

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from ingest.draft import Draft
from ingest.extract import metrics
from ingest.extract.case import find_mentions
from ingest.extract.metrics.subjects import Subjects, likelihoods
from ingest.tagger import tag
from kg.model import Metric
from kg.ontology import RelationType

HERE = Path(__file__).resolve()
WEIGHTS = HERE.parents[1] / "data" / "model" / "subjects.tsv"
FOLDS = 5
# A sign seen less often tells more of its texts than of Chinese.
FEWEST = 6
# How strongly weights are held near zero, found on the folds: 2 to 8 give nearly the same.
HOLD = 6.0
ROUNDS = 300
STEP = 0.05
# Decay of the two running means of Adam (Kingma and Ba, 2015).
MEAN, SQUARE = 0.9, 0.99
# Cases of many numbers would drown the others: each counts by the root of how many it has.
SHARED_BY = 0.5
# Below it a weight moves nothing.
LEAST = 0.005
# How like two names or measures must be, as the scorer has it.
NAMES_ALIKE, MEASURES_ALIKE = 0.5, 0.4
SURENESS = (0.0, 0.3, 0.4, 0.5)
HEAD = """\
# What each sign adds to the likelihood that a number is about a name: sign, weight.
# Built by bench/subject_weights.py --write; no text of the labelled cases is in it.
"""
Row = dict[str, Any]


class Asked(NamedTuple):
    """One labelled number: who may be meant, which of them is right, its case and its set."""

    choices: list[tuple[str | None, list[str]]]
    right: list[bool]
    case: int
    group: str
    kept: bool


class Listening(Subjects):
    """Subjects that remember what they were asked."""

    def __init__(self, draft: Draft, mentions: Sequence[Any]) -> None:
        """As Subjects, with nothing asked yet."""
        super().__init__(draft, mentions)
        self.asked: dict[int, list[tuple[str | None, list[str]]]] = {}

    def of(self, at: int) -> str | None:
        """Nobody; the choices are kept."""
        self.asked[at] = [
            (name, [sign for alike in signs for sign in alike]) for name, signs in self.choices(at)
        ]
        return None


def main() -> None:
    """Print what folds and kept sets give; write the weights if asked to."""
    gold, subjects, confidence = map(_load, ("gold", "subjects", "confidence"))
    if not (gold.SHARED / "gold" / "score.py").is_file():
        sys.exit(f"{gold.SHARED} is not there: nothing to measure on")
    asked = [*_of_gold(gold, confidence), *_of_labels(subjects)]
    learnt = [a for a in asked if not a.kept]
    folded = []
    for fold in range(FOLDS):
        weights = fit([a for a in learnt if a.case % FOLDS != fold])
        folded += [(a, weights) for a in learnt if a.case % FOLDS == fold]
    whole = fit(learnt)
    _print("in sample", [(a, whole) for a in learnt])
    for group in ("", *sorted({a.group for a in learnt})):
        _print(f"folds {group}", [pair for pair in folded if group in ("", pair[0].group)])
    for group in sorted({a.group for a in asked if a.kept}):
        _print(f"kept {group}", [(a, whole) for a in asked if a.kept and a.group == group])
    if "--write" in sys.argv:
        rows = [f"{s}\t{w:.3f}" for s, w in sorted(whole.items()) if abs(w) >= LEAST]
        WEIGHTS.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def fit(asked: Sequence[Asked]) -> dict[str, float]:
    """Weights under which the right names are likeliest, held near zero."""
    seen = Counter(s for a in asked for _, signs in a.choices for s in set(signs))
    number = {sign: i for i, sign in enumerate(sorted(s for s in seen if seen[s] >= FEWEST))}
    cases = Counter(a.case for a in asked)
    counts = np.array([1 / cases[a.case] ** SHARED_BY for a in asked])
    counts *= len(asked) / counts.sum()
    row, column, group, right = [], [], [], []
    for i, one in enumerate(asked):
        told = one.right if any(one.right) else [name is None for name, _ in one.choices]
        for (_, signs), good in zip(one.choices, told, strict=True):
            known = [number[s] for s in signs if s in number]
            row += [len(group)] * len(known)
            column += known
            group.append(i)
            right.append(float(good))
    at, of, whose, good = map(np.array, (row, column, group, right))
    weights, mean, square = np.zeros((3, len(number)))
    for turn in range(1, ROUNDS + 1):
        score = np.bincount(at, weights=weights[of], minlength=len(whose))
        top = np.full(len(asked), -np.inf)
        np.maximum.at(top, whose, score)
        likely = np.exp(score - top[whose])
        told = likely * good
        wanted = told / np.maximum(np.bincount(whose, told), 1e-12)[whose]
        error = (likely / np.bincount(whose, likely)[whose] - wanted) * counts[whose]
        slope = np.bincount(of, weights=error[at], minlength=len(number)) + HOLD * weights
        mean = MEAN * mean + (1 - MEAN) * slope
        square = SQUARE * square + (1 - SQUARE) * slope**2
        rise = np.sqrt(square / (1 - SQUARE**turn)) + 1e-8
        weights = weights - STEP * mean / (1 - MEAN**turn) / rise
    return {sign: float(weights[i]) for sign, i in number.items()}


def _likely(one: Asked, weights: Mapping[str, float]) -> dict[str | None, float]:
    choices = ((name, [(sign,) for sign in signs]) for name, signs in one.choices)
    return likelihoods(choices, lambda signs: weights.get(signs[0], 0.0))


def _print(label: str, pairs: Sequence[tuple[Asked, Mapping[str, float]]]) -> None:
    """Shares of right and wrong names where only those so likely are told."""
    told = []
    for sure in SURENESS:
        right = wrong = 0
        for one, weights in pairs:
            found = _likely(one, weights)
            best = max(found, key=lambda name: found[name])
            name = best if found[best] >= sure * sum(found.values()) else None
            good = any(r and n == name for (n, _), r in zip(one.choices, one.right, strict=True))
            right += good
            wrong += not good and name is not None
        told.append(f"{sure}: {right / len(pairs):.3f} right {wrong / len(pairs):.3f} wrong")
    print(f"{label:16} {len(pairs):>5}  " + "   ".join(told))


def _of_gold(gold: ModuleType, confidence: ModuleType) -> Iterator[Asked]:
    scorer = gold.load_scorer()
    for number, (group, row, text) in enumerate(confidence.labelled(gold, scorer)):
        found, listening = _listen(gold.draft_of(row, text))
        free = list(found)
        for label in row.get("metrics", []):
            same = [m for m in free if label.get("subject") and _same(scorer, label, m)]
            if not same or label.get("optional"):
                continue
            free.remove(same[0])
            choices = _asked_in(listening, same[0].start, same[0].end)
            told = [label["subject"], *_runners(scorer, row, label["subject"])]
            right = [any(_means(scorer, row, t, name) for t in told) for name, _ in choices]
            if choices:
                yield Asked(choices, right, number, group, f"{group}.jsonl" in gold.KEPT)


def _same(scorer: ModuleType, label: Row, metric: Metric) -> bool:
    value = metric.value if metric.value_high is None else [metric.value, metric.value_high]
    near = scorer.inside(label["measure"], metric.measure)
    near = near or scorer.alike(label["measure"], metric.measure) >= MEASURES_ALIKE
    return near and value == label["value"] and scorer.inside(label["text"], metric.text)


def _runners(scorer: ModuleType, row: Row, subject: str) -> list[str]:
    """Who runs a practice that is labelled as a number's subject: the number is theirs as well."""
    forms = _forms(scorer, row, subject)
    runs = [r for r in row["relations"] if r["type"] == str(RelationType.IMPLEMENTS)]
    return [r["head"] for r in runs if scorer.norm(r["tail"]) in forms]


def _forms(scorer: ModuleType, row: Row, name: str) -> set[str]:
    """All names of the case's entity that goes by a name; empty where none does."""
    same = [e for e in row["entities"] if scorer.norm(name) in scorer.forms(e)]
    return {form for e in same for form in scorer.forms(e)}


def _means(scorer: ModuleType, row: Row, subject: str, name: str | None) -> bool:
    """Whether two names are one entity of the case, or nearly one name where they are none."""
    if name is None:
        return False
    both = [scorer.norm(subject), scorer.norm(name)]
    of = [{i for i, e in enumerate(row["entities"]) if n in scorer.forms(e)} for n in both]
    if both[0] == both[1] or (of[0] and of[1]):
        return both[0] == both[1] or bool(of[0] & of[1])
    return scorer.inside(*both) or scorer.alike(*both) >= NAMES_ALIKE


def _of_labels(subjects: ModuleType) -> Iterator[Asked]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for line in subjects.LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["source"]].append(row)
    texts = subjects.records_of(rows)
    for number, (source, (text, records)) in enumerate(texts.items()):
        for case in (record.case for record in records):
            words = text[case.start : case.end]
            draft = Draft(
                words, case.title, case.issuer, case.region, case.level, case.genre, case.date,
                tag(words), case.region_inferred,
            )  # fmt: skip
            _, listening = _listen(draft)
            for row in rows[source]:
                choices = _asked_in(listening, row["start"] - case.start, row["end"] - case.start)
                right = [subjects.is_right(name, row["subject"]) for name, _ in choices]
                if choices:
                    kept = row["half"] != subjects.TUNED
                    yield Asked(choices, right, number, "labels", kept)


def _listen(draft: Draft) -> tuple[list[Metric], Listening]:
    mentions = find_mentions(draft)
    listening = Listening(draft, mentions)
    return metrics.find(draft, mentions, listening), listening


def _asked_in(listening: Listening, start: int, end: int) -> list[tuple[str | None, list[str]]]:
    """The choices of the last number in a span; empty where there is none."""
    inside = [at for at in listening.asked if start <= at < end]
    return listening.asked[max(inside)] if inside else []


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE.parent / f"{name}.py")
    if spec is None or spec.loader is None:
        sys.exit(f"bench/{name}.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
