"""Raw tantivy and SQLite FTS5 on the tokens that the program uses, for bench/search.py."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from clock import clocked
from news_library import BEFORE, queries_in
from raw_page import raw_page

from kg import segment
from kg.library import Library


def raw_search(folder: Path) -> dict[str, Any]:
    """Raw tantivy and SQLite FTS5: the ten best passages for the words and pairs of a query.

    ``tantivy_page`` does what a page of results needs, see ``raw_page``.
    """
    before, counted = queries_in(folder)
    asked = [tokens_of(text) for text in (*before, *counted)]
    with tempfile.TemporaryDirectory() as place, Library.open(folder) as library:
        page = Path(place, "page")
        page.mkdir()
        with library.reading() as snapshot:
            search, match = raw_engines(
                Path(place),
                (p.text for case in snapshot.case_ids() for p in snapshot.passages_of(case)),
            )
            show = raw_page(page, snapshot)
        found = {}
        for name, ask in (("raw_tantivy", search), ("fts5", match)):
            for tokens in asked[:BEFORE]:
                ask(tokens)
            found[name] = clocked(ask, asked[BEFORE:], 1)
        for text in before:
            show(text)
        found["tantivy_page"] = clocked(show, counted, 1)
    return found


def tokens_of(text: str) -> list[str]:
    """Words and pairs of characters of a text."""
    return [t.text for t in segment.index_tokens(text)] + segment.grams(text)


def raw_engines(
    place: Path, texts: Iterator[str]
) -> tuple[Callable[[list[str]], Any], Callable[[list[str]], Any]]:
    """A search of each engine over the texts."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("said", tokenizer_name="whitespace", index_option="freq")
    whole = tantivy.Index(builder.build(), path=str(place))
    writer = whole.writer(64_000_000, 1)
    base = sqlite3.connect(place / "fts.sqlite", check_same_thread=False)
    base.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
    base.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='')")
    for number, text in enumerate(texts):
        words = " ".join(tokens_of(text))
        document = tantivy.Document()
        document.add_text("text", text)
        document.add_text("said", words)
        writer.add_document(document)
        base.execute("INSERT INTO kept VALUES (?, ?)", (number, text))
        base.execute("INSERT INTO said (rowid, words) VALUES (?, ?)", (number, words))
    base.commit()
    writer.commit()
    writer.wait_merging_threads()
    whole.reload()
    searcher, schema = whole.searcher(), whole.schema

    def search(tokens: list[str]) -> object:
        terms = [tantivy.Query.term_query(schema, "said", one, "freq") for one in set(tokens)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = searcher.search(query, limit=10, count=True)
        return [searcher.doc(address)["text"] for _, address in found.hits]

    def match(tokens: list[str]) -> object:
        wanted = " OR ".join(f'"{one}"' for one in set(tokens))
        sql = (
            "SELECT text FROM (SELECT rowid AS found FROM said WHERE said MATCH ? "
            "ORDER BY bm25(said) LIMIT 10) JOIN kept ON id = found"
        )
        return base.execute(sql, (wanted,)).fetchall() if wanted else []

    return search, match
