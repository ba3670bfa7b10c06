"""What commands that draw take: a form, a width, a file; and how they write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.commands.output import make_printable, write_whole
from onrecord.errors import OnRecordError, WritingError

if TYPE_CHECKING:
    from onrecord.publishing.charts import Timeline

FORMS = ("text", "svg", "html", "png", "csv")
_SUFFIXES = {".txt": "text", ".svg": "svg", ".html": "html", ".htm": "html", ".png": "png",
             ".csv": "csv"}  # fmt: skip
_Command = TypeVar("_Command", bound=Callable[..., Any])


def drawing_options(command: _Command) -> _Command:
    """``--format``, ``--width`` and ``-o``."""
    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMS),
            help="How it is shown; by default as -o's suffix says, else in words.",
        ),
        click.option(
            "--width",
            type=click.IntRange(300, 2000),
            default=760,
            show_default=True,
            help="Width of an SVG or PNG in CSS pixels; 340 fits a telephone.",
        ),
        click.option(
            "-o",
            "--output",
            "target",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write to this file.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def write_chart(chart: Timeline, form: str | None, width: int, target: Path | None) -> None:
    """Writes a picture in the form asked for.

    Raises:
        click.UsageError: where form and suffix disagree, or what draws a PNG is missing.
        click.ClickException: where the file cannot be written.
    """
    from onrecord.publishing import charts

    form = _settled(form, target)
    make_printable()
    try:
        if form == "png":
            if target is None:
                raise click.UsageError("a PNG needs a file to stand in: add -o FILE.png")
            write_whole(target, charts.as_png(chart, width))
            return
        shown = {
            "text": lambda: charts.as_text(chart),
            "svg": lambda: charts.as_svg(chart, width),
            "html": lambda: charts.as_html(chart),
            "csv": lambda: charts.as_csv(chart),
        }[form]()
        if target is None:
            click.echo(shown if form == "text" else shown.encode(), nl=False)
        else:
            write_whole(target, shown)
    except WritingError as error:
        raise click.ClickException(str(error)) from error
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error


def _settled(form: str | None, target: Path | None) -> str:
    asked = _SUFFIXES.get(target.suffix.lower()) if target else None
    if asked and form and asked != form:
        raise click.UsageError(
            f"{target} asks for {asked}, --format for {form}: change one of them"
        )
    if target is not None and not (asked or form):
        known = ", ".join(_SUFFIXES)
        raise click.UsageError(f"no picture has the suffix of {target}: use one of {known}")
    return form or asked or "text"
