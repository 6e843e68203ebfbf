"""What makes a sentence telling, a complaint, or a leader's charge: form and wording alone.

The rules are general ones of rhetoric and of the language of reports: parts of one build, a small
thing set against a great one, what is not set against what is, an image in quotation marks. Points
only order sentences; 0 is none.
"""

import re
from itertools import pairwise
from typing import Final

from kg.text import is_masked

_LONGEST: Final = 80  # characters; longer is told, not said
_LEAST: Final = 2  # points of a telling sentence: one figure of speech, or two faint ones
_EQUAL: Final = (3, 13)  # characters of parts that stand side by side
_FEW_PARTS, _MANY_PARTS = 2, 3
_PARTS: Final = re.compile(r"[，、；。！？]")
_CONTRAST: Final = re.compile(
    r"不是[^，。]{1,16}，?而是|既[^，。]{2,14}，?[又也]|变“?[^，。“”]{2,10}”?为“?[^，。”]{2,}"
    r"|[只唯]有[^。；]{2,24}，才|没有[^，。]{2,14}，?就没有|越(?!来)[^，。越]{1,8}越|宁[可愿][^，。]{2,12}，?[也不]"
    r"|不仅(?:是|要)?[^，。]{2,20}，?(?:更是|更要|而且|还是)|不能[^，。]{2,12}，?而是|不怕[^，。]{1,10}，?[就只]怕"
    r"|不在[^，。]{1,12}，?[而]?在|[从由变]“[^”]{2,10}”[^，。；“”]{0,4}“[^”]{2,10}”"
)
_SMALL: Final = r"“?[小微](?![区时组学康镇队程吃麦麻米写于幅王李张])[\u4e00-\u9fff]{1,4}”?"
_GREAT: Final = (
    r"“?大(?![家量力多会额型学局院数部街厅厦户伯妈爷姐幅概约致都小桥到])[\u4e00-\u9fff]{1,4}”?"
)
_SMALL_GREAT: Final = re.compile(rf"{_SMALL}[^。；“”]{{0,8}}{_GREAT}")
# 是“前哨站”, 当好“主心骨”, 架起“连心桥”: an image, two to six characters long.
_IMAGE: Final = re.compile(
    r"(?:是|成为|成了|当好|当|做|变成|架起|搭起|筑牢|织密|织就|打通|唱好|下好|走好|答好|念好|绘就|点亮|激活|种下|奏响)"
    r"[^，。；“”]{0,8}“[\u4e00-\u9fff]{2,6}”"
)
_LEARNT: Final = re.compile(
    r"(?:深切|深刻|深深)?(?:体会|感受|认识|感悟)到|归根[到结]底|说到底|关键在"
)
# Orders, lists and news lines: what is to be done or was, not what is said.
_FLAT: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+(?:是|要)|[（(][一二三四五六七八九十]+[）)]|比如|例如|同时|此外|以上|这些|根据|按照|按|指导|召开|印发|出台|制定|会议|截至|目前|今年|去年|近年|近期|为此|各地|各级|有关|按期|在会上|下一步|下步|这次|尤其是|近些年|让)"
    r"|等等|《|^[^，]{0,24}(?:省委|市委|县委|区委|工委|街道|党委|组织部|领导小组)[^，]{0,12}(?:召开|制定|印发|出台|建立|研究|推动|部署)"
)
# A measure told plainly: what was set up, not what was meant by it.
_DONE: Final = re.compile(
    r"^(?:我们|同时|[\u4e00-\u9fff]{2,6}[市区县镇])?(?:通过|充分发挥|发挥|建立|推行|创建|创新|开展|广泛开展|实施|实行|聘请|组织|设立|打造|完善|加强|深化|针对|围绕|着力|着眼|依托|每项|每年)"
)
_ORDERED: Final = re.compile(r"^[^，。]{0,16}(?:要(?![求素])|必须|务必|应当)|，要(?![求素])")
_NAMED: Final = re.compile(r"总书记|习近平|中央|省委|市委|县委|区委")
_FIGURE: Final = re.compile(r"[0-9０-９]|%|％")
# Names of bodies and of jobs stand side by side without saying anything by it.
_BODY: Final = re.compile(
    r"(?:[局委办部会院校所司处科站队组镇乡村市县区员学厅馆园]|街道|公司|中心|集团|单位|组织|服务|管理|治理|建设|工作)$"
)

_SOME: Final = re.compile(
    r"有的|有些|一些|个别|部分|少数|不少|多数|往往|容易|仍然?|还(?:不|存在|没)"
)
_LACK: Final = re.compile(
    r"不(?:够|足|高|实|强|力|深|严|清|明|到位|规范|健全|完善|平衡|均衡|适应|合理|愿|敢|会|想|畅|顺|重视|主动|及时|理想|明显|配合|满意)"
    r"|缺[乏少位失]|欠缺|薄弱|滞后|偏[低少软弱]|淡薄|淡化|弱化|虚化|边缘化|流于形式|走过场|形同虚设|形式主义|推诿|应付|敷衍|脱节|空转|悬空|断层"
    r"|短板|差距|顽疾|重[^，。；]{1,6}轻|上热[^，。；]{0,3}[下冷]|[^，。；艰困]难(?=[、，。；]|$)|没有[^，。；]{2,12}(?=[，。；])|找不到|无人|各自为政"
)
_SUMMED: Final = re.compile(
    r"(?:存在|还有|仍有|面临|暴露出?|反映出|出现了?)(?!的?问题|就是)(?:着|了)?[^。；“]{2,36}"
    r"(?:问题|不足|短板|差距|薄弱环节|困难|隐患|挑战|现象|瓶颈)[。；，]?$"
)
# What is done against a lack, what is ordered or forbidden, and what looks back at lacks named
# before.
_ANSWERED: Final = re.compile(
    r"针对|破解|解决|克服|防止|避免|消除|整改|改变|化解|排查|围绕|聚焦|补齐|打破|杜绝|严防|切忌|不搞|不能|不得|决不|绝不"
    r"|^(?:以上|上述|这些)|引起[^。]{0,8}重视|难题?(?:得到|迎刃|变)|问题[^，。]{0,4}(?:[0-9]|得到|解决)"
)
_BANNED: Final = re.compile(r"要(?![求素])|必须|务必|如果|是否|为何|怎么办")

_LEADER: Final = (
    r"(?:习近平总书记|习近平同志|习近平(?!总)|(?<!习近平)总书记|毛主席|毛泽东同志|周恩来总理|邓小平同志"
    r"|江泽民同志|胡锦涛同志|领导同志)"
)
# A leader who says or visits; 贯彻总书记…精神 and 总书记重要讲话 are no words of his.
_SAYS: Final = re.compile(
    r"(?<!贯彻)(?<!落实)(?<!践行)(?<!牢记)(?<!学习)(?<!按照)(?<!遵循)(?<!根据)(?<!深入)(?<!感恩)"
    rf"{_LEADER}(?!重要|关于|的?(?:重要|系列|殷切|谆谆|嘱托|批示|指示|讲话|期望|要求))"
    r"(?:(?!的(?:殷切|谆谆|重要|嘱托|要求|指示|期望))[^。；“]){0,40}?(?:强调|指出|嘱托|嘱咐|勉励|叮嘱|要求|寄语|批示|指示|回信|复信|提出|希望|教导|说过)"
)
_QUOTED: Final = re.compile(
    rf"{_LEADER}[^。；，“”]{{0,16}}“[^”]{{6,}}|“[^”]{{6,}}”[^。；“”]{{0,10}}{_LEADER}"
)
_OCCASION: Final = re.compile(r"[12]\d{3}年|考察|视察|调研|复信|回信|来信|批示|当年")


def telling_points(words: str) -> int:
    """Points of a sentence that is worth repeating."""
    if len(words) > _LONGEST or is_masked(words) or _FIGURE.search(words) or _FLAT.search(words):
        return 0
    points = 2 * len(_CONTRAST.findall(words)) + 2 * bool(_SMALL_GREAT.search(words))
    points += 2 * min(2, len(_IMAGE.findall(words))) + bool(_LEARNT.search(words))
    points += _even(words)
    points -= 2 * bool(_ORDERED.search(words)) + 2 * bool(_NAMED.search(words))
    points -= bool(_DONE.search(words)) + words.startswith("“")
    points -= words.endswith(("；", ";", "：", ":"))
    return points if points >= _LEAST else 0


def problem_points(words: str, *, told: bool) -> int:
    """Points of a sentence that names a lack; ``told`` where its passage tells of problems."""
    if len(words) > _LONGEST or _ANSWERED.search(words) or _BANNED.search(words):
        return 0
    lacks, summed = len(_LACK.findall(words)), bool(_SUMMED.search(words))
    points = lacks + 2 * summed + bool(_SOME.search(words))
    sure = (told and lacks) or summed or (lacks and _SOME.search(words))
    return points if sure and points >= _FEW_PARTS else 0


def charge_points(words: str) -> int:
    """Points of a sentence that has a leader's own words, or tells when they were said."""
    says, quoted = _SAYS.search(words), _QUOTED.search(words)
    if not says and not quoted:
        return 0
    return 2 * bool(says) + 3 * bool(quoted) + bool(_OCCASION.search(words))


def _even(words: str) -> int:
    """Points for parts of equal length one behind another: 问需于民、问计于民、问效于民."""
    parts = [part.strip("“”‘’ ") for part in _PARTS.split(words)]
    longest = run = 1
    for longer, after in pairwise(parts):
        # What comes before the first part is none of it: 坚持 问需于民、问计于民.
        before = longer[-len(after) :] if run == 1 and after else longer
        run = run + 1 if _is_parallel(before, after) else 1
        longest = max(longest, run)
    if longest >= _MANY_PARTS:
        return longest + 1
    return _FEW_PARTS if longest == _FEW_PARTS else 0


def _is_parallel(before: str, after: str) -> bool:
    """Whether two parts are of one length and begin or end with one word.

    Of three characters only the end counts: 抓规划、抓责任 is a list, 想在前、干在前 is a figure.
    """
    if len(before) != len(after) or not _EQUAL[0] <= len(after) <= _EQUAL[1]:
        return False
    if _BODY.search(after) or before == after:
        return False
    return before[-1] == after[-1] or (len(after) > _EQUAL[0] and before[0] == after[0])
