"""The bytes of published maps: plain, gzip or ZIP, in a file or a folder, within bounds."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ReferenceDataError

MOST_BYTES = 128 * 1024 * 1024
"""No published map of a day comes near this, unpacked; what does is refused before memory is."""
MOST_MEMBERS = 20_000
SUFFIXES = (".geojson", ".json", ".geojson.gz", ".json.gz", ".zip")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class MapFile:
    """One file that holds polygons: on disk, or a ``member`` of a ZIP."""

    path: Path
    member: str = ""

    @property
    def item(self) -> str:
        """What errors call it."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return Path(self.member).name if self.member else self.path.name

    def packed(self) -> bytes:
        """The bytes as they lie there. Raises ReferenceDataError where they cannot be read."""
        try:
            if not self.member:
                if self.path.stat().st_size > MOST_BYTES:
                    raise too_large(self.item)
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                return _bounded(stream.read(MOST_BYTES + 1), self.item)
        except OSError as error:
            why = f"the file cannot be read ({error.strerror or error})"
            raise ReferenceDataError(self.item, why, "check the path and its permissions") from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
            why = f"it is not a ZIP that can be read ({error})"
            raise ReferenceDataError(self.item, why, "unpack it, and give the folder") from None

    def digest(self) -> str:
        """The sha256 of the bytes as they lie there."""
        return hashlib.sha256(self.packed()).hexdigest()

    def text(self) -> bytes:
        """The JSON within, unpacked.

        Raises:
            ReferenceDataError: where it is empty, damaged, or unpacks to more than
                ``MOST_BYTES`` (a bomb is never unpacked whole).
        """
        raw = self.packed()
        if raw.startswith(_GZIP):
            raw = _unpacked(raw, self.item)
        if not raw.strip():
            raise ReferenceDataError(self.item, "the file is empty", "get it again, or remove it")
        return raw


def map_files(source: Path) -> tuple[MapFile, ...]:
    """The files of a folder (by name, folders within included), the members of a ZIP, or the file.

    Raises:
        ReferenceDataError: where there is nothing that could hold polygons.
    """
    if source.is_dir():
        paths = sorted(p for p in source.rglob("*") if p.name.lower().endswith(SUFFIXES))
        found = tuple(one for path in paths if path.is_file() for one in _of_file(path))
    elif source.exists():
        found = _of_file(source)
    else:
        raise ReferenceDataError(str(source), "there is no such file or folder", "check the path")
    if not found:
        why = "no file in it has a name that ends in .geojson, .json, .gz of these, or .zip"
        raise ReferenceDataError(str(source), why, "name the folder that holds the maps")
    return found


def _of_file(path: Path) -> tuple[MapFile, ...]:
    if path.suffix.lower() != ".zip":
        return (MapFile(path),)
    return tuple(_members(path))


def _members(path: Path) -> Iterator[MapFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
    except (OSError, zipfile.BadZipFile) as error:
        why = f"it is not a ZIP that can be read ({error})"
        raise ReferenceDataError(str(path), why, "get it again, or remove it") from None
    if len(infos) > MOST_MEMBERS:
        raise too_large(str(path))
    for info in infos:
        if info.filename.lower().endswith(SUFFIXES[:-1]) and not info.is_dir():
            yield MapFile(path, info.filename)


def _unpacked(raw: bytes, item: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            return _bounded(stream.read(MOST_BYTES + 1), item)
    except (OSError, EOFError, zlib.error) as error:
        why = f"it is not gzip that can be read ({error})"
        raise ReferenceDataError(item, why, "get it again, or remove it") from None


def _bounded(raw: bytes, item: str) -> bytes:
    if len(raw) > MOST_BYTES:
        raise too_large(item)
    return raw


def too_large(item: str) -> ReferenceDataError:
    """The error for what is larger than any map, as a bomb would be."""
    why = f"it is larger, unpacked, than {MOST_BYTES // (1024 * 1024)} MB"
    return ReferenceDataError(item, why, "see what it holds; give one file a day")
