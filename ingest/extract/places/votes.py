"""Places that the statistical tagger sees and a class word or a country before them bears out."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.draft import Tag
from ingest.extract.persons.foreign import transliterates
from ingest.extract.places.shapes import SITE
from ingest.extract.places.units import Cover, Span, is_generic
from kg.ontology import Kind

# Sites and natural features. Villages and districts are left out: what the tagger alone calls
# one is a class more often than a name (淘宝村, 联村).
_FEATURE: Final = re.compile(
    rf"[一-鿿·]{{2,3}}(?:镇|乡|街道)$"
    rf"|[一-鿿·]{{2,}}(?:{SITE}|山|岭|峰|湖|岛|河|江|湾|峡|口岸|古寨|寺)$"
)
_SITE_AFTER: Final = re.compile(SITE)
_SITE_TAIL: Final = re.compile(rf"(?:{SITE})$")
_NO_NAME: Final = re.compile(
    r"[的了着过这那哪该每各其之被让使给把是有在与和及或等个位以]|[申创新]建|建设|街镇"
)
_IDIOM: Final = re.compile(r"碳达峰|金山银山|绿水青山|青山绿水|山水|连心|千[一-鿿]之")
_QUOTES: Final = "“”‘’「」"
# 卡萨布兰卡, 戈兰: a name abroad that only sounds, in this many characters.
_SHORTEST_SOUND: Final = 3


def votes(text: str, tags: tuple[Tag, ...], taken: Cover, abroad: set[int]) -> Iterator[Span]:
    """Tagged places over no other; ``abroad`` are the ends of names of countries."""
    for tag in tags:
        quoted = text[tag.start - 1 : tag.start] in tuple(_QUOTES)
        if quoted or tag.kind is not Kind.PLACE or taken.meets(Span(tag.start, tag.end)):
            continue
        surface = text[tag.start : tag.end]
        site = _SITE_AFTER.match(text, tag.end)
        end = site.end() if site else tag.end
        if _named(text[tag.start : end]) or _foreign(surface, follows=tag.start in abroad):
            yield Span(tag.start, end)


def _named(name: str) -> bool:
    feature = _FEATURE.fullmatch(name)
    if not feature or _NO_NAME.search(name) or _IDIOM.search(name):
        return False
    stem = _SITE_TAIL.sub("", name) or name
    return not is_generic(stem) and not any(mark in name for mark in _QUOTES)


def _foreign(name: str, *, follows: bool) -> bool:
    # A name with a dot is a person's, but behind a country.
    if len(name) < 2 or ("·" in name and not follows):  # noqa: PLR2004
        return False
    return follows or (len(name) >= _SHORTEST_SOUND and transliterates(name))
