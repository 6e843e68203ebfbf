"""Corrections on entities as the library has them, in the order in which they were made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.correction.model import (
    BY_HAND,
    Correction,
    EntityRef,
    Hide,
    Merge,
    Rename,
    Retype,
    Split,
    split_id,
)
from kg.model import Entity


@dataclass(slots=True)
class Shown:
    """Entities as they are shown. ``where`` leads from extracted ids to shown ones.

    An extracted entity that is not shown at all leads to None; ``named`` have their name from
    a person.
    """

    entities: dict[str, Entity]
    where: dict[str, str | None]
    named: set[str] = field(default_factory=set)


def shown_entities(extracted: Mapping[str, Entity], corrections: Iterable[Correction]) -> Shown:
    """What a person's corrections make of the entities that extraction found."""
    shown = Shown(dict(extracted), {key: key for key in extracted})
    for correction in corrections:
        _apply(shown, correction)
    return shown


def _apply(shown: Shown, correction: Correction) -> None:
    action = correction.action
    if not isinstance(action, Rename | Retype | Hide | Merge | Split):
        return
    for key in sorted(action.entity.ids & shown.entities.keys()):
        entity = shown.entities[key]
        match action:
            case Rename():
                shown.entities[key] = _renamed(entity, action.name)
                shown.named.add(key)
            case Retype():
                shown.entities[key] = replace(entity, kind=action.kind)
            case Hide():
                _lead(shown, key, None)
            case Merge():
                _merge(shown, key, action.into)
            case Split():
                new = split_id(correction, action)
                shown.entities[new] = _split_off(new, entity, action)
                shown.named.add(new)


def _lead(shown: Shown, key: str, target: str | None) -> None:
    """Take an entity out; all that led to it leads on."""
    del shown.entities[key]
    shown.where = {raw: target if at == key else at for raw, at in shown.where.items()}


def _renamed(entity: Entity, name: str) -> Entity:
    """The entity under another name; the one it had still finds it."""
    aliases = {*entity.aliases, entity.name} - {name}
    return replace(entity, name=name, aliases=tuple(sorted(aliases)))


def _merge(shown: Shown, key: str, into: EntityRef) -> None:
    if key == into.current:
        return
    gone = shown.entities[key]
    target = shown.entities.get(into.current) or Entity(
        into.current, into.kind, into.name, region=into.region
    )
    aliases = {*target.aliases, *gone.aliases, gone.name} - {target.name}
    shown.entities[into.current] = replace(
        target,
        aliases=tuple(sorted(aliases)),
        basis=_basis(target.basis, f"{BY_HAND}：归并“{gone.name}”"),
    )
    _lead(shown, key, into.current)


def _basis(basis: str, reason: str) -> str:
    """Why names mean the same: what extraction says, then what persons say, sorted."""
    told = [part for part in basis.split("；") if part and not part.startswith(BY_HAND)]
    by_hand = {part for part in basis.split("；") if part.startswith(BY_HAND)} | {reason}
    return "；".join((*told, *sorted(by_hand)))


def _split_off(key: str, entity: Entity, action: Split) -> Entity:
    return Entity(
        key,
        entity.kind,
        action.name,
        aliases=tuple(sorted({*action.aliases} - {action.name})),
        region=entity.region,
        redacted=entity.redacted,
        basis=f"{BY_HAND}：自“{action.entity.name}”拆出",
        region_inferred=entity.region_inferred,
    )
