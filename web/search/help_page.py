"""The help page: the query language by examples, each of them a link."""

from dataclasses import dataclass
from typing import Final

from web.links import Link
from web.search.state import SearchState

_EXAMPLES: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        "直接说",
        (
            ("物业 业委会", "空格隔开的词都要有；没有一篇全有时，列出含得最多的，并说明"),
            ("杭州有哪些网格治理的做法", "整句提问也行：问法略去，读作地区、主题和词"),
            ("业委会瘫痪了党组织怎么管", "问“怎么管”，先给做法；问“效果如何”，先给成效"),
            ("五十三家", "中文与阿拉伯数字、繁体与简体、全角与半角相通"),
            ("浙 党建", "省名可写一个字：浙、沪、京、鲁；浙江含所辖各地"),
            ("今年 党建", "今年、去年、近三年：先找写明是那些年份的材料，都没有就不限年份，并说明"),
            ("jiesujiban", "名称可用拼音或首字母；打错的字会提示“是不是要找”"),
        ),
    ),
    (
        "词句与符号",
        (
            ("“有事好商量”", "引号里的话原样查找，全角半角引号都行"),
            ("网格 或 楼宇", "有一个即可，也写作 OR"),
            ("物业 -成都", "不要含“成都”的，也不要成都所辖各地的；也写作 NOT 或 非（前后空格）"),
            ("（网格 或 楼宇） 党支部", "括号内先算"),
            ("网格*", "以“网格”开头的词"),
        ),
    ),
    (
        "字段",
        (
            ("地区:浙江", "该地及所辖各地的材料；地区:(浙江 或 湖北) 任取其一"),
            ("主题:网格治理", "主题，可只写一部分"),
            ("层级:村", "全国、省、市、县（区）、乡镇（街道）、村（社区）、企业"),
            ("年份:2020..2022", "从哪年到哪年，一头可以不写"),
            ("文种:讲话", "交流发言、讲话、报告、文件、报道、评论、大事记、调研"),
            ("做法:接诉即办", "提到这个品牌做法的材料；也写作 举措: 品牌:"),
            ("单位:组织部", "提到这个单位的材料；也写作 组织:"),
            ("人物:书记", "提到这个人物的材料"),
            ("荣誉:全国文明村", "提到这项荣誉的材料"),
            ("标题:网格", "题名里有"),
            ("来源:汇编", "来源文件的路径里有"),
            ("数据:共建单位>50", "有这样一个数的材料，可用 > >= < <= ="),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try, and what it does."""

    link: Link
    says: str


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """Examples of one kind."""

    label: str
    examples: tuple[Example, ...]


def help_page() -> tuple[ExampleGroup, ...]:
    """All examples."""
    return tuple(
        ExampleGroup(
            label,
            tuple(Example(Link(text, SearchState(text).url()), says) for text, says in examples),
        )
        for label, examples in _EXAMPLES
    )
