"""Transliterated names with a middle dot (阿卜杜拉·买买提)."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.persons.names import follows
from ingest.extract.persons.titles import any_title

_TRANSLIT: Final = frozenset(
    "何卜松罕祖梭蕾露骆芭黛娅薇琳绮翠弥曾赞哲芝朵珠策慈茨代旦铎鄂芳冯伽果浩侯呼霁迦嘉居开考可寇坤隆鲁玫摩莫瑙欧鹏平璞蒲琼荣桑赛尚韶沈圣寿树泰滕田图瓦旺威韦沃吴贤兴修逊延尹英赵珍仲庄卓子阿埃艾爱安昂奥巴拜班邦保鲍贝本比彼别宾波博伯勃布查察达戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔法范菲费芬丰佛弗夫福甫富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简杰金津卡凯坎康柯科克肯孔库夸奎拉莱赖兰朗劳勒雷黎李里理利立莉廉良列烈林琳龙隆卢鲁路伦罗洛吕玛马迈麦曼芒毛梅门蒙米密明缪摩莫默姆木穆那娜纳乃南内尼妮年涅宁牛纽努诺欧帕潘庞佩彭皮平珀普奇齐钱乔切琴丘热仁日茹儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施石史士舒斯丝司思苏孙索塔泰坦汤唐陶特腾提廷通图托瓦万旺威维韦伟魏温翁沃乌武西希锡夏香肖谢辛欣休许雪雅亚延扬耶叶伊依义因英尤于约泽扎詹张珍朱兹宗佐吾提买孜江曲措央拉姆吐尔逊买木吐依热古丽柔汗别克敏孜木扎吾甫玛增噶觉仓才让措"
)
# Of the characters of a name; rarer ones (不, 力, 尕) stand between those.
_MOSTLY: Final = 0.5
_DOTS: Final = "·・•"
DOTTED: Final = re.compile(rf"[一-鿿]{{1,7}}(?:[{_DOTS}][一-鿿]{{1,8}})+")
_MARKS: Final = ("“", "”", "《", "》", "‘", "’")


def foreign_names(text: str) -> Iterator[tuple[int, int]]:
    """Transliterated names with a middle dot; the run is cut to transliterating characters."""
    dotted = any(dot in text for dot in _DOTS)
    for match in DOTTED.finditer(text) if dotted else ():
        start, end = match.span()
        if text[start - 1 : start] in _MARKS and text[end : end + 1] in _MARKS:
            continue  # “强党性·铸忠诚·促担当”
        dots = [at for at in range(start, end) if text[at] in _DOTS]
        for title in any_title().finditer(text, start, dots[0]):
            start = title.end()
        while start < dots[0] and not transliterates(text[start : dots[-1]]):
            start += 1
        stop = dots[-1] + 1
        while stop < end and text[stop] in _TRANSLIT and not follows(text, stop):
            stop += 1
        if start < dots[0] and stop > dots[-1] + 1:
            yield start, stop


def mostly_transliterates(name: str) -> bool:
    """Whether most characters do: a tagger takes 甲乙联盟·丙丁街道 for a name as well."""
    chars = [char for char in name if char not in _DOTS]
    return sum(char in _TRANSLIT for char in chars) >= len(chars) * _MOSTLY


def transliterates(name: str) -> bool:
    """Whether all characters of a name are such as transliterations use."""
    return all(char in _TRANSLIT or char in _DOTS for char in name)
