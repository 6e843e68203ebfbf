"""Ctrl-C waits for the next check; a second one does not."""

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from ingest.running.interrupts import noted_interrupts

if TYPE_CHECKING:
    from collections.abc import Callable


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_is_raised_at_the_next_check_and_not_before() -> None:
    with noted_interrupts() as check:
        check()
        press()
        with pytest.raises(KeyboardInterrupt):
            check()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_is_raised_at_once() -> None:
    with noted_interrupts():
        press()
        with pytest.raises(KeyboardInterrupt):
            press()


def test_ctrl_c_that_is_handled_elsewhere_stays_so() -> None:
    pressed = []
    before = signal.signal(signal.SIGINT, lambda *_: pressed.append(1))
    try:
        with noted_interrupts() as check:
            press()
            check()
    finally:
        signal.signal(signal.SIGINT, before)
    assert pressed == [1]


def test_another_thread_checks_in_vain() -> None:
    checks: list[Callable[[], None]] = []

    def enter() -> None:
        with noted_interrupts() as check:
            check()
            checks.append(check)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert checks
