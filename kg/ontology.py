"""The closed lists: kinds, relation types and their ends, themes, levels, genres, roles, labels."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an entity is."""

    PLACE = "place"
    ORGANIZATION = "organization"
    PERSON = "person"
    INITIATIVE = "initiative"
    HONOR = "honor"


class RelationType(StrEnum):
    """How two entities are tied; ``ENDS`` says which kinds may stand at either end."""

    LOCATED_IN = "located_in"
    PART_OF = "part_of"
    HOLDS_POST = "holds_post"
    VISITED = "visited"
    IMPLEMENTS = "implements"
    AWARDED = "awarded"
    PARTNERS_WITH = "partners_with"


class Level(StrEnum):
    """Administrative level of an issuer or a place, highest first."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"
    ENTERPRISE = "enterprise"


class Genre(StrEnum):
    """Form of writing of a case."""

    EXCHANGE = "exchange"
    SPEECH = "speech"
    REPORT = "report"
    DOCUMENT = "document"
    ARTICLE = "article"
    COMMENTARY = "commentary"
    CHRONOLOGY = "chronology"
    RESEARCH = "research"
    OTHER = "other"


class Role(StrEnum):
    """What a passage does."""

    BACKGROUND = "背景"
    CHARGE = "嘱托"
    PROBLEM = "问题"
    PRACTICE = "做法"
    RESULT = "成效"
    STORY = "故事"
    LESSON = "启示"
    PLAN = "部署"


class Change(StrEnum):
    """How a metric's value relates to another value of the same measure."""

    TO = "to"
    BY = "by"
    FROM = "from"


class Status(StrEnum):
    """Whether a metric tells what was reached, what is aimed at, or what is wrong."""

    ACHIEVED = "achieved"
    TARGET = "target"
    PROBLEM = "problem"


class Expansion(StrEnum):
    """How far a case spells out what a shorthand (四议两公开) stands for."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    MISMATCH = "mismatch"


class DoubtKind(StrEnum):
    """What a reader must know before quoting a case; ``DOUBT_LABELS`` has the words."""

    DATE = "date"
    TITLE = "title"
    OCR = "ocr"
    MADE = "made"


class Sort(StrEnum):
    """In what order an answer is shown."""

    RELEVANCE = "relevance"
    DATE = "date"
    REGION = "region"


P, O, N, I, H = Kind.PLACE, Kind.ORGANIZATION, Kind.PERSON, Kind.INITIATIVE, Kind.HONOR  # noqa: E741

ENDS: Final[dict[RelationType, tuple[frozenset[Kind], frozenset[Kind]]]] = {
    RelationType.LOCATED_IN: (frozenset({P, O}), frozenset({P})),
    RelationType.PART_OF: (frozenset({O, I}), frozenset({O, I})),
    RelationType.HOLDS_POST: (frozenset({N}), frozenset({O, P})),
    RelationType.VISITED: (frozenset({N}), frozenset({P})),
    RelationType.IMPLEMENTS: (frozenset({O, P}), frozenset({I})),
    RelationType.AWARDED: (frozenset({O, P, N}), frozenset({H})),
    RelationType.PARTNERS_WITH: (frozenset({O, P}), frozenset({O, P})),
}

# Closed list of the gold guidelines: group → themes.
THEME_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "领域": ("两新党建", "新就业群体", "机关党建", "国企党建"),
    "组织": ("组织体系", "党建联建", "阵地建设", "后进整顿", "责任考核"),
    "队伍": ("干部与社工队伍", "党员教育管理", "党员下沉", "人才工作", "主题教育与作风"),
    "治理": (
        "网格治理",
        "物业治理",
        "诉求响应",
        "议事协商",
        "矛盾化解",
        "减负赋权",
        "应急防控",
        "数字赋能",
    ),
    "服务发展": ("为民服务", "一老一小", "集体经济", "乡村振兴与共富", "跨区域协作", "助企服务"),
}
THEMES: Final[tuple[str, ...]] = tuple(t for group in THEME_GROUPS.values() for t in group)

KIND_LABELS: Final[dict[Kind, str]] = {
    Kind.PLACE: "地点",
    Kind.ORGANIZATION: "单位",
    Kind.INITIATIVE: "品牌做法",
    Kind.PERSON: "人物",
    Kind.HONOR: "荣誉",
}
LEVEL_LABELS: Final[dict[Level, str]] = {
    Level.NATIONAL: "全国",
    Level.PROVINCE: "省（区、市）",
    Level.CITY: "地市（州、盟）",
    Level.COUNTY: "县（市、区）",
    Level.TOWN: "乡镇（街道）",
    Level.VILLAGE: "村（社区）",
    Level.ENTERPRISE: "企业",
}
GENRE_LABELS: Final[dict[Genre, str]] = {
    Genre.EXCHANGE: "交流发言",
    Genre.SPEECH: "讲话",
    Genre.REPORT: "报告",
    Genre.DOCUMENT: "文件",
    Genre.ARTICLE: "报道",
    Genre.COMMENTARY: "评论",
    Genre.CHRONOLOGY: "大事记",
    Genre.RESEARCH: "调研",
    Genre.OTHER: "其他",
}
# Said of a case that has none, by facet.
UNKNOWN_LABELS: Final[dict[str, str]] = {
    "region": "地区不详",
    "level": "层级不详",
    "year": "年份不详",
}
RELATION_LABELS: Final[dict[RelationType, str]] = {
    RelationType.LOCATED_IN: "位于",
    RelationType.PART_OF: "隶属",
    RelationType.HOLDS_POST: "材料中职务",
    RelationType.VISITED: "到访",
    RelationType.IMPLEMENTS: "推行",
    RelationType.AWARDED: "获得",
    RelationType.PARTNERS_WITH: "协作",
}
DOUBT_LABELS: Final[dict[DoubtKind, str]] = {
    DoubtKind.DATE: "年份存疑",
    DoubtKind.TITLE: "题文不符",
    DoubtKind.OCR: "识别文本，引用请核对原件",
    DoubtKind.MADE: "题名代拟",
}
STATUS_LABELS: Final[dict[Status, str]] = {
    Status.ACHIEVED: "已实现",
    Status.TARGET: "目标",
    Status.PROBLEM: "问题",
}
EXPANSION_LABELS: Final[dict[Expansion, str]] = {
    Expansion.FULL: "全释义",
    Expansion.PARTIAL: "部分释义",
    Expansion.NONE: "未见释义",
    Expansion.MISMATCH: "数目不符",
}

# Less sure than this is only evidence that fails three times in ten (an honour with one end in
# sight). Above it bench/confidence.py finds what is told .80 right as often as what is told .91 on
# cases that were not read: a doubt drawn higher would be no truer than none.
_UNSURE: Final = 0.7
UNSURE_LABEL: Final = "把握较低"


def is_unsure(confidence: float) -> bool:
    """Whether a mention or relation is shown as unsure (把握较低)."""
    return confidence < _UNSURE
