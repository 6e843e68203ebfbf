"""The command that compares, and the files that it writes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from web.cli.running import JSON, LIBRARY, fail, opened, print_json, run

if TYPE_CHECKING:
    from kg.compare import Ask, By, Comparison
    from kg.library import Library

_NEW_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_FORMS: Final = ("xlsx", "docx", "md", "csv")


@click.command("compare")
@click.option("--theme", help="A theme of the closed list, or a part of its name: 物业治理, 物业.")
@click.option("--initiative", help="An initiative by name, and those like it elsewhere: 红色物业.")
@click.option("--measure", help="Figures of one thing, several apart by 、: 共建单位、党建联盟.")
@click.option("--text", help="Some sentences: what is planned. Cases that do the like are found.")
@click.option("--region", "regions", multiple=True, help="Only these places; may be repeated.")
@click.option("--level", "levels", multiple=True, help="province, city, county …; may be repeated.")
@click.option(
    "--group",
    type=click.Choice(["region", "level", "none"]),
    help="Under what heads the rows stand; region unasked, none for --text.",
)
@click.option(
    "--sort",
    type=click.Choice(["fit", "region", "level", "year", "figures", "title"]),
    default="fit",
    show_default=True,
    help="Order inside a group.",
)
@click.option("--limit", type=click.IntRange(1, 10_000), help="Cases at most; all of them unasked.")
@click.option("--columns", default="", help="Of text and files: region,practice,results,metrics …")
@click.option("--xlsx", type=_NEW_FILE, help="Write a workbook.")
@click.option("--docx", type=_NEW_FILE, help="Write a document.")
@click.option("--md", type=_NEW_FILE, help="Write Markdown.")
@click.option("--csv", type=_NEW_FILE, help="Write the table as CSV.")
@LIBRARY
@JSON
def compare_command(
    folder: Path,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - click's values, read by name
) -> None:
    """Compare practices across regions: by theme, initiative, measure, or a text."""
    from kg.compare import By, compare  # noqa: PLC0415
    from web.documents.compared import compare_document  # noqa: PLC0415

    ways = [(by, asked[by.value]) for by in By if asked[by.value] is not None]
    if len(ways) != 1:
        message = "give one of --theme, --initiative, --measure, --text"
        raise click.UsageError(message)
    ask = _ask(*ways[0], asked)
    files = [(form, asked[form]) for form in _FORMS if asked[form] is not None]
    with opened(folder) as library:
        table = run(lambda: compare(library, ask))
        for form, path in files:
            run(partial(_write_table, library, table, form, path))
            rows = sum(len(group.rows) for group in table.groups)
            click.echo(f"wrote {path}: {rows} rows of {table.coverage.cases} cases", err=True)
    if as_json:
        print_json(compare_document(table))
    elif not files:
        _print_table(table)


def _ask(by: "By", what: str, asked: dict[str, Any]) -> "Ask":
    """What the options ask for; a column that there is not is wrong usage."""
    from kg.compare import Ask, Column, Grouping, Sorting, all_columns  # noqa: PLC0415

    names = [name.strip() for name in asked["columns"].split(",") if name.strip()]
    known = [column.value for column in all_columns(by)]
    if unknown := [name for name in names if name not in known]:
        message = f"no column is called {unknown[0]!r}; there are: {' '.join(known)}"
        raise click.UsageError(message)

    return Ask(
        by,
        what,
        regions=asked["regions"],
        levels=asked["levels"],
        columns=tuple(map(Column, names)),
        group=Grouping(asked["group"]) if asked["group"] else None,
        sort=Sorting(asked["sort"]),
        limit=asked["limit"],
    )


def _write_table(library: "Library", table: "Comparison", form: str, path: Path) -> None:
    """Write a comparison to a file; what of it is to be quoted with care goes to standard error."""
    from kg.caution import Cautions  # noqa: PLC0415
    from kg.export.compared import of_comparison  # noqa: PLC0415
    from kg.export.files import form_of  # noqa: PLC0415
    from kg.export.paper import Options  # noqa: PLC0415

    paper = of_comparison(library, Cautions(library.folder), table)
    data = form_of(form).encode(paper, Options())
    for warning in paper.warnings:
        click.echo(f"kg: {warning}", err=True)
    try:
        path.write_bytes(data)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}")


def _print_table(table: "Comparison") -> None:
    """A few lines a row: whose it is, what it is called, what was done, what came of it."""
    from kg.compare import COLUMN_LABELS, Column  # noqa: PLC0415
    from kg.export.compared import (  # noqa: PLC0415
        coverage_words,
        filter_words,
        without_words,
    )

    told = {Column.REGION, Column.ISSUER, Column.SOURCE}
    for row in table.rows:
        click.echo(f"{'/'.join(row.case.region) or '地区不详'}  {row.case.title}")
        for column in table.columns:
            items = () if column in told else row.cell(column)
            said = [i.text + "".join(f"［{mark}］" for mark in i.marks) for i in items]
            if said:
                sentences = any(item.text.endswith("。") for item in items)
                click.echo(
                    f"  {COLUMN_LABELS[column]}：{(' ｜ ' if sentences else '、').join(said)}"
                )
    click.echo(filter_words(table) + coverage_words(table.coverage) + without_words(table.coverage))


COMMANDS = (compare_command,)
