"""Commands that keep a library well: sources, verify, backup, restore, reindex."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import LibraryFailed, LibraryMissing
from kg.search.engine import ENGINES
from web.cli.reporting import cases_line, cores, end_progress
from web.cli.running import JSON, LIBRARY, opened, print_json, run

if TYPE_CHECKING:
    from kg.library import Library

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_SHORT_ID = 12  # digits of an id that are shown: enough to name one of millions


@click.command("sources")
@click.option("--show", metavar="SOURCE", help="One source, by path or beginning of its id.")
@LIBRARY
@JSON
def sources_command(show: str | None, folder: Path, *, as_json: bool) -> None:
    """List what is in the library, or show what cleaning took out of one source."""
    with opened(folder) as library:
        if show is None:
            _list_sources(library, as_json=as_json)
        else:
            _show_source(library, show, as_json=as_json)


def _list_sources(library: "Library", *, as_json: bool) -> None:
    """Print one source a line, then the files that could not be read."""
    from web.documents.sources import sources_document  # noqa: PLC0415

    entries, failures = run(library.sources), run(library.failures)
    if as_json:
        print_json(sources_document(entries, failures))
        return
    for entry in entries:
        marks = f"  [{'、'.join(entry.marks)}]" if entry.marks else ""
        size = f"{entry.cases:>4} 篇 {entry.characters:>8} 字"
        click.echo(f"{entry.id[:_SHORT_ID]}  {size}  {entry.path}{marks}")
    for failure in failures:
        click.echo(f"未能读取  {failure.path}（{failure.at}）: {failure.reason}")


def _show_source(library: "Library", name: str, *, as_json: bool) -> None:
    """Print one source: marks, cases, and every removed span with its reason and words."""
    from web.documents.sources import source_document  # noqa: PLC0415

    source = run(lambda: library.source_named(name))
    cases = run(lambda: library.cases_of(source.id))
    if as_json:
        print_json(source_document(source, cases))
        return
    click.echo(f"{source.path}\n{source.id}\n{source.origin}")
    click.echo(f"{source.format} {source.encoding or ''} {len(source.text)} 字")
    if source.marks:
        click.echo(f"标记: {'、'.join(source.marks)}")
    for case in cases:
        click.echo(f"  {case.number}. {case.title}  {case.id}")
    for span in source.removed:
        words = source.text[span.start : span.end].strip().replace("\n", " ⏎ ")
        click.echo(f"- {span.reason} {span.start}-{span.end}: {words}")


@click.command("verify")
@LIBRARY
@JSON
def verify_command(folder: Path, *, as_json: bool) -> None:
    """Check that store, index, graph and offsets agree."""
    from kg.library import Library, is_library  # noqa: PLC0415
    from kg.library.verify import verify  # noqa: PLC0415

    def check() -> tuple[str, ...]:
        try:
            with Library.open(folder) as library:
                return verify(library)
        except (LibraryFailed, LibraryMissing) as error:
            if not is_library(folder):
                raise
            return (str(error),)

    _end(run(check), as_json=as_json)


@click.command("backup")
@_FILE
@click.option("--overwrite", is_flag=True, help="Replace a file that is there already.")
@LIBRARY
@JSON
def backup_command(file: Path, folder: Path, *, overwrite: bool, as_json: bool) -> None:
    """Write the whole library into one file, while it is in use."""
    from kg.library.backup import backup  # noqa: PLC0415

    with opened(folder) as library:
        manifest = run(lambda: backup(library, file, overwrite=overwrite))
    click.echo(f"wrote {file}: {manifest['sources']} sources", err=True)
    _end((), as_json=as_json)


@click.command("restore")
@_FILE
@click.option("--overwrite", is_flag=True, help="Lose the sources that the library has.")
@LIBRARY
@JSON
def restore_command(file: Path, folder: Path, *, overwrite: bool, as_json: bool) -> None:
    """Fill the library from a backup, checked before and after."""
    from kg.library.backup import restore  # noqa: PLC0415
    from kg.library.verify import verify  # noqa: PLC0415

    manifest = run(lambda: restore(folder, file, overwrite=overwrite))
    with opened(folder) as library:
        problems = run(lambda: verify(library))
    click.echo(f"restored {manifest['sources']} sources into {folder}", err=True)
    _end(problems, as_json=as_json)


@click.command("reindex")
@click.option(
    "--engine", type=click.Choice(ENGINES), help="The engine that the library keeps to from now on."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; default: the cores.")
@LIBRARY
def reindex_command(folder: Path, engine: str | None, workers: int | None) -> None:
    """Build the search index anew beside the old one, then swap."""
    with opened(folder) as library:
        count, line = workers or cores(), cases_line()
        run(lambda: library.reindex(engine, workers=count, progress=line))
        name = library.engine
    end_progress()
    click.echo(f"the index was built anew by {name}", err=True)


def _end(problems: tuple[str, ...], *, as_json: bool) -> None:
    """Print problems, if any; they make exit code 1."""
    if as_json:
        print_json({"ok": not problems, "problems": list(problems)})
    else:
        click.echo("\n".join(problems) or "ok")
    if problems:
        sys.exit(1)


COMMANDS = (sources_command, verify_command, backup_command, restore_command, reindex_command)
