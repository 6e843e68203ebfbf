"""How long comparisons take over many documents: by theme, measure, initiative and text; drafts.

    python -P bench/compare.py LIBRARY [CASES]     # -P: bench/ingest.py is not the package

LIBRARY is a folder that ``kg ingest`` made, of whatever documents; it is read, never changed. With
CASES a copy of it is made under the same name with ``-multiplied`` behind, in which all its cases
stand again under other ids until there are so many; it is used again if it is there. Every
question is asked ROUNDS times as the page asks it (the first PAGE cases, then the last); prints
median and slowest in milliseconds, and what the processor worked (beside other work the clock
tells little), asserts nothing. The draft that is checked has sentences of the library, as they
are and with characters left out.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from statistics import median

from ingest.drafting import read_draft
from kg.compare import Ask, By, Sorting, compare
from kg.draft import check
from kg.library import Library
from kg.model import CaseRecord

ROUNDS = 7
PAGE = 12
THEMES = 5
MEASURES = ("共建单位", "网格", "党员", "矛盾纠纷", "村级集体经济收入")
INITIATIVES = 3
DRAFT = 3000  # characters
LEFT_OUT = 9  # every ninth character of a reworded passage
TEXT = (
    "我们准备把物业公司纳入党建联席会议，由社区党组织牵头组建业委会，"
    "对物业服务企业实行评星定级，请居民打分，并与信用评价挂钩。"
)


def main(folder: Path, cases: int) -> None:
    """Open the library, or its copy of so many cases; ask and print."""
    if cases:
        folder = multiplied(folder, cases)
    with Library.open(folder) as library:
        stats = library.stats()
        print(", ".join(f"{stats[name]} {name}" for name in ("sources", "cases", "passages")))
        themes = library.themes()
        step = max(1, len(themes) // THEMES)
        for theme, count in themes[::step][:THEMES]:
            tell(f"theme {theme} ({count})", asker(library, Ask(By.THEME, theme, limit=PAGE)))
            last = Ask(By.THEME, theme, limit=PAGE, offset=max(0, count - PAGE))
            tell("  its last page", asker(library, last))
            figures = Ask(By.THEME, theme, sort=Sorting.FIGURES, limit=PAGE)
            tell("  by figures", asker(library, figures))
        for measure in MEASURES:
            tell(f"measure {measure}", asker(library, Ask(By.MEASURE, measure, limit=PAGE)))
        with library.reading() as snapshot:
            names = snapshot.spread_initiatives(INITIATIVES)
        for name in names:
            tell(f"initiative {name}", asker(library, Ask(By.INITIATIVE, name, limit=PAGE)))
        tell("text", asker(library, Ask(By.TEXT, TEXT, limit=PAGE)))
        text = draft(library)
        tell(
            f"draft of {len(text)} characters",
            lambda: len(check(library, read_draft(text)).findings),
        )


def multiplied(folder: Path, cases: int) -> Path:
    """A copy of a library with at least so many cases."""
    copy = folder.with_name(f"{folder.name}-multiplied")
    if not copy.exists():
        copytree(folder, copy)
        with Library.open(copy) as library:
            print(f"{multiply(library, cases)} cases made")
    return copy


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


def draft(library: Library) -> str:
    """Passages that have figures, from all over the library; every second one is reworded."""
    said: list[str] = []
    with library.reading() as snapshot:
        ids = snapshot.case_ids()
        for case in ids[:: max(1, len(ids) // DRAFT)]:
            told = [p.text for p in snapshot.passages_of(case) if any(map(str.isdigit, p.text))]
            said += told[:1]
    reworded = [
        "".join(c for at, c in enumerate(text) if number % 2 or c.isdigit() or at % LEFT_OUT)
        for number, text in enumerate(said)
    ]
    return "\n".join(reworded)[:DRAFT]


def asker(library: Library, ask: Ask) -> Callable[[], int]:
    """A question, which answers with its number of rows."""
    return lambda: len(list(compare(library, ask).rows))


def tell(name: str, question: Callable[[], int]) -> None:
    """Ask and print how long it took."""
    times, worked = [], []
    rows = 0
    for _ in range(ROUNDS):
        begun, busy = time.perf_counter(), time.process_time()
        rows = question()
        times.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    said = f"median {median(times):6.0f} ms  slowest {max(times):6.0f} ms"
    print(f"{name:36} {rows:4} rows  {said}  processor {median(worked):6.0f} ms")


if __name__ == "__main__":
    if len(sys.argv) < 2:  # noqa: PLR2004 - the library
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)  # noqa: PLR2004
