"""``onrecord copies``: which reports share a text."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.asking import Counting
from onrecord.commands.workspaces import lines_option, opened, workspace_option


@click.command("copies", short_help="Say which reports share a text, and what was changed.")
@lines_option
@workspace_option
def command(form: str, folder: Path | None) -> None:
    """Say which reports are copies, or copy a part, of one another.

    Which came first, how much is shared, and what was changed, figures above all. What both
    print between quotation marks makes no copy. Translated copies are not recognised.
    """
    from onrecord.commands.output import console_for_output, make_printable
    from onrecord.corroboration import Corroboration
    from onrecord.publishing import print_copies
    from onrecord.workspace.together import copies

    make_printable()
    with opened(folder) as workspace, Counting("compared") as counting:
        reports, found = copies(workspace, counting.show)
    if form == "jsonl":
        import msgspec

        for copy in found:
            click.echo(msgspec.json.encode(copy))
    else:
        print_copies(Corroboration(reports=reports, copies=found), console_for_output())
