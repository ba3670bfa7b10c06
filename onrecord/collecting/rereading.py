"""Records made anew, when the model or OnRecord is another; decisions stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord._version import __version__
from onrecord.collecting.adding import Added, Keeping
from onrecord.collecting.progress import Progress, Silent
from onrecord.collecting.tasks import tasks_made_otherwise, tasks_named
from onrecord.workspace import Workspace


def reread(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    every: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Added:
    """Reads reports again from the archive; by default those that another version or model read.

    ``names`` says which (all, if none are given), ``every`` also those that this version read.
    A report that cannot be read again keeps the Record it has.

    Raises:
        UsageError: where there is no report of a name.
        WorkspaceError: where the workspace cannot be written.
        ModelError: where the model's files are missing or altered.
    """
    from onrecord.pipeline import model_digest

    for name in names:
        workspace.report(name)
    keeping = Keeping(workspace, None, progress or Silent())
    if every:
        tasks = tasks_named(workspace, names)
    else:
        tasks = tasks_made_otherwise(workspace, __version__, model_digest(), names)
    keeping.run(tasks, workers)
    return Added(read=keeping.read, failures=tuple(keeping.failures))
