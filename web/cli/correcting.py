"""Commands about corrections: what persons put right, as a list, as a file, and taken back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from web.cli.running import JSON, LIBRARY, opened, print_json, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.correction.model import Standing


@click.group("corrections")
def corrections_command() -> None:
    """Corrections of entities and cases (更正): they stay, whatever is ingested afterwards.

    They are made on the pages; here they are listed, taken back, and carried to another library.
    """


@corrections_command.command("list")
@LIBRARY
@JSON
def list_command(folder: Path, *, as_json: bool) -> None:
    """List all corrections, oldest first, those taken back and those without a target named."""
    from kg.correction.telling import told  # noqa: PLC0415
    from web.documents.corrections import corrections_document  # noqa: PLC0415

    with opened(folder) as library:
        found = run(library.corrections)
    if as_json:
        print_json(corrections_document(found))
        return
    for one in found:
        correction = one.correction
        click.echo(f"{correction.id}  {correction.at}  {_state(one)}  {told(correction.action)}")


def _state(one: "Standing") -> str:
    """How a correction stands, in two to four characters."""
    if one.correction.undone:
        return "已撤销"
    return "未能应用" if one.is_lost else f"{one.cases} 篇"


@corrections_command.command("export")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output without it.",
)
@click.option("--all", "every", is_flag=True, help="Those taken back as well.")
@LIBRARY
def export_command(folder: Path, out: Path | None, *, every: bool) -> None:
    """Write the corrections that stand as JSON lines, oldest first, to read and to take in."""
    from kg.correction.coding import to_lines  # noqa: PLC0415

    with opened(folder) as library:
        found = [one.correction for one in run(library.corrections)]
    lines = to_lines(one for one in found if every or one.undone is None)
    if out is None:
        _write(lines, sys.stdout)
        return
    with out.open("w", encoding="utf-8", newline="\n") as file:
        _write(lines, file)


def _write(lines: "Iterable[str]", file: TextIO) -> None:
    """Print lines to a file."""
    for line in lines:
        file.write(f"{line}\n")


@corrections_command.command("import")
@click.argument("file", type=click.File(encoding="utf-8"))
@LIBRARY
def import_command(folder: Path, file: TextIO) -> None:
    """Take in the corrections of a file, behind those that are there; the known ones stay.

    One whose entity or case is not in the library waits until it is.
    """
    from kg.correction.coding import from_lines  # noqa: PLC0415

    with opened(folder) as library:
        new = run(lambda: library.take_in(list(from_lines(file))))
        lost = {one.correction.id for one in run(library.corrections) if one.is_lost}
    waiting = sum(one.id in lost for one in new)
    click.echo(f"took in {len(new)} corrections, {waiting} of them wait for their target", err=True)


@corrections_command.command("undo")
@click.argument("correction")
@LIBRARY
def undo_command(folder: Path, correction: str) -> None:
    """Take one correction back, by its id; it stays in the list as taken back."""
    with opened(folder) as library:
        run(lambda: library.take_back(correction))
    click.echo(f"took back {correction}", err=True)


COMMANDS = (corrections_command,)
