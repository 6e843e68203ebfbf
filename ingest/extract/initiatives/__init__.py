"""Initiatives: what people set up or run under a name of its own."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

from ingest.draft import Draft
from ingest.extract.initiatives import campaigns, forms, listed, rules, shaped
from ingest.extract.initiatives.quoted import Named, is_terse, quoted_names
from ingest.extract.initiatives.wordlists import words
from ingest.extract.occurrences import occurrences
from ingest.extract.quotes import quotes
from kg.model import Mention
from kg.ontology import Kind
from kg.text import is_masked

# A class noun with a modifier this long says a thing of its own: “接诉即办”末位约谈制度.
_OWN_THING: Final = 5
# Without quotation marks a shorter name is too likely a chance run of characters.
_SHORTEST_AGAIN: Final = 4

_MARKS: Final = str.maketrans("", "", '“”「」『』‘’"＂')

# Words that these finders took keep that kind.
_OTHERS: Final = frozenset({Kind.ORGANIZATION, Kind.PERSON, Kind.HONOR})

Span = tuple[int, int]


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of initiatives, sorted by start; a short name may lie inside its fuller form.

    Reads from ``found`` the bodies, persons and honors, which stay what they are, and the places.
    """
    text = draft.text
    spans = quotes(text)
    taken = _cover(m for m in found if m.kind in _OTHERS)
    given = _cover(m for m in found if m.kind is Kind.HONOR)
    places = {m.start: m.end for m in found if m.kind is Kind.PLACE}
    policies = campaigns.policies(text)
    inside = set().union(*(range(s, e) for s, e in policies))
    quoted = [
        n
        for n in quoted_names(text, spans)
        if n.quote.start not in inside
        and (not taken(n.quote.bounds) or (n.core in words().names and not given(n.quote.bounds)))
    ]
    names = {s: text[slice(*s)] for s in rules.titled(text, spans)}
    names |= {s: text[slice(*s)] for s in rules.issued(text)}
    names |= _quoted(text, quoted)
    _add(names, text, policies)
    _again(names, text)
    known = shaped.known(text)
    # 新一轮|乡村建设行动 is the known one, 长江大保护|提档升级行动 is one of its own.
    whole = {end for _, end in known}
    for bounds in (
        campaigns.campaigns(text),
        forms.formed(text, places),
        [b for b in shaped.shaped(text, places, {end for _, end in names}) if b[1] not in whole],
        campaigns.pilots(text),
        known,
    ):
        _add(names, text, [b for b in bounds if not taken(b)])
    _add(names, text, [b for b in listed.listed(text, set(names)) if not taken(b)])
    _again(names, text)
    made = [
        Mention(Kind.INITIATIVE, s, e, text[s:e], name, is_masked(name))
        for (s, e), name in names.items()
    ]
    return sorted(made, key=lambda m: (m.start, -m.end))


def _cover(mentions: Iterable[Mention]) -> Callable[[Span], bool]:
    """Test whether a span lies inside one of the mentions."""
    bounds = sorted((m.start, m.end) for m in mentions)
    starts = [s for s, _ in bounds]
    reach = list(accumulate((e for _, e in bounds), max))

    def inside(span: Span) -> bool:
        at = bisect_right(starts, span[0])
        return at > 0 and reach[at - 1] >= span[1]

    return inside


def _quoted(text: str, found: Sequence[Named]) -> dict[Span, str]:
    """Bounds and names of quoted words and of their full forms."""
    by_core: dict[str, list[Named]] = {}
    for one in found:
        by_core.setdefault(one.core, []).append(one)
    names: dict[Span, str] = {}
    for core, ones in by_core.items():
        whole = next((c for c in by_core if c.startswith(core + "、")), core)
        terse = is_terse(core)
        name = max((text[slice(*n.full)] for n in ones), key=len) if terse else whole
        for one in ones:
            names[one.quote.bounds] = name
            if one.full != one.quote.outer:
                names[one.full] = name if terse else _full_name(text, one, name)
    return names


def _full_name(text: str, one: Named, name: str) -> str:
    """Name of the long form: its own where it is a rule or a measure about the quoted thing."""
    own = len(one.noun) >= _OWN_THING and one.noun.endswith(("制度", "条例", "办法", "指数"))
    return text[slice(*one.full)] if own else name


def _add(names: dict[Span, str], text: str, spans: Iterable[Span]) -> None:
    """Add the spans that overlap none, under the name that their words already have."""
    taken = bytearray(len(text))
    for start, end in names:
        taken[start:end] = b"\1" * (end - start)
    known = {_bare(text[s:e]): name for (s, e), name in names.items()}
    for start, end in spans:
        if not any(taken[start:end]):
            name = text[start:end]
            names[start, end] = known.setdefault(_bare(name), name)
            taken[start:end] = b"\1" * (end - start)


def _bare(words: str) -> str:
    return words.translate(_MARKS)


def _again(names: dict[Span, str], text: str) -> None:
    """Add the other mentions of every name found, without its quotation marks too."""
    forms = {_bare(text[s:e]) for s, e in names} | {text[s:e] for s, e in names}
    forms = {f for f in forms if len(f) >= _SHORTEST_AGAIN} - words().quoted_only
    _add(names, text, occurrences(forms, text))
