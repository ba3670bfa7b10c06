"""``onrecord reread``: Records made anew from the archive."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.collected import Told, outcome
from onrecord.commands.workspaces import FAILED, opened, workspace_option


@click.command("reread", short_help="Read reports of a workspace again, with a newer version.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@workspace_option
@click.option("--all", "every", is_flag=True, help="Also what this version read already.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that read; by default one for each processor.",
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    folder: Path | None,
    every: bool,
    workers: int | None,
) -> None:
    """Read reports again, from the archive: those that another version or model read, or NAMEs.

    What people decided stays and wins over the new reading. A report that cannot be read again
    keeps the record it has.
    """
    from onrecord.collecting import reread

    with opened(folder) as workspace:
        progress = Told()
        try:
            again = reread(
                workspace, names, every=every or bool(names), workers=workers, progress=progress
            )
        finally:
            progress.clear()
    told = f"{again.read:,} read again"
    click.echo(told if not again.failures else f"{told}, {outcome(again).rpartition(', ')[2]}")
    ctx.exit(FAILED if again.failures else 0)
