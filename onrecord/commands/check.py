"""``onrecord check``: reports in, records out."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.options import published_option, reports_argument
from onrecord.commands.output import (
    PIPED_WIDTH,
    Output,
    console_for_output,
    make_printable,
    printed,
    settled_format,
)
from onrecord.commands.reports import each_report, refuse_twice_standard_input
from onrecord.commands.together import Across, together_with
from onrecord.errors import OnRecordError
from onrecord.record import Document, Party, Record

if TYPE_CHECKING:
    from rich.console import Console

_FORMATS = ("text", "json", "html", "markdown")


@click.command("check", short_help="Turn reports into records, checked.")
@reports_argument
@published_option
@click.option(
    "--conflict",
    metavar="NAME|PATH",
    help="Conflict profile, by name or as a file; otherwise found from the text.",
)
@click.option(
    "--corrections",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A person's corrections, which win over what was found.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    envvar="ONRECORD_CHECK_FORMAT",
    help="How records are shown; by default as -o's suffix says, else as text.",
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    envvar="ONRECORD_CHECK_OUTPUT",
    type=click.Path(path_type=Path),
    help="Write to this file, or, for several reports, into this folder.",
)
@click.option(
    "--explain",
    "claim",
    metavar="CLAIM",
    help="Print the rows and the arithmetic behind the check of a claim (c1, or all).",
)
@click.option(
    "--together",
    is_flag=True,
    help="Compare the reports: copies, same claims, independent sources. Needs -o FOLDER.",
)
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    published: dt.date | None,
    conflict: str | None,
    corrections: Path | None,
    form: str | None,
    target: Path | None,
    claim: str | None,
    together: bool,
) -> None:
    """Turn reports into records: who said what, what is claimed, how it compares with open data.

    REPORT is a file (plain text or HTML), - for standard input, or an http(s) address. Several
    reports as JSON print one record a line.

    With --explain, the rows of reference data that a check rests on are printed with the
    arithmetic, so that every figure can be redone by hand; as JSON, one explained claim a line.

    With --together, REPORT may be a folder, and each report's record is written as JSON into the
    folder that -o names. _corroboration.json beside them says which reports share a text and which
    claims several share; what it found is printed.
    """
    reports, form = _asked(reports, target, form, claim, together=together)
    several = together or len(reports) > 1
    parties, accepted = _accepted(conflict, corrections)
    output = Output(target, form, several=several)
    make_printable()
    seen: list[str] = []
    unused = dict.fromkeys(accepted, "")
    across = Across(target) if together and target is not None else None

    def handle(report: str, document: Document) -> None:
        from onrecord.pipeline import check_and_list

        record, unmatched = check_and_list(document, conflict=conflict, corrections=accepted)
        made = [correction for correction in accepted if correction not in unmatched]
        for correction in made:
            unused.pop(correction, None)
        for correction in unused:
            unused[correction] = _why(record, correction, unused[correction])
        if claim is None:
            shown = _shown(record, form, parties, made, to_file=not output.is_standard)
        else:
            shown = _explained(record, claim, conflict, form, to_file=not output.is_standard)
        if form == "json":
            _note_language(report, document)
        if several and output.is_standard and form != "json":
            shown = _headed(report, shown, form, first=not seen)
        seen.append(report)
        written = output.write(report, shown)
        if across is not None and written is not None:
            across.add(written.stem, record)

    failed = each_report(reports, published, handle)
    if across is not None:
        across.finish()
    for correction, why in unused.items():
        told = f"fits nothing in what was read{': ' if why else ''}{why}"
        click.echo(f"note: {corrections}: {correction} {told}", err=True)
    ctx.exit(1 if failed else 0)


def _asked(
    reports: tuple[str, ...],
    target: Path | None,
    form: str | None,
    claim: str | None,
    *,
    together: bool,
) -> tuple[tuple[str, ...], str]:
    """The reports and the format of their records.

    Raises:
        click.UsageError: where the options do not go together.
    """
    if together:
        reports, form = together_with(reports, target, form, claim)
    refuse_twice_standard_input(reports)
    several = together or len(reports) > 1
    form = settled_format(target, form, several=several)
    if several and form == "html" and target is None:
        raise click.UsageError("several HTML pages need a folder to stand in: add -o FOLDER")
    if claim is not None and form not in ("text", "json"):
        raise click.UsageError("--explain prints text or JSON: use --format text or json")
    return reports, form


def _accepted(
    conflict: str | None, corrections: Path | None
) -> tuple[Sequence[Party], Sequence[Any]]:
    """The parties of a named profile, and the corrections, once both are known to be usable."""
    from onrecord import pipeline

    try:
        profile = pipeline.named_profile(conflict)
        return profile.parties if profile else (), pipeline.listed_corrections(corrections)
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error


def _why(record: Record, correction: Any, before: str) -> str:
    """Why a correction fits nothing; of several reports, what the nearest of them says."""
    from onrecord.publishing import why_unmatched

    why = why_unmatched(record, correction)
    return before if before and "fit" not in why else why


def _shown(
    record: Record, form: str, parties: Sequence[Party], made: Sequence[Any], *, to_file: bool
) -> str:
    if form == "json":
        return record.to_json() + "\n"
    from onrecord import publishing

    if form == "html":
        return publishing.html_page(record, parties, made)
    if form == "markdown":
        return publishing.markdown(record, parties, made)
    return _as_text(record, parties, made, to_file=to_file)


def _explained(
    record: Record, claim: str, conflict: str | None, form: str, *, to_file: bool
) -> str:
    """The check of one claim, or of all that are checked, from the rows up."""
    from onrecord import pipeline

    wanted = [check.claim for check in record.checks] if claim == "all" else [claim]
    found = [pipeline.explain(record, one, conflict=conflict) for one in wanted]
    if form == "json":
        import msgspec

        return "".join(msgspec.json.encode(one).decode() + "\n" for one in found)
    from onrecord.publishing import print_explanation

    return "\n".join(_printed(print_explanation, one, to_file=to_file) for one in found)


def _as_text(
    record: Record, parties: Sequence[Party], made: Sequence[Any], *, to_file: bool
) -> str:
    from functools import partial

    from onrecord.publishing import print_record

    show = partial(print_record, parties=parties, corrections=made)
    return _printed(show, record, to_file=to_file)


def _printed(show: Callable[[Any, Console], None], item: object, *, to_file: bool) -> str:
    from rich.console import Console

    if to_file:
        return printed(show, item, Console(file=io.StringIO(), width=PIPED_WIDTH))
    return printed(show, item, console_for_output())


def _headed(report: str, shown: str, form: str, *, first: bool) -> str:
    if form == "markdown":
        return shown if first else f"\n---\n\n{shown}"
    return f"{'' if first else chr(10)}── {report} ──\n{shown}"


def _note_language(report: str, document: Document) -> None:
    from onrecord.publishing import language_notice

    if notice := language_notice(document):
        click.echo(f"note: {report}: {notice}", err=True)
