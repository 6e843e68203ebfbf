"""How Word breaks what we write: heads stay with what follows, long rows go over pages."""

import io

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kg.cite import Locator, Reference
from kg.export.docx.writer import encode
from kg.export.paper import Block, Grid, Heading, Line, Options, Paper, Quotation, Quoted

REFERENCE = Reference("篇", "源", "甲.txt", "邻里说事")
QUOTE = Quoted("先问邻居，再定办法。", 0, 10, REFERENCE, Locator(passage=1))


def document(*blocks: Block, official: bool = False) -> Document:
    return docx.Document(io.BytesIO(encode(Paper("题", blocks), Options(official=official))))


@pytest.mark.parametrize("official", [False, True])
def test_heads_and_names_stay_with_what_follows_and_notes_look_apart(*, official: bool) -> None:
    quotation = Quotation("做法", "说事廊", (QUOTE,), note="核对过")
    made = document(Heading("一、怎么做"), Heading("（一）先商量", 2), quotation, official=official)
    styles = {p.text.split("，")[0]: p.style for p in made.paragraphs}
    for head in ("一、怎么做", "（一）先商量", "说事廊"):
        assert styles[head].paragraph_format.keep_with_next
    assert not styles["先问邻居"].paragraph_format.keep_with_next
    note, body = styles["笔记：核对过"], styles["先问邻居"]
    fonts = [style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for style in (note, body)]
    assert len(set(fonts)) == 2


def test_short_rows_are_kept_whole_and_tall_ones_may_break() -> None:
    short, tall = (Line("议事。"),), (Line("先问邻居，再定办法。" * 90),)
    rows = ((None, (short, short)), (None, (short, tall)))
    (table,) = document(Grid(("地区", "做法"), (("", rows),))).tables
    kept = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
        for row in table.rows
    ]
    assert kept == [True, True, False]
