"""The level of a case: whose it is by its title, else by the place and bodies of its text."""

import re
from collections import Counter
from typing import Final

from ingest.cutting.places import is_unit, leads_with_place, upper_end
from ingest.metadata.region import Region
from kg.ontology import Level
from kg.places import gazetteer

# The level that a title's or a text's own words tell; a mask and its class first.
_TITLE_LEVELS: Final = (
    (re.compile(r"[*＊×]{1,3}(?:社区|村)"), Level.VILLAGE),
    (re.compile(r"[*＊×]{1,3}(?:街道|镇|乡)"), Level.TOWN),
    (re.compile(r"[*＊×]{1,3}[区县]"), Level.COUNTY),
    (re.compile(r"[*＊×]{1,3}市"), Level.CITY),
    (re.compile(r"全国(?!榜|先进|文明|优秀|示范|模范|百强|首[家个]|第)|中央"), Level.NATIONAL),
    # Whose rules and laws bind all: 中国共产党章程; a committee's own papers name its place.
    (
        re.compile(
            r"^(?:中国共产党|中华人民共和国)(?!.{0,12}[省市州县区镇乡](?:委|党|第|直))[^，。]{0,24}"
            r"(?:党章|章程|条例|准则|规则|规定|办法|公报|决定|决议|纲要|法|宪法)(?:[（(].*)?$"
        ),
        Level.NATIONAL,
    ),
    (re.compile(r"全省|我省"), Level.PROVINCE),
    (re.compile(r"全县|我县|县委|全区|我区|区委"), Level.COUNTY),
    (re.compile(r"全镇|全乡|全街道|街道党工委|镇党委|乡党委"), Level.TOWN),
)
# Who a headline is about, in front of its colon or of what they do: 某某街道：…, 某某社区开展…
_SUBJECT: Final = r"(?:(?!深入|走[进入]|赴|到|为|向|联合)[^，。：:\s“]){2,16}?"
_DEED: Final = (
    r"(?:开展|举[行办]|召开|组织|启动|推[行进动]|打造|探索|创[新建]|实施|深化|积极"
    r"|全力|增设|开设|设立|成立|建[成立好]|聚焦|坚持|构建|破解|多措并举|扎实|着力|用[好活])"
)
_GOES_ON: Final = rf"(?=[:：“ ]|\s*{_DEED})"
_LEAD: Final = re.compile(r"^([\u4e00-\u9fff]{2,12})[:：]")
_LEAD_LEVELS: Final = (
    (re.compile(rf"^{_SUBJECT}(?:社区|村){_GOES_ON}"), Level.VILLAGE),
    (re.compile(rf"^{_SUBJECT}(?:街道|镇|乡){_GOES_ON}"), Level.TOWN),
    (re.compile(rf"^{_SUBJECT}(?:公司|集团)(?!等|原)"), Level.ENTERPRISE),
)
_TEXT_LEVELS: Final = (
    (re.compile(r"省委|全省"), Level.PROVINCE),
    (re.compile(r"市委|全市|我市"), Level.CITY),
    (re.compile(r"县委|全县|区委|全区"), Level.COUNTY),
    (re.compile(r"镇党委|全镇|乡党委|全乡|街道党工委"), Level.TOWN),
    (re.compile(r"集团|本公司|我公司"), Level.ENTERPRISE),
)
_VILLAGE: Final = re.compile(
    r"(?!街道|熟人|城乡|智慧|和谐)[\u4e00-\u9fff]{2}(?:村|社区)(?!民|级|干|委|党|工|里|组|集)"
)
_OFTEN: Final = 4  # mentions of one village that tell that the text is about it
_OPENING_SIZE: Final = 120  # characters in which a piece presents the place it is about
# Who a masked piece begins with; the last of several units is meant: *街道*社区.
_MASKED_OPENING: Final = re.compile(
    r"\s*(?:我们)?(?:[*＊×xX某]{1,3}(?P<unit>市|区|县|镇|乡|街道|社区|村))+"
)
_CLASSES: Final = {
    "市": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
    "街道": Level.TOWN,
    "社区": Level.VILLAGE,
    "村": Level.VILLAGE,
}
_UPPER: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_REPORTER: Final = re.compile(r"记者|通讯员|评论员|作者")
_FEWEST: Final = 3  # mentions of a level's organs that tell whose text it is
# Where a name begins, and no deed.
_NAMES: Final = (
    r"(?!(?:开展|举[行办]|推[行进]|打造|探索|建设|深化|走进|聚焦|创新|组织"
    r"|各|全|的|在|把|让|为|用))"
)
# A village behind those that hold it in front of a headline, whatever it does; else its town.
_CHAIN: Final = re.compile(
    rf"(?P<town>{_NAMES}[\u4e00-\u9fff]{{2,5}}?(?:街道|[镇乡]))?"
    rf"(?P<village>{_NAMES}[\u4e00-\u9fff]{{2,5}}?(?:社区|村|居民区)(?![民级干委组庄里容企]))?"
)
_BEHIND: Final = re.compile(r"[（(]([^（）()]{2,30})[）)]$")
_SUFFIXES: Final = {
    **dict.fromkeys("村社", Level.VILLAGE),
    **dict.fromkeys("镇乡道", Level.TOWN),
}
# A town or village that does what the first sentences tell, in front of its verb.
_ACTOR: Final = re.compile(
    r"(?:^|[，,。、：:“\n])\s*(?P<name>[\u4e00-\u9fff]{2,5}(?:街道|[镇乡]))"
    r"(?:党工委|党委|(?:人民)?政府|办事处|[\u4e00-\u9fff]{2,6}(?:办公室|中心))?[、，]?"
    rf"(?:{_DEED}|[以把将按]|立足|围绕|紧扣|紧盯|依托|针对|通过|推出|联合|结合|持续|充分|大力|始终|牢固|认真|严格|发挥|强化|办[了起成])"
)


def level_of_title(title: str) -> Level | None:
    """The level that a mask, a whole (全县) or a law in a title tells.

    A place in front, or in brackets behind, is whose the title is, whatever else it says.
    """
    behind = _BEHIND.search(title)
    if behind and leads_with_place(behind[1]):
        return _SUFFIXES.get(behind[1].removesuffix("区")[-1]) if is_unit(behind[1]) else None
    level = _level_by(_TITLE_LEVELS, title)
    return None if level is Level.NATIONAL and leads_with_place(title) else level


def level_of_subject(headline: str) -> Level | None:
    """The level of whom a headline is about, who stands in front of it."""
    stated = _level_by(_LEAD_LEVELS, headline) or _lead_level(headline)
    if stated or not leads_with_place(headline):
        return stated
    chain = _CHAIN.match(headline, upper_end(headline))
    if chain and chain["village"]:
        return Level.VILLAGE
    return Level.TOWN if chain and chain["town"] else None


def level_of_text(issuer: str | None, region: Region, body: str) -> Level | None:
    """The place's level, else that of the organs that the text speaks of; a 市 by its unit.

    A text without a speaker of its own that names one village again and again is about it.
    """
    villages = Counter(_VILLAGE.findall(body)).most_common(1)
    if villages and villages[0][1] >= _OFTEN and not _TEXT_LEVELS[1][0].search(body):
        lone = all(body.count(unit.name) <= villages[0][1] for unit in region.units)
        if lone and (not issuer or _REPORTER.search(issuer)):
            return Level.VILLAGE
    own = issuer and not _REPORTER.search(issuer)
    lower = None if own else _level_in_opening(body, region) or _level_of_actor(body, region)
    if lower:
        return lower
    city = issuer is not None and "市" in issuer
    if region.units and not (city and region.path[-1].endswith(("省", "自治区"))):
        return region.units[-1].level
    if city:
        return Level.CITY
    counts = {level: len(pattern.findall(body)) for pattern, level in _TEXT_LEVELS}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] >= _FEWEST else None


def _level_in_opening(body: str, region: Region) -> Level | None:
    """The level of the town or village behind its county in the first sentences of a piece.

    None where the text speaks of organs of a county or a city, too: the town is an example then.
    """
    masked = _MASKED_OPENING.match(body)
    if masked and not region.units:
        return _CLASSES[masked["unit"]]
    above = any(pattern.search(body) for pattern, level in _TEXT_LEVELS if level in _UPPER)
    if above or not region.units or region.units[-1].level is not Level.COUNTY:
        return None
    inner = re.compile(
        rf"{re.escape(region.units[-1].name)}(?P<town>[\u4e00-\u9fff]{{2,6}}?(?:街道|镇|乡))?"
        r"(?P<village>(?:(?![的个各等在是有被曾])[\u4e00-\u9fff]){2,6}?(?:社区|村)(?![民级两支]))?"
    )
    found = inner.search(body, 0, _OPENING_SIZE)
    if not found or not (found["town"] or found["village"]):
        return None
    return Level.VILLAGE if found["village"] else Level.TOWN


def _level_of_actor(body: str, region: Region) -> Level | None:
    """A town of the case's own place that acts in the first sentences of a piece."""
    if not region.units or region.units[-1].level is not Level.COUNTY:
        return None
    inside = gazetteer().inside
    for actor in _ACTOR.finditer(body, 0, _OPENING_SIZE):
        if any(inside(unit, region.units[-1]) for unit in gazetteer().named(actor["name"])):
            return Level.TOWN
    return None


def _lead_level(title: str) -> Level | None:
    """The level of the unit alone that a title names in front of its colon: 浙江余杭：…"""
    lead = _LEAD.match(title)
    found = gazetteer().find(lead[1]) if lead else []
    whole = lead and found and found[-1][1] == len(lead[1])
    if whole and len({unit.level for unit in found[-1][2]}) > 1:
        return None  # 塔城: a city and a county in it
    return found[-1][2][0].level if whole else None


def _level_by(patterns: tuple[tuple[re.Pattern[str], Level], ...], words: str) -> Level | None:
    return next((level for pattern, level in patterns if pattern.search(words)), None)
