"""The workspace: many reports in one folder, with what was read in them and what was decided.

What needs the database is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.workspace.lines import (
    EVERYTHING,
    ClaimLine,
    FailureLine,
    Filters,
    Hit,
    PersonLine,
    ReportLine,
    StatementLine,
)
from onrecord.workspace.types import (
    Decision,
    DecisionKind,
    Filed,
    Report,
    State,
    Target,
)

if TYPE_CHECKING:
    from onrecord.workspace.folder import find_workspace
    from onrecord.workspace.reactions import Reactions, Shown, Voice
    from onrecord.workspace.store import Made, Writing
    from onrecord.workspace.workspace import Workspace, this_user

__all__ = [
    "EVERYTHING", "ClaimLine", "Decision", "DecisionKind", "FailureLine", "Filed", "Filters", "Hit",
    "Made", "PersonLine", "Reactions", "Report", "ReportLine", "Shown", "State", "StatementLine",
    "Target", "Voice", "Workspace", "Writing", "find_workspace", "this_user",
]  # fmt: skip

_HOMES = {
    "Made": "store",
    "Reactions": "reactions",
    "Shown": "reactions",
    "Voice": "reactions",
    "Workspace": "workspace",
    "Writing": "store",
    "find_workspace": "folder",
    "this_user": "workspace",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
