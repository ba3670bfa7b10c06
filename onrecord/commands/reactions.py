"""``onrecord reactions``: who spoke in what manner, over many reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.workspaces import filter_options, opened, workspace_option

if TYPE_CHECKING:
    from onrecord.workspace import Filters


@click.command("reactions", short_help="Count who spoke in what manner, and who is not quoted.")
@workspace_option
@filter_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A table, or one object as JSON.",
)
def command(folder: Path | None, form: str, *, filters: Filters) -> None:
    """Count, over all reports or posts, who spoke in what manner, by party and speaker.

    Says which party of the conflict is not quoted at all. Words of a montage or satire are
    counted apart, never for the persons shown. Copies of one report count each.
    """
    from onrecord.commands.output import console_for_output, make_printable

    with opened(folder) as workspace:
        found = workspace.reactions(filters)
    make_printable()
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(found))
        return
    from onrecord.publishing.reactions_text import print_reactions

    print_reactions(found, console_for_output())
