"""What a picture of a neighbourhood is asked to show, and what stands in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A neighbour to draw: ``toggle`` opens or closes its own neighbours, ``children`` are they."""

    label: str
    url: str
    kind: str
    note: str
    tied: bool
    toggle: str = ""
    key: str = ""
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
    """Words in the picture. ``anchor`` is start or end, ``css`` what they are.

    ``toggle`` is an address, ``toggle_x`` the left side of its square; ``key`` names what it opens.
    ``left`` and ``wide`` bound what can be hit of a link; ``under`` is the key of the opened
    neighbour that it belongs to.
    """

    x: float
    y: float
    anchor: str
    css: str
    text: str
    full: str
    url: str = ""
    note: str = ""
    toggle: str = ""
    toggle_x: float = 0
    opened: bool = False
    key: str = ""
    left: float = 0
    wide: float = 0
    under: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie: an SVG path; ``css`` tells the kind it leads to, and if only cases are shared.

    ``key`` names whom it leads to, ``under`` the opened neighbour that it begins at.
    """

    path: str
    css: str
    key: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, in its own units; ``left``/``box`` bound the box of the entity.

    ``target`` is the height of what can be hit.
    """

    width: int
    height: int
    target: int
    center: str
    center_kind: str
    center_y: float
    left: float
    box: float
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
