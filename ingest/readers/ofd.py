"""OFD documents (GB/T 33190-2016): a zip of XML that places characters on pages, in millimetres."""

import math
import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ingest.readers.document import Document, assemble
from ingest.readers.layout import Glyph, Page, paragraphs
from ingest.readers.packed import Package
from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_A4: Final = (210.0, 297.0)  # millimetres, where no size is stated
_LATIN_WIDTH: Final = 0.5  # of the size; Chinese characters are as wide as high
_MOST_REPEATS: Final = 10_000  # of one distance ("g 10 5.0"); lines are shorter
_PLAIN: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ASKEW: Final = 0.09  # radians (5°): text at another angle is a watermark or a seal
_OCR: Final = "recognise its text first (OCR), save that as DOCX or text and add it"

Matrix = tuple[float, float, float, float, float, float]


def read(package: Package) -> Document:
    """Text with one line a paragraph. Raises UnreadableSource, for pages without text too."""
    root = package.xml(_named(package, "OFD.xml"))
    bodies = [] if root is None else list(_all(root, "DocRoot"))
    if not bodies:
        what = "locked" if any("encr" in part.lower() for part in package.parts) else "damaged"
        message = (
            f"{package.name}: this OFD document is {what}; save it as an open OFD, PDF or text"
        )
        raise UnreadableSource(message)
    pages = [page for body in bodies for page in _pages(package, (body.text or "").strip())]
    if not any(page.glyphs for page in pages):
        message = f"{package.name}: this OFD document holds pictures of pages without text; {_OCR}"
        raise UnreadableSource(message)
    return assemble(paragraphs(pages), "ofd")


def _pages(package: Package, part: str) -> Iterator[Page]:
    """Pages of one document in their order, each with the templates that lie under it."""
    part = _named(package, part)
    root = package.xml(part)
    if root is None:
        return
    templates = {e.get("ID", ""): e.get("BaseLoc", "") for e in _all(root, "TemplatePage")}
    usual = _size(root) or _A4
    for element in _all(root, "Page"):
        at = _beside(package, part, element.get("BaseLoc", ""))
        page = package.xml(at)
        if page is None:
            continue
        glyphs = list(_glyphs(page))
        for template in _all(page, "Template"):
            location = templates.get(template.get("TemplateID", ""), "")
            under = package.xml(_beside(package, part, location)) if location else None
            glyphs += () if under is None else _glyphs(under)
        yield Page(*(_size(page) or usual), glyphs)


def _named(package: Package, part: str) -> str:
    """The part of that name, whatever the case of its letters."""
    part = part.lstrip("/")
    return next((p for p in package.parts if p.lower() == part.lower()), part)


def _beside(package: Package, part: str, location: str) -> str:
    """Where a location leads that stands in a part; absolute ones begin with a stroke."""
    if location.startswith("/"):
        return _named(package, location)
    return _named(package, posixpath.normpath(posixpath.join(posixpath.dirname(part), location)))


def _all(root: "Element", name: str) -> Iterator["Element"]:
    return root.iter(f"{{*}}{name}")


def _size(root: "Element") -> tuple[float, float] | None:
    """Width and height that a page or a document states."""
    box = next(_all(root, "PhysicalBox"), None)
    numbers = _numbers(box.text if box is not None else "")
    return (numbers[2], numbers[3]) if len(numbers) == 4 else None  # noqa: PLR2004 - x, y, w, h


def _glyphs(root: "Element") -> Iterator[Glyph]:
    for element in _all(root, "TextObject"):
        if element.get("Visible") == "false":
            continue
        matrix = _matrix(element)
        if abs(math.atan2(matrix[1], matrix[0])) > _ASKEW:
            continue
        size = _first(element.get("Size"), 1.0)
        for code in _all(element, "TextCode"):
            yield from _placed(code, matrix, size, _first(element.get("HScale"), 1.0))


def _matrix(element: "Element") -> Matrix:
    """From the object's own space to the page."""
    numbers = _numbers(element.get("CTM", ""))
    a, b, c, d, e, f = numbers if len(numbers) == len(_PLAIN) else _PLAIN
    x, y = (*_numbers(element.get("Boundary", "")), 0.0, 0.0)[:2]
    return (a, b, c, d, e + x, f + y)


def _placed(code: "Element", matrix: Matrix, size: float, scale: float) -> Iterator[Glyph]:
    """The characters of one run: a start, and the distances to each next one."""
    text = code.text or ""
    x, y = _first(code.get("X"), 0.0), _first(code.get("Y"), 0.0)
    across, down = _distances(code.get("DeltaX")), _distances(code.get("DeltaY"))
    a, b, c, d, e, f = matrix
    high = size * math.hypot(c, d)
    for index, char in enumerate(text):
        width = size * scale * (_LATIN_WIDTH if char.isascii() else 1.0)
        step = across[index] if index < len(across) else (0.0 if down else width)
        if not char.isspace():
            left = a * x + c * y + e
            right = left + a * (min(step, width) if step > 0 else width)
            yield Glyph(char, left, right, b * x + d * y + f, high or 1.0)
        x += step
        y += down[index] if index < len(down) else 0.0


def _distances(text: str | None) -> list[float]:
    """Distances of an array in which ``g 3 5.0`` stands for three times 5.0."""
    numbers: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times = int(_first(next(words, ""), 0.0))
            numbers += [_first(next(words, ""), 0.0)] * min(times, _MOST_REPEATS)
        else:
            numbers.append(_first(word, 0.0))
    return numbers


def _numbers(text: str | None) -> list[float]:
    return [_first(word, 0.0) for word in (text or "").split()]


def _first(text: str | None, default: float) -> float:
    """A number as XML states it; ``default`` where it states none."""
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if math.isfinite(number) else default
