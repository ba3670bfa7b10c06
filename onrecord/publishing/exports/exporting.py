"""A workspace exported in one of the formats, and the event in its custody log."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, get_args

import msgspec

from onrecord.errors import UsageError, WritingError
from onrecord.publishing.exports.annotations import annotations_of
from onrecord.publishing.exports.claim_review import claim_reviews
from onrecord.publishing.exports.features import feature_collection
from onrecord.publishing.exports.lines import carried_lines
from onrecord.publishing.exports.material import Exported, exported
from onrecord.publishing.exports.money import entities
from onrecord.publishing.exports.tables import write_csv, write_parquet
from onrecord.publishing.exports.whole import whole_file
from onrecord.workspace import Workspace

Format = Literal["jsonl", "csv", "parquet", "claimreview", "annotation", "geojson", "ftm"]
FORMATS: tuple[Format, ...] = get_args(Format)
TABULAR = ("csv", "parquet")
"""Formats of several files, which go into a folder."""

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        form: the format.
        until: the last day of publication (of collection, for the undated) that goes out.
        published_at: the address under which checks are published (ClaimReview).
        content: whether the bytes of the reports go out too (JSON Lines).
    """

    form: Format
    until: dt.date | None = None
    published_at: str | None = None
    content: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What an export wrote: the files (none for standard output), and how many reports."""

    files: tuple[Path, ...]
    reports: int


def export(workspace: Workspace, wanted: Wanted, target: Path | None, actor: str | None) -> Done:
    """Writes an export to ``target``, or to standard output, and notes it in custody.

    What people decided is applied, and what they took out is left out.

    Raises:
        UsageError: where the format needs a folder, or what it needs is not installed.
        WritingError: where it cannot be written.
        WorkspaceError: where the archive misses bytes, or custody cannot be written.
    """
    counted = _Counted()
    if wanted.form in TABULAR:
        if target is None:
            raise UsageError(
                f"--format {wanted.form}", "it is several files", "name a folder with -o"
            )
        write = write_csv if wanted.form == "csv" else write_parquet
        files = tuple(write(counted.of(exported(workspace, wanted.until)), target))
        digests = {path.name: _digest(path) for path in files}
    else:
        pieces = _pieces(workspace, wanted, counted)
        digests = {target.name if target else "-": _written(pieces, target)}
        files = (target,) if target is not None else ()
    detail = {"format": wanted.form, "reports": str(counted.reports)}
    detail |= {f"sha256 {name}": digest for name, digest in digests.items()}
    if wanted.until is not None:
        detail["until"] = wanted.until.isoformat()
    with workspace.writing(actor) as writing:
        writing.log("exported", **detail)
    return Done(files, counted.reports)


class _Counted:
    """Counts the reports that go by."""

    def __init__(self) -> None:
        self.reports = 0

    def of(self, reports: Iterable[Exported]) -> Iterator[Exported]:
        for one in reports:
            self.reports += 1
            yield one


def _pieces(workspace: Workspace, wanted: Wanted, counted: _Counted) -> Iterator[bytes]:
    """The export's bytes, piece by piece."""
    if wanted.form == "jsonl":
        from onrecord.workspace.carrying import CarriedReport

        for line in carried_lines(workspace, wanted.until, content=wanted.content):
            counted.reports += isinstance(line, CarriedReport)
            yield msgspec.json.encode(line) + b"\n"
        return
    reports = counted.of(exported(workspace, wanted.until))
    if wanted.form == "geojson":
        yield from (piece.encode() for piece in feature_collection(reports))
        return
    made: dict[str, Callable[[Exported], Iterator[dict[str, Any]]]] = {
        "claimreview": lambda one: claim_reviews(one, wanted.published_at),
        "annotation": annotations_of,
        "ftm": entities,
    }
    for one in reports:
        for item in made[wanted.form](one):
            yield msgspec.json.encode(item) + b"\n"


def _written(pieces: Iterable[bytes], target: Path | None) -> str:
    """Writes pieces to a file that is there whole or not, or to standard output; their SHA-256."""
    if target is None:
        try:
            return _poured(pieces, sys.stdout.buffer)
        except BrokenPipeError:
            raise
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise WritingError("standard output", why, "name a file with -o") from error
    if target.is_dir():
        raise UsageError(str(target), "it is a folder", "name a file")
    with whole_file(target) as path, path.open("wb") as stream:
        return _poured(pieces, stream)


def _poured(pieces: Iterable[bytes], stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        stream.write(piece)
    stream.flush()
    return digest.hexdigest()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
