"""The tables of a workspace, portable between databases; ``migrations`` makes and changes them.

A report is one sequence of bytes, however often it was seen; a sighting is one place where it was
seen. ``record.body`` is the Record as the machine made it. The rows of ``agent``, ``statement`` and
``claim`` are cut from the effective Record (decisions applied), for lists and filters: they can be
made anew at any time and are nobody's evidence. So can ``kept``, ``shingle`` and ``copied``, which
hold what questions across reports need.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0004"
"""The newest migration: what this version of OnRecord reads and writes."""

metadata = MetaData()


def _report_id() -> Column[int]:
    return Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), nullable=False)


setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("media_type", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("conflict", String),  # the profile that was named for it
    Column("published", Date),  # the publication date that was given for it
    Column("item", LargeBinary, nullable=False),  # what its container says of it, as JSON
)

sighting = Table(
    "sighting",
    metadata,
    Column("id", Integer, primary_key=True),
    _report_id(),
    Column("source", String, nullable=False),
    Column("name", String, nullable=False),
    Column("locator", String),
    Column("url", String),
    Column("container", String(64)),  # the digest of the file that holds it, in the archive too
    Column("collected_at", String, nullable=False),  # UTC, ISO 8601
    Column("collector", String, nullable=False),
    Column("context", Text, nullable=False),  # JSON, pairs
    Index("sighting_of_source", "source", "name"),
    UniqueConstraint("report_id", "source", "name"),
)

record = Table(
    "record",
    metadata,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("document", String, nullable=False, index=True),
    Column("title", Text),
    Column("opening", Text),
    Column("outlet", String, index=True),
    Column("published", Date, index=True),
    Column("language", String),
    Column("onrecord", String, nullable=False),
    Column("model", String),
    Column("profile", String),
    Column("read_at", String, nullable=False),  # UTC, ISO 8601
    Column("body", LargeBinary, nullable=False),
)

agent = Table(
    "agent",
    metadata,
    Column("row", Integer, primary_key=True),
    _report_id(),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("identity", String, nullable=False),
    Column("role", Text),
    Column("party", String, index=True),
    Column("statements", Integer, nullable=False),  # said by the agent; never depicted ones
    Column("depicted", Integer, nullable=False),  # put into the agent's mouth
    Index("agent_of_report", "report_id"),
)

statement = Table(
    "statement",
    metadata,
    Column("row", Integer, primary_key=True),
    _report_id(),
    Column("id", String, nullable=False),
    Column("at", Integer, nullable=False),  # where its words begin
    Column("act", String, nullable=False),
    Column("form", String, nullable=False),
    Column("manner", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("channel", String),
    Column("speaker", String),  # names, not ids; none where the words are depicted
    Column("speaker_folded", String),
    Column("party", String, index=True),  # the party that the speaker speaks for
    Column("via", String),
    Column("candidates", Text, nullable=False),  # JSON, names
    Column("depicts", Text, nullable=False),  # JSON, names
    Column("words", Text, nullable=False),
    Index("statement_of_report", "report_id", "at"),
)

claim = Table(
    "claim",
    metadata,
    Column("row", Integer, primary_key=True),
    _report_id(),
    Column("id", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("statement", String),  # the id of the statement that makes it
    Column("kind", String, nullable=False, index=True),
    Column("manner", String, nullable=False),  # of the statement; "earnest" for the author
    Column("speaker", String),
    Column("speaker_folded", String),
    Column("party", String),  # the party that the speaker speaks for
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
    Column("verdict", String, index=True),
    Column("words", Text, nullable=False),
    Index("claim_of_report", "report_id", "at"),
)

failure = Table(
    "failure",
    metadata,
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

decision = Table(
    "decision",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("undoes", String(64)),
    Column("body", LargeBinary, nullable=False),  # the Decision as JSON
)

decision_target = Table(
    "decision_target",
    metadata,
    Column("decision", Integer, ForeignKey("decision.seq", ondelete="CASCADE"), primary_key=True),
    Column("document", String, primary_key=True, index=True),
)

custody_event = Table(
    "custody_event",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("event", String, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("item_sha256", String(64), index=True),
    Column("detail", Text, nullable=False),
)
"""Events as they are decided, in the transaction of what they tell; ``custody.jsonl`` follows."""

kept = Table(
    "kept",
    metadata,
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", String, nullable=False),  # which Record and decisions it was made from
    Column("text", String(64), nullable=False),  # the SHA-256 of the text that was sketched
    Column("sampled", Integer, nullable=False),  # how many of its shingles are kept
    Column("facts", LargeBinary, nullable=False),  # ReportFacts as JSON
)

shingle = Table(
    "shingle",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True),
)

copied = Table(
    "copied",
    metadata,
    Column("one", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("body", LargeBinary, nullable=False),  # the Copy as JSON
)
