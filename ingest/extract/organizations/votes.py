"""What the statistical tagger reads as bodies, cut where a word joins two of them."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.draft import Draft
from kg.ontology import Kind

# 某某社区|联合|某某协会, 某某公司|协办: verbs that the tagger takes in.
_JOINS: Final = re.compile(
    r"联合(?=[一-鿿]{3})(?!国|会|党|社|体|工|调|口腔|大学|总|商|银行|帮扶)|携手|会同|依托|引领(?=协会|公司)|(?:协|承|主|联)办$|所属|旗下"
)
# What is left on either side of such a word must be a name by itself.
_SHORTEST: Final = 4

Span = tuple[int, int]


def bodies(draft: Draft) -> Iterator[Span]:
    """Bounds of the bodies, in order, apart."""
    for tag in draft.tags:
        if tag.kind is not Kind.ORGANIZATION:
            continue
        joins = list(_JOINS.finditer(draft.text, tag.start, tag.end))
        starts = [tag.start, *(join.end() for join in joins)]
        ends = [*(join.start() for join in joins), tag.end]
        for start, end in zip(starts, ends, strict=True):
            if not joins or end - start >= _SHORTEST:
                yield start, end
