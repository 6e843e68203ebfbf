"""Commands that change what is in the library: ingest, remove."""

import sys
from pathlib import Path

import click

from web.cli.reporting import cores, end_progress, print_report, progress_line
from web.cli.running import JSON, LIBRARY, fail, opened, print_json, run


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; default: the cores.")
@click.option("--allow-classified", is_flag=True, help="Take in what is marked 机密 or 绝密.")
@click.option("--prune", is_flag=True, help="Take out what came from PATH and is gone from it.")
@LIBRARY
@JSON
def ingest_command(
    paths: tuple[Path, ...],
    workers: int | None,
    folder: Path,
    *,
    allow_classified: bool,
    prune: bool,
    as_json: bool,
) -> None:
    """Take files and folders (recursive) into the library."""
    from ingest.pipeline import ingest  # noqa: PLC0415
    from web.documents.sources import ingest_document  # noqa: PLC0415

    with opened(folder, create=True) as library:
        report = run(
            lambda: ingest(
                paths,
                library,
                workers=workers or cores(),
                progress=progress_line(),
                prune=prune,
                allow_classified=allow_classified,
            )
        )
        advice = run(library.advice)
    end_progress()
    if as_json:
        print_json(ingest_document(report))
    else:
        print_report(report)
    for unpruned in report.unpruned:
        click.echo(f"kg: {unpruned} has no file; nothing of it was taken out", err=True)
    if advice:
        click.echo(f"kg: {advice}", err=True)
    if report.stopped:
        fail("stopped; what was done so far is kept, the same command goes on with it")
    if report.counts["failed"]:
        sys.exit(1)


@click.command("remove")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@LIBRARY
@JSON
def remove_command(names: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Take sources out of the library, by path or by (the beginning of) their id."""
    with opened(folder) as library:
        # All are looked up before the first is taken out: a slip of the pen changes nothing.
        found = run(lambda: [library.source_named(name) for name in names])
        sources = {source.id: source.path for source in found}

        def remove() -> None:
            with library.writer():
                for source_id in sources:
                    library.remove(source_id)
                library.refresh()

        run(remove)
    if as_json:
        print_json({"removed": [{"id": key, "path": path} for key, path in sources.items()]})
    for path in () if as_json else sources.values():
        click.echo(f"removed {path}")


COMMANDS = (ingest_command, remove_command)
