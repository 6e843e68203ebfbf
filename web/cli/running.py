"""What all commands share: their options, opening the library, ending with a message."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.library import Library


def library_of_group(context: click.Context, _: click.Parameter, folder: Path) -> Path:
    """The folder of ``kg COMMAND --library``, else of ``kg --library … COMMAND``, else as usual."""
    said = context.get_parameter_source("folder") is ParameterSource.COMMANDLINE
    return folder if said or context.obj is None else context.obj


LIBRARY = click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KG_LIBRARY",
    default=Path("library"),
    show_default="$KG_LIBRARY, else ./library",
    callback=library_of_group,
    help="Folder of the library.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")

_T = TypeVar("_T")


def opened(folder: Path, *, create: bool = False) -> "Library":
    """The library in a folder; ends the command where there is none."""
    from kg.library import Library  # noqa: PLC0415

    return run(lambda: Library.open(folder, create=create))


def run(job: Callable[[], _T]) -> _T:
    """Run a job; what goes wrong on purpose ends as one line and exit code 1."""
    try:
        return job()
    except KgError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("stopped; what was done so far is kept")
    except OSError as error:
        fail(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))


def fail(message: str) -> NoReturn:
    """End with a message and exit code 1."""
    click.echo(f"kg: {message}", err=True)
    sys.exit(1)


def print_json(document: dict[str, Any], *, indent: int | None = 1) -> None:
    """Print a document; without ``indent`` on one line."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=indent))
