"""Where the packaged data is, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """Folder that holds lexicon/, gazetteer/ and sample/.

    A wheel carries it as ``kg/_data``; a checkout has it as ``data`` beside ``kg``.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def data_path(*parts: str) -> Path:
    """Path of one packaged data file, e.g. ``data_path("lexicon", "themes.tsv")``."""
    return data_root().joinpath(*parts)


def read_lines(*parts: str) -> list[str]:
    """Lines of a packaged UTF-8 list, without blank lines and ``#`` comments."""
    lines = data_path(*parts).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
