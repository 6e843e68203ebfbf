"""句库: sentences of a bank by theme and level, each to be copied or collected with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.banks.sentences import BANK_LABELS, Bank, Sentence, bank
from kg.cite import Locator, line, reference_of
from kg.ontology import LEVEL_LABELS
from web import words
from web.collection.collecting import sentence_button
from web.collection.page import Option
from web.links import case_url, passage_anchor

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with its source; ``citation`` is what is copied behind it."""

    id: str
    text: str
    title: str
    url: str
    note: str
    badges: tuple[str, ...]
    citation: str
    collect: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentencesPage:
    """Everything that the page shows. ``empty``: the library has nothing yet."""

    name: str
    banks: tuple[Option, ...]
    themes: tuple[Option, ...]
    levels: tuple[Option, ...]
    rows: tuple[SentenceRow, ...]
    empty: bool


def sentences_page(
    library: "Library", cautions: "Cautions", which: str, theme: str, level: str
) -> SentencesPage:
    """The page of a bank. Raises InvalidQuery for a theme or level that there is not."""
    chosen = Bank(which) if which in list(Bank) else Bank.TELLING
    found = bank(library, chosen, theme=theme, level=level)
    name = BANK_LABELS[chosen]
    return SentencesPage(
        name=name,
        banks=tuple(Option(b, label, b is chosen) for b, label in BANK_LABELS.items()),
        themes=tuple(_themes(library, theme)),
        levels=tuple(Option(v, label, v == level) for v, label in LEVEL_LABELS.items()),
        rows=tuple(_row(number, one, name, cautions) for number, one in enumerate(found, start=1)),
        empty=not found and library.is_empty(),
    )


def _themes(library: "Library", chosen: str) -> Iterator[Option]:
    for theme, count in library.themes():
        yield Option(theme, f"{theme}（{count} 篇）", theme == chosen)


def _told(one: Sentence) -> Iterator[str]:
    """Who gave a 嘱托, when and where, in its own words; the occasion says the place as well."""
    charge = one.charge
    if charge is None:
        return
    who = " ".join(filter(None, (charge.speaker, charge.title)))
    told = (("说话人", who), ("时间", charge.date), ("场合", charge.occasion))
    yield from (f"{label}：{value}" for label, value in told if value)
    if charge.place and charge.place not in (charge.occasion or ""):
        yield f"地点：{charge.place}"


def _row(number: int, one: Sentence, name: str, cautions: "Cautions") -> SentenceRow:
    reference = reference_of(one.case, one.path, marks=one.marks)
    citation = line(reference, Locator(one.passage.number))
    note = (*_told(one), words.case_region_words(one.case), words.date_words(one.case.date))
    return SentenceRow(
        id=f"s-{number}",
        text=one.text,
        title=one.case.title,
        url=case_url(one.case.id, passage_anchor(one.passage.id)),
        note=" · ".join(note),
        badges=(*reference.marks, *reference.doubts, *(("隐名",) if one.masked else ())),
        citation=citation,
        collect=sentence_button(one.case.id, one.start, one.end, name, f"s-{number}"),
        cautions=tuple(map(str, cautions.find(f"{one.text}\n{citation}"))),
    )
