"""Why a file could not be read, in Chinese; the readers and the command line say it in English."""

import re
from typing import Final

_SAVE: Final = "请另存为 DOCX、PDF、网页或 UTF-8 文本后再收入"
_OCR: Final = "请先识别文字（OCR），把识别出的文字存为 DOCX 或文本后再收入"
_LOCKED: Final = "文件有密码保护；请去掉密码后再收入"

# What the English begins with after the file's name → what the page says. The first that fits
# wins; ``{}`` takes the words that the expression catches.
_SAID: Final[tuple[tuple[str, str], ...]] = (
    (r"this folder cannot be listed", "文件夹无法列出；请检查权限"),
    (r"this is a pipe or a device", "这是管道或设备，不是文件；请把内容存为文件"),
    (r".*check path and rights", "文件打不开；请检查路径和权限"),
    (r"reading it takes more memory", "读取它要用的内存过多；请拆成几个文件"),
    (r"could not be processed", "程序处理它时出错；请把文件连同这一行报告给开发者"),
    (r"could not be read: its worker", "读取它的进程中断了；请换一种格式另存，或者拆成几个文件"),
    (r"could not be read: it took longer", "读取超时；请换一种格式另存，或者拆成几个文件"),
    (r"this file is marked (\S+)", "标有“{}”，不收入；确可收入的，请在命令行加 --allow-classified"),
    (r"this file is a table of contents", "只有目录，没有正文；请添加整册材料"),
    (r"no case was found", "没有找到成篇的文字；请检查内容"),
    (r"this DOCX holds no text", "Word 文件里没有文字（可能只有图片）；" + _OCR),
    (r"this DOCX is damaged", "Word 文件已损坏；请用 Word 打开后重新保存"),
    (r"(?:this|the) .*(?:protected by a password|password)", _LOCKED),
    (
        r"this file is an old binary Word",
        "旧版 Word 文件（.doc）；请另存为 DOCX，或安装 LibreOffice",
    ),
    (r"this old binary Word", "这份旧版 Word 文件读不出来；请另存为 DOCX"),
    (r"this is not text in any encoding", "不是可识别编码的文本；" + _SAVE),
    (r"this file unpacks to", "压缩内容过大，不像一份文档；请把文字另存为新文件"),
    (r"this file is a damaged archive", "文件已损坏；请用原来的程序打开后重新保存，或重新取得"),
    (r"this saved page is damaged", "保存的网页已损坏；请重新保存为 HTML"),
    (r"this mail message or saved page", "邮件或保存的网页里没有文字；请另存为 HTML"),
    (r"this OFD document is locked", "OFD 文件已加密；请另存为不加密的 OFD、PDF 或文本"),
    (r"this OFD document is damaged", "OFD 文件已损坏；请另存为 OFD、PDF 或文本"),
    (r"this OFD document (?:is|holds)", "OFD 文件里没有文字或不能读取；" + _OCR),
    (r"this HTML cannot be parsed", "网页无法解析；请另存为文本"),
    (r"this page has no text", "网页里没有文字（可能全靠脚本显示）；请复制成文本"),
    (r"this PDF is damaged", "PDF 文件已损坏；请重新取得，或打印成新的 PDF"),
    (r"this PDF is locked", "PDF 被发布者锁定；请取得未锁定的文件或其文字"),
    (r"this PDF is a scan", "PDF 是扫描件，只有图片没有文字；" + _OCR),
    (r"the fonts of this PDF", "PDF 的字体隐去了文字内容；" + _OCR),
    (r"this file is larger than (\d+) MB", "文件超过 {} MB；请拆成几个文件"),
    (r"this file is empty", "文件是空的；请检查文件"),
    (r"this file is a picture", "这是图片；" + _OCR),
    (r"this file is an archive", "这是压缩包；请解压后收入里面的文件"),
    (r"this file is a sound or video", "这是音频或视频；请收入它的文字稿"),
    (r"this file is a program", "这是程序；不必收入"),
    (r"this file is a file of some program", "这是某个程序的数据；不必收入"),
    (r"this file is a (CAJ|KDH)", "这是知网的 {} 文件；请用 CAJViewer 另存为 PDF 后再收入"),
    (r"this file is an RTF", "RTF 文件暂不读取；" + _SAVE),
    (r"this file is a spreadsheet", "这是电子表格；" + _SAVE),
    (r"this file is a slide show", "这是演示文稿；" + _SAVE),
    (r"this file is an e-mail", "这是 Outlook 邮件；" + _SAVE),
    (r"this file is an OpenDocument", "OpenDocument 文件暂不读取；" + _SAVE),
    (r"this file is an e-book", "电子书暂不读取；" + _SAVE),
    (r"this file is XML", "这是 XML 数据，不是文档；" + _SAVE),
    (r"this file is an old binary Office", "旧版 Office 文件；" + _SAVE),
)
_KNOWN: Final = tuple((re.compile(said, re.DOTALL), words) for said, words in _SAID)


def reason_words(reason: str) -> str:
    """The reason in Chinese; one that is not known here stands in English behind 未能读取.

    The file's name may stand in front of it.
    """
    _, _, said = reason.partition(": ")
    for pattern, words in _KNOWN:
        if found := pattern.match(reason) or pattern.match(said):
            return words.format(*found.groups())
    return f"未能读取（{reason}）" if reason else ""
