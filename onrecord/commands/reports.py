"""The reports a command is given: read one after another, each failure told and survived."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import click

from onrecord.commands.day import is_in_the_future
from onrecord.errors import OnRecordError
from onrecord.record import Document

STANDARD_INPUT = "-"


def each_report(
    reports: Sequence[str], published: dt.date | None, handle: Callable[[str, Document], None]
) -> int:
    """Reads each report and hands it on; returns how many failed.

    A failure is told on standard error (step, item, why, remedy) and the rest still done.
    """
    failed = 0
    progress = _Progress(len(reports))
    for report in reports:
        progress.show(report)
        try:
            document = _read(report, published)
            _warn_of_the_future(report, document)
            progress.clear()
            handle(report, document)
        except BrokenPipeError:
            raise
        except Exception as error:
            progress.clear()
            click.echo(_told(report, error), err=True)
            failed += 1
    return failed


def refuse_twice_standard_input(reports: Sequence[str]) -> None:
    """Raises a usage error where standard input is named more than once."""
    if reports.count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input (-) can be read only once")


def report_name(report: str) -> str:
    """A short name for a report's result, safe as a file name.

    >>> report_name("news/a01.txt"), report_name("https://news.example/2022/izium?x=1")
    ('a01', 'news.example-izium')
    """
    if report == STANDARD_INPUT:
        return "standard-input"
    parts = urlsplit(report)
    if parts.scheme in ("http", "https"):
        last = PurePosixPath(parts.path).stem
        name = f"{parts.hostname or 'address'}-{last}" if last else parts.hostname or "address"
    else:
        name = PurePosixPath(report.replace(os.sep, "/")).stem
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip(".-")
    return kept[:100] or "report"


def _read(report: str, published: dt.date | None) -> Document:
    from onrecord import pipeline

    if report == STANDARD_INPUT:
        return pipeline.read_bytes(sys.stdin.buffer.read(), "standard input", published=published)
    return pipeline.read(report, published=published)


def _warn_of_the_future(report: str, document: Document) -> None:
    if document.published is not None and is_in_the_future(document.published):
        click.echo(
            f"warning: {report}: the publication date {document.published} lies in the future",
            err=True,
        )


def _told(report: str, error: Exception) -> str:
    if isinstance(error, OnRecordError):
        return f"error: {error}"
    if os.environ.get("ONRECORD_DEBUG"):
        raise error
    return (
        f"error: onrecord failed on {report}: {type(error).__name__}: {error}. "
        "Try: set ONRECORD_DEBUG=1 for the traceback, and report it."
    )


class _Progress:
    """Which report is being read, on standard error, and only where that is a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.at = 0
        self.shown = sys.stderr.isatty()

    def show(self, report: str) -> None:
        self.at += 1
        if self.shown:
            width = max(20, _terminal_width() - 12)
            click.echo(f"\r\x1b[2K[{self.at}/{self.total}] {report[-width:]}", nl=False, err=True)

    def clear(self) -> None:
        if self.shown:
            click.echo("\r\x1b[2K", nl=False, err=True)


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns
