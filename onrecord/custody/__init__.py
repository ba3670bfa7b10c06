"""Custody: a hash-chained log of what happened to every item, and what shows it unaltered."""

from onrecord.custody.events import BEGINNING, Entry, Event, EventName, line_hash
from onrecord.custody.findings import Anchor, Finding, Status, Verification
from onrecord.custody.heads import Note, load_notes, read_note
from onrecord.custody.log import LOG_NAME, Appended, CustodyLog, Head
from onrecord.custody.place import find_custody, verify_folder
from onrecord.custody.telling import told
from onrecord.custody.timestamps import Stamp, check_stamps, load_certificates, stamp
from onrecord.custody.verifying import verify

__all__ = [
    "BEGINNING", "LOG_NAME", "Anchor", "Appended", "CustodyLog", "Entry", "Event", "EventName",
    "Finding", "Head", "Note", "Stamp", "Status", "Verification", "check_stamps", "find_custody",
    "line_hash", "load_certificates", "load_notes", "read_note", "stamp", "told", "verify",
    "verify_folder",
]  # fmt: skip
