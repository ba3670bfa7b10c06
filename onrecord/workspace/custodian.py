"""Keeps ``custody.jsonl`` in step with the events that the database holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from onrecord.custody import CustodyLog, Event
from onrecord.errors import WorkspaceError
from onrecord.workspace.database import Database
from onrecord.workspace.schema import custody_event


def bring_up_to_date(log: CustodyLog, database: Database) -> str | None:
    """Appends the events that the log has not yet; returns what was mended at its end, if so.

    Events are numbered as the log's lines are, and are written with what they tell of in one
    transaction: a run killed between the two leaves the log behind, and the next one here.

    Raises:
        WorkspaceError: where the log tells of more than the database knows.
        CustodyError: where the log cannot be written.
    """
    lines = log.head.seq  # before the database is asked: a line is never ahead of its event
    with database.reading() as connection:
        last = connection.execute(sa.select(sa.func.max(custody_event.c.seq))).scalar() or 0
    if lines == last:
        return None
    if lines > last:
        raise WorkspaceError(
            str(log.path),
            f"it tells of {lines - last} events that {database.path.name} knows not",
            "put back the newer database, or set this log apart and run onrecord verify on it",
        )

    def missing(lines: int) -> Iterator[Event]:
        with database.reading() as connection:
            rows = connection.execute(
                sa.select(custody_event)
                .where(custody_event.c.seq > lines)
                .order_by(custody_event.c.seq)
            ).mappings()
            for row in rows:
                yield Event(
                    event=row["event"],
                    at=dt.datetime.fromisoformat(row["at"]),
                    actor=row["actor"],
                    item_sha256=row["item_sha256"],
                    detail=msgspec.json.decode(row["detail"], type=dict[str, str]),
                )

    return log.append_after(missing).mended
