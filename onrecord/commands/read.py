"""``onrecord read``: how a report is read, before anything is looked for in it."""

from __future__ import annotations

import datetime as dt

import click

from onrecord.commands.options import published_option, reports_argument
from onrecord.commands.output import console_for_output, make_printable, printed
from onrecord.commands.reports import each_report, refuse_twice_standard_input
from onrecord.record import Document


@click.command("read", short_help="Show how reports are read: metadata and blocks.")
@reports_argument
@published_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    envvar="ONRECORD_READ_FORMAT",
    help="Labelled blocks as text, or the document as one line of JSON.",
)
@click.pass_context
def command(
    ctx: click.Context, reports: tuple[str, ...], published: dt.date | None, form: str
) -> None:
    """Show how reports are read: title, outlet, date, language and labelled blocks.

    REPORT is a file (plain text or HTML), - for standard input, or an http(s) address.
    """
    refuse_twice_standard_input(reports)
    make_printable()

    def handle(_: str, document: Document) -> None:
        click.echo(_as_json(document) if form == "json" else _as_text(document), nl=False)

    ctx.exit(1 if each_report(reports, published, handle) else 0)


def _as_json(document: Document) -> str:
    import msgspec

    return msgspec.json.encode(document).decode() + "\n"


def _as_text(document: Document) -> str:
    from onrecord.publishing import print_document

    return printed(print_document, document, console_for_output())
