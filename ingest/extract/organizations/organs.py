"""Bodies known by name (国务院), and party committees of a place or level (宜都市委)."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.organizations.ground import CLOSE, Ground
from ingest.extract.organizations.heads import known_bodies

# Shorter names stand inside other words: 中办 in 集中办公.
_SHORTEST_NAME: Final = 3
_PARTY: Final = "中共"
_COMMITTEE: Final = re.compile(
    r"(?:自治区|[省市州盟县区旗])?委(?![员托派屈任])"
    r"(?:组织部|宣传部|统战部|政法委(?:员会)?|社会工作部|办公[室厅]|编办|常委会|深改委|党校|"
    r"网信办|巡察办|督查室|老干部局|活动办|[一-鿿]{2,6}工委"
    r"|(?:(?!成立|组建|设立|建立|牵头|召开|印发|[由的和与在对各])[一-鿿]){0,10}?(?:领导小组|工作专班|报道组|督[导查]组|巡[视察]组)"
    r"(?:办公室)?)?"
)
# 教育部|职业教育与成人教育司: a part of a body of the country.
_DEPARTMENT: Final = re.compile(
    r"(?<=[部委局署院])(?:办公厅|[一-鿿]{2,12}?(?<!公)司(?![机法令长仪空局])|[一-鿿]{2,8}?司(?=负责|有关|相关))"
)

Span = tuple[int, int]


def known(ground: Ground) -> Iterator[Span]:
    """Bodies known by name (中组部, 国务院)."""
    for _, start, end in known_bodies().find_matches_as_indexes(ground.text):
        before, after = ground.text[start - 1 : start], ground.text[end : end + 1]
        # 农业农村部门 is a class; 中办 in 集中办公 is nothing.
        inside = before.isalpha() or before in tuple(CLOSE)
        if after != "门" and (end - start >= _SHORTEST_NAME or not inside):
            section = _DEPARTMENT.match(ground.text, end)
            whole = section and ground.limit(section.end()) <= start
            yield start, section.end() if section and whole else end


def committees(ground: Ground) -> Iterator[Span]:
    """Party committees of a place or a level (宜都市委, 省委组织部)."""
    for match in _COMMITTEE.finditer(ground.text):
        start, end = match.span()
        level = match.group().partition("委")[0]
        seat = ground.place_ends.get(start + len(level))
        if ground.linked(start, end):
            continue
        if seat is not None:
            first = ground.chain_start(seat)
            yield first - len(_PARTY) * ground.text.endswith(_PARTY, 0, first), end
        elif start in ground.place_ends:  # 温县|县委
            yield ground.chain_start(start), end
        elif level:
            masked = ground.mask_before(start)
            if masked is not None or ground.definite(start, level):
                yield start if masked is None else masked, end
