"""What commands on a workspace share: which one, which part of it, and how its errors are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from onrecord.commands.day import DAY
from onrecord.errors import OnRecordError, UsageError
from onrecord.record import ClaimKind, Manner, Verdict

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.workspace import Workspace

Made = TypeVar("Made", bound=Callable[..., Any])
Line = TypeVar("Line")

FAILED = 1

workspace_option = click.option(
    "--workspace",
    "folder",
    metavar="DIR",
    envvar="ONRECORD_WORKSPACE",
    type=click.Path(path_type=Path),
    help="The workspace; by default the current folder or the nearest above it.",
)

lines_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="Text to read, or JSON Lines, one object an entry.",
)

_FILTERS = (
    click.option("--speaker", metavar="NAME", help="Said by somebody of this name, or part of it."),
    click.option("--party", metavar="ID", help="Said for this party, by its id in the profile."),
    click.option("--kind", type=click.Choice(get_args(ClaimKind)), help="With a claim of a kind."),
    click.option("--manner", type=click.Choice(get_args(Manner)), help="Meant in this manner."),
    click.option("--verdict", type=click.Choice(get_args(Verdict)), help="With a claim judged so."),
    click.option("--outlet", metavar="NAME", help="Published by this outlet."),
    click.option("--from", "since", metavar="DATE", type=DAY, help="Published on or after a day."),
    click.option("--to", "until", metavar="DATE", type=DAY, help="Published on or before a day."),
)


def filter_options(command: Made) -> Made:
    """Gives a command the options that narrow a list; it gets them as one ``filters``."""

    @wraps(command)
    def with_filters(*args: Any, **options: Any) -> Any:
        from onrecord.workspace import Filters

        names = ("speaker", "party", "kind", "manner", "verdict", "outlet", "since", "until")
        filters = Filters(**{name: options.pop(name) for name in names})
        return command(*args, filters=filters, **options)

    narrowed: Any = with_filters
    for option in reversed(_FILTERS):
        narrowed = option(narrowed)
    return narrowed  # type: ignore[no-any-return]


@contextmanager
def opened(folder: Path | None) -> Iterator[Workspace]:
    """The workspace a command is about; what goes wrong with it is told, and ends the command.

    A workspace that is not there and a name it does not hold are wrong use (exit code 2).
    """
    from onrecord.workspace import Workspace, find_workspace

    with told():
        try:
            path = find_workspace(folder)
        except OnRecordError as error:
            raise click.UsageError(str(error)) from error
        with Workspace.open(path) as workspace:
            if workspace.mended:
                click.echo(f"note: {workspace.custody.path.name}: {workspace.mended}", err=True)
            yield workspace


@contextmanager
def told() -> Iterator[None]:
    """Tells an error in its own words on standard error, and ends the command."""
    try:
        yield
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except OnRecordError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(FAILED) from error


def show_lines(
    lines: Iterable[Line],
    form: str,
    show: Callable[[Iterable[Line], Console], None],
    nothing: str,
) -> None:
    """Prints lines as they come: as JSON Lines, or by ``show``; says so where there are none."""
    from onrecord.commands.output import console_for_output, make_printable

    make_printable()
    if form == "jsonl":
        import msgspec

        for line in lines:
            click.echo(msgspec.json.encode(line))
        return
    console = console_for_output()
    stream = iter(lines)
    first = next(stream, None)
    if first is None:
        click.echo(nothing, err=True)
        return
    show(_again(first, stream), console)


def _again(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest
