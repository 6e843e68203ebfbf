"""Provinces by their one-character names: 浙, 沪."""

from functools import cache

from kg.datafiles import read_lines


@cache
def province_letters() -> dict[str, str]:
    """Full names of provinces by their one-character names, in the gazetteer's usual order."""
    rows = (line.partition("\t") for line in read_lines("lexicon", "province_letters.tsv"))
    return {letter: name for letter, _, name in rows}
