"""The ``kg`` command as tests give it."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from web.cli import main


class Kg:
    """``kg(*arguments)`` in one library; ``document`` reads what it printed."""

    def __init__(self, folder: Path) -> None:
        """Ask the library in this folder."""
        self.folder = folder

    def __call__(self, *arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        """Run one command; only an exit may end it early."""
        words = [arguments[0], "--library", self.folder, *arguments[1:]]
        result = CliRunner().invoke(main, list(map(str, words)), input=stdin)
        unexpected = result.exception and not isinstance(result.exception, SystemExit)
        assert not unexpected, result.exc_info
        return result

    def document(self, *arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
        """Read what one command prints with ``--json``."""
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)
