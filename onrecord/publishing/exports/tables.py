"""Tables as CSV and Parquet: one file a table, written whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import types
import typing
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, get_args, get_origin

from onrecord.errors import UsageError
from onrecord.publishing.exports.material import Exported
from onrecord.publishing.exports.row_making import rows_of
from onrecord.publishing.exports.rows import TABLES, Row
from onrecord.publishing.exports.whole import whole_file

_BETWEEN = "; "
_AT_ONCE = 5_000


def write_csv(reports: Iterable[Exported], folder: Path) -> list[Path]:
    """Writes each table as ``folder``/NAME.csv (RFC 4180, UTF-8) and returns the files.

    Several values in a cell have "; " between them, days and times are ISO 8601, True is "true".

    Raises:
        WritingError: where they cannot be written.
    """
    return _write(reports, folder, _Csv, ".csv")


def write_parquet(reports: Iterable[Exported], folder: Path) -> list[Path]:
    """Writes each table as ``folder``/NAME.parquet, with types, and returns the files.

    Raises:
        UsageError: where the extra ``parquet`` is not installed.
        WritingError: where they cannot be written.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        why, remedy = "writing Parquet is not installed", "pip install 'onrecord[parquet]'"
        raise UsageError("--format parquet", why, remedy) from error
    return _write(reports, folder, _Parquet, ".parquet")


class _Table(ABC):
    """A table that is being written to a file."""

    def __init__(self, path: Path, row: type[Row]) -> None:
        self.path = path
        self.columns = _columns(row)

    @abstractmethod
    def add(self, values: Mapping[str, Any]) -> None:
        """Writes one row."""

    @abstractmethod
    def close(self) -> None:
        """Writes what is left, and the end."""

    @abstractmethod
    def release(self) -> None:
        """Lets go of the file, written to its end or not."""


def _write(
    reports: Iterable[Exported], folder: Path, table: type[_Table], suffix: str
) -> list[Path]:
    paths = {name: folder / f"{name}{suffix}" for name in TABLES}
    with ExitStack() as stack:
        tables = {
            TABLES[name]: table(stack.enter_context(whole_file(path)), TABLES[name])
            for name, path in paths.items()
        }
        for made in tables.values():
            stack.callback(made.release)
        for one in reports:
            for row in rows_of(one):
                fields = row.__struct_fields__
                tables[type(row)].add({name: getattr(row, name) for name in fields})
        for made in tables.values():
            made.close()
    return list(paths.values())


def _columns(row: type[Row]) -> dict[str, Any]:
    """The columns of a table and their types, without None."""
    hints = typing.get_type_hints(row)
    return {name: _bare(hints[name]) for name in row.__struct_fields__}


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (types.UnionType, typing.Union):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


class _Csv(_Table):
    def __init__(self, path: Path, row: type[Row]) -> None:
        super().__init__(path, row)
        self.file = path.open("w", newline="", encoding="utf-8")
        self.writer = csv.writer(self.file)
        self.writer.writerow(self.columns)

    def add(self, values: Mapping[str, Any]) -> None:
        self.writer.writerow(_cell(value) for value in values.values())

    def close(self) -> None:
        self.file.close()

    def release(self) -> None:
        self.file.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _BETWEEN.join(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


class _Parquet(_Table):
    def __init__(self, path: Path, row: type[Row]) -> None:
        super().__init__(path, row)
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {
            str: pa.string(),
            int: pa.int64(),
            float: pa.float64(),
            bool: pa.bool_(),
            dt.date: pa.date32(),
            dt.datetime: pa.timestamp("us", tz="UTC"),
        }
        listed = pa.list_(pa.string())
        self.schema = pa.schema(
            [(name, kinds.get(kind, listed)) for name, kind in self.columns.items()]
        )
        self.writer = pq.ParquetWriter(path, self.schema)
        self.waiting: list[Mapping[str, Any]] = []

    def add(self, values: Mapping[str, Any]) -> None:
        self.waiting.append(values)
        if len(self.waiting) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        self.writer.write_table(pa.Table.from_pylist(self.waiting, schema=self.schema))
        self.waiting = []

    def close(self) -> None:
        self._flush()
        self.writer.close()

    def release(self) -> None:
        self.writer.close()
