"""Commands that find by likeness and by form: similar, headings."""

from pathlib import Path

import click

from web.cli.running import JSON, LIBRARY, opened, print_json, run


@click.command("similar")
@click.argument("case")
@click.option("--passage", help="Id of one of its passages: what resembles that alone.")
@click.option("--limit", type=click.IntRange(1, 24), default=8, show_default=True, help="At most.")
@LIBRARY
@JSON
def similar_command(
    case: str, passage: str | None, limit: int, folder: Path, *, as_json: bool
) -> None:
    """Find cases that resemble a case (its id), each with the reason."""
    from web.documents.found import similar_document  # noqa: PLC0415

    with opened(folder) as library:
        found = run(lambda: library.similar(case, passage=passage, limit=limit))
    if as_json:
        print_json(similar_document(case, found))
        return
    for one in found:
        where = "/".join(one.hit.case.region) or "地区不详"
        click.echo(f"{one.hit.case.title}\n  {where} · {one.hit.path}")
        for label, shared in (
            ("词条", [entity.name for entity in one.entities]),
            ("主题", one.themes),
            ("词语", one.terms),
        ):
            if shared:
                click.echo(f"  同有{label}：{'、'.join(shared)}")


@click.command("headings")
@click.argument("text", required=False, default="")
@click.option("--theme", default="", help="A theme of the closed list: 网格治理.")
@click.option("--level", default="", help="province, city, county, town, village, enterprise.")
@click.option("--size", type=click.IntRange(0), default=0, help="Headings in a set, at least.")
@click.option("--depth", type=click.IntRange(0), default=0, help="1: first rank, 2: below it …")
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="Sets at most."
)
@LIBRARY
@JSON
def headings_command(text: str, folder: Path, *, as_json: bool, **asked: str | int) -> None:
    """Find sets of sibling headings by a word or a pattern such as …抓党建 or 以…促…."""
    from kg.banks.heading_sets import HeadingQuery  # noqa: PLC0415
    from web.documents.found import headings_document  # noqa: PLC0415

    query = HeadingQuery(text=text, **asked)  # type: ignore[arg-type]
    with opened(folder) as library:
        found = run(lambda: library.heading_sets(query))
    if as_json:
        print_json(headings_document(found))
        return
    click.echo(f"{found.total} 组")
    for one in found.sets:
        pattern = f"{one.pattern.text} ×{one.pattern.times}  " if one.pattern.text else ""
        click.echo(f"\n{pattern}《{one.case.title}》 {one.path}")
        for heading in one.headings.headings:
            click.echo(f"  {heading}")


COMMANDS = (similar_command, headings_command)
