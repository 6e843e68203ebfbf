"""Whether what stands before a head, without place or level, is a name of its own."""

import re
from typing import Final

from ingest.extract.organizations.ground import CLOSE, Ground
from ingest.extract.organizations.heads import Head
from ingest.extract.organizations.stops import bare
from ingest.extract.places.shapes import NO_NAME
from ingest.extract.places.units import cuts

# 志愿服务队 goes by a quoted core and what little follows it (“石”志不渝志愿服务队).
_CORE_TAIL: Final = re.compile(r"(?<![，,])[”」』’](?!主题|活动|系列)[一-鿿]{0,4}\Z")
# “护河”行动支部 is one, “四强”党支部 and “两新”党委 are classes.
_CELLS: Final = ("党支部", "党总支", "行动支部", "临时党支部", "联合党支部", "功能型党支部")
_GRADED: Final = re.compile(
    r"[一二三四五六七八九十两双0-9]|过硬|星级|标准化|示范|样板|红旗|清廉|先锋|堡垒"
)
# 每个单位组建…队: a class of them.
_EACH: Final = re.compile(r"[每各][^，。；：！？\n]*$")
# 转为“防汛服务中心”: what something serves as.
_IMAGE: Final = re.compile(
    r"(?:转为|变为|变成|成为|化身|化作|打造成|建成|升级为|当作|作为|誉为|称为)[了]?[“「『]?$"
)
# 建立甲、乙联审制度: what is set up is the rule.
_RULED: Final = re.compile(r"(?:建立|健全|完善|推行|实行|落实)[了]?[^，。；：！？\n]{0,14}$")
_RULE_AFTER: Final = re.compile(r"[、和与及]?[一-鿿、]{0,12}?(?:制度|机制|体系)")
# 两县护林共同体 is a body where it was founded; 打造幸福共同体 is an aim.
_FORMED: Final = re.compile(r"(?:成立|组建|组成)[了]?[^，。；：！？\n]{0,10}$")
# 香水|派出所: organs below a town that go by a name of two or three characters, place or not.
_LOCAL: Final = (
    *(
        "派出所",
        "司法所",
        "法庭",
        "人民法庭",
        "税务所",
        "税务分局",
        "供电所",
        "财政所",
        "工商所",
        "卫生院",
    ),
)
_LOCAL_LONGEST: Final = 3
# 真如派出所|副所长|奚某: a post and a name prove the organ as the tagger does.
_LOCAL_POST: Final = re.compile(r"(?:副?[所庭站院局]长|民警|辅警|干警|法官|教导员|指导员)")
# 玉湖|边境|派出所: what an office of such a name watches.
_BEAT: Final = re.compile(r"(?:边境|铁路|森林|水上|机场|景区)\Z")
# 南丰|幼儿园, 虹房|集团: houses that go by a coined name, which no dictionary has as a word.
_HOUSES: Final = (
    *("集团", "公司", "医院", "监狱", "法院", "法庭", "检察院", "支行", "研究会", "基金会", "商会"),
    *("小学", "中学", "幼儿园", "学院", "居委", "居委会", "村委会", "派出所", "卫生院", "敬老院"),
    *("养老院", "纪念馆", "社工站", "社会工作服务中心", "边境检查站", "消防救援站", "人民法庭"),
)
# “再过几天|大学: speech begins, and no name.
_SAID: Final = re.compile("[再过几天就这那的了着]")
_COINED_LONGEST: Final = 4
_NOT_COINED: Final = re.compile(
    "[^一-鿿]|^[即可某一我他地做情各每另原老新]|[上去入到]|中小|社区|街道|村"
)
# 三色旗退役军人志愿服务队: a team that a case calls so again goes by that name, if it has this
# many characters before its head, so many of them its own.
_AGAIN: Final = 4
_AGAIN_OWN: Final = 3
_CREWS: Final = ("队", "团", "组", "室", "专班")
# Whoever does a job: a class, founded or not, unless a quotation names it.
_MEN: Final = "队伍"
_ORDINAL: Final = re.compile("第|全国|首[个支批]|最|一[场支]|这|此次")
# 海洋高新产业集群党委|书记|朱某: a branch whose secretary is named, behind four characters of its
# own or more, none of them a particle.
_SECRETARY: Final = re.compile(r"(?:第一|副)?书记(?:、[一-鿿]{2,6})?")
_BORN: Final = re.compile(r"(?:正式)?(?:成立|揭牌|挂牌)(?:仪式|大会|暨|[，。！])")
_OWN: Final = re.compile(r"(?![各该本全其某])(?:(?![的了在由对向被])[一-鿿“”·]){4,}")
# Crowds: a body only by a quoted name, “暖阳”志愿者队伍.
VOLUNTEERS: Final = ("志愿者", "志愿者队伍")
# “同心向党”志愿者|团建: what volunteers meet for, and the quotation names that.
_SOFTWARE: Final = re.compile(r" ?(?:APP|App|app|小程序)")
_MEETING: Final = re.compile(r"(?:主题)?(?:团建|活动|培训|行动|招募|表彰|大会|服务月|服务日)")


def proper(ground: Ground, start: int, window: str, head: Head) -> bool:
    """Whether what stands before a head without place or level is a name of its own."""
    quoted = _CORE_TAIL.search(window) is not None
    if head.word in VOLUNTEERS:
        return quoted and not window.endswith(("队", "团"))
    if head.kind == "bureau" and not window:
        return True
    image = _IMAGE.search(ground.text, max(0, start - 6), start)
    opened = (ground.opened(start) and not image) or _local(ground, start, window, head)
    founded = _founded(ground, start, head)
    named = len(bare(window)) > 1
    if head.kind == "team":
        own = (founded and named) or _told_again(ground, start, window, head)
        men = head.word.endswith(_MEN)  # 组建应急抢险队伍
        return quoted or (opened and bool(window)) or (own and not men)
    if head.kind == "branch":
        verb = ground.text[max(0, start - 2) : start] in ("成立", "设立", "组建")
        own = quoted and head.word.startswith(_CELLS) and not _GRADED.search(window)
        own = own or (head.word == "行业党委" and founded) or (head.word == "临时党委" and verb)
        return own or _chaired(ground, window, head)
    if head.kind == "organ":
        return (founded or opened or _coined(ground, start, window, head)) and named
    branched = head.word.endswith(("党委", "支部", "总支"))
    # 蓝润|集团党委: two characters do where the tagger's body begins with them.
    told = len(window) > len("某某") or start in ground.body_starts
    voted = told and (branched or ground.voted(start, head.end))
    voted = voted or _coined(ground, start, window, head)
    opened = opened and not _SAID.search(window)
    return named and (voted or opened or founded)


def _chaired(ground: Ground, window: str, head: Head) -> bool:
    """Whether a branch with words of its own has a secretary who is named."""
    if _OWN.fullmatch(bare(window)) is None:
        return False
    post = _SECRETARY.match(ground.text, head.end)
    return (post is not None and post.end() in ground.persons) or _born(ground, head)


def _born(ground: Ground, head: Head) -> bool:
    """Whether what follows a head tells that this one body is set up: 某某产业链党委|成立仪式."""
    return _BORN.match(ground.text, head.end) is not None


def _told_again(ground: Ground, start: int, window: str, head: Head) -> bool:
    """Whether a case calls a team so more than once: 三色旗退役军人志愿服务队."""
    own = len(window) >= _AGAIN and len(bare(window)) >= _AGAIN_OWN
    whole = own and head.word.endswith(_CREWS) and _ORDINAL.match(window) is None
    return whole and ground.text.count(ground.text[start : head.end]) > 1


def meeting(ground: Ground, head: Head) -> bool:
    """Whether a head goes on as what people meet for, or as another word: 医疗|组团."""
    team = head.word.endswith("组") and ground.text.startswith("团", head.end)
    if _SOFTWARE.match(ground.text, head.end):
        return True
    return team or (head.word in VOLUNTEERS and _MEETING.match(ground.text, head.end) is not None)


def _local(ground: Ground, start: int, window: str, head: Head) -> bool:
    """Whether a name of two or three characters before an organ is all its own: 香水|派出所."""
    stem = _BEAT.sub("", window)
    own = 1 < len(bare(stem)) == len(stem) <= _LOCAL_LONGEST
    if not own or not head.word.startswith(_LOCAL):
        return False
    post = _LOCAL_POST.match(ground.text, head.end)
    told = post is not None and post.end() in ground.persons
    return told or ground.seen(start, head.end)


def _coined(ground: Ground, start: int, window: str, head: Head) -> bool:
    """Whether two to four characters before a house's head are no words, and so its name."""
    if head.word not in _HOUSES or not 1 < len(bare(window)) <= len(window) <= _COINED_LONGEST:
        return False
    if NO_NAME.search(window) or _NOT_COINED.search(window):
        return False
    words = cuts(ground.text, start, head.end)
    return any(b - a == 1 for a, b in words if b <= head.start)


def _founded(ground: Ground, start: int, head: Head) -> bool:
    """Whether a verb of founding brings in this one body, and not a class or a rule."""
    low = max(0, start - 24)
    if not ground.founded(start):
        return False
    quoted = any(mark in ground.text[start : head.start] for mark in CLOSE)
    if _EACH.search(ground.text, low, start) and not quoted:
        return False
    if head.word.endswith("共同体") and not _FORMED.search(ground.text, low, start):
        return False
    ruled = _RULED.search(ground.text, low, start) and _RULE_AFTER.match(ground.text, head.end)
    return ruled is None or not ruled
