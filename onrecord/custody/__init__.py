"""Custody: a hash-chained log of what happened to every item, and what shows it unaltered."""

from onrecord.custody.events import BEGINNING, Entry, Event, EventName, line_hash
from onrecord.custody.log import LOG_NAME, Appended, CustodyLog, Head

__all__ = [
    "BEGINNING", "LOG_NAME", "Appended", "CustodyLog", "Entry", "Event", "EventName", "Head",
    "line_hash",
]  # fmt: skip
