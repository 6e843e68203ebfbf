"""Words that a draft puts into somebody's mouth, held against what the library has nearly so."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.fuzz import partial_ratio_alignment

from kg.draft.claims import Claim, Finding, Verdict
from kg.draft.sameness import Source
from kg.model import Passage, Quote
from kg.text import without

_ALIKE: Final = 80  # of 100: a word or two are other ones
_SHORTEST: Final = 8  # characters; shorter words are alike by chance
_MARKS: Final = "“”‘’，。；、：！？ "  # that belong to the sentence around the words
_ENDS: Final = "。！？；，、 "


def check_saying(claim: Claim, sources: Sequence[Source]) -> Finding:
    """Whether one of the cases says nearly these words, which is told as a difference."""
    words = claim.name.strip(_ENDS)
    best: tuple[float, Source, Passage, int, int] | None = None
    for source in sources if len(words) >= _SHORTEST else ():
        for passage in source.passages:
            plain, _ = without(passage.text, "\n")
            floor = best[0] if best else _ALIKE
            found = partial_ratio_alignment(words, plain, score_cutoff=floor)
            if found is not None and (best is None or found.score > best[0]):
                best = (found.score, source, passage, found.dest_start, found.dest_end)
    if best is None:
        return Finding(claim, Verdict.UNSEEN)
    quote = _quote(*best[1:])
    if words.strip(_MARKS) in quote.text:
        return Finding(claim, Verdict.FOUND, (quote,))
    return Finding(claim, Verdict.OTHER, (quote,), "库中的文字有出入")


def _quote(source: Source, passage: Passage, start: int, end: int) -> Quote:
    """The words of a passage, offsets counted without its line ends."""
    plain, places = without(passage.text, "\n")
    while start < end - 1 and plain[start] in _MARKS:
        start += 1
    while start < end - 1 and plain[end - 1] in _MARKS:
        end -= 1
    return Quote(
        text=plain[start:end],
        case=source.case.id,
        title=source.case.title,
        path=source.path,
        start=passage.start + places[start],
        end=passage.start + places[end - 1] + 1,
        passage=passage.id,
        heading=passage.heading,
        region=source.case.region,
    )
