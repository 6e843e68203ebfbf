from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ingest.pipeline import ingest
from kg.caution import Cautions
from kg.library import Library
from kg.model import Case, CaseView, Passage, Query, Source
from web import create_app
from web.case.page import case_page
from web.case.text import blocks_of, outline_of

TEXT = "总起的话。\n一、建组织\n（一）建支部。选好书记。一是谈心。二是家访。\n收尾的话。"
HEADING = "一、建组织"
SUB = "（一）建支部"
NONE = Cautions(Path("/nowhere"))  # a list that was never written warns of nothing


def view_of(*passages: tuple[str, tuple[str, ...]]) -> CaseView:
    """A case whose passages quote ``TEXT``; each with its heading path."""
    made = []
    for number, (text, heading) in enumerate(passages, start=1):
        start = TEXT.index(text)
        end = start + len(text)
        made.append(Passage(f"c-{number}", "c", number, start, end, text, heading))
    source = Source("s", "甲.txt", "txt", "utf-8", TEXT)
    case = Case("c", "s", 1, 0, len(TEXT), "题目")
    return CaseView(case, source, tuple(made), (), (), ())


VIEW = view_of(
    ("总起的话。", ()),
    ("（一）建支部。选好书记。", (HEADING, SUB)),
    ("一是谈心。二是家访。", (HEADING, SUB)),
    ("收尾的话。", (HEADING,)),
)


@pytest.fixture(autouse=True)
def _addresses(app: Flask) -> Iterator[None]:
    """Pages link to each other, which needs a request."""
    with app.test_request_context("/", headers={"Host": "localhost"}):
        yield


def test_heading_is_printed_once_where_it_opens() -> None:
    printed = [[h.text for h in block.headings if h.tag] for block in blocks_of(VIEW, NONE)]
    assert printed == [[], [HEADING], [], []]


def test_heading_inside_a_passage_leads_it_instead_of_being_said_twice() -> None:
    block = list(blocks_of(VIEW, NONE))[1]
    assert [run.text for run in block.lead] == [SUB]
    assert [run.text for run in block.runs] == ["。选好书记。"]
    assert block.text == SUB + "。选好书记。"


def test_passage_goes_on_only_within_its_paragraph() -> None:
    assert [block.continues for block in blocks_of(VIEW, NONE)] == [False, False, True, False]


def test_outline_leads_to_headings_and_to_passages_that_begin_with_one() -> None:
    outline = list(outline_of(VIEW, list(blocks_of(VIEW, NONE))))
    assert [(entry.text, entry.depth, entry.url) for entry in outline] == [
        (HEADING, 0, "#h-2-0"),
        (SUB, 1, "#p-c-2"),
    ]


def test_outline_tells_how_long_each_part_is() -> None:
    below = "（一）建支部。选好书记。一是谈心。二是家访。"
    lengths = [entry.length for entry in outline_of(VIEW, list(blocks_of(VIEW, NONE)))]
    assert lengths == [str(len(below + "收尾的话。")), str(len(below))]


SPEECH = """内部资料 注意保存

在推进会上的讲话
（2024年8月2日）
同志们：
清溪镇建成12个议事亭，居民坐下来商量停车的事，商量好了就画线，画好了就执行。我们要以优异成绩迎接党的十九大胜利召开。
一、存在的问题
有的支部活动走过场。老院子的居民还在等加装电梯，等路灯修好，等操场开门，等食堂开张。
"""


def test_doubts_marks_and_differences_stand_on_page_in_hits_and_in_citations(
    tmp_path: Path,
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    Path(texts, "全.txt").write_text(SPEECH, encoding="utf-8")
    masked = SPEECH.replace("清溪镇", "*镇").replace("12个", "x个")
    Path(texts, "隐.txt").write_text(masked, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([texts], library)
        (hit,) = library.search(Query("议事亭")).hits
        app = create_app(library, hosts={"localhost"})
        with app.test_request_context():
            page = case_page(library, hit.case.id, NONE)
        client = app.test_client()
        shown = client.get("/?q=议事亭").text
        case = client.get(f"/cases/{hit.case.id}").text
    (doubt,) = page.doubts
    assert (doubt.label, doubt.passage) == ("年份存疑", 1)
    assert "迎接党的十九大胜利召开" in doubt.reason
    assert "年份存疑" in shown
    assert "内部资料" in shown
    assert "内部资料" in hit.marks
    assert all("年份存疑" in block.citation for block in page.blocks)
    assert "内部资料" in page.citation
    assert "问题" in {block.role for block in page.blocks}
    (version,) = page.versions
    assert [(d.label, d.ours, d.theirs) for d in version.differences] == [
        ("隐去", "清溪", "*"),
        ("隐去", "12", "x"),
    ]
    assert "<del>清溪</del><ins>*</ins>" in case
