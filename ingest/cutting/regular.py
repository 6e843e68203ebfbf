"""What the title blocks of one volume have in common: blank lines, indents, what stands below.

A short plain title shows little by itself; where it is set like all the sure titles around it,
and hardly any heading inside a piece is, that is enough.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Final, NamedTuple

from ingest.cutting.heads import Head
from ingest.cutting.lines import Line
from ingest.cutting.shapes import Shape

_FEWEST: Final = 4  # sure titles that show how a volume sets its titles
_AGREE: Final = 0.7  # share of the sure titles that are set alike
_OWN: Final = 0.7  # share of the blocks set so that are sure titles
_OWN_APART: Final = 0.5  # the same where more blank lines stand above a block than below it
_MOST_LINES_APART: Final = 3  # more line ends than these are no other setting


class _Setting(NamedTuple):
    """How a block is set: line ends above and below, indent, separator, first sign, shapes."""

    above: int
    below: int
    indented: bool
    parted: bool
    sign: str
    shapes: tuple[Shape, ...]


# What may make titles differ from the headings inside a piece, the most telling last.
_VIEWS: Final[tuple[Callable[[_Setting], Hashable], ...]] = (
    lambda setting: (setting.above, setting.indented, setting.parted, setting.sign),
    lambda setting: (setting.parted, setting.shapes),
    lambda setting: setting,
)


def set_alike(
    text: str, rows: Sequence[Line], heads: Sequence[Head], sure: Sequence[Head]
) -> list[Head]:
    """Blocks that are set as the sure ones are, none of these among them; mostly none."""
    if len(sure) < _FEWEST:
        return []
    settings = {head: _setting(text, rows, head) for head in heads if head.first}
    for view in _VIEWS:
        apart = {view(setting) for setting in settings.values() if setting.above > setting.below}
        found = _alike({head: view(setting) for head, setting in settings.items()}, sure, apart)
        if found:
            return found
    return []


def _alike(
    views: Mapping[Head, Hashable], sure: Sequence[Head], apart: Collection[Hashable]
) -> list[Head]:
    known = Counter(views[head] for head in sure if head in views)
    if known.total() < _FEWEST:
        return []
    setting, number = known.most_common(1)[0]
    same = [head for head, other in views.items() if other == setting]
    own = _OWN_APART if setting in apart else _OWN
    if number < known.total() * _AGREE or number < len(same) * own:
        return []
    return [head for head in same if head not in sure]


def _setting(text: str, rows: Sequence[Line], head: Head) -> _Setting:
    first = rows[head.first]
    above = text[rows[head.first - 1].end : first.start]
    below = rows[head.below].start if head.below < len(rows) else len(text)
    gap = text[rows[head.below - 1].end : below]
    return _Setting(
        min(above.count("\n"), _MOST_LINES_APART),
        min(gap.count("\n"), _MOST_LINES_APART),
        bool(above.rpartition("\n")[2]),
        first.part,
        "" if first.text[0].isalnum() else first.text[0],
        tuple(sorted({row.shape for row in rows[head.first : head.below]}, key=str)),
    )
