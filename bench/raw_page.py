"""A page of results by raw tantivy alone: what its users would write, for bench/search.py.

A document is a case. Every word of the query must be there, pairs of characters order the answer;
where no case has all words, any will do. The ten best come with their texts, tantivy's own
snippets, and counts over all matches under the program's facets, whose values are numbers to
tantivy: of texts it counts three times as long.
"""

from collections.abc import Callable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from kg import segment
from kg.search.engine import FACETS
from kg.search.engines.facts import facts_of
from kg.search.index import indexed
from kg.store import Snapshot

BEST = 10
MOST = 1000  # values of a facet: more than any but the entities have
MOST_ENTITIES = 50
HEAP = 64_000_000


def raw_page(place: Path, snapshot: Snapshot) -> Callable[[str], object]:
    """A search for a query's words over all cases, indexed in a folder."""
    whole = tantivy.Index(_schema(), path=str(place))
    writer = whole.writer(HEAP, 1)
    codes: dict[tuple[str, str], int] = {}
    for case in indexed(snapshot, snapshot.case_ids()):
        said = "\n".join(passage.text for passage in case.passages)
        document = tantivy.Document()
        document.add_text("text", said)
        document.add_text("words", " ".join(token.text for token in segment.index_tokens(said)))
        document.add_text("pairs", " ".join(segment.grams(said)))
        facts = facts_of(case, [])
        for facet in FACETS:
            for value in facts.values(facet):
                document.add_unsigned(facet, codes.setdefault((facet, value), len(codes)))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    whole.reload()
    searcher = whole.searcher()
    return lambda text: _page(searcher, whole.schema, text)


def _schema() -> tantivy.Schema:
    """Texts, words with and pairs without what snippets need, facets as numbers in columns."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    for facet in FACETS:
        builder.add_unsigned_field(facet, fast=True)
    return builder.build()


def _page(searcher: tantivy.Searcher, schema: tantivy.Schema, text: str) -> object:
    """The ten best texts with marked snippets, the number of matches, facets."""
    words = dict.fromkeys(t.text for t in segment.words(text) if len(t.text) > 1)
    said = [Query.term_query(schema, "words", word, "freq") for word in words]
    pairs = [Query.term_query(schema, "pairs", p, "freq") for p in set(segment.grams(text))]
    beside = [(Occur.Should, pair) for pair in pairs]
    query = Query.boolean_query([(Occur.Must, word) for word in said] + beside)
    found = searcher.search(query, limit=BEST, count=True)
    if not found.count:
        query = Query.boolean_query([(Occur.Should, word) for word in said] + beside)
        found = searcher.search(query, limit=BEST, count=True)
    snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "words")
    hits = []
    for _, address in found.hits:
        document = searcher.doc(address)
        snippet = snippets.snippet_from_doc(document)
        marked = [(span.start, span.end) for span in snippet.highlighted()]
        hits.append((document["text"], snippet.fragment(), marked))
    counted = {
        facet: {"terms": {"field": facet, "size": MOST_ENTITIES if facet == "entity" else MOST}}
        for facet in FACETS
    }
    return found.count, hits, searcher.aggregate(query, counted)
