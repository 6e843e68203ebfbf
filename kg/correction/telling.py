"""Corrections in words of the interface."""

from typing import Final

from kg.correction.model import (
    Action,
    Amend,
    CaseField,
    CaseRef,
    Cut,
    DropMetric,
    DropRelation,
    EntityRef,
    Fact,
    Hide,
    Join,
    Merge,
    Rename,
    Retype,
    Split,
)
from kg.ontology import GENRE_LABELS, KIND_LABELS, LEVEL_LABELS, RELATION_LABELS, Genre, Level
from kg.wording import quoted

FIELD_LABELS: Final = {
    CaseField.TITLE: "标题",
    CaseField.DATE: "日期",
    CaseField.REGION: "地区",
    CaseField.LEVEL: "层级",
    CaseField.GENRE: "文种",
    CaseField.THEMES: "主题",
}
_UNKNOWN: Final = "不详"
_NONE: Final = "无"


def told(action: Action) -> str:  # noqa: PLR0911 -- one sentence for each action
    """What an action does, in one Chinese sentence without a stop."""
    match action:
        case Rename():
            return f"{_entity(action.entity)}改名为{quoted(action.name)}"
        case Retype():
            return f"{_entity(action.entity)}改为{KIND_LABELS[action.kind]}"
        case Hide():
            return f"{_entity(action.entity)}隐藏"
        case Merge():
            return f"{_entity(action.entity)}合并到{_entity(action.into)}"
        case Split():
            number = len(action.parts)
            return f"{_entity(action.entity)}拆分：{number}篇中的改为{quoted(action.name)}"
        case Amend():
            value = field_words(action.field, action.value)
            return f"{_case(action.case)}{FIELD_LABELS[action.field]}改为{quoted(value)}"
        case Join():
            return f"{_case(action.case)}与下一篇{_case(action.next)}合为一篇"
        case Cut():
            before, title = quoted(action.before), quoted(action.title)
            return f"{_case(action.case)}在{before}前切开，后篇题为{title}"
        case DropRelation() | DropMetric():
            return f"{_case(action.case)}去掉{_fact(action)}"


def _fact(action: Fact) -> str:
    if isinstance(action, DropRelation):
        label = RELATION_LABELS[action.type]
        return f"关系：{quoted(action.head.name)}{label}{quoted(action.tail.name)}"
    figure = f"{action.subject} {action.measure} {action.words}".strip()
    return f"数据：{quoted(figure)}"


def field_words(field: CaseField, value: str) -> str:
    """A value of a case in words of the interface."""
    if not value:
        return _NONE if field is CaseField.THEMES else _UNKNOWN
    match field:
        case CaseField.LEVEL:
            return LEVEL_LABELS[Level(value)]
        case CaseField.GENRE:
            return GENRE_LABELS[Genre(value)]
        case CaseField.THEMES:
            return value.replace("/", "、")
        case CaseField.REGION:
            return value.replace("/", " ")
    return value


def _entity(ref: EntityRef) -> str:
    return f"{KIND_LABELS[ref.kind]}{quoted(ref.name)}"


def _case(ref: CaseRef) -> str:
    return f"《{ref.title}》"
