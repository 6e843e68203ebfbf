"""Words that names of bodies stop at, and words that make no name."""

import re
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.anyof import any_of
from kg.datafiles import read_lines

# 组织 and 联合 are verbs unless they begin a name or end one (组织部, 联合会); 王某 摄|某某公司:
# a photograph's credit ends.
VERBS: Final = re.compile(
    "组织(?<!党..)(?<!(?:社会|民间|慈善|两新)..)(?![部员委]|人事)"
    "|联合(?<!党..)(?!党|会|社|体|工|国|调|总会)|促进(?<!党..)(?![会局中委])"
    "|代表(?!大会|团|处|委|队|联络|工作|性)|调研(?![组团处室员])|发动(?!机)|暨(?!南|阳)"
    "|(?<=[ 　/])摄(?!影|像)"
)

# Words of one character that make a class of a class word, but begin names too.
_SIZES: Final = frozenset("大小总分子母")


@cache
def stop_words() -> tuple[AhoCorasick, tuple[bool | None, ...]]:
    """Words that end what may stand inside a name, and for each whether it always does.

    Those are our list's; verbs that precede a quantity, and words with a mark of their own, yield
    to the tagger (受理服务中心). None stands for a longer word that only holds one (可持续).
    """
    lines = set(read_lines("lexicon", "organization_stops.txt"))
    kept = {line[1:] for line in lines if line.startswith("!")}
    verbs = {verb for verb in read_lines("lexicon", "metric_verbs.txt") if len(verb) > 1}
    soft = {line[1:] for line in lines if line[0] == "~"}
    harmless = {line[1:] for line in lines if line[0] == "="}
    hard = {line for line in lines if line[0] not in "!^~="}
    words = sorted((verbs | hard | soft | harmless) - kept)
    finder = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return finder, tuple(None if word in harmless else word in hard for word in words)


@cache
def openers() -> re.Pattern[str]:
    """Verbs that are part of many names, but not where they open a clause: 提升|某某医院."""
    lines = read_lines("lexicon", "organization_stops.txt")
    words = sorted((line[1:] for line in lines if line.startswith("^")), key=len, reverse=True)
    # What stands before is told last: every alternative begins with a character.
    opening = "|".join(f"{word}(?<![一-鿿”’]{'.' * len(word)})" for word in words)
    return re.compile(rf"(?:{opening})(?=[一-鿿]{{3}})")


@cache
def _generic() -> re.Pattern[str]:
    words = read_lines("lexicon", "organization_generic.txt")
    sizes = "".join(word for word in words if word in _SIZES)
    longer = any_of(word for word in words if word not in _SIZES)
    # Longest first, never taken back; 小 before a word that is no class begins a name: 小营.
    return re.compile(rf"(?>{longer}|[{sizes}](?=$|{longer}))*+")


def bare(modifier: str) -> str:
    """What is left of a modifier when generic words are taken off its front; may be empty."""
    generic = _generic().match(modifier)
    return modifier[generic.end() :] if generic else modifier
