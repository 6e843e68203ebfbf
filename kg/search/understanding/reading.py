"""What a run of typed words says: places, names, themes, words with other forms, questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from kg import segment
from kg.datafiles import read_lines
from kg.model import PlaceRead, YearsRead
from kg.ontology import Kind, Role
from kg.places import gazetteer, short_names
from kg.provinces import province_letters
from kg.search.clauses import Clause, Either, Having, Phrase, Word
from kg.search.understanding import numerals, synonyms
from kg.search.understanding.asking_words import find_lexical, is_silent, kinds, stops
from kg.search.understanding.vocabulary import Known, Vocabulary
from kg.segment import Token
from kg.theme_terms import theme_of

# Of several readings of the same characters the longest counts, of equal ones the first here.
_KINDS: Final = ("name", "place", "theme", "ask", "same", "number")
_SHORT: Final = 4  # names of fewer characters must begin and end where words do
_WHOLE: Final = 4  # a run of up to so many characters is a name: nothing is trimmed off it
_MOST_ALIASES: Final = 6  # other names of an entity that are searched too
# One-character names of provinces that, typed alone, say something else.
_LETTERS_THAT_ARE_WORDS: Final = frozenset("新云青黑吉宁贵甘")
_MOST_NAMESAKES: Final = 3  # entities of one name that are shown


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a run and what it is read as."""

    start: int
    end: int
    kind: str
    known: tuple[Known, ...] = ()
    other: str = ""


@dataclass(slots=True)
class Understood:
    """What was read in a query, besides its words."""

    places: dict[str, PlaceRead] = field(default_factory=dict)
    left_out: dict[str, PlaceRead] = field(default_factory=dict)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entities: dict[str, Known] = field(default_factory=dict)
    themes: dict[str, None] = field(default_factory=dict)
    role: Role | None = None
    asks: bool = False
    years: dict[str, YearsRead] = field(default_factory=dict)


class Reader:
    """Reads the runs of one query."""

    def __init__(
        self, vocabulary: Vocabulary | None, *, places: bool = True, same: bool = True
    ) -> None:
        """Know the names of a library; read places as regions and words with other forms or not."""
        self._vocabulary = vocabulary
        self._places = places
        self._same = same
        self.understood = Understood()

    def words(self, typed: str) -> list[Word]:
        """Words of a run, in order; words that only ask, or say too little, are optional.

        Optional words hold the query together where nothing else is there: see ``settled``.
        """
        text = segment.normalise(typed)
        if text in province_letters() and text not in _LETTERS_THAT_ARE_WORDS:
            return [self._place(_short(province_letters()[text]))]
        found: list[Word] = []
        at = 0
        for span in [*self._spans(text), _Span(len(text), len(text), "end")]:
            found += _plain(text[at : span.start], text)
            if span.kind != "end":
                found += self._read(text[span.start : span.end], span)
            at = span.end
        return found

    def excluded(self, typed: str) -> Clause:
        """What a word excludes: what says it literally and, of a place, what lies inside it.

        Of a case in 西湖区 that need not say so, 西湖 is no less where it is.
        """
        said = Phrase(segment.normalise(typed))
        if not self._is_place(said.text):
            return said
        inside = self._vocabulary.inside(said.text) if self._vocabulary else 0
        self.understood.left_out[said.text] = PlaceRead(said.text, inside, widened=self._places)
        return Either((said, Having("region", (said.text,)))) if self._places else said

    def _is_place(self, text: str) -> bool:
        """Whether a text is the name of a place, of the library where that is known."""
        if self._vocabulary is None:
            return bool(gazetteer().named(text))
        return any(one.entity.kind is Kind.PLACE for one in self._vocabulary.named(text))

    def _read(self, said: str, span: _Span) -> Iterator[Word]:
        """Word for a span; none for one that only asks."""
        if span.kind == "name":
            yield self._name(said, span.known)
        elif span.kind == "place":
            yield self._place(said)
        elif span.kind == "theme":
            self.understood.themes[said] = None
            yield Word(said, _parts(said), self._forms(said), theme=said)
        elif span.kind == "ask":
            yield self._asking(said)
        elif span.kind == "same":
            theme = theme_of(said)
            if theme:
                self.understood.themes[theme] = None
            yield Word(said, _parts(said), self._forms(said), theme=theme)
        else:
            # A number is said whole: a part of it is another number.
            yield Word(said, (said,), (span.other,) if span.other else ())

    def _name(self, said: str, known: tuple[Known, ...]) -> Word:
        """Word for a name of the library, with its other names if it names one thing only."""
        for one in known[:_MOST_NAMESAKES]:
            self.understood.entities[one.entity.id] = one
        others: tuple[str, ...] = ()
        if len(known) == 1:
            names = sorted(known[0].names, key=len, reverse=True)
            others = tuple(name for name in names if name != said)[:_MOST_ALIASES]
        # A name is said whole or not at all: its parts alone are something else.
        return Word(said, (said,), (*others, *self._forms(said)))

    def _place(self, said: str) -> Word:
        """Word for a place, which its cases and those inside it have without saying so."""
        known = self._vocabulary.named(said) if self._vocabulary else ()
        for one in [one for one in known if one.entity.kind is Kind.PLACE][:_MOST_NAMESAKES]:
            self.understood.entities[one.entity.id] = one
        inside = self._vocabulary.inside(said) if self._vocabulary else 0
        self.understood.places[said] = PlaceRead(said, inside, widened=self._places)
        return Word(said, (said,), place=self._places, name=True)

    def _asking(self, said: str) -> Word:
        """Word that asks, or says what kind of thing is asked for; ``settled`` drops the former."""
        role = kinds().get(said)
        if role:
            self.understood.role = self.understood.role or role
        self.understood.asks |= is_silent(said)
        return Word(said, _parts(said), required=False)

    def _forms(self, said: str) -> tuple[str, ...]:
        """Other forms of a word of the field, unless they are switched off."""
        others = synonyms.synonyms_of(said)
        if others:
            self.understood.synonyms[said] = others
        return others if self._same else ()

    def _spans(self, text: str) -> list[_Span]:
        """Readings of a run: sorted, disjoint, longer before shorter."""
        edges = {0, len(text)} | {e for t in segment.words(text) for e in (t.start, t.end)}
        sound = [
            span
            for span in self._candidates(text)
            if span.kind == "number"
            or is_silent(text[span.start : span.end])
            or span.end - span.start >= _SHORT
            or {span.start, span.end} <= edges
        ]
        sound.sort(key=lambda s: (s.start - s.end, _KINDS.index(s.kind), s.start))
        taken: list[_Span] = []
        for span in sound:
            if all(span.end <= other.start or other.end <= span.start for other in taken):
                taken.append(span)
        return sorted(taken, key=lambda span: span.start)

    def _candidates(self, text: str) -> Iterator[_Span]:
        """All readings of all stretches of a run."""
        if self._vocabulary:
            for start, end, known in self._vocabulary.find(text):
                things = tuple(one for one in known if one.entity.kind is not Kind.PLACE)
                if things:
                    yield _Span(start, end, "name", things)
                if len(things) < len(known) and text[start:end] not in _also_words():
                    yield _Span(start, end, "place", known)
        for start, end in gazetteer().spans(text):
            if text[start:end] not in _also_words():
                yield _Span(start, end, "place")
        for start, end, kind in find_lexical(text):
            yield _Span(start, end, kind)
        for start, end in synonyms.find(text):
            yield _Span(start, end, "same")
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[_Span]:
    """Numbers of a run, each with what it counts."""
    for start, end, other in numerals.other_spellings(text):
        # With the character that follows it is a pair: 53家 and not any 53.
        tail = text[end : end + 1]
        yield _Span(start, end + len(tail), "number", other=other + tail)
    for start, end in numerals.days(text):
        yield _Span(start, end, "number")


def settled(words: list[Word]) -> tuple[Word, ...]:
    """Words of a whole query, each once; what only asks (做法, 如何) goes where others stay.

    Where no word is required all are.
    """
    words = [word for word in words if not is_silent(word.text)] or words
    words = [word for word in words if word.text not in kinds()] or words
    if not any(word.required for word in words):
        words = [replace(word, required=True) for word in words]
    return tuple({word.text: word for word in reversed(words)}.values())[::-1]


def _plain(text: str, run: str) -> Iterator[Word]:
    """Words of a stretch that nothing is known of; single characters and stops are optional.

    Unless the run is so short that it may be a name, question words come off the ends of what
    may be one. A single character that is typed alone is meant.
    """
    for part in _joined(text):
        said = "".join(part if len(run) <= _WHOLE else _trimmed(part))
        if said in stops():
            yield Word(said, (said,), place=False, required=False)
        else:
            yield Word(said, (said,), required=len(said) > 1 or said.isascii() or said == run)


def _short(province: str) -> str:
    """Name of a province as people say it: 浙江."""
    return next(
        (name for unit in gazetteer().named(province) for name in short_names(unit)), province
    )


def _parts(text: str) -> tuple[str, ...]:
    """Parts of a word; the text itself where it has none, or one that says nothing alone (用)."""
    parts = tuple("".join(part) for part in _joined(text))
    return parts if parts and all(len(p) > 1 or p.isascii() for p in parts) else (text,)


def _joined(text: str) -> list[list[str]]:
    """Tokens alone, but neighbouring single characters together: 民呼我为 is a name."""
    parts: list[list[str]] = []
    end = -1  # of the last token, if more single characters may join it
    for token in segment.words(text):
        single = _is_single(token)
        if single and token.start == end:
            parts[-1].append(token.text)
        else:
            parts.append([token.text])
        end = token.end if single else -1
    return parts


def _trimmed(part: list[str]) -> list[str]:
    """Single characters without question words at the ends; one by itself stays."""
    while len(part) > 1 and part[0] in stops():
        part = part[1:]
    while len(part) > 1 and part[-1] in stops():
        part = part[:-1]
    return part


def _is_single(token: Token) -> bool:
    return len(token.text) == 1 and not token.text.isascii()


@cache
def _also_words() -> frozenset[str]:
    """Names of places that are ordinary words far more often, and words for kinds of places."""
    words = [*read_lines("lexicon", "place_words.txt"), *read_lines("lexicon", "place_classes.txt")]
    return frozenset(line.lstrip("!") for line in words)
