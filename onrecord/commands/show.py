"""``onrecord show``: one report of a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.workspaces import opened, workspace_option


@click.command("show", short_help="Show a report's record.")
@click.argument("name")
@workspace_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "html", "markdown")),
    default="text",
    show_default=True,
    help="How the record is shown.",
)
def command(name: str, folder: Path | None, form: str) -> None:
    """Show the record of a report, and where it was seen. NAME is as onrecord list prints it."""
    from onrecord.commands.output import make_printable

    with opened(folder) as workspace:
        record, parties = workspace.record(name), workspace.parties(name)
        sightings = workspace.sightings(name)
    make_printable()
    if form == "json":
        click.echo(record.to_json().encode())
        return
    from onrecord import publishing

    if form == "html":
        click.echo(publishing.html_page(record, parties).encode(), nl=False)
    elif form == "markdown":
        click.echo(publishing.markdown(record, parties).encode(), nl=False)
    else:
        from onrecord.commands.output import console_for_output
        from onrecord.publishing.workspace_text import print_sightings

        console = console_for_output()
        publishing.print_record(record, console, parties)
        print_sightings(sightings, console)
