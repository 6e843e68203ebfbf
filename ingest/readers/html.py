"""Web pages: the main text without menus, by the density of text and links."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml import html as parser
from lxml.html import HtmlElement

from ingest.readers import txt
from ingest.readers.document import Document, assemble
from kg.errors import UnreadableSource
from kg.text import fold_lines

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 4096  # bytes in which a charset must stand
# fmt: off
_DROPPED: Final = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "iframe", "select",
    "button", "svg", "canvas", "object", "video", "audio", "textarea", "input", "head",
)
# fmt: on
_BOILERPLATE: Final = re.compile(
    r"nav|menu|foot|sidebar|breadcrumb|crumb|share|comment|related|recommend|copyright|toolbar"
    r"|advert|banner|login|search|pagination|bshare|qrcode",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# fmt: off
_BLOCK: Final = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
_LEAVES: Final = frozenset({"p", "li", "dd", "dt", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_MARKS: Final = re.compile(r"[，。；：！？,;]")
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_LONG_LINE: Final = 25  # characters that make a block count as running text
_KEEP: Final = 0.5  # a block that looks like boilerplate but holds half of the text is kept
_ENOUGH: Final = 0.5  # main text holds at least this share of the page's running text
_HEADING_LENGTH: Final = 60
_TITLE_CUT: Final = re.compile(r"\s*(?:[_|]|-{1,2}\s|\s-|——).*$")
# A title, a dash without blanks, and the first word of a name.
_SITE: Final = re.compile(r"(.{10,}[^-–—|])[-–—|]([^\s-]{2,12})(?:\s[^-–—|]{1,20})?")
_OFTEN: Final = 4  # times that a page names its site: title, head, foot and links
_MOST: Final = 0.6  # of a title that a line must hold to be that title
_TITLE_LOOK: Final = 6  # lines at the top among which the page title may already stand


def read(data: bytes, name: str, charset: str = "") -> Document:
    """Main text of a page, its title first. Raises UnreadableSource where there is none.

    ``charset`` is what the page's transport tells; it stands above what the page says.
    """
    source, encoding = _decode(data, name, charset)
    try:
        root = parser.document_fromstring(_DECLARATION.sub("", source))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        message = f"{name}: this HTML cannot be parsed ({error}); save the page again as text"
        raise UnreadableSource(message) from error
    title = _page_title(root, source)
    _drop_boilerplate(root)
    lines = _lines(_main(root))
    lines = _with_title(lines, title)
    if not lines:
        message = f"{name}: this page has no text of its own (scripts only?); copy it as text"
        raise UnreadableSource(message)
    return assemble(lines, "html", encoding)


def _decode(data: bytes, name: str, charset: str) -> tuple[str, str]:
    """Text by the charset that is told for the page, if it fits, else as plain text is read."""
    match = _CHARSET.search(data[:_HEAD])
    if match and not charset:
        charset = match[1].decode("ascii", "replace")
    charset = charset.lower()
    charset = "gb18030" if charset in {"gb2312", "gbk", "gb18030"} else charset
    if charset and not data.startswith(_BYTE_ORDER_MARKS):
        try:
            return fold_lines(data.decode(charset)), charset
        except (LookupError, UnicodeError):
            pass
    return txt.decode(data, name)


def _page_title(root: HtmlElement, source: str) -> str:
    """The one <h1>, else <title> without the name of the site."""
    tops = [_flat(h1) for h1 in root.iter("h1")]
    tops = [top for top in tops if 4 <= len(top) <= _HEADING_LENGTH]  # noqa: PLR2004
    if len(tops) == 1:
        return tops[0]
    found = root.find(".//title")
    return _without_site(_TITLE_CUT.sub("", _flat(found)), source) if found is not None else ""


def _without_site(title: str, source: str) -> str:
    """A title without a name behind a dash that the page says again and again: its site's."""
    match = _SITE.fullmatch(title)
    return match[1] if match and source.count(match[2]) >= _OFTEN else title


def _flat(element: HtmlElement) -> str:
    return _SPACE.sub(" ", str(element.text_content())).strip()


def _drop_boilerplate(root: HtmlElement) -> None:
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction, *_DROPPED)):
        _remove(element)
    whole = len(_flat(root)) or 1
    for element in list(root.iter("div", "ul", "ol", "section", "header", "p", "span", "table")):
        name = f"{element.get('class', '')} {element.get('id', '')}"
        hidden = _HIDDEN.search(element.get("style", ""))
        if (hidden or _BOILERPLATE.search(name)) and len(_flat(element)) < whole * _KEEP:
            _remove(element)


def _remove(element: HtmlElement) -> None:
    """Take an element out, leaving the text behind it."""
    parent = element.getparent()
    if parent is not None:
        if isinstance(element, HtmlElement):
            element.drop_tree()
        else:
            parent.remove(element) if not element.tail else _keep_tail(element)


def _keep_tail(element: HtmlElement) -> None:
    tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail
    if parent is not None:
        parent.remove(element)


def _main(root: HtmlElement) -> HtmlElement:
    """The element that holds most running text with few links: the article."""
    scores: dict[HtmlElement, float] = {}
    whole = 0.0
    for element in root.iter(*_BLOCK):
        own = _own_text(element)
        if len(own) < _LONG_LINE:
            continue
        score = len(own) * (1 + len(_MARKS.findall(own)) / 10) * (1 - _link_share(element)) ** 2
        whole += score
        share = 1.0
        for above in (element, *element.iterancestors()):
            scores[above] = scores.get(above, 0.0) + score * share
            share *= 0.9  # the nearest element that still holds nearly all wins
    body = root.find("body")
    top = body if body is not None else root
    if not scores:
        return top
    # One long paragraph among short ones is no article: what holds them is.
    best = max((e for e in scores if e.tag not in _LEAVES), key=scores.__getitem__, default=top)
    if best is top:
        return top
    return best if scores[best] >= whole * _ENOUGH else top


def _own_text(element: HtmlElement) -> str:
    """Text of a block without that of the blocks inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _BLOCK:
            parts.append(str(child.text_content()) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return _SPACE.sub(" ", "".join(parts)).strip()


def _link_share(element: HtmlElement) -> float:
    links = sum(len(_flat(link)) for link in element.iter("a"))
    return min(1.0, links / (len(_flat(element)) or 1))


def _lines(main: HtmlElement) -> list[tuple[str, int]]:
    """Lines of the article with their heading level, 0 for plain text; none is blank."""
    lines: list[tuple[str, int]] = []
    buffer: list[str] = []
    level = 0
    for kind, value in _events(main):
        if kind == "text":
            buffer.append(value)
            continue
        line = _SPACE.sub(" ", "".join(buffer)).replace("\xa0", " ").strip()
        if line:
            lines.append((line, level if len(line) <= _HEADING_LENGTH else 0))
        buffer = []
        level = _HEADINGS.get(value, level) if kind == "open" else 0
    return lines


def _events(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Text, and the opening and closing of blocks, in document order; <br> closes a line."""
    for action, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        block = tag in _BLOCK
        if action == "start":
            if block:
                yield "open", tag
            elif tag == "br":
                yield "break", tag
            yield "text", node.text or ""
        else:
            if block:
                yield "close", tag
            if node is not element:
                yield "text", node.tail or ""
    yield "close", ""


def _with_title(lines: list[tuple[str, int]], title: str) -> list[tuple[str, int]]:
    top = [line.replace(" ", "") for line, _ in lines[:_TITLE_LOOK]]
    plain = title.replace(" ", "")
    if not plain or any(_same_title(plain, line) for line in top):
        return lines
    return [(title, 1), *lines]


def _same_title(title: str, line: str) -> bool:
    return title in line or (line in title and len(line) > len(title) * _MOST)
