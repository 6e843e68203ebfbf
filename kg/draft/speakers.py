"""Whether the library has words from the mouth that a draft puts them into."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Finding, Verdict
from kg.draft.sameness import Source
from kg.draft.speech import post_beside, speaker_behind, speaker_of, title_of
from kg.model import Case, Passage, Quote
from kg.quotes import quote_sentence
from kg.text import unbroken
from kg.years import own_year

_BARE: Final = "总书记"
_NAME: Final = "习近平"  # 总书记 since 2012-11
_SINCE: Final = 2013
_SHOWN: Final = 3  # quotations beside a finding
_MARKS: Final = "“”‘’。！？；，、 "
_AHEAD: Final = 60  # characters before the words that may name who speaks
_ENDS: Final = "。！？；\n"

People = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Words in a case with who is said to speak them; nobody where nobody is said to.

    ``post`` is the speaker's who is told by a post alone, which the draft's speaker is not seen in.
    """

    quote: Quote
    who: str
    post: str
    named: bool  # the passage or the case's issuer names the draft's speaker


def spoken(finding: Finding, sources: Sequence[Source], people: People) -> Finding:
    """A finding whose words are proven, with a proof that names who speaks them.

    Where the library tells another speaker it says otherwise; where no case names that person
    with the words nothing proves that they are that person's. ``people`` are the persons of
    each case.
    """
    claim = finding.claim
    if not claim.speaker or finding.verdict is not Verdict.FOUND:
        return finding
    heard = list(_heard(claim, sources, people))
    theirs = [one for one in heard if one.who and not _is_same(claim.speaker, one)]
    proofs = [one for one in heard if one.who and one not in theirs]
    posted = [one for one in heard if one.post]
    proofs = proofs or [one for one in heard if one.named and not theirs and not one.post]
    if proofs:
        return replace(finding, quotes=_quotes(proofs))
    if theirs:
        remark = f"说话人不同：草稿为{claim.speaker}，库中为{theirs[0].who}"
        return replace(finding, verdict=Verdict.OTHER, quotes=_quotes(theirs), remark=remark)
    if posted:
        remark = f"库中此语为“{posted[0].post}”所说，未写明姓名，未见为{claim.speaker}所说，请核对"
        return replace(finding, verdict=Verdict.UNSEEN, quotes=_quotes(posted), remark=remark)
    remark = f"库中有此语，未见为{claim.speaker}所说，请核对"
    return replace(finding, verdict=Verdict.UNSEEN, remark=remark)


def _quotes(heard: Sequence[_Heard]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(one.quote for one in heard))[:_SHOWN]


def _is_same(speaker: str, heard: _Heard) -> bool:
    """Whether the library's speaker is the draft's, by the whole name or as 总书记."""
    bare = heard.who == _BARE and heard.named
    return bare or speaker in heard.who or heard.who in speaker


def _heard(claim: Claim, sources: Sequence[Source], people: People) -> Iterator[_Heard]:
    """Where sources have the words, with who speaks them there."""
    words = claim.name.strip(_MARKS)
    for source in sources:
        names = _names(claim.speaker, source.case)
        own = any(name in (source.case.issuer or "") for name in names)
        known = {*people.get(source.case.id, ()), claim.speaker}
        for number, passage in enumerate(source.passages):
            at = passage.text.find(words)
            if at >= 0:
                saying = claim.kind is ClaimKind.SAYING
                beside = _beside(source.passages, number, (at, at + len(words)))
                who = _speaker(beside, known)
                post = "" if who or not saying else _post(beside, claim.speaker, source.passages)
                paths = {source.case.source: source.path}
                quote = quote_sentence(source.case, paths, passage, passage.start + at)
                yield _Heard(quote, who if saying else "", post, own or _named(names, passage))


def _beside(passages: Sequence[Passage], number: int, span: tuple[int, int]) -> tuple[str, str]:
    """What stands before and behind the marks around words of a passage; empty without marks.

    What stands behind the last words of a passage opens the next one.
    """
    text = passages[number].text
    if number + 1 < len(passages):
        text += passages[number + 1].text
    opening = text.rfind("“", 0, span[0] + 1)
    closing = text.find("”", span[1])
    if opening < 0 or closing < 0 or "”" in text[opening : span[0]]:
        return "", ""
    before = text[max(0, opening - _AHEAD) : opening]
    return before[1 + max(before.rfind(mark) for mark in _ENDS) :], text[closing + 1 :]


def _speaker(beside: tuple[str, str], known: Collection[str]) -> str:
    """Who is said to speak the words between, before them or behind."""
    before, behind = beside
    return speaker_of(before, known, whole=True) or speaker_behind(behind, known)


def _post(beside: tuple[str, str], speaker: str, passages: Sequence[Passage]) -> str:
    """The post of a speaker without a name; empty where the case gives the draft's speaker it."""
    post = post_beside(*beside)
    held = any(f"{title_of(post)}{speaker}" in unbroken(passage.text) for passage in passages)
    return "" if held else post


def _named(names: Sequence[str], passage: Passage) -> bool:
    text = unbroken(passage.text)
    return any(name in text for name in names)


def _names(speaker: str, case: Case) -> tuple[str, ...]:
    """What a case may call the speaker; who 总书记 is hangs on a date that is sound."""
    year = own_year(case)
    meant = speaker == _NAME and year is not None and year >= _SINCE
    return (speaker, _BARE) if meant else (speaker,)
