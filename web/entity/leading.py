"""Addresses of entities that a person has merged or hidden."""

from typing import TYPE_CHECKING

from kg.errors import HiddenEntity, UnknownEntity

if TYPE_CHECKING:
    from kg.library import Library


def shown_as(library: "Library", entity_id: str) -> str:
    """Id that an entity is shown under now. Raises HiddenEntity."""
    shown = library.led_to(entity_id)
    if shown is None:
        msg = f"the entity {entity_id!r} was hidden"
        raise HiddenEntity(msg)
    return shown


def leads_on(library: "Library", entity_id: str, error: UnknownEntity) -> str:
    """Id that an entity which is not there is shown under now. Raises HiddenEntity, ``error``."""
    shown = shown_as(library, entity_id)
    if shown == entity_id:
        raise error
    return shown
