"""Decisions as the database holds them, and Records with what they say."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.record import Record
from onrecord.workspace.schema import decision, decision_target
from onrecord.workspace.types import Decision


def decided(connection: Connection, document: str | None = None) -> tuple[Decision, ...]:
    """All decisions, in their order, or those about a document with what takes them back."""
    wanted = sa.select(decision.c.body).order_by(decision.c.seq)
    if document is not None:
        about = sa.select(decision_target.c.decision).where(decision_target.c.document == document)
        wanted = wanted.where(sa.or_(decision.c.seq.in_(about), decision.c.undoes.is_not(None)))
    found = [
        msgspec.json.decode(body, type=Decision) for body in connection.execute(wanted).scalars()
    ]
    if document is None:
        return tuple(found)
    kept: dict[str, Decision] = {}
    for made in found:
        if made.undoes is None or made.undoes in kept:
            kept[made.id] = made
    return tuple(kept.values())


def documents_decided(connection: Connection) -> frozenset[str]:
    """The documents that decisions are about."""
    return frozenset(connection.execute(sa.select(decision_target.c.document).distinct()).scalars())


def documents_of(connection: Connection, made: Iterable[Decision]) -> tuple[str, ...]:
    """The documents that decisions change, also by taking others back."""
    every = {one.id: one for one in decided(connection)}
    documents: dict[str, None] = {}
    for one in made:
        about: Decision | None = one
        while about is not None:
            documents |= dict.fromkeys(target.document for target in about.targets)
            about = every.get(about.undoes or "")
    return tuple(documents)


def effective_record(connection: Connection, read: Record) -> Record:
    """A Record with what people decided about its document."""
    from onrecord.workspace.reviewing import effective

    record, _ = effective(read, decided(connection, read.document.id))
    return record
