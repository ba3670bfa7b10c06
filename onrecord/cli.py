"""The command line: ``onrecord COMMAND``; each command is loaded when it is called."""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from typing import Any

import click

from onrecord._version import __version__

_COMMANDS = {
    "check": "Turn reports into records, checked.",
    "read": "Show how reports are read: metadata and blocks.",
    "init": "Make a workspace for many reports.",
    "add": "Add reports to a workspace: files, feeds, archives, exports.",
    "reread": "Read reports of a workspace again, with a newer version.",
    "list": "List reports, statements, claims, people or failures.",
    "show": "Show a report's record.",
    "search": "Find words in texts and statements.",
    "reactions": "Count who spoke in what manner, and who is not quoted.",
    "corroborate": "Count the independent sources of each claim.",
    "copies": "Say which reports share a text, and what was changed.",
    "people": "Say who is who across reports; merge and split.",
    "timeline": "Draw claims over time beside the references.",
    "reference": "Hold reference data: list, show, add, update, audit.",
    "review": "Confirm, correct, reject, grade, approve what was read.",
    "redact": "Make a copy without chosen names and passages.",
    "export": "Write a workspace in formats that others read.",
    "restore": "Make a workspace again from its export.",
    "verify": "Say whether a workspace was altered.",
    "timestamp": "Have the head of the custody log timestamped.",
    "doctor": "Say what is installed, and whether it is whole.",
    "schema": "Print the JSON Schema of a record.",
}

_INTERRUPTED = 130
_CLOSED = 141
"""What a shell reports of a program ended by SIGINT or SIGPIPE: 128 and the signal's number."""


class _ClosedPipeError(Exception):
    """Nobody reads our output any more (``onrecord check … | head``)."""


class _LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ClosedPipeError from error


@click.group(
    cls=_LazyGroup,
    context_settings={"auto_envvar_prefix": "ONRECORD", "help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="onrecord")
def group() -> None:
    """Turn reports about a conflict into a record that can be checked.

    Who said what, in which words and how surely; what is claimed; and how the claims that carry
    a figure compare with open reference data.

    Exit codes: 0 done, 1 done with failed items, 2 wrong use. Every option can also be set in
    the environment, as ONRECORD_CHECK_FORMAT=json.
    """


def _tell(message: Warning | str, *_: object, **__: object) -> None:
    """A warning as people read it: what is wrong, not where in the program it was found."""
    click.echo(f"note: {message}", err=True)


def main() -> None:
    """Runs the command line; the console script ``onrecord``."""
    warnings.showwarning = _tell
    try:
        code = group.main(prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        code = _INTERRUPTED
    except (BrokenPipeError, _ClosedPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _CLOSED
    sys.exit(code if isinstance(code, int) else 0)
