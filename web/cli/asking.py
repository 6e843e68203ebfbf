"""Commands that ask: search, entity, export, stats."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from kg.errors import KgError
from kg.text import unbroken
from web.cli.running import JSON, LIBRARY, fail, opened, print_json, run
from web.runs import shown_from

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model import Query, Results

_NEW_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command("search")
@click.argument("query", required=False)
@click.option("--region", help="Place and all inside it: 浙江, 杭州市, 浙江省/杭州市.")
@click.option("--theme", help="A theme of the closed list: 网格治理.")
@click.option("--level", help="province, city, county, town, village, enterprise.")
@click.option("--genre", help="exchange, speech, report, article …")
@click.option("--year", help="Four digits.")
@click.option("--role", help="What a passage does: 背景 嘱托 问题 做法 成效 故事 启示 部署.")
@click.option("--entity", help="An entity's name or id.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "region"]),
    default="relevance",
    show_default=True,
    help="Order of the cases.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="Cases at most."
)
@click.option("--csv", "csv_file", type=_NEW_FILE, help="Write all cases found to a CSV file.")
@click.option("--xlsx", "xlsx_file", type=_NEW_FILE, help="Write all cases found to a workbook.")
@click.option("--columns", default="", help="Of these files: title,region,passage,citation …")
# Editors on Windows put a byte-order mark before the first line.
@click.option(
    "--batch", type=click.File(encoding="utf-8-sig"), help="One query a line; - is stdin."
)
@LIBRARY
@JSON
def search_command(
    query: str | None,
    batch: TextIO | None,
    folder: Path,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - click's values, passed on by name
) -> None:
    """Find cases, best first, with their best passages."""
    from kg.model import Query  # noqa: PLC0415
    from kg.ontology import Sort  # noqa: PLC0415
    from web.documents.answers import search_document  # noqa: PLC0415

    columns = asked.pop("columns")
    files = {form: asked.pop(f"{form}_file") for form in ("csv", "xlsx")}
    filters = asked | {"sort": Sort(asked["sort"])}
    if any(files.values()) and batch is not None:
        message = "--csv and --xlsx take the answer to one QUERY, not --batch"
        raise click.UsageError(message)
    if (query is None) == (batch is None):
        message = "give either a QUERY or --batch FILE"
        raise click.UsageError(message)
    if query is not None and not (query.strip() or any(_narrowing(filters))):
        message = "the query is empty: type a word, or narrow by --theme, --region …"
        raise click.UsageError(message)
    with opened(folder) as library:
        if batch is not None:
            _answer_lines(library, batch, filters)
            return
        results = run(partial(library.search, Query(query or "", **filters)))
        filling = not results.total and library.is_first_filled()
        for form, out in files.items():
            if out is not None:
                _write_file(library, results.query, columns, out, form)
    if as_json:
        print_json(search_document(results))
    else:
        _print_results(results)
        if filling:
            click.echo("第一批材料正在收入，请稍后再查")


@click.command("entity")
@click.argument("name")
@LIBRARY
@JSON
def entity_command(name: str, folder: Path, *, as_json: bool) -> None:
    """Show what the library knows of a name; same names are listed, not guessed."""
    from kg.ontology import KIND_LABELS  # noqa: PLC0415
    from web.documents.entities import entities_document  # noqa: PLC0415

    with opened(folder) as library:
        profiles = run(lambda: library.named(name))
    if as_json:
        print_json(entities_document(profiles))
    for profile in () if as_json else profiles:
        entity = profile.entity
        where = "/".join(entity.region) or "地区不详"
        click.echo(f"{entity.name}  {KIND_LABELS[entity.kind]}  {where}  {entity.id}")
        click.echo(f"  {len(profile.cases)} 篇 · {len(profile.relations)} 条关系")
        for quote in profile.quotes[:3]:
            click.echo(f"  「{quote.text.strip()}」——《{quote.title}》")
    if not profiles:
        fail(f"no entity named {name!r} in the library {folder}")


@click.command("export")
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(["jsonl", "graphml", "gexf", "csv"]),
    help="One case a line, the graph, or its relations with their words as a table.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; one that is there is replaced.",
)
@LIBRARY
def export_command(form: str, out: Path, folder: Path) -> None:
    """Write the whole library to one file."""
    from kg.export import export  # noqa: PLC0415

    with opened(folder) as library:
        run(lambda: export(library, form, out))
    click.echo(f"wrote {out}", err=True)


@click.command("stats")
@LIBRARY
@JSON
def stats_command(folder: Path, *, as_json: bool) -> None:
    """Show sizes, counts per kind, engine, generation."""
    with opened(folder) as library:
        stats = run(library.stats)
    if as_json:
        print_json(stats)
        return
    for name, value in stats.items():
        shown = value
        if isinstance(value, dict):
            shown = "  ".join(f"{key} {number}" for key, number in value.items())
        if shown is not None:
            click.echo(f"{name:12} {shown}")


def _lines(batch: TextIO | None) -> Iterator[str]:
    """Lines of a file of queries; ends the command where it is no UTF-8."""
    try:
        yield from (line.rstrip("\n") for line in batch or ())
    except UnicodeDecodeError as error:
        fail(f"the file of queries is not UTF-8 text ({error.reason}); save it as UTF-8")


def _narrowing(filters: dict[str, Any]) -> Iterator[object]:
    """Values of the options that narrow an answer."""
    return (value for name, value in filters.items() if name not in {"limit", "sort"})


def _write_file(library: "Library", query: "Query", columns: str, out: Path, form: str) -> None:
    """Write all that a query finds; ends the command where a column is none."""
    from kg.export.hits import Column  # noqa: PLC0415
    from web.search.results_file import results_bytes  # noqa: PLC0415

    names = [name.strip() for name in columns.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Column)]
    if unknown:
        message = f"no column {'、'.join(unknown)}; there are: {' '.join(Column)}"
        raise click.UsageError(message)
    data = run(lambda: results_bytes(library, query, names, form))
    try:
        out.write_bytes(data)
    except OSError as error:
        fail(f"{out} cannot be written: {error}")
    click.echo(f"wrote {out}", err=True)


def _answer_lines(library: "Library", batch: TextIO, filters: dict[str, Any]) -> None:
    """One document a line of queries, in order; a line that is no query says why."""
    from kg.errors import InvalidQuery  # noqa: PLC0415
    from kg.model import Query  # noqa: PLC0415
    from web.documents.answers import invalid_document, search_document  # noqa: PLC0415

    invalid = 0
    for line in _lines(batch):
        try:
            # Not through ``run``: it ends the command, and the other lines are still to come.
            document = search_document(library.search(Query(line, **filters)))
        except InvalidQuery as error:
            invalid += 1
            document = invalid_document(line, error)
        except KgError as error:
            fail(str(error))
        print_json(document, indent=None)
    if invalid:
        fail(f"{invalid} of the queries could not be understood; see their error")


def _remarks(results: "Results") -> Iterator[str]:
    """How the query was read, where that is not plain."""
    read = results.understanding
    if read.corrected:
        yield f"库中没有“{results.query.text}”，已改查“{read.corrected}”"
    if read.missing:
        yield f"库中没有：{'、'.join(read.missing)}"
    for place in read.places:
        if place.inside and place.widened:
            yield f"“{place.text}”含所辖 {place.inside} 地"
    for place in read.left_out:
        if place.widened:
            yield f"不含“{place.text}”，也不含所辖各地的材料"
    if results.suggestions:
        yield f"您是不是要找：{'、'.join(results.suggestions)}"


def _print_results(results: "Results") -> None:
    from kg.wording import doubt_labels  # noqa: PLC0415

    part = f"（{results.whole} 篇含有全部词）" if results.whole < results.total else ""
    click.echo(
        f"{results.total} 篇" + ("（没有同时含有全部词的材料）" if results.relaxed else part)
    )
    for remark in _remarks(results):
        click.echo(remark)
    for hit in results.hits:
        where = "/".join(hit.case.region) or "地区不详"
        known = (where, hit.case.date or "年份不详", hit.path, *hit.marks, *doubt_labels(hit.case))
        click.echo(f"\n{hit.case.title}\n  {' · '.join(known)}")
        if hit.signed:
            click.echo(f"  署名 {_marked(hit.case.issuer or '', hit.signed)}")
        for found in hit.passages[:2]:
            click.echo(f"  {_marked(found.passage.text, found.highlights)}")


def _marked(text: str, highlights: Sequence[tuple[int, int]]) -> str:
    """Some 80 characters where most is highlighted, on one line, highlights in brackets."""
    start = max(
        (max(0, at - 30) for at, _ in highlights),
        key=lambda start: shown_from(start, 80, text, highlights),
        default=0,
    )
    end = start + 80
    shown, at = "", start
    for low, high in highlights:
        if low >= at and high <= end:
            shown += f"{text[at:low]}【{text[low:high]}】"
            at = high
    return unbroken(shown + text[at:end])


COMMANDS = (search_command, entity_command, export_command, stats_command)
