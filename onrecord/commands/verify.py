"""``onrecord verify``: whether a workspace's log and archive are as they were written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from onrecord.errors import CustodyError

EXIT_CODES = {"ok": 0, "altered": 1, "unverifiable": 3}

certificates_option = click.option(
    "--certificates",
    metavar="PEM",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificates of the timestamp authority, its root among them (may be repeated).",
)


@click.command("verify", short_help="Say whether a workspace was altered.")
@click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    envvar="ONRECORD_WORKSPACE",
    type=click.Path(path_type=Path),
)
@click.option(
    "--head",
    "heads",
    metavar="HASH",
    multiple=True,
    help="A head that was noted elsewhere, as --note printed it (may be repeated).",
)
@click.option(
    "--heads",
    "heads_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Noted heads, one a line.",
)
@certificates_option
@click.option("--note", is_flag=True, help="Print the head, to be written down elsewhere.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    folder: Path | None,
    heads: tuple[str, ...],
    heads_file: Path | None,
    certificates: tuple[Path, ...],
    note: bool,
    form: str,
) -> None:
    """Verify the custody log and the archive in DIR (else: here, or in a folder above).

    Offline, without the database, and changing nothing: every line has to name the hash of the
    line before, every collected file has to have the hash it was collected under. A log alone
    convinces no outsider, for whoever can write it can chain it anew: hold it against a head
    noted elsewhere (--head), or a timestamp (--certificates). docs/custody.md shows how sed and
    sha256sum reproduce every hash.

    Exit codes: 0 ok, 1 altered, 2 wrong use, 3 not verifiable.
    """
    import msgspec

    from onrecord import custody

    try:
        place = custody.find_custody(folder)
        notes = [custody.read_note(words) for words in heads]
        notes += custody.load_notes(heads_file) if heads_file else ()
        known = [one for path in certificates for one in custody.load_certificates(path)]
    except CustodyError as error:
        raise click.UsageError(str(error)) from error
    found = custody.verify_folder(place, notes=notes, certificates=known, progress=_counter())
    if form == "json":
        click.echo(msgspec.json.encode(found).decode())
    elif note and found.status != "altered" and found.lines:
        click.echo(f"{custody.Note(found.head, found.lines)} of {custody.LOG_NAME}")
    else:
        for line in custody.told(found):
            click.echo(line)
    ctx.exit(EXIT_CODES[found.status])


def _counter() -> Callable[[int], None] | None:
    """Counts files on a terminal's standard error."""
    if not sys.stderr.isatty():
        return None
    seen = 0

    def count(more: int) -> None:
        nonlocal seen
        seen += more
        if seen % 100 == 0:
            click.echo(f"\r{seen} files read ", nl=False, err=True)

    return count
