"""How right extraction is: the scorer's figures for the given gold and for tests/gold.

    python -P bench/gold.py [--show N]

The given gold goes through the whole pipeline, from file to case. The cases of tests/gold are
cut from their sources as they were labelled, with their metadata as labelled, so that only
extraction is measured there. Needs ../shared with its scorer; says so and stops where it is not
there. ``--show`` prints the first N errors of each set but those kept for testing. Prints, asserts
nothing.
"""

import hashlib
import importlib.util
import json
import lzma
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from ingest.draft import Draft
from ingest.extract import relations
from ingest.extract.case import Extraction, extract
from ingest.metadata.themes import find_themes
from ingest.pipeline import ingest
from ingest.resolve import resolve
from ingest.tagger import tag
from kg.export import export
from kg.library import Library
from kg.model import Mention
from kg.ontology import Genre, Kind, Level
from kg.text import fold_lines

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared"
OURS = HERE.parents[1] / "tests" / "gold"
GIVEN = ("dev.jsonl", "cases10.jsonl", "cases003.jsonl")
# Sets whose errors nobody reads, so that their figures stay those of new texts.
KEPT = ("third.jsonl", "fifth.jsonl")
# Cases of the kept sets whose text lay open for a while (tests/gold/README.md): set -> its line.
# The set's figures are told a second time without them.
OPENED = {"third.jsonl": 5}
GIVEN_TEXTS = ("seeds", "corpora/cases")
# Fields of a label that may hold a span of the source instead of words.
NAMES = ("title", "issuer", "name", "head", "tail", "post", "subject")
SPANS = (*NAMES, "evidence", "text", "measure")

Row = dict[str, Any]


def main() -> None:
    """Print the figures of the given gold and of ours."""
    if not (SHARED / "gold" / "score.py").is_file():
        sys.exit(f"{SHARED / 'gold' / 'score.py'} is not there: nothing to score with")
    scorer = load_scorer()
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 0
    given = scorer.load(",".join(str(SHARED / "gold" / name) for name in GIVEN))
    _report(scorer, "given gold, whole pipeline", given, predicted(), show)
    for path in sorted(OURS.glob("*.jsonl")):
        cases = list(expanded(path))
        gold = [row for row, _ in cases]
        told = [_extracted(row, text) for row, text in cases]
        shown = 0 if path.name in KEPT else show
        _report(scorer, f"tests/gold/{path.name}, extraction alone", gold, told, shown)
        related = [_related(row, text) for row, text in cases]
        _report_related(scorer, gold, related)
        if line := OPENED.get(path.name):
            _report_without(scorer, line, gold, told)


def expanded(path: Path) -> Iterator[tuple[Row, str]]:
    """Labels with their words filled in from ../shared, each beside its case's text.

    Raises ValueError where a source is not the one that was labelled.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    news = _news({row["source"].partition("#")[2] for row in rows} - {""})
    for row in rows:
        name, _, number = row["source"].partition("#")
        raw = news[number] if number else (SHARED / name).read_text(encoding="utf-8")
        source = fold_lines(raw)
        text = source[row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[: len(row["digest"])] != row["digest"]:
            message = f"{row['source']} is not the text that was labelled"
            raise ValueError(message)
        yield _filled(row, source), text


def _news(wanted: set[str]) -> dict[str, str]:
    """Texts of the news file by number."""
    if not wanted:
        return {}
    with lzma.open(SHARED / "corpora" / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        return {str(r["id"]): r["text"] for r in records if str(r["id"]) in wanted}


def _filled(row: Row, source: str) -> Row:
    """A label, or a part of one, with its spans replaced by the words they bound."""
    whole = dict(row)
    for field in SPANS:
        if isinstance(whole.get(field), list):
            whole[field] = source[slice(*whole[field])]
    if "mentions" in whole:
        whole["mentions"] = [
            source[slice(*mention)] if isinstance(mention, list) else mention
            for mention in whole["mentions"]
        ]
    for part in ("entities", "relations", "metrics"):
        if part in whole:
            whole[part] = [_filled(item, source) for item in whole[part]]
    return whole


def predicted() -> list[Row]:
    """Every case of the given texts, ingested into a library that is thrown away, exported."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "cases.jsonl")
        with Library.open(Path(folder, "library"), create=True) as library:
            ingest([SHARED / name for name in GIVEN_TEXTS], library)
            export(library, "jsonl", out)
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    # The scorer matches by file name: the given gold names the files of one folder.
    return [row | {"source": Path(row["source"]).name} for row in rows]


def _extracted(row: Row, text: str) -> Row:
    """What extraction finds in a labelled case, in the label's form."""
    draft = draft_of(row, text)
    found = extract(draft, "case", row["start"])
    themes = list(find_themes(draft.title, text))
    return row | {"themes": themes} | items_of(found)


def draft_of(row: Row, text: str) -> Draft:
    """A labelled case as the finders get it."""
    return Draft(
        text=text,
        title=row["title"] or "",
        issuer=row["issuer"],
        region=tuple(row["region"]),
        level=Level(row["level"]) if row["level"] else None,
        genre=Genre(row["genre"]),
        date=row["date"],
        tags=tag(text),
    )


def _related(row: Row, text: str) -> Row:
    """What relations are found between the labelled entities: relation errors alone."""
    mentions = []
    for entity in row["entities"]:
        if entity.get("optional"):
            continue
        kind, name = Kind(entity["type"]), entity["name"]
        redacted = entity.get("redacted", False)
        for surface in {name, *entity["mentions"]}:
            mentions += [
                Mention(kind, *found.span(), surface, name, redacted)
                for found in re.finditer(re.escape(surface), text)
            ]
    draft = draft_of(row, text)
    resolved = resolve(draft, "case", mentions)
    found = relations.find(draft, resolved.local)
    labelled = Extraction(resolved.local, resolved.entities, tuple(found), ())
    return row | items_of(labelled, case="case")


def _report_related(scorer: ModuleType, gold: list[Row], related: list[Row]) -> None:
    figures, _ = scorer.score(gold, related)
    print_row("relations, gold entities", figures["relations"]["all"])


def _report_without(scorer: ModuleType, line: int, gold: list[Row], predicted: list[Row]) -> None:
    figures, _ = scorer.score(*([*rows[: line - 1], *rows[line:]] for rows in (gold, predicted)))
    print(f"without its case {line}:")
    for what in ("entities", "relations"):
        print_row(f"{what}: all", figures[what]["all"])
    for what in ("metrics", "themes"):
        print_row(what, figures[what])


def print_row(label: str, row: Mapping[str, float]) -> None:
    """Print one line of figures: shares, and the counts that they come from."""
    shares = f"{row['precision']:>9.3f} {row['recall']:>6.3f} {row['f1']:>5.3f}"
    print(f"{label:24} {shares} {row['tp']:>4} {row['fp']:>4} {row['fn']:>4}")


def items_of(found: Extraction, case: str = "") -> Row:
    """Entities, relations and metrics in the form of the guidelines."""
    names = {entity.id: entity.name for entity in found.local}
    entities = [
        {
            "type": str(entity.kind),
            "name": entity.name,
            "mentions": sorted({mention.surface for mention in entity.mentions}),
            "redacted": entity.redacted,
        }
        for entity in found.local
    ]
    relations = [
        asdict(relation) | {"head": names[relation.head], "tail": names[relation.tail]}
        for relation in found.relations
        if relation.case or case
    ]
    metrics = [
        asdict(m) | {"value": m.value if m.value_high is None else [m.value, m.value_high]}
        for m in found.metrics
    ]
    return {"entities": entities, "relations": relations, "metrics": metrics}


def load_scorer() -> ModuleType:
    """The scorer that lies beside the given gold."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("the scorer cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _report(
    scorer: ModuleType, name: str, gold: list[Row], predicted: list[Row], show: int
) -> None:
    figures, errors = scorer.score(gold, predicted)
    print(f"\n{name}: {len(gold)} cases")
    print(f"{'':24} precision recall    f1   tp   fp   fn")
    rows = {f"entities: {kind}": row for kind, row in figures["entities"].items()}
    rows |= {f"relations: {kind}": row for kind, row in figures["relations"].items()}
    rows |= {"metrics": figures["metrics"], "themes": figures["themes"]}
    for label, row in rows.items():
        print_row(label, row)
    for error in errors[:show]:
        print(*error, sep="\t")


if __name__ == "__main__":
    main()
