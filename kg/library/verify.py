"""Checking a library: that file, store, index, graph and offsets agree with each other."""

from collections.abc import Iterator

from kg.graph import EntityGraph
from kg.library import Library
from kg.model import CaseRecord, Source
from kg.store import Snapshot
from kg.text import unbroken


def verify(library: Library) -> tuple[str, ...]:
    """What is wrong, one line each; empty when all is well.

    An index that only lags behind is caught up first, as any search would do; while another
    process writes it is left alone.
    """
    damage = library.damage()
    if damage:  # What a damaged file holds cannot be asked for more.
        return damage
    behind = (*library.check(), *library.strayed())
    with library.reading() as snapshot:
        return (*behind, *_store(snapshot), *_graph(snapshot, library), *_index(snapshot, library))


def _store(snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with sources, cases and their proofs."""
    heads = snapshot.heads()
    for copy, head in heads.items():
        if head is not None and heads.get(head, head) is not None:
            yield f"case {copy}: it is a copy of {head}, which is no case or itself a copy"
    for entry in snapshot.sources():
        source = snapshot.source(entry.id)
        if source is None:
            yield f"{entry.path}: it is listed, but its text is missing"
            continue
        cases = snapshot.cases_of(source.id)
        if not cases:
            yield f"{source.path}: it has no case"
        for span in source.removed:
            if not 0 <= span.start < span.end <= len(source.text):
                yield f"{source.path}: removed span {span.start}-{span.end} lies outside the text"
        blanked = _blanked(source)
        for case in cases:
            for problem in _record(snapshot.record(case.id), source, blanked):
                yield f"{source.path}, case {case.number} ({case.id}): {problem}"


def _record(record: CaseRecord, source: Source, blanked: str) -> Iterator[str]:
    """What is wrong with one case: spans that lie outside it or do not quote its words."""
    case, text = record.case, source.text
    if not 0 <= case.start < case.end <= len(text):
        yield f"it spans {case.start}-{case.end} of a text of {len(text)} characters"
    at = case.start
    for passage in record.passages:
        if passage.start < at:
            yield f"passage {passage.id} begins before the one ahead of it ends"
        at = passage.end
    for what, start, end, words in _spans(record):
        if not case.start <= start <= end <= case.end:
            yield f"{what} {start}-{end} lies outside the case"
        elif words not in _readings(text[start:end], blanked[start:end]):
            yield f"{what} {start}-{end} says {words!r}, the text {text[start:end]!r}"


def _readings(words: str, blanked: str) -> tuple[str, ...]:
    """How a span may be quoted: as it stands, or on one line, as it was read."""
    return words, unbroken(words), blanked, unbroken(blanked)


def _spans(record: CaseRecord) -> Iterator[tuple[str, int, int, str]]:
    """Everything in a case that quotes the source: what it is, start, end, words."""
    for passage in record.passages:
        yield f"passage {passage.id}", passage.start, passage.end, passage.text
    for entity in record.entities:
        for mention in entity.mentions:
            yield f"mention of {entity.name}", mention.start, mention.end, mention.surface
        told = entity.definition
        if told is not None and told.quote:
            yield f"definition of {entity.name}", told.start, told.end, told.quote
    for relation in record.relations:
        what = f"evidence of {relation.head} {relation.type} {relation.tail}"
        yield what, relation.start, relation.end, relation.evidence
    for metric in record.metrics:
        yield f"metric {metric.measure}", metric.start, metric.end, metric.text


def _graph(snapshot: Snapshot, library: Library) -> Iterator[str]:
    """Where the graph that answers differs from the store."""
    graph = library.graph()
    if graph.generation != snapshot.generation:  # Somebody has committed since.
        return
    entities = sum(snapshot.kind_counts().values())
    if len(graph) != entities:
        yield f"graph: it has {len(graph)} entities, the store {entities}; start the program anew"
    elif graph != EntityGraph.load(snapshot):
        yield "graph: its relations are not those of the store; start the program anew"


def _index(snapshot: Snapshot, library: Library) -> Iterator[str]:
    """Where the search index differs from the store."""
    generation, indexed = library.indexed()
    if generation is None or indexed is None:
        yield "index: there is none; build it with: kg reindex"
        return
    if generation != snapshot.generation:
        if generation > snapshot.generation or not library.is_busy():
            yield f"index: it is of generation {generation}, the store of {snapshot.generation}"
        return
    shown = [case for case, head in snapshot.heads().items() if head is None]
    copies = snapshot.copies(shown)
    wanted = {case: copies.get(case, 0) for case in shown}
    for case in sorted(wanted.keys() | indexed.keys()):
        if case not in indexed:
            yield f"index: case {case} is missing; build it anew with: kg reindex"
        elif case not in wanted:
            yield f"index: it has case {case}, which the store has not; use: kg reindex"
        elif indexed[case] != wanted[case]:
            yield f"index: case {case} has {wanted[case]} copies, not {indexed[case]}"


def _blanked(source: Source) -> str:
    """The text with blanks for what cleaning took out, as names and relations were read in it."""
    parts: list[str] = []
    at = 0
    for span in source.removed:
        start = max(at, span.start)
        gap = source.text[start : span.end]
        parts += [source.text[at:start], "".join("\n" if char == "\n" else " " for char in gap)]
        at = max(at, span.end)
    return "".join([*parts, source.text[at:]])
