"""How an ingest is shown: a progress line while it runs, a table of outcomes when it is done."""

import os
import sys
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from ingest.running.report import FileOutcome, Progress, Report

_BAR: Final = 24  # characters
_NAME: Final = 32  # characters of a path, its end
_WINDOW: Final = 200  # files that tell the rate; files known already go by much quicker
_CASES: Final = 100  # cases of an index between two looks at the line
_LISTED: Final = 50  # files named one by one; of more, only those that failed
_MINUTE: Final = 60


def cores() -> int:
    """How many processes may run at once."""
    return os.cpu_count() or 1


def progress_line() -> "Progress | None":
    """Bar, rate and time left on a terminal; nothing where standard error is a file or a pipe."""
    if not sys.stderr.isatty():
        return None
    line = _Line()

    def show(outcome: "FileOutcome", done: int, total: int) -> None:
        line.show(done, total, outcome.path[-_NAME:])

    return show


def cases_line() -> Callable[[int, int], None] | None:
    """The like for the cases of a library, told of now and then."""
    if not sys.stderr.isatty():
        return None
    line = _Line()

    def show(done: int, total: int) -> None:
        if done % _CASES == 0 or done == total:
            line.show(done, total, "cases")

    return show


class _Line:
    """One line of a terminal, written again and again."""

    def __init__(self) -> None:
        """Begin to count the time."""
        self._times = deque([(monotonic(), 0)], maxlen=_WINDOW)

    def show(self, done: int, total: int, what: str) -> None:
        """Write how much is done, how quickly, and for how long it will go on."""
        self._times.append((monotonic(), done))
        (first, before), (now, _) = self._times[0], self._times[-1]
        rate = (done - before) / max(now - first, 1e-6)
        bar = "█" * (_BAR * done // total)
        left = _clock((total - done) / rate)
        line = f"{bar:<{_BAR}} {done}/{total}  {rate:.1f}/s  {left} left  {what}"
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)


def end_progress() -> None:
    """Clear the progress line."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)


def print_report(report: "Report") -> None:
    """Print the files, those that failed with the reason, and the table of outcomes."""
    listed = len(report.sources) <= _LISTED
    for source in report.sources:
        if source.outcome == "failed":
            click.echo(f"failed     {source.path}: {source.reason}", err=True)
        elif listed:
            cases = f"  {source.cases} 篇" if source.cases else ""
            click.echo(f"{source.outcome:10} {source.path}{cases}", err=True)
    click.echo(f"{'outcome':10} {'files':>8} {'cases':>8}")
    for name, number in report.counts.items():
        of_them = sum(source.cases for source in report.sources if source.outcome == name)
        click.echo(f"{name:10} {number:>8} {of_them or '':>8}")
    for path in report.pruned:
        click.echo(f"taken out  {path}", err=True)
    if report.pruned:
        click.echo(f"{'taken out':10} {len(report.pruned):>8}")
    click.echo(f"{'total':10} {len(report.sources):>8} {'':>8}  {_clock(report.seconds)}")


def _clock(seconds: float) -> str:
    """``1:02:03``, hours only where there are any."""
    minutes, second = divmod(round(seconds), _MINUTE)
    hours, minute = divmod(minutes, _MINUTE)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
