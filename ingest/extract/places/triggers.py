"""Words that the name of a place may follow."""

from ingest.extract.places.words import word_list


def triggers() -> frozenset[str]:
    """The words; "+" marks those that hardly anything else follows."""
    return word_list("place_triggers.txt")


def is_trigger(word: str) -> bool:
    """Whether names of places may follow a word."""
    return word in triggers() or f"+{word}" in triggers()
