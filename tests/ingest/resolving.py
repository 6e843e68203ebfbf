"""Mentions written by hand, resolved within a case."""

import re

from ingest.draft import Draft
from ingest.resolve import Resolved, resolve
from kg.model import Entity, Mention
from kg.ontology import Kind
from kg.text import is_masked

COUNTY = ("浙江省", "杭州市", "余杭区")


def resolved(
    *names: tuple[Kind, str], region: tuple[str, ...] = COUNTY, case: str = "case"
) -> Resolved:
    """Resolve names that stand one a line; places count as named inside longer names, too."""
    text = "\n".join(name for _, name in names)
    mentions = [
        Mention(kind, m.start(), m.end(), name, name, is_masked(name))
        for kind, name in dict.fromkeys(names)
        for m in re.finditer(re.escape(name), text)
    ]
    return resolve(Draft(text=text, region=region), case, mentions)


def named(resolved: Resolved, name: str) -> Entity:
    local = next(entity for entity in resolved.local if entity.name == name)
    return next(entity for entity in resolved.entities if entity.id == local.id)


def one(kind: Kind, name: str, region: tuple[str, ...] = COUNTY, case: str = "case") -> Entity:
    return named(resolved((kind, name), region=region, case=case), name)
