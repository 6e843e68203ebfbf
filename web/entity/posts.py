"""A person's post in words, with when it was held as far as its proof says so."""

import re
from typing import Final

from kg.model import RelationView
from web import words

_THEN: Final = "时任"
_BODY: Final = 24  # characters of a body's name between 时任 and the post
# A date that leads up to 时任: some characters may stand between (，在全省会议上，).
_DATED: Final = re.compile(r"(\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)[^。；！？\d]{0,12}$")


def post_words(view: RelationView) -> str:
    """The post and its date; empty for a relation that has neither.

    The date that extraction found goes before the one that leads up to 时任.
    """
    date = words.date_words(view.date) if view.date else _leading_up(view)
    return " · ".join(part for part in (view.post or "", date) if part)


def _leading_up(view: RelationView) -> str:
    """The date that a proof gives before 时任 and this post; empty where none does."""
    if not view.post or not view.post.startswith(_THEN):
        return ""
    post = re.escape(view.post.removeprefix(_THEN))
    held = re.compile(rf"{_THEN}[^，。；！？]{{0,{_BODY}}}?{post}")
    texts = ("".join(quote.text.split()) for quote in view.quotes)
    found = (_DATED.search(text[: told.start()]) for text in texts if (told := held.search(text)))
    return next((dated[1] for dated in found if dated), "")
