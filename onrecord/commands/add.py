"""``onrecord add``: sources into a workspace."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.collected import Told, show_added
from onrecord.commands.options import published_option
from onrecord.commands.reports import STANDARD_INPUT, refuse_twice_standard_input
from onrecord.commands.workspaces import FAILED, opened, workspace_option
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.collecting import Source

_NAME = "standard-input"


@click.command("add", short_help="Add reports to a workspace: files, feeds, archives, exports.")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@workspace_option
@published_option
@click.option(
    "--conflict",
    metavar="NAME|FILE",
    help="Conflict profile for these reports; by default the workspace's, or found from each.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Which column of a table (CSV, JSON Lines) is what; see docs/sources.md.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that read; by default one for each processor.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="The outcome in words, or as one line of JSON.",
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    folder: Path | None,
    published: dt.date | None,
    conflict: str | None,
    mapping: str | None,
    workers: int | None,
    form: str,
) -> None:
    """Add reports to a workspace: archive their bytes, read and check them.

    SOURCE is a file or folder (HTML, text, Markdown, PDF), an address or a list of them, an RSS
    or Atom feed, WARC or WACZ, Telegram's result.json, an X archive, CSV or JSON Lines, or - for
    standard input. Without SOURCE, what failed or was left undone before is tried again.

    Adding twice adds nothing twice. A run that was ended at any point goes on where it was when it
    is started again. What fails is listed (onrecord list failures) and does not stop the rest.
    """
    from onrecord import pipeline
    from onrecord.collecting import AddOptions, add

    refuse_twice_standard_input(sources)
    try:
        pipeline.named_profile(conflict)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
    options = AddOptions(conflict=conflict, published=published, mapping=mapping, workers=workers)
    with opened(folder) as workspace, ExitStack() as stack:
        progress = Told()
        stack.callback(progress.clear)
        added = add(workspace, list(_opened(sources, mapping, stack)), options, progress)
        progress.clear()
    show_added(added, progress, form)
    ctx.exit(FAILED if added.failures else 0)


def _opened(
    sources: Sequence[str], mapping: str | None, stack: ExitStack
) -> Iterator[str | Source]:
    for source in sources:
        yield _standard_input(mapping, stack) if source == STANDARD_INPUT else source


def _standard_input(mapping: str | None, stack: ExitStack) -> Source:
    """What comes on standard input, as a file that is read like any other."""
    import shutil

    from msgspec.structs import replace

    from onrecord.collecting import Source
    from onrecord.reading.sources import Item, Options, open_source

    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-")))
    with (home / _NAME).open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)

    def entries() -> Iterator[Any]:
        for entry in open_source(str(home / _NAME), Options(mapping=mapping)):
            yield replace(entry, source=STANDARD_INPUT) if isinstance(entry, Item) else entry

    return Source(STANDARD_INPUT, entries())
