"""Lines of a text as spans."""

import re
from typing import Final

Span = tuple[int, int]

SHORT: Final = 80  # characters; furniture lines are shorter, longer lines are running text
CRUMB: Final = 12  # characters of the longest name in a path such as 首页 > 政务公开
_LINE: Final = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)


def line_spans(text: str) -> list[Span]:
    """Spans of the lines that are not blank, without the blanks around them; in order."""
    return [_stripped(match) for match in _LINE.finditer(text)]


def _stripped(match: re.Match[str]) -> Span:
    raw, start = match[0], match.start()
    return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
