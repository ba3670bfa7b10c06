"""What somebody who waits may want to be told while reports are read."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from onrecord.reading.sources import Failure, Skipped


class Progress(Protocol):
    """Told what happens, as it happens, always in the process that started the run."""

    def collected(self, name: str) -> None:
        """An item's bytes are in the archive."""

    def read(self, name: str, published: dt.date | None) -> None:
        """A report was read and its Record stored; ``published`` is its day, if it has one."""

    def failed(self, failure: Failure) -> None:
        """An item could not be had or read."""

    def skipped(self, skipped: Skipped) -> None:
        """Something that is no report was left out."""


class Silent:
    """Progress that tells nobody."""

    def collected(self, name: str) -> None:
        """Does nothing."""

    def read(self, name: str, published: dt.date | None) -> None:
        """Does nothing."""

    def failed(self, failure: Failure) -> None:
        """Does nothing."""

    def skipped(self, skipped: Skipped) -> None:
        """Does nothing."""
