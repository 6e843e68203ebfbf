"""A statistical tagger of person, place and organization names: LAC's weights under numpy.

Two stacked bidirectional gated recurrent layers over characters and common words, then a
linear-chain decoder. Weights: PyPI ``lac`` 2.1.2 (Apache-2.0), converted by data/model/build.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from ingest.draft import Tag
from kg.datafiles import data_path
from kg.ontology import Kind
from kg.text import sentences

_HIDDEN: Final = 128
# Sentences decoded together; sorted by length, so that little of a batch is padding.
_BATCH: Final = 64
# Longer runs without an end mark are cut: the recurrence gains nothing from more context.
_LONGEST: Final = 256
_LINE: Final = re.compile(r"[^\n]*\S")
_WORD_CHAR: Final = re.compile("[a-zA-Z0-9]")
_KINDS: Final = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANIZATION}

# Of 57 labels the likeliest twelve of a step always hold the one of the best path.
_LIKELY: Final = 40

Floats = NDArray[np.float32]
# Per direction a dense matrix with its bias; gates and candidates of both, stacked.
_Layer = tuple[tuple[tuple[Floats, Floats], ...], Floats, Floats]


def tag(text: str) -> tuple[Tag, ...]:
    """Names in a text, in order, not nested. Linear in its length; some 35,000 characters/s."""
    # Line ends are no part of a sentence, and names do not cross them.
    lines = (line.span() for span in sentences(text) for line in _LINE.finditer(text, *span))
    spans = [
        (at, min(at + _LONGEST, end)) for start, end in lines for at in range(start, end, _LONGEST)
    ]
    model = _model()
    units = [model.units(text[start:end]) for start, end in spans]
    order = sorted(range(len(spans)), key=lambda number: len(units[number][0]))
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
        """Best label of every unit, per sentence. The batch is padded to its longest."""
        steps = max(len(ids) for ids in batch)
        padded = np.zeros((steps, len(batch)), np.intp)
        mask = np.zeros((steps, len(batch), 1), np.float32)
        for number, ids in enumerate(batch):
            padded[: len(ids), number] = ids
            mask[: len(ids), number] = 1
        layer: Floats = self.vectors[padded].astype(np.float32) * self.scale[padded][:, :, None]
        for depth in (0, 1):
            layer = self._recur(layer, mask, depth)
        emission: Floats = layer @ self.weights["fc_4.w_0"] + self.weights["fc_4.b_0"]
        best = _viterbi(emission, mask[:, :, 0], self.weights["crfw"])
        return [best[: len(ids), number] for number, ids in enumerate(batch)]

    def _recur(self, layer: Floats, mask: Floats, depth: int) -> Floats:
        """One layer, both directions side by side, as the second reads the steps from their end.

        h ← h + u·(c − h); the axes of a state are direction, sentence, number.
        """
        dense, gates, candidate = self._layers[depth]
        steps, size, _ = layer.shape
        drive = np.empty((steps, 2, size, 3 * _HIDDEN), np.float32)
        live = np.empty((steps, 2, size, 1), np.float32)
        for side, order in enumerate((slice(None), slice(None, None, -1))):
            weight, bias = dense[side]
            drive[:, side] = (layer @ weight + bias)[order]
            live[:, side] = mask[order]
        state = np.zeros((2, size, _HIDDEN), np.float32)
        out = np.empty((steps, 2, size, _HIDDEN), np.float32)
        for step in range(steps):
            opened = drive[step, :, :, : 2 * _HIDDEN]
            opened += state @ gates
            np.negative(opened, out=opened)
            np.exp(opened, out=opened)
            opened += 1
            np.reciprocal(opened, out=opened)
            new = drive[step, :, :, 2 * _HIDDEN :]
            new += (opened[:, :, _HIDDEN:] * state) @ candidate
            np.tanh(new, out=new)
            new -= state
            new *= opened[:, :, :_HIDDEN]
            new *= live[step]
            state = state + new
            out[step] = state
        return np.concatenate([out[:, 0], out[::-1, 1]], axis=2)

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


def _viterbi(emission: Floats, live: Floats, transitions: Floats) -> NDArray[np.intp]:
    """Best label path of every sentence: steps × sentences. Two first rows are start and end.

    Only the likeliest labels of each step are weighed against each other.
    """
    first, last, move = transitions[0], transitions[1], transitions[2:]
    steps, size, _ = emission.shape
    likely = np.argpartition(emission, -_LIKELY, axis=2)[:, :, -_LIKELY:]
    weight = np.take_along_axis(emission, likely, axis=2)
    moves = move[likely[:-1, :, :, None], likely[1:, :, None, :]]
    score = first[likely[0]] + weight[0]
    back = np.zeros((steps, size, _LIKELY), np.intp)
    rows = np.arange(size)
    ends = live.sum(axis=0).astype(np.intp) - 1
    final = np.zeros((size, _LIKELY), np.float32)
    for step in range(steps):
        if step:
            paths = score[:, :, None] + moves[step - 1]
            back[step] = paths.argmax(axis=1)
            score = paths.max(axis=1) + weight[step]
        final[ends == step] = score[ends == step]
    best = np.zeros((steps, size), np.intp)
    at = (final + last[likely[ends, rows]]).argmax(axis=1)
    for step in range(steps - 1, -1, -1):
        best[step] = likely[step, rows, at]
        at = np.where(step <= ends, back[step, rows, at], at)
    return best


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _model() -> _Model:
    with np.load(data_path("model", "tagger.npz")) as stored:
        arrays: dict[str, Any] = {name: stored[name] for name in stored.files}
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
