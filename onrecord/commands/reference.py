"""``onrecord reference``: which reference data there are, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.output import console_for_output, make_printable, printed
from onrecord.commands.reference_add import add_command
from onrecord.commands.reference_plot import plot_command
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.reference import Library, Profile

conflict_option = click.option(
    "--conflict",
    metavar="NAME|FILE.toml",
    default="russia_ukraine_2022",
    show_default=True,
    help="The conflict profile whose references are meant.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or one line of JSON for each.",
)


@click.group("reference", short_help="Hold reference data: list, show, add, update, audit.")
def command() -> None:
    """Hold the reference data that figures are checked against.

    Some ship with OnRecord; others you add. What you add stands in your data folder
    (ONRECORD_DATA, else onrecord under XDG_DATA_HOME or ~/.local/share).
    """


command.add_command(add_command)
command.add_command(plot_command)


@command.command("list", short_help="Say which references there are.")
@conflict_option
@format_option
def list_command(conflict: str, form: str) -> None:
    """Say which references a conflict has: those that ship, and those you added."""
    from onrecord.publishing.reference_text import print_references
    from onrecord.reference.user_data import added_folders

    make_printable()
    profile = _profile(conflict)
    references = _library(profile).references
    added = {folder.name for folder in added_folders(profile.name)}
    if form == "json":
        _echo_json({**_plain(one), "added": one.name in added} for one in references)
        return

    def show(_: Any, console: Console) -> None:
        print_references(references, added, console)

    click.echo(printed(show, None, console_for_output()), nl=False)


@command.command("show", short_help="Show one reference: coverage, terms, bias, defects.")
@click.argument("name")
@conflict_option
@format_option
def show_command(name: str, conflict: str, form: str) -> None:
    """Show reference NAME: coverage, terms, what a date means, bias, defects, findings."""
    from onrecord.publishing.reference_text import print_reference
    from onrecord.reference.audit import audit

    make_printable()
    library = _library(_profile(conflict))
    _require(library, name)
    if form == "json":
        (one,) = [one for one in library.references if one.name == name]
        findings = [finding for finding in audit(library, name) if finding.effect != "noted"]
        _echo_json([{**_plain(one), "findings": [_plain(finding) for finding in findings]}])
        return

    def show(library: Library, console: Console) -> None:
        print_reference(library, name, console)

    click.echo(printed(show, library, console_for_output()), nl=False)


@command.command("audit", short_help="Find, name and date what is wrong with the data.")
@click.argument("name", required=False)
@conflict_option
@click.option("--all", "everything", is_flag=True, help="Those too that are noted only.")
@format_option
def audit_command(name: str | None, conflict: str, everything: bool, form: str) -> None:
    """Find what is wrong with the data, by rule: spikes, steps that nobody shares, gaps.

    All references, or the one called NAME. A finding never changes a value; it says which values,
    or changes across them, decide nothing in a check.
    """
    from onrecord.publishing.reference_text import print_audit
    from onrecord.reference.audit import audit

    make_printable()
    library = _library(_profile(conflict))
    if name is not None:
        _require(library, name)
    findings = audit(library, name)
    if form == "json":
        shown = (one for one in findings if everything or one.effect != "noted")
        _echo_json(_plain(finding) for finding in shown)
        return

    def show(_: Any, console: Console) -> None:
        print_audit(findings, console, everything=everything)

    click.echo(printed(show, None, console_for_output()), nl=False)


@command.command("update", short_help="Fetch references you added anew from their addresses.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@conflict_option
@click.pass_context
def update_command(ctx: click.Context, names: tuple[str, ...], conflict: str) -> None:
    """Fetch the references NAME, or all that you added with an address, where they have changed.

    The old one stays until the new one is whole and can be read. A download that breaks off goes
    on where it stopped when the command is run again.
    """
    from onrecord.commands.day import today
    from onrecord.reference.updating import updatable, update_reference

    profile = _profile(conflict)
    failed = False
    for name in names or updatable(profile):
        try:
            update = update_reference(name, profile, today=today())
        except (OnRecordError, OSError) as error:
            failed = True
            click.echo(f"error: {error}", err=True)
            continue
        reference = update.package.reference
        if update.outcome == "unchanged":
            click.echo(f"{name}: nothing new since {reference.retrieved}")
        else:
            click.echo(f"{name}: now {reference.version}, to {reference.coverage.end}")
    ctx.exit(1 if failed else 0)


@command.command("remove", short_help="Remove a reference you added.")
@click.argument("name")
@conflict_option
@click.pass_context
def remove_command(ctx: click.Context, name: str, conflict: str) -> None:
    """Remove reference NAME, which you added."""
    from onrecord.reference.adding import remove_reference

    try:
        remove_reference(name, _profile(conflict))
    except OnRecordError as error:
        click.echo(f"error: {error}", err=True)
        ctx.exit(1)
    click.echo(f"removed {name}")


def _profile(conflict: str) -> Profile:
    from onrecord.reference import load_profile

    try:
        return load_profile(conflict)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error


def _library(profile: Profile) -> Library:
    from onrecord.reference import load_library

    try:
        return load_library(profile)
    except OnRecordError as error:
        raise click.ClickException(str(error)) from error


def _require(library: Library, name: str) -> None:
    names = [one.name for one in library.references]
    if name not in names:
        raise click.UsageError(f"no reference {name!r}: there are {', '.join(names)}")


def _plain(item: Any) -> dict[str, Any]:
    import msgspec

    built: dict[str, Any] = msgspec.to_builtins(item)
    return built


def _echo_json(lines: Iterable[Any]) -> None:
    import msgspec

    for line in lines:
        click.echo(msgspec.json.encode(line).decode())
