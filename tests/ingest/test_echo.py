"""Titles that only their texts show, because these take up their words."""

from ingest.cutting.cases import find_cases
from ingest.cutting.datelines import DATELINE
from ingest.cutting.echo import echoed_titles
from ingest.readers import Document

_FILLER = "大家围坐在一起，把急事难事一件件摆到桌面上，能办的当场就办，办不了的记下来再想办法。" * 8
_PIECES = (
    ("柳桥社区开展邻里互助月活动", "为进一步拉近邻里距离，柳桥社区近日开展邻里互助月活动。"),
    ("梨园街道办起午间食堂", "日前，梨园街道的午间食堂迎来第一批老人。"),
    ("石坝村修通上山路", "今年以来，石坝村党支部带着村民修通了六公里上山路。"),
    ("枫林镇给网格员减表格", "连日来，枫林镇清理台账，网格员手里的表格少了一半。"),
    ("清河社区夜校开课", "5月8日，清河社区夜校开课，第一堂讲的是反诈。"),
)


def _cases(text: str) -> list[str]:
    return [text[block.start : block.end] for block in find_cases(text, Document(text, "txt"))]


def test_titles_that_run_on_are_found_by_what_their_texts_take_up() -> None:
    text = "".join(title + lead + _FILLER for title, lead in _PIECES)
    found = [text[start:end] for start, end in echoed_titles(text).items()]
    assert found == [title for title, _ in _PIECES]
    assert [case[:6] for case in _cases(text)] == [title[:6] for title, _ in _PIECES]


def test_few_titles_that_run_on_are_headings_of_one_piece() -> None:
    text = "".join(title + lead + _FILLER for title, lead in _PIECES[:3])
    assert not echoed_titles(text)


def test_title_behind_a_sentence_is_found_by_the_line_below() -> None:
    text = "".join(f"{title}\n{lead}{_FILLER}" for title, lead in _PIECES)
    assert len(_cases(text)) == len(_PIECES)


def test_lines_that_are_a_piece_each_begin_with_their_titles() -> None:
    plain = "小板凳摆进楼道里谁家有事说一声，三号楼的王师傅头一个坐了下来。" + _FILLER
    text = "\n".join([*(title + lead + _FILLER for title, lead in _PIECES), plain])
    assert _cases(text)[-1] == plain


def test_paragraphs_without_titles_show_none() -> None:
    text = "\n".join(lead + _FILLER for _, lead in _PIECES)
    assert not echoed_titles(text)


def test_datelines_of_other_papers_are_known() -> None:
    assert DATELINE.match("柳州日报讯（记者 某某）")
    assert DATELINE.match("红网时刻5月8日讯 为了")
    assert not DATELINE.search("这份日报登了消息")
    assert not DATELINE.search("江城晚报记者 某某/摄")
