"""Tables: CSV, JSON Lines and JSON arrays, one report or post a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

import msgspec

from onrecord.errors import ReadingError
from onrecord.reading.decoding import encoding_of
from onrecord.reading.layout import Layout
from onrecord.reading.posts import Account, Passage, lay_out, one_line
from onrecord.reading.reader import lay_out_text, looks_like_html
from onrecord.reading.sources.dates import day
from onrecord.reading.sources.failing import refused
from onrecord.reading.sources.files import head_of
from onrecord.reading.sources.mappings import Mapping, load_mapping
from onrecord.reading.sources.parts import decoded, mapped
from onrecord.reading.sources.types import ROW, Entry, Item, Pairs, Skipped, Stream
from onrecord.reading.sources.work import Held, Work
from onrecord.record import ChannelName, Span
from onrecord.text import fold

CSV = "text/csv"
JSON_LINES = "application/jsonl"
JSON_ARRAY = "application/json"

_DELIMITERS = ",;\t|"
_SAY_WHICH = "say which column is the text in a mapping file (docs/sources.md)"
_MEND = "mend that row in the table"
_UNTOLD = frozenset({"text", "title", "url", "outlet", "author", "platform"})
_FORWARDED = "Forwarded from "


def csv_entries(held: Held, work: Work) -> Stream:
    """The rows of a CSV file; its first row names the columns."""
    rows = _Rows(held, work, CSV)
    yield from rows.announced()
    held.file.seek(0)
    encoding, errors = encoding_of(head_of(held.file))
    text = io.TextIOWrapper(held.file, encoding, errors, newline="")
    try:
        yield from _csv_rows(rows, text)
    except csv.Error as error:
        why = f"behind row {rows.number} a quotation mark is not closed, or a cell is too large"
        raise ReadingError(held.name, f"{why} ({error})", _MEND) from error
    finally:
        text.detach()
    yield from rows.skipped_entries()


def _csv_rows(rows: _Rows, text: io.TextIOWrapper) -> Iterator[Entry]:
    limit = csv.field_size_limit(rows.work.options.limits.report_bytes)
    try:
        opening = text.readline(rows.work.options.limits.report_bytes)
        delimiter = max(_DELIMITERS, key=opening.count)
        names = next(csv.reader([opening], delimiter=delimiter), [])
        names = [name.strip() for name in names]
        columns = _columns_of(rows, names)
        for cells in csv.reader(text, delimiter=delimiter):
            rows.number += 1
            if not any(cells):
                continue
            if any(cells[len(names) :]):
                why = f"it has {len(cells)} cells, the first row has {len(names)}"
                yield refused(rows.name(), why, _MEND)
                continue
            row = dict(zip(names, cells, strict=False))
            yield from rows.entry(row, msgspec.json.encode(row), columns)
    finally:
        csv.field_size_limit(limit)


def _columns_of(rows: _Rows, names: list[str]) -> Pairs:
    """The columns of a table whose first row names them.

    Raises:
        ReadingError: where the mapping names others, or none is known to be the text.
    """
    columns = rows.mapping.of(names)
    has = f"its columns are {', '.join(names[:40])}"
    for _, column in columns:
        if column not in names:
            raise ReadingError(
                rows.held.name, f"it has no column {column!r}; {has}", "correct the mapping file"
            )
    if "text" not in dict(columns):
        raise ReadingError(rows.held.name, f"no column is known to be the text; {has}", _SAY_WHICH)
    return columns


def lines_entries(held: Held, work: Work) -> Stream:
    """The lines of a JSON Lines file, each an object."""
    rows = _Rows(held, work, JSON_LINES)
    yield from rows.announced()
    limit = work.options.limits.report_bytes
    held.file.seek(0)
    while line := held.file.readline(limit + 1):
        rows.number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = held.file.readline(limit + 1)
            why = f"it has more than the {limit:,} bytes a report may have"
            yield refused(rows.name(), why, "leave it out")
        elif line.strip(b"\xef\xbb\xbf\r\n\t "):
            yield from rows.object(line.strip(b"\xef\xbb\xbf\r\n\t "))
    yield from rows.skipped_entries()


def array_entries(held: Held, work: Work) -> Stream:
    """The objects of a JSON array."""
    rows = _Rows(held, work, JSON_ARRAY)
    yield from rows.announced()
    with mapped(held) as view:
        parts = decoded(view, list[msgspec.Raw], held.name, "a whole JSON array", "export it again")
        for part in parts:
            rows.number += 1
            yield from rows.object(bytes(part))
    yield from rows.skipped_entries()


@dataclass
class _Rows:
    """The rows of one table, numbered from 1 behind its head, as items."""

    held: Held
    work: Work
    media_type: str
    number: int = 0
    seen: set[str] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        path = self.work.options.mapping
        self.mapping = load_mapping(path) if path is not None else Mapping()
        self.container = self.held.container(self.media_type, self.work)

    def announced(self) -> Iterator[Entry]:
        """The table itself, unless an archive around it was told of."""
        if self.held.within is None:
            yield self.container

    def name(self) -> str:
        """The name of the row that is being read, by its number."""
        return self.held.at(f"row/{self.number}")

    def object(self, content: bytes) -> Iterator[Entry]:
        """The item of one JSON object."""
        try:
            row = msgspec.json.decode(content, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            yield refused(self.name(), f"it is no JSON object ({error})", _MEND)
            return
        columns = self.mapping.of(row)
        if "text" not in dict(columns):
            has = f"its keys are {', '.join(list(row)[:40])}"
            yield refused(self.name(), f"no key is known to be the text; {has}", _SAY_WHICH)
            return
        yield from self.entry(row, content, columns)

    def entry(self, row: dict[str, Any], content: bytes, columns: Pairs) -> Iterator[Entry]:
        """The item of one row."""
        told = {field: _cell(row, column) for field, column in columns}
        if not told["text"].strip():
            self.skipped["rows without words"] += 1
            return
        locator = f"id/{told['id']}" if told.get("id") else f"row/{self.number}"
        if locator in self.seen:
            yield refused(self.name(), f"another row has the id {told['id']!r}", _MEND)
            return
        self.seen.add(locator)
        name = self.held.at(locator)
        if self.work.is_left_out(name):
            return
        told = {**{key: value for key, value in told.items() if value}}
        told = {**self.mapping.constants, **told}
        yield Item(
            name=name,
            source=self.work.source,
            locator=self.held.place(locator),
            media_type=ROW,
            content=content,
            container_sha256=self.container.sha256,
            url=told.get("url"),
            published=day(told.get("published")),
            title=one_line(told.get("title", "")) or None,
            outlet=told.get("outlet"),
            author=told.get("author"),
            platform=_platform(told.get("platform")),
            context=tuple((key, value) for key, value in told.items() if key not in _UNTOLD),
            columns=columns,
        )

    def skipped_entries(self) -> Iterator[Skipped]:
        """What was left out, counted."""
        for what, count in self.skipped.items():
            yield Skipped(name=self.held.name, what=what, count=count)


def _cell(row: dict[str, Any], column: str) -> str:
    """A cell as text; "user.name" reaches into an object of a JSON row."""
    value: Any = row
    for key in [column] if column in row else column.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool) or value is None:
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _platform(name: str | None) -> ChannelName | None:
    """The platform of that name, however it is spelt; Twitter is X."""
    wanted = fold(name or "")
    if wanted == "twitter":
        return "X"
    return next((known for known in get_args(ChannelName) if fold(known) == wanted), None)


def layout_of(item: Item) -> Layout:
    """The layout of one row: of a report its text, of a post its author and the words.

    Raises:
        ReadingError: where the bytes are no row.
        TooLargeError: where it is longer than a report can be.
    """
    try:
        row = msgspec.json.decode(item.content, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError(item.name, f"it is no row ({error})", _MEND) from error
    columns = dict(item.columns)
    words = _cell(row, columns.get("text", "")).replace("\r\n", "\n")
    if item.platform is None:
        return lay_out_text(words, item.name, is_html=looks_like_html(words, ""))
    told = dict(item.context)
    account = Account(item.author, told.get("handle"))
    origin = one_line(told.get("forwarded_from", ""))
    if not origin:
        return lay_out(account, (Passage(words),), item.platform)
    place = Span(len(_FORWARDED), len(_FORWARDED) + len(origin))
    passage = Passage(words, passed_on=True, lead=f"{_FORWARDED}{origin}\n\n", name=place)
    return lay_out(account, (passage,), item.platform)
