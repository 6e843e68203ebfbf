"""Whether the library has words from the mouth that a draft puts them into."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.draft.claims import Finding, Verdict
from kg.draft.sameness import Source
from kg.model import Case, Passage, Quote
from kg.quotes import quote_sentence
from kg.text import unbroken
from kg.years import own_year

_BARE: Final = "总书记"
_NAME: Final = "习近平"  # 总书记 since 2012-11
_SINCE: Final = 2013
_SHOWN: Final = 3  # quotations beside a finding
_MARKS: Final = "“”‘’。！？；，、 "


def spoken(finding: Finding, sources: Sequence[Source]) -> Finding:
    """A finding whose words are proven, with a proof that names who speaks them.

    Where no case names that person with the words nothing proves that they are that person's.
    """
    speaker = finding.claim.speaker
    if not speaker or finding.verdict is not Verdict.FOUND:
        return finding
    quotes = tuple(_saying(finding.claim.name.strip(_MARKS), speaker, sources))[:_SHOWN]
    if quotes:
        return replace(finding, quotes=quotes)
    remark = f"库中有此语，未见为{speaker}所说，请核对"
    return replace(finding, verdict=Verdict.UNSEEN, remark=remark)


def _saying(words: str, speaker: str, sources: Sequence[Source]) -> Iterator[Quote]:
    """Sentences with the words, in passages that name who speaks or in that person's own text."""
    for source in sources:
        names = _names(speaker, source.case)
        own = any(name in (source.case.issuer or "") for name in names)
        for passage in source.passages:
            at = passage.text.find(words)
            if at >= 0 and (own or _named(names, passage)):
                paths = {source.case.source: source.path}
                yield quote_sentence(source.case, paths, passage, passage.start + at)


def _named(names: Sequence[str], passage: Passage) -> bool:
    text = unbroken(passage.text)
    return any(name in text for name in names)


def _names(speaker: str, case: Case) -> tuple[str, ...]:
    """What a case may call the speaker; who 总书记 is hangs on a date that is sound."""
    year = own_year(case)
    meant = speaker == _NAME and year is not None and year >= _SINCE
    return (speaker, _BARE) if meant else (speaker,)
