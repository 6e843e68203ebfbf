"""A neighbourhood as a picture: the entity in the middle, its neighbours as lists on both sides.

Lists keep names legible however many there are; neighbours of a neighbour stand below it. On a
phone the entity stands on top of one list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from web.graph.drawn import Drawing, Group, Item, Label, Line

_HEAD: Final = 34  # a group's head with the space above it
_FIRST: Final = 30
_INDENT: Final = 26
_GAP: Final = 8  # between a line's end and the name
_SIZE: Final = 14.5  # width of a Chinese character in the picture's type
_NOTE_SIZE: Final = 12  # and in a note
_SIGN: Final = 24  # side of the square with plus or minus
_BOX: Final = 48  # height of the entity's own box
_BOTH_SIDES: Final = 8  # items of the only kind that still stand on one side
_LONGEST: Final = 16  # characters of a name; more is cut, the tooltip has it whole
_LONGEST_CENTER: Final = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """Where things stand: the picture's width, the entity's middle, where names begin from it.

    ``row`` is the height of a neighbour's line, ``target`` the side of what can be hit in it.
    ``above``: the entity stands on top of one list, not between two.
    """

    width: int
    middle: float
    reach: float
    row: int
    target: int
    above: bool = False


# By mouse 24 px are enough (WCAG 2.2, 2.5.8); fingers want 44 (2.5.5), and a phone of 360 px shows
# the narrow picture at six sevenths of its size.
WIDE: Final = Shape(1160, 580, 190, row=28, target=24)
NARROW: Final = Shape(360, 20, 26, row=52, target=52, above=True)


@dataclass(slots=True)
class _Side:
    """One list: ``sign`` is -1 left of the entity; ``root`` is where its lines begin."""

    shape: Shape
    sign: int
    root: tuple[float, float]
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def edge(self) -> float:
        """Where lines end."""
        return self.shape.middle + self.sign * self.shape.reach

    def put(self, groups: Sequence[Group], y: float) -> None:
        """Groups below each other from ``y`` on."""
        row = self.shape.row
        for group in groups:
            y += _HEAD
            self._say(y - row / 2 + 4, "group", group.label)
            for item in group.items:
                y += row
                self._item(item, y - row / 2)
                root = y - row / 2 + _SIGN / 2
                for child in item.children:
                    y += row
                    self._child(child, item.key, root, y - row / 2)
            if group.more:
                y += row
                self._say(y - row / 2, "more", f"其余 {group.more} 个", group.more_url)

    def _item(self, item: Item, y: float) -> None:
        # To the square that opens, or to the name where there is nothing to open.
        start, end = self.root, self.edge + self.sign * (-2 if item.toggle else _SIGN)
        if self.shape.above:
            path = f"M{start[0]:.0f} {y:.0f}H{end:.0f}"
        else:
            bend = (start[0] + end) / 2
            path = (
                f"M{start[0]:.0f} {start[1]:.0f}"
                f"C{bend:.0f} {start[1]:.0f} {bend:.0f} {y:.0f} {end:.0f} {y:.0f}"
            )
        self.lines.append(Line(path, _css(item), item.key))
        self._name(item, self.edge + self.sign * (_SIGN + _GAP), y)

    def _child(self, item: Item, under: str, root: float, y: float) -> None:
        start = self.edge + self.sign * _SIGN / 2
        x = start + self.sign * _INDENT
        path = f"M{start:.0f} {root:.0f}V{y:.0f}H{x - self.sign * _GAP / 2:.0f}"
        self.lines.append(Line(path, _css(item), under=under))
        self._name(item, x, y, under)

    def _name(self, item: Item, x: float, y: float, under: str = "") -> None:
        text = _cut(item.label, _LONGEST)
        room = (self.shape.width - x if self.sign > 0 else x) - _wide(text) - _SIZE
        fits = len(item.note) * _NOTE_SIZE <= room
        corner = self.edge if self.sign > 0 else self.edge - _SIGN
        self.labels.append(
            Label(
                x,
                y,
                self._anchor,
                f"name {item.kind}",
                text,
                item.label,
                url=item.url,
                note=item.note if fits else "",
                toggle=item.toggle,
                toggle_x=corner,
                opened=item.opened,
                key=item.key,
                left=self._left(x, text),
                wide=self._hit(text),
                under=under,
            )
        )

    def _say(self, y: float, css: str, text: str, url: str = "") -> None:
        x = self.edge + self.sign * (_SIGN + _GAP)
        left, wide = self._left(x, text), self._hit(text)
        self.labels.append(Label(x, y, self._anchor, css, text, text, url, left=left, wide=wide))

    def _left(self, x: float, text: str) -> float:
        return x if self.sign > 0 else x - self._hit(text)

    def _hit(self, text: str) -> float:
        return max(_wide(text), self.shape.target)

    @property
    def _anchor(self) -> str:
        return "start" if self.sign > 0 else "end"


def draw(center: str, kind: str, groups: Sequence[Group], shape: Shape = WIDE) -> Drawing:
    """Lay the groups out below the entity, or on two sides of about the same height."""
    text = _cut(center, _LONGEST_CENTER)
    box = _wide(text) * 1.2 + 36
    if shape.above:
        return _draw_below(text, kind, groups, shape, box)
    if len(groups) == 1 and len(groups[0].items) > _BOTH_SIDES:
        groups = _halves(groups[0])
    columns: tuple[list[Group], list[Group]] = ([], [])
    heights = [0, 0]
    sized = [0, 0]
    for group in sorted(groups, key=lambda group: _height(group, shape, closed=True), reverse=True):
        # By what stands when all is closed: nothing changes sides when a neighbour is opened.
        side = sized.index(min(sized))
        columns[side].append(group)
        sized[side] += _height(group, shape, closed=True)
        heights[side] += _height(group, shape)
    height = max(heights) + _FIRST + shape.row
    at = height / 2
    half = max(_reach(groups, shape), box / 2 + _SIZE)
    shape = replace(shape, width=round(2 * half), middle=half)
    sides = [_Side(shape, sign, (shape.middle + sign * box / 2, at)) for sign in (-1, 1)]
    for drawn, column, tall in zip(sides, columns, heights, strict=True):
        drawn.put(column, _FIRST + (height - _FIRST - shape.row - tall) / 2)
    return Drawing(
        width=shape.width,
        height=round(height),
        target=shape.target,
        center=text,
        center_kind=kind,
        center_y=at,
        left=shape.middle - box / 2,
        box=box,
        labels=tuple(label for drawn in sides for label in drawn.labels),
        lines=tuple(line for drawn in sides for line in drawn.lines),
    )


def _draw_below(text: str, kind: str, groups: Sequence[Group], shape: Shape, box: float) -> Drawing:
    top = _FIRST + _BOX / 2
    side = _Side(shape, 1, (shape.middle, top))
    side.put(groups, top + _GAP)
    last = max((item.y for item in side.labels if item.key), default=top)
    side.lines.append(Line(f"M{shape.middle:.0f} {top:.0f}V{last:.0f}", "trunk"))
    return Drawing(
        width=shape.width,
        height=round(top + _GAP + sum(_height(group, shape) for group in groups) + shape.row / 2),
        target=shape.target,
        center=text,
        center_kind=kind,
        center_y=_FIRST,
        left=2,
        box=min(box, shape.width - 4),
        labels=tuple(side.labels),
        lines=tuple(side.lines),
    )


def _halves(group: Group) -> list[Group]:
    """One long list as two; what is left out stands below the second."""
    half = (len(group.items) + 1) // 2
    first = Group(group.label, group.kind, group.items[:half], 0, "")
    return [first, replace(group, label="", items=group.items[half:])]


def _height(group: Group, shape: Shape, *, closed: bool = False) -> int:
    rows = sum(1 + (0 if closed else len(item.children)) for item in group.items)
    return _HEAD + (rows + (group.more > 0)) * shape.row


def _reach(groups: Sequence[Group], shape: Shape) -> float:
    """How far the longest line goes from the middle, at most as far as the shape allows."""
    items = [item for group in groups for item in group.items]
    inner = [child for item in items for child in item.children]
    names = [_wide(_cut(item.label, _LONGEST)) + len(item.note) * _NOTE_SIZE for item in items]
    below = [_wide(_cut(item.label, _LONGEST)) + len(item.note) * _NOTE_SIZE for item in inner]
    widest = max([*names, *(one + _INDENT for one in below), shape.target], default=0)
    return min(shape.reach + _SIGN + _GAP + widest + 2 * _SIZE, shape.middle)


def _css(item: Item) -> str:
    return item.kind if item.tied else f"{item.kind} together"


def _wide(text: str) -> float:
    return sum(_SIZE if ord(char) > 0xFF else _SIZE * 0.56 for char in text)  # noqa: PLR2004


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
