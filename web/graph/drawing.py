"""A neighbourhood as a picture: the entity in the middle, its neighbours as lists on both sides.

Lists keep names legible however many there are; neighbours of a neighbour stand below it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 1160
_ROW: Final = 28
_HEAD: Final = 34  # a group's head with the space above it
_FIRST: Final = 30
_MIDDLE: Final = WIDTH / 2
_REACH: Final = 190  # from the middle to where names begin
_INDENT: Final = 26
_GAP: Final = 8  # between a line's end and the name
_SIZE: Final = 14.5  # width of a Chinese character in the picture's type
_LONGEST: Final = 16  # characters of a name; more is cut, the tooltip has it whole
_LONGEST_CENTER: Final = 18


@dataclass(frozen=True, slots=True)
class Item:
    """A neighbour to draw: ``toggle`` opens or closes its own neighbours, ``children`` are they."""

    label: str
    url: str
    kind: str
    note: str
    tied: bool
    toggle: str = ""
    opened: bool = False
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one kind; ``more`` tells how many are left out, ``more_url`` shows them."""

    label: str
    kind: str
    items: tuple[Item, ...]
    more: int
    more_url: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words in the picture. ``anchor`` is start or end, ``css`` what they are."""

    x: float
    y: float
    anchor: str
    css: str
    text: str
    full: str
    url: str
    note: str
    toggle: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A tie: an SVG path; ``css`` tells the kind it leads to, and if only cases are shared."""

    path: str
    css: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, in its own units; ``left``/``width`` bound the box of the entity."""

    height: int
    center: str
    center_kind: str
    center_y: float
    left: float
    width: float
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]


def draw(center: str, kind: str, groups: Sequence[Group]) -> Drawing:
    """Lay the groups out on two sides of about the same height."""
    sides: tuple[list[Group], list[Group]] = ([], [])
    heights = [0, 0]
    for group in sorted(groups, key=_height, reverse=True):
        side = heights.index(min(heights))
        sides[side].append(group)
        heights[side] += _height(group)
    height = max(heights) + _FIRST + _ROW
    at = height / 2
    shown = _cut(center, _LONGEST_CENTER)
    width = _wide(shown) * 1.2 + 36
    labels: list[Label] = []
    lines: list[Line] = []
    for number, column in enumerate(sides):
        sign = 1 if number else -1
        top = _FIRST + (height - _FIRST - _ROW - heights[number]) / 2
        _side(column, sign, top, (_MIDDLE + sign * width / 2, at), labels, lines)
    return Drawing(
        round(height), shown, kind, at, _MIDDLE - width / 2, width, tuple(labels), tuple(lines)
    )


def _height(group: Group) -> int:
    rows = sum(1 + len(item.children) for item in group.items) + (group.more > 0)
    return _HEAD + rows * _ROW


def _side(
    groups: Iterable[Group],
    sign: int,
    y: float,
    start: tuple[float, float],
    labels: list[Label],
    lines: list[Line],
) -> None:
    """Put the groups of one side below each other; ``sign`` is -1 on the left."""
    x, anchor = _MIDDLE + sign * _REACH, "start" if sign > 0 else "end"
    for group in groups:
        y += _HEAD
        labels.append(_words(x, y - _ROW / 2 + 4, anchor, "group", group.label))
        for item in group.items:
            y += _ROW
            labels.append(_label(item, x, y - _ROW / 2, anchor))
            lines.append(_line(start, (x - sign * _GAP, y - _ROW / 2), item))
            root = (x + sign * _GAP, y - _ROW / 2 + _GAP)
            for child in item.children:
                y += _ROW
                inner = x + sign * _INDENT
                labels.append(_label(child, inner, y - _ROW / 2, anchor))
                lines.append(_step(root, (inner - sign * _GAP / 2, y - _ROW / 2), child))
        if group.more:
            y += _ROW
            labels.append(
                _words(x, y - _ROW / 2, anchor, "more", f"其余 {group.more} 个", group.more_url)
            )


def _label(item: Item, x: float, y: float, anchor: str) -> Label:
    css = f"name {item.kind}"
    text = _cut(item.label, _LONGEST)
    return Label(x, y, anchor, css, text, item.label, item.url, item.note, item.toggle, item.opened)


def _words(x: float, y: float, anchor: str, css: str, text: str, url: str = "") -> Label:
    return Label(x, y, anchor, css, text, text, url, "", "", opened=False)


def _line(start: tuple[float, float], end: tuple[float, float], item: Item) -> Line:
    bend = (start[0] + end[0]) / 2
    path = (
        f"M{start[0]:.0f} {start[1]:.0f}C{bend:.0f} {start[1]:.0f} {bend:.0f} {end[1]:.0f}"
        f" {end[0]:.0f} {end[1]:.0f}"
    )
    return Line(path, _css(item))


def _step(start: tuple[float, float], end: tuple[float, float], item: Item) -> Line:
    return Line(f"M{start[0]:.0f} {start[1]:.0f}V{end[1]:.0f}H{end[0]:.0f}", _css(item))


def _css(item: Item) -> str:
    return item.kind if item.tied else f"{item.kind} together"


def _wide(text: str) -> float:
    return sum(_SIZE if ord(char) > 0xFF else _SIZE * 0.56 for char in text)  # noqa: PLR2004


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
