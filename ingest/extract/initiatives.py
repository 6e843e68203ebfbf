"""Initiatives: what people set up or run under a name of its own."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract import rule_documents, shaped_names
from ingest.extract.quoted_names import Named, quoted_names
from ingest.extract.quotes import quotes
from kg.model import Mention
from kg.ontology import Kind
from kg.text import is_masked

# A core shorter than this says too little by itself: “五美” is named “五美”创建.
_TELLING: Final = 4
# A class noun with a modifier this long says a thing of its own: “接诉即办”末位约谈制度.
_OWN_THING: Final = 5

Span = tuple[int, int]


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of initiatives, sorted by start; a short name may lie inside its fuller form."""
    text = draft.text
    spans = quotes(text)
    bodies = [(m.start, m.end) for m in found if m.kind in {Kind.ORGANIZATION, Kind.HONOR}]
    named = [
        n for n in quoted_names(text, spans) if not _inside((n.quote.start, n.quote.end), bodies)
    ]
    names: dict[Span, str] = {}
    for span in rule_documents.titled(text, spans) + rule_documents.issued(text):
        names[span] = text[slice(*span)]
    names |= _quoted(text, named)
    _add(names, text, (s for s in shaped_names.known(text) if not _inside(s, bodies)))
    places = {m.start for m in found if m.kind is Kind.PLACE}
    _add(names, text, (s for s in shaped_names.shaped(text, places) if not _inside(s, bodies)))
    _again(names, text)
    made = [
        Mention(Kind.INITIATIVE, s, e, text[s:e], name, is_masked(name))
        for (s, e), name in names.items()
    ]
    return sorted(made, key=lambda m: (m.start, -m.end))


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in others)


def _terse(core: str) -> bool:
    return len(core) < _TELLING or bool(re.search(r"[0-9—]", core)) or core[-1] in "型式"


def _quoted(text: str, named: list[Named]) -> dict[Span, str]:
    by_core: dict[str, list[Named]] = {}
    for one in named:
        by_core.setdefault(one.core, []).append(one)
    names: dict[Span, str] = {}
    for core, ones in by_core.items():
        name = max((text[slice(*n.full)] for n in ones), key=len) if _terse(core) else core
        for one in ones:
            names[one.quote.start, one.quote.end] = name
            if one.full != one.quote.outer:
                names[one.full] = _full_name(text, one, name)
    return names


def _full_name(text: str, one: Named, name: str) -> str:
    """Name of the long form: its own where it is a rule or a measure about the quoted thing."""
    own = len(one.noun) >= _OWN_THING and one.noun.endswith(("制度", "条例", "办法", "指数"))
    return text[slice(*one.full)] if own and not _terse(one.core) else name


def _add(names: dict[Span, str], text: str, spans: Iterable[Span]) -> None:
    for span in spans:
        if not any(s < span[1] and span[0] < e for s, e in names):
            names[span] = text[slice(*span)]


def _again(names: dict[Span, str], text: str) -> None:
    """Add the later mentions of every name found, without its quotation marks too."""
    forms = {text[s:e].strip("“”"): name for (s, e), name in names.items()}
    pattern = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True) if len(f) > 3)
    if pattern:
        for hit in re.finditer(pattern, text):
            if not any(s < hit.end() and hit.start() < e for s, e in names):
                names[hit.span()] = forms[hit.group()]
