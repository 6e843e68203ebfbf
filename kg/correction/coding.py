"""Corrections as JSON and back: what the store keeps, and a line of the file for people.

A line says first, in Chinese, what was corrected; that is for the eye and is not read again.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from kg.correction.model import (
    Action,
    Amend,
    CaseField,
    CaseRef,
    Correction,
    Cut,
    DropMetric,
    DropRelation,
    EntityRef,
    Hide,
    Join,
    Merge,
    Part,
    Rename,
    Retype,
    Split,
)
from kg.correction.telling import told
from kg.correction.values import is_value
from kg.errors import CorrectionRefused
from kg.ontology import Kind, RelationType

_ID: Final = re.compile("[0-9a-f]{14}")
_NAMES: Final[dict[type[Action], str]] = {
    Rename: "rename",
    Retype: "retype",
    Hide: "hide",
    Merge: "merge",
    Split: "split",
    Amend: "amend",
    Join: "join",
    Cut: "cut",
    DropRelation: "drop-relation",
    DropMetric: "drop-metric",
}


def action_name(action: Action) -> str:
    """One English word for what an action does."""
    return _NAMES[type(action)]


def encode(action: Action) -> dict[str, Any]:
    """An action as JSON has it, with its name under ``action``; empty values are left out."""
    return {"action": action_name(action), **_full(asdict(action))}


def _full(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, Mapping):
        # An empty value of an amended case says unknown, so it stays.
        return {k: _full(v) for k, v in value.items() if v not in ((), []) or k == "value"}
    return [_full(one) for one in value] if isinstance(value, list | tuple) else value


def decode(document: Mapping[str, Any]) -> Action:
    """The action of a document. Raises CorrectionRefused where it is none."""
    try:
        return _DECODERS[document["action"]](document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"no correction of this program: {type(error).__name__} {error}"
        raise CorrectionRefused(msg) from error


def _rename(document: Mapping[str, Any]) -> Action:
    return Rename(_entity(document["entity"]), _text(document["name"]))


def _retype(document: Mapping[str, Any]) -> Action:
    return Retype(_entity(document["entity"]), Kind(document["kind"]))


def _hide(document: Mapping[str, Any]) -> Action:
    return Hide(_entity(document["entity"]))


def _merge(document: Mapping[str, Any]) -> Action:
    return Merge(_entity(document["entity"]), _entity(document["into"]))


def _split(document: Mapping[str, Any]) -> Action:
    return Split(
        entity=_entity(document["entity"]),
        parts=tuple(Part(_case(p["case"]), _texts(p.get("quotes"))) for p in document["parts"]),
        name=_text(document["name"]),
        aliases=_texts(document.get("aliases")),
    )


def _amend(document: Mapping[str, Any]) -> Action:
    field, value = CaseField(document["field"]), document["value"]
    if not isinstance(value, str) or not is_value(field, value):
        msg = f"{value!r} is no {field}"
        raise ValueError(msg)
    return Amend(_case(document["case"]), field, value)


def _join(document: Mapping[str, Any]) -> Action:
    return Join(_case(document["case"]), _case(document["next"]))


def _cut(document: Mapping[str, Any]) -> Action:
    return Cut(_case(document["case"]), _text(document["before"]), _text(document["title"]))


def _drop_relation(document: Mapping[str, Any]) -> Action:
    return DropRelation(
        case=_case(document["case"]),
        type=RelationType(document["type"]),
        head=_entity(document["head"]),
        tail=_entity(document["tail"]),
        quote=_text(document["quote"]),
    )


def _drop_metric(document: Mapping[str, Any]) -> Action:
    return DropMetric(
        case=_case(document["case"]),
        measure=_text(document["measure"]),
        subject=str(document["subject"]),
        words=_text(document["words"]),
        quote=_text(document["quote"]),
    )


_DECODERS: Final[dict[str, Callable[[Mapping[str, Any]], Action]]] = {
    "rename": _rename,
    "retype": _retype,
    "hide": _hide,
    "merge": _merge,
    "split": _split,
    "amend": _amend,
    "join": _join,
    "cut": _cut,
    "drop-relation": _drop_relation,
    "drop-metric": _drop_metric,
}


def _entity(document: Mapping[str, Any]) -> EntityRef:
    return EntityRef(
        id=_text(document["id"]),
        kind=Kind(document["kind"]),
        name=_text(document["name"]),
        region=_texts(document.get("region")),
        quotes=_texts(document.get("quotes")),
        also=_texts(document.get("also")),
    )


def _case(document: Mapping[str, Any]) -> CaseRef:
    return CaseRef(
        id=_text(document["id"]),
        path=str(document["path"]),
        title=str(document["title"]),
        opening=str(document["opening"]),
        also=_texts(document.get("also")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _texts(value: Iterable[object] | None) -> tuple[str, ...]:
    return tuple(map(_text, value or ()))


def to_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """JSON lines, one a correction, in the order in which they were made."""
    for correction in corrections:
        document = {"says": told(correction.action), "id": correction.id, "at": correction.at}
        if correction.undone:
            document["undone"] = correction.undone
        yield json.dumps(document | encode(correction.action), ensure_ascii=False)


def from_lines(lines: Iterable[str]) -> Iterator[Correction]:
    """Corrections of JSON lines; blank lines say nothing. Raises CorrectionRefused."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            json.dumps(document, ensure_ascii=False).encode()  # half a character cannot be kept
            yield _from_line(document)
        except (CorrectionRefused, KeyError, RecursionError, TypeError, ValueError) as error:
            msg = f"line {number} is no correction ({error}); nothing was taken in"
            raise CorrectionRefused(msg) from error


def _from_line(document: Mapping[str, Any]) -> Correction:
    key, undone = _text(document["id"]), document.get("undone")
    if not _ID.fullmatch(key):
        raise ValueError(key)
    return Correction(key, _text(document["at"]), decode(document), undone and _text(undone))
