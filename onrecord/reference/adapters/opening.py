"""Published files read within limits: plain, ``.gz`` or a ``.zip`` with one file in it."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.rules import adapter_rules

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")


class PublishedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as published: its name, its bytes as they lay there, and what they unpack to."""

    name: str
    raw: bytes
    content: bytes

    def text(self) -> str:
        """The content as text.

        Raises:
            ReferenceDataError: where it is empty, binary or not UTF-8.
        """
        if not self.content.strip():
            raise refused(self.name, "the file is empty", "give a file with data in it")
        if self.content.startswith(_OTHER_ENCODINGS):
            raise refused(self.name, "it is UTF-16, not UTF-8", "save it as UTF-8")
        if b"\0" in self.content:
            raise refused(self.name, "it is binary, not text", "give a CSV, JSON or .gz file")
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = self.content.count(b"\n", 0, error.start) + 1
            why = f"line {row} is not UTF-8 (byte {self.content[error.start]:#04x})"
            raise refused(self.name, why, "save it as UTF-8") from error


def published_files(path: Path, suffixes: tuple[str, ...] = ()) -> tuple[PublishedFile, ...]:
    """The file at ``path``, or every file of the folder that ends as ``suffixes`` say, by name.

    Raises:
        ReferenceDataError: where there is none, or one passes a limit.
    """
    if not path.is_dir():
        return (published_file(path),)
    found = sorted(
        one
        for one in path.iterdir()
        if one.is_file() and one.name.lower().removesuffix(".gz").endswith(suffixes)
    )
    if not found:
        endings = ", ".join(suffixes)
        raise refused(str(path), f"the folder holds no file that ends in {endings}", "name a file")
    if len(found) > adapter_rules().limits.files:
        raise refused(str(path), f"it holds {len(found):,} files", "name a folder with fewer")
    return tuple(published_file(one) for one in found)


def published_file(path: Path) -> PublishedFile:
    """One file, read and unpacked within the limits.

    Raises:
        ReferenceDataError: where it is missing, no ordinary file, damaged or too large.
    """
    most = adapter_rules().limits.bytes
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refused(str(path), "it is no ordinary file", "name a file with data in it")
        if found.st_size > most:
            raise _too_large(str(path), f"it has {found.st_size:,} bytes; {most:,} is the most")
        raw = path.read_bytes()
    except OSError as error:
        why = f"the file cannot be read ({error.strerror})"
        raise refused(str(path), why, "check the path") from error
    return PublishedFile(name=path.name, raw=raw, content=unpacked(raw, str(path)))


def unpacked(raw: bytes, item: str) -> bytes:
    """What ``raw`` unpacks to; itself, where it is neither gzip nor ZIP.

    Raises:
        ReferenceDataError: where it is damaged, or unpacks to more than the limits allow.
    """
    try:
        if raw.startswith(_GZIP):
            return b"".join(_gunzipped(raw, item))
        if raw.startswith(_ZIP):
            return _only_member(raw, item)
    except (zlib.error, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise refused(item, f"it cannot be unpacked ({error})", "fetch the file again") from error
    return raw


def _gunzipped(raw: bytes, item: str) -> Iterator[bytes]:
    """The members of a gzip file one after the other, each piece counted before it is kept."""
    rest, given = raw, 0
    while rest:
        stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while not stream.eof:
            if not rest:
                raise refused(item, "it ends in the middle", "fetch the file again")
            piece = stream.decompress(rest[:_CHUNK], _CHUNK * 16)
            rest = stream.unconsumed_tail + rest[_CHUNK:]
            given += len(piece)
            _refuse_bomb(given, len(raw), item)
            yield piece
        rest = (stream.unused_data + rest).lstrip(b"\0")
        if rest and not rest.startswith(_GZIP):
            return


def _only_member(raw: bytes, item: str) -> bytes:
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(raw)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) != 1:
            why = f"the archive holds {len(members)} files"
            raise refused(item, why, "unpack it and name the one you mean")
        _refuse_bomb(members[0].file_size, len(raw), item)
        pieces: list[bytes] = []
        given = 0
        with archive.open(members[0]) as stream:
            while piece := stream.read(_CHUNK):
                given += len(piece)
                _refuse_bomb(given, len(raw), item)
                pieces.append(piece)
    return b"".join(pieces)


def _refuse_bomb(given: int, packed: int, item: str) -> None:
    limits = adapter_rules().limits
    if given > limits.unpacked:
        raise _too_large(item, f"it unpacks to more than {limits.unpacked:,} bytes")
    if given > limits.ratio_from and given > limits.ratio * packed:
        raise _too_large(item, f"it unpacks to more than {limits.ratio} times its size")


def _too_large(item: str, why: str) -> ReferenceDataError:
    return refused(item, why, "give the part of the data that you need")


def refused(item: str, why: str, remedy: str) -> ReferenceDataError:
    """The error for a published file that cannot be read as it is."""
    return ReferenceDataError(item, why, remedy)
