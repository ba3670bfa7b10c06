"""One report from the archive to its Record: what each worker does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError
from onrecord.reading.sources import Failure, Item, document_of
from onrecord.record import Document
from onrecord.workspace import Made
from onrecord.workspace.archive import Archive


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A report that is to be read: its number, its name, and how.

    ``item`` has no content: it is read from the archive, so that what is read is what is kept.
    """

    number: int
    name: str
    sha256: str
    item: Item
    conflict: str | None = None
    published: dt.date | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a task: a Record ready to be stored, or why there is none."""

    made: Made | None = None
    failure: Failure | None = None


def make(task: Task, archive: Path) -> Outcome:
    """Reads one report. Never raises: whatever goes wrong is that report's failure."""
    from onrecord.pipeline import check_document

    try:
        document = _document(task, Archive(archive))
        record = check_document(document, conflict=task.conflict)
        return Outcome(made=Made.of(record))
    except OnRecordError as error:
        return _failed(task, error.step, error.why, error.remedy)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return _failed(task, "onrecord", why, "report it, with the report if you may share it")


def _document(task: Task, archive: Archive) -> Document:
    content = archive.read(task.sha256)
    document = document_of(msgspec.structs.replace(task.item, content=content))
    if task.published is None:
        return document
    return msgspec.structs.replace(document, published=task.published, published_source="given")


def _failed(task: Task, step: str, why: str, remedy: str) -> Outcome:
    return Outcome(failure=Failure(name=task.name, step=step, why=why, remedy=remedy))
