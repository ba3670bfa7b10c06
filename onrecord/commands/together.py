"""Reports taken together: folders spelt out, records compared as they are made, findings told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.output import FINDINGS, console_for_output, printed, write_whole

if TYPE_CHECKING:
    from onrecord.record import Record

READABLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""Endings of the files in a folder that are taken for reports."""


def together_with(
    reports: Sequence[str], target: Path | None, form: str | None, claim: str | None
) -> tuple[tuple[str, ...], str]:
    """The reports with folders spelt out, and the format of their records.

    Raises:
        click.UsageError: where another option does not go with --together, or a folder is empty.
    """
    if target is None:
        raise click.UsageError("--together writes several files: add -o FOLDER")
    if form not in (None, "json") or claim is not None:
        raise click.UsageError("--together writes JSON: leave out --format and --explain")
    return tuple(name for report in reports for name in _spelt_out(report)), "json"


class Across:
    """What the records of a folder say together.

    Args:
        target: the folder the findings are written into.
    """

    def __init__(self, target: Path) -> None:
        from onrecord.corroboration import Gathering

        self.target = target
        self.gathering = Gathering()

    def add(self, name: str, record: Record) -> None:
        """Takes in a record under the name of its file."""
        self.gathering.add(name, record)

    def finish(self) -> None:
        """Writes the findings and prints them to be read.

        Raises:
            WritingError: where they cannot be written.
        """
        from onrecord.corroboration import findings
        from onrecord.publishing import print_copies, print_corroboration

        found = self.gathering.result()
        write_whole(self.target / FINDINGS, findings(found).decode())
        console = console_for_output()
        click.echo(printed(print_corroboration, found, console), nl=False)
        if found.copies:
            click.echo()
            click.echo(printed(print_copies, found, console), nl=False)


def _spelt_out(report: str) -> Iterator[str]:
    path = Path(report)
    if not path.is_dir():
        yield report
        return
    found = sorted(
        one
        for one in path.rglob("*")
        if one.suffix.lower() in READABLE and one.is_file() and not one.name.startswith(".")
    )
    if not found:
        raise click.UsageError(f"{report} holds no report: no {', '.join(sorted(READABLE))}")
    yield from (str(one) for one in found)
