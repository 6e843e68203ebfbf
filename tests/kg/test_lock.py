"""The write lock: one writer at a time, and who it is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LibraryBusy
from kg.library import Library
from kg.library.lock import write_lock

HOLD = """
import sys, time
from pathlib import Path
from kg.library.lock import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

FORK = """
import os, sys
from pathlib import Path
from kg.library.lock import write_lock
with write_lock(Path(sys.argv[1])):
    if not os.fork():
        print("forked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(library: Library) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that holds the library's lock."""
    process = subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, "-c", HOLD, str(library.folder / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.communicate()


def test_writer_says_who_holds_the_library_and_since_when(
    library: Library, holder: subprocess.Popen[bytes]
) -> None:
    who = rf"process {holder.pid} has been writing since 20\d\d"
    with pytest.raises(LibraryBusy, match=who), library.writer():
        pass


@pytest.mark.usefixtures("holder")
def test_readers_are_not_blocked_by_a_writer(library: Library) -> None:
    assert library.sources() == ()
    assert library.themes() == ()


def test_lock_of_a_killed_process_is_free(
    library: Library, holder: subprocess.Popen[bytes]
) -> None:
    holder.kill()
    holder.wait()
    with library.writer():
        assert (library.folder / "lock").read_text().startswith(f"{os.getpid()}\n")


def test_writer_may_be_entered_inside_itself(library: Library) -> None:
    with library.writer(), library.writer():
        pass
    with library.writer():
        pass


def test_second_library_on_the_folder_is_kept_out(library: Library) -> None:
    busy = pytest.raises(LibraryBusy, match=str(os.getpid()))
    with Library.open(library.folder) as other, library.writer(), busy, other.writer():
        pass


def test_lock_is_free_after_an_error(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.writer():
        raise ZeroDivisionError
    with library.writer():
        pass


def test_forked_worker_does_not_keep_the_lock_of_a_killed_parent(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, "-c", FORK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout.readline() == b"forked\n"
        parent.kill()
        parent.wait()
        # The worker lives on: it waits for the end of the input that this test holds open.
        with write_lock(path):
            pass
