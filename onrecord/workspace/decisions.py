"""Decisions: made, named by what they say, and which of them still stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.errors import UsageError
from onrecord.workspace.types import Decision, DecisionKind, Target

EVERYWHERE = "*"
"""The document of a target that is about all reports: a name to be taken out."""


def make_decision(
    kind: DecisionKind,
    actor: str,
    at: dt.datetime,
    targets: Sequence[Target] = (),
    *,
    value: str | None = None,
    note: str | None = None,
    undoes: str | None = None,
) -> Decision:
    """A decision; its id is the SHA-256 of what it says.

    >>> noon = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)
    >>> make_decision("undo", "ada", noon, undoes="f" * 64).id[:12]
    '6662443cf5d0'
    """
    bare = Decision(
        id="",
        kind=kind,
        at=at.astimezone(dt.UTC),
        actor=actor,
        targets=tuple(targets),
        value=value,
        note=note,
        undoes=undoes,
    )
    return msgspec.structs.replace(bare, id=decision_id(bare))


def decision_id(made: Decision) -> str:
    """The SHA-256 of a decision's canonical JSON without its id (keys sorted, no spaces)."""
    said = msgspec.to_builtins(made)
    del said["id"]
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Those that nobody has taken back, in their order, without the takings back themselves.

    A taking back can be taken back: then what it undid stands again.
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for made in reversed(decisions):
        if made.id in undone:
            continue
        if made.kind == "undo":
            undone.add(made.undoes or "")
        else:
            kept.append(made)
    return tuple(reversed(kept))


def decision_of(decisions: Iterable[Decision], words: str) -> Decision:
    """The decision whose id begins with ``words``.

    Raises:
        UsageError: where none does, or several do.
    """
    found = [made for made in decisions if made.id.startswith(words.lower())] if words else []
    if len(found) == 1:
        return found[0]
    why = "several decisions have an id that begins so" if found else "no decision has that id"
    raise UsageError(f"decision {words!r}", why, "onrecord review list shows the ids")
