"""Where the names of a case stand once more."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


def occurrences(names: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Spans of some names in a text, in order, longest first where they overlap.

    Linear in the text. Each matcher reads one text: it is built in the least time, not searched
    in the least.
    """
    wanted = sorted(set(names))
    if not wanted:  # of two texts in five
        return []
    finder = AhoCorasick(
        wanted,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.NoncontiguousNFA,
    )
    return [(start, end) for _, start, end in finder.find_matches_as_indexes(text)]
