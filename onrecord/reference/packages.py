"""Reference data on disk: Frictionless Data Packages, read and verified.

A package is a folder with a ``datapackage.json`` (https://datapackage.org) and its tables. What
the standard does not know stands under ``onrecord``: in the package who published it, whom it
belongs to, where it may be asked and how it is biased; in a resource which columns are series or
counts (docs/references.md).
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.record import Disposition, Unit
from onrecord.reference.types import (
    Between,
    Bias,
    Coverage,
    DateMeans,
    LineBounds,
    Reference,
    SeriesMeasure,
)

DESCRIPTOR = "datapackage.json"
_COMPARE = f"compare the table with the columns that {DESCRIPTOR} names"


class SeriesColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One series of a table: its value is the sum of ``columns``, times ``scale``, on ``day``.

    With ``group`` the table holds one series a base day, named in that column. ``line`` says where
    its values with the line moved stand.
    """

    id: str
    short_title: str = ""
    definition: str
    holder: str
    place: str
    columns: tuple[str, ...]
    day: str = "date"
    scale: float = 1.0
    measure: SeriesMeasure = "held"
    between: Between = "nothing"
    until: dt.date | None = None
    leaves_out: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    area_km2: float | None = None
    group: str | None = None
    line: LineBounds | None = None


class LedgerColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of cumulative counts: one row for each day, party and item that changed.

    ``counts`` maps a column to the disposition it counts, "" to the total over all of them. An
    empty cell means that the count is not known. ``days`` names the resource that lists all days
    of recording, ``corrections`` one that lists by how much its maker corrected a total on a day.
    Without a ``party`` column every row is about ``of``.
    """

    id: str
    short_title: str = ""
    definition: str
    counts: dict[str, Disposition | Literal[""]]
    days: str
    corrections: str | None = None
    day: str = "date"
    item: str = "item"
    party: str | None = None
    of: str | None = None


class TenureColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of holders: one row for each place and window in which that changed.

    ``days`` names the resource that lists all windows, ``near_line`` the column that holds 1
    where the place lies within 2 km of the line.
    """

    id: str
    short_title: str = ""
    definition: str
    days: str
    day: str = "date"
    place: str = "place"
    holder: str = "holder"
    near_line: str = "near_line"
    until: dt.date | None = None


class ResourceMeaning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a table means to OnRecord."""

    series: tuple[SeriesColumns, ...] = ()
    ledger: LedgerColumns | None = None
    tenures: TenureColumns | None = None


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a package; ``hash`` is ``sha256:`` and the digest of its bytes."""

    name: str
    path: str
    hash: str
    onrecord: ResourceMeaning = ResourceMeaning()


class Licence(msgspec.Struct, frozen=True, kw_only=True):
    """A licence, or in words that there is none."""

    name: str
    title: str = ""
    path: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the data came from."""

    title: str
    path: str | None = None


class Added(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a reference came to be added: as which kind, from what, and what was said of it.

    ``about`` holds the fields of ``adapters.about.About`` that were given, ``beside`` the roles of
    files that belong to the data ("corrections"); the rest is what the server at the address said.
    """

    kind: str
    about: dict[str, Any]
    beside: dict[str, str] = {}
    etag: str | None = None
    last_modified: str | None = None


class PackageMeaning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a package means to OnRecord: the fields of Reference that the standard lacks."""

    short_title: str = ""
    publisher: str
    party: str | None = None
    derived_from: tuple[str, ...] = ()
    retrieved: dt.date
    coverage: Coverage
    unit: Unit
    date_means: DateMeans
    bias: Bias
    defects: tuple[str, ...] = ()
    added: Added | None = None


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """A ``datapackage.json``; fields that OnRecord does not use are left aside."""

    name: str
    title: str
    version: str
    licenses: tuple[Licence, ...]
    sources: tuple[Source, ...]
    resources: tuple[Resource, ...]
    onrecord: PackageMeaning


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A CSV table: ``item`` names it in errors."""

    item: str
    header: tuple[str, ...]
    rows: list[list[str]]

    def column(self, name: str) -> list[str]:
        """The cells of one column, top to bottom.

        Raises:
            ReferenceDataError: where the table lacks the column, or a row its cell.
        """
        place = self.place(name)
        try:
            return [row[place] for row in self.rows]
        except IndexError:
            raise ReferenceDataError(self.item, "a row is too short", _COMPARE) from None

    def place(self, name: str) -> int:
        """Where a column stands. Raises ReferenceDataError where the table lacks it."""
        if name not in self.header:
            raise ReferenceDataError(self.item, f"it has no column {name!r}", _COMPARE)
        return self.header.index(name)


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A package on disk, ready to have its tables read."""

    folder: Path
    descriptor: Descriptor
    reference: Reference

    def verified(self, name: str) -> bytes:
        """The bytes of the resource ``name``.

        Raises:
            ReferenceDataError: where the file is missing or not the one that was described.
        """
        resource = self._resource(name)
        path = self.folder / resource.path
        if not _lies_inside(resource.path):
            raise ReferenceDataError(
                str(path),
                "its path leaves the package's folder",
                "keep tables beside their descriptor",
            )
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ReferenceDataError(
                str(path), f"the file cannot be read ({error.strerror})", "install the data again"
            ) from error
        if resource.hash != f"sha256:{hashlib.sha256(raw).hexdigest()}":
            raise ReferenceDataError(
                str(path),
                f"its contents are not those described in {DESCRIPTOR} (sha256 differs)",
                "install the data again, or describe the change there",
            )
        return raw

    def verify(self) -> None:
        """Sees that every file is the one described. Raises ReferenceDataError where one is not."""
        for resource in self.descriptor.resources:
            self.verified(resource.name)

    def table(self, name: str) -> Table:
        """The cells of a CSV resource.

        Raises:
            ReferenceDataError: where it is missing, altered or not in UTF-8.
        """
        item = str(self.folder / self._resource(name).path)
        try:
            text = self.verified(name).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline="")))
        except UnicodeDecodeError as error:
            raise ReferenceDataError(
                item, f"it is not UTF-8 ({error})", "save it as UTF-8"
            ) from error
        except csv.Error as error:
            raise ReferenceDataError(item, f"it is not CSV ({error})", _COMPARE) from error
        rows = [row for row in rows if row]
        return Table(item=item, header=tuple(rows[0]) if rows else (), rows=rows[1:])

    def _resource(self, name: str) -> Resource:
        for resource in self.descriptor.resources:
            if resource.name == name:
                return resource
        raise ReferenceDataError(
            str(self.folder / DESCRIPTOR), f"it has no resource {name!r}", "name one it has"
        )


def read_package(folder: Path) -> Package:
    """The data package in ``folder``; tables are read when they are asked for.

    Raises:
        ReferenceDataError: where the descriptor is missing or does not say what it must.
    """
    path = folder / DESCRIPTOR
    try:
        raw = path.read_bytes()
        descriptor = msgspec.json.decode(raw, type=Descriptor)
    except OSError as error:
        raise ReferenceDataError(
            str(path),
            f"it cannot be read ({error.strerror})",
            "name a folder that holds a data package",
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReferenceDataError(
            str(path), f"it is not a data package for OnRecord ({error})", "see docs/references.md"
        ) from error
    reference = _reference(descriptor, hashlib.sha256(raw).hexdigest())
    return Package(folder=folder, descriptor=descriptor, reference=reference)


def _reference(descriptor: Descriptor, digest: str) -> Reference:
    meaning = descriptor.onrecord
    return Reference(
        name=descriptor.name,
        title=descriptor.title,
        short_title=meaning.short_title or descriptor.name,
        version=descriptor.version,
        publisher=meaning.publisher,
        licence="; ".join(licence.title or licence.name for licence in descriptor.licenses),
        sha256=digest,
        retrieved=meaning.retrieved,
        source="; ".join(source.path or source.title for source in descriptor.sources),
        party=meaning.party,
        derived_from=meaning.derived_from,
        coverage=meaning.coverage,
        unit=meaning.unit,
        date_means=meaning.date_means,
        bias=meaning.bias,
        defects=meaning.defects,
    )


def _lies_inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts
