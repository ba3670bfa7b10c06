"""``onrecord init``: an empty workspace."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.workspaces import told
from onrecord.errors import OnRecordError


@click.command("init", short_help="Make a workspace for many reports.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--conflict",
    metavar="NAME|FILE",
    help="The conflict profile that its reports are read with; otherwise found from each.",
)
def command(folder: Path, conflict: str | None) -> None:
    """Make a workspace: one folder for many reports, their records and what is decided.

    It holds onrecord.db (what was read), archive/ (the bytes as received, by their SHA-256) and
    custody.jsonl (what happened to them, when and by whom). DIR is made if it is not there.
    """
    from onrecord import pipeline
    from onrecord.workspace import Workspace

    try:
        pipeline.named_profile(conflict)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
    with told():
        Workspace.create(folder, conflict=conflict).close()
    click.echo(f"{folder} is a workspace now. Next: onrecord add SOURCE…")
