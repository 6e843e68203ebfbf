"""What makes a sentence a complaint or a leader's charge: form and wording alone.

The rules are general ones of the language of reports. Points only order sentences; 0 is none.
"""

import re
from typing import Final

_LONGEST: Final = 80  # characters; longer is told, not said
_FEW: Final = 2  # points of a lack
_SOME: Final = re.compile(
    r"有的|有些|一些|个别|部分|少数|不少|多数|往往|容易|仍然?|还(?:不|存在|没)"
)
_LACK: Final = re.compile(
    r"不(?:够|足|高|实|强|力|深|严|清|明|到位|规范|健全|完善|平衡|均衡|适应|合理|愿|敢|会|想|畅|顺|重视|主动|及时|理想|明显|配合|满意)"
    r"|缺[乏少位失]|欠缺|薄弱|滞后|偏[低少软弱]|淡薄|淡化|弱化|虚化|边缘化|流于形式|走过场|形同虚设|形式主义|推诿|应付|敷衍|脱节|空转|悬空|断层"
    r"|短板|差距|顽疾|重[^，。；]{1,6}轻|上热[^，。；]{0,3}[下冷]|[^，。；艰困知]难(?=[、，。；]|$)|没有[^，。；]{2,12}(?=[，。；])|找不到|无人|各自为政"
)
_SUMMED: Final = re.compile(
    r"(?:存在|还有|仍有|面临|暴露出?|反映出|出现了?)(?!的?问题|就是)(?:着|了)?[^。；“]{2,36}"
    r"(?:问题|不足|短板|差距|薄弱环节|困难|隐患|挑战|现象|瓶颈)[。；，]?$"
)
# That there are problems says of none what it is.
_GENERAL: Final = re.compile(
    r"(?:存在|还有|仍有|面临|面对)(?:着|了)?(?:不少|一些|许多|很多|诸多|较多|很大|的)*"
    r"(?:[老新]?(?:困难|挑战|问题|不足|短板|风险)(?:和|与|及|、)?)+[。；，]?$"
)
# What is done against a lack, what is ordered or forbidden, and what looks back at lacks named
# before.
_ANSWERED: Final = re.compile(
    r"针对|破解|解决|克服|防止|避免|消除|整改|改变|化解|排查|围绕|聚焦|补齐|打破|杜绝|严防|切忌|不搞|不能|不得|决不|绝不"
    r"|再也?[没未不]|[没未](?:有)?再|不再(?!信|愿|来|重)"
    r"|^(?:以上|上述|这些)|引起[^。]{0,8}重视|难题?(?:得到|迎刃|变)|问题[^，。]{0,4}(?:[0-9]|得到|解决)"
)
_BANNED: Final = re.compile(r"要(?![求素])|必须|务必|如果|是否|为何|怎么办")

_LEADER: Final = (
    r"(?:习近平总书记|习近平同志|习近平(?!总)|(?<!习近平)总书记|毛主席|毛泽东同志|周恩来总理|邓小平同志"
    r"|江泽民同志|胡锦涛同志|领导同志)"
)
# A leader who says or visits; 贯彻总书记…精神 and 总书记重要讲话 are no words of his.
_SAYS: Final = re.compile(
    r"(?<!贯彻)(?<!落实)(?<!践行)(?<!牢记)(?<!学习)(?<!按照)(?<!遵循)(?<!根据)(?<!深入)(?<!感恩)(?<!爱戴)"
    rf"{_LEADER}(?!重要|关于|的?(?:重要|系列|殷切|殷殷|深切|关怀|谆谆|嘱托|批示|指示|讲话|期望|要求))"
    r"(?:(?!的?(?:殷切|殷殷|谆谆|关怀|重要(?:讲话|指示|批示)精神)|的(?:重要|嘱托|要求|指示|期望))[^。；“]){0,40}?(?:强调|指出|嘱托|嘱咐|勉励|叮嘱|要求|寄语|批示|指示|回信|复信|提出|希望|教导|说过)"
)
_QUOTED: Final = re.compile(
    rf"{_LEADER}[^。；，“”]{{0,16}}“[^”]{{6,}}|“[^”]{{6,}}”[^。；“”]{{0,10}}{_LEADER}"
)
# What he said, though without marks: 强调，要…; 视察 and 关怀 have no words.
_WORDED: Final = re.compile(
    r"(?:强调|指出|说过?|嘱咐|叮嘱|勉励|教导)[^，。；：“”]{0,6}[，,：:]\s*“?[^，。；”]{4}"
    r"|(?:强调|指出|嘱托|要求|寄语|批示|指示|提出|希望|回信|复信|勉励)[^，。；：“”]{0,12}[：:“][^。；”]{4}"
)
# 牢记…的嘱托 tells nothing of what was asked; …是总书记的殷殷嘱托 does.
_ASKED: Final = re.compile(rf"[^。；]{{12}}是{_LEADER}[^，。；]{{0,6}}(?:嘱托|要求|期望|期待)")
# Set phrases of the openings and ends of speeches: whoever stands in them says nothing there.
_FORMULA: Final = re.compile(
    r"更加紧密地?团结在|以习近平新时代中国特色社会主义思想为指导|思想科学指引|为核心的党中央(?:坚强|集中统一)领导"
    r"|两个确立|两个维护|重要(?:讲话|指示|批示)[^，。；]{0,12}精神|(?:有|不折不扣)指示|辜负|对标对表"
)
_OCCASION: Final = re.compile(r"[12]\d{3}年|考察|视察|调研|复信|回信|来信|批示|当年")


def problem_points(words: str, *, told: bool) -> int:
    """Points of a sentence that names a lack; ``told`` where its passage tells of problems."""
    if len(words) > _LONGEST or _ANSWERED.search(words) or _BANNED.search(words):
        return 0
    general = _GENERAL.search(words)
    if general and not _LACK.search(words, 0, general.start()):
        return 0
    lacks, summed = len(_LACK.findall(words)), bool(_SUMMED.search(words))
    points = lacks + 2 * summed + bool(_SOME.search(words))
    sure = (told and lacks) or summed or (lacks and _SOME.search(words))
    return points if sure and points >= _FEW else 0


def charge_points(words: str) -> int:
    """Points of a sentence that has a leader's own words; that he came and saw is none."""
    quoted = _QUOTED.search(words) or _ASKED.search(words)
    says = not _FORMULA.search(words) and _SAYS.search(words)
    worded = says and _WORDED.search(words, says.start())
    if not worded and not quoted:
        return 0
    return 2 * bool(says) + 3 * bool(quoted) + bool(_OCCASION.search(words))
