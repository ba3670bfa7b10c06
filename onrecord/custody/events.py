"""What a custody log holds: one line an event, each naming the hash of the line before."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

import msgspec

EventName = Literal["collected", "read", "reviewed", "exported", "redacted"]

BEGINNING = "0" * 64
"""What stands for the line before the first one."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to an item: what, when (UTC), by whom.

    ``item_sha256`` is the digest of the item's bytes in the archive (None: the whole workspace);
    ``detail`` says more, in names and values ("report": "story.html"). It goes wherever the log
    goes, so it holds no words of a report.
    """

    event: EventName
    at: dt.datetime
    actor: str
    item_sha256: str | None = None
    detail: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An event as a line of the log: with its number, and the SHA-256 of the line before.

    >>> event = Event(event="read", at=dt.datetime(2031, 5, 10, tzinfo=dt.UTC), actor="ada")
    >>> print(Entry.of(event, 1, BEGINNING).line.decode()[:66])
    {"seq":1,"event":"read","at":"2031-05-10T00:00:00Z","actor":"ada",
    """

    seq: int
    event: EventName
    at: dt.datetime
    actor: str
    item_sha256: str | None
    detail: dict[str, str]
    prev_hash: str

    @classmethod
    def of(cls, event: Event, seq: int, prev_hash: str) -> Entry:
        """The event as line ``seq``, after the line whose hash is ``prev_hash``."""
        return cls(
            seq=seq,
            event=event.event,
            at=event.at.astimezone(dt.UTC),
            actor=event.actor,
            item_sha256=event.item_sha256,
            detail=event.detail,
            prev_hash=prev_hash,
        )

    @property
    def line(self) -> bytes:
        """The line's bytes, with its newline."""
        return msgspec.json.encode(self) + b"\n"


def line_hash(line: bytes) -> str:
    """The hash of a line with its newline: what ``sed -n 4p custody.jsonl | sha256sum`` prints."""
    return hashlib.sha256(line).hexdigest()
