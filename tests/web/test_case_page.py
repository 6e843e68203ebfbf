from kg.model import Case, CaseView, Passage, Source
from web.case_page import _blocks, _outline

TEXT = "总起的话。\n一、建组织\n（一）建支部。选好书记。一是谈心。二是家访。\n收尾的话。"
HEADING = "一、建组织"
SUB = "（一）建支部"


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


def test_heading_is_printed_once_where_it_opens() -> None:
    printed = [[h.text for h in block.headings if h.tag] for block in _blocks(VIEW)]
    assert printed == [[], [HEADING], [], []]


def test_heading_inside_a_passage_leads_it_instead_of_being_said_twice() -> None:
    block = list(_blocks(VIEW))[1]
    assert [run.text for run in block.lead] == [SUB]
    assert [run.text for run in block.runs] == ["。选好书记。"]
    assert block.text == SUB + "。选好书记。"


def test_passage_goes_on_only_within_its_paragraph() -> None:
    assert [block.continues for block in _blocks(VIEW)] == [False, False, True, False]


def test_outline_leads_to_headings_and_to_passages_that_begin_with_one() -> None:
    outline = list(_outline(list(_blocks(VIEW))))
    assert [(entry.text, entry.depth, entry.url) for entry in outline] == [
        (HEADING, 0, "#h-2-0"),
        (SUB, 1, "#p-c-2"),
    ]
