"""Bodies known by name (国务院), and party committees of a place or level (宜都市委)."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.organizations.ground import CLOSE, Ground
from ingest.extract.organizations.heads import known_bodies
from ingest.extract.organizations.sections import faculty_end

# Shorter names stand inside other words: 中办 in 集中办公.
_SHORTEST_NAME: Final = 3
_PARTY: Final = "中共"
_LEAGUE: Final = "共青团"
_PAIR: Final = re.compile(r"(?P<level>[省市州县区旗])委(?P<government>(?P=level)(?:人民)?政府)")
_COMMITTEE: Final = re.compile(
    r"(?=[自省市州盟县区旗委])(?:自治区|[省市州盟县区旗])?委(?![员托派屈任])"
    r"(?:组织部|宣传部|统战部|政法委(?:员会)?|社会工作部|办公[室厅]|编办|常委会|深改委|党校|"
    r"(?:社工|人才|财经|农|改革|国安|保密|党建|政研|依法治[省市县区])[部办室]|党史研究室|机要局|两新工委|人才工作(?:局|办公室)"
    r"|办(?=主任|副主任|[，。；、）)\n])|网信办|巡察办|督查室|老干部局|活动办|[一-鿿]{2,9}工委"
    r"|(?:(?!成立|组建|设立|建立|牵头|召开|印发|[由的和与在对各])[一-鿿]){0,10}?(?:领导小组|工作专班|报道组|督[导查]组|巡[视察]组)"
    r"(?:办公室)?)?"
)
# 教育部|职业教育与成人教育司: a part of a body of the country.
_DEPARTMENT: Final = re.compile(
    r"(?<=[部委局署院])(?:办公厅|研究室|改革办|[一-鿿]{2,12}?(?<!公)司(?![机法令长仪空局])|[一-鿿]{2,8}?司(?=负责|有关|相关))"
)

# 济宁市在京流动党员党委, 某市政府驻京联络处综合部: organs that a place keeps elsewhere.
_AFAR: Final = re.compile(
    r"[在驻][一-鿿]{1,3}?(?:流动党员|务工人员|流动人才|办事处|联络处|招商)"
    r"(?:(?:党委|党工委|党总支|党支部)(?:第[一二三四五六七八九十]+党支部)?|综合[部处科]|党委|支部)?"
)
_GOVERNMENTS: Final = ("人民政府", "政府")
# 大众网|记者, 来源：大河网: a medium that reports is named before who writes, or as the source.
_MEDIUM: Final = re.compile(
    r"(?<![^，。；：:、！？\n\s（(“”】|/·])(?:而?据|此外)?(?![本该各])(?P<name>[一-鿿]{2,8}?(?:新闻网|网|日报|晚报|晨报|都市报|时报|商报|新闻|电视台|卫视|报|在线))"
    r"(?:客户端|全媒体|融媒体|讯[（(]|首席|见习|实习)*"
    r"(?=记者|通讯员|讯|客户端|(?:[/·][一-鿿]{2,8})?(?:全媒体)?记者"
    r"|[一-鿿]{0,5}(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日(?:讯|电|消息))"
)
_SOURCE: Final = re.compile(
    r"(?:来源|来自|图源|转自)[：:|　 ]{1,3}(?P<name>[一-鿿]{2,8}?(?:新闻网|网|日报|晚报|晨报"
    r"|都市报|时报|商报|新闻|电视台|卫视|报|发布|在线|融媒))(?![一-鿿])"
)
# 视频截图|极目新闻: a name this long holds more than the medium, whose own part has two characters.
_MEDIUM_LONGEST: Final = 6
_MEDIUM_SHORT: Final = re.compile(r"[一-鿿]{2}(?:新闻网|网|日报|晚报|晨报|新闻|在线)\Z")
_NO_MEDIUM: Final = re.compile(
    r"成立|举行|开展|^在|行动|活动|本报|本网|互联网|官网|网讯|记者|晚间|早间|今日|最新"
)

Span = tuple[int, int]


def media(ground: Ground) -> Iterator[Span]:
    """Media that a byline or a source line names."""
    for pattern in (_MEDIUM, _SOURCE):
        for match in pattern.finditer(ground.text):
            start, end = match.span("name")
            placed = ground.place_in(start + 1, end)
            short = _MEDIUM_SHORT.search(ground.text, start, end)
            if placed is not None and not ground.text.startswith("中国", start):
                start = placed
            elif start not in ground.place_starts and end - start > _MEDIUM_LONGEST and short:
                start = short.start()
            if not _NO_MEDIUM.search(ground.text, start, end):
                yield start, end


def afar(ground: Ground) -> Iterator[Span]:
    """Organs that a place keeps in another (某市驻京联络处), in order."""
    text = ground.text
    for match in _AFAR.finditer(text):
        of = match.start()
        of -= next((len(g) for g in _GOVERNMENTS if text.endswith(g, 0, of)), 0)
        seat = ground.place_ends.get(of)
        if seat is not None:
            yield ground.chain_start(seat), match.end()
        elif of < match.start() and text[of - 1] in "省市区县":
            yield of - 1, match.end()


def known(ground: Ground) -> Iterator[Span]:
    """Bodies known by name (中组部, 国务院)."""
    for _, start, end in known_bodies().find_matches_as_indexes(ground.text):
        before, after = ground.text[start - 1 : start], ground.text[end : end + 1]
        # 农业农村部门 is a class; 中办 in 集中办公 is nothing.
        inside = before.isalpha() or before in tuple(CLOSE)
        if ground.in_place(start, end):  # 新华社|区
            continue
        if after != "门" and (end - start >= _SHORTEST_NAME or not inside):
            section = _DEPARTMENT.match(ground.text, end)
            whole = section and ground.limit(section.end()) <= end
            yield start, section.end() if section and whole else faculty_end(ground.text, end)


def governments(ground: Ground) -> Iterator[Span]:
    """Governments right behind the committee of their level (区委区政府), in order."""
    for pair in _PAIR.finditer(ground.text):
        if ground.definite(pair.start(), pair["level"]):
            yield pair.span("government")


def league(ground: Ground, start: int) -> int:
    """Where the name of a body begins whose words follow the league's: 共青团|某省直属机关工委."""
    led = start in ground.place_starts and ground.text.endswith(_LEAGUE, 0, start)
    return start - len(_LEAGUE) if led else start


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
