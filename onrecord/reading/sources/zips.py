"""Zip archives: WACZ, an X archive, or reports packed together. Nothing is unpacked to a path."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from onrecord.errors import OnRecordError, ReadingError
from onrecord.reading.sources.failing import failure
from onrecord.reading.sources.names import printable
from onrecord.reading.sources.options import SourceLimits
from onrecord.reading.sources.types import Container, Skipped, Stream
from onrecord.reading.sources.work import Held, Work

ZIP = "application/zip"

_CHUNK = 1024 * 1024
_IN_MEMORY = 32 * 1024 * 1024
_SMALL = 10 * 1024 * 1024
_ENCRYPTED = 0x1
_ANOTHER_COPY = "take another copy of the archive"
_BESIDE = "__MACOSX/"

ReadPart = Callable[[Held, Work], Stream]


class Archive:
    """An open zip archive whose members are read one by one, within limits.

    Raises:
        ReadingError: where it is no zip archive, or one that unpacks to more than the limits hold.
    """

    def __init__(self, held: Held, limits: SourceLimits) -> None:
        self.held = held
        self.limits = limits
        try:
            self.zip = zipfile.ZipFile(held.file)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError) as error:
            why = f"the zip archive is damaged ({error})"
            raise ReadingError(held.name, why, _ANOTHER_COPY) from error
        self.members = {info.filename: info for info in self.zip.infolist() if not info.is_dir()}
        self._refuse_bomb()

    def _refuse_bomb(self) -> None:
        if len(self.members) > self.limits.members:
            why = f"it has {len(self.members):,} members, more than {self.limits.members:,}"
            raise ReadingError(self.held.name, why, "split it")
        unpacked = sum(info.file_size for info in self.members.values())
        most = min(self.limits.unpacked_bytes, self.limits.ratio * self.held.size + _SMALL)
        if unpacked > most:
            why = f"it unpacks to {unpacked:,} bytes, far more than an archive of reports would"
            raise ReadingError(self.held.name, why, "unpack it yourself, if you trust it")

    @contextmanager
    def member(self, name: str) -> Iterator[tuple[BinaryIO, str]]:
        """A member unpacked into a nameless temporary file, and its SHA-256 in hex.

        Raises:
            ReadingError: where it is locked, damaged, or larger than it says or than may be.
        """
        shown = f"{self.held.name}#{printable(name)}"
        info = self.members[name]
        if info.flag_bits & _ENCRYPTED:
            raise ReadingError(shown, "it is locked with a password", "unpack it yourself")
        if info.file_size > max(_SMALL, self.limits.ratio * info.compress_size):
            why = f"it unpacks to {info.file_size:,} bytes, far more than a report would"
            raise ReadingError(shown, why, "unpack it yourself, if you trust it")
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            target = cast("BinaryIO", file)
            digest = self._unpack(info, target, shown)
            target.seek(0)
            yield target, digest

    def _unpack(self, info: zipfile.ZipInfo, target: BinaryIO, shown: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.zip.open(info) as packed:
                while chunk := packed.read(_CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ReadingError(shown, f"it is damaged ({error})", _ANOTHER_COPY) from error
        return digest.hexdigest()

    def part(self, name: str, file: BinaryIO, within: Container | None) -> Held:
        """A member as a file to be read."""
        locator = printable(name)
        return Held(
            name=f"{self.held.name}#{locator}",
            file=file,
            size=self.members[name].file_size,
            within=within,
            locator=self.held.place(locator),
        )


def entries(held: Held, work: Work, archive: Archive, read_part: ReadPart) -> Stream:
    """The reports in a zip archive, each read as ``read_part`` reads a file."""
    if work.nesting + 1 >= work.options.limits.nesting:
        raise ReadingError(
            held.name, "it is an archive in an archive in an archive", "unpack it yourself"
        )
    container = held.container(ZIP, work)
    if held.within is None:
        yield container
    hidden = 0
    for name in sorted(archive.members):
        if _is_hidden(name):
            hidden += 1
            continue
        try:
            with archive.member(name) as (file, _):
                yield from read_part(archive.part(name, file, container), work.deeper())
        except OnRecordError as error:
            yield failure(f"{held.name}#{printable(name)}", error)
    if hidden:
        yield Skipped(name=held.name, what="hidden files", count=hidden)


def _is_hidden(name: str) -> bool:
    """Whether a member is one that file managers hide, or that macOS adds."""
    return name.startswith(_BESIDE) or name.rsplit("/", 1)[-1].startswith(".")
