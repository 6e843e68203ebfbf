"""The shape of Chinese personal names: surname, given name, and where the name ends."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.anyof import any_at
from kg.datafiles import read_lines

# Function words and verbs that no given name holds.
_NEVER_GIVEN: Final = frozenset(
    "某曾自岂亦矣罚责判副案诉款据系"
    "的了是在和与及等为不把被将向于从对每各这那其之而且或也就都还又再已着过给让使由以可会"
    "个们位名我你他她它说道讲去来到出入回做作去该些种类件项条吗呢吧啊哦很更最太非没无有"
    "上下里内外前后间时期起住打找拿叫看听问写吃喝走跑坐站送买卖比跟随者化性式型率度场所部"
    "区县市省镇乡村街社局厅处科院校厂店队组委党群众户员干工农任务事业务岗站点楼栋层号第"
    "一二两三四五六七八九十百千万亿零几多少每今昨此当因若则却便只仅均约近年月日时分秒元角"
    "推带提供收取开关按据接受参加选举办理发设改变换拆建造修补扩增减降低升查验检督促抓管控"
    "，。、；：！？（）“”《》【】—…·.,;:!?()'\" \n\t"
)
# Of those, the ones that names do hold and only evidence can tell.
_SOMETIMES_GIVEN: Final = frozenset(
    "和为可会之而时起一三千万前进选举设改变建修升多少党组农开关干平年月日元近提接上比随业"
)
_HAN: Final = re.compile(r"[㐀-鿿]")
_STRONG_END: Final = frozenset("，。、；：！？（）“”《》【】—…,;:!?()|/ \n\t　")
# Run together, a byline goes on with the next role; and a man is no part of his name.
_ROLE_NEXT: Final = re.compile(
    "通讯员|实习生|记者|校对|编辑|审核|摄影|男子|女子|少年|一审|二审|三审|终审"
)
_WEAK_END: Final = frozenset("任称是有说正不多各今昨上下连更边")


# Two given characters are four times as common as one; 0.4 lets clear ends outweigh that.
_GIVEN_SIZES: Final = ((2, 0.4), (1, 0.0))
_SHORTEST: Final = 2
_LONGEST_GIVEN: Final = 2
# Characters that no name holds, whatever stands before it.
_HARD: Final = frozenset("某的了是和与们先女小老同个这那其，。、；：！？（）“”《》·.,;:!?() \n\t")
# Bylines run no more than five names together.
_LONGEST_CHAIN: Final = 16
# A surname and two given characters.
_WHOLE: Final = 3
# A surname before these is a form of address, no full name.
_ADDRESS: Final = re.compile(
    "先生|女士|小姐|同学|同志|老师|师傅|阿姨|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|叔叔|伯伯|嫂|老汉|老太|"
    "书记|主任|局长|部长|市长|县长|区长|镇长|乡长|村长|校长|院长|所长|队长|站长|会长|经理|总裁|主席|教授|医生|"
    "大夫|博士|院士|警官|法官|律师|教练|导演|老板|总(?![一-鿿])|家[村庄湾沟坝寨屯]|氏"
)


@dataclass(frozen=True, slots=True)
class NameShape:
    """A possible name: where it ends, and how name-like it is (0 doubtful … 6 certain)."""

    end: int
    score: float


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """One-character and compound surnames."""
    names = read_lines("lexicon", "surnames.txt")
    return (
        frozenset(name for name in names if len(name) == 1),
        frozenset(name for name in names if len(name) > 1),
    )


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "surnames_doubtful.txt"))


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(read_lines("lexicon", "given_names.txt")))


@cache
def _stop_words() -> frozenset[str]:
    """Words that begin like a name."""
    return frozenset(read_lines("lexicon", "person_stops.txt"))


def _is_word(text: str, at: int) -> bool:
    """Whether a word that only looks like a name stands at ``at``."""
    return text[at : at + 2] in _stop_words() or text[at : at + 3] in _stop_words()


@cache
def _followers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Reporting words, and other words that show where a name ends."""
    lines = [line.split("\t") for line in read_lines("lexicon", "person_verbs.txt")]
    say = {word for word, kind in lines if kind == "say"}
    words = {word for word, kind in lines if kind != "say"} | set(
        read_lines("lexicon", "metric_verbs.txt")
    )
    return any_at(say), any_at(word for word in words if len(word) > 1)


@cache
def _single_followers() -> frozenset[str]:
    """Words of one character that often follow a name (在, 和, 一 …)."""
    lines = (line.split("\t") for line in read_lines("lexicon", "person_verbs.txt"))
    return frozenset(word for word, kind in lines if kind == "next" and len(word) == 1)


def says(text: str, at: int) -> bool:
    """Whether a reporting word (说, 介绍 …) stands at ``at``."""
    return _followers()[0].match(text, at) is not None


def follows(text: str, at: int) -> bool:
    """Whether a word that comes after names stands at ``at``."""
    say, rest = _followers()
    return say.match(text, at) is not None or rest.match(text, at) is not None


def surname_length(text: str, at: int, *, doubtful: bool = False) -> int:
    """Length of the surname at ``at``: 2, 1, or 0; ``doubtful`` takes everyday words too."""
    single, compound = surnames()
    if text[at : at + 2] in compound:
        return 2
    first = text[at : at + 1]
    return 1 if first in single or (doubtful and first in _doubtful()) else 0


def _end_strength(text: str, end: int) -> float:
    """How clearly a name ends at ``end``: 2 a mark or 说, 1.5 a known word, 1 a hint, 0 no."""
    if end >= len(text) or text[end] in _STRONG_END or _ROLE_NEXT.match(text, end):
        return 2.0
    say, rest = _followers()
    if say.match(text, end):
        return 2.0
    if rest.match(text, end):
        return 1.5
    if not _HAN.match(text[end]):
        return 1.5
    return 1.0 if text[end] in _WEAK_END or text[end] in _single_followers() else 0.0


def ends_name(text: str, end: int) -> bool:
    """Whether a two-character name may end here: the next character does not go on with it."""
    return _end_strength(text, end) > 0 or text[end] not in _given()


def _given_strength(given: str) -> float | None:
    """How name-like a given name is; None where a character rules it out."""
    total = 0.0
    for char in given:
        if char in _given():
            total += 1.0
        elif char in _SOMETIMES_GIVEN:
            total -= 0.5
        elif char in _NEVER_GIVEN or not _HAN.match(char):
            return None
        else:
            total += 0.3
    return total / len(given)


def given_only(name: str) -> bool:
    """Whether a run is made of given-name characters, and no word and no surname begins it."""
    known = all(char in _given() for char in name)
    return known and not _is_word(name, 0) and not surname_length(name, 0)


def is_apart(name: str) -> bool:
    """Whether a run that marks set off may be a full name though its characters are rare."""
    length = surname_length(name, 0, doubtful=True)
    given = name[length:]
    whole = length > 0 and len(given) == _LONGEST_GIVEN and all(_HAN.match(c) for c in given)
    return whole and not _HARD.intersection(given) and not _is_word(name, 0)


def is_full(name: str) -> bool:
    """Whether a name has a surname and two characters that both are common in given names."""
    length = surname_length(name, 0)
    given = name[length:]
    return len(given) == _LONGEST_GIVEN and all(char in _given() for char in given)


def name_at(text: str, at: int, limit: int | None = None) -> NameShape | None:
    """The likeliest full name that begins at ``at``; it ends before ``limit``."""
    length = surname_length(text, at)
    if not length:
        return None
    # 曾表示, 于介绍: a reporting word of two characters right after what is then no surname.
    reports = says(text, at + length) and not _end_strength(text, at + length + 1)
    if _is_word(text, at) or _ADDRESS.match(text, at + length) or reports:
        return None
    best: NameShape | None = None
    for size, bonus in _GIVEN_SIZES:
        end = at + length + size
        if end > len(text) or (limit is not None and end > limit):
            continue
        given = _given_strength(text[at + length : end])
        if given is None:
            continue
        score = given * 1.5 + _end_strength(text, end) + bonus
        if best is None or score > best.score:
            best = NameShape(end, score)
    return best


def fit(text: str, start: int, end: int, *, proved: bool = False) -> float | None:
    """How name-like a span that the tagger votes for is, as ``NameShape`` scores; None: not at all.

    With ``proved`` (a post before it, say) only characters that end every name rule it out.
    """
    length = surname_length(text, start, doubtful=True)
    given = text[start + length : end]
    if not length or not 1 <= len(given) <= _LONGEST_GIVEN:
        return None
    if _is_word(text, start) or _ADDRESS.match(text, start + length):
        return None
    if proved:
        given = given if not any(char in _HARD for char in given) else ""
        return _end_strength(text, end) + 1.0 if given else None
    strength = _given_strength(given)
    bonus = dict(_GIVEN_SIZES)[len(given)]
    return None if strength is None else strength * 1.5 + _end_strength(text, end) + bonus


def name_chain(run: str) -> list[tuple[int, int]]:
    """Spans of the names that a run of characters is made of (阎晋于文哲); empty if it is not."""
    if not _SHORTEST <= len(run) <= _LONGEST_CHAIN or not all(_HAN.match(char) for char in run):
        return []
    best: list[tuple[float, list[tuple[int, int]]] | None] = [None] * (len(run) + 1)
    best[0] = (0.0, [])
    for at in range(len(run)):
        here = best[at]
        # Three characters that marks set off are a name (白玉兰), two a word (全面).
        length = surname_length(run, at, doubtful=at == 0 and len(run) == _WHOLE)
        if here is None or not length:
            continue
        for size, bonus in _GIVEN_SIZES:
            end = at + length + size
            given = _given_strength(run[at + length : end]) if end <= len(run) else None
            if given is None or _is_word(run, at):
                continue
            # A chain is preferred with few, well-formed names: each costs 0.5.
            score = here[0] + given - 0.5 + bonus / 2
            known = best[end]
            if known is None or score > known[0]:
                best[end] = (score, [*here[1], (at, end)])
    last = best[len(run)]
    return last[1] if last else []
