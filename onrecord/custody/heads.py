"""Heads that somebody noted elsewhere: what a chain is held against."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import CustodyError

_NOTE = re.compile(r"([0-9a-fA-F]{64})(?:\s+line\s+([1-9]\d{0,17})\b.*)?")
_REMEDY = "give the note as onrecord verify --note printed it: 64 hexadecimal digits come first"


@dataclass(frozen=True)
class Note:
    """A head as it was written down: the hash of a line and, where noted, the line's number.

    >>> str(Note("ab" * 32, 52))[60:]
    'abab  line 52'
    """

    hash: str
    seq: int | None = None

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"{self.hash}  line {self.seq}"


def read_note(words: str) -> Note:
    """A note from what was written down: the hash, and "line N" after it if that was noted too.

    Raises:
        CustodyError: where it begins with no SHA-256.

    >>> read_note("ab" * 32 + "  line 52 of custody.jsonl").seq
    52
    """
    found = _NOTE.fullmatch(words.strip())
    if found is None:
        raise CustodyError(f"the noted head {words.strip()[:80]!r}", "it is no SHA-256", _REMEDY)
    return Note(found[1].lower(), int(found[2]) if found[2] else None)


def load_notes(path: str | os.PathLike[str]) -> tuple[Note, ...]:
    """The notes of a text file, one a line.

    Raises:
        CustodyError: where the file cannot be read, or a line is no note.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CustodyError(
            os.fspath(path), f"it cannot be read ({error})", "give a text file that exists"
        ) from error
    return tuple(read_note(line) for line in text.splitlines() if line.strip())
