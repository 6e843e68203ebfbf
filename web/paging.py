"""The number of a page as an address gives it."""

from typing import Final

# SQLite and numpy count no further than 18 digits, no library has so many pages.
_DIGITS: Final = 9


def page_number(text: str) -> int:
    """The page that is asked for, from 1; the first for what is no number."""
    known = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return max(int(text), 1) if known else 1
