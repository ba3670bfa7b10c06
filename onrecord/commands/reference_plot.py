"""``onrecord reference plot``: reference data over time, with what the rules find in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.charts import drawing_options, write_chart
from onrecord.commands.day import DAY
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.reference import Library, Profile, SeriesMeasure

_MEASURES = ("held", "gained", "lost", "advances", "ever_gained")


@click.command("plot", short_help="Draw references over time, what rules flag marked.")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--place", default="", metavar="ID", help="The region drawn, not the whole.")
@click.option("--party", default="", metavar="ID", help="Only what this party holds or lost.")
@click.option(
    "--measure",
    type=click.Choice(_MEASURES),
    default="held",
    show_default=True,
    help="Of areas, what is drawn.",
)
@click.option("--item", default="", metavar="CLASS", help='Of losses, one class, as "tank".')
@click.option("--since", type=DAY, metavar="DATE", help="Only values of this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Only values of this day or earlier.")
@click.option(
    "--conflict",
    metavar="NAME|FILE.toml",
    default="russia_ukraine_2022",
    show_default=True,
    help="The conflict profile whose references are meant.",
)
@drawing_options
def plot_command(
    names: tuple[str, ...],
    place: str,
    party: str,
    measure: SeriesMeasure,
    item: str,
    since: dt.date | None,
    until: dt.date | None,
    conflict: str,
    form: str | None,
    width: int,
    target: Path | None,
) -> None:
    """Draw references NAME... over time: each series with its coverage, terms and flags.

    Flagged values are marked and named, and drawn as they are. The picture is SVG, HTML, PNG, or
    as CSV its values, by the suffix of -o or by --format; with neither, it is told in words.
    """
    from onrecord.publishing.charts import Choice, package_curves

    profile, library = _loaded(conflict)
    known = {one.name for one in library.references}
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"no reference {unknown[0]!r}: see `onrecord reference list`")
    choice = Choice(
        place=place, party=party, measure=measure, item=item,
        first=since or dt.date.min, last=until or dt.date.max,
        parties={one.id: one.name for one in profile.parties},
    )  # fmt: skip
    try:
        chart = package_curves(library, tuple(dict.fromkeys(names)), choice)
    except OnRecordError as error:
        raise click.ClickException(str(error)) from error
    if not chart.panels:
        raise click.UsageError(
            f"{', '.join(names)} holds nothing of that place, party, measure, item and time"
        )
    write_chart(chart, form, width, target)


def _loaded(conflict: str) -> tuple[Profile, Library]:
    from onrecord.reference import load_library, load_profile

    try:
        profile = load_profile(conflict)
        return profile, load_library(profile)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
