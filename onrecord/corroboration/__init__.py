"""Many reports together: copies, who is who, claim groups, independent sources, grades.

What a workspace keeps of each report, small values all: ``sketch(document)`` (rows of an index),
``facts(name, record)`` (a few kilobytes), and the ``Copy`` values that ``compare`` gives for the
report's ``candidates``. Everything else is computed from these.
"""

from onrecord.corroboration.copying import Text, compare, syndicated_from
from onrecord.corroboration.facts import facts
from onrecord.corroboration.folder import Gathering, findings, together
from onrecord.corroboration.people import entity_id, find_people
from onrecord.corroboration.sketch import Index, candidates, crowded, sketch
from onrecord.corroboration.together import corroborate
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
    "EvidenceFacts", "Gathering", "Grade", "Group", "Index", "Member", "Origin", "Passage",
    "People", "PeopleDecision", "ReportFacts", "Rung", "Sketch", "Suggestion", "Testimony",
    "Text", "candidates", "compare", "corroborate", "crowded", "entity_id", "facts", "find_people",
    "findings", "sketch", "syndicated_from", "together",
]  # fmt: skip
