"""What single sentences tell: what was done, what came of it, what is wrong, what is only meant.

A passage's role goes before; within it each sentence is judged by its own words. Precision first:
a sentence that shows nothing clearly is none of these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Metric, Passage
from kg.ontology import Role, Status
from kg.text import sentences_within, unbroken

# Shorter sentences are headings run into their text, or the tail of a broken one; an outcome may
# be told shortly: 累计办结诉求320件。
_SHORTEST: Final = 18
_SHORTEST_OUTCOME: Final = 10
# What a table cell and a slide can hold; the longer of two sentences is the worse one to quote.
_COMFORTABLE: Final = 140
_LONGEST: Final = 320

_NOTE: Final = re.compile(
    r"\s*[（(]?(?:资料来源|来源|编者注|编者按|说明|注|作者|记者|供稿|责任编辑|联系人|附件|图|表"
    r"|主办单位|执笔)\d*[：:]|\s*[（(](?:作者|记者)|\s*(?:第[一二三四五六七八九十\d]+[章节页]|目\s*录)\s*$"
    r"|.*[.…·]{4,}\s*\d+\s*$"
)
_DEED: Final = re.compile(
    r"建立|推行|组织|创新|整合|打造|开展|实施|完善|设立|推动|健全|成立|组建|构建|推出|制定|探索|搭建|依托"
    r"|引导|采取|落实|创建|选派|划分|聘请|培育|吸纳|深化|规范|梳理|开设|设置|配备|吸收|选聘|签订|联合|牵头"
    r"|发动|公开|定期|评选|奖励|兑换|派单|认领|上门|轮流|收集|协商|整改|建成|改造|盘活|流转|入股|公示"
    r"|推选|兼任|下沉|派驻|编制|开发|上线|投入|优化|划定|明确|运用|试行|启动|推进|实行"
)
_OUTCOME: Final = re.compile(
    r"(?:下降|上升|提升|提高|增长|增加|减少|降低|缩短|压减|翻|突破|达到?|超过?|增收|节约|节省)"
    r"(?:了|到|至|为|近|约|逾)*[^，。；]{0,6}?[\d*＊×]"
    r"|(?:率|度|数|量|额|收入)[^，。；]{0,10}(?:达|为|超|提升|提高|增长|增至|下降|降至|升至)"
    r"|(?:累计|先后|已|共|解决|化解|办结|服务|帮助|消除|调解|受理|响应|吸引|带动|惠及|处理|整改"
    r"|完成|收集|办理|推动解决|成功)[^，。；]{0,24}[\d*＊×]+[余多]?[万亿千百]?"
    r"(?:个|件|起|人|名|户|条|项|次|处|家|元|人次|小时|场|平方米|对|套)"
    r"|获评|荣获|被评为|被授予|荣膺|入选|获得[^，。；]{0,24}(?:称号|表彰|奖|肯定|好评|认可|批示)"
    r"|(?:有效|切实|成功|全面|彻底|及时)(?:破解|解决|化解|消除|改变|遏制|缓解|扭转|根治)"
    r"|(?:明显|显著|大幅|稳步|普遍)(?:提升|提高|增强|改善|下降|减少|好转|降低|上升|改观)"
    r"|实现了|零(?:上访|发生|事故|投诉|纠纷|新增)|(?:赢得|得到|受到)[^，。；]{0,16}(?:好评|认可|点赞|拥护|欢迎|支持|肯定)"
)
# An outcome that the sentence only sets as a mark or a rule: 以提升…为目标, 每年至少走访3次.
_REQUIRED: Final = re.compile(r"为目标|为目的|旨在|至少|不少于|不低于|原则上")
_AIM: Final = re.compile(
    r"力争|争取(?:到|在|用)|计划(?:在|用|到|于|建|投|新|今年|明年)|预计|拟(?:建|于|投|用|在)"
    r"|(?<!即)(?<!并)(?<!必)将(?:继续|进一步|以此|全面|持续|着力|不断|实现|达到|建成|在|于|重点|按照|紧)"
    r"|(?:到|至)(?:20[2-9]\d|[*＊×xX]{2,4})年(?:底|末)?[^，。；]{0,4}[，、]?[^。；]{0,16}(?:实现|达到|建成|完成|全覆盖)"
    r"|下一步|下步|今后|接下来|未来[三五几]年|目标(?:是|为|任务)|确保[^。；]{0,30}(?:达到|完成|实现)|要(?:求|以|把|在|进一步|继续|加强|坚持|着力|持续|深入|全面|强化|严格|抓|做|注重|突出)"
    r"|(?:^|[，；、：])(?:各[\u4e00-\u9fff]{1,8})?(?:必须|务必|应当|需要|不得|严禁|我们要|一定要)"
)
_LACK: Final = re.compile(
    r"(?:存在|还有|仍有|面临|暴露出?|反映出)[^。；，]{0,24}(?:问题|不足|短板|差距|薄弱环节|困难|隐患|挑战|矛盾)"
    r"|(?:有的|有些|一些|个别|部分|少数|不少)[^。；]{0,24}?(?:不够|不足|不到位|不高|不实|不强|不力|不深|不严"
    r"|不清|不明|不愿|不会|不敢|不想|不规范|不健全|缺乏|缺少|流于形式|应付|滞后|薄弱|推诿|差距|形同虚设)"
    r"|(?:难(?:以|点|题|度大)|困扰|痛点|堵点|短板|瓶颈)[^。；]{0,14}(?:突出|凸显|明显|存在|长期)"
    r"|(?:矛盾|问题|投诉|纠纷|隐患)[^，。；]{0,6}(?:突出|凸显|频发|多发|不断|集中|较多|严重)"
    r"|(?:还?不(?:够|快|高|强|实|深|严|足|到位|平衡|均衡|规范|健全|明显|适应)|有(?:差距|欠账|短板|弱项)|弱化|缺失)[^，。；]{0,4}[。；]?$"
)
# What opens a practice against a lack is no complaint: 针对…问题，建立….
_ANSWERED: Final = re.compile(
    r"(?:针对|破解|解决|围绕|聚焦|着眼|整改|化解|排查|收集|梳理|查找|纳入|发现|克服|改变|为了?解决)[^。；]{0,40}"
    r"(?:问题|不足|短板|难题|困难|隐患|诉求|矛盾|瓶颈|痛点|堵点)"
)
_CHARGE: Final = re.compile(
    r"(?:习近平总书记|习近平|总书记|党中央|中央)[^。；]{0,40}?(?:强调|指出|嘱托|勉励|叮嘱|要求|寄语|批示|指示|回信|考察|提出)"
    r"|党的(?:十[八九]大|二十大|二十届)[^。；]{0,12}(?:指出|强调|提出|要求|报告)"
)
_PLACED: Final = re.compile(
    r"位于|地处|坐落|辖区(?:面积|有|共)|下辖|常住人口|总人口|总面积|现有(?:党员|农户|居民|人口|党组织)"
    r"|共有(?:基层)?党组织|成立于|始建于|建成于|户籍人口|流动人口|建筑面积|汇聚了|我是"
)
_SPOKEN: Final = re.compile(
    r"”[^“”。]{0,40}?(?:说|表示|介绍|感慨|点赞|称赞|感叹|坦言|赞赏|称道|笑着|回忆|告诉)"
    r"|(?:说|介绍|表示|感慨|告诉\S{0,3})[：:，,]?\s*[“\"]"
)
_SLOGAN: Final = re.compile(
    r"(?:深入贯彻|认真贯彻|全面贯彻|坚持以习近平|以习近平新时代|高举|深刻领会)[^。；]{0,50}(?:精神|思想|旗帜|要求)"
)
# 2008年，…: what was, before what is told.
_CHRONICLE: Final = re.compile(r"\s*(?:19|20)\d{2}年[,，]")
# 一是加强…组织覆盖。 and 3.强化引领。: what the sentence is the head of follows it.
_NUMBERED: Final = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]"
    r"|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,、])"
)
_CLOSED: Final = re.compile(r"[。！？；!?;][”’」』）)]*$")
_MASKED: Final = re.compile(r"[*＊]{2,}|[*＊×](?=[个名户家项条件起次人万%])")
_OPENERS: Final = "，、。；：！？）)”’%"
# Text recognised from a picture, or cut from a table, has blanks between its characters.
_BROKEN: Final = re.compile(r"(?:[\u4e00-\u9fff][ \t]+){4,}|\n")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a passage: source offsets, what it does, and how well it tells that.

    ``role`` is None for what shows nothing that can be quoted. Higher ``weight`` tells more.
    ``result`` says that the sentence tells an outcome, whatever else it does.
    """

    passage: Passage
    start: int
    end: int
    text: str
    role: Role | None
    weight: float
    result: bool = False


# Roles of passages whose sentences tell neither what was done nor what came of it.
_SILENT: Final = frozenset({Role.CHARGE, Role.PLAN, Role.LESSON})


def told_sentences(passages: Sequence[Passage], metrics: Sequence[Metric]) -> list[Told]:
    """All sentences that can be quoted, in the order of the text, each with what it does."""
    aims = sorted((m.start, m.end, m.status) for m in metrics if m.status is not Status.ACHIEVED)
    return [told for passage in passages for told in _of_passage(passage, aims)]


def is_note(text: str) -> bool:
    """Whether a text is a note on the material, a contents line or a byline: never evidence."""
    return _NOTE.match(text) is not None


def _of_passage(passage: Passage, aims: Sequence[tuple[int, int, Status]]) -> Iterator[Told]:
    if is_note(passage.text) or _is_heading(passage):
        return
    for low, high in sentences_within(passage.text):
        raw = passage.text[low:high]
        words = unbroken(raw.strip())
        start = passage.start + low + len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        statuses = {status for a, b, status in aims if start <= a < end}
        role = _role(words, passage.role, statuses)
        if role is not None:
            outcome = role is Role.RESULT or (
                role is Role.PRACTICE
                and _REQUIRED.search(words) is None
                and _OUTCOME.search(words) is not None
            )
            weight = _weight(words, role, passage.role)
            yield Told(passage, start, end, words, role, weight, outcome)


def _is_heading(passage: Passage) -> bool:
    """Whether the passage is one of its own headings and no more."""
    words = unbroken(passage.text.strip())
    return words in passage.heading or len(words) < _SHORTEST


def _role(words: str, above: Role | None, statuses: set[Status]) -> Role | None:
    """What a sentence does, in a passage that does ``above`` and has figures of ``statuses``."""
    if not _is_quotable(words):
        return None
    if _CHARGE.search(words) or _SLOGAN.match(words) or above is Role.CHARGE:
        return Role.CHARGE
    if Status.TARGET in statuses or _AIM.search(words) or above is Role.PLAN:
        return Role.PLAN
    if _is_lack(words, above, statuses):
        return Role.PROBLEM
    if above in _SILENT or (_SPOKEN.search(words) and above is Role.STORY):
        return above
    return _deed_or_outcome(words, above)


def _is_quotable(words: str) -> bool:
    """Whether the words are one whole sentence, neither broken nor a note, of a length to quote."""
    whole = _SHORTEST_OUTCOME <= len(words) <= _LONGEST and words[0] not in _OPENERS
    return (
        whole and bool(_CLOSED.search(words)) and not _BROKEN.search(words) and not is_note(words)
    )


def _is_lack(words: str, above: Role | None, statuses: set[Status]) -> bool:
    """Whether a sentence tells what is wrong: a deed against a lack does not."""
    if Status.PROBLEM in statuses or above is Role.PROBLEM:
        return True
    return _LACK.search(words) is not None and not _ANSWERED.search(words)


def _deed_or_outcome(words: str, above: Role | None) -> Role | None:
    deeds = len(_DEED.findall(words))
    outcome = None if _REQUIRED.search(words) else _OUTCOME.search(words)
    if _PLACED.search(words) and deeds < 2:  # noqa: PLR2004 - where it lies, and no deed beside
        return Role.BACKGROUND
    if outcome and (not deeds or above is Role.RESULT or outcome.start() < len(words) / 3):
        return Role.RESULT
    if deeds:
        return Role.PRACTICE if len(words) >= _SHORTEST else None
    return Role.RESULT if outcome else None


def _weight(words: str, role: Role, above: Role | None) -> float:
    """How well a sentence tells what its role says: deeds or outcomes, at a length to quote."""
    cues = _OUTCOME if role is Role.RESULT else _DEED
    weight = min(len(cues.findall(words)), 4) * 1.0
    weight += 1.0 if above is role else 0.0
    weight -= max(0, len(words) - _COMFORTABLE) / 60
    weight -= 1.5 if len(words) < 30 else 0.0  # noqa: PLR2004 - a slogan or a heading run in
    weight -= 1.5 if _SPOKEN.search(words) else 0.0
    weight -= 1.0 if _PLACED.search(words) else 0.0
    weight -= 1.5 if _CHRONICLE.match(words) else 0.0
    weight -= min(len(_MASKED.findall(words)), 3) * 0.3
    if _NUMBERED.match(words) and len(words) < 40:  # noqa: PLR2004 - 一是…。 alone
        weight -= 2.0
    return weight


def last_outcome(told: Told) -> tuple[int, int] | None:
    """Source offsets of the words of a sentence, from the clause that tells its outcome on.

    None where the outcome begins with the sentence, or a deed follows it: then no part of the
    sentence tells the outcome alone.
    """
    text = told.text
    for mark in re.finditer("[，,]", text):
        rest = text[mark.end() :]
        clause = re.split("[，,]", rest, maxsplit=1)[0]
        if _OUTCOME.search(clause) and not _DEED.match(clause):
            return (told.start + mark.end(), told.end) if len(rest) >= _SHORTEST_OUTCOME else None
    return None
