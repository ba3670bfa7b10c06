"""Reports that are in the workspace and are to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from onrecord.collecting.making import Task
from onrecord.reading.sources import Item
from onrecord.workspace import State, Workspace
from onrecord.workspace.conflicts import usable
from onrecord.workspace.schema import record, report


def tasks_of(workspace: Workspace, states: Sequence[State]) -> Iterator[Task]:
    """The reports in one of these states, in the order in which they came."""
    return _tasks(workspace, report.c.state.in_(states))


def tasks_made_otherwise(
    workspace: Workspace, onrecord: str, model: str | None, names: Sequence[str] = ()
) -> Iterator[Task]:
    """The reports whose Records another version or model made, of these names if any are given."""
    other = sa.or_(record.c.onrecord != onrecord, record.c.model.is_distinct_from(model))
    wanted = report.c.id.in_(sa.select(record.c.report_id).where(other))
    return _tasks(workspace, sa.and_(wanted, _named(names)))


def tasks_named(workspace: Workspace, names: Sequence[str] = ()) -> Iterator[Task]:
    """The reports of these names, or all."""
    return _tasks(workspace, _named(names))


def _named(names: Sequence[str]) -> sa.ColumnElement[bool]:
    return report.c.name.in_(names) if names else sa.true()


def _tasks(workspace: Workspace, condition: sa.ColumnElement[bool]) -> Iterator[Task]:
    with workspace.database.reading() as connection:
        numbers = list(connection.execute(sa.select(report.c.id).where(condition)).scalars())
    for number in sorted(numbers):
        with workspace.database.reading() as connection:
            row = connection.execute(sa.select(report).where(report.c.id == number)).one()
        yield Task(
            number=row.id,
            name=row.name,
            sha256=row.sha256,
            item=msgspec.json.decode(row.item, type=Item),
            conflict=usable(workspace.folder, row.conflict),
            published=row.published,
        )
