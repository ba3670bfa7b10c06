"""``onrecord redact``: a working copy without chosen names and passages."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from onrecord.commands.review import reviewer_name
from onrecord.commands.workspaces import opened, workspace_option


@click.command("redact", short_help="Make a copy without chosen names and passages.")
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A person who must not be known: the name in every spelling, its parts, the mentions.",
)
@click.option(
    "--words", metavar="TEXT", multiple=True, help="A passage, wherever its words are printed."
)
@click.option(
    "--words-file",
    metavar="FILE",
    multiple=True,
    type=click.File(encoding="utf-8"),
    help="A passage that stands in a file (- reads standard input).",
)
@click.option(
    "--span",
    "spans",
    metavar="REPORT START END",
    type=(str, int, int),
    multiple=True,
    help="A passage by its place in a report, in code points.",
)
@click.option(
    "--report", "reports", metavar="NAME", multiple=True, help="A report that is left out whole."
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the copy goes; without it, only the decision is kept.",
)
@click.option("--preview", is_flag=True, help="Say what would go; decide and write nothing.")
@click.option("--by", metavar="NAME", envvar="ONRECORD_ACTOR", help="Who decides.")
@click.option("--note", metavar="TEXT", help="Why, for the reader.")
@workspace_option
def command(
    *,
    names: tuple[str, ...],
    words: tuple[str, ...],
    words_file: tuple[TextIO, ...],
    spans: tuple[tuple[str, int, int], ...],
    reports: tuple[str, ...],
    output: Path | None,
    preview: bool,
    by: str | None,
    note: str | None,
    folder: Path | None,
) -> None:
    """Take names, passages and reports out of what leaves the house, and make a copy without.

    What is chosen is kept as a decision and holds for every later copy; onrecord review undo
    takes it back. The workspace itself stays as it is. The copy is a workspace of its own, with
    blocks in place of what was taken out and with texts only, never the bytes as received. Both
    custody logs tell of it. docs/review.md says what is found, and what is not.
    """
    from onrecord.commands.output import make_printable
    from onrecord.publishing.review_text import copied_words, preview_words
    from onrecord.workspace.redaction_copy import make_copy
    from onrecord.workspace.redaction_making import Chosen, redacting
    from onrecord.workspace.redaction_making import preview as look

    make_printable()
    passages = (*words, *(_text(file) for file in words_file))
    chosen = Chosen(names=names, words=passages, spans=spans, reports=reports)
    nothing = chosen == Chosen()
    if nothing and output is None and not preview:
        raise click.UsageError("say what to take out, or where the copy goes (-o)")
    actor = by or reviewer_name()
    with opened(folder) as workspace:
        decisions = redacting(workspace, chosen, actor, note)
        if preview:
            for line in preview_words(look(workspace, decisions)):
                click.echo(line)
            return
        workspace.decide(*decisions)
        for made in decisions:
            click.echo(f"{made.id[:12]} redact {made.targets[0].item}", err=True)
        if output is not None:
            click.echo(copied_words(make_copy(workspace, output, actor), output))


def _text(file: TextIO) -> str:
    try:
        return str(file.read())
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file.name} cannot be read as UTF-8 text: {error}") from error
