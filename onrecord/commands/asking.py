"""Progress of a question that may first have to take in many reports."""

from __future__ import annotations

import sys
from types import TracebackType

import click


class Counting:
    """How many are done of how many, on standard error, and only where that is a terminal.

    Args:
        verb: what is done to them, as "compared".
    """

    def __init__(self, verb: str) -> None:
        self.verb = verb
        self.shown = sys.stderr.isatty()

    def show(self, done: int, whole: int) -> None:
        """Says how far it is."""
        if self.shown:
            click.echo(f"\r\x1b[2K[{done}/{whole}] {self.verb}", nl=False, err=True)

    def __enter__(self) -> Counting:
        """The counter itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clears the line."""
        if self.shown:
            click.echo("\r\x1b[2K", nl=False, err=True)
