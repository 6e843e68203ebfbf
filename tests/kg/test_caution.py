"""慎引: the list as its owner writes it, found wherever it stands in a text."""

from pathlib import Path

import pytest

from kg.caution import CAUTION_FILE, Caution, Cautions
from kg.errors import InvalidQuery, LibraryFailed


def test_a_library_is_shipped_without_cautions(tmp_path: Path) -> None:
    cautions = Cautions(tmp_path)
    assert (cautions.text, cautions.all(), cautions.find("某某")) == ("", (), ())


def test_names_and_reasons_are_read_line_by_line(tmp_path: Path) -> None:
    cautions = Cautions(tmp_path)
    cautions.write("张某某\r\n\r\n 石桥示范区 # 已更名\n# 只有原因\n张某某\n")
    assert cautions.all() == (Caution("张某某"), Caution("石桥示范区", "已更名"))
    assert [str(caution) for caution in cautions.all()] == ["张某某", "石桥示范区（已更名）"]


def test_each_is_found_once_in_the_order_of_the_text(tmp_path: Path) -> None:
    cautions = Cautions(tmp_path)
    cautions.write("示范区\n石桥示范区\n张某某")
    found = cautions.find("张某某到石桥示范区，又到示范区")
    assert [caution.phrase for caution in found] == ["张某某", "石桥示范区", "示范区"]


def test_what_is_edited_outside_is_seen_at_once(tmp_path: Path) -> None:
    cautions = Cautions(tmp_path)
    cautions.write("张某某")
    (tmp_path / CAUTION_FILE).write_text("\ufeff李某某、长一些", encoding="utf-8")
    assert cautions.find("张某某和李某某、长一些") == (Caution("李某某、长一些"),)


def test_a_list_that_cannot_be_kept_or_read_is_named(tmp_path: Path) -> None:
    cautions = Cautions(tmp_path)
    with pytest.raises(InvalidQuery, match="200000"):
        cautions.write("长" * 200_001)
    with pytest.raises(LibraryFailed, match="cannot be written"):
        Cautions(tmp_path / "nowhere").write("张某某")
    (tmp_path / CAUTION_FILE).write_bytes("张某某".encode("gb18030"))
    with pytest.raises(LibraryFailed, match="save it as UTF-8"):
        cautions.find("张某某")
