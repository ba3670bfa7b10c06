"""What every kind of source is handed: a file with its name, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.reading.sources.files import digest_of
from onrecord.reading.sources.names import printable
from onrecord.reading.sources.options import Options
from onrecord.reading.sources.types import Container


@dataclass(frozen=True, slots=True)
class Work:
    """What the user gave, and what may be done with it.

    ``given`` is True for what the user named itself: only the addresses in such a file are
    fetched, never those of one that a folder or archive happens to hold. ``nesting`` counts the
    archives around what is read.
    """

    source: str
    options: Options
    given: bool = True
    nesting: int = 0

    def inside(self) -> Work:
        """The same for what lies in a folder."""
        return replace(self, given=False)

    def deeper(self) -> Work:
        """The same for what lies in an archive."""
        return replace(self, given=False, nesting=self.nesting + 1)

    def is_left_out(self, name: str) -> bool:
        """Whether the caller has the item of that name already."""
        return self.options.skip(name)


@dataclass(frozen=True, slots=True)
class Held:
    """An open file that is to be read: ``file`` can be sought in, ``size`` is in bytes.

    ``path`` is where it lies, None for what was unpacked. ``within`` is the archive it lies in and
    ``locator`` its place there.
    """

    name: str
    file: BinaryIO
    size: int
    path: Path | None = None
    within: Container | None = None
    locator: str | None = None

    def at(self, locator: str) -> str:
        """The name of an item in this file."""
        separator = "/" if self.locator is not None else "#"
        return f"{self.name}{separator}{printable(locator)}"

    def place(self, locator: str) -> str:
        """The locator of an item in this file, seen from the outermost container."""
        return f"{self.locator}/{locator}" if self.locator else locator

    def container(self, media_type: str, work: Work) -> Container:
        """This file as the container of its items; the archive around it, if there is one."""
        if self.within is not None:
            return self.within
        return Container(
            name=self.name,
            source=work.source,
            media_type=media_type,
            sha256=digest_of(self.file),
            path=str(self.path) if self.path is not None else None,
        )
