"""A file whose lines a program has cut: read whole, shown on one line, quoted as it stands."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from kg.caution import Cautions
from kg.collection import EntryKind, Wanted, clip, spans_of
from kg.collection.clipping import Standing, standing
from kg.library import Library
from kg.library.verify import verify
from kg.model import CaseView, Query
from kg.ontology import Kind
from kg.quotes import sentence_at
from web import create_app
from web.case.page import case_page

WIDTH = 30
TITLE = "安徽岳西：板凳议事会开到家门口"
FIRST = (
    "今年春天雨水多，村里的路上泥很深，岳西县天堂镇把议事的板凳搬到村口和院坝里，谁家有难处就在谁家门前坐下来，推行“板凳议事会”做法，镇村干部"
    "一件一件记在本子上，当场答复能不能办，办到哪一步也贴在墙上给大家看，看不明白的由干部念一遍。"
    "全镇划分48个网格，请物业服务企业每月到会听意见。去年办结群众诉求860件，其中修路修桥的占了一半。"
)
SECOND = (
    "年轻人多半在外面做工，群里开会比当面开会还热闹，干部就把本子拍下来发到群里，谁都看得见办到了哪一步，"
    "有人不放心，专门从城里赶回来坐了一晚上的板凳，走的时候说下回还来，还要把邻居们一起喊上。"
    "几十年的地界纠纷在板凳上解开了三起，两家人还一起修了一道排水沟，省得雨天再吵。"
)
NAME, FIGURE = "板凳议事会", "860件"


def wrapped(paragraph: str) -> str:
    line = f"　　{paragraph}"
    return "\n".join(line[at : at + WIDTH] for at in range(0, len(line), WIDTH))


TEXT = "\n".join([TITLE, wrapped(FIRST), wrapped(SECOND)]) + "\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("wrapped")
    Path(texts, "断行.txt").write_text(TEXT, encoding="utf-8")
    whole = "\n".join([TITLE, FIRST.replace("48个", "50个"), SECOND])
    Path(texts, "不断行.txt").write_text(whole, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        assert ingest([texts], opened).counts["added"] == 2
        assert ingest([texts], opened).counts["unchanged"] == 2
        yield opened


@pytest.fixture(scope="module")
def view(library: Library) -> CaseView:
    (source,) = (one for one in library.sources() if one.path == "断行.txt")
    return library.case(library.cases_of(source.id)[0].id)


def test_wrapped_text_is_read_whole_at_its_own_offsets(library: Library, view: CaseView) -> None:
    assert verify(library) == ()
    assert view.source.text == TEXT
    assert [TEXT[p.start : p.end].replace("\n", "") for p in view.passages] == [FIRST, SECOND]
    (name,) = (e for e in view.entities if e.kind is Kind.INITIATIVE and e.name == NAME)
    places = [TEXT[mention.start : mention.end] for mention in name.mentions]
    assert any("\n" in place for place in places)  # the text is made so
    assert all(NAME in place.replace("\n", "") for place in places)
    assert any(FIGURE in metric.text for metric in view.metrics)


def test_words_across_a_line_end_are_found_and_marked(library: Library, view: CaseView) -> None:
    cut = re.search(r"[^，。]{3}\n[^，。]{3}", view.passages[1].text)
    assert cut
    words = cut[0].replace("\n", "")
    hits = library.search(Query(f'"{words}"')).hits
    for found in (hit.passages[0] for hit in hits):
        ((low, high),) = found.highlights
        assert found.passage.text[low:high].replace("\n", "") == words
    client = create_app(library, hosts={"localhost"}).test_client()
    assert f"<mark>{words}</mark>" in client.get("/", query_string={"q": f'"{words}"'}).text
    sheet = client.get("/results", query_string={"q": words, "format": "csv"})
    rows = list(csv.reader(io.StringIO(sheet.data.decode("utf-8-sig"))))
    assert not any("\n" in cell for row in rows for cell in row)


def test_case_page_shows_a_wrapped_passage_on_one_line(library: Library, view: CaseView) -> None:
    app = create_app(library, hosts={"localhost"})
    with app.test_request_context():
        page = case_page(library, view.case.id, Cautions(Path("/nowhere")))
    for block, words in zip(page.blocks, (FIRST, SECOND), strict=True):
        assert "".join(run.text for run in (*block.lead, *block.runs)) == words
        assert block.text == words
    assert any(NAME in run.text for run in page.blocks[0].runs if run.url)


def test_wrapped_words_are_quoted_and_collected_whole(library: Library, view: CaseView) -> None:
    passage = view.passages[0]
    start, end = sentence_at(passage, passage.start)
    assert TEXT[start:end].replace("\n", "") == FIRST[: FIRST.index("。") + 1]
    entry = clip(library, Wanted(EntryKind.PASSAGE, view.case.id, spans_of([f"{start}-{end}"])))
    assert "\n" not in entry.clips[0].text
    assert standing(library, [entry])[entry.id] is Standing.PRESENT


def test_copy_without_wraps_differs_in_words_only(library: Library, view: CaseView) -> None:
    (copy,) = library.versions(view.case)
    assert [(one.ours, one.theirs) for one in copy.differences] == [("48", "50")]
