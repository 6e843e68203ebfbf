"""A person's post in words, with when it was held as far as its proof says so."""

import re
from typing import Final

from kg.model import RelationView
from web import words

# A date that leads up to 时任: some characters may stand between (，在全省会议上，).
_DATED: Final = re.compile(r"(\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)[^。；！？\d]{0,12}$")
_THEN: Final = "时任"
_BODY: Final = 24  # characters of a body's name between 时任 and the post


def post_words(view: RelationView) -> str:
    """The post, 时任 and the date as the proof gives them; empty for a relation that has neither.

    The date that extraction found goes before the one that leads up to 时任.
    """
    then, said = _then(view)
    date = words.date_words(view.date) if view.date else said
    post = f"{_THEN}{view.post}" if then else view.post
    return " · ".join(part for part in (post or "", date) if part)


def _then(view: RelationView) -> tuple[bool, str]:
    """Whether a proof says that the post was held then, and the date before those words."""
    if not view.post:
        return False, ""
    held = re.compile(rf"{_THEN}[^，。；！？]{{0,{_BODY}}}?{re.escape(view.post)}")
    for quote in view.quotes:
        text = "".join(quote.text.split())
        if found := held.search(text):
            dated = _DATED.search(text[: found.start()])
            return True, dated[1] if dated else ""
    return False, ""
