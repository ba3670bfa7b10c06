"""Decisions and events of custody are appended, never changed and never removed."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = ("decision", "decision_target", "custody_event")


def upgrade() -> None:
    """Makes triggers that refuse; another database than SQLite takes the right away instead."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in _TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
