"""``onrecord check``: reports in, records out."""

from __future__ import annotations

import sys

import click

from onrecord.errors import OnRecordError


@click.command("check")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--published", metavar="DATE")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "markdown"]), default="text"
)
def command(reports: tuple[str, ...], published: str | None, form: str) -> None:
    """Turn reports into records, checked."""
    from onrecord import pipeline

    failed = 0
    for report in reports:
        try:
            if report == "-":
                document = pipeline.read_bytes(
                    sys.stdin.buffer.read(), "standard input", published=published
                )
            else:
                document = pipeline.read(report, published=published)
            record = pipeline.check_document(document)
        except OnRecordError as error:
            click.echo(str(error), err=True)
            failed += 1
            continue
        click.echo(record.to_json())
    raise SystemExit(1 if failed else 0)
