"""Names of WordprocessingML, and how its small elements are asked."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """Full name of an element or attribute of WordprocessingML."""
    return _WORD + name


def child(element: "Element | None", *path: str) -> "Element | None":
    """The first element down a path of names; None where one is missing."""
    for name in path:
        element = None if element is None else element.find(_WORD + name)
    return element


def value(element: "Element | None") -> str:
    """The ``val`` of an element; empty where there is none."""
    return "" if element is None else element.get(_WORD + "val", "")
