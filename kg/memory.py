"""Python's garbage collector, where very many objects are made that stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG: Final = 1  # generations of objects that a quick collection looks through
_MANY: Final = 50_000  # new objects before it looks: what some 50 pages of text make, 10 MB


def seldom() -> None:
    """Look for circles seldom from now on, where work makes many objects and hardly a circle.

    Extraction spends a twelfth of its time on looking otherwise.
    """
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])


def thaw() -> None:
    """Look once through what stays as well, and free what only refers to itself in a circle."""
    gc.unfreeze()
    gc.collect()


@contextmanager
def lasting() -> Iterator[None]:
    """Let what is made inside stay without being looked through again and again.

    The collector looks through every object there is, many times while more are made, and later
    in the midst of a search, which then takes a third of a second longer. Objects that nobody
    refers to are freed all the same, unless they refer to each other in a circle.
    """
    collecting = gc.isenabled()
    if collecting:
        gc.collect(_YOUNG)  # before there is much to look through
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
            gc.freeze()
