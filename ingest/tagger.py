"""A statistical tagger of person, place and organization names: LAC's weights under numpy.

Two stacked bidirectional gated recurrent layers over characters and common words, then a
linear-chain decoder. Weights: PyPI ``lac`` 2.1.2 (Apache-2.0), converted by data/model/build.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from ingest.draft import Tag
from kg.arrays import read_arrays
from kg.datafiles import data_path
from kg.ontology import Kind
from kg.text import sentences

_HIDDEN: Final = 128
# Sentences decoded together; sorted by length, as those that end drop out step by step.
_BATCH: Final = 128
# Longer runs without an end mark are cut: the recurrence gains nothing from more context.
_LONGEST: Final = 256
_LINE: Final = re.compile(r"[^\n]*\S")
_WORD_CHAR: Final = re.compile("[a-zA-Z0-9]")
_KINDS: Final = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANIZATION}

Floats = NDArray[np.float32]
# Per direction a dense matrix with its bias; gates and candidates of both, stacked.
_Layer = tuple[tuple[tuple[Floats, Floats], ...], Floats, Floats]


def tag(text: str) -> tuple[Tag, ...]:
    """Names in a text, in order, not nested. Linear in its length; some 40,000 characters/s."""
    # Line ends are no part of a sentence, and names do not cross them.
    lines = (line.span() for span in sentences(text) for line in _LINE.finditer(text, *span))
    spans = [
        (at, min(at + _LONGEST, end)) for start, end in lines for at in range(start, end, _LONGEST)
    ]
    model = _model()
    units = [model.units(text[start:end]) for start, end in spans]
    order = sorted(range(len(spans)), key=lambda number: -len(units[number][0]))
    found: list[Tag] = []
    # One thread: the matrices are small, and ingest has a worker process for every core.
    with _threads().limit(limits=1):
        for low in range(0, len(order), _BATCH):
            batch = order[low : low + _BATCH]
            decoded = model.decode([units[n][0] for n in batch])
            for number, labels in zip(batch, decoded, strict=True):
                found += model.names(labels, units[number][1], spans[number][0])
    return tuple(sorted(found, key=lambda name: name.start))


@dataclass(frozen=True)
class _Model:
    vectors: NDArray[np.int8]
    scale: Floats
    weights: dict[str, Floats]
    ids: dict[str, int]
    folds: dict[str, str]
    labels: tuple[str, ...]
    words: frozenset[str]
    prefixes: frozenset[str]

    def units(self, text: str) -> tuple[list[int], list[int]]:
        """Ids and lengths of the units that a text is read as: common words, else characters."""
        ids: list[int] = []
        lengths: list[int] = []
        for word in self._cut(text):
            parts = [word] if word in self.ids else list(word)
            ids += [self._id(part) for part in parts]
            lengths += [len(part) for part in parts]
        return ids, lengths

    def _id(self, unit: str) -> int:
        return self.ids.get(self.folds.get(unit, unit), self.ids["OOV"])

    def _cut(self, text: str) -> list[str]:
        """Cut into as few words of the lexicon as can be, the first as long as can be."""
        size = len(text)
        fewest = [0] * (size + 1)
        ends = [0] * (size + 1)
        for start in range(size - 1, -1, -1):
            best, best_end = fewest[start + 1] + 1, start + 1
            end = start + 2
            while end <= size and text[start:end] in self.prefixes:
                if text[start:end] in self.words and fewest[end] + 1 <= best:
                    best, best_end = fewest[end] + 1, end
                end += 1
            fewest[start], ends[start] = best, best_end
        words: list[str] = []
        at = 0
        run = False
        while at < size:
            word = text[at : ends[at]]
            single = len(word) == 1 and _WORD_CHAR.match(word) is not None
            if single and run:
                words[-1] += word
            else:
                words.append(word)
            run = single
            at = ends[at]
        return words

    def decode(self, batch: Sequence[Sequence[int]]) -> list[NDArray[np.intp]]:
        """Best label of every unit, per sentence; in a batch the longest sentence comes first."""
        steps = _Steps.of([len(ids) for ids in batch])
        flat = np.fromiter((unit for ids in batch for unit in ids), np.intp)
        layer: Floats = self.vectors[flat].astype(np.float32) * self.scale[flat][:, None]
        for depth in (0, 1):
            layer = self._recur(layer, steps, depth)
        emission: Floats = layer @ self.weights["fc_4.w_0"] + self.weights["fc_4.b_0"]
        best = _viterbi(emission[steps.forth], steps, self.weights["crfw"])
        labels = np.empty(len(flat), np.intp)
        labels[steps.forth] = best
        return np.split(labels, np.cumsum([len(ids) for ids in batch])[:-1])

    def _recur(self, layer: Floats, steps: "_Steps", depth: int) -> Floats:
        """One layer, both directions side by side. h ← h + u·(c − h).

        A state has an axis for direction and one for those sentences that still go on.
        """
        dense, gates, candidate = self._layers[depth]
        orders = (steps.forth, steps.back)
        sides = zip(dense, orders, strict=True)
        drive = np.stack([(layer @ weight + bias)[order] for (weight, bias), order in sides])
        out = np.empty((2, len(layer), _HIDDEN), np.float32)
        state = np.zeros((2, steps.sizes[0], _HIDDEN), np.float32)
        at = 0
        for size in steps.sizes:
            here = drive[:, at : at + size]
            state = state[:, :size]
            opened = here[:, :, : 2 * _HIDDEN] + state @ gates
            np.negative(opened, out=opened)
            np.exp(opened, out=opened)
            opened += 1
            np.reciprocal(opened, out=opened)
            new = (opened[:, :, _HIDDEN:] * state) @ candidate
            new += here[:, :, 2 * _HIDDEN :]
            np.tanh(new, out=new)
            new -= state
            new *= opened[:, :, :_HIDDEN]
            new += state
            state = out[:, at : at + size] = new
            at += size
        both = np.empty((len(layer), 2 * _HIDDEN), np.float32)
        both[steps.forth, :_HIDDEN] = out[0]
        both[steps.back, _HIDDEN:] = out[1]
        return both

    @cached_property
    def _layers(self) -> tuple[_Layer, _Layer]:
        first, second = (self._layer(depth) for depth in (0, 1))
        return first, second

    def _layer(self, depth: int) -> _Layer:
        """Weights of a layer's two directions: dense ones with biases, gates, candidates."""
        dense, gates, candidates = [], [], []
        for number in (2 * depth, 2 * depth + 1):
            bias = self.weights[f"fc_{number}.b_0"] + self.weights[f"gru_{number}.b_0"]
            dense.append((self.weights[f"fc_{number}.w_0"], bias.reshape(-1)))
            flat = self.weights[f"gru_{number}.w_0"].reshape(-1)
            cut = 2 * _HIDDEN * _HIDDEN
            gates.append(flat[:cut].reshape(_HIDDEN, 2 * _HIDDEN))
            candidates.append(flat[cut:].reshape(_HIDDEN, _HIDDEN))
        return tuple(dense), np.stack(gates), np.stack(candidates)

    def names(self, labels: NDArray[np.intp], lengths: Sequence[int], at: int) -> list[Tag]:
        """Person, place and organization names in a labelled sentence that begins at ``at``."""
        found: list[Tag] = []
        inside = False
        for number, length in zip(labels, lengths, strict=True):
            word, _, part = self.labels[number].partition("-")
            kind = _KINDS.get(word)
            if kind and inside and part == "I" and found[-1].kind is kind:
                found[-1] = Tag(found[-1].start, at + length, kind)
            elif kind:
                found.append(Tag(at, at + length, kind))
            inside = kind is not None
            at += length
        return found


@dataclass(frozen=True, slots=True)
class _Steps:
    """Sentences of a batch side by side, step by step, without padding.

    ``forth`` and ``back`` are numbers of units in the order of the steps, from each sentence's
    start and from its end; ``sizes`` is how many sentences have each step.
    """

    forth: NDArray[np.intp]
    back: NDArray[np.intp]
    sizes: list[int]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "_Steps":
        """Lay out sentences of these lengths, which must not grow."""
        sizes = np.array(lengths)
        starts = np.cumsum(sizes) - sizes
        active = [int((sizes > step).sum()) for step in range(lengths[0])]
        forth = [starts[:size] + step for step, size in enumerate(active)]
        back = [starts[:size] + sizes[:size] - 1 - step for step, size in enumerate(active)]
        return cls(np.concatenate(forth), np.concatenate(back), active)


def _viterbi(emission: Floats, steps: _Steps, transitions: Floats) -> NDArray[np.intp]:
    """Best label of every unit, in the order of the steps.

    The two first rows of ``transitions`` are start and end, the others what labels come from.
    Which origin was best is asked on the way back alone, of the one label of each sentence.
    """
    first, last, move = transitions[0], transitions[1], transitions[2:]
    score = first + emission[: steps.sizes[0]]
    scores = []
    at = steps.sizes[0]
    for size in steps.sizes[1:]:
        scores.append(score[:size].copy())
        score[:size] = (scores[-1][:, :, None] + move).max(axis=1) + emission[at : at + size]
        at += size
    label = (score + last).argmax(axis=1)
    best = np.empty(len(emission), np.intp)
    for size, before in zip(reversed(steps.sizes), reversed([None, *scores]), strict=True):
        best[at - size : at] = label[:size]
        at -= size
        if before is not None:
            label[:size] = (before + move.T[label[:size]]).argmax(axis=1)
    return best


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _model() -> _Model:
    arrays = read_arrays(data_path("model", "tagger.npz"))
    words = frozenset(str(word) for word in (*arrays["units"], *arrays["cuts"]))
    rows = (str(row).split("\t") for row in arrays["words"])
    dense = ("fc_", "gru_", "crfw")
    return _Model(
        vectors=arrays["vectors"],
        scale=arrays["scale"],
        weights={n: a.astype(np.float32) for n, a in arrays.items() if n.startswith(dense)},
        ids={row[1]: int(row[0]) for row in rows},
        folds=dict(str(row).split("\t") for row in arrays["folds"]),
        labels=tuple(str(label) for label in arrays["labels"]),
        words=words,
        prefixes=frozenset(word[:end] for word in words for end in range(1, len(word) + 1)),
    )
