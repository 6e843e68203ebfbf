"""Convert the published LAC weights to tagger.npz: run once, by hand, when they change.

    pip download --no-deps lac==2.1.2        # Apache-2.0, Baidu; needs setuptools < 70
    python data/model/build.py LAC-2.1.2.tar.gz

Each parameter file ends in its float32 array. Word vectors are kept as int8 with one scale a
row (largest error 0.4 % of the row's largest value), everything else as float16.
"""

import io
import sys
import tarfile
from pathlib import Path

import numpy as np

_HIDDEN = 128
_LABELS = 49
_MODEL = "LAC/lac_model"
# Columns of the eight dense layers: two directions of two layers, and the emission.
_SHAPES = {
    **{f"fc_{i}.w_0": (_HIDDEN * (1 if i < 2 else 2), _HIDDEN * 3) for i in range(4)},  # noqa: PLR2004
    **{f"fc_{i}.b_0": (_HIDDEN * 3,) for i in range(4)},
    **{f"gru_{i}.w_0": (_HIDDEN * 3 * _HIDDEN,) for i in range(4)},
    **{f"gru_{i}.b_0": (_HIDDEN * 3,) for i in range(4)},
    "fc_4.w_0": (_HIDDEN * 2, _LABELS),
    "fc_4.b_0": (_LABELS,),
    "crfw": (_LABELS + 2, _LABELS),
}


def main(archive: Path) -> None:
    """Write tagger.npz beside this script."""
    with tarfile.open(archive) as files:
        root = files.getnames()[0].split("/")[0]

        def read(name: str) -> bytes:
            member = files.extractfile(f"{root}/{_MODEL}/{name}")
            if member is None:
                raise FileNotFoundError(name)
            return member.read()

        words = _pairs(read("conf/word.dic"))
        labels = _pairs(read("conf/tag.dic"))
        units = [line.split(" ")[0] for line in read("conf/small_seg.dic").decode().splitlines()]
        folds = [line.split("\t") for line in read("conf/q2b.dic").decode().splitlines()]
        arrays = {
            name: _tail(read(f"model/{name}"), int(np.prod(shape)))
            .reshape(shape)
            .astype(np.float16)
            for name, shape in _SHAPES.items()
        }
        vocabulary = max(words) + 1
        vectors = _tail(read("model/word_emb"), vocabulary * _HIDDEN)
    vectors = vectors.reshape(vocabulary, _HIDDEN)
    scale = np.abs(vectors).max(axis=1) / 127
    scale[scale == 0] = 1
    known = set(words.values())
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        vectors=np.round(vectors / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        words=np.array([f"{n}\t{w}" for n, w in sorted(words.items())]),
        labels=np.array([labels.get(i, "O") for i in range(_LABELS)]),
        units=np.array(sorted(unit for unit in set(units) if unit in known)),
        cuts=np.array(sorted(unit for unit in set(units) if unit not in known)),
        folds=np.array(["\t".join(pair) for pair in folds if len(pair) == 2]),  # noqa: PLR2004
        **arrays,
    )
    Path(__file__).with_name("tagger.npz").write_bytes(buffer.getvalue())


def _tail(raw: bytes, count: int) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """The last ``count`` float32 of a parameter file; what stands before is its header."""
    return np.frombuffer(raw[-4 * count :], np.float32)


def _pairs(raw: bytes) -> dict[int, str]:
    rows = (line.split("\t") for line in raw.decode().split("\n"))
    return {int(row[0]): row[1] for row in rows if len(row) == 2}  # noqa: PLR2004


if __name__ == "__main__":
    main(Path(sys.argv[1]))
