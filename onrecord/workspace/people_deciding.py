"""Merging and splitting persons and bodies: decisions in the log, each undone by one other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.corroboration import Entity, Member, People, entity_id
from onrecord.errors import UsageError
from onrecord.text import fold
from onrecord.workspace.clock import now
from onrecord.workspace.decisions import make_decision
from onrecord.workspace.types import Decision, Target
from onrecord.workspace.workspace import Workspace

ITEM = "agents"
"""The path of the item that a merge or a split is about."""

_TWO = 2


def entity_named(people: People, words: str) -> Entity:
    """The entity with that id (or its beginning), or the only one with that name.

    The ids that its members would have by themselves are its own too: one that was shown before a
    merge still names it.

    Raises:
        UsageError: where none is meant, or several may be.
    """
    by_id = [one for one in people.entities if _has_id(one, words.casefold())]
    by_name = [one for one in people.entities if fold(words) in _names(one)]
    found = by_name or (by_id if len(words) >= len("abcd") else [])
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{one.id} {one.name}" for one in found)
        raise UsageError(words, f"several may be meant: {listed}", "name one by its id")
    raise UsageError(words, "nobody here has that id or name", "onrecord people list shows them")


def merge(
    workspace: Workspace, entities: Sequence[Entity], by: str, note: str | None = None
) -> Decision:
    """Decides that entities are one; undone by undoing this decision.

    Raises:
        UsageError: where there are not two.
    """
    distinct = {one.id: one for one in entities}
    if len(distinct) < _TWO:
        raise UsageError("people merge", "there is nothing to merge with", "name two or more")
    targets = [_target(one.members[0]) for one in distinct.values()]
    made = make_decision("merge", by, now(), targets, value=entities[0].name, note=note)
    workspace.decide(made)
    return made


def split(
    workspace: Workspace, entity: Entity, reports: Iterable[str], by: str, note: str | None = None
) -> Decision:
    """Decides that whom these reports name is somebody else; undone by undoing this decision.

    Raises:
        UsageError: where a report does not name the entity, or nobody would be left.
    """
    wanted = list(dict.fromkeys(reports))
    known = {member.report for member in entity.members}
    for name in wanted:
        if name not in known:
            why = f"it does not name {entity.name}"
            raise UsageError(name, why, f"onrecord people show {entity.id}")
    taken = [member for member in entity.members if member.report in wanted]
    if not taken or len(taken) == len(entity.members):
        why = "a split leaves somebody on either side"
        raise UsageError("people split", why, f"onrecord people show {entity.id}")
    made = make_decision("split", by, now(), [_target(one) for one in taken], note=note)
    workspace.decide(made)
    return made


def _target(member: Member) -> Target:
    return Target(document=member.document, item=ITEM, words=(member.name,))


def _has_id(entity: Entity, words: str) -> bool:
    return any(entity_id(m.document, m.name).startswith(words) for m in entity.members)


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *entity.forms)}
