"""``onrecord add``: sources to the archive, from there through the workers, and to the database.

Everything is done in small steps that are each kept whole: bytes into the archive, then their
report into the database, then its Record. A run that is killed between any two leaves reports that
are collected and not read; the next run reads them first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from time import monotonic

import msgspec

from onrecord.collecting.gathering import Gathering, Own
from onrecord.collecting.making import Outcome, Task
from onrecord.collecting.progress import Progress, Silent
from onrecord.collecting.running import running_alone
from onrecord.collecting.tasks import tasks_of
from onrecord.collecting.workers import answers, cores
from onrecord.reading.sources import Failure, Stream
from onrecord.workspace import State, Workspace
from onrecord.workspace.conflicts import kept

_AT_ONCE = 64
_SECONDS = 1.0
"""Records are stored together, so many at most and so often at least."""


@dataclass(frozen=True)
class AddOptions:
    """How sources are added.

    Attributes:
        conflict: the profile that their reports are read with; None: the workspace's, or found.
        published: the publication date of every report, where they state none or a wrong one.
        mapping: the file that says which column of a table is what.
        workers: how many processes read; None: one for each processor.
        actor: who adds, for custody; None: the account's name.
    """

    conflict: str | None = None
    published: dt.date | None = None
    mapping: str | None = None
    workers: int | None = None
    actor: str | None = None


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What a run came to.

    ``reports`` were new, ``sightings`` are known reports found in another place, ``known`` were
    there already; ``read`` are the Records made (also of earlier reports), ``left_out`` what is no
    report, ``failures`` what could not be had or read in this run.
    """

    reports: int = 0
    sightings: int = 0
    known: int = 0
    read: int = 0
    left_out: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Source:
    """What is added: its name as it was given, and its entries where they are not to be opened."""

    name: str
    entries: Stream | None = field(default=None, compare=False)


def add(
    workspace: Workspace,
    sources: Sequence[str | Source],
    options: AddOptions | None = None,
    progress: Progress | None = None,
) -> Added:
    """Adds sources to a workspace; without any, goes on with what failed or was left undone.

    Items that fail are listed and do not stop the rest. What is there already is not read again,
    but for reports that failed. The result is the same whatever the number of workers.

    Raises:
        WorkspaceError: where the workspace cannot be written (a full disk, another writer).

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    >>> with Workspace.create(folder / "ws") as workspace:
    ...     add(workspace, [str(folder / "a.txt")], AddOptions(workers=1)).reports
    1
    """
    options, progress = options or AddOptions(), progress or Silent()
    named = [Source(one) if isinstance(one, str) else one for one in sources]
    gathering = Gathering(workspace, Own(kept(workspace.folder, options.conflict)), options)
    keeping = Keeping(workspace, options.actor, progress)
    with running_alone(workspace.folder) as alone:
        if alone:
            workspace.archive.sweep()
        states: list[State] = ["collected"] if named else ["collected", "failed"]
        unfinished = tasks_of(workspace, states) if alone else iter(())
        gathered = (task for one in named for task in gathering.tasks(one, progress))
        keeping.run(chain(unfinished, gathered), options.workers)
    told = gathering.told
    return Added(
        reports=told.reports,
        sightings=told.sightings,
        known=told.known,
        read=keeping.read,
        left_out=told.left_out,
        failures=(*told.failures, *keeping.failures),
    )


class Keeping:
    """Stores what the workers made, several Records in a transaction."""

    def __init__(self, workspace: Workspace, actor: str | None, progress: Progress) -> None:
        self.read = 0
        self.failures: list[Failure] = []
        self._workspace = workspace
        self._actor = actor
        self._progress = progress
        self._made: list[tuple[Task, Outcome]] = []
        self._last = monotonic()

    def run(self, tasks: Iterator[Task], workers: int | None) -> None:
        """Has every task done, and stores what comes of it.

        Raises:
            WorkspaceError: where it cannot be stored.
        """
        count = cores() if workers is None else max(1, workers)
        for answer in answers(tasks, self._workspace.archive.folder, count):
            self._made.append(answer)
            if len(self._made) >= _AT_ONCE or monotonic() - self._last > _SECONDS:
                self._store()
        self._store()

    def _store(self) -> None:
        made, self._made = self._made, []
        self._last = monotonic()
        if not made:
            return
        with self._workspace.writing(self._actor) as writing:
            for task, outcome in made:
                if outcome.made is not None:
                    writing.file(task.number, outcome.made)
                elif outcome.failure is not None:
                    writing.fail(outcome.failure, task.item.source, task.number)
        for task, outcome in made:
            self._tell(task, outcome)

    def _tell(self, task: Task, outcome: Outcome) -> None:
        if outcome.made is not None:
            self.read += 1
            self._progress.read(task.name, outcome.made.published)
        elif outcome.failure is not None:
            self.failures.append(outcome.failure)
            self._progress.failed(outcome.failure)
