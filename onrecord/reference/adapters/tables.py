"""Published tables (CSV, or JSON with a list of objects), cell by cell as they were published."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.opening import PublishedFile, refused
from onrecord.reference.adapters.rules import adapter_rules, known_column

_DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_COUNT = re.compile(r"(\d+)(?:\.0+)?")
_PLAIN = "use ISO days (YYYY-MM-DD) and plain figures"


class Row(msgspec.Struct, frozen=True):
    """A row of a published table: where it stands, and its cells by column."""

    item: str
    number: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """File and row, for errors."""
        return f"{self.item}, row {self.number}"

    def day(self, column: str) -> dt.date:
        """The day in a column. Raises ReferenceDataError where it holds none."""
        cell = self.cells[column].strip()
        found = _DAY.fullmatch(cell)
        try:
            day = dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
        except ValueError:
            day = None
        if day is None or day.year < adapter_rules().limits.first_year:
            raise refused(self.where, f"{column} holds {_shown(cell)}, no ISO day", _PLAIN)
        return day

    def figure(self, column: str) -> str:
        """The figure in a column as it was published; "" where the cell is empty.

        Raises:
            ReferenceDataError: where it holds something else.
        """
        cell = self.cells[column].strip()
        short = len(cell) <= adapter_rules().limits.figure_digits
        if cell and not (short and _FIGURE.fullmatch(cell)):
            why = f"{column} holds {_shown(cell)}, no plain figure"
            raise refused(self.where, why, _PLAIN)
        return cell

    def count(self, column: str) -> int | None:
        """The count in a column, None where the cell is empty.

        Raises:
            ReferenceDataError: where it holds something else, or less than nothing.
        """
        cell = self.cells[column].strip()
        if not cell:
            return None
        found = _COUNT.fullmatch(cell)
        if found is None or len(found[1]) > adapter_rules().limits.figure_digits:
            why = f"{column} holds {_shown(cell)}, no count"
            raise refused(self.where, why, "use whole numbers from 0 on")
        return int(found[1])


class PublishedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its file, its columns and its rows."""

    item: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, known: Sequence[str], what: str, *, given: str | None = None) -> str:
        """The column that holds ``what``: the one ``given``, or the first known name it has.

        Raises:
            ReferenceDataError: where the table has neither.
        """
        found = known_column(self.header, (given,) if given else known)
        if found is None:
            wanted = repr(given) if given else f"any of {', '.join(known)}"
            raise refused(
                self.item,
                f"it has no column for {what} ({wanted}); it has {', '.join(self.header)}",
                "name the column with an option or in the file given with --about",
            )
        return found


def read_table(file: PublishedFile) -> PublishedTable:
    """The table of a CSV file, or of JSON that is a list of objects.

    Raises:
        ReferenceDataError: where it is neither, or a row is malformed; it names the row.
    """
    text = file.text()
    json = text.lstrip().startswith(("[", "{"))
    table = _from_json(file.name, text) if json else _from_csv(file.name, text)
    if not table.rows:
        raise refused(file.name, "it has no rows", "give a file with data in it")
    return table


def read_tables(files: Iterable[PublishedFile]) -> PublishedTable:
    """The rows of several files with the same columns, one after the other.

    Raises:
        ReferenceDataError: where one cannot be read, or has other columns than the first.
    """
    tables = [read_table(file) for file in files]
    first = tables[0]
    for table in tables[1:]:
        if table.header != first.header:
            why = f"its columns are not those of {first.item}"
            raise refused(table.item, why, "add files of one form at a time")
    return PublishedTable(
        item=first.item, header=first.header, rows=tuple(r for table in tables for r in table.rows)
    )


def _from_csv(item: str, text: str) -> PublishedTable:
    first = text.partition("\n")[0]
    delimiter = max(adapter_rules().delimiters.known, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(item, cells)
                continue
            if len(cells) != len(header):
                why = f"it has {len(cells)} cells, the header has {len(header)}"
                raise refused(f"{item}, row {reader.line_num}", why, "mend or remove the row")
            _refuse_large(item, reader.line_num, cells, len(rows))
            rows.append(Row(item, reader.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        where = f"{item}, row {reader.line_num}"
        raise refused(where, f"it is not CSV ({error})", "mend or remove the row") from error
    return PublishedTable(item=item, header=header, rows=tuple(rows))


def _header(item: str, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    if twice:
        raise refused(item, f"the column {twice[0]!r} stands twice", "rename one of the two")
    if len(names) > adapter_rules().limits.columns:
        raise refused(item, f"it has {len(names):,} columns", "give the columns that you need")
    if len(names) < 2:
        why = f"its first row holds {_shown(names[0])}, no header of columns"
        raise refused(item, why, "give CSV with one header row")
    return names


def _from_json(item: str, text: str) -> PublishedTable:
    try:
        found: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise refused(item, f"it is not JSON ({error})", "fetch the file again") from error
    if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
        raise refused(item, "it is no list of objects", "give JSON with one object a day or row")
    header = tuple(dict.fromkeys(name for one in found for name in one))
    _header(item, header or ("",))
    return PublishedTable(item=item, header=header, rows=tuple(_objects(item, header, found)))


def _objects(item: str, header: Sequence[str], found: list[dict[str, Any]]) -> Iterator[Row]:
    for number, one in enumerate(found, 1):
        cells = {name: _cell(item, number, one.get(name)) for name in header}
        _refuse_large(item, number, list(cells.values()), number)
        yield Row(item, number, cells)


def _cell(item: str, number: int, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        why = f"it holds {_shown(str(value))} where a figure or words should stand"
        raise refused(f"{item}, row {number}", why, "give flat objects")
    try:
        return str(value)
    except ValueError as error:
        where = f"{item}, row {number}"
        raise refused(where, "it holds an absurdly long number", _PLAIN) from error


def _refuse_large(item: str, number: int, cells: Sequence[str], rows: int) -> None:
    limits = adapter_rules().limits
    if rows >= limits.rows:
        raise refused(item, f"it has more than {limits.rows:,} rows", "give the part you need")
    if max(map(len, cells)) > limits.cell:
        why = f"a cell has more than {limits.cell:,} characters"
        raise refused(f"{item}, row {number}", why, "mend or remove the row")


def once_a_day(rows: Iterable[tuple[dt.date, Row]]) -> list[tuple[dt.date, Row]]:
    """The rows by day, ascending.

    Raises:
        ReferenceDataError: where a day stands twice; it names both rows.
    """
    found: dict[dt.date, Row] = {}
    for day, row in rows:
        if day in found:
            raise twice(row, f"{day}", found[day])
        found[day] = row
    return sorted(found.items())


def twice(row: Row, what: str, before: Row) -> ReferenceDataError:
    """The error for something that stands in two rows."""
    why = f"{what} stands twice: it stands in row {before.number} of {before.item} too"
    return refused(row.where, why, "remove the row that is wrong")


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:40] + "…")
