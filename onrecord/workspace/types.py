"""What a workspace is made of: reports as they were received, and what people decided."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record import Record, Spans

State = Literal["collected", "read", "failed"]
DecisionKind = Literal[
    "confirm",
    "correct",
    "reject",
    "merge",
    "split",
    "grade",
    "approve",
    "redact",
    "graphic",
    "undo",
]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report in a workspace: where it came from, and the digest of its bytes as received.

    ``name`` is unique in the workspace; it is what lists, decisions about reports and exports call
    it. ``source`` is what the person gave, ``locator`` where in that source it stood. The bytes are
    the file ``archive/<sha256>``. ``id`` counts within this workspace and is never exported.
    """

    id: int
    name: str
    source: str
    locator: str | None = None
    sha256: str
    media_type: str
    url: str | None = None
    collected_at: dt.datetime
    collector: str
    context: tuple[tuple[str, str], ...] = ()
    state: State = "collected"


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was read: its name in the workspace (or folder), and its Record."""

    name: str
    record: Record


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a Record, named so that the name survives a newer model (RECORD.md, Ids).

    ``document`` is the document's id, ``item`` its path ("statements.speaker", "claims.grade"),
    ``spans`` and ``words`` the item's pieces and their exact words in the document.
    """

    document: str
    item: str
    spans: Spans = ()
    words: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided, when; appended, never edited, and winning over the machine's reading.

    ``targets`` are the items it is about (two or more for a merge), ``value`` what holds from now
    on (None: nobody, or nothing to say), ``undoes`` the id of the decision that it takes back.
    ``id`` is the SHA-256 of the decision's canonical JSON without it.
    """

    id: str
    kind: DecisionKind
    at: dt.datetime
    actor: str
    targets: tuple[Target, ...] = ()
    value: str | None = None
    note: str | None = None
    undoes: str | None = None
