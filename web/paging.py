"""Numbers as addresses and forms give them."""

from typing import Final

# SQLite and numpy count no further than 18 digits, no library has so many pages.
_DIGITS: Final = 9


def page_number(text: str) -> int:
    """The page that is asked for, from 1; the first for what is no number."""
    return max(whole_number(text), 1)


def whole_number(text: str) -> int:
    """A number from 0; -1 for what is none or has more digits than any here."""
    known = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if known else -1
