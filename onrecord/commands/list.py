"""``onrecord list``: what is in a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.workspaces import filter_options, lines_option, opened, workspace_option

if TYPE_CHECKING:
    from onrecord.workspace import Filters

_WHAT = ("reports", "statements", "claims", "people", "failures")


@click.command("list", short_help="List reports, statements, claims, people or failures.")
@click.argument("what", type=click.Choice(_WHAT), default="reports")
@workspace_option
@filter_options
@lines_option
def command(what: str, folder: Path | None, form: str, *, filters: Filters) -> None:
    """List what is in a workspace: reports (by default), statements, claims, people or failures.

    Filters narrow the list: a report is listed where one statement meets --speaker, --party and
    --manner, and one claim --kind and --verdict. Words of a montage or satire are never listed
    among those of the person shown.
    """
    from onrecord.commands.workspaces import show_lines
    from onrecord.publishing import workspace_text as views

    with opened(folder) as workspace:
        nothing = "nothing to list"
        if what == "reports":
            show_lines(workspace.reports(filters), form, views.print_reports, nothing)
        elif what == "statements":
            show_lines(workspace.statements(filters), form, views.print_statements, nothing)
        elif what == "claims":
            show_lines(workspace.claims(filters), form, views.print_claims, nothing)
        elif what == "people":
            show_lines(workspace.people(filters), form, views.print_people, nothing)
        else:
            show_lines(workspace.failures(), form, views.print_failures, "nothing has failed")
