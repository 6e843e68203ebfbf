"""Arrays kept in files of numpy."""

import threading
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

# numpy parses the head of an array as Python, which early versions of 3.11 do wrongly in two
# threads at once (SystemError: AST constructor recursion depth mismatch).
_PARSING: Final = threading.Lock()


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of an ``.npz`` file by name; raises OSError, ValueError, BadZipFile."""
    with _PARSING, np.load(path, allow_pickle=False) as kept:
        return dict(kept)
