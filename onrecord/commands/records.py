"""The records a command is given: JSON or JSON Lines, one after another, each failure survived."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import click

from onrecord.commands.reports import STANDARD_INPUT
from onrecord.errors import OnRecordError, ReadingError
from onrecord.record import Record

_REMEDY = "give what `onrecord check --format json` prints"
_LARGEST = 256 * 2**20
"""Bytes of one record, or of one file that is no JSON Lines."""


class Records:
    """The Records of several files, read one by one; ``failed`` counts what could not be read.

    A file holds one Record, or one a line. What fails is told on standard error (step, item, why,
    remedy), and the rest still read.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.failed = 0

    def __iter__(self) -> Iterator[Record]:
        for name in self.names:
            try:
                yield from self._of(name)
            except OSError as error:
                self._tell(_unreadable(name, error))
            except OnRecordError as error:
                self._tell(error)

    def _of(self, name: str) -> Iterator[Record]:
        if name == STANDARD_INPUT:
            yield from self._lines("standard input", sys.stdin.buffer)
            return
        with Path(name).open("rb") as stream:
            yield from self._lines(name, stream)

    def _lines(self, name: str, stream: IO[bytes]) -> Iterator[Record]:
        """Line by line; a first line that is no whole object begins one that spans lines."""
        number = 0
        while line := stream.readline(_LARGEST):
            number += 1
            if not line.strip():
                continue
            if number == 1 and not _is_whole(line):
                yield _record(name, line + stream.read(_LARGEST))
                return
            try:
                yield _record(name if number == 1 else f"{name}, line {number}", line)
            except OnRecordError as error:
                self._tell(error)
        if number == 0:
            raise ReadingError(name, "the file is empty", _REMEDY)

    def _tell(self, error: OnRecordError) -> None:
        click.echo(f"error: {error}", err=True)
        self.failed += 1


def _is_whole(line: bytes) -> bool:
    import msgspec

    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    except (UnicodeDecodeError, RecursionError):
        return True  # no more lines can make it a record: its own error will say why
    return True


def _record(item: str, raw: bytes) -> Record:
    """One Record.

    Raises:
        ReadingError: where the bytes are none, or one of another version.
    """
    import msgspec

    try:
        return Record.from_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError(item, _why(raw, error), _REMEDY) from error


def _why(raw: bytes, error: Exception) -> str:
    import msgspec

    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "it is no JSON"
    schema = found.get("schema") if isinstance(found, dict) else None
    if isinstance(schema, str) and schema != "onrecord/record/1":
        return f"its schema is {schema[:60]!r}, and this version reads onrecord/record/1"
    return f"it is no record ({error})"


def _unreadable(name: str, error: OSError) -> ReadingError:
    why = error.strerror or type(error).__name__
    return ReadingError(name, f"it cannot be read ({why})", "check the path")
