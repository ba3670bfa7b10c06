"""``onrecord people``: who is who across reports, and what people decide about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.commands.asking import Counting
from onrecord.commands.workspaces import lines_option, opened, workspace_option

if TYPE_CHECKING:
    from onrecord.workspace import Decision

_Made = TypeVar("_Made", bound=Callable[..., Any])

_entity = click.argument("entity", metavar="WHO")


def _deciding(made: _Made) -> _Made:
    for option in (
        click.option("--note", metavar="TEXT", help="Why, for the reader."),
        click.option(
            "--by",
            metavar="NAME",
            envvar="ONRECORD_ACTOR",
            help="Who decides; by default the name of your account.",
        ),
        workspace_option,
    ):
        made = option(made)
    return made


@click.group("people", short_help="Say who is who across reports; merge and split.")
def command() -> None:
    """Say who is who across reports: one entry for a person or body, however spelt.

    Names that surely mean one are merged; those that may are suggestions, and a person decides.
    WHO is an id, or a name that only one has. Every merge and split is kept in the log and
    undone by one command.
    """


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that one report names alone.")
@lines_option
@workspace_option
def list_people(everything: bool, form: str, folder: Path | None) -> None:
    """List persons and bodies, those in most reports first."""
    from onrecord.commands.output import console_for_output, make_printable
    from onrecord.publishing import print_people

    make_printable()
    with opened(folder) as workspace, Counting("compared") as counting:
        from onrecord.workspace.together import people

        entities = people(workspace, counting.show).entities
    shown = [one for one in entities if everything or len(one.members) > 1]
    if form == "jsonl":
        _lines(shown)
    elif shown:
        print_people(shown, console_for_output())
    else:
        click.echo("Nobody stands in more than one report; --all lists everybody.")


@command.command()
@_entity
@lines_option
@workspace_option
def show(entity: str, form: str, folder: Path | None) -> None:
    """Show one person or body: every name, where it stands, why it is held to be one."""
    from onrecord.commands.output import console_for_output, make_printable
    from onrecord.publishing import print_person

    make_printable()
    with opened(folder) as workspace, Counting("compared") as counting:
        from onrecord.workspace.people_deciding import entity_named
        from onrecord.workspace.together import people

        found = entity_named(people(workspace, counting.show), entity)
    if form == "jsonl":
        _lines([found])
    else:
        print_person(found, console_for_output())


@command.command()
@lines_option
@workspace_option
def suggestions(form: str, folder: Path | None) -> None:
    """List those who may be one, best first: never merged unless a person says so."""
    from onrecord.commands.output import console_for_output, make_printable
    from onrecord.publishing import print_suggestions

    make_printable()
    with opened(folder) as workspace, Counting("compared") as counting:
        from onrecord.workspace.together import people

        found = people(workspace, counting.show)
    if form == "jsonl":
        _lines(found.suggestions)
    elif found.suggestions:
        print_suggestions(found.suggestions, found.entities, console_for_output())
    else:
        click.echo("Nothing to suggest.")


@command.command()
@click.argument("entities", metavar="WHO WHO...", nargs=-1, required=True)
@_deciding
def merge(entities: tuple[str, ...], by: str | None, note: str | None, folder: Path | None) -> None:
    """Decide that two or more are one."""
    with opened(folder) as workspace:
        from onrecord.workspace import people_deciding, this_user
        from onrecord.workspace.together import people

        known = people(workspace)
        named = [people_deciding.entity_named(known, words) for words in entities]
        made = people_deciding.merge(workspace, named, by or this_user(), note)
    _told(made, f"{' and '.join(one.name for one in named)} are one")


@command.command()
@_entity
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@_deciding
def split(
    entity: str, reports: tuple[str, ...], by: str | None, note: str | None, folder: Path | None
) -> None:
    """Decide that whom these REPORTs name is somebody else."""
    with opened(folder) as workspace:
        from onrecord.workspace import people_deciding, this_user
        from onrecord.workspace.together import people

        found = people_deciding.entity_named(people(workspace), entity)
        made = people_deciding.split(workspace, found, reports, by or this_user(), note)
    _told(made, f"{found.name} in {', '.join(reports)} is somebody else")


@command.command()
@click.argument("decision")
@_deciding
def undo(decision: str, by: str | None, note: str | None, folder: Path | None) -> None:
    """Take a merge or a split back, by the beginning of its DECISION's id."""
    with opened(folder) as workspace:
        from onrecord.workspace import this_user
        from onrecord.workspace.decisions_making import undo as take_back

        made = take_back(workspace, decision, by or this_user(), note)
    click.echo(f"taken back: decision {(made.undoes or '')[:12]}")


def _told(made: Decision, what: str) -> None:
    short = made.id[:12]
    click.echo(f"{what}: decision {short}\nTo take it back: onrecord people undo {short}")


def _lines(shown: Iterable[Any]) -> None:
    import msgspec

    for one in shown:
        click.echo(msgspec.json.encode(one))
