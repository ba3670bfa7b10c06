"""Documented losses item by item: one row for each piece of evidence.

Such rows are no counts: a row stays when an item is filed anew, so they overcount. They tell what
was documented, and how long after the evidence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import get_args

import msgspec

from onrecord.record import Disposition
from onrecord.reference.adapters.adapted import Adapted, AdaptedTable, Recording, Task, changes
from onrecord.reference.adapters.losses import ledger_table
from onrecord.reference.adapters.opening import PublishedFile, refused
from onrecord.reference.adapters.parties import PartyNames, classes_for, required_party
from onrecord.reference.adapters.rules import adapter_rules, column_key, known_column
from onrecord.reference.adapters.tables import PublishedTable, Row, read_table, read_tables

_LIST_NUMBER = re.compile(r"\d{1,4} (?!mm\b)(?=\S)")
_POST = re.compile(r"(?:twitter|x)\.com/[^/\s]+/status/(\d{15,20})")
_POSTS_SINCE_MS = 1_288_834_974_657
"""The moment from which the ids of posts count milliseconds, in their upper bits."""
_DISPOSITIONS: tuple[str, ...] = get_args(Disposition)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One documented item: when it was recorded, and the day of its evidence where that tells."""

    day: dt.date
    party: str
    system: str
    as_published: str
    classes: tuple[str, ...]
    disposition: str
    evidence: str
    evidence_day: dt.date | None


def read_events(task: Task) -> Adapted:
    """The events, and a ledger of what they add up to; an item filed anew counts as it is filed.

    Raises:
        ReferenceDataError: where a row is malformed, or names no party or disposition.
    """
    reading = _Reading(task, read_tables(task.files))
    events = sorted(reading.events(), key=lambda event: (event.day, event.party))
    columns = ("destroyed", "abandoned", "captured", "damaged", "total")
    counts = changes(_recordings(events), columns)
    days = sorted({str(event.day) for event in events})
    return Adapted(
        tables=(
            ledger_table(task, counts, columns, "rows of documented losses"),
            AdaptedTable(
                name="days", fields=(("date", "date"),), rows=tuple((day,) for day in days)
            ),
            _event_table(events),
        ),
        start=events[0].day,
        end=events[-1].day,
        unit="items",
        bias="estimate",
        date_means="day_of_recording",
        parties=tuple(sorted({event.party for event in events})),
        defects=(
            "rows are no counts: an old row stays when an item is filed anew, so they overcount",
            "the day is that of recording, not of the loss",
            *reading.noticed(events),
        ),
    )


def without_list_number(system: str) -> str:
    """The name of a system without the number it has in a list, where that sticks to it.

    >>> without_list_number("1220 BMP-2(K)"), without_list_number("152mm 2S5 Giatsint-S")
    ('BMP-2(K)', '152mm 2S5 Giatsint-S')
    """
    return _LIST_NUMBER.sub("", system, count=1) if _LIST_NUMBER.match(system) else system


def day_of_post(address: str) -> dt.date | None:
    """The day (UTC) of a post on X, formerly Twitter, told from its id; None for other addresses.

    >>> day_of_post("https://twitter.com/somebody/status/1568895598777991169")
    datetime.date(2022, 9, 11)
    """
    found = _POST.search(address)
    if found is None:
        return None
    moment = (int(found[1]) >> 22) + _POSTS_SINCE_MS
    return dt.datetime.fromtimestamp(moment / 1000, dt.UTC).date()


class _Reading:
    def __init__(self, task: Task, table: PublishedTable) -> None:
        known = adapter_rules().events
        about = task.about
        self._table = table
        self._day = table.column(adapter_rules().day.names, "days", given=about.day)
        self._system = table.column(known["system"], "the system that was lost")
        self._disposition = table.column(known["disposition"], "what became of it")
        self._evidence = table.column(known["evidence"], "the evidence")
        self._party = known_column(table.header, known["party"])
        self._of = "" if self._party else required_party(task.profile, about.of, task.item, "--of")
        self._names = PartyNames(about, task.profile)
        models = task.beside.get("models")
        self._types = types_of_models(models) if models else {}
        self._classes = classes_for(about, "oryx")

    def events(self) -> list[Event]:
        return [self._event(row) for row in self._table.rows]

    def _event(self, row: Row) -> Event:
        published = row.cells[self._system].strip()
        system = without_list_number(published)
        disposition = column_key(row.cells[self._disposition])
        if disposition not in _DISPOSITIONS:
            why = f"{self._disposition} holds {row.cells[self._disposition]!r}"
            raise refused(row.where, why, f"use one of {', '.join(_DISPOSITIONS)}")
        evidence = row.cells[self._evidence].strip()
        kind = self._types.get(column_key(system), column_key(system))
        return Event(
            day=row.day(self._day),
            party=self._names.of(row, self._party) if self._party else self._of,
            system=system,
            as_published=published,
            classes=self._classes.get(kind, ()),
            disposition=disposition,
            evidence=evidence,
            evidence_day=day_of_post(evidence),
        )

    def noticed(self, events: list[Event]) -> tuple[str, ...]:
        stuck = sum(event.system != event.as_published for event in events)
        unknown = sum(not event.classes for event in events)
        undated = sum(event.evidence_day is None for event in events)
        total = len(events)
        counted = (
            (stuck, "have the number of the list stuck to the system's name; it is left off"),
            (unknown, "are of no known class and count only in 'all'"),
            (undated, "rest on evidence that tells no day"),
        )
        return tuple(f"{n:,} of {total:,} rows {words}" for n, words in counted if n)


def types_of_models(file: PublishedFile) -> Mapping[str, str]:
    """The folded type of each folded model, from a list of models (CSV or JSON).

    Raises:
        ReferenceDataError: where the list cannot be read, or has no such columns.
    """
    table = read_table(file)
    known = adapter_rules().models
    model, kind = table.column(known["model"], "models"), table.column(known["type"], "types")
    return {column_key(row.cells[model]): column_key(row.cells[kind]) for row in table.rows}


def _recordings(events: list[Event]) -> list[Recording]:
    """Cumulative counts by day; an item recorded again is moved to its new disposition."""
    filed: dict[tuple[str, str, str], Event] = {}
    running: dict[tuple[str, str], dict[str, int]] = {}
    found: dict[dt.date, dict[tuple[str, str], dict[str, int]]] = {}
    for event in events:
        key = (event.party, event.as_published, event.evidence)
        before = filed.get(key)
        filed[key] = event
        for item in ("all", *event.classes):
            counts = running.setdefault((event.party, item), {})
            if before is not None:
                counts[before.disposition] -= 1
                counts["total"] -= 1
            for name in (event.disposition, "total"):
                counts[name] = counts.get(name, 0) + 1
            found.setdefault(event.day, {})[event.party, item] = dict(counts)
    return list(found.items())


def _event_table(events: list[Event]) -> AdaptedTable:
    return AdaptedTable(
        name="events",
        fields=(
            ("date", "date"),
            ("party", "string"),
            ("system", "string"),
            ("system_as_published", "string"),
            ("classes", "string"),
            ("disposition", "string"),
            ("evidence", "string"),
            ("evidence_date", "date"),
        ),
        rows=tuple(
            (
                str(event.day),
                event.party,
                event.system,
                event.as_published,
                " ".join(event.classes),
                event.disposition,
                event.evidence,
                str(event.evidence_day or ""),
            )
            for event in events
        ),
        key=(),
    )
