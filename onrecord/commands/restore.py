"""``onrecord restore``: a workspace made again from its export."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from onrecord.commands.workspaces import told


@click.command("restore", short_help="Make a workspace again from its export as JSON Lines.")
@click.argument("file", type=click.File("rb", lazy=False))
@click.argument("folder", type=click.Path(path_type=Path))
def command(file: BinaryIO, folder: Path) -> None:
    """Make an equal workspace in FOLDER from FILE, which onrecord export --format jsonl wrote.

    Reports, Records, decisions and failures are as they were, byte for byte; the custody log
    begins anew and names the export. FOLDER is made, or is an empty workspace; "-" as FILE reads
    standard input.
    """
    from onrecord.workspace import Workspace
    from onrecord.workspace.carrying import parsed, take_in
    from onrecord.workspace.folder import DATABASE

    name = str(getattr(file, "name", "standard input"))
    make = Workspace.open if (folder / DATABASE).exists() else Workspace.create
    with told(), make(folder) as workspace:
        reports = take_in(workspace, parsed(file, name), name)
    click.echo(f"{reports} reports restored in {folder}", err=True)
