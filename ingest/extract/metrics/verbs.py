"""Verbs and particles that end a noun phrase, by a list and by the words around them."""

import re
from functools import cache
from typing import Final

from kg.anyof import any_of, begins_with
from kg.datafiles import read_lines

# One-character verbs and prepositions, guarded against the words that merely contain them; each
# alternative begins with its first character.
_PARTICLES: Final = (
    "有(?<![国所现拥共私公原含].)(?![机关效限色轨线序偿])",
    *("在(?<![现存].)(?![职校岗建册研编读线])", "为(?<!华.)(?![民主农侨]|[老小企幼]服务)"),
    *("被(?![告害困])", "把(?!手|关)", "将(?!军)", "由(?!于)", "向(?!导)", "让(?!利)"),
    *("使(?![用馆命])", "给(?<![供补配].)(?!予|付)", "按(?!摩)", "与(?<!参.)(?!会)", "从(?!业)"),
    *("到(?<!报.)(?![位期])", "对(?![象口照比外接点子])", "于(?<![关由基].)(?!都)"),
    *("以(?![上下内来外前后]|工代)", "都(?!市|会)", "均(?<![人户年日月亩村平地].)(?![等衡])"),
    *("已", "就(?![业医学餐诊地近读])", "仅", "并(?![网购])", "也", "还(?![款林])"),
    *("再(?<!可.)(?![生就造])", "又", "其中", "截至", "自(?=20|19)", "超(?![市算高导级])"),
    *("占(?!地)", "是(?<![于但要还就凡总或硬可].)(?![非否])", "约(?!谈)", "近(?![海郊])", "逾"),
    *("突破", "增加(?!值)", "未(?![来成])", "没(?!收)", "需(?=[完建加进整推改补提])", "只(?=有)"),
    "可(?=[在以享通])",
)
# A verb that these follow is part of a noun: 宣讲队, 调解员, 接种点, 满意率.
_NOMINAL: Final = "队员站点室团组会件者率量额区所机线车卡岗部面金费类式型体圈品厂业力法权牌证"
# Words that contain a verb of the list and are none: 中长期贷款, 集成电路.
_COMPOUND: Final = (
    r"直接(?=经济|投资|融资|费用|损失)|(?<=中)长期|集成电路|营造林"
    r"|全部(?=税收|人口|企业|收入|投资)|融合[一-鿿]?区|(?:新增|转移|灵活)(?=(?:城镇)?就业)"
)


@cache
def clause_cut() -> re.Pattern[str]:
    """Verbs and particles that end a noun phrase."""
    begin = begins_with(("新", *_verbs(), *_PARTICLES))
    return re.compile(f"{begin}(?:{verb_cut().pattern}|{'|'.join(_PARTICLES)})")


@cache
def verb_cut() -> re.Pattern[str]:
    """Verbs alone: the subject of a ratio may hold particles (有…经历的占90%)."""
    begin = begins_with(("新", *_verbs()))
    return re.compile(
        rf"{begin}(?!{_COMPOUND})新?(?:{any_of(_verbs())})(?![{_NOMINAL}]|中(?!小?学|医)|人[数次])[了着过出]?"
    )


def _verbs() -> list[str]:
    return read_lines("lexicon", "metric_verbs.txt")


def starts_with_verb(text: str, at: int) -> bool:
    """Whether a verb or particle of the list stands at ``at``."""
    return clause_cut().match(text, at) is not None
