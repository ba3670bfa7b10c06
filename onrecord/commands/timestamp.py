"""``onrecord timestamp``: have the head of a custody log signed by somebody else."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.verify import certificates_option
from onrecord.errors import CustodyError


@click.command("timestamp", short_help="Have the head of the custody log timestamped.")
@click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    envvar="ONRECORD_WORKSPACE",
    type=click.Path(path_type=Path),
)
@click.option(
    "--authority",
    metavar="URL",
    required=True,
    help="An RFC 3161 timestamp service. It learns the head's hash and your address, no more.",
)
@certificates_option
@click.pass_context
def command(
    ctx: click.Context, *, folder: Path | None, authority: str, certificates: tuple[Path, ...]
) -> None:
    """Have the head of the log in DIR timestamped (RFC 3161), and keep the token beside it.

    The token shows anybody who trusts the authority that the log, up to its last line now,
    existed at that time; onrecord verify --certificates PEM holds the log against it.

    Needs: pip install 'onrecord[timestamp]'
    """
    from onrecord import custody

    try:
        log = custody.CustodyLog(custody.find_custody(folder) / custody.LOG_NAME)
        known = [one for path in certificates for one in custody.load_certificates(path)]
        given = custody.stamp(log, authority, certificates=known)
    except CustodyError as error:
        click.echo(str(error), err=True)
        ctx.exit(1)
    click.echo(f"line {given.line} was stamped at {given.at.isoformat()}: {given.token}")
    if not given.checked:
        click.echo("its signature was not checked: no --certificates were given", err=True)
