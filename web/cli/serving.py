"""Commands that serve the web interface: serve, demo."""

from pathlib import Path

import click

from web.cli.reporting import cores, end_progress, print_report, progress_line
from web.cli.running import LIBRARY, library_of_group, opened, run

# Where `kg demo` keeps its own library, so that it never mixes with the user's.
_DEMO_FOLDER = Path("library-demo")
_DEFAULT_PORT = 8000


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=_DEFAULT_PORT,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--create", is_flag=True, help="Begin with an empty library where there is none.")
@LIBRARY
def serve_command(host: str, port: int, folder: Path, *, create: bool) -> None:
    """Serve the web interface."""
    _serve(folder, host, port, create=create)


@click.command("demo")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=_DEFAULT_PORT,
    envvar="PORT",
    show_default=True,
    help="Port to listen on.",
)
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=_DEMO_FOLDER,
    show_default=True,
    callback=library_of_group,
    help="Folder of the demo's own library.",
)
def demo_command(port: int, folder: Path) -> None:
    """Take the packaged sample into a library of its own (once), then serve it."""
    from ingest.pipeline import ingest  # noqa: PLC0415
    from kg.datafiles import data_path  # noqa: PLC0415

    with opened(folder, create=True) as library:
        sample = [data_path("sample")]
        report = run(lambda: ingest(sample, library, workers=cores(), progress=progress_line()))
    end_progress()
    print_report(report)
    _serve(folder, "127.0.0.1", port)


def _serve(folder: Path, host: str, port: int, *, create: bool = False) -> None:
    from web.serve import serve  # noqa: PLC0415

    with opened(folder, create=create) as library:
        click.echo(f"open http://{host}:{port}/ in a browser; Ctrl-C ends", err=True)
        run(lambda: serve(library, host=host, port=port))


COMMANDS = (serve_command, demo_command)
