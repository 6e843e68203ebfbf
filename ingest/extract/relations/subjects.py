"""The subject of the clause that gives a title: a name, nobody, or what is no entity."""

import re
from typing import Final

from ingest.extract.relations.scene import Scene
from kg.ontology import Kind

# Verbs before which a subject of its own may stand, whether or not they tell of giving.
_VERB: Final = re.compile(
    r"获(?!得感)|荣膺|荣立|评为|入选|创建|授予|命名|成为|跻身|列为|列入|认定|纳入|摘得|夺得|称号|确定为|成功创建"
    r"|上榜|捧得|受到|蝉联|当选|建成|创成|新增|涌现|培育"
)
# The case's own place by another word, and times, manners and agents: no subject of their own.
_OWN: Final = re.compile(r"[我全本该][国省市州区县旗镇乡村](?![一-鿿]{0,2}(?:级|委|直))|我们")
_SILENT: Final = re.compile(
    r"(?:[我全本该][国省市州区县旗镇乡村们院校局]|成功|高标准|高质量|先后|分别|双双?|多次|首[批次个]|再次|再度?|第?[0-9一二三四五六七八九十两]+(?:次|度|批|届|年)"
    r"|连续|同时|也|还|又|均|都|已|并|就|率先|累计|更|新|一举|顺利|正式|相继|陆续|最终|曾经?|其中|共计?|由此|因此|为此|近年来?|近日|今年|去年|当年|年"
    r"|目前|(?:19|20)?[0-9*]{2,4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[^，。；]{0,6}(?:以来|期间)|荣|喜|勇|光荣|被|受|获|了|过|、|和|及|“|全部|每年|年年|全国(?=唯一|率先)|唯一|整体|整[省市县区]|成绩优异"
    r"|(?<![一-鿿])(?:社区|村|街道|乡镇|镇|公司|集团|学校|医院|党委|党支部|党总支|支部)(?:党委|党支部|党总支)?)*"
)
# 在…中, 凭借…: where and by what, before the verb.
_ASIDE: Final = re.compile(r"^(?:在|以|凭借?|因|通过|按照|作为|随着|经|于|由于|为)")
_AGENT: Final = re.compile(r"被[^，。；：]{0,30}$")
# What may stand between the last name of a subject and the verb.
_CLOSED: Final = re.compile(
    r"(?:等(?:[0-9一二三四五六七八九十两多余]+[个家名位所座条人])?[^，。；：、的“”]{0,8}?|[两三四五六七八九十]+[地市县区村镇乡省家]|(?:两|[0-9一三四五六七八九十]+)[位名](?:同学|同志|教师|老师|选手|队员)?|同志|同学|老师|也是|（[^）]{1,20}）|[^，。；：、的“”\s]{1,10}?(?:队|组|班|团|科室|[办公教研工作]室|[政工法财务理查防保宣技内外妇儿]科)|(?:党[委组]|人民政府|政府)?)"
)
# 某称号12个: so many others have the title; a prize that is counted was given so often.
_COUNTED: Final = re.compile(
    r"[”」]?(?:称号|企业|单位)?(?:共|达到?|总数|增至|增加到)?[0-9一二三四五六七八九十两*]+[余多]?[个家座条处类名位人]"
)
_COUNT: Final = re.compile(r"[0-9一二三四五六七八九十两*]+[余多]?[个家座条处类名位][“「]?$")
# Titles whose amount is told: 5A级景区数量居首.
_AMOUNT: Final = re.compile(r"[”」]?(?:称号|企业|单位)?(?:数量|总数|总量|数(?=[位居保达首]))")
# So many persons have won: whoever they are.
_PERSONS: Final = "名位人"
_PRIZE: Final = re.compile(r"(?:奖|金牌|银牌|冠军|奖牌|荣誉|称号)[”」]?$")


def verb_of(scene: Scene, clause: int, at: int) -> int | None:
    """Where the verb begins that gives the honor at ``at``; None where its clause has none.

    Of verbs that follow each other without a subject of their own the first: 获评甲、入选乙.
    """
    verbs = [m.start() for m in _VERB.finditer(scene.text, clause, at)]
    if not verbs:
        return None
    first = verbs.pop()
    honors = [o.end for o in scene.within(clause, at, Kind.HONOR)]
    while verbs:
        after = max([verbs[-1], *(end for end in honors if end <= first)])
        told = scene.text[after:first]
        near = len(told) <= len("成功创建") if after == verbs[-1] else silent(told)
        if not near:
            break
        first = verbs.pop()
    return first


def silent(words: str) -> bool:
    """Whether the words before a verb name no subject of their own."""
    words = re.sub(r"[“”\s]", "", _AGENT.sub("", words))
    return _SILENT.fullmatch(words) is not None or _ASIDE.match(words) is not None


def ends_subject(scene: Scene, end: int, verb: int) -> bool:
    """Whether a name that ends at ``end`` is the last of the subject before a verb.

    A name that more nouns follow only tells whose they are: 甲河乙段, 甲产业集群.
    """
    agent = _AGENT.search(scene.text[end:verb])
    stop = end + agent.start() if agent else verb
    if scene.text.startswith("等", end):
        # 等 and a class noun close a list: 甲、乙等10个县市先后.
        return True
    closed = _CLOSED.match(scene.text, end, stop)
    return any(silent(scene.text[t:stop]) for t in (closed.end() if closed else end, end))


def own_place(words: str) -> bool:
    """Whether the words before a verb name the case's place as 我省 or 全市."""
    return _OWN.search(words) is not None


def others_have(scene: Scene, name: str, at: int, end: int) -> bool:
    """Whether a number at the title says that so many others have it; prizes are won so often."""
    counted = _COUNTED.match(scene.text, end) or _COUNT.search(scene.text, max(0, at - 8), at)
    if _AMOUNT.match(scene.text, end) or (counted and counted.group()[-1:] in _PERSONS):
        return True
    return counted is not None and _PRIZE.search(name) is None
