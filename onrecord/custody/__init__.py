"""Custody: a hash-chained log of what happened to every item, and what shows it unaltered."""

from onrecord.custody.events import BEGINNING, Entry, Event, EventName, line_hash
from onrecord.custody.findings import Anchor, Finding, Status, Verification
from onrecord.custody.heads import Note, load_notes, read_note
from onrecord.custody.log import LOG_NAME, Appended, CustodyLog, Head
from onrecord.custody.verifying import verify

__all__ = [
    "BEGINNING", "LOG_NAME", "Anchor", "Appended", "CustodyLog", "Entry", "Event", "EventName",
    "Finding", "Head", "Note", "Status", "Verification", "line_hash", "load_notes", "read_note",
    "verify",
]  # fmt: skip
