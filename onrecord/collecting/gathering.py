"""Sources read, their bytes put into the archive, and their reports into the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from onrecord.collecting.making import Task
from onrecord.collecting.progress import Progress
from onrecord.errors import OnRecordError
from onrecord.reading.sources import (
    Container,
    Entry,
    Failure,
    Item,
    Options,
    Stream,
    open_source,
)
from onrecord.workspace import Workspace, Writing
from onrecord.workspace.conflicts import usable
from onrecord.workspace.folder import ARCHIVE, DATABASE
from onrecord.workspace.schema import failure, sighting

if TYPE_CHECKING:
    from onrecord.collecting.adding import AddOptions, Source

_AT_ONCE = 64
_SECONDS = 0.5
"""Items are noted together, so many at most and so often at least: a page that took a second to
fetch is not lost to a kill."""


_FETCHED = ("http://", "https://")


@dataclass(frozen=True)
class Own:
    """What is the workspace's own: its profile as stored, and files that are never added to it."""

    conflict: str | None
    files: tuple[str, ...] = (f"{ARCHIVE}/", DATABASE, "custody.")


@dataclass
class Told:
    """What a run has gathered so far."""

    reports: int = 0
    sightings: int = 0
    known: int = 0
    left_out: int = 0
    failures: list[Failure] = field(default_factory=list)


Kept = tuple[Item | Container, str]


class Gathering:
    """Takes sources into a workspace, and says which of their reports are to be read.

    Args:
        workspace: where they go.
        own: what is the workspace's own.
        options: how they are added.
    """

    def __init__(self, workspace: Workspace, own: Own, options: AddOptions) -> None:
        self.told = Told()
        self._workspace = workspace
        self._own = own
        self._options = options
        self._conflict = own.conflict or workspace.conflict
        self._queued: set[int] = set()

    def tasks(self, source: Source, progress: Progress) -> Iterator[Task]:
        """The reports of a source that are new or failed before, once they are noted.

        Raises:
            WorkspaceError: where they cannot be.
        """
        waiting: list[Kept] = []
        failed: list[Failure] = []
        last = monotonic()
        for entry in self._entries(source):
            if isinstance(entry, Item | Container):
                waiting.append(self._archived(entry))
                if isinstance(entry, Item):
                    progress.collected(entry.name)
            elif isinstance(entry, Failure):
                failed.append(entry)
                progress.failed(entry)
            else:
                self.told.left_out += entry.count
                progress.skipped(entry)
            if len(waiting) >= _AT_ONCE or (waiting and monotonic() - last > _SECONDS):
                yield from self._noted(waiting)
                waiting, last = [], monotonic()
        yield from self._noted(waiting)
        self._settle(source.name, failed)

    def _entries(self, source: Source) -> Iterator[Entry]:
        """The entries of a source, but for the workspace's own files where it lies in there."""
        own = self._own_names(source.name)
        stream = source.entries
        if stream is None:
            stream = self._opened(source.name, own)
        for entry in _whatever_comes(source.name, stream):
            if not (own and entry.name.startswith(own)):
                yield entry

    def _opened(self, source: str, own: tuple[str, ...]) -> Stream:
        def skip(name: str) -> bool:
            return bool(own and name.startswith(own)) or self._is_fetched(name, source)

        return open_source(source, Options(mapping=self._options.mapping, skip=skip))

    def _own_names(self, source: str) -> tuple[str, ...]:
        with suppress(OSError, ValueError):
            home, folder = self._workspace.folder.resolve(), Path(source).resolve()
            if folder.is_dir() and home.is_relative_to(folder):
                below = home.relative_to(folder).as_posix()
                prefix = "" if below == "." else f"{below}/"
                return tuple(prefix + name for name in self._own.files)
        return ()

    def _is_fetched(self, name: str, source: str) -> bool:
        """Whether a page of a list or feed is here; one that was given by itself is fetched."""
        if not name.startswith(_FETCHED) or name == source:
            return False
        with self._workspace.database.reading() as connection:
            same = sa.and_(sighting.c.source == source, sighting.c.name == name)
            return connection.execute(sa.select(sighting.c.id).where(same)).first() is not None

    def _archived(self, entry: Item | Container) -> Kept:
        archive = self._workspace.archive
        if isinstance(entry, Item):
            sha256 = archive.keep(entry.content)
            return msgspec.structs.replace(entry, content=b""), sha256
        if entry.content is not None:
            archive.keep(entry.content)
        elif entry.path is not None:
            archive.keep_file(Path(entry.path), entry.sha256)
        return msgspec.structs.replace(entry, content=None), entry.sha256

    def _noted(self, waiting: list[Kept]) -> Iterator[Task]:
        if not waiting:
            return
        self._workspace.archive.sync()
        with self._workspace.writing(self._options.actor) as writing:
            tasks = [self._note(writing, *kept) for kept in waiting]
        yield from filter(None, tasks)

    def _note(self, writing: Writing, entry: Item | Container, sha256: str) -> Task | None:
        if isinstance(entry, Container):
            writing.keep_container(entry)
            return None
        published = self._options.published
        noted = writing.collect(entry, sha256, conflict=self._conflict, published=published)
        self.told.reports += noted.news == "report"
        self.told.sightings += noted.news == "sighting"
        self.told.known += noted.news == "known"
        wanted = noted.news == "report" or noted.state == "failed"
        if not wanted or noted.number in self._queued:
            return None
        self._queued.add(noted.number)
        return Task(
            number=noted.number,
            name=noted.name,
            sha256=sha256,
            item=entry,
            conflict=usable(self._workspace.folder, self._conflict),
            published=published,
        )

    def _settle(self, source: str, failed: list[Failure]) -> None:
        """Lists what failed in the source, and takes off the list what did not fail this time."""
        self.told.failures += failed
        with self._workspace.writing(self._options.actor) as writing:
            unread = sa.and_(failure.c.source == source, failure.c.report_id.is_(None))
            writing.connection.execute(sa.delete(failure).where(unread))
            for one in failed:
                writing.fail(one, source)


def _whatever_comes(source: str, stream: Stream) -> Iterator[Entry]:
    """The entries of a stream; what breaks it off is its last entry, a failure."""
    try:
        yield from stream
    except OnRecordError as error:
        yield Failure(name=source, step=error.step, why=error.why, remedy=error.remedy)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        yield Failure(name=source, step="reading", why=why, remedy="report it, with the source")
