"""Whom a sentence of the library tells a figure or a practice of, by its own grammar.

The owner is looked for where a reader looks: in the clause of the number, the nearest name
winning; then in the clauses before it, what opens one first; of words that somebody speaks, the
body that the speaker belongs to; then in the sentences before. What is only said of a case, its
region or its title, is no owner that a sentence names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.draft.owner_names import is_body, is_place, place_of
from kg.model import Mention, Passage
from kg.text import sentences_within

_MARKS: Final = "，。；：！？,;:!?\n\u3000"
# What opens a clause may stand behind words of time and light words.
_OPENING: Final = re.compile(
    r"(?:目前|如今|近日|日前|近年来|近些年来|截至|同时|其中|此外|比如|例如|今年|去年|以来|期间|随着|通过|由|在|据|位于|"
    r"家住|走进|推动|带动|[\d一二三四五六七八九十]+[年月日周]|[初底末]|[“（ \u3000])*"
)
_SCENE: Final = re.compile(r"(?:在|走进|家住|位于)\Z")  # where a story is set, not who does what
# Names behind these take part in what another one does, or are where it comes from.
_BESIDE: Final = re.compile(
    r"(?:与|和|同|向|对|给|从|赴|到|往|来自|联合|会同|经|据|按照?|学习|借鉴|考察|前往|邀请|比|像|如|来到|支援|帮扶|涉及|覆盖|包括|涵盖|惠及)$"
)
# Behind a name: who tells or comes from there, and what only stands for many (甲队等16支).
_NO_ACTOR: Final = re.compile(r"[”）]?等|记者|日报|晚报|网讯|讯|消息|籍")
_JOINED: Final = frozenset({"、", "和", "与", "及", "以及"})
# A unit by the name of its kind alone: 全镇, 该社区, 街道已.
_KIND: Final = re.compile(
    r"(?:全|该|我们?|本)(?P<all>省|市|区|县|镇|乡|村|街道|社区)(?![级委民长情史镇乡村区县])"
    r"|(?P<bare>街道|社区|村里|镇里|县里|区里|市里)(?=已|共|累计|现|有|目前|今年|去年|还|先后|组织|开展|推行|建立|成立|划分|组建|打造|设立|举办|将|把)"
)
# Who has spoken: a name and a verb of speech close behind the words, or before them.
_SPEECH: Final = re.compile(r"[^。！？“”]{0,60}?(?:说|介绍|表示|告诉|感慨|坦言|谈到|认为)")
_SPOKEN: Final = 16  # characters: what is shorter in quotation marks is a name
_KINDS: Final = frozenset({"省", "市", "区", "县", "镇", "乡", "村", "街道", "社区"})
_FEW: Final = 4  # characters that tell what a name takes part in

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Actor:
    """Bodies named side by side; offsets are the passage's. ``place``: they are places."""

    start: int
    end: int
    names: Names
    place: bool


class Reading:
    """One passage with the names in it and before it, asked whom its words are told of."""

    def __init__(self, passage: Passage, region: Names, named: Sequence[Mention]) -> None:
        """Read who acts in the passage, by name or by the kind of a unit named before.

        ``region`` is the case's; ``named`` are its places and bodies by their start.
        """
        self._text = passage.text
        self._base = passage.start
        self._region = region
        self._sentences = list(sentences_within(passage.text))
        first, last = (
            bisect_left(named, at, key=lambda mention: mention.start)
            for at in (passage.start, passage.end)
        )
        self._before = named[:last]
        self._actors = sorted(
            (*self._by_name(named[first:last]), *self._by_kind()),
            key=lambda actor: (actor.start, -actor.end),
        )

    def owners(self, start: int, end: int, subject: str = "") -> Names:
        """Whom the words between two offsets are told of, several bodies where of all together.

        Nobody where no sentence up to them names one. ``subject`` was extracted: it tells apart
        whom earlier sentences are about.
        """
        at, end = start - self._base, end - self._base
        upto = [span for span in self._sentences if span[0] <= at]
        start = upto[-1][0] if upto else 0
        inside = self._within(self._clause(start, at), end)
        if inside:
            return inside[-1].names
        found = self._opener(start, at) or self._speaker(at)
        if found:
            return found.names
        return self._earlier(upto[:-1], subject)

    def _earlier(self, sentences: Sequence[tuple[int, int]], subject: str) -> Names:
        """Whom sentences tell of up to one that names nobody: whom the passage is about.

        A place that one of them names for an example speaks on to the next one alone, where
        the passage begins with the case's own.
        """
        told = [(at, self._opener(*span, earlier=True)) for at, span in enumerate(sentences)]
        known = [(at, actor.names) for at, actor in told if actor is not None]
        if not known:
            return ()
        agreeing = (n for _, n in reversed(known) if subject and is_body(n[-1], subject))
        (_, topic), (at, last) = known[0], known[-1]
        strays = at < len(sentences) - 1 and topic[-1] in self._region[-1:]
        return next(agreeing, topic if strays else last)

    def _clause(self, start: int, at: int) -> int:
        """Where the clause that holds a place begins, in a sentence that begins at ``start``."""
        return max(start, 1 + max(self._text.rfind(mark, start, at) for mark in _MARKS))

    def _within(self, start: int, end: int) -> list[_Actor]:
        return [actor for actor in self._actors if start <= actor.start and actor.end <= end]

    def _opener(self, start: int, end: int, *, earlier: bool = False) -> _Actor | None:
        """What opens a clause between two places, the last such; else the last place there.

        Of an earlier sentence only a place that opens a clause speaks on.
        """
        actors = self._within(start, end)
        opening = [actor for actor in actors if self._opens(actor.start, start)]
        if earlier:
            opening = [a for a in opening if not _SCENE.search(self._text, 0, a.start)]
        places = [actor for actor in (opening if earlier else actors) if actor.place]
        return next(reversed(places if earlier else opening or places), None)

    def _opens(self, at: int, start: int) -> bool:
        return _OPENING.fullmatch(self._text, self._clause(start, at), at) is not None

    def _speaker(self, at: int) -> _Actor | None:
        """The body of who says the words that a place stands in, if somebody says them."""
        opening = self._text.rfind("“", 0, at)
        closing = self._text.find("”", at)
        inside = opening >= 0 and "”" not in self._text[opening:at]
        if not inside or closing - opening < _SPOKEN:
            return None
        behind = _SPEECH.match(self._text, closing + 1)
        if behind is not None:
            return self._opener(closing + 1, behind.end())
        before = max((span[0] for span in self._sentences if span[0] <= opening), default=0)
        return self._opener(before, opening)

    def _by_kind(self) -> Iterator[_Actor]:
        """Units that go by the name of their kind."""
        for match in _KIND.finditer(self._text):
            kind = (match["all"] or match["bare"]).removesuffix("里")
            meant = self._of_kind(kind, self._base + match.start())
            if meant:
                yield _Actor(*match.span(), (meant,), place=True)

    def _of_kind(self, kind: str, at: int) -> str:
        """The unit of a kind: the case's own, else the last that is named before a place."""
        last = bisect_left(self._before, at, key=lambda mention: mention.start)
        named = (place_of(mention.name) for mention in self._before[:last][::-1])
        known = (*reversed(self._region), *named)
        return next((name for name in known if name.endswith(kind) and name != kind), "")

    def _by_name(self, named: Sequence[Mention]) -> Iterator[_Actor]:
        """The widest names that may act; 甲村、乙村 together. Bodies of no place open a clause."""
        names: Names = ()
        begun = end = 0
        for start, mention in _chained(named):
            joined = bool(names) and self._text[end : start - self._base] in _JOINED
            begun = begun if joined else start - self._base
            end = mention.end - self._base
            name = place_of(mention.name)
            if name in _KINDS:
                name = self._of_kind(name, mention.start) or mention.name
            names = (*names, name) if joined else (name,)
            place = is_place(name)
            beside = _BESIDE.search(self._text[max(0, begun - _FEW) : begun])
            acts = (place and not self._is_quoted(begun, end)) or self._opens(begun, 0)
            if acts and not beside and not _NO_ACTOR.match(self._text, end):
                yield _Actor(begun, end, names, place)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether a name stands alone in quotation marks: an honour is no place (30个“银雁村”)."""
        return self._text[max(0, start - 1) : start] == "“" and self._text[end : end + 1] == "”"


def _chained(named: Sequence[Mention]) -> Iterator[tuple[int, Mention]]:
    """The widest names; of 甲市乙区 the inner one, begun where the outer does."""
    held: tuple[int, Mention] | None = None
    for mention in sorted(named, key=lambda m: (m.start, -m.end)):
        if held is not None and mention.end <= held[1].end:
            continue
        inside = held is not None and mention.start == held[1].end
        if held is not None and not inside:
            yield held
        held = (held[0] if held is not None and inside else mention.start, mention)
    if held is not None:
        yield held
