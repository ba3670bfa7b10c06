"""``onrecord reference add``: published data become a reference of the user's own."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.commands.day import DAY
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.reference import Profile
    from onrecord.reference.adapters import About

_KINDS = ("territory", "polygons", "losses", "loss-events", "claims", "package")
_BIASES = ("estimate", "lower_bound", "official_claim")
_DATES = ("day_of_state", "day_of_event", "day_of_recording", "day_of_publication")
_MEASURES = ("held", "gained", "lost", "advances")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ASKED = {
    "publisher": "Who publishes these figures",
    "licence": "Under which licence (none stated, if none is)",
}

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _options(function: Decorated) -> Decorated:
    """The options that say what a file cannot say of itself."""
    text = [
        ("name", "Name of the reference; by default made of the file's."),
        ("title", "Title, in words."),
        ("short-title", "What a reader sees beside a figure."),
        ("publisher", "Who publishes the figures."),
        ("licence", 'Terms of use; "none stated", if none is.'),
        ("source", "Where the figures come from, in words."),
        ("address", "Where `update` fetches the file (http or https)."),
        ("checksum", "Address of a list of sha256 sums that the file is compared with."),
        ("party", "Party to the conflict whose own figures these are: shown, never decide."),
        ("definition", "What is counted, in words."),
        ("place", "Region that is measured, as the profile calls it; by default the country."),
        ("holder", "Party that holds the area."),
        ("of", "Party whose losses are counted, where no column says it."),
        ("day", "Column that holds the days."),
    ]
    for name, words in reversed(text):
        function = click.option(f"--{name}", metavar="TEXT", help=words)(function)
    return function


@click.command("add", short_help="Add published data of your own.")
@click.argument("published", metavar="FILE-OR-FOLDER", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(_KINDS), required=True, help="Kind of data.")
@click.option(
    "--conflict",
    metavar="NAME|FILE.toml",
    default="russia_ukraine_2022",
    show_default=True,
    help="The conflict profile that the data belong to.",
)
@click.option("--about", "sidecar", metavar="FILE.toml", type=_FILE, help="All of this in a file.")
@_options
@click.option("--derived-from", multiple=True, metavar="TEXT", help="What it rests on (repeat).")
@click.option("--defect", "defects", multiple=True, metavar="TEXT", help="Known defect (repeat).")
@click.option("--column", "columns", multiple=True, metavar="TEXT", help="Columns to sum (repeat).")
@click.option("--scale", type=float, help="What a figure is multiplied by to give km².")
@click.option("--measure", type=click.Choice(_MEASURES), help="What an area is.")
@click.option("--bias", type=click.Choice(_BIASES), help="What a figure is.")
@click.option("--date-means", type=click.Choice(_DATES), help="What a date is.")
@click.option("--retrieved", type=DAY, metavar="DATE", help="Day the file was fetched.")
@click.option("--corrections", metavar="FILE", type=_FILE, help="Corrections of official claims.")
@click.option("--models", metavar="FILE", type=_FILE, help="Types of models, for loss-events.")
@click.option("--outlines", metavar="FILE", type=_FILE, help="Regions as GeoJSON, for polygons.")
@click.option("--replace", is_flag=True, help="Replace the reference of that name.")
@click.pass_context
def add_command(
    ctx: click.Context,
    /,
    published: Path,
    kind: str,
    conflict: str,
    sidecar: Path | None,
    corrections: Path | None,
    models: Path | None,
    outlines: Path | None,
    replace: bool,
    retrieved: dt.date | None,
    **options: Any,
) -> None:
    """Add published data as a reference, whole or not at all.

    Kinds: territory (area totals, a day a row), polygons (control polygons: a GeoJSON a day,
    windowed or collected), losses (documented losses: counts by party and type as of a day),
    loss-events (a row for each item and its evidence), claims (a party's official cumulative
    claims, a day a row), package (a Data Package for OnRecord). Tables are CSV or JSON, plain or
    packed with gzip. What the file cannot say of itself you say with options, or in a TOML file
    of the same names; docs/references.md has both. The files are kept as they were published.
    """
    from onrecord.reference import load_profile
    from onrecord.reference.adding import add_reference

    given = {**options, "retrieved": retrieved.isoformat() if retrieved else None}
    roles = {"corrections": corrections, "models": models, "outlines": outlines}
    beside = {role: path for role, path in roles.items() if path is not None}
    try:
        profile = load_profile(conflict)
        about = _about(sidecar, published, given, kind)
        package = add_reference(published, kind, about, profile, beside=beside, replace=replace)
    except OnRecordError as error:
        click.echo(f"error: {error}", err=True)
        ctx.exit(1)
    except OSError as error:
        click.echo(f"error: {error.strerror}: {error.filename}", err=True)
        ctx.exit(1)
    _tell(package.reference.name, profile, str(package.folder), conflict)


def _about(sidecar: Path | None, published: Path, given: dict[str, Any], kind: str) -> About:
    """What was said in the file beside the data and by options; a person at hand is asked."""
    from onrecord.reference.adapters import About, read_about, with_options

    beside = published.with_suffix(".toml")
    path = sidecar or (beside if published.is_file() and beside.is_file() else None)
    about = with_options(read_about(path) if path else About(), given)
    if kind == "package" or not sys.stdin.isatty():
        return about
    asked = {
        field: click.prompt(words, err=True)
        for field, words in _ASKED.items()
        if not getattr(about, field)
    }
    return with_options(about, asked)


def _tell(name: str, profile: Profile, folder: str, conflict: str) -> None:
    from onrecord.reference import load_library
    from onrecord.reference.audit import audit

    library = load_library(profile)
    one = next(found for found in library.references if found.name == name)
    findings = [finding for finding in audit(library, name) if finding.effect != "noted"]
    click.echo(f"added {name}: {one.coverage.start} to {one.coverage.end}, {one.unit}; {folder}")
    for defect in one.defects:
        click.echo(f"  {defect}")
    flag = "" if conflict == "russia_ukraine_2022" else f" --conflict {conflict}"
    rules = ", ".join(sorted({finding.rule for finding in findings})) or "nothing that weighs"
    click.echo(f"  the rules find {rules}: onrecord reference audit {name}{flag}")
