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
    custody.jsonl (what happened to them, when and by whom). DIR is made if it is not there; a
    workspace that is there already is left as it is.
    """
    from onrecord import pipeline
    from onrecord.workspace import Workspace
    from onrecord.workspace.folder import DATABASE

    try:
        pipeline.named_profile(conflict)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
    with told():
        if (folder / DATABASE).exists():
            _leave(folder, conflict)
        else:
            Workspace.create(folder, conflict=conflict).close()
            click.echo(f"{folder} is a workspace now. Next: onrecord add SOURCE…")


def _leave(folder: Path, conflict: str | None) -> None:
    """Says that there is a workspace already, and that its profile is another one, if so."""
    from onrecord.workspace import Workspace
    from onrecord.workspace.conflicts import kept

    with Workspace.open(folder) as workspace:
        before = workspace.conflict
    if conflict is not None and kept(folder, conflict) != before:
        raise click.UsageError(
            f"{folder} is a workspace already, with {before or 'no profile'}: "
            f"onrecord add --conflict {conflict} reads single reports with another"
        )
    click.echo(f"{folder} is a workspace already; nothing was changed.")
