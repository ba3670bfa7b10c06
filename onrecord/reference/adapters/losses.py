"""Documented losses: counts by party and type as of a day (states of a list, or daily counts)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from onrecord.record import Disposition
from onrecord.reference.adapters.adapted import Adapted, AdaptedTable, Recording, Task, changes
from onrecord.reference.adapters.opening import refused
from onrecord.reference.adapters.parties import PartyNames, classes_for, required_party
from onrecord.reference.adapters.rules import adapter_rules, column_key, known_column
from onrecord.reference.adapters.tables import PublishedTable, Row, read_tables
from onrecord.reference.packages import LedgerColumns, ResourceMeaning

DISPOSITIONS = ("destroyed", "abandoned", "captured", "damaged", "total")
_Type = tuple[str, str]
"""A party and a folded type, or a class, of equipment."""
_NEVER = dt.date.max
_SUMMARY = re.compile(r"\d[\d,]*, of which", re.IGNORECASE)


def read_losses(task: Task) -> Adapted:
    """A ledger of documented items by party, class and disposition.

    A table with states lists every type in each; where a day has several, the first in the file
    is taken. A table without lists what changed: a type that is not there stands as it stood. A
    type that stands twice on a day is summed, one that is not known counts only in what the table
    itself calls all.

    Raises:
        ReferenceDataError: where a row is malformed or names no party.
    """
    table = read_tables(task.files)
    book = _Book(task, table)
    for row in table.rows:
        book.enter(row)
    counts = changes(book.recordings(), book.columns)
    if not counts:
        why = "no row counts a known type"
        raise refused(task.item, why, "say under [items] of --about what each type counts in")
    days = tuple((str(day), state) for day, state in sorted(book.states.items()))
    return Adapted(
        tables=(
            ledger_table(task, counts, book.columns, "losses documented by photograph or video"),
            AdaptedTable(name="days", fields=(("date", "date"), ("state", "string")), rows=days),
        ),
        start=min(book.states),
        end=max(book.states),
        unit="items",
        bias="lower_bound",
        date_means="day_of_recording",
        parties=tuple(sorted({str(row[1]) for row in counts})),
        defects=book.noticed(),
    )


def ledger_table(
    task: Task,
    counts: tuple[tuple[object, ...], ...],
    columns: tuple[str, ...],
    words: str,
    corrections: str | None = None,
) -> AdaptedTable:
    """The table of changed counts, described as a ledger; ``corrections`` names their resource."""
    by_column = {name: "" if name == "total" else name for name in columns}
    meaning = LedgerColumns(
        id="counts",
        definition=task.about.definition or f"{words}, cumulative",
        party="party",
        days="days",
        counts=msgspec.convert(by_column, dict[str, Disposition | Literal[""]]),
        corrections=corrections,
    )
    kinds = (("date", "date"), ("party", "string"), ("item", "string"))
    return AdaptedTable(
        name="counts",
        fields=(*kinds, *((name, "integer") for name in columns)),
        rows=counts,
        key=("date", "party", "item"),
        meaning=ResourceMeaning(ledger=meaning),
    )


class _Book:
    """The counts of a published table, entered row by row."""

    def __init__(self, task: Task, table: PublishedTable) -> None:
        known = adapter_rules().losses
        about = task.about
        self._day = table.column(adapter_rules().day.names, "days", given=about.day)
        self._item = table.column(known["item"], "types of equipment")
        self._party = known_column(table.header, known["party"])
        self._of = "" if self._party else required_party(task.profile, about.of, task.item, "--of")
        self._state = known_column(table.header, known["state"])
        found = {name: known_column(table.header, known[name]) for name in DISPOSITIONS}
        self._published = {name: column for name, column in found.items() if column is not None}
        if not self._published:
            table.column(DISPOSITIONS, "counts")
        self._names = PartyNames(about, task.profile)
        self._classes = classes_for(about, "oryx")
        self._seen: Counter[tuple[dt.date, str, str]] = Counter()
        self._unknown: Counter[str] = Counter()
        self._summaries = 0
        self._days: dict[dt.date, dict[_Type, dict[str, int]]] = {}
        self.columns = tuple(self._published)
        self.states: dict[dt.date, str] = {}

    def enter(self, row: Row) -> None:
        """Adds a row to the counts of its day, unless a newer state of that day stands above."""
        day = row.day(self._day)
        state = row.cells[self._state] if self._state else ""
        if self.states.setdefault(day, state) != state:
            return
        kind = row.cells[self._item]
        if _SUMMARY.search(kind):
            self._summaries += 1
            return
        party = self._names.of(row, self._party) if self._party else self._of
        key = column_key(kind)
        if key not in self._classes:
            self._unknown[kind.strip()] += 1
        self._seen[day, party, key] += 1
        counts = self._days.setdefault(day, {}).setdefault((party, key), {})
        for name, column in self._published.items():
            count = row.count(column)
            if count is not None:
                counts[name] = counts.get(name, 0) + count

    def recordings(self) -> Iterator[Recording]:
        """The counts by class, day by day."""
        retired = {} if self._state else self._retired()
        standing: dict[_Type, dict[str, int]] = {}
        for day, found in sorted(self._days.items()):
            if self._state:
                standing = found
            else:
                for kind, counts in found.items():
                    standing[kind] = standing.get(kind, {}) | counts
                standing = {k: v for k, v in standing.items() if not day >= retired.get(k, _NEVER)}
            yield day, self._by_class(standing)

    def _by_class(self, types: Mapping[_Type, Mapping[str, int]]) -> dict[_Type, dict[str, int]]:
        summed: dict[_Type, dict[str, int]] = {}
        for (party, key), counts in types.items():
            for item in self._classes.get(key, ()):
                total = summed.setdefault((party, item), {})
                for name, count in counts.items():
                    total[name] = total.get(name, 0) + count
        return summed

    def _retired(self) -> dict[_Type, dt.date]:
        """From which day on a type goes by another name.

        It has no more rows, and afterwards a type of the same classes begins.
        """
        first: dict[_Type, dt.date] = {}
        last: dict[_Type, dt.date] = {}
        for day, found in sorted(self._days.items()):
            for kind in found:
                first.setdefault(kind, day)
                last[kind] = day
        retired = {}
        for (party, key), ended in last.items():
            begun = [
                day
                for (of, other), day in first.items()
                if of == party and self._classes.get(other) == self._classes.get(key)
            ]
            after = [day for day in begun if day > ended]
            if after:
                retired[party, key] = min(after)
        return retired

    def noticed(self) -> tuple[str, ...]:
        """What is odd about the table, in words."""
        found = []
        twice = [key for key, times in self._seen.items() if times > 1]
        if twice:
            days = len({day for day, _, _ in twice})
            kinds = ", ".join(sorted({kind for _, _, kind in twice}))
            found.append(f"on {days} days a type stands twice; both are counted ({kinds})")
        if self._summaries:
            found.append(f"{self._summaries:,} rows sum up others and are left out")
        if self._unknown:
            kinds = ", ".join(sorted(self._unknown))
            found.append(f"types of no known class count only in 'all': {kinds}")
        return tuple(found)
