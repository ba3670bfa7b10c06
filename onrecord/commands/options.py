"""What several commands take: reports, and a publication date for them."""

from __future__ import annotations

import click

from onrecord.commands.day import DAY

reports_argument = click.argument("reports", metavar="REPORT...", nargs=-1, required=True)

published_option = click.option(
    "--published",
    metavar="DATE",
    type=DAY,
    help="Publication date (YYYY-MM-DD), where the report does not state it or is wrong.",
)
