"""``onrecord timeline``: claims over time, beside the references."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from onrecord.commands.charts import drawing_options, write_chart
from onrecord.commands.day import DAY
from onrecord.commands.records import Records
from onrecord.commands.reports import refuse_twice_standard_input
from onrecord.errors import OnRecordError
from onrecord.record import ClaimKind

if TYPE_CHECKING:
    from onrecord.publishing.charts import Timeline, Wanted
    from onrecord.reference import Library


@click.command("timeline", short_help="Draw claims over time beside the references.")
@click.argument("records", metavar="RECORDS...", nargs=-1, required=True)
@click.option(
    "--kind",
    type=click.Choice(get_args(ClaimKind)),
    default="territory",
    show_default=True,
    help="The kind of claims.",
)
@click.option("--actor", default="", metavar="WORDS", help="Only claims about what WORDS did.")
@click.option("--place", default="", metavar="WORDS", help="Only claims about a place so named.")
@click.option("--speaker", default="", metavar="WORDS", help="Only claims by a speaker so named.")
@click.option("--item", default="", metavar="WORDS", help='Only claims about an item, as "tank".')
@click.option("--since", type=DAY, metavar="DATE", help="Only reports of this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Only reports of this day or earlier.")
@click.option(
    "--conflict",
    metavar="NAME|PATH",
    help="Conflict profile whose references are drawn; otherwise the one the records name.",
)
@drawing_options
@click.pass_context
def command(
    ctx: click.Context,
    records: tuple[str, ...],
    kind: ClaimKind,
    actor: str,
    place: str,
    speaker: str,
    item: str,
    since: dt.date | None,
    until: dt.date | None,
    conflict: str | None,
    form: str | None,
    width: int,
    target: Path | None,
) -> None:
    """Draw claims of one kind from many records, each beside what the references say.

    RECORDS are files that `onrecord check --format json` wrote (one record, or one a line), or -
    for standard input. The picture is SVG, HTML, PNG, or as CSV the table behind it, by the
    suffix of -o or by --format; with neither, it is told in words.
    """
    from onrecord.publishing.charts import Wanted

    refuse_twice_standard_input(records)
    wanted = Wanted(
        kind=kind, actor=actor, place=place, speaker=speaker, item=item, first=since, last=until
    )
    given = Records(records)
    try:
        chart = _chart(given, wanted, conflict)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
    if chart.records:
        write_chart(chart, form, width, target)
    ctx.exit(1 if given.failed else 0)


def _chart(given: Records, wanted: Wanted, conflict: str | None) -> Timeline:
    """The rows, and the curves of the one profile that all the records share."""
    from onrecord.publishing.charts import curves_of, timeline
    from onrecord.publishing.charts.claims import shipped_library
    from onrecord.reference import load_library, load_profile

    named = load_profile(conflict) if conflict else None
    asked: dict[str, Library | None] = {}

    def library_of(name: str) -> Library | None:
        own = named is not None and name == named.name
        asked[name] = load_library(named) if named and own else shipped_library(name)
        return asked[name]

    chart = timeline(given, wanted, library_of)
    if len(asked) != 1:
        return chart
    ((name, library),) = asked.items()
    if library is None:
        return chart
    profile = named if named is not None and named.name == name else load_profile(name)
    return curves_of(chart, library, {one.id: one.name for one in profile.parties})
