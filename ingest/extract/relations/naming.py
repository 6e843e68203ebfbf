"""Where a practice is only named: as a prize, a rank, a source, a law or another place's model."""

import re
from typing import Final

from ingest.extract.relations.scene import Scene
from kg.model import Mention
from kg.ontology import Kind

# “某工程”奖: the prize that goes by the name of what it is given in.
_PRIZE: Final = re.compile(r"[”》]?(?:优秀作品|组织|特别)?(?:大奖|奖(?![励补惩学品金]))")
# 某指数位列第一, 某指数稳步提升: measured, not run.
_MEASURE: Final = re.compile(r"(?:指数|排名|排行榜)[”》]?$")
_STANDS: Final = re.compile(
    r"[”》]?[^，。；“”]{0,6}(?:位[列居]|[名排]列|排名|排在|居(?=全|首|第)|提升|上升|下降|达到?[0-9])"
)
# 来源：某某: an account or a column that goes by such a name.
_SOURCE: Final = re.compile(r"(?:来源|供稿|出处|公众号|摘自|刊于)[：:]?[“《]?$")
# 违反了包括《某公约》在内的…: a rule that was broken.
_BROKEN: Final = re.compile(r"(?:违反|触犯)[^，。；]{0,16}$")
# Laws of the country: nobody runs them but who carries them out.
_LAW: Final = re.compile(
    r"(?:(?:促进|保护|管理|安全|监督|教育|保障|预防|犯罪|处罚|合同|诉讼|防治|调解|仲裁|劳动|组织|公司|许可)法|法典|宪法)》?$"
)
_CARRIED_OUT: Final = re.compile(
    r"(?:落实|贯彻|实施|施行|执行|推进|制定|出台|修订|学习|宣传|宣讲|普及)[^，。；]{0,12}$"
)
# 学习浙江“甲工程”经验: another place's, which stands right before it.
_LEARNT: Final = re.compile(r"(?:学习|借鉴|对标|参照|考察|参观)[^，。；“”]{0,8}$")
# 根据《某意见》: what a deed rests on; 按照《某方案》 carries its own plan out.
_RESTS_ON: Final = re.compile(r"(?:根据|依据|依照|遵照)[《“]?$")
# 在某平台上线“某端口”: where something else is set up.
_IN: Final = re.compile(r"在[“《]?$")
_SET_UP_THERE: Final = re.compile(
    r"[”》]?(?:平台|系统|小程序|公众号|APP)?(?:上|中|里)?(?:上线|开设|开通|发布|设置|推出|注册|填报|开发)"
)
# 采取“线上+线下”相结合的方式: how it is done.
_MANNER: Final = re.compile(r"[“]?[一-鿿]{2}[+＋][一-鿿]{2}[”]?")
_IN_WAYS: Final = re.compile(r"[”]?(?:相结合|同步|并行|联动)?的?(?:方式|形式|途径|渠道|办法|手段)")
_LONGEST_CLAUSE: Final = 30


def only_named(scene: Scene, mention: Mention) -> bool:
    """Whether a mention of a practice tells nothing of who runs it."""
    text, start, end = scene.text, mention.start, mention.end
    before = text[max(0, start - _LONGEST_CLAUSE) : start]
    if _PRIZE.match(text, end) or _SOURCE.search(before) or _BROKEN.search(before):
        return True
    if _RESTS_ON.search(before) or (_IN.search(before) and _SET_UP_THERE.match(text, end)):
        return True
    if _MANNER.fullmatch(mention.surface) and _IN_WAYS.match(text, end):
        return True
    if _MEASURE.search(mention.surface) and _STANDS.match(text, end):
        return True
    if _LAW.search(mention.surface) and not _CARRIED_OUT.search(before):
        return True
    return learnt_of_another(scene, mention)


def learnt_of_another(scene: Scene, mention: Mention) -> bool:
    """Whether the place right before a practice is another than the case's, which learns there."""
    low = max(0, mention.start - _LONGEST_CLAUSE)
    places = scene.within(low, mention.start, Kind.PLACE)
    if not places or scene.text[places[-1].end : mention.start] not in ("", "“", "《"):
        return False
    learnt = _LEARNT.search(scene.text[low : places[-1].start])
    home = scene.home.name if scene.home else ""
    return learnt is not None and places[-1].entity.name != home
