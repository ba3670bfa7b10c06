"""Official daily claims: a party's cumulative count of its opponent's losses, a day a row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from onrecord.reference.adapters.adapted import Adapted, AdaptedTable, Recording, Task, changes
from onrecord.reference.adapters.losses import ledger_table
from onrecord.reference.adapters.opening import PublishedFile, refused
from onrecord.reference.adapters.parties import classes_for, required_party
from onrecord.reference.adapters.rules import adapter_rules, column_key
from onrecord.reference.adapters.tables import (
    PublishedTable,
    Row,
    once_a_day,
    read_table,
    read_tables,
)

PERSONNEL = "personnel"


def read_claims(task: Task) -> Adapted:
    """A ledger of claimed totals by class; columns that are no known type are left out, and said.

    Raises:
        ReferenceDataError: where a row is malformed, a day stands twice, or it is not said whose
            losses are claimed by whom.
    """
    table = read_tables(task.files)
    of = required_party(task.profile, task.about.of, task.item, "--of")
    required_party(task.profile, task.about.party or "", task.item, "--party")
    items = _items(task, table)
    if not items:
        why = f"no column counts a known type ({', '.join(table.header)})"
        raise refused(task.item, why, "say under [items] of --about what each column counts")
    day = table.column(adapter_rules().day.names, "days", given=task.about.day)
    rows = once_a_day((row.day(day), row) for row in table.rows)
    recordings: list[Recording] = [(when, _counts(row, items, of)) for when, row in rows]
    counts = changes(recordings, ("total",))
    corrections = _corrections(task, of)
    days = AdaptedTable(
        name="days", fields=(("date", "date"),), rows=tuple((str(when),) for when, _ in rows)
    )
    people = {item for one in items.values() for item in one} == {PERSONNEL}
    return Adapted(
        tables=(
            ledger_table(
                task, counts, ("total",), "losses claimed", "corrections" if corrections else None
            ),
            days,
            *((corrections,) if corrections else ()),
        ),
        start=rows[0][0],
        end=rows[-1][0],
        unit="people" if people else "items",
        bias="official_claim",
        date_means="day_of_publication",
        parties=(of,),
        defects=(*_unknown(task, table, items, day), *_dropped(rows, items)),
    )


def _items(task: Task, table: PublishedTable) -> Mapping[str, tuple[str, ...]]:
    """The items that each column of the table counts."""
    classes = classes_for(task.about, "ua_general_staff")
    people = [column_key(name) for name in adapter_rules().claims["personnel"]]
    found = {}
    for column in table.header:
        key = column_key(column)
        items = (PERSONNEL,) if key in people and key not in classes else classes.get(key, ())
        if items:
            found[column] = items
    return found


def _counts(
    row: Row, items: Mapping[str, tuple[str, ...]], of: str
) -> Mapping[tuple[str, str], dict[str, int]]:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for column, classes in items.items():
        claimed = row.count(column)
        for item in classes if claimed is not None else ():
            total = counts.setdefault((of, item), {"total": 0})
            total["total"] += claimed or 0
    return counts


def _unknown(
    task: Task, table: PublishedTable, items: Mapping[str, tuple[str, ...]], day: str
) -> tuple[str, ...]:
    known = classes_for(task.about, "ua_general_staff")
    others = {column_key(name) for name in adapter_rules().claims["others"]}
    left = [
        column
        for column in table.header
        if column not in items and column != day and column_key(column) not in others
    ]
    meant = [column for column in left if column_key(column) not in known]
    apart = [column for column in left if column_key(column) in known]
    told = []
    if meant:
        told.append(f"columns that are no known type are left out: {', '.join(meant)}")
    if apart:
        told.append(f"types of no class of the vocabulary are left out: {', '.join(apart)}")
    return tuple(told)


def _dropped(
    rows: list[tuple[dt.date, Row]], items: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Columns that stop or begin inside the table: the categories changed."""
    told = []
    by_ends: Counter[tuple[str, str]] = Counter()
    for column in items:
        given = [when for when, row in rows if row.cells[column].strip()]
        if given and given[0] > rows[0][0]:
            by_ends[f"begins on {given[0]}", column] += 1
        if given and given[-1] < rows[-1][0]:
            by_ends[f"ends on {given[-1]}", column] += 1
    for (words, column), _ in sorted(by_ends.items()):
        told.append(f"the column {column} {words}")
    return tuple(told)


def _corrections(task: Task, of: str) -> AdaptedTable | None:
    """By how much the publisher corrected each total, day by day, beyond what it claimed anew."""
    file: PublishedFile | None = task.beside.get("corrections")
    if file is None:
        return None
    table = read_table(file)
    day = table.column(adapter_rules().day.names, "days")
    items = _items(task, table)
    rows = []
    for when, row in once_a_day((row.day(day), row) for row in table.rows):
        deltas: Counter[str] = Counter()
        for column, classes in items.items():
            for item in classes:
                deltas[item] += int(float(row.figure(column) or 0))
        rows += [(str(when), of, item, delta) for item, delta in sorted(deltas.items()) if delta]
    fields = (("date", "date"), ("party", "string"), ("item", "string"), ("change", "integer"))
    key = ("date", "party", "item")
    return AdaptedTable(name="corrections", fields=fields, rows=tuple(rows), key=key)
