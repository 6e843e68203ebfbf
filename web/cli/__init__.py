"""The ``kg`` command. Everything heavy is imported inside the command that needs it."""

import click

from web.cli import asking, filling, keeping, serving

_COMMANDS = (*filling.COMMANDS, *asking.COMMANDS, *keeping.COMMANDS, *serving.COMMANDS)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="partykg", prog_name="kg")
def main() -> None:
    """Search party-building experience materials as a knowledge graph with exact quotes."""


for _command in _COMMANDS:
    main.add_command(_command)
