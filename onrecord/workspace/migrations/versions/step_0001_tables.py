"""The tables of a workspace: reports, sightings, Records, what is listed, decisions, custody."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "setting",
        Column("name", String, primary_key=True),
        Column("value", Text, nullable=False),
    )
    op.create_table(
        "report",
        Column("id", Integer, primary_key=True),
        Column("name", String, nullable=False, unique=True),
        Column("sha256", String(64), nullable=False, unique=True),
        Column("media_type", String, nullable=False),
        Column("state", String, nullable=False),
        Column("conflict", String),
        Column("published", Date),
        Column("item", LargeBinary, nullable=False),
    )
    op.create_table(
        "sighting",
        Column("id", Integer, primary_key=True),
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        Column("source", String, nullable=False),
        Column("name", String, nullable=False),
        Column("locator", String),
        Column("url", String),
        Column("container", String(64)),
        Column("collected_at", String, nullable=False),
        Column("collector", String, nullable=False),
        Column("context", Text, nullable=False),
        UniqueConstraint("report_id", "source", "name"),
    )
    op.create_table(
        "record",
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
        Column("document", String, nullable=False),
        Column("title", Text),
        Column("opening", Text),
        Column("outlet", String),
        Column("published", Date),
        Column("language", String),
        Column("onrecord", String, nullable=False),
        Column("model", String),
        Column("profile", String),
        Column("read_at", String, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )
    op.create_table(
        "agent",
        Column("row", Integer, primary_key=True),
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        Column("id", String, nullable=False),
        Column("name", String, nullable=False),
        Column("folded", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("identity", String, nullable=False),
        Column("role", Text),
        Column("party", String),
        Column("statements", Integer, nullable=False),
        Column("depicted", Integer, nullable=False),
    )
    op.create_table(
        "statement",
        Column("row", Integer, primary_key=True),
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        Column("id", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("act", String, nullable=False),
        Column("form", String, nullable=False),
        Column("manner", String, nullable=False),
        Column("certainty", String, nullable=False),
        Column("channel", String),
        Column("speaker", String),
        Column("speaker_folded", String),
        Column("party", String),
        Column("via", String),
        Column("candidates", Text, nullable=False),
        Column("depicts", Text, nullable=False),
        Column("words", Text, nullable=False),
    )
    op.create_table(
        "claim",
        Column("row", Integer, primary_key=True),
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
        Column("id", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("statement", String),
        Column("kind", String, nullable=False),
        Column("manner", String, nullable=False),
        Column("speaker", String),
        Column("speaker_folded", String),
        Column("party", String),
        Column("actor", String),
        Column("actor_party", String),
        Column("target", String),
        Column("target_party", String),
        Column("place", String),
        Column("item", String),
        Column("disposition", String),
        Column("low", Float),
        Column("value", Float),
        Column("high", Float),
        Column("unit", String),
        Column("modifier", String),
        Column("starts", Date),
        Column("ends", Date),
        Column("certainty", String, nullable=False),
        Column("literal", Boolean, nullable=False),
        Column("verdict", String),
        Column("words", Text, nullable=False),
    )
    op.create_table(
        "failure",
        Column("id", Integer, primary_key=True),
        Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE")),
        Column("source", String, nullable=False),
        Column("name", String, nullable=False),
        Column("step", String, nullable=False),
        Column("why", Text, nullable=False),
        Column("remedy", Text, nullable=False),
        Column("at", String, nullable=False),
        UniqueConstraint("source", "name"),
    )
    op.create_table(
        "decision",
        Column("seq", Integer, primary_key=True),
        Column("id", String(64), nullable=False, unique=True),
        Column("kind", String, nullable=False),
        Column("at", String, nullable=False),
        Column("actor", String, nullable=False),
        Column("undoes", String(64)),
        Column("body", LargeBinary, nullable=False),
    )
    op.create_table(
        "decision_target",
        Column(
            "decision", Integer, ForeignKey("decision.seq", ondelete="CASCADE"), primary_key=True
        ),
        Column("document", String, primary_key=True),
    )
    op.create_table(
        "custody_event",
        Column("seq", Integer, primary_key=True),
        Column("event", String, nullable=False),
        Column("at", String, nullable=False),
        Column("actor", String, nullable=False),
        Column("item_sha256", String(64)),
        Column("detail", Text, nullable=False),
    )
    op.create_index("ix_report_state", "report", ["state"])
    op.create_index("ix_record_document", "record", ["document"])
    op.create_index("ix_record_outlet", "record", ["outlet"])
    op.create_index("ix_record_published", "record", ["published"])
    op.create_index("ix_agent_folded", "agent", ["folded"])
    op.create_index("ix_agent_party", "agent", ["party"])
    op.create_index("agent_of_report", "agent", ["report_id"])
    op.create_index("ix_statement_party", "statement", ["party"])
    op.create_index("statement_of_report", "statement", ["report_id", "at"])
    op.create_index("ix_claim_kind", "claim", ["kind"])
    op.create_index("ix_claim_verdict", "claim", ["verdict"])
    op.create_index("claim_of_report", "claim", ["report_id", "at"])
    op.create_index("ix_decision_kind", "decision", ["kind"])
    op.create_index("ix_decision_target_document", "decision_target", ["document"])
    op.create_index("ix_custody_event_item_sha256", "custody_event", ["item_sha256"])
    op.create_index("sighting_of_source", "sighting", ["source", "name"])
