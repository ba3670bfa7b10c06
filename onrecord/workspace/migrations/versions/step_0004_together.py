"""What questions across reports need: facts, samples of texts, copies."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables; they are filled when somebody asks."""
    op.create_table(
        "kept",
        _report_id("report_id"),
        Column("mark", String, nullable=False),
        Column("text", String(64), nullable=False),
        Column("sampled", Integer, nullable=False),
        Column("facts", LargeBinary, nullable=False),
    )
    op.create_table(
        "shingle",
        Column("key", BigInteger, primary_key=True, autoincrement=False),
        _report_id("report_id"),
    )
    op.create_index("ix_shingle_report_id", "shingle", ["report_id"])
    op.create_table(
        "copied",
        _report_id("one"),
        _report_id("other"),
        Column("body", LargeBinary, nullable=False),
    )
    op.create_index("ix_copied_other", "copied", ["other"])


def _report_id(name: str) -> Column[int]:
    return Column(name, Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
