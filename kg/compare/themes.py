"""Comparison by theme: what each case does under it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.compare.asking import Ask
from kg.compare.assembling import About, assemble, read_records
from kg.compare.choosing import choose
from kg.compare.subject import Focus
from kg.compare.table import Comparison
from kg.errors import InvalidQuery
from kg.model import CaseRecord, Passage
from kg.ontology import THEMES, Genre, Role
from kg.store import Snapshot
from kg.theme_terms import words_of

# Share of its passages that a case needs to be told by them; with fewer they are part of it.
_MAINLY: Final = 0.34
# The same where its title names the theme.
_TITLED: Final = 0.1
_SOUGHT: Final = 5  # words of a theme that a search of all that names it has


def by_theme(snapshot: Snapshot, ask: Ask) -> Comparison:
    """Rows of what cases do under a theme. Raises InvalidQuery for one that is not on the list.

    A part of one theme's name is enough: 物业 is 物业治理.
    """
    ask = replace(ask, what=_theme(ask.what))
    chosen = choose(snapshot, ask, snapshot.outlines_of_theme(ask.what))
    records = read_records(snapshot, chosen.page)
    abouts = {
        outline.id: About(
            theme_passages(records[outline.id], ask.what),
            outline.whole,
            focus=_focus(records[outline.id], ask.what),
        )
        for outline in chosen.page
    }
    return assemble(snapshot, ask, chosen, records, abouts)


def theme_query(theme: str) -> str:
    """A search for whatever names a theme, if only in a sentence: its words, any of them."""
    words = sorted(words_of(theme), key=len)  # 物业 finds what has 物业服务, too
    return " OR ".join(f'"{word}"' for word in (theme, *words[:_SOUGHT]))


def _theme(words: str) -> str:
    """The theme of a name or of a part that no other has. Raises InvalidQuery for any other."""
    words = words.strip()
    holding = [theme for theme in THEMES if words and words in theme]
    if words in THEMES or len(holding) == 1:
        return words if words in THEMES else holding[0]
    likely = f"perhaps {' or '.join(holding)}; " if holding else ""
    msg = f"no theme is called {words!r}; {likely}the themes are: {' '.join(THEMES)}"
    raise InvalidQuery(msg)


def theme_passages(record: CaseRecord, theme: str) -> tuple[Passage, ...]:
    """Passages of a case that tell what it does under a theme.

    All of them where the theme is what the case is about first of all; else those about it, with
    those that name it where it is one of the case's themes; or, where none is by itself, all that
    tell a practice or a result.
    """
    about = {p.id for p in record.passages if theme in p.themes}
    if _is_mainly(record, theme, len(about)):
        return record.passages
    if about and theme in record.case.themes and record.case.genre is not Genre.REPORT:
        words = _words_of(theme)
        about |= {p.id for p in record.passages if any(word in p.text for word in words)}
    if about:
        return tuple(p for p in record.passages if p.id in about)
    return tuple(p for p in record.passages if p.role in {Role.PRACTICE, Role.RESULT, None})


def _is_mainly(record: CaseRecord, theme: str, about: int) -> bool:
    """Whether a theme is what a case is about first of all; ``about`` counts its passages.

    By its title, or by the first of its themes and enough passages about it; a report that does
    not name it in its title is about all that its government does.
    """
    case = record.case
    first = case.themes[:1] == (theme,)
    titled = theme in case.themes and any(word in case.title for word in _words_of(theme))
    if case.genre is Genre.REPORT and not titled:
        return False
    if not about:
        return first
    share = about / max(_telling(record.passages), 1)
    return share >= (_TITLED if titled else _MAINLY) and (titled or first)


def _focus(record: CaseRecord, theme: str) -> Focus:
    """The passages about a theme, and the words that name it."""
    about = frozenset(p.id for p in record.passages if theme in p.themes)
    return Focus(about, _words_of(theme), narrow=not _is_mainly(record, theme, len(about)))


def _words_of(theme: str) -> tuple[str, ...]:
    return (theme, *words_of(theme))


def _telling(passages: Sequence[Passage]) -> int:
    return sum(p.role in {Role.PRACTICE, Role.RESULT} for p in passages)
