"""Persons: named individuals, found where the words around a name prove it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ingest.draft import Draft
from ingest.extract.names import ends_name, follows, name_at, name_chain, says, surnames
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind

# Scores of names.name_at that each kind of evidence asks for; tuned on news and case texts.
_AFTER_STRONG_TITLE: Final = 1.85
_AFTER_WEAK_TITLE: Final = 2.8
_BEFORE_TITLE: Final = 3.0
_ALONE: Final = 3.2
_REPEATED: Final = 3.6

_BREAK: Final = "，。、；：！？（）“”《》【】—…,;:!?()|/ \n\t　"
_BYLINE: Final = re.compile(
    r"(?:本报|本刊|本台|全媒体|特约|见习|实习|首席|融媒体)?"
    r"(?:记者|通讯员|实习生|作者|编辑|责编|责任编辑|摄影|整理|撰文|文字|摄影报道|供图|审核|校对|监制|编审|编导|统筹|策划|主笔|拍友|报道组)"
    r"(?:[/／]?(?:记者|通讯员|摄影|编辑))?[ \t　:：/]*"
)
_BYLINE_END: Final = re.compile(
    r"[）)】\]\n。；，,“]|报道|摄影报道|摄(?![一-鿿])|讯|发自|返回|从|了解|获悉|采访"
)
_BYLINE_SPLIT: Final = re.compile(r"[ \t　、/／|&]+|[一二三初复终]审|责编|(?=通讯员|记者|实习生)")
# 新华社…日电（甲乙丙、丁戊） and 甲乙丙 摄 name people without calling them reporters.
_DATELINE: Final = re.compile(r"日(?:电|讯)[ 　]*[（(](?:记者)?(?P<names>[一-鿿、 　]{2,30})[）)]")
_CREDIT: Final = re.compile(
    r"(?<![一-鿿])(?P<names>[一-鿿]{2,8})[ 　]?(?:摄影报道|摄|供图|文/图|整理|绘|制图)(?=[）)\s。；]|$)"
)
# A title of merit in quotation marks goes with the name behind it: “最美村医”李某某.
_MERIT: Final = re.compile(
    r"(?:最美|好人|模范|标兵|先锋|工匠|人物|之星|能手|达人|卫士|使者|标杆|楷模|奖章|党员|书记|工作者|志愿者|老兵|军人|"
    r"教师|村官|网格员|头雁|带头人|村医|民警)[^”“\n]{0,6}”(?:获得者|称号获得者)?"
)
_NAME_LIST: Final = re.compile(r"(?P<names>(?:[一-鿿]{2,4}、){2,12}[一-鿿]{2,4})等")
_HONORIFIC: Final = re.compile(
    "同志|先生|女士|小姐|老人|老师|教授|院士|博士|医生|大夫|师傅|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|夫妇|夫妻|"
    "书记|主任|局长|部长|市长|县长|区长|镇长|乡长|村长|校长|院长|所长|队长|站长|会长|总经理|董事长|"
    "经理|总裁|主席|总统|总理"
)
_SURNAME_POST: Final = re.compile(
    r"(?<![一-鿿])(?P<surname>[一-鿿])(?P<post>书记|主任|局长|部长|市长|县长|区长|镇长|乡长|校长|院长|所长|队长)"
    r"|(?<=[委府处局长对向和与在由])(?P<surname2>[一-鿿])(?P<post2>书记|主任|局长|部长|市长|县长|区长|镇长|乡长|校长|院长)"
)
_LIST_END: Final = re.compile(
    r"、(?P<name>[一-鿿]{2,4})等(?=一批|一大批|同志|先进|典型|英模|模范|好人|人[，。]|[\d一二两三四五六七八九十几多]+[名位人])"
)
_LIST_MARKS: Final = frozenset("、，。；等和与及（）)”：\n ")
_GROUP_ENDS: Final = ("组", "队", "站", "室", "团", "社", "会", "岗", "员", "家", "工程", "精神")
_LEADER: Final = "习近平"
_LEADER_TITLE: Final = re.compile(r"(?<!近平)(?<![党任届])总书记(?!说过的人)")
# Since November 2012 总书记 without a name can only mean him.
_LEADER_SINCE: Final = "2012-11"
_NICKNAMES: Final = re.compile(
    r"涌现出?[^。！？；\n]{0,12}?(?=“)((?:[^“”。！？；\n]{0,6}“[^”\n]{2,6}”[、和与及]?)+)等[^。，\n]{0,6}(?:典型|人物|先进个人|榜样)"
)
_QUOTED: Final = re.compile(r"“([^”\n]{2,6})”")
_MASKED: Final = re.compile(
    r"(?<![江每旁那这])[一-鿿]某(?:某|[甲乙丙丁])?(?![省市区县镇乡村街社种个些项公品月日单人部学企])"
)
_TRANSLIT: Final = frozenset(
    "松罕祖梭蕾露骆芭黛娅薇琳绮翠弥曾赞哲芝朵珠策慈茨代旦铎鄂芳冯伽果浩侯呼霁迦嘉居开考可寇坤隆鲁玫摩莫瑙欧鹏平璞蒲琼荣桑赛尚韶沈圣寿树泰滕田图瓦旺威韦沃吴贤兴修逊延尹英赵珍仲庄卓子阿埃艾爱安昂奥巴拜班邦保鲍贝本比彼别宾波博伯勃布查察达戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔法范菲费芬丰佛弗夫福甫富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简杰金津卡凯坎康柯科克肯孔库夸奎拉莱赖兰朗劳勒雷黎李里理利立莉廉良列烈林琳龙隆卢鲁路伦罗洛吕玛马迈麦曼芒毛梅门蒙米密明缪摩莫默姆木穆那娜纳乃南内尼妮年涅宁牛纽努诺欧帕潘庞佩彭皮平珀普奇齐钱乔切琴丘热仁日茹儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施石史士舒斯丝司思苏孙索塔泰坦汤唐陶特腾提廷通图托瓦万旺威维韦伟魏温翁沃乌武西希锡夏香肖谢辛欣休许雪雅亚延扬耶叶伊依义因英尤于约泽扎詹张珍朱兹宗佐吾提买孜江曲措央拉姆吐尔逊买木吐依热古丽柔汗别克"
)
_DOTTED: Final = re.compile(r"[一-鿿]{1,7}(?:[·・•][一-鿿]{1,8})+")


@cache
def _titles() -> dict[str, str]:
    """Title → ``strong`` or ``weak``."""
    lines = (line.split("\t") for line in read_lines("lexicon", "person_titles.txt"))
    return {title: strength for title, strength in lines}


@cache
def _after_title() -> re.Pattern[str]:
    titles = sorted(_titles(), key=len, reverse=True)
    single, compound = surnames()
    first = "".join(single) + "".join({name[0] for name in compound})
    return re.compile(
        rf"(?P<title>{'|'.join(titles)})(?P<gap>[ 　\n]{{0,2}}|[为由：:])(?=[{first}])"
    )


@cache
def _any_title() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_titles(), key=len, reverse=True)))


@cache
def _candidate() -> re.Pattern[str]:
    """A name-shaped run at a break: the start of a clause or an item of a list."""
    single, compound = surnames()
    first = "".join(single) + "".join({name[0] for name in compound})
    return re.compile(rf"(?<![^{re.escape(_BREAK)}的])(?=[{first}][一-鿿])")


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of persons in a draft, sorted by start, none overlapping another."""
    text = draft.text
    proved = [span for source in _SOURCES for span in source(text)]
    names = _names_of(text, proved, found)
    names |= _listed(text, names)
    mentions = _occurrences(text, names, found)
    mentions += _titled_again(text, names)
    mentions += _leader(draft, names)
    mentions += _nicknames(text)
    mentions += _masked(text)
    return _without_overlaps(mentions)


def _after_titles(text: str) -> Iterator[tuple[int, int]]:
    """Names right after a post, a trade or a kin term: 网格长张某某, 居民王某某."""
    for match in _after_title().finditer(text):
        shape = name_at(text, match.end())
        if shape is None:
            continue
        apart = "\n" in match["gap"]
        if apart and text[shape.end : shape.end + 1] not in {"", "\n", "（", "(", " "}:
            continue
        strong = _titles()[match["title"]] == "strong" and not match["gap"].strip()
        if shape.score >= (_AFTER_STRONG_TITLE if strong else _AFTER_WEAK_TITLE):
            yield match.end(), shape.end


def _with_words_after(text: str) -> Iterator[tuple[int, int]]:
    """Names at a break that a reporting word or an honorific follows: 王某某说, 李某某老人."""
    for match in _candidate().finditer(text):
        shape = name_at(text, match.start())
        if shape is None:
            continue
        if says(text, shape.end):
            if shape.score >= _ALONE:
                yield match.start(), shape.end
        elif shape.score >= _BEFORE_TITLE and _HONORIFIC.match(text, shape.end):
            yield match.start(), shape.end


def _repeated(text: str) -> Iterator[tuple[int, int]]:
    """Full three-character names that open several clauses, in different words each time."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for match in _candidate().finditer(text):
        shape = name_at(text, match.start())
        quoted = text[match.start() - 1 : match.start()] == "“"
        if shape and not quoted and shape.end - match.start() == 3 and shape.score >= _REPEATED:
            name = text[match.start() : shape.end]
            seen.setdefault(name, []).append((match.start(), shape.end))
    for spans in seen.values():
        if len({text[end : end + 2] for _, end in spans}) > 1:
            yield spans[0]


def _bylines(text: str) -> Iterator[tuple[int, int]]:
    """Names of a byline, set apart or run together (通讯员 甲乙丙 丁戊)."""
    for match in _BYLINE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        apart = match.group()[-1] in " \t　:：/"
        if not apart and not re.search(r"(?:^|[（(【\n])[^）)】\n]*$", before):
            continue
        stop = _BYLINE_END.search(text, match.end(), match.end() + 60)
        end = stop.start() if stop else min(len(text), match.end() + 60)
        yield from _byline_names(text, match.end(), end)

    for pattern in (_DATELINE, _CREDIT):
        for match in pattern.finditer(text):
            yield from _byline_names(text, *match.span("names"))


def _byline_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for token in _BYLINE_SPLIT.split(text[start:end]):
        at = text.find(token, at, end)
        lead = _BYLINE.match(token)
        skip = lead.end() if lead else 0
        for begin, close in name_chain(token[skip:]):
            yield at + skip + begin, at + skip + close
        at += len(token)


def _honoured(text: str) -> Iterator[tuple[int, int]]:
    """Names right behind a quoted title of merit."""
    for match in _MERIT.finditer(text):
        shape = name_at(text, match.end())
        if shape and shape.score >= _ALONE:
            yield match.end(), shape.end


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    """Transliterated names with a middle dot; the run is cut to transliterating characters."""
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        dots = [at for at in range(start, end) if text[at] in "·・•"]
        for title in _any_title().finditer(text, start, dots[0]):
            start = title.end()
        while start < dots[0] and not _transliterates(text, start, dots[-1]):
            start += 1
        stop = dots[-1] + 1
        while stop < end and text[stop] in _TRANSLIT and not follows(text, stop):
            stop += 1
        if start < dots[0] and stop > dots[-1] + 1:
            yield start, stop


def _transliterates(text: str, start: int, end: int) -> bool:
    return all(char in _TRANSLIT or char in "·・•" for char in text[start:end])


def _pairs_after_verbs(text: str) -> Iterator[tuple[int, int]]:
    """The last name of a list of people that 等 closes: …、李某某等一批典型."""
    for match in _LIST_END.finditer(text):
        spans = name_chain(match["name"])
        if len(spans) == 1:
            yield match.span("name")


def _name_lists(text: str) -> Iterator[tuple[int, int]]:
    """Lists of three or more whose items, save the first, are all shaped like names."""
    for match in _NAME_LIST.finditer(text):
        spans, at = [], match.start("names")
        for item in match["names"].split("、"):
            shape = name_at(text, at, at + len(item))
            if shape and shape.end == at + len(item) and shape.score >= _ALONE:
                spans.append((at, shape.end))
            at += len(item) + 1
        if len(spans) >= max(2, match["names"].count("、")):
            yield from spans


_SOURCES: Final = (
    _after_titles,
    _with_words_after,
    _repeated,
    _bylines,
    _honoured,
    _foreign,
    _pairs_after_verbs,
    _name_lists,
)


def _names_of(text: str, proved: Sequence[tuple[int, int]], found: Sequence[Mention]) -> set[str]:
    """Names that evidence proves, without places and bodies, and those that everybody knows."""
    others = {m.surface for m in found if m.kind in {Kind.PLACE, Kind.ORGANIZATION}}
    names = {text[start:end] for start, end in proved}
    names |= {name for name in read_lines("lexicon", "known_persons.txt") if name in text}
    return {name for name in names if name not in others}


def _listed(text: str, names: set[str]) -> set[str]:
    """Names that stand in a list with a known one, on either side."""
    more: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        for match in re.finditer(re.escape(name), text):
            for other in (_next_in_list(text, match.end()), _previous_in_list(text, match.start())):
                if other and other not in names | more:
                    more.add(other)
                    queue.append(other)
    return more


def _next_in_list(text: str, at: int) -> str | None:
    if text[at : at + 1] not in {"、", "和", "与", "及"}:
        return None
    shape = name_at(text, at + 1)
    closed = shape and text[shape.end : shape.end + 1] in _LIST_MARKS
    return text[at + 1 : shape.end] if shape and closed and shape.score >= _ALONE else None


def _previous_in_list(text: str, at: int) -> str | None:
    """The name before a list comma: the whole item, or what follows a verb (涌现了张某某、…)."""
    if at < 3 or text[at - 1] != "、":
        return None
    for size in (3, 2):
        start = at - 1 - size
        shape = name_at(text, start, at - 1) if start >= 0 else None
        whole = start == 0 or text[start - 1] in _BREAK + "了是有的和与"
        if shape and shape.end == at - 1 and shape.score >= _ALONE and whole:
            return text[start : at - 1]
    return None


def _occurrences(text: str, names: set[str], found: Sequence[Mention]) -> list[Mention]:
    """Every occurrence of the names, longest first, outside names of places and bodies."""
    if not names:
        return []
    bodies = sorted((m.start, m.end) for m in found if m.kind in {Kind.PLACE, Kind.ORGANIZATION})
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    mentions = []
    for match in pattern.finditer(text):
        at = bisect_right(bodies, (match.start(), len(text)))
        covered = any(
            a <= match.start() and match.end() <= b for a, b in bodies[max(0, at - 4) : at]
        )
        if covered or (len(match.group()) == 2 and not ends_name(text, match.end())):
            continue
        mentions.append(_mention(match.start(), match.end(), match.group(), match.group()))
    return mentions


def _mention(start: int, end: int, surface: str, name: str, *, redacted: bool = False) -> Mention:
    return Mention(Kind.PERSON, start, end, surface, name, redacted)


def _titled_again(text: str, names: set[str]) -> list[Mention]:
    """Surname and post (罗书记) where one full name alone has that surname and that post."""
    posts: dict[tuple[str, str], set[str]] = {}
    for match in _after_title().finditer(text):
        for size in (4, 3, 2):
            name = text[match.end() : match.end() + size]
            if name in names:
                posts.setdefault((name[0], match["title"][-2:]), set()).add(name)
                break
    mentions = []
    for match in _SURNAME_POST.finditer(text):
        surname, post = match["surname"] or match["surname2"], match["post"] or match["post2"]
        full = posts.get((surname, post), set())
        if len(full) == 1:
            mentions.append(_mention(*match.span(), match.group(), next(iter(full))))
    return mentions


def _leader(draft: Draft, names: set[str]) -> list[Mention]:
    """总书记 without a name, where the case names him and its date allows it."""
    if _LEADER not in names or (draft.date is not None and draft.date < _LEADER_SINCE):
        return []
    return [
        _mention(*match.span(), match.group(), _LEADER)
        for match in _LEADER_TITLE.finditer(draft.text)
    ]


def _nicknames(text: str) -> list[Mention]:
    """Quoted names of role models, where people “come to the fore” as 典型."""
    return [
        _mention(
            match.start(1) + quoted.start(1), match.start(1) + quoted.end(1), quoted[1], quoted[1]
        )
        for match in _NICKNAMES.finditer(text)
        for quoted in _QUOTED.finditer(match[1])
        if not quoted[1].endswith(_GROUP_ENDS)
    ]


def _masked(text: str) -> list[Mention]:
    """Masked individuals with a surname (王某, 李某某); they stay masked."""
    single, _ = surnames()
    return [
        _mention(*match.span(), match.group(), match.group(), redacted=True)
        for match in _MASKED.finditer(text)
        if match.group()[0] in single
    ]


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions sorted by start; of two that overlap the longer one stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept
