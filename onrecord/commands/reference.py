"""``onrecord reference``: which reference data there are, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.commands.output import console_for_output, make_printable, printed
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.reference import Library

conflict_option = click.option(
    "--conflict",
    metavar="NAME|FILE.toml",
    default="russia_ukraine_2022",
    show_default=True,
    help="The conflict profile whose references are meant.",
)


@click.group("reference", short_help="Hold reference data: list them, show one.")
def command() -> None:
    """Hold the reference data that figures are checked against."""


@command.command("list", short_help="Say which references there are.")
@conflict_option
def list_command(conflict: str) -> None:
    """Say which references there are: name, days, publisher, bias."""
    from onrecord.publishing.reference_text import print_references

    make_printable()
    library = _library(conflict)
    click.echo(printed(print_references, library.references, console_for_output()), nl=False)


@command.command("show", short_help="Show one reference: coverage, terms, bias, defects.")
@click.argument("name")
@conflict_option
def show_command(name: str, conflict: str) -> None:
    """Show reference NAME: coverage, terms, what a date means, bias, defects, flags."""
    from onrecord.publishing.reference_text import print_reference

    make_printable()
    library = _library(conflict)
    if name not in [one.name for one in library.references]:
        raise click.UsageError(f"no reference {name!r}: see `onrecord reference list`")
    click.echo(
        printed(
            lambda library, console: print_reference(library, name, console),
            library,
            console_for_output(),
        ),
        nl=False,
    )


def _library(conflict: str) -> Library:
    from onrecord.reference import load_library, load_profile

    try:
        return load_library(load_profile(conflict))
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
