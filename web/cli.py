"""The ``kg`` command. Everything heavy is imported inside the command that needs it."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from ingest.pipeline import FileOutcome, Progress, Report
    from kg.library import Library
    from kg.model import Results

_LIBRARY = click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KG_LIBRARY",
    default=Path("library"),
    show_default="$KG_LIBRARY, else ./library",
    help="Folder of the library.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
# Where `kg demo` keeps its own library, so that it never mixes with the user's.
_DEMO_FOLDER = Path("library-demo")
_DEFAULT_PORT = 8000

_T = TypeVar("_T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="partykg", prog_name="kg")
def main() -> None:
    """Search party-building experience materials as a knowledge graph with exact quotes."""


@main.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; default: the cores.")
@_LIBRARY
@_JSON
def ingest_command(
    paths: tuple[Path, ...], workers: int | None, folder: Path, *, as_json: bool
) -> None:
    """Take files and folders (recursive) into the library."""
    from ingest.pipeline import ingest  # noqa: PLC0415
    from web.documents import ingest_document  # noqa: PLC0415

    with _opened(folder, create=True) as library:
        report = _run(
            lambda: ingest(paths, library, workers=workers or _cores(), progress=_progress())
        )
    _end_progress()
    if as_json:
        _print_json(ingest_document(report))
    else:
        _print_report(report)
    if report.counts["failed"]:
        sys.exit(1)


@main.command("search")
@click.argument("query", required=False)
@click.option("--region", help="Place and all inside it: 浙江, 杭州市, 浙江省/杭州市.")
@click.option("--theme", help="A theme of the closed list: 网格治理.")
@click.option("--level", help="province, city, county, town, village, enterprise.")
@click.option("--genre", help="exchange, speech, report, article …")
@click.option("--year", help="Four digits.")
@click.option("--entity", help="An entity's name or id.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--batch", type=click.File(encoding="utf-8"), help="One query a line; - is stdin.")
@_LIBRARY
@_JSON
def search_command(
    query: str | None,
    batch: TextIO | None,
    folder: Path,
    *,
    as_json: bool,
    **filters: Any,  # noqa: ANN401 - click's values, passed on by name
) -> None:
    """Find cases, best first, with their best passages."""
    from kg.model import Query  # noqa: PLC0415
    from web.documents import search_document  # noqa: PLC0415

    if (query is None) == (batch is None):
        message = "give either a QUERY or --batch FILE"
        raise click.UsageError(message)
    lines = (query,) if query is not None else (line.rstrip("\n") for line in batch or ())
    with _opened(folder) as library:
        for line in lines:
            results = _run(partial(library.search, Query(line, **filters)))
            if as_json or batch is not None:
                _print_json(search_document(results), indent=None if batch else 1)
            else:
                _print_results(results)


@main.command("entity")
@click.argument("name")
@_LIBRARY
@_JSON
def entity_command(name: str, folder: Path, *, as_json: bool) -> None:
    """Show what the library knows of a name; same names are listed, not guessed."""
    from kg.ontology import KIND_LABELS  # noqa: PLC0415
    from web.documents import entities_document  # noqa: PLC0415

    with _opened(folder) as library:
        profiles = _run(lambda: library.named(name))
    if as_json:
        _print_json(entities_document(profiles))
    for profile in () if as_json else profiles:
        entity = profile.entity
        where = "/".join(entity.region) or "地区不详"
        click.echo(f"{entity.name}  {KIND_LABELS[entity.kind]}  {where}  {entity.id}")
        click.echo(f"  {len(profile.cases)} 篇 · {len(profile.relations)} 条关系")
        for quote in profile.quotes[:3]:
            click.echo(f"  「{quote.text.strip()}」——《{quote.title}》")
    if not profiles:
        _fail(f"no entity named {name!r} in the library {folder}")


@main.command("compare")
@click.option("--theme", required=True, help="A theme of the closed list: 物业治理.")
@click.option("--region", "regions", multiple=True, help="Only these places; may be repeated.")
@_LIBRARY
@_JSON
def compare_command(theme: str, regions: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Compare practices of a theme across regions."""
    from kg.compare import practices  # noqa: PLC0415
    from web.documents import compare_document  # noqa: PLC0415

    with _opened(folder) as library:
        rows = _run(lambda: practices(library, theme=theme, regions=regions))
    if as_json:
        _print_json(compare_document(rows))
        return
    for row in rows:
        click.echo(f"{'/'.join(row.region) or '地区不详'}  {row.case.title}")
        click.echo(f"  做法：{'、'.join(e.name for e in row.initiatives[:8]) or '—'}")
        for quote in row.quotes[:1]:
            click.echo(f"  「{quote.text.strip()}」")


@main.command("export")
@click.option("--format", "form", required=True, type=click.Choice(["jsonl", "graphml"]))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@_LIBRARY
def export_command(form: str, out: Path, folder: Path) -> None:
    """Write the whole library to one file."""
    from kg.export import export  # noqa: PLC0415

    with _opened(folder) as library:
        _run(lambda: export(library, form, out))
    click.echo(f"wrote {out}", err=True)


@main.command("stats")
@_LIBRARY
@_JSON
def stats_command(folder: Path, *, as_json: bool) -> None:
    """Show sizes, counts per kind, engine, generation."""
    with _opened(folder) as library:
        stats = _run(library.stats)
    if as_json:
        _print_json(stats)
        return
    for name, value in stats.items():
        shown = value
        if isinstance(value, dict):
            shown = "  ".join(f"{key} {number}" for key, number in value.items())
        click.echo(f"{name:12} {shown}")


@main.command("reindex")
@_LIBRARY
def reindex_command(folder: Path) -> None:
    """Build the search index anew beside the old one, then swap."""
    with _opened(folder) as library:
        _run(library.reindex)
    click.echo("the index was built anew", err=True)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=_DEFAULT_PORT, show_default=True)
@_LIBRARY
def serve_command(host: str, port: int, folder: Path) -> None:
    """Serve the web interface."""
    _serve(folder, host, port)


@main.command("demo")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_DEFAULT_PORT, envvar="PORT", show_default=True
)
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=_DEMO_FOLDER,
    show_default=True,
    help="Folder of the demo's own library.",
)
def demo_command(port: int, folder: Path) -> None:
    """Take the packaged sample into a library of its own (once), then serve it."""
    from ingest.pipeline import ingest  # noqa: PLC0415
    from kg.datafiles import data_path  # noqa: PLC0415

    with _opened(folder, create=True) as library:
        sample = [data_path("sample")]
        report = _run(lambda: ingest(sample, library, workers=_cores(), progress=_progress()))
    _end_progress()
    _print_report(report)
    _serve(folder, "127.0.0.1", port)


def _serve(folder: Path, host: str, port: int) -> None:
    from web.serve import serve  # noqa: PLC0415

    with _opened(folder) as library:
        click.echo(f"open http://{host}:{port}/ in a browser; Ctrl-C ends", err=True)
        _run(lambda: serve(library, host=host, port=port))


def _opened(folder: Path, *, create: bool = False) -> "Library":
    from kg.library import Library  # noqa: PLC0415

    return _run(lambda: Library.open(folder, create=create))


def _run(job: Callable[[], _T]) -> _T:
    """Run a job; what goes wrong on purpose ends as one line and exit code 1."""
    try:
        return job()
    except KgError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("stopped; what was done so far is kept")
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))


def _fail(message: str) -> NoReturn:
    click.echo(f"kg: {message}", err=True)
    sys.exit(1)


def _cores() -> int:
    return os.cpu_count() or 1


def _progress() -> "Progress | None":
    """A counter line on a terminal; nothing where standard error is a file or a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(outcome: "FileOutcome", done: int, total: int) -> None:
        width = 24
        bar = "█" * (width * done // total)
        click.echo(
            f"\r\x1b[K{bar:<{width}} {done}/{total} {outcome.path[-40:]}", err=True, nl=False
        )

    return show


def _end_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)


def _print_report(report: "Report") -> None:
    for source in report.sources:
        if source.outcome == "failed":
            click.echo(f"failed     {source.path}: {source.reason}", err=True)
        else:
            cases = f"  {source.cases} 篇" if source.cases else ""
            click.echo(f"{source.outcome:10} {source.path}{cases}", err=True)
    counts = "  ".join(f"{name} {number}" for name, number in report.counts.items())
    click.echo(f"{counts}  ({report.seconds:.1f} s)")


def _print_results(results: "Results") -> None:
    click.echo(f"{results.total} 篇" + ("（没有同时含有全部词的材料）" if results.relaxed else ""))
    for hit in results.hits:
        where = "/".join(hit.case.region) or "地区不详"
        click.echo(f"\n{hit.case.title}\n  {where} · {hit.case.date or '年份不详'} · {hit.path}")
        for found in hit.passages[:2]:
            click.echo(f"  {_marked(found.passage.text, found.highlights)}")


def _marked(text: str, highlights: Sequence[tuple[int, int]]) -> str:
    """Some 80 characters around the first highlight, highlights in brackets."""
    start = max(0, highlights[0][0] - 30) if highlights else 0
    end = start + 80
    shown, at = "", start
    for low, high in highlights:
        if low >= at and high <= end:
            shown += f"{text[at:low]}【{text[low:high]}】"
            at = high
    return (shown + text[at:end]).replace("\n", " ")


def _print_json(document: dict[str, Any], *, indent: int | None = 1) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=indent))
