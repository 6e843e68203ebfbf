"""Ctrl-C at a moment of our choosing: noted when it comes, raised where nothing is half done."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noted_interrupts(wanted: Iterable[Callable[[], bool]] = ()) -> Iterator[Callable[[], None]]:
    """A check that raises KeyboardInterrupt if Ctrl-C was pressed since the block began.

    Python raises it between any two instructions, in a finalizer too, where it is printed and
    lost. In this block the first one waits for the next check; a second one is raised at once.
    Where Ctrl-C raises nothing in this thread anyway, the check asks only whether the rest is
    still ``wanted``, and raises it where one says no.
    """
    pressed = False

    def note(_signal: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def check() -> None:
        if pressed or not all(ask() for ask in wanted):
            raise KeyboardInterrupt

    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield check
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
