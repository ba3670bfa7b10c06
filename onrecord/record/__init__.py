"""The vocabulary: the types every room speaks, and the Record as JSON."""

from onrecord.record.agents import Affiliation, Agent, AgentKind, Identity, Party
from onrecord.record.checks import Check, Figure, Reading, Verdict
from onrecord.record.claims import (
    Claim,
    ClaimKind,
    Comparand,
    Comparison,
    Disposition,
    Evidence,
    EvidenceKind,
    Measure,
    Modifier,
    Participant,
    Quantity,
    Relation,
    TimeWindow,
    Unit,
    Unknown,
)
from onrecord.record.document import (
    Block,
    BlockKind,
    Document,
    Post,
    Poster,
    PublishedSource,
    Translated,
)
from onrecord.record.record import MadeWith, Record, ReferenceUsed
from onrecord.record.schema import record_schema
from onrecord.record.spans import Span, Spans, hull
from onrecord.record.statements import (
    Act,
    Certainty,
    Channel,
    ChannelName,
    Form,
    Manner,
    MannerBasis,
    Statement,
)

__all__ = [
    "Act", "Affiliation", "Agent", "AgentKind", "Block", "BlockKind", "Certainty", "Channel",
    "ChannelName", "Check", "Claim", "ClaimKind", "Comparand", "Comparison", "Disposition",
    "Document", "Evidence", "EvidenceKind", "Figure", "Form", "Identity", "MadeWith", "Manner",
    "MannerBasis", "Measure", "Modifier", "Participant", "Party", "Post", "Poster",
    "PublishedSource", "Quantity", "Reading", "Record", "ReferenceUsed", "Relation", "Span",
    "Spans", "Statement", "TimeWindow", "Translated", "Unit", "Unknown", "Verdict",
    "hull", "record_schema",
]  # fmt: skip
