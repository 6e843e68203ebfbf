"""A statistical tagger of person, place and organization names: LAC's weights under numpy.

Two stacked bidirectional gated recurrent layers over characters and common words, then a
linear-chain decoder. Weights: PyPI ``lac`` 2.1.2 (Apache-2.0), converted by data/model/build.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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

Floats = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
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
            sides = [self._recur(layer, mask, 2 * depth + side) for side in (0, 1)]
            layer = np.concatenate(sides, axis=2)
        emission: Floats = layer @ self.weights["fc_4.w_0"] + self.weights["fc_4.b_0"]
        best = _viterbi(emission, mask, self.weights["crfw"])
        return [best[: len(ids), number] for number, ids in enumerate(batch)]

    def _recur(self, layer: Floats, mask: Floats, number: int) -> Floats:
        """One direction of one layer: odd numbers run backwards. h ← h + u·(c − h)."""
        dense = layer @ self.weights[f"fc_{number}.w_0"] + self.weights[f"fc_{number}.b_0"]
        dense = dense + self.weights[f"gru_{number}.b_0"]
        flat = self.weights[f"gru_{number}.w_0"]
        gates = flat[: 2 * _HIDDEN * _HIDDEN].reshape(_HIDDEN, 2 * _HIDDEN)
        candidate = flat[2 * _HIDDEN * _HIDDEN :].reshape(_HIDDEN, _HIDDEN)
        steps, size, _ = layer.shape
        state = np.zeros((size, _HIDDEN), np.float32)
        out = np.zeros((steps, size, _HIDDEN), np.float32)
        for step in reversed(range(steps)) if number % 2 else range(steps):
            drive = dense[step, :, : 2 * _HIDDEN] + state @ gates
            opened = (1 / (1 + np.exp(-drive))).astype(np.float32)
            update, reset = opened[:, :_HIDDEN], opened[:, _HIDDEN:]
            new = np.tanh(dense[step, :, 2 * _HIDDEN :] + (reset * state) @ candidate)
            state = state + update * (new - state) * mask[step]
            out[step] = state
        return out

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


def _viterbi(emission: Floats, mask: Floats, transitions: Floats) -> NDArray[np.intp]:
    """Best label path of every sentence: steps × sentences. Two first rows are start and end."""
    first, last, move = transitions[0], transitions[1], transitions[2:]
    steps, size, labels = emission.shape
    score = first + emission[0]
    back = np.zeros((steps, size, labels), np.intp)
    for step in range(1, steps):
        paths = score[:, :, None] + move[None]
        origin = paths.argmax(axis=1)
        moved = np.take_along_axis(paths, origin[:, None, :], axis=1)[:, 0] + emission[step]
        live = mask[step] > 0
        back[step] = np.where(live, origin, np.arange(labels))
        score = np.where(live, moved, score)
    best = np.zeros((steps, size), np.intp)
    best[-1] = (score + last).argmax(axis=1)
    for step in range(steps - 1, 0, -1):
        best[step - 1] = np.take_along_axis(back[step], best[step][:, None], axis=1)[:, 0]
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
