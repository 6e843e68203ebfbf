"""Themes by the weighted lexicon."""

from ingest.metadata.themes import find_themes, score_themes
from kg.datafiles import read_lines
from kg.ontology import THEMES


def test_lexicon_names_only_themes_of_the_closed_list_and_covers_it() -> None:
    rows = [line.split("\t") for line in read_lines("lexicon", "themes.tsv")]
    assert {row[0] for row in rows} == set(THEMES)
    assert all(len(row) == 3 and float(row[2]) > 0 for row in rows)
    assert len({(theme, term) for theme, term, _ in rows}) == len(rows)


def test_find_themes_puts_the_clearest_first() -> None:
    text = "业委会和物业企业一起开会，业主提意见，物业费的用法公开。" * 6 + "热线转来一件诉求。"
    assert find_themes("红色物业进小区", text)[0] == "物业治理"


def test_find_themes_gives_at_most_five_and_none_for_nothing() -> None:
    everything = "".join(line.split("\t")[1] + "，" for line in read_lines("lexicon", "themes.tsv"))
    assert len(find_themes("", everything)) == 5
    assert find_themes("", "今天天气很好。") == ()


def test_score_themes_counts_a_repeated_term_less_than_new_ones() -> None:
    repeated = score_themes("", "养老，养老，养老，养老。")["一老一小"]
    varied = score_themes("", "养老，托育，助餐，留守。")["一老一小"]
    assert varied > repeated
