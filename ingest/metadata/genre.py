"""The form of writing of a case: by its title and kind of paper, else by its voice."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.cutting.places import leads_with_place
from ingest.cutting.shapes import SALUTATION
from kg.ontology import Genre
from kg.places import gazetteer

_DOCUMENT: Final = (
    r"(?:意见|通知|办法|方案|条例|规定|细则|决定|决议|准则|规划|纲要|公报|倡议书|章程|党章|公告|要点|清单)"
    r"(?:》|（.{1,10}）)?$"
)
_REPORT: Final = (
    r"政府工作报告(?!中)|工作(?:报告|总结|汇报)(?!中)|述职|情况的?(?:报告|汇报|通报)|总结$|报告$"
)
# What a title or a dash line says outright; the first that fits decides.
_TITLES: Final = (
    (Genre.SPEECH, re.compile(r"(?:上的|中的)(?:主持)?(?:讲话|致辞|演讲|主持词)(?:提纲|稿)?$")),
    (Genre.CHRONOLOGY, re.compile(r"大事(?:记|速览|回眸|盘点|要览)|年表|编年")),
    (
        Genre.EXCHANGE,
        re.compile(r"交流|经验(?:材料|介绍|汇报)|典型(?:材料|发言)|发言(?:材料|提纲|稿)?$"),
    ),
    (Genre.REPORT, re.compile(_REPORT)),
    (Genre.RESEARCH, re.compile(r"调研|(?<!审查)调查(?!处理|审查|组)|研究|思考|探析|启示")),
    (Genre.SPEECH, re.compile(r"讲话|致辞|演讲|主持词|讲稿")),
    (Genre.DOCUMENT, re.compile(_DOCUMENT)),
    (Genre.COMMENTARY, re.compile(r"评论|社论|时评|短评|快评")),
)
_DATELINE: Final = re.compile(
    r"本报[\u4e00-\u9fff]{0,6}(?:\d+月\d+日)?[讯电]|[（(](?:通讯员|记者|本报)|^(?:本报|本刊|新华社).{0,6}记者"
)
_HEAD: Final = 200  # characters of the body in which a dateline stands
_SPOKEN: Final = re.compile(
    r"”[^“”。]{0,30}?(?:说|表示|介绍|感慨|点赞|称赞|感叹|坦言|赞赏道|称道)[。：:]|(?:说|介绍|表示)[：:，]“"
)
_QUOTED: Final = re.compile(r"“[^”]*”")
_WE: Final = re.compile(
    r"我们|我(?:市|省|县|区|镇|乡|村|街道|社区|校|局|部|集团|公司)|(?<![自忘])我(?=[是在和将把对要])"
)
_FIGURE: Final = re.compile(r"\d")
# What a report of an event opens with, whoever says 我们 once in it.
_TOLD: Final = re.compile(
    r"(?:近日|日前|连日来|\d{1,2}月\d{1,2}日(?:上午|下午|晚上?|至\d{1,2}日)?)[，,]"
)
_DAY: Final = re.compile(r"\d{1,2}月\d{1,2}日(?:上午|下午|晚|[，,])")  # an event, no opinion
_FEW_WE: Final = 2
_EXHORTATION: Final = re.compile(
    r"初心|使命|征程|答卷|赶考|时代(?!文明实践)|奋斗|信仰|精神|砥砺|必将|华章|伟大"
)
# Figures and names that a paper hides when it goes on: **个, *县, ×名.
_MASK: Final = re.compile(r"[*＊×]+(?=[余多万]?[\u4e00-\u9fff%％])")
_FEWEST_MASKS: Final = 3  # of a text that is masked; news has one now and then: 王×
_OFTEN_WE: Final = 0.0005  # a character of a source of papers; 0.0009 and more where seen
_OFTEN_MASKED: Final = 0.005  # a character of a source of masked papers; 0.01 where seen
_SHORTEST_PAPER: Final = 400  # characters; papers read out at a meeting have 1,000 and more
_SHORTEST_ESSAY: Final = 300  # characters; a shorter piece is no commentary but a lead
_FEW_FIGURES, _MANY_EXHORTATIONS = 0.01, 0.01  # a character; reports of practice have 3 % figures


def by_words(heads: Sequence[str]) -> Genre | None:
    """Genre that a title or a dash line names, else None."""
    for genre, pattern in _TITLES:
        if any(pattern.search(head) for head in heads):
            return genre
    return None


def by_voice(title: str, body: str, around: str, *, byline: bool) -> Genre:
    """Genre of a case whose head does not name it.

    A salutation makes a speech; a byline or dateline a report or, where there are neither
    figures nor quoted speech, a commentary; the first person or masked figures an exchange
    paper. A text in the third person goes with the others of its source (``around``).
    """
    if SALUTATION.match(body):
        return Genre.SPEECH
    placed = leads_with_place(title)
    if byline or _DATELINE.search(body[:_HEAD]):
        return Genre.COMMENTARY if _is_essay(body) and not placed else Genre.ARTICLE
    if not title:
        return Genre.OTHER
    found = gazetteer().find(title[:8])
    told = _TOLD.search(body[:_HEAD]) and _times_we(body) <= _FEW_WE
    if told or _SPOKEN.search(body) or (found and found[0][0] == 0):
        return Genre.ARTICLE
    own = _times_we(body) > 0 or _times_we(around) >= len(around) * _OFTEN_WE
    return Genre.EXCHANGE if own or _is_masked(body, around) else Genre.ARTICLE


def _is_masked(body: str, around: str) -> bool:
    """Whether a text, or its whole source, hides its figures and is longer than a short case."""
    masked = len(_MASK.findall(body)) >= _FEWEST_MASKS
    masked = masked or len(_MASK.findall(around)) >= len(around) * _OFTEN_MASKED
    return masked and len(body) >= _SHORTEST_PAPER


def _times_we(text: str) -> int:
    """How often a text says 我们 in its own voice."""
    return len(_WE.findall(_QUOTED.sub("", text)))


def _is_essay(body: str) -> bool:
    """Few figures and no quoted speech, but many words of exhortation."""
    size = len(body)
    if size < _SHORTEST_ESSAY or _SPOKEN.search(body):
        return False
    if _DAY.search(body):
        return False
    few = len(_FIGURE.findall(body)) / size < _FEW_FIGURES
    return few and len(_EXHORTATION.findall(body)) / size > _MANY_EXHORTATIONS
