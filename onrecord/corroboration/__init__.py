"""Many reports together: copies, who is who, claim groups, independent sources, grades."""

from onrecord.corroboration.types import (
    AgentFacts,
    AgentKey,
    Change,
    ClaimFacts,
    Copy,
    Corroboration,
    Entity,
    EvidenceFacts,
    Grade,
    Group,
    Member,
    Origin,
    Passage,
    People,
    PeopleDecision,
    ReportFacts,
    Rung,
    Sketch,
    Suggestion,
    Testimony,
)

__all__ = [
    "AgentFacts", "AgentKey", "Change", "ClaimFacts", "Copy", "Corroboration", "Entity",
    "EvidenceFacts", "Grade", "Group", "Member", "Origin", "Passage", "People",
    "PeopleDecision", "ReportFacts", "Rung", "Sketch", "Suggestion", "Testimony",
]  # fmt: skip
