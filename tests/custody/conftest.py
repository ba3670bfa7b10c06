"""A log and an archive as a workspace has them."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onrecord.custody import CustodyLog, Event

NOON = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)


@dataclass
class Kept:
    """A folder with a log and an archive, and ways to do it harm."""

    folder: Path
    items: list[str] = field(default_factory=list)

    @property
    def log(self) -> CustodyLog:
        return CustodyLog(self.folder / "custody.jsonl")

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def lines(self) -> list[bytes]:
        return self.log.path.read_bytes().splitlines(keepends=True)

    def rewrite(self, lines: list[bytes]) -> None:
        self.log.path.write_bytes(b"".join(lines))

    def collect(self, words: str, number: int = 0) -> str:
        content = words.encode()
        item = hashlib.sha256(content).hexdigest()
        self.archive.mkdir(exist_ok=True)
        (self.archive / item).write_bytes(content)
        at = NOON + dt.timedelta(minutes=number)
        self.log.append(
            [
                Event(event="collected", at=at, actor="ada", item_sha256=item),
                Event(event="read", at=at, actor="ada", item_sha256=item),
            ]
        )
        self.items.append(item)
        return item


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Four reports collected and read: eight lines."""
    kept = Kept(tmp_path)
    for number, words in enumerate(("The bridge.", "The mill.", "The ford.", "The tower.")):
        kept.collect(words, number)
    return kept


@pytest.fixture
def system_program():
    """Skips where a program is not on this machine."""

    def needed(name: str) -> None:
        if shutil.which(name) is None:
            pytest.skip(f"needs {name}: apt-get install {name}")

    return needed
