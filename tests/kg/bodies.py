"""Organizations of a case that a test makes."""

from collections.abc import Iterable

from kg.model import CaseEntity, Mention
from kg.ontology import Kind


def bodies_in(text: str, names: Iterable[str]) -> tuple[CaseEntity, ...]:
    """Organizations of these names, each mentioned where the text first has it."""
    return tuple(
        CaseEntity(
            name,
            Kind.ORGANIZATION,
            name,
            mentions=(Mention(Kind.ORGANIZATION, at, at + len(name), name, name),),
        )
        for name in names
        if (at := text.index(name)) >= 0
    )
