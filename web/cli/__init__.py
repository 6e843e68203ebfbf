"""The ``kg`` command. Everything heavy is imported inside the command that needs it."""

from pathlib import Path

import click

from web.cli import asking, comparing, correcting, filling, finding, keeping, serving, writing

_COMMANDS = (
    *filling.COMMANDS,
    *asking.COMMANDS,
    *comparing.COMMANDS,
    *finding.COMMANDS,
    *writing.COMMANDS,
    *keeping.COMMANDS,
    *correcting.COMMANDS,
    *serving.COMMANDS,
)


def _keep(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """Leave what was asked of all commands to the one that runs."""
    context.obj = folder


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    type=click.Path(path_type=Path, file_okay=False),
    expose_value=False,
    callback=_keep,
    help="Folder of the library, for the command that follows.",
)
@click.version_option(package_name="partykg", prog_name="kg")
def main() -> None:
    """Search party-building experience materials as a knowledge graph with exact quotes."""


for _command in _COMMANDS:
    main.add_command(_command)
