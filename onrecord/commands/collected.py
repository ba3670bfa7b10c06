"""How adding and reading again are told: progress while it lasts, the outcome at the end."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

import click

from onrecord.commands.day import is_in_the_future

if TYPE_CHECKING:
    from onrecord.collecting import Added
    from onrecord.reading.sources import Failure, Skipped

_OFTEN = 0.1
"""Seconds between two looks at how far it is."""


class Told:
    """Tells on standard error how far it is, and only where that is a terminal.

    Failures are told as they come, also where it is none.
    """

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        self.in_future = 0
        self._collected = self._read = 0
        self._last = 0.0
        self._shown = sys.stderr.isatty()

    def collected(self, name: str) -> None:
        """An item's bytes are in the archive."""
        self._collected += 1
        self._show(name)

    def read(self, name: str, published: dt.date | None) -> None:
        """A report was read and its Record stored."""
        self._read += 1
        self.in_future += published is not None and is_in_the_future(published)
        self._show(name)

    def failed(self, failure: Failure) -> None:
        """An item could not be had or read."""
        self.clear()
        told = f"{failure.step} failed on {failure.name}: {failure.why}. Try: {failure.remedy}."
        click.echo(f"error: {told}", err=True)

    def skipped(self, skipped: Skipped) -> None:
        """Something that is no report was left out."""
        self.left_out[skipped.what] += skipped.count

    def clear(self) -> None:
        """Takes the line of progress off the screen."""
        if self._shown:
            click.echo("\r\x1b[2K", nl=False, err=True)

    def _show(self, name: str) -> None:
        if not self._shown or monotonic() - self._last < _OFTEN:
            return
        self._last = monotonic()
        line = f"{self._read:,} of {self._collected:,} read  {name}"
        width = max(20, shutil.get_terminal_size().columns - 1)
        click.echo(f"\r\x1b[2K{line[:width]}", nl=False, err=True)


def show_added(added: Added, told: Told, form: str) -> None:
    """Prints the outcome on standard output, and what a person must know on standard error."""
    if told.in_future:
        reports = _counted(told.in_future, "report")
        click.echo(f"warning: {reports} with a publication date in the future", err=True)
    for what, count in sorted(told.left_out.items()):
        click.echo(f"note: left out as no reports: {what} ({count:,})", err=True)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(added))
    else:
        click.echo(outcome(added))


def outcome(added: Added) -> str:
    """What a run came to, in one line.

    >>> from onrecord.collecting import Added
    >>> outcome(Added(reports=3, known=1, read=3))
    '3 reports added, 1 there already, 3 read'
    """
    parts = [f"{_counted(added.reports, 'report')} added"]
    if added.sightings:
        parts.append(f"{added.sightings:,} seen in another place")
    if added.known:
        parts.append(f"{added.known:,} there already")
    parts.append(f"{added.read:,} read")
    if added.failures:
        parts.append(f"{len(added.failures):,} failed (onrecord list failures)")
    return ", ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
