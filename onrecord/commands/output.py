"""Where results go: standard output, one file, or a folder with one file a report."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from onrecord.commands.reports import report_name
from onrecord.errors import WritingError

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 100
"""Columns of text that goes into a file or a pipe."""

Shown = TypeVar("Shown")

FINDINGS = "_corroboration.json"
"""What was found across the reports of a folder, beside their records; no report is called so."""

SUFFIXES = {"json": ".json", "html": ".html", "markdown": ".md", "text": ".txt"}


class Output:
    """The place results are written to.

    Args:
        target: what ``-o`` names, or None for standard output.
        form: the format, which settles the suffix of files in a folder.
        several: whether more than one result is to come; then ``target`` is a folder.
    """

    def __init__(self, target: Path | None, form: str, *, several: bool) -> None:
        self.form = form
        self.file = target
        self.folder: Path | None = None
        self._taken: set[str] = {Path(FINDINGS).stem}
        if target is not None and (several or target.is_dir()):
            self.folder = target
            self._make_folder(target)

    @property
    def is_standard(self) -> bool:
        """Whether results go to standard output."""
        return self.file is None

    def write(self, report: str, text: str) -> Path | None:
        """Writes the result of one report; returns the file it stands in now, if it is in one.

        Raises:
            WritingError: where the file cannot be written.
        """
        if self.file is None:
            click.echo(text if self.form == "text" else text.encode(), nl=False)
            return None
        path = self._path(report) if self.folder else self.file
        write_whole(path, text)
        return path

    def _path(self, report: str) -> Path:
        name, number = report_name(report), 1
        while (taken := name if number == 1 else f"{name}-{number}") in self._taken:
            number += 1
        self._taken.add(taken)
        return Path(self.folder or ".") / (taken + SUFFIXES[self.form])

    @staticmethod
    def _make_folder(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.UsageError(
                f"several results need a folder, and {folder} cannot be one: {error.strerror}"
            ) from error


def suffix_format(target: Path | None) -> str | None:
    """The format a file's suffix asks for.

    >>> suffix_format(Path("record.html"))
    'html'
    """
    by_suffix = {suffix: form for form, suffix in SUFFIXES.items()} | {".htm": "html"}
    return by_suffix.get(target.suffix.lower()) if target else None


def settled_format(target: Path | None, form: str | None, *, several: bool) -> str:
    """The format of the results, from ``--format`` and the suffix of what ``-o`` names.

    Raises:
        click.UsageError: where the two disagree, or where a suffix says nothing.

    >>> settled_format(Path("record.html"), None, several=False)
    'html'
    """
    if target is None or target.is_dir() or not target.suffix:
        return form or "text"
    asked = suffix_format(target)
    if several and asked:
        raise click.UsageError(
            f"several results go into a folder, and {target} names a file: "
            f"a folder's name needs no suffix, as -o {target.with_suffix('')}"
        )
    if asked and form and asked != form:
        raise click.UsageError(
            f"{target} asks for {asked}, --format for {form}: change one of them"
        )
    if not (asked or form):
        known = ", ".join(SUFFIXES.values())
        raise click.UsageError(
            f"no format has the suffix {target.suffix} of {target}: use {known}, or add --format"
        )
    return form or asked or "text"


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file, text as UTF-8: there whole or, after any failure, as it was before.

    Raises:
        WritingError: where it cannot be written.
    """
    path = Path(os.path.realpath(path))
    written = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(written)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(written)
            temporary.chmod(_mode(path))
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise WritingError(
            str(path), error.strerror or type(error).__name__, "name a place you may write to"
        ) from error


def make_printable() -> None:
    """Lets text on standard output replace what its encoding cannot hold, instead of failing.

    JSON, HTML and Markdown are written as UTF-8 whatever the terminal's encoding.
    """
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def console_for_output() -> Console:
    """A console on standard output: as wide as the terminal, or a fixed width where it is piped."""
    from rich.console import Console

    fixed = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=PIPED_WIDTH if fixed else None)


def printed(show: Callable[[Shown, Console], None], item: Shown, console: Console) -> str:
    """What ``show`` prints of an item, to be written in one piece."""
    with console.capture() as capture:
        show(item, console)
    return capture.get()


def _mode(path: Path) -> int:
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
