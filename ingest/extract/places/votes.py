"""Places that the statistical tagger sees and a class word or a country before them bears out."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.draft import Tag
from ingest.extract.persons.foreign import transliterates
from ingest.extract.places.shapes import SITE, THING
from ingest.extract.places.units import Cover, Span
from ingest.extract.places.words import is_generic
from kg.ontology import Kind

# Sites and natural features. Villages and districts are left out: what the tagger alone calls
# one is a class more often than a name (淘宝村, 联村).
_FEATURE: Final = re.compile(
    rf"[一-鿿·]{{2,3}}(?:镇|乡|街道)$"
    rf"|(?![大小高名群青荒火冰雪远深后前本该此两三上下北南沿滨临环近满])[一-鿿](?:山|河|湖|江|岛|岭)$"
    rf"|[一-鿿·]{{2,}}(?:{SITE}|山|岭|峰|湖|岛|河|江|湾|峡|口岸|古寨|寺)$"
)
_SITE_AFTER: Final = re.compile(SITE)
# 文明|岛, 进村|湾: what stands before these is a word, or else a name.
_LANDMARKS: Final = tuple("岛湾峡峰岭")
_SITE_TAIL: Final = re.compile(rf"(?:{SITE})$")
_NO_NAME: Final = re.compile(
    r"[的了着过这那哪该每各其被让使给把是有在与和及或等个位以]|[申创新]建|建设|街镇|^联合"
)
_IDIOM: Final = re.compile(r"碳达峰|金山银山|绿水青山|青山绿水|山水|连心|千[一-鿿]之")
# 罗山: a name of two characters goes on no other word.
_OPENS: Final = re.compile(r"(?:[^一-鿿]|[在到和与从过及]|^)\Z")
# What a list of places may hold besides: bodies and roads.
_NO_SITE: Final = re.compile(r"(?:中心|站|馆|局|委|公司|[路队会])$")
_LONGEST_OWN: Final = 6
_SHORT: Final = 2  # names of two characters are words too often
_QUOTES: Final = "“”‘’「」"
# 卡萨布兰卡, 戈兰: a name abroad that only sounds, in this many characters.
_SHORTEST_SOUND: Final = 3


def votes(text: str, tags: tuple[Tag, ...], taken: Cover, abroad: set[int]) -> Iterator[Span]:
    """Tagged places over no other; ``abroad`` are the ends of names of countries."""
    named = taken.copy()
    for tag in tags:
        quoted = text[tag.start - 1 : tag.start] in tuple(_QUOTES)
        quoted = quoted or THING.match(text, tag.end) is not None
        if quoted or tag.kind is not Kind.PLACE or taken.meets(Span(tag.start, tag.end)):
            continue
        surface = text[tag.start : tag.end]
        site = _SITE_AFTER.match(text, tag.end)
        end = site.end() if site else tag.end
        listed = _listed(text, tag.start, end, named)
        own = _named(text[tag.start : end]) and (
            end - tag.start > _SHORT or _OPENS.search(text, 0, tag.start) is not None
        )
        known = own or (listed and _own(surface))
        if known or _foreign(surface, follows=tag.start in abroad):
            named.add(Span(tag.start, end))
            yield Span(tag.start, end)


def _listed(text: str, start: int, end: int, named: Cover) -> bool:
    """Whether a place stands right before or behind in a list: 大悦城、|某某商圈."""
    before = text[start - 1 : start] == "、" and start > 1 and named.at(start - 2)
    return before or (text[end : end + 1] == "、" and end + 1 < len(text) and named.at(end + 1))


def _own(name: str) -> bool:
    """Whether a name that only the tagger and a list bear out looks like one."""
    han = _SHORT < len(name) <= _LONGEST_OWN and all("一" <= char <= "鿿" for char in name)
    noise = any(mark.search(name) for mark in (_NO_NAME, _IDIOM, _NO_SITE))
    return han and not noise and not is_generic(name)


def _named(name: str) -> bool:
    feature = _FEATURE.fullmatch(name)
    if not feature or _NO_NAME.search(name) or _IDIOM.search(name):
        return False
    stem = _SITE_TAIL.sub("", name) or name
    stem = stem[:-1] if len(stem) > _SHORT and stem.endswith(_LANDMARKS) else stem
    return not is_generic(stem) and not any(mark in name for mark in _QUOTES)


def _foreign(name: str, *, follows: bool) -> bool:
    # A name with a dot is a person's, but behind a country.
    if len(name) < 2 or ("·" in name and not follows):  # noqa: PLR2004
        return False
    return follows or (len(name) >= _SHORTEST_SOUND and transliterates(name))
