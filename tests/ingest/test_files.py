"""Which files are taken, and what the library calls them."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import ingest
from ingest.running.files import is_there, origin_of, readable
from ingest.running.finding import find_files
from kg.library import Library

_Folder = Callable[[str, Mapping[str, str | bytes]], Path]
_MakeLibrary = Callable[[str], Library]

PAPER = "青石镇把路灯修亮\n\n青石镇党委请居民点单，哪条巷子先亮由居民投票，全镇修好路灯320盏。\n"


def _older(folder: Path, name: str, text: str) -> None:
    """Write a file whose name is GB18030, as archives of older systems unpack."""
    folder.mkdir(exist_ok=True)
    full = os.fsencode(folder) + b"/" + name.encode("gb18030")
    Path(os.fsdecode(full)).write_text(text, encoding="utf-8")


def test_find_files_goes_by_name_folders_last(folder: _Folder) -> None:
    texts = folder("texts", {"b.txt": "", "a/2.txt": "", "a/10.txt": "", "c d.txt": ""})
    names = [file.name for file in find_files([texts])]
    assert names == ["b.txt", "c d.txt", "a/10.txt", "a/2.txt"]


def test_find_files_leaves_out_hidden_files_locks_and_libraries(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library = make_library("one")
    files = {"a.txt": "", ".git/x.txt": "", "b/.y.txt": "", "~$a.docx": ""}
    texts = folder("libraries", files)
    assert library.folder.parent == texts
    assert [file.name for file in find_files([texts])] == ["a.txt"]


def test_find_files_gives_arguments_that_are_not_there(tmp_path: Path) -> None:
    assert [file.name for file in find_files([tmp_path / "none.txt"])] == ["none.txt"]


def test_find_files_of_an_empty_folder_finds_none(tmp_path: Path) -> None:
    assert list(find_files([tmp_path])) == []


def test_find_files_reads_names_of_older_systems(tmp_path: Path) -> None:
    _older(tmp_path / "texts", "物业.txt", PAPER)
    (file,) = find_files([tmp_path / "texts"])
    assert file.name == "物业.txt"
    assert is_there(origin_of(file.path))


def test_ingest_takes_files_with_names_of_older_systems(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library, texts = make_library("one"), folder("texts", {"a.txt": PAPER})
    _older(texts, "物业.txt", PAPER.replace("320", "48"))
    first, again = (ingest([texts], library) for _ in range(2))
    assert [source.path for source in first.sources] == ["a.txt", "物业.txt"]
    assert (first.counts["added"], again.counts["unchanged"]) == (2, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_ingest_names_folders_that_it_may_not_list(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    texts = folder("texts", {"a.txt": PAPER, "shut/b.txt": PAPER})
    (texts / "shut").chmod(0)
    try:
        report = ingest([texts], make_library("one"))
    finally:
        (texts / "shut").chmod(0o700)
    assert [(s.path, str(s.outcome)) for s in report.sources] == [
        ("a.txt", "added"),
        ("texts/shut", "failed"),
    ]


@given(st.binary(min_size=1, max_size=12).filter(lambda name: not set(name) & {0, 0x2F}))
def test_readable_is_text_that_can_be_written(name: bytes) -> None:
    readable(Path(os.fsdecode(name))).encode("utf-8")
