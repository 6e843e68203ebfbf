"""Zones named after the unit before them, and communities that go by a number."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.extract.places.shapes import ZONE
from ingest.extract.places.units import Span

# 某某街道120社区, and 117社区 beside it: where firms built whole quarters, numbers are names.
_NUMERIC: Final = re.compile(r"(?<![0-9.第前达近约共])[0-9]{2,4}社区(?![多余])")


def zones(text: str, units: Iterable[Span]) -> Iterator[Span]:
    """Zones named after the unit right before: 合肥|高新区."""
    whole = {unit.start: unit.end for unit in units}
    for start, end in whole.items():
        zone = ZONE.match(text, end)
        # 西安市|新城区 is a unit itself.
        if zone and text[end - 1] not in "镇乡" and whole.get(end, 0) <= zone.end():
            yield Span(start, zone.end())


def numeric(text: str, known: Iterable[Span]) -> list[Span]:
    """Communities that go by a number, where one of them stands right behind a known place."""
    ends = {span.end for span in known}
    found = [Span(*match.span()) for match in _NUMERIC.finditer(text)]
    return found if any(span.start in ends for span in found) else []
