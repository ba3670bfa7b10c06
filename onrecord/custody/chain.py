"""Whether a log's lines are those that were written, in their order."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, get_args

import msgspec

from onrecord.custody.events import BEGINNING, Entry, EventName, line_hash
from onrecord.custody.findings import Anchor, Finding
from onrecord.custody.heads import Note

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a longer line is no event, and is not held in memory."""


@dataclass
class Chain:
    """What walking along a log found; ``collected`` are the items and the lines that name them."""

    lines: int = 0
    head: str = BEGINNING
    hashes: dict[str, int] = field(default_factory=dict)
    collected: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A line as it stands: the hash of its bytes, and what can be made of them."""

    number: int
    hash: str
    whole: bool
    keys: dict[str, Any] | None
    entry: Entry | None


def walk(path: Path) -> Chain:
    """Follows the chain from the first line to the last, past whatever is broken in it.

    Raises:
        OSError: where the file cannot be read.
    """
    chain = Chain()
    before: _Line | None = None
    for line in _lines(path):
        _look(chain, before, line)
        before = line
    return chain


def hold(chain: Chain, notes: Sequence[Note]) -> tuple[list[Anchor], list[Finding]]:
    """The noted heads that the chain still has, and what the others say about it."""
    anchors = []
    missing = []
    for note in notes:
        line = chain.hashes.get(note.hash)
        if line is not None and note.seq in (None, line):
            anchors.append(Anchor(line=line, by="a noted head"))
        else:
            missing.append(note)
    held = {anchor.line for anchor in anchors}
    return anchors, [_missing(chain, note, held) for note in missing]


def _missing(chain: Chain, note: Note, held: set[int]) -> Finding:
    last = note.seq if note.seq is not None else chain.lines
    good = max((line for line in held if line < last), default=0)
    if note.seq is not None and note.seq > chain.lines:
        what = (
            f"the log ends at line {chain.lines}, and line {note.seq} was noted: "
            "lines were removed at its end"
        )
        return Finding(status="altered", what=what, line=chain.lines + 1)
    if note.seq is not None:
        where = f"one of the lines {good + 1} to {note.seq} was changed, added or removed"
        what = f"line {note.seq} does not have the hash that was noted: {where}"
        return Finding(status="altered", what=what, line=note.seq)
    what = (
        f"the noted head {note.hash[:12]}… is the hash of no line: lines after line {good} were "
        "removed, or changed and chained anew"
    )
    return Finding(status="altered", what=what)


def _lines(path: Path) -> Iterator[_Line]:
    with path.open("rb") as stream:
        number = 0
        while content := stream.readline(LONGEST_LINE):
            number += 1
            if content.endswith(b"\n") or len(content) < LONGEST_LINE:
                yield _read(number, content)
            else:
                yield _too_long(number, content, stream)


def _too_long(number: int, content: bytes, stream: BinaryIO) -> _Line:
    digest = hashlib.sha256(content)
    while content and not content.endswith(b"\n"):
        content = stream.readline(LONGEST_LINE)
        digest.update(content)
    return _Line(number, digest.hexdigest(), content.endswith(b"\n"), None, None)


def _read(number: int, content: bytes) -> _Line:
    try:
        keys = json.loads(content)
    except (ValueError, RecursionError):
        keys = None
    try:
        entry = msgspec.json.decode(content, type=Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        entry = None
    known = keys if isinstance(keys, dict) else None
    return _Line(number, line_hash(content), content.endswith(b"\n"), known, entry)


def _look(chain: Chain, before: _Line | None, line: _Line) -> None:
    chain.lines = line.number
    _look_at_link(chain, before, line)
    _look_at_form(chain, before, line)
    if line.whole:
        chain.head = line.hash
        chain.hashes.setdefault(chain.head, line.number)
    entry = line.entry
    if entry is not None and entry.event == "collected" and entry.item_sha256:
        chain.collected.setdefault(entry.item_sha256, line.number)


def _look_at_link(chain: Chain, before: _Line | None, line: _Line) -> None:
    """Whether the line names the hash of the line before, and its own number."""
    if line.keys is None:
        return
    numbered = line.keys.get("seq")
    if numbered != line.number:
        what = f"line {line.number} carries the number {_shown(numbered)}: {_displaced(line)}"
        chain.findings.append(Finding(status="altered", what=what, line=line.number))
    if line.keys.get("prev_hash") == chain.head:
        return
    if before is None:
        what = "line 1 does not begin a log (its prev_hash is not 64 zeros)"
        chain.findings.append(Finding(status="altered", what=what, line=1))
        return
    what = f"line {before.number} does not have the hash that line {line.number} states for it"
    chain.findings.append(Finding(status="altered", what=what, line=before.number))


def _displaced(line: _Line) -> str:
    numbered = line.keys.get("seq") if line.keys else None
    if isinstance(numbered, int) and numbered > line.number:
        return "a line was removed or moved"
    return "a line was added or moved"


def _look_at_form(chain: Chain, before: _Line | None, line: _Line) -> None:
    """What cannot be read cannot be verified, but need not have been altered."""
    if not line.whole:
        what = (
            f"line {line.number} is not finished: the program that wrote it was stopped, or the "
            "end of the file was cut off"
        )
        chain.findings.append(Finding(status="unverifiable", what=what, line=line.number))
    elif line.entry is None:
        what = f"line {line.number} is {_kind(line)}"
        chain.findings.append(Finding(status="unverifiable", what=what, line=line.number))
    elif before is not None and before.entry is not None:
        _look_at_time(chain, before.entry, line.entry)


def _kind(line: _Line) -> str:
    if line.keys is None:
        return "no event in a form that this version knows"
    event = line.keys.get("event")
    if isinstance(event, str) and event not in get_args(EventName):
        return f"an event that this version does not know ({_shown(event)})"
    return "an event with a field missing or of another form"


def _look_at_time(chain: Chain, before: Entry, entry: Entry) -> None:
    try:
        back = before.at - entry.at
    except TypeError:  # one of them says no zone
        return
    if back > dt.timedelta():
        chain.remarks.append(
            f"line {entry.seq} is earlier than the line before, by {back}: the clock was set back"
        )


def _shown(value: object) -> str:
    return repr(value)[:40]
