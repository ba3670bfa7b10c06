"""``onrecord doctor``: what is installed, and whether it is whole."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click
import msgspec

from onrecord._version import __version__
from onrecord.errors import OnRecordError


class Finding(msgspec.Struct, frozen=True):
    """One line of the examination: what was looked at, what was found, whether it is whole."""

    subject: str
    found: str
    whole: bool = True


@click.command("doctor", short_help="Say what is installed, and whether it is whole.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Say what is installed: versions, reference data, model, languages, terminal.

    Reference data is read and compared with its checksums. Exit code 1 if something is broken.
    """
    findings = list(examine())
    width = max(len(finding.subject) for finding in findings) + 2
    for finding in findings:
        mark = "" if finding.whole else "BROKEN  "
        click.echo(f"{finding.subject:<{width}}{mark}{finding.found}")
    broken = sum(not finding.whole for finding in findings)
    click.echo()
    click.echo(f"{broken} broken" if broken else "everything is whole")
    ctx.exit(1 if broken else 0)


def examine() -> Iterator[Finding]:
    """Everything that is looked at, in the order it is told."""
    yield Finding("onrecord", f"{__version__} in {Path(__file__).parents[1]}")
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    yield from (_package(name) for name in needed())
    yield _model()
    yield _languages()
    yield from _profiles()
    yield _terminal()


def needed() -> tuple[str, ...]:
    """The packages that the core depends on, as its metadata names them."""
    try:
        entries = metadata.requires("onrecord") or []
    except metadata.PackageNotFoundError:
        return ("onrecord",)
    return tuple(re.split(r"[^\w.-]", entry)[0] for entry in entries if "extra ==" not in entry)


def _package(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, f"missing; try: pip install {name}", whole=False)


def _model() -> Finding:
    from onrecord.attribution.learned import model_digest, tagger

    try:
        tagger()
        return Finding("model", f"{model_digest()[:19]}…, loads and matches its checksum")
    except OnRecordError as error:
        return Finding("model", str(error), whole=False)


def _languages() -> Finding:
    from onrecord.attribution import LANGUAGES
    from onrecord.publishing import language_name

    spoken = ", ".join(language_name(code) for code in sorted(LANGUAGES))
    return Finding("languages", f"statements in {spoken}; other languages are read only")


def _profiles() -> Iterator[Finding]:
    from onrecord.reference import profiles

    for name in profiles():
        try:
            yield from _profile(name)
        except OnRecordError as error:
            yield Finding(f"conflict {name}", str(error), whole=False)


def _profile(name: str) -> Iterator[Finding]:
    from onrecord.reference import load_library, load_profile

    profile = load_profile(name)
    yield Finding(f"conflict {name}", profile.title)
    library = load_library(profile)
    for reference in library.references:
        yield Finding(
            f"  {reference.name}",
            f"{reference.version}, {reference.licence}, sha256 {reference.sha256[:12]}…",
        )
    tables = len(library.series) + len(library.ledgers)
    yield Finding(f"data of {name}", f"{tables} series and ledgers, all checksums match")


def _terminal() -> Finding:
    import shutil

    size = shutil.get_terminal_size()
    kind = "a terminal" if sys.stdout.isatty() else "not a terminal (plain text)"
    encoding = getattr(sys.stdout, "encoding", None) or "unknown encoding"
    return Finding("output", f"{kind}, {size.columns} columns, {encoding}")
