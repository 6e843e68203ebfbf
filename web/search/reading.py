"""What the search page says of how a query was read, each with the link that changes it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model import EntityCard, Results, Understanding
from kg.ontology import RELATION_LABELS, RelationType
from web import words
from web.links import Link, entity_link
from web.search.state import SearchState

# The relations read from their other end.
_BACKWARD: Final = {
    RelationType.LOCATED_IN: "其中有",
    RelationType.PART_OF: "下有",
    RelationType.HOLDS_POST: "材料中任职者",
    RelationType.VISITED: "到访者",
    RelationType.IMPLEMENTS: "推行者",
    RelationType.AWARDED: "获得者",
    RelationType.PARTNERS_WITH: "协作",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One line on how a query was read; ``switch`` changes it where it can be changed."""

    text: str
    switch: Link | None = None


@dataclass(frozen=True, slots=True)
class TieLine:
    """What an entity is tied to in one way."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An entity that the query names; ``theme`` leads to the cases of a theme of that name."""

    link: Link
    region: str
    aliases: tuple[str, ...]
    seen: str
    cases: int
    only: Link
    ties: tuple[TieLine, ...] = ()
    theme: Link | None = None


def remarks(state: SearchState, results: Results) -> tuple[Remark, ...]:
    """Remarks on a query, what was put right first."""
    return (*_corrected(state, results), *_missing(state, results), *_read(state, results))


def partial(results: Results) -> str:
    """How many of the cases have all words of the query; empty where all have them."""
    others = results.total - results.whole
    if not others:
        return ""
    if results.relaxed:
        return "没有同时含有全部词的材料，以下为部分匹配。"
    return f"其中 {results.whole} 篇含有全部词，另 {others} 篇只含一部分，缺的词在篇目下注明。"


def _corrected(state: SearchState, results: Results) -> Iterator[Remark]:
    """What was searched in place of the words."""
    corrected = results.understanding.corrected
    if corrected:
        back = Link(f"仍查“{state.q}”", state.url(correct="0"))
        yield Remark(f"库中没有“{state.q}”，已改查“{corrected}”。", back)


def _missing(state: SearchState, results: Results) -> Iterator[Remark]:
    """Words that no case has; without them there may be an answer."""
    missing = results.understanding.missing
    if missing:
        listed = "、".join(f"“{word}”" for word in missing)
        rest = state.q
        for word in missing:
            rest = rest.replace(word, " ")
        # What is left of a word that is taken apart says nothing: 元 of 元宇宙.
        kept = (part for part in rest.split() if len(part) > 1 or part in state.q.split())
        rest = " ".join(kept)
        says = rest != state.q and any(character.isalnum() for character in rest)
        link = Link(f"只查“{rest}”", state.url(q=rest)) if says else None
        yield Remark(f"库中没有{listed}。", link)


def _read(state: SearchState, results: Results) -> Iterator[Remark]:
    """Places, other forms of words, fields that are none."""
    understanding = results.understanding
    yield from _places(state, understanding)
    yield from _years(state, understanding)
    if understanding.synonyms:
        said = "；".join(f"{word}＝{'、'.join(forms)}" for word, forms in understanding.synonyms)
        if state.synonyms == "0":
            named = "、".join(f"“{word}”" for word, _ in understanding.synonyms)
            yield Remark(f"{named}：不含同义词", Link("含同义词", state.url(synonyms="")))
        else:
            yield Remark(f"同义词一并检索：{said}", Link("不含同义词", state.url(synonyms="0")))
    for note in understanding.notes:
        yield Remark(f"“{note}”不是检索字段，按普通词检索。")


def _years(state: SearchState, understanding: Understanding) -> Iterator[Remark]:
    """Years told from today: 今年, 近三年."""
    for told in understanding.years:
        years = f"{told.first}年" if told.first == told.last else f"{told.first}—{told.last}年"
        said = f"“{told.text}”＝{years}"
        if told.kept:
            every = Link("不限年份", state.url(years="0"))
            yield Remark(f"{said}：年份不详的材料未列", every)
        elif state.years == "0":
            yield Remark(f"{said}：不限年份", Link("只看这些年份", state.url(years="")))
        else:
            yield Remark(f"{said}：写明是这些年份的材料里没有合于所查的，以下不限年份")


def _places(state: SearchState, understanding: Understanding) -> Iterator[Remark]:
    """Places with what lies inside them, asked for or left out."""
    for place in understanding.places:
        if place.inside and place.widened:
            narrow = Link("只查这个地名", state.url(places="0"))
            yield Remark(f"“{place.text}”：含所辖 {place.inside} 地", narrow)
        elif place.inside:
            yield Remark(f"“{place.text}”：只查这个地名", Link("含所辖各地", state.url(places="")))
    for place in understanding.left_out:
        if place.widened:
            literal = Link("只排除写到它的材料", state.url(places="0"))
            yield Remark(f"不含“{place.text}”，也不含所辖各地的材料", literal)
        else:
            wide = Link("也排除所辖各地", state.url(places=""))
            yield Remark(f"不含“{place.text}”：只看写没写到", wide)


def cards(state: SearchState, results: Results, themes: Mapping[str, int]) -> tuple[Card, ...]:
    """Cards of the entities that a query names; ``themes`` counts the cases of each theme."""
    return tuple(_card(state, card, themes) for card in results.understanding.entities)


def _card(state: SearchState, card: EntityCard, themes: Mapping[str, int]) -> Card:
    entity = card.entity
    told = themes.get(entity.name)
    above = entity.region[:-1] if entity.region[-1:] == (entity.name,) else entity.region
    return Card(
        link=entity_link(entity),
        region=words.region_words(above, unknown=""),
        aliases=entity.aliases,
        seen="同名词条见于" if told else "见于",
        cases=card.cases,
        only=Link("只看提到它的材料", state.url(q="", entity=entity.id)),
        ties=tuple(_ties(card)),
        theme=Link(entity.name, state.url(q="", theme=entity.name), note=str(told))
        if told
        else None,
    )


def _ties(card: EntityCard) -> Iterator[TieLine]:
    """Ties of a card, those of one kind together."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for tie in card.ties:
        label = RELATION_LABELS[tie.type] if tie.outward else _BACKWARD[tie.type]
        told = "、".join((*tie.posts, *map(words.date_words, tie.dates)))
        found[label].append(entity_link(tie.entity, told))
    for label, links in found.items():
        yield TieLine(label, tuple(links))
