"""The rows of reference data that a figure rests on, and the arithmetic over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from onrecord.checking.joint import JointSeries
from onrecord.record import Disposition
from onrecord.reference.ledgers import Ledger
from onrecord.reference.types import Flag, Series, Value

LineWay = Literal["low", "high"]
"""The line 2 km further in, or further out."""


class Row(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One value of a series or one count of a ledger, as published, and where it stands.

    ``reference`` is the data package, ``title`` what a reader calls its series or list, ``source``
    the id of the series or ledger. The row of ``day`` in ``file`` holds it: the sum of
    ``columns`` times ``scale``. ``as_of`` is the day it speaks for: of a cumulative count, the
    last recording that left it unchanged. ``party``, ``item`` and ``disposition`` are empty for a
    series. ``flags`` say what the rules found about the value itself. A row that says who held the
    place ``item`` names the ``holder``, and its value is 1.
    """

    reference: str
    source: str
    title: str = ""
    file: str = ""
    day: dt.date
    as_of: dt.date
    columns: tuple[str, ...] = ()
    scale: float = 1.0
    party: str = ""
    item: str = ""
    disposition: Disposition | str = ""
    holder: str = ""
    value: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worked:
    """Rows, and formulas over them: ``r1`` is the first, ``value`` the first formula's result.

    The formulas are in Python's grammar, with ``max`` and ``abs``. ``low`` and ``high`` are None
    where the figure states no range; ``base`` is what a change is measured from.
    """

    rows: tuple[Row, ...]
    value: str
    low: str | None = None
    high: str | None = None
    base: str = ""

    def share_of(self, whole: str) -> Worked:
        """The same as a share, in per cent, of a whole: a row's name or a number."""
        return replace(
            self,
            value=f"100 * ({self.value}) / {whole}",
            low=_shared(self.low, whole),
            high=_shared(self.high, whole),
        )

    def within(self, margin: float) -> Worked:
        """The same with a range of so much of the figure on either side."""
        if margin == 0.0:
            return self
        room = f"abs(value) * {margin:g}"
        return replace(self, low=f"value - {room}", high=f"value + {room}")


@dataclass
class Rows:
    """Rows in the order in which formulas name them; a row that is named again is not repeated."""

    found: list[Row] = field(default_factory=list)

    def of(self, series: Series, value: Value) -> str:
        """The name of a value in a formula."""
        if isinstance(series, JointSeries):
            parts = [(part, part.at(value.day)) for part in series.parts]
            return _sum(self.of(part, here) for part, here in parts if here is not None)
        return self._name(_series_row(series, value))

    def moved(self, series: Series, value: Value, way: LineWay) -> str:
        """The name, in a formula, of what a value comes to with the line moved in or out."""
        if isinstance(series, JointSeries):
            parts = [(part, part.at(value.day)) for part in series.parts]
            return _sum(self.moved(part, here, way) for part, here in parts if here is not None)
        return self._name(_moved_row(series, value, way))

    def count(
        self, ledger: Ledger, day: dt.date, party: str, item: str, how: Disposition | None
    ) -> str:
        """The name of a count in a formula."""
        row = _ledger_row(ledger, day, (party, item, how))
        return self._name(row) if row is not None else "0"

    def keep(self, row: Row) -> str:
        """The name of a row that is at hand."""
        return self._name(row)

    def worked(
        self, value: str, low: str | None = None, high: str | None = None, base: str = ""
    ) -> Worked:
        """The rows with formulas over them."""
        return Worked(tuple(self.found), value, low, high, base)

    def _name(self, row: Row) -> str:
        if row not in self.found:
            self.found.append(row)
        return f"r{self.found.index(row) + 1}"


def flag_words(flag: Flag) -> str:
    """A flag by rule and days: "spike 2031-05-28"."""
    days = f"{flag.start}" if flag.start == flag.end else f"{flag.start}/{flag.end}"
    return f"{flag.rule} {days}"


def _sum(terms: Iterable[str]) -> str:
    listed = list(terms)
    return f"({' + '.join(listed)})" if len(listed) > 1 else "".join(listed) or "0"


def _shared(formula: str | None, whole: str) -> str | None:
    """A bound as a share; one that is made from the value itself stays as it is."""
    if formula is None or "value" in formula:
        return formula
    return f"100 * ({formula}) / {whole}"


def _moved_row(series: Series, value: Value, way: LineWay) -> Row:
    row, moved = _series_row(series, value), value.low if way == "low" else value.high
    bounds = series.origin.bounds if series.origin else None
    return msgspec.structs.replace(
        row,
        file=bounds.resource if bounds else row.file,
        columns=(getattr(bounds, way),) if bounds else (),
        scale=row.scale,
        value=value.value if moved is None else moved,
        flags=(),
    )


def _series_row(series: Series, value: Value) -> Row:
    origin = series.origin
    return Row(
        reference=series.reference.name,
        source=series.id,
        title=series.short_title,
        file=origin.file if origin else "",
        day=value.day,
        as_of=value.day,
        columns=origin.columns if origin else (),
        scale=origin.scale if origin else 1.0,
        value=value.value,
        flags=tuple(flag_words(flag) for flag in value.flags),
    )


def _ledger_row(
    ledger: Ledger, day: dt.date, entry: tuple[str, str, Disposition | None]
) -> Row | None:
    party, item, how = entry
    count, entered = ledger.at(day, party, item, how), ledger.entered(day, party, item, how)
    if count is None or entered is None:
        return None
    origin = ledger.origin
    flags = ledger.flags_against(count.as_of, count.as_of, party, item, how)
    return Row(
        reference=ledger.reference.name,
        source=ledger.id,
        title=ledger.short_title,
        file=origin.file if origin else "",
        day=entered.as_of,
        as_of=count.as_of,
        columns=(origin.counts[how or ""],) if origin and (how or "") in origin.counts else (),
        party=party,
        item=item,
        disposition=how or "",
        value=count.count,
        flags=tuple(flag_words(flag) for flag in flags),
    )
