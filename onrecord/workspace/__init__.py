"""The workspace: many reports in one folder, with what was read in them and what was decided."""

from onrecord.workspace.types import (
    Decision,
    DecisionKind,
    Filed,
    Report,
    State,
    Target,
)

__all__ = ["Decision", "DecisionKind", "Filed", "Report", "State", "Target"]
