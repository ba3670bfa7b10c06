"""Writes the documentation that is made from the code: command line, JSON Schema, a picture.

python scripts/build_docs.py            # writes docs/cli.md, record.schema.json, timeline.svg
python scripts/build_docs.py --check    # says what is out of date, exit code 1 if anything is
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from click.testing import CliRunner

from onrecord.cli import group
from onrecord.record import record_schema

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = DOCS.parent / "examples" / "september_2022"

_HEAD = """# The command line

Made from the commands' own help by `scripts/build_docs.py`; a test keeps it current.

Exit codes: 0 done, 1 done with failed items, 2 wrong use (130 interrupted, 141 output closed).
Results go to standard output, everything else to standard error; progress is shown only where
standard error is a terminal. A failed item says which step failed, why, and what to try; the
others are still done. Every option can be set in the environment, as `ONRECORD_CHECK_FORMAT=json`.
"""


def pages() -> dict[Path, str]:
    """Each generated file and what it must hold."""
    return {
        DOCS / "cli.md": command_line(),
        DOCS / "record.schema.json": json.dumps(record_schema(), indent=2, ensure_ascii=False)
        + "\n",
        DOCS / "timeline.svg": timeline(),
    }


def command_line() -> str:
    """The help of the group and of every command."""
    context = click.Context(group)
    parts = [_HEAD, _help([])]
    for name in group.list_commands(context):
        parts += [f"## onrecord {name}\n", _help([name])]
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            parts += [_help([name, under]) for under in command.list_commands(context)]
    return "\n".join(parts)


def timeline() -> str:
    """The picture of the example of September 2022, as docs/timeline.md says to make it."""
    reports = sorted(str(path) for path in EXAMPLE.glob("*.txt"))
    runner = CliRunner(env={"ONRECORD_DATA": str(DOCS / "none")})
    records = runner.invoke(group, ["check", "--format", "json", *reports], catch_exceptions=False)
    arguments = ["timeline", "-", "--format", "svg"]
    picture = runner.invoke(group, arguments, input=records.stdout, catch_exceptions=False)
    return picture.stdout


def _help(arguments: list[str]) -> str:
    runner = CliRunner()
    result = runner.invoke(group, [*arguments, "--help"], prog_name="onrecord", terminal_width=88)
    return f"```\n$ onrecord {' '.join([*arguments, '--help'])}\n{result.output}```\n"


def main() -> int:
    """Writes or checks the files; returns the exit code."""
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"out of date: {path.relative_to(DOCS.parent)}", file=sys.stderr)
        if "--check" not in sys.argv:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
