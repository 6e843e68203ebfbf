"""What a passage does in its case, by its headings, its words and where it stands.

Precision first: where nothing is clear the role is None.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.datafiles import read_lines
from kg.model import Passage
from kg.ontology import Genre, Role
from kg.text import sentences

_OPENING: Final = 60  # characters in which a passage says what it begins with
_FIRST, _LAST = 0.25, 0.7  # shares of a case in which its background and its results stand
_HALF: Final = 0.5  # share of the sentences that decide what a passage does
_SHORTEST: Final = 40  # characters; a shorter line is a caption or a lead
_LONGEST: Final = 16  # characters of a heading that names a role rather than a topic
_FEW: Final = 2  # cues that one chance word cannot make

# A leader who says, writes or visits; 贯彻总书记…精神 and 总书记重要讲话 are no words of his.
_CHARGE: Final = re.compile(
    r"(?<!贯彻)(?<!落实)(?<!践行)(?<!牢记)(?<!学习)(?<!按照)(?<!遵循)(?<!根据)(?<!深入)(?<!感恩)"
    r"(?:习近平总书记|习近平同志(?!为)|习近平(?!总书记|同志|[^，。；]{2,14}思想)"
    r"|(?<!习近平)总书记|毛主席|毛泽东同志|邓小平同志)"
    r"(?!重要|关于|的?(?:重要|系列|殷切|谆谆|嘱托|批示|指示|讲话))[^。；]{0,40}?"
    r"(?:强调|指出|嘱托|勉励|叮嘱|要求|寄语|批示|指示|回信|复信|视察|考察|调研|期望|提出)"
    # 考察某省重要讲话精神 names what he said, and says nothing of it.
    r"(?![^，。；]{0,14}(?:重要)?(?:讲话|指示|批示|嘱托)[^，。；]{0,8}(?:精神|遵循|要求|指引|统领))"
)
_SPOKEN: Final = re.compile(
    r"[。！？…，]”[^“”。]{0,40}?(?:说|表示(?!感谢|祝贺|欢迎|慰问|问候|敬意)|介绍|感慨|点赞|称赞|感叹|坦言|赞赏|称道|笑着|回忆|告诉)|(?:说|介绍|表示|感慨|告诉\S{0,3})[：:，,]\s*“"
)
_SCENE: Final = re.compile(
    r"“|\d{1,2}月(?:\d{1,2}日)?[，,]|(?:近日|日前|前不久|不久前|清晨|上午|下午|傍晚|夜幕|走进|一大早|国庆|春节|暑假|正值|在[^，。]{2,24}(?:家中|门口|现场|大厅|广场))"
)
_QUOTE: Final = re.compile(r"“[^”]{10,}[。！？…]”")
# A lack told of somebody: some, some places, or a unit by its name.
_BLAMED: Final = re.compile(
    r"(?:有的|有些|一些|个别|部分|少数|极少数|不少|(?:[*×xX]{1,3}|[\u4e00-\u9fff]{2,6})(?:镇|乡|街道|社区|村|局|委|办)(?:等|、|党|在|的)?)[^。；]{0,24}?"
    r"(?:不够|不足|不到位|不高|不实|不强|不力|不深|不严|不清|不明|不愿|不会|不敢|不想|不规范|不健全|不均衡|不平衡|缺乏|缺少|欠缺|流于形式|应付|敷衍|滞后|缓慢|落后|靠后|薄弱|松散|软弱|推诿|偏差"
    r"|淡薄|差距|形同虚设|走过场|一阵风|没有|未(?:完成|落实|开展|建立|达到)|重[^，。；]{1,8}轻|讲不出|上热中温)"
)
_LACK: Final = re.compile(
    r"(?:存在|还有|仍有|面临|暴露出?|反映出)[^。；，]{0,24}(?:问题|不足|短板|差距|薄弱环节|困难|隐患|挑战)"
    r"|(?:(?<!予以)(?<!给予)(?:通报批评|点名批评)|排名(?:靠后|末位|最后)的(?:有|是)|进展缓慢|推进不力)"
)
# A sentence that sums a lack up: 一是工作进度还不快。
_SUMMED_LACK: Final = re.compile(
    r"(?:还?不(?:够|快|高|强|实|深|严|足|到位|平衡|均衡|规范|健全|明显|适应)|有(?:差距|欠账|短板|弱项)|有?所?下滑|弱化|薄弱|滞后|缺失|偏差)[^，。；]{0,4}[。；]?$"
)
# What opens a practice against a lack is no complaint: 针对…问题，建立….
_ANSWERED: Final = re.compile(
    r"(?:针对|破解|解决|围绕|聚焦|着眼|整改|化解|排查|收集|梳理|查找|纳入|发现)[^。；]{0,40}(?:问题|不足|短板|难题|困难|隐患|诉求)"
)
_PLACED: Final = re.compile(
    r"位于|地处|坐落|处在[^，。]{2,12}交界|毗邻|辖区(?:面积|有|共)|下辖|常住人口|总人口|总面积|现有(?:党员|农户|居民|人口|党组织)|共有(?:基层)?党组织|成立于|始建于|建成于"
)
_MOTIVE: Final = re.compile(
    r"^(?:近(?:年|些年|几年)来?|今年以来|去年以来|为[^，。]{4,60}[，,]|随着|党的十[八九]大以来|党的二十大以来|长期以来)"
)
# … and what a body did for it, in the same sentence: 为…，某社区联合开展….
_DID: Final = re.compile(
    r"(?:实行|推行|实施|开展|举办|组织|召开|创新|打造|建立|成立|推出|启动|搭建|联合|联手|召集|邀请)(?!以来|了?一系列)"
)
_RESULT: Final = re.compile(
    r"(?:同比|环比)?(?:下降|上升|提升|提高|增长|增加|减少|降低|缩短|压减)(?:了|到|至|为)?\s*(?:近|约|超)?\d|达(?:到|成)?\s*\d|满意[率度][^，。；]{0,8}\d|获评|荣获|被评为|荣膺|入选"
    r"|(?:累计|先后|已|共|全(?:市|区|县|镇|省|乡|村))[^，。；]{0,20}\d"
)
_AIM: Final = re.compile(r"目标|力争|计划|要求|预计|拟|将(?:实现|达到|建)")
_SUM_UP: Final = re.compile(
    r"^(?:目前|截至|至今|如今|据统计|(?:[^，。]{2,16})(?:实施|推行|实行|开展|运行)以来)"
)
_ORDERED: Final = re.compile(
    r"(?:^|[，；、：])(?:各[\u4e00-\u9fff]{1,8})?(?:[一二三四五六七八九十]?要|必须|务必|应当?|需要?|不得|严禁)(?=[\u4e00-\u9fff])"
)
_ORDER_HEAD: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是?要(?![求点])|\d{1,2}[、.．]\s*要(?![求点]))"
)
_NEXT: Final = re.compile(
    r"^(?:下一步|下步|后续[，,]|今后|接下来|未来|明年|下半年|今年(?:要|将|重点)|力争|到20\d\d年|我们(?:将|要))"
)
_DONE: Final = re.compile(
    r"建立|推行|组织|创新|整合|打造|开展|实施|完善|设立|推动|健全|成立|组建|构建|推出|制定|探索|搭建|依托|引导|采取|落实|创建|选派|划分|聘请|培育|吸纳|深化|规范|梳理"
    r"|派出|发起(?!成员|人)|举办|牵头|送上|开放|督导|选聘|招募|打通|联动|走访|排查|培训|开通|上线|出台"
)
_POINT: Final = re.compile(r"[一二三四五六七八九十]是(?!要)")
_LEARNT: Final = re.compile(
    r"^(?:实践(?:证明|表明)|启示|体会到|我们(?:深切|深刻)?(?:体会|感到|认识)到)"
)
_TOLD: Final = frozenset({Genre.EXCHANGE, Genre.ARTICLE, Genre.RESEARCH, Genre.OTHER})
_ORDERING: Final = frozenset({Genre.SPEECH, Genre.DOCUMENT, Genre.REPORT})


def with_roles(passages: Sequence[Passage], genre: Genre) -> tuple[Passage, ...]:
    """The passages of a case with what each does; None where that is unclear."""
    size = max((p.end for p in passages), default=0) - (passages[0].start if passages else 0)
    return tuple(
        replace(p, role=role_of(p, genre, (p.start - passages[0].start) / max(1, size)))
        for p in passages
    )


def role_of(passage: Passage, genre: Genre, at: float) -> Role | None:
    """Role of one passage that begins at this share (0 to 1) of its case."""
    text = passage.text.strip()
    told = _by_words(text, genre, at, opening=at < _FIRST and not passage.heading)
    if told in {Role.CHARGE, Role.PROBLEM, Role.STORY}:
        return told
    headed = next(filter(None, map(_by_heading, reversed(passage.heading))), None)
    return headed or told


def _by_heading(heading: str) -> Role | None:
    """Role that a heading names outright; the mention nearest to its end decides."""
    if len(heading) > _LONGEST:
        return None
    found = [(heading.rfind(words) + len(words), len(words), role) for words, role in _headings()]
    end, _, role = max((f for f in found if f[0] >= f[1]), default=(0, 0, None))
    return role if end else None


@cache
def _headings() -> tuple[tuple[str, Role], ...]:
    rows = (line.split("\t") for line in read_lines("lexicon", "role_headings.tsv"))
    return tuple((words, Role(role)) for role, words in rows)


def _by_words(text: str, genre: Genre, at: float, *, opening: bool) -> Role | None:
    """Role that the words show; ``opening``: above the first heading, near the top."""
    spans = list(sentences(text))
    parts = [text[start:end].strip() for start, end in spans]
    if not parts:
        return None
    tests = (
        (Role.CHARGE, _is_charge(parts)),
        (Role.STORY, genre in _TOLD and _is_story(text, parts)),
        (Role.PROBLEM, _is_problem(parts)),
        (Role.LESSON, _LEARNT.match(parts[0]) is not None),
        (Role.PLAN, _is_plan(parts, genre)),
        (Role.RESULT, genre in _TOLD and _is_result(parts, at)),
        (Role.BACKGROUND, genre in _TOLD and opening and _is_background(parts, at)),
        (Role.PRACTICE, genre in _TOLD and _is_practice(text, parts)),
    )
    return next((role for role, holds in tests if holds), None)


def _is_charge(parts: Sequence[str]) -> bool:
    """Half of the passage gives a leader's words or visits, from its beginning on."""
    said = sum(bool(_CHARGE.search(part)) for part in parts)
    first = _CHARGE.search(parts[0])
    opens = first is not None and first.start() < _OPENING
    return opens and said >= len(parts) * _HALF


def _is_story(text: str, parts: Sequence[str]) -> bool:
    """Somebody speaks in a scene, or the passage opens with his words.

    One who praises what was done does not make a story of it.
    """
    said = len(_SPOKEN.findall(text))
    scene = said and _SCENE.match(text) and not _is_practice(text, parts)
    return bool(_QUOTE.match(text)) or said >= _FEW or bool(scene)


def _is_problem(parts: Sequence[str]) -> bool:
    """Lacks told of some or of a unit by name, in half of the sentences."""
    lacking = [part for part in parts if not _ANSWERED.search(part)]
    blamed = sum(bool(_BLAMED.search(part) or _LACK.search(part)) for part in lacking)
    opens = bool(lacking) and lacking[0] is parts[0] and _LACK.search(parts[0])
    if _SUMMED_LACK.search(parts[0]) and not _ORDERED.search(parts[0]):
        return True
    return blamed >= max(1, len(parts) * _HALF) and (blamed >= _FEW or bool(opens))


def _is_plan(parts: Sequence[str], genre: Genre) -> bool:
    """What is to be done: 下一步 at the start, or orders in half of the sentences."""
    if _NEXT.match(parts[0]):
        return True
    if genre in _ORDERING and _ORDER_HEAD.match(parts[0]):
        return True
    ordered = sum(bool(_ORDERED.search(part)) for part in parts)
    told = genre in _ORDERING or genre is Genre.ARTICLE
    return told and ordered >= _FEW and ordered >= len(parts) * _HALF


def _is_result(parts: Sequence[str], at: float) -> bool:
    """Figures and prizes in half of the sentences, near the end or after 目前, …以来."""
    results = sum(bool(_RESULT.search(part)) for part in parts)
    stands = at >= _LAST or _SUM_UP.match(parts[0])
    if any(_AIM.search(part) for part in parts):
        return False
    return bool(stands) and results >= len(parts) * _HALF and not _DONE.search(parts[0][:10])


def _is_background(parts: Sequence[str], at: float) -> bool:
    """Where it is and how large, or why it was begun, at the top of the case.

    近年来 and 为… open what was done as well: many deeds are no background.
    """
    placed = any(_PLACED.search(part) for part in parts[:_FEW])
    motive = _MOTIVE.match(parts[0]) if at < _FIRST / _FEW else None
    moved = motive is not None and _DID.search(parts[0], motive.end()) is None
    return placed or (moved and not _is_practice("".join(parts), parts))


def _is_practice(text: str, parts: Sequence[str]) -> bool:
    """Many deeds, few of them wished for."""
    deeds = len(_DONE.findall(text))
    wished = sum(bool(_ORDERED.search(part)) for part in parts)
    if len(text) < _SHORTEST:
        return False
    # A numbered point of a paper tells what was done, with one deed as well.
    least = 1 if _POINT.match(text) else _FEW
    return deeds >= max(least, len(parts) * _HALF) and wished <= len(parts) * _FIRST
