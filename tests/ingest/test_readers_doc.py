"""Binary Word documents: by the programs that are installed, or a reason that names them."""

import shutil
import sys
from pathlib import Path

import pytest

from ingest import readers
from ingest.readers import doc
from kg.errors import UnreadableSource

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
NAMED = "WordDocument".encode("utf-16-le")
GENUINE = Path(__file__).parents[3] / "shared" / "corpora" / "messy"


def program(folder: Path, name: str, body: str) -> Path:
    """An executable of that name, written in Python, alone on the search path."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("alone")
def test_read_says_what_to_install_for_binary_word() -> None:
    with pytest.raises(UnreadableSource, match="install antiword or LibreOffice"):
        readers.read(COMPOUND + NAMED, "旧稿.doc")


def test_read_takes_lines_and_cells_from_antiword(alone: Path) -> None:
    program(alone, "antiword", "print('\\n  标题\\n\\n一段话。[pic]\\n|甲    |乙  |\\n')")
    document = readers.read(COMPOUND + NAMED, "旧稿.wps")
    assert document.format == "doc"
    assert [line for line in document.text.split("\n") if line] == ["标题", "一段话。", "甲", "乙"]


def test_read_turns_to_libreoffice_first(alone: Path) -> None:
    program(alone, "antiword", "raise SystemExit(1)")
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>转好了</w:t></w:r></w:p></w:body></w:document>"
    )
    program(
        alone,
        "soffice",
        "import sys, zipfile, pathlib\n"
        "to = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1], 'source.docx')\n"
        f"zipfile.ZipFile(to, 'w').writestr('word/document.xml', {xml!r})",
    )
    document = readers.read(COMPOUND + NAMED, "旧稿.doc")
    assert (document.format, document.text) == ("doc", "转好了")


def test_read_turns_to_antiword_where_libreoffice_fails(alone: Path) -> None:
    program(alone, "soffice", "raise SystemExit(1)")
    program(alone, "antiword", "print('一段话。')")
    assert readers.read(COMPOUND + NAMED, "旧稿.doc").text == "一段话。"


def test_read_gives_up_a_program_that_hangs(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_SECONDS", 0.2)
    program(alone, "antiword", "import time; time.sleep(3600)")
    with pytest.raises(UnreadableSource, match="cannot be read"):
        readers.read(COMPOUND + NAMED, "旧稿.doc")


def test_read_refuses_binary_word_with_a_password() -> None:
    word = b"\xec\xa5".ljust(11, b"\0") + b"\x01"
    with pytest.raises(UnreadableSource, match="password"):
        readers.read(COMPOUND + word.ljust(512, b"\0") + NAMED, "旧稿.doc")


@pytest.mark.skipif(
    not (shutil.which("antiword") or shutil.which("soffice")),
    reason="neither antiword nor LibreOffice is installed",
)
@pytest.mark.skipif(not GENUINE.is_dir(), reason="no genuine binary Word document at hand")
def test_read_takes_a_genuine_document() -> None:
    for path in GENUINE.glob("poi*.doc"):
        document = readers.read(path.read_bytes(), path.name)
        lines = [line for line in document.text.split("\n") if line]
        assert (document.format, lines[0], lines[-1]) == ("doc", "居中的大标题", "33")
