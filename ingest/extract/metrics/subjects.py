"""Whom a metric is about: of all names before it the likeliest, by how they stand; or nobody."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from typing import Final, NamedTuple

from ingest.draft import Draft
from ingest.extract.metrics.candidates import Candidate, Candidates
from ingest.extract.metrics.nation import is_national, is_ruling
from ingest.extract.metrics.own import own_name
from ingest.extract.metrics.speakers import speaker
from ingest.extract.metrics.verbs import starts_with_verb
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind

# How far back a subject may stand, in characters and in candidates: a long paragraph.
_PARAGRAPH: Final = 600
_MOST: Final = 16
# A measure may begin where the number's words begin and be told within them.
_FIGURE: Final = 12
# Counts above these are as good as each other.
_MOST_COMMAS: Final = 3
_MOST_SENTENCES: Final = 4
_MOST_BETWEEN: Final = 3
# So likely a subject must be to be told: below it a figure is better left to nobody than given to
# a wrong body. At a half, a third of all wrong ones go (bench/subject_weights.py).
_SURE: Final = 0.5
# What only a region has: its air, its people's lives, its trade.
_REGIONAL: Final = re.compile(
    r"PM2|优良天数|空气质量|国?[控省]断面|近岸海域|地区生产总值|人均GDP|GDP|增加值|每万人|每千人|预期寿命|城镇化率|失业率|就业率|森林覆盖率"
    r"|人均可支配|一般公共预算|税收收入|固定资产投资|社会消费品|社零|进出口|外贸|实际(?:使用|利用)外资|利用外资|吞吐量|货运量|研发(?:经费)?(?:投入|强度)|全社会研发"
    r"|技术合同成交|经营主体|民间投资|工业投资|营商环境|粮食(?:总)?产量|常住人口|高等教育毛入学|义务教育|医保|国内游客|入境游客|数字经济|专利拥有量"
)

# Prices are a region's too, and no office's that tells them.
_PRICES: Final = re.compile("居民消费价格|CPI")

# Verbs that begin a deed of its own behind what is set up: 实施甲行动，新增乙3家.
_DEED: Final = re.compile(
    r"(?:并|又|还|再|已|共|将|力争|争取|累计|全年)?(?:新增|新建|新开工(?!改造)|新培育|新认定|建成|组建|培育|引进|利用|完成|实施|新?创建|新?打造|开工|发放|投放|设立|改造[^，。；]{0,6}卫生室)"
    r"|(?:力争|争取)"
)
# 甲村、乙村等10个村: what 等 closes is counted, and so is a practice or body right before a number.
_SUCH: Final = re.compile(r"[”》）]?(?:[、和及][^，。；：]{1,60})?等?[”》）]?")
_BEGINS_SUCH: Final = "”》）、和及等"
_BODIES: Final = frozenset({"unit", "organization", "own"})
_COMMA: Final = re.compile("[，：]")
_REGIONS: Final = frozenset({"unit", "own"})
# Ways to stand that are kept with their signs: there are some thousands in all.
_KEPT: Final = 8192

# What tells of one thing, each a row of the learnt weights.
Signs = tuple[str, ...]


class Subjects:
    """The candidates of a draft, ready to be asked which one a number is about."""

    def __init__(self, draft: Draft, found: Sequence[Mention]) -> None:
        """Keep who may be meant, and the case's own place or body."""
        self._text = draft.text
        self._bodies = bodies = sorted(
            (m for m in found if m.kind in {Kind.PLACE, Kind.ORGANIZATION}),
            key=lambda m: (m.start, -m.end),
        )
        self._default, self._told = own_name(draft, bodies)
        units = {m.name for m in bodies if m.kind is Kind.PLACE}
        # A place that is only cited owns no figure, and leaves none to others either.
        self._cited = self._default is None and bool(units)
        self._is_body = self._told in {"body", "issuer"} and self._default not in units
        often = draft.text.count(self._default) if self._default else 0
        self._often = min(often, _MOST_BETWEEN)
        self._genre = str(draft.genre)
        self._ruling = is_ruling(draft.text)
        self._candidates = Candidates(draft, found, self._default)

    def of(self, at: int) -> str | None:
        """Name of what the number at ``at`` is about; None where nobody is likely enough."""
        if self._ruling or is_national(self._text, at):
            return None
        told = speaker(self._text, at, self._bodies) or self._governs(at)
        if told:
            return told
        shares = likelihoods(self.choices(at), _weight)
        name = max(shares, key=lambda name: shares[name])
        return name if shares[name] >= _SURE * sum(shares.values()) else None

    def choices(self, at: int) -> Iterator[tuple[str | None, tuple[Signs, ...]]]:
        """Names that the number at ``at`` may be about, and nobody, each with its signs.

        A name comes once for each place where it stands before the number. Signs that tell of
        the same come as one tuple, of which a text has few.
        """
        low = max(0, at - _PARAGRAPH)
        openers: set[str] = set()
        clause = max(self._text.rfind(mark, low, at) for mark in "，。；！？：\n") + 1
        verb = starts_with_verb(self._text, clause)
        regional = _REGIONAL.search(self._text, clause, at + _FIGURE) is not None
        economy = regional or _PRICES.search(self._text, clause, at + _FIGURE) is not None
        for candidate in reversed(self._candidates.before(at, low, _MOST)):
            if self._counted(candidate, at) or self._another(candidate, at, regional=regional):
                continue
            yield (
                candidate.name,
                self._signs(candidate, at, between=len(openers), verb=verb, regional=regional),
            )
            if candidate.opens != "inside" or candidate.after == "verb":
                openers.add(candidate.name)
        opened = f"openers {min(len(openers), _MOST_BETWEEN)}"
        if (self._default or self._cited) and not (economy and self._is_body):
            told = ["default", f"default {opened}", f"default {self._genre}"]
            told += [f"default regional {regional}", f"default verb {verb}"]
            told += [f"default {self._told}", f"default {self._told} {opened}"]
            told.append(f"default often {self._often}")
            yield self._default, (tuple(told),)
        nobody = ("nobody", f"nobody {opened}", f"nobody default {self._default is not None}")
        yield None, (nobody,)

    def _governs(self, at: int) -> str | None:
        """The body or unit whose verbs lead up to the number, clause after clause of a sentence.

        甲镇根据实际，组建4个党委.
        """
        low = max(0, at - _PARAGRAPH, *(self._text.rfind(mark, 0, at) + 1 for mark in "。！？；\n"))
        for candidate in reversed(self._candidates.before(at, low, _MOST)):
            if candidate.kind not in _BODIES or candidate.opens == "inside":
                continue
            if candidate.after != "verb" or candidate.before != "none":
                return None
            clauses = self._text[candidate.end : at]
            commas = [candidate.end + m.end() for m in _COMMA.finditer(clauses)]
            led = all(starts_with_verb(self._text, comma) for comma in commas)
            return candidate.name if commas and led else None
        return None

    def _counted(self, candidate: Candidate, at: int) -> bool:
        """Whether the number at ``at`` only counts the candidate, or a list that it stands in."""
        begun = candidate.end == at or self._text[candidate.end] in _BEGINS_SUCH
        if not begun or _SUCH.fullmatch(self._text, candidate.end, at) is None:
            return False
        return candidate.kind not in _REGIONS or "等" in self._text[candidate.end : at]

    def _another(self, candidate: Candidate, at: int, *, regional: bool) -> bool:
        """Whether a later clause tells a figure that only a region has, or a deed of its own."""
        runs = candidate.kind == "initiative" and candidate.before == "runs"
        if candidate.kind in _REGIONS or not (regional or runs):
            return False
        comma = max(self._text.rfind(mark, candidate.end, at) for mark in "，；")
        if comma < 0:
            return False
        return regional or (runs and _DEED.match(self._text, comma + 1) is not None)

    def _signs(
        self, candidate: Candidate, at: int, *, between: int, verb: bool, regional: bool
    ) -> tuple[Signs, ...]:
        """How a candidate stands to the number at ``at``."""
        c = candidate
        gap = self._text[c.end : at]
        far = _distance(gap)
        closed = "）" in gap and gap.count("）") > gap.count("（")
        passed = min(between, _MOST_BETWEEN)
        stands = _Stands(c.kind, c.opens, c.after, c.before, far, passed, closed, regional, verb)
        return _told(stands), c.signs


class _Stands(NamedTuple):
    """How a candidate stands to a number.

    The last four say how many others opened a clause in between, whether a bracket closed, whether
    the number is of what only a region has, and whether its clause begins with its verb.
    """

    kind: str
    opens: str
    after: str
    before: str
    far: str
    passed: int
    closed: bool
    regional: bool
    verb: bool


@lru_cache(_KEPT)
def _told(c: _Stands) -> Signs:
    """The signs of a way to stand."""
    return (
        *(c.kind, f"{c.kind} {c.opens}", f"{c.kind} {c.after}", f"{c.kind} {c.before}"),
        *(c.far, f"{c.kind} {c.far}", f"{c.after} {c.far}", f"{c.before} {c.far}"),
        *(f"passed {c.passed}", f"{c.kind} passed {c.passed}"),
        *(f"regional {c.regional} {c.kind}", f"closed {c.closed}"),
        *(f"verb {c.verb} {c.far}", f"verb {c.verb} {c.kind} {c.opens}"),
    )


def likelihoods(
    choices: Iterable[tuple[str | None, Iterable[Signs]]], weight: Callable[[Signs], float]
) -> dict[str | None, float]:
    """How likely each name is, not yet as shares: a name that stands twice counts twice.

    ``weight`` tells what some signs add together.
    """
    found: defaultdict[str | None, float] = defaultdict(float)
    for name, signs in choices:
        found[name] += exp(sum(map(weight, signs)))
    return found


@lru_cache(_KEPT)
def _weight(signs: Signs) -> float:
    weights = _weights()
    return sum(weights.get(sign, 0.0) for sign in signs)


def _distance(gap: str) -> str:
    """How far before a number a name stands, by the marks between them."""
    lines = gap.count("\n")
    if lines:
        return "line" if lines == 1 else "lines"
    ends = sum(map(gap.count, "。！？；"))
    if ends:
        return f"sentence {min(ends, _MOST_SENTENCES)}"
    return f"clause {min(gap.count('，') + gap.count('：'), _MOST_COMMAS)}"


@cache
def _weights() -> Mapping[str, float]:
    """What each sign adds to the likelihood of a subject (bench/subject_weights.py)."""
    rows = (line.split("\t") for line in read_lines("model", "subjects.tsv"))
    return {sign: float(weight) for sign, weight in rows}
