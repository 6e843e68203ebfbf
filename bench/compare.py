"""How long comparisons and the check of a draft take over many documents.

    python -P bench/compare.py [CASES]     # -P: bench/ingest.py is not the package

Ingests the seeds and cases of ../shared, then commits them again and again under other ids until
there are CASES (10,000) cases, into a library that is thrown away; masked and named entities are
those of the first time. Every question is asked ROUNDS times as the page asks it (the first 20
cases, then the last 20); prints median and slowest in milliseconds, asserts nothing.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from ingest.drafting import read_draft
from ingest.pipeline import ingest
from kg.compare import Ask, By, Sorting, compare
from kg.draft import check
from kg.library import Library
from kg.model import CaseRecord

SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = 10_000
ROUNDS = 7
PAGE = 20
THEMES = 5
DRAFT = 3_000  # characters
LONG = 80  # characters of a paragraph that has something to say
SWAPPED = str.maketrans("123456789", "234567891")
MEASURES = ("共建单位", "网格", "党员", "矛盾纠纷", "村级集体经济收入")


def main(cases: int) -> None:
    """Make the library, ask, print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder, "library"), create=True) as library,
    ):
        ingest([SHARED / "seeds", SHARED / "corpora" / "cases"], library)
        begun = time.perf_counter()
        made = multiply(library, cases)
        print(f"{made} cases after {time.perf_counter() - begun:.0f} s")
        themes = library.themes()
        step = max(1, len(themes) // THEMES)
        for theme, count in themes[::step][:THEMES]:
            tell(f"theme {theme} ({count})", asker(library, Ask(By.THEME, theme, limit=PAGE)))
            tell(
                "  its last page",
                asker(library, Ask(By.THEME, theme, limit=PAGE, offset=max(0, count - PAGE))),
            )
            figures = Ask(By.THEME, theme, sort=Sorting.FIGURES, limit=PAGE)
            tell("  by figures", asker(library, figures))
        draft = draft_of(library)
        tell(
            f"draft of {len(draft)} characters",
            lambda: len(check(library, read_draft(draft)).findings),
        )
        tell("  looking up alone", looker(library, draft))
        for measure in MEASURES:
            tell(f"measure {measure}", asker(library, Ask(By.MEASURE, measure, limit=PAGE)))


def multiply(library: Library, wanted: int) -> int:
    """Commit what there is again under other ids; returns the number of cases."""
    sources = [library.source(entry.id) for entry in library.sources()]
    known = []
    with library.reading() as snapshot:
        for source in filter(None, sources):
            records = [snapshot.record(case.id) for case in snapshot.cases_of(source.id)]
            ids = {entity.id for record in records for entity in record.entities}
            ids |= {m.subject_id for r in records for m in r.metrics if m.subject_id}
            ids |= {end for r in records for e in r.relations for end in (e.head, e.tail)}
            known.append((source, records, list(snapshot.entities(ids).values())))
    made = sum(len(records) for _, records, _ in known)
    turn = 0
    with library.writer():
        while made < wanted:
            turn += 1
            for source, records, entities in known:
                key = f"{source.id}-{turn}"
                again = replace(source, id=key, path=f"{turn}/{source.path}", origin=key)
                library.commit(again, [renamed(r, key, turn) for r in records], entities)
                made += len(records)
                if made >= wanted:
                    break
    return made


def renamed(record: CaseRecord, source: str, turn: int) -> CaseRecord:
    """The same case under other ids, of no group of copies."""
    key = f"{record.case.id}-{turn}"
    return replace(
        record,
        case=replace(record.case, id=key, source=source, duplicate_of=None),
        passages=tuple(replace(p, id=f"{p.id}-{turn}", case=key) for p in record.passages),
        relations=tuple(replace(r, case=key) for r in record.relations),
        metrics=tuple(replace(m, case=key) for m in record.metrics),
        grams=(),
    )


def draft_of(library: Library) -> str:
    """Paragraphs of many cases, every other one with other digits in its numbers."""
    parts: list[str] = []
    with library.reading() as snapshot:
        for number, case in enumerate(snapshot.case_ids()[:: len(snapshot.case_ids()) // 60]):
            text = next((p.text for p in snapshot.passages_of(case) if len(p.text) > LONG), "")
            parts.append(text.translate(SWAPPED) if number % 2 else text)
    return "\n".join(parts)[:DRAFT]


def looker(library: Library, text: str) -> Callable[[], int]:
    """The check of a draft that has been read."""
    draft = read_draft(text)
    return lambda: len(check(library, draft).findings)


def asker(library: Library, ask: Ask) -> Callable[[], int]:
    """A question, which answers with its number of rows."""
    return lambda: len(list(compare(library, ask).rows))


def tell(name: str, question: Callable[[], int]) -> None:
    """Ask and print how long it took."""
    times = []
    rows = 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        rows = question()
        times.append((time.perf_counter() - begun) * 1000)
    print(f"{name:36} {rows:5} rows  median {median(times):6.0f} ms  slowest {max(times):6.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
