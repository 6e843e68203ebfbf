"""A full disk: a clear error, everything that was there before whole, and going on afterwards."""

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from kg.errors import LibraryFailed
from kg.library import Library
from kg.library.verify import verify

FILES = 8
# Bytes a file may have: room for the tables and for some of the texts, not for all.
LIMIT = 400_000


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Texts of together 130 kB, none like another."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        line = f"第{number}村的支部把第{{}}件小事写上公示栏，事后请{number}位居民打分。\n"
        lines = "".join(line.format(at) for at in range(150))
        Path(folder, f"{number:02}.txt").write_text(f"{number}村小事公示\n\n{lines}", "utf-8")
    return folder


@contextmanager
def confined() -> Iterator[None]:
    """No file of this process may grow over the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def assert_whole_and_going_on(folder: Path, texts: Path) -> None:
    """What was taken in before the disk was full is whole, and the rest follows."""
    with Library.open(folder) as library:
        before = {entry.id for entry in library.sources()}
        assert 0 < len(before) < FILES
        assert verify(library) == ()
        assert ingest([texts], library).counts["failed"] == 0
        after = {entry.id for entry in library.sources()}
        assert len(after) == FILES
        assert before < after
        assert verify(library) == ()


def test_ingest_on_a_full_disk_says_so_and_loses_nothing(tmp_path: Path, texts: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        with confined(), pytest.raises(LibraryFailed, match="make room"):
            ingest([texts], library)
        with confined(), pytest.raises(LibraryFailed, match="make room"):
            ingest([texts], library)
    assert_whole_and_going_on(tmp_path / "library", texts)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 800 kB. Mounting one needs rights that tests seldom have."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("mounting a small tmpfs needs mount and umount")
    options = ["-t", "tmpfs", "-o", "size=800k", "tmpfs", str(disk)]
    made = subprocess.run([mount, *options], check=False, capture_output=True)  # noqa: S603
    if made.returncode:
        pytest.skip("mounting a small tmpfs needs root and the right to mount")
    yield disk
    subprocess.run([umount, "-l", str(disk)], check=False)  # noqa: S603


def test_ingest_on_a_full_file_system_says_so_and_loses_nothing(
    tmp_path: Path, texts: Path, small_disk: Path
) -> None:
    with Library.open(small_disk / "library", create=True) as library:
        with pytest.raises(LibraryFailed, match="make room"):
            ingest([texts], library)
        with pytest.raises(LibraryFailed, match="make room"):
            library.reindex()
    shutil.copytree(small_disk / "library", tmp_path / "library")
    assert_whole_and_going_on(tmp_path / "library", texts)
