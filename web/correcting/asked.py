"""What a form of 更正 asks for, as an action; wrong input says in Chinese what to enter."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import MultiDict

from kg.correction.model import (
    Action,
    Amend,
    CaseField,
    Cut,
    Hide,
    Join,
    Merge,
    Part,
    Rename,
    Retype,
    Split,
    opening,
)
from kg.correction.telling import FIELD_LABELS
from kg.correction.values import is_date, is_value
from kg.ontology import Kind
from kg.wording import quoted
from web.correcting.facts import fact_chosen
from web.correcting.panel import case_after
from web.correcting.region import NoRegion, read_region

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model import Case

_LONGEST: Final = 200  # characters of a name or title
_DATE: Final = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?")
_DATE_WANTED: Final = "日期请写成 2023、2023-05 或 2023-05-06；留空表示不详。"


class NotAsked(Exception):
    """The form says nothing that can be done; the message says in Chinese what is wrong."""


Form = MultiDict[str, str]


def entity_action(library: "Library", entity_id: str, form: Form) -> Action:
    """What is asked for an entity. Raises NotAsked, UnknownEntity."""
    ref = library.entity_ref(entity_id)
    match form.get("do"):
        case "rename":
            return Rename(ref, _text(form, "name", "名称", unlike=ref.name))
        case "retype":
            kind = form.get("kind", "")
            if kind not in set(Kind) or kind == ref.kind:
                raise NotAsked("请选择另一个类别。")
            return Retype(ref, Kind(kind))
        case "hide":
            return Hide(ref)
        case "merge":
            into = form.get("into", "")
            if into == entity_id:
                raise NotAsked("词条不能并入它自己。")
            return Merge(ref, library.entity_ref(into))
        case "split":
            name = _text(form, "name", "名称")
            parts, surfaces = _parts(library, entity_id, form.getlist("part"))
            return Split(ref, parts, name, surfaces)
        case _:
            raise NotAsked("请选择要更正什么。")


def _parts(
    library: "Library", entity_id: str, chosen: Sequence[str]
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts chosen, ``case`` or ``case:start``, and the words that they use for the entity."""
    spots: dict[str, set[str]] = {}
    for one in chosen:
        case, _, start = one.partition(":")
        spots.setdefault(case, set()).add(start)
    mentions = library.mentions_of(entity_id, spots)
    if not mentions:
        raise NotAsked("请勾选要拆出的篇目或句子。")
    parts: list[Part] = []
    surfaces: set[str] = set()
    for case, quotes in mentions.items():
        wanted = {
            quote: mention
            for quote, mention in quotes.items()
            if "" in spots[case] or str(mention.start) in spots[case]
        }
        whole = len(wanted) == len(quotes)
        surfaces |= {mention.surface for mention in wanted.values()}
        if wanted:
            parts.append(Part(library.case_ref(case), () if whole else tuple(wanted)))
    return tuple(parts), tuple(sorted(surfaces))


def case_action(library: "Library", case: "Case", form: Form) -> Action:
    """What is asked for a case. Raises NotAsked."""
    match form.get("do"):
        case "join":
            following = case_after(library, case)
            if following is None:
                raise NotAsked("这是文件中的最后一篇，后面没有可以合并的。")
            return Join(library.case_ref(case.id), library.case_ref(following.id))
        case "cut":
            return _cut(library, case, form)
        case "drop":
            return _dropped(library, case, form)
        case str(field) if field in set(CaseField):
            value = _stated(CaseField(field), case, form)
            return Amend(library.case_ref(case.id), CaseField(field), value)
        case _:
            raise NotAsked("请选择要更正什么。")


def _stated(field: CaseField, case: "Case", form: Form) -> str:
    """What a form states of a case. Raises NotAsked."""
    match field:
        case CaseField.TITLE:
            return _text(form, "title", "标题", unlike=case.title)
        case CaseField.DATE:
            return _date(form.get("date", ""), case.date or "")
        case CaseField.REGION:
            return "/".join(_region(form.get("region", ""), case.region))
        case CaseField.LEVEL:
            return _chosen(field, form.get("level", ""), case.level or "")
        case CaseField.GENRE:
            return _chosen(field, form.get("genre", ""), case.genre)
        case CaseField.THEMES:
            themes = dict.fromkeys(form.getlist("theme"))
            return _chosen(field, "/".join(themes), "/".join(case.themes))


def _chosen(field: CaseField, value: str, unlike: str) -> str:
    label = FIELD_LABELS[field]
    if not is_value(field, value):
        msg = f"请选择{label}。"
        raise NotAsked(msg)
    if set(value.split("/")) == set(unlike.split("/")):
        msg = f"{label}没有改变。"
        raise NotAsked(msg)
    return value


def _dropped(library: "Library", case: "Case", form: Form) -> Action:
    fact = fact_chosen(library, case.id, form.get("fact", ""))
    if fact is None:
        raise NotAsked("本篇已经没有这一项数据或关系，没有更正。")
    return fact


def _cut(library: "Library", case: "Case", form: Form) -> Cut:
    passages = library.case(case.id).passages
    before = next((p for p in passages[1:] if p.id == form.get("before")), None)
    if before is None:
        raise NotAsked("请选择后一篇从哪一段开始。")
    return Cut(
        library.case_ref(case.id), opening(before.text), _text(form, "title", "后一篇的标题")
    )


def _text(form: Form, field: str, label: str, *, unlike: str = "") -> str:
    value = " ".join(form.get(field, "").split())[:_LONGEST]
    if not value:
        msg = f"请填写{label}。"
        raise NotAsked(msg)
    if value == unlike:
        msg = f"{label}没有改变。"
        raise NotAsked(msg)
    return value


def _date(text: str, unlike: str) -> str:
    """A date as precise as it is given, ISO; empty for an unknown one."""
    found = _DATE.fullmatch("".join(text.split()))
    value = "-".join(part.zfill(2) for part in found.groups() if part) if found else ""
    if (text.strip() and not found) or (value and not is_date(value)):
        raise NotAsked(_DATE_WANTED)
    if value == unlike:
        raise NotAsked("日期没有改变。")
    return value


def _region(text: str, unlike: tuple[str, ...]) -> tuple[str, ...]:
    """A region from the top down; empty for an unknown one."""
    try:
        region = read_region(text)
    except NoRegion as wrong:
        raise NotAsked(str(wrong)) from wrong
    if region == unlike:
        now = quoted(" ".join(unlike) or "不详")
        msg = f"地区没有改变：所填的就是现有的{now}。请写另一个地区，如“浙江省 杭州市”。"
        raise NotAsked(msg)
    return region
