"""``onrecord search``: words in the texts and statements of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.workspaces import filter_options, lines_option, opened, workspace_option

if TYPE_CHECKING:
    from onrecord.workspace import Filters


@click.command("search", short_help="Find words in texts and statements.")
@click.argument("words", nargs=-1, required=True)
@workspace_option
@filter_options
@lines_option
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True,
    help="How many are shown at most.",
)  # fmt: skip
def command(
    words: tuple[str, ...], folder: Path | None, form: str, limit: int, *, filters: Filters
) -> None:
    """Find WORDS in the texts and statements of a workspace, the best first.

    All words must be there. '"in this order"' finds words that stand together, tank* words that
    begin so, 'bridge OR dam' either, and 'bridge -dam' leaves out what holds the second.
    """
    from onrecord.commands.workspaces import show_lines
    from onrecord.publishing.workspace_text import print_hits

    with opened(folder) as workspace:
        hits = workspace.search(" ".join(words), filters, limit)
        show_lines(hits, form, print_hits, "nothing was found")
