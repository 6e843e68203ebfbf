"""Commands that ask the session's library: search, similar, headings, entity, compare."""

import csv
import io
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from commanding import Kg
from openpyxl import load_workbook

from kg.library import Library
from kg.ontology import THEMES, Genre, Kind, Level


def test_search_prints_hits_facets_and_places(asking: Kg, library: Library) -> None:
    document = asking.document("search", "物业")
    assert set(document) >= {"query", "total", "hits", "facets", "suggestions"}
    assert (document["query"], document["total"]) == ("物业", 2)
    assert set(document["facets"]) == {
        "region",
        "theme",
        "level",
        "genre",
        "year",
        "role",
        "entity",
    }
    for hit in document["hits"]:
        view = library.case(hit["case"])
        assert set(hit) >= {
            *("case", "source", "number", "title", "region", "level", "date", "genre", "themes"),
            *("score", "copies", "lacking", "passages"),
        }
        assert hit["source"] == view.source.path
        assert hit["genre"] in set(Genre)
        assert hit["level"] in {None, *Level}
        assert set(hit["themes"]) <= set(THEMES)
        for passage in hit["passages"]:
            assert view.source.text[passage["start"] : passage["end"]] == passage["text"]
            assert {passage["text"][low:high] for low, high in passage["highlights"]} == {"物业"}
    scores = [hit["score"] for hit in document["hits"]]
    assert all(high >= low for high, low in pairwise(scores))
    (copied,) = (hit for hit in document["hits"] if hit["copies"])
    assert copied["source"] == "径山.txt"


@pytest.mark.parametrize(
    ("options", "sources"),
    [
        (["--region", "安徽"], ["岳西.txt"]),
        (["--region", "浙江省/杭州市"], ["径山.txt"]),
        (["--year", "2023"], ["径山.txt"]),
        (["--entity", "红色管家"], ["径山.txt"]),
        (["--theme", "物业治理", "--region", "安徽"], ["岳西.txt"]),
        (["--level", "village"], []),
        (["--genre", "speech"], []),
    ],
)
def test_search_takes_every_filter(
    asking: Kg, options: Sequence[str], sources: Sequence[str]
) -> None:
    hits = asking.document("search", "物业", *options)["hits"]
    assert [hit["source"] for hit in hits] == sources


def test_search_gives_no_more_than_the_limit_and_counts_all(asking: Kg) -> None:
    document = asking.document("search", "物业", "--limit", "1")
    assert (len(document["hits"]), document["total"]) == (1, 2)


def test_search_prints_for_people(asking: Kg) -> None:
    result = asking("search", "红色管家")
    assert result.exit_code == 0
    assert "1 篇" in result.stdout
    assert "“【红色管家】”" in result.stdout


def test_search_writes_what_it_finds_with_the_columns_asked_for(asking: Kg, tmp_path: Path) -> None:
    out, book = tmp_path / "结果.csv", tmp_path / "结果.xlsx"
    found = asking(
        "search", "物业", "--limit", "1", "--csv", out, "--xlsx", book, "--columns", "title,case"
    )
    assert found.exit_code == 0
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["题名", "材料编号"]
    assert len(rows) == 1 + asking.document("search", "物业")["total"]
    sheet = load_workbook(book).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet] == rows


def test_search_of_an_unknown_column_is_wrong_usage(asking: Kg, tmp_path: Path) -> None:
    answer = asking("search", "物业", "--csv", tmp_path / "x.csv", "--columns", "colour")
    assert answer.exit_code == 2
    assert "no column colour" in answer.stderr


def test_search_sorts_by_date(asking: Kg) -> None:
    dates = [hit["date"] for hit in asking.document("search", "物业", "--sort", "date")["hits"]]
    assert dates == sorted(dates, key=lambda date: date or "", reverse=True)


def test_similar_prints_reasons(asking: Kg) -> None:
    case = asking.document("search", "物业")["hits"][0]["case"]
    document = asking.document("similar", case)
    assert document["case"] == case
    for one in document["similar"]:
        assert one["case"] != case
        assert one["terms"] or one["entities"]
    assert asking("similar", case).exit_code == 0
    assert asking("similar", "none").exit_code == 1


def test_headings_prints_sets_with_their_cases(asking: Kg) -> None:
    document = asking.document("headings")
    assert document["total"] == len(document["sets"]) > 0
    first = document["sets"][0]
    assert len(first["headings"]) > 1
    assert first["source"]
    printed = asking("headings").stdout
    assert first["headings"][0]["text"] in printed
    assert asking.document("headings", "…没有这样的句式")["total"] == 0


def test_search_batch_prints_a_document_a_line_in_order(asking: Kg, tmp_path: Path) -> None:
    queries = ["网格", "径山镇", "没有这个词的库"]
    file = tmp_path / "queries.txt"
    file.write_text("\ufeff" + "\r\n".join(queries) + "\r\n", encoding="utf-8")
    from_file = asking("search", "--batch", file)
    from_stdin = asking("search", "--batch", "-", stdin="\n".join(queries))
    for result in (from_file, from_stdin):
        assert result.exit_code == 0
        documents = [json.loads(line) for line in result.stdout.splitlines()]
        assert [document["query"] for document in documents] == queries
        assert documents[1]["hits"][0]["source"] == "径山.txt"
    assert from_file.stdout == from_stdin.stdout


def test_search_batch_says_what_is_no_text(asking: Kg, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes("物业".encode("gb18030"))
    result = asking("search", "--batch", file)
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


def test_search_of_a_wrong_query_says_where(asking: Kg) -> None:
    result = asking("search", "“没有收尾")
    assert result.exit_code == 1
    assert "character 1" in result.stderr
    assert result.stdout == ""


def test_entity_prints_its_profile(asking: Kg, library: Library) -> None:
    (entity,) = asking.document("entity", "径山镇")["entities"]
    assert set(entity) >= {
        *("id", "type", "name", "aliases", "region", "cases", "relations", "metrics", "quotes"),
    }
    assert (entity["type"], entity["region"]) == (
        Kind.PLACE,
        ["浙江省", "杭州市", "余杭区", "径山镇"],
    )
    assert entity["quotes"]
    for quote in entity["quotes"]:
        text = library.case(quote["case"]).source.text
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert entity["relations"]
    (county,) = asking.document("entity", "岳西县")["entities"]
    assert "gazetteer" in {relation["evidence"] for relation in county["relations"]}


def test_entity_prints_what_each_case_says_it_is(asking: Kg) -> None:
    (entity,) = asking.document("entity", "“三听”工作法")["entities"]
    (definition,) = entity["definitions"]
    assert (definition["state"], definition["promised"]) == ("mismatch", 3)
    assert definition["parts"] == ["听难处", "听主意"]
    assert definition["source"] == "岳西.txt"


def test_entity_of_no_such_name_fails_and_prints_none(asking: Kg) -> None:
    result = asking("entity", "无此地", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"entities": []}
    assert "无此地" in result.stderr


def test_compare_prints_rows_with_quotes(asking: Kg, library: Library) -> None:
    rows = asking.document("compare", "--theme", "物业治理")["rows"]
    assert {row["source"] for row in rows} == {"径山.txt", "岳西.txt"}
    for row in rows:
        assert set(row) >= {
            *("region", "case", "title", "initiatives", "organizations", "metrics", "quotes"),
        }
        text = library.case(row["case"]).source.text
        for quote in row["quotes"]:
            assert set(quote) >= {"text", "source", "start", "end"}
            assert text[quote["start"] : quote["end"]] == quote["text"]
    (only,) = asking.document("compare", "--theme", "物业治理", "--region", "安徽")["rows"]
    assert only["region"][0] == "安徽省"
