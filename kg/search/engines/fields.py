"""The fields of an index, by name."""

from typing import Final

WORDS: Final = "said"  # tokens of all that a case says, and of its entities' other names
# Names as they are, whatever the tokenizer makes of them: of entities, and of the places that the
# case names or lies in, with all around them.
NAMES: Final = ("name", "place")
PLACES: Final = "place"
PAIRS: Final = "gram"
HOME: Final = "home"  # names of the case's own region
FIELDS: Final = (WORDS, *NAMES, PAIRS, HOME)
# Fields whose lengths count, in the order of ``Facts.lengths``.
MEASURED: Final = (WORDS, PAIRS)
