"""Commands for writing: collections, draft, sentences."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.running import JSON, LIBRARY, fail, opened, print_json, run

if TYPE_CHECKING:
    from kg.collection import Collection
    from kg.export.paper import Options
    from kg.library import Library

_FORMS = ("docx", "xlsx", "md", "csv", "csl", "ris")


@click.command("collections")
@click.option("--name", help="One collection, by its name or id; alone: list all.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="Of the file; unasked, its ending tells.",
)
@click.option(
    "--style",
    type=click.Choice(["gb2025", "gb2015", "plain"]),
    default="gb2025",
    show_default=True,
    help="GB/T 7714—2025, GB/T 7714—2015, or （出处：…）.",
)
@click.option(
    "--notes",
    type=click.Choice(["footnotes", "endnotes", "list"]),
    default="footnotes",
    show_default=True,
    help="Where sources stand in a text.",
)
@click.option("--official", is_flag=True, help="Word in the styles and fonts of GB/T 9704.")
@LIBRARY
@JSON
def collections_command(  # noqa: PLR0913 - one option each
    folder: Path,
    *,
    name: str | None,
    out: Path | None,
    form: str | None,
    style: str,
    notes: str,
    official: bool,
    as_json: bool,
) -> None:
    """List what was collected (素材夹), or write one collection to a file with its sources."""
    from kg.cite import Style  # noqa: PLC0415
    from kg.collection import Shelf  # noqa: PLC0415
    from kg.export.paper import Notes, Options  # noqa: PLC0415

    if out is not None and name is None:
        message = "--out writes one collection: name it by --name"
        raise click.UsageError(message)
    with opened(folder) as library:
        shelf = Shelf(folder)
        if name is None:
            _list(run(shelf.all), as_json=as_json)
            return
        collection = run(lambda: shelf.named(name))
        if out is None:
            _print(collection, as_json=as_json)
            return
        options = Options(Style(style), Notes(notes), official)
        run(lambda: _write(library, collection, out, form or _form(out), options))
    click.echo(f"wrote {out}", err=True)


def _form(out: Path) -> str:
    """Format that a file's ending tells."""
    endings = {".json": "csl"} | {f".{form}": form for form in _FORMS}
    if out.suffix.lower() not in endings:
        message = f"{out.name}: its ending tells no format; add --format"
        raise click.UsageError(message)
    return endings[out.suffix.lower()]


def _write(
    library: "Library", collection: "Collection", out: Path, form: str, options: "Options"
) -> None:
    """Write a collection; what is to be known before it is handed on goes to standard error."""
    from kg.caution import Cautions  # noqa: PLC0415
    from kg.export.collected import paper_of  # noqa: PLC0415
    from kg.export.files import form_of  # noqa: PLC0415

    paper = paper_of(library, Cautions(library.folder), collection)
    out.write_bytes(form_of(form).encode(paper, options))
    for warning in paper.warnings:
        click.echo(f"kg: {warning}", err=True)


def _list(every: "tuple[Collection, ...]", *, as_json: bool) -> None:
    if as_json:
        listed = [{"id": c.id, "name": c.name, "entries": len(c.collected)} for c in every]
        print_json({"collections": listed})
        return
    for collection in every:
        click.echo(f"{collection.id:10} {len(collection.collected):>4} 条  {collection.name}")


def _print(collection: "Collection", *, as_json: bool) -> None:
    from kg.cite import Style, cite  # noqa: PLC0415
    from kg.collection.model import encode  # noqa: PLC0415

    if as_json:
        print_json(encode(collection))
        return
    for entry in collection.entries:
        if entry.reference is None:
            click.echo(f"{'#' * entry.level} {entry.title}" if entry.title else entry.note)
        for clip in entry.clips:
            click.echo(f"「{clip.text.strip()}」")
        if entry.reference is not None:
            click.echo(f"  {cite(entry.reference, Style.PLAIN, entry.clips[0].locator)}")


@click.command("draft")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@LIBRARY
@JSON
def draft_command(file: Path, folder: Path, *, as_json: bool) -> None:
    """Check a draft (text, Markdown or Word): what has proof, what differs, what is unseen.

    Ends with 1 where the library plainly says otherwise.
    """
    from ingest import readers  # noqa: PLC0415
    from ingest.drafting import read_draft  # noqa: PLC0415
    from kg.draft import CLAIM_LABELS, VERDICT_LABELS, Verdict, check  # noqa: PLC0415
    from web.documents.written import draft_document  # noqa: PLC0415

    document = run(lambda: readers.read(file.read_bytes(), file.name))
    with opened(folder) as library:
        report = run(lambda: check(library, read_draft(document.text)))
    if as_json:
        print_json(draft_document(report))
    for finding in () if as_json else report.findings:
        claim, remark = finding.claim, finding.remark and f"  {finding.remark}"
        label = VERDICT_LABELS[finding.verdict]
        name = f"{claim.name}（{claim.post}）" if claim.post else claim.name
        click.echo(f"{label}  {CLAIM_LABELS[claim.kind]}  {name}{remark}")
        for quote in finding.quotes[:1]:
            click.echo(f"    「{quote.text.strip()}」——《{quote.title}》")
    for same in () if as_json else report.runs:
        click.echo(f"逐字相同  {same.end - same.start} 字  《{same.quote.title}》")
    if any(finding.verdict is Verdict.OTHER for finding in report.findings):
        sys.exit(1)


@click.command("sentences")
@click.option(
    "--bank",
    type=click.Choice(["telling", "problem", "charge"]),
    default="telling",
    show_default=True,
    help="金句, 问题句 or 嘱托.",
)
@click.option("--theme", default="", help="A theme of the closed list: 网格治理.")
@click.option("--level", default="", help="province, city, county …")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Most sentences.",
)
@LIBRARY
@JSON
def sentences_command(
    bank: str, theme: str, level: str, limit: int, folder: Path, *, as_json: bool
) -> None:
    """Telling sentences, sentences that name a problem, 嘱托: each with its source."""
    from kg.banks.sentences import Bank  # noqa: PLC0415
    from kg.banks.sentences import bank as sentences_of  # noqa: PLC0415
    from web.documents.written import sentence_document  # noqa: PLC0415

    with opened(folder) as library:
        found = run(
            lambda: sentences_of(library, Bank(bank), theme=theme, level=level, limit=limit)
        )
    if as_json:
        print_json({"sentences": [sentence_document(one) for one in found]})
        return
    for one in found:
        click.echo(f"「{one.text}」——《{one.case.title}》第{one.passage.number}段")
    if not found:
        fail("no sentence fits; take another theme or level")


COMMANDS = (collections_command, draft_command, sentences_command)
