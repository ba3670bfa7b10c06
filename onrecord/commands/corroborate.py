"""``onrecord corroborate``: claims that several reports make, and how many sources they rest on."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.asking import Counting
from onrecord.commands.workspaces import lines_option, opened, workspace_option


@click.command("corroborate", short_help="Count the independent sources of each claim.")
@click.argument("words", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Also claims that one report makes alone.")
@lines_option
@workspace_option
def command(words: tuple[str, ...], everything: bool, form: str, folder: Path | None) -> None:
    """Group the claims of all reports and count what they rest on.

    A group holds the claims about one thing, whatever their figures: who says it, who first, who
    gives the highest figure, on what evidence, who contradicts. Origins that are known and none of
    the others count (established); those whose dependence is unknown are shown apart
    (undetermined). docs/corroboration.md has the rules.

    WORDS narrow the list to groups in which all of them stand.
    """
    from onrecord.commands.output import console_for_output, make_printable
    from onrecord.publishing import narrowed, print_corroboration
    from onrecord.workspace.together import corroboration

    make_printable()
    with opened(folder) as workspace, Counting("compared") as counting:
        found = narrowed(corroboration(workspace, counting.show), words, everything=everything)
    if form == "jsonl":
        import msgspec

        for group in found.groups:
            click.echo(msgspec.json.encode(group))
    else:
        print_corroboration(found, console_for_output(), everything=everything)
