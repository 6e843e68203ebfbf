"""Which id a case has.

A case's id comes from the bytes of its source and its number, so that the same file gives the
same ids everywhere. When a file was changed, a case whose text is the same keeps the id that it
had: links to it and citations of it stay good. Blanks and removed spans make no difference. An
id that a case of another source has kept from these very bytes is left to it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kg.model import Case


def text_keys(texts: Iterable[str]) -> list[str]:
    """A key for each text, the same for the same words; unique, as the second of two says so."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        plain = "".join(text.split())
        seen[plain] += 1
        keys.append(hashlib.sha256(f"{seen[plain]}:{plain}".encode()).hexdigest())
    return keys


def with_ids(
    cases: Sequence[Case], text: str, kept: Mapping[str, str], taken: Set[str]
) -> list[Case]:
    """The cases with the ids they keep; others have one of their own that nobody has taken."""
    keys = text_keys(text[case.start : case.end] for case in cases)
    used = {kept[key] for key in keys if key in kept} | taken
    found = []
    for case, key in zip(cases, keys, strict=True):
        fresh = kept.get(key) or next(one for one in _candidates(case.id) if one not in used)
        used.add(fresh)
        found.append(replace(case, id=fresh))
    return found


def _candidates(case_id: str) -> Iterator[str]:
    """The id itself, then others made from it, without end."""
    while True:
        yield case_id
        case_id = hashlib.sha256(case_id.encode()).hexdigest()[: len(case_id)]
