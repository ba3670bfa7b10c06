"""``onrecord export``: a workspace in formats that others read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from onrecord.commands.workspaces import opened, workspace_option

_FORMATS = ("jsonl", "csv", "parquet", "claimreview", "annotation", "geojson", "ftm")


@click.command("export", short_help="Write a workspace in formats that others read.")
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The file, or for csv and parquet the folder; else standard output.",
)
@click.option(
    "--publish-delay",
    "delay",
    metavar="DAYS",
    type=click.IntRange(0, 36_500),
    help="Leave out reports published in the last DAYS days (undated ones: collected in them).",
)
@click.option(
    "--published-at",
    metavar="URL",
    help="Where your checks are published (claimreview): their url is this and the claim's id.",
)
@click.option(
    "--content/--no-content",
    default=True,
    show_default=True,
    help="With the bytes of the reports (jsonl), which a whole restore needs.",
)
@workspace_option
def command(
    form: str,
    target: Path | None,
    delay: int | None,
    published_at: str | None,
    *,
    content: bool,
    folder: Path | None,
) -> None:
    """Write a workspace as JSON Lines, tables, ClaimReview, annotations, GeoJSON or FollowTheMoney.

    What people decided is applied, and what they took out (onrecord redact) stays out. Each
    export is an event in the custody log. What stands in which format: docs/exports.md.
    """
    from onrecord.publishing.exports import Wanted, export
    from onrecord.workspace.clock import now

    until = now().date() - dt.timedelta(days=delay) if delay is not None else None
    with opened(folder) as workspace:
        wanted = Wanted(form, until, published_at, content)  # type: ignore[arg-type]
        done = export(workspace, wanted, target, None)
    for path in done.files:
        click.echo(f"wrote {path}", err=True)
    click.echo(f"{done.reports} reports exported", err=True)
