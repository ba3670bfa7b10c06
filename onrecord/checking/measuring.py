"""What a series measures: levels and changes, each with its arithmetic in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replace_fields

from onrecord.checking.rows import LineWay, Rows, Worked, flag_words
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, number, plural
from onrecord.record import Figure, Unit
from onrecord.reference.types import Flag, Reference, Series, Value

_UNCERTAINTY = re.compile(
    r"(?:±|\+/?[-−]|\+[-−])\s*(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE
)


@dataclass(frozen=True)
class Measured:
    """One figure from one reference, before it is judged.

    ``days`` are the days of the values used (equal for a level); ``notes`` say why it does not
    decide; ``words`` is the arithmetic, to be redone by hand. ``flags`` are all that the rules
    found: those that bar go into the record with the figure, the others into the working.
    ``by_line`` says that the bounds are what a shift of the line by 2 km comes to.
    ``worked`` gives the rows and the formula, for a person to redo it; ``title`` is what a reader
    calls the source. ``holder`` says who held a place, where the figure says that and no amount.
    """

    reference: Reference
    definition: str
    days: tuple[dt.date, dt.date]
    value: float
    unit: Unit
    words: str
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()
    margin: float = 0.0
    bounds: tuple[float, float] | None = None
    by_line: bool = False
    is_level: bool = False
    title: str = ""
    holder: str = ""
    series: Series | None = field(default=None, repr=False, compare=False)
    worked: Callable[[], Worked] | None = field(default=None, repr=False, compare=False)

    @property
    def decides(self) -> bool:
        """Whether nothing speaks against letting this figure decide."""
        return not self.notes and not serious(self.flags)

    @property
    def low(self) -> float:
        """The lower end of what the reference allows."""
        return self.bounds[0] if self.bounds else self.value - abs(self.value) * self.margin

    @property
    def high(self) -> float:
        """The upper end of what the reference allows."""
        return self.bounds[1] if self.bounds else self.value + abs(self.value) * self.margin

    def barred(self, note: str) -> Measured:
        """The same figure, shown and not deciding, for one more reason."""
        return self if note in self.notes else replace(self, notes=(*self.notes, note))

    def figure(self) -> Figure:
        """The figure as the record keeps it."""
        certain = self.holder or (self.bounds is None and self.margin == 0.0)
        return Figure(
            reference=self.reference.name,
            title=self.title or self.reference.short_title or None,
            definition=self.definition,
            as_of=self.days[1] if self.is_level else None,
            window=None if self.is_level else self.days,
            low=None if certain else round(self.low, 1),
            value=None if self.holder else round(self.value, 1),
            high=None if certain else round(self.high, 1),
            unit=self.unit,
            holder=self.holder or None,
            flags=tuple(dict.fromkeys(flag_words(flag) for flag in serious(self.flags))),
            decides=self.decides,
            why="; ".join(self.notes) or None,
        )


def level(series: Series, asked: dt.date) -> tuple[Measured, ...]:
    """The area held on a day: by the last sound value, and as published where that is flagged."""
    found = series.at(asked)
    if found is None:
        return ()
    limit = rules().carry.level
    measured = [_level(series, value, asked, limit) for value in sound_first(series, found, limit)]
    return tuple(measured)


def change(
    series: Series, base: dt.date, end: dt.date, sign: int, role: str
) -> tuple[Measured, ...]:
    """How far the level moved from ``base`` to ``end``, up (``sign`` 1) or down (-1).

    The first figure uses sound values only; a second one, as published, follows where a flagged
    value stands on either day. Empty where the series does not speak of both days.
    """
    first, last = series.at(base), series.at(end)
    if first is None or last is None or base >= end:
        return ()
    limit = rules().carry.over((end - base).days)
    firsts, lasts = sound_first(series, first, limit), sound_first(series, last, limit)
    pairs = dict.fromkeys([(firsts[0].day, lasts[0].day), (first.day, last.day)])
    values = {value.day: value for value in (*firsts, *lasts)}
    return tuple(
        change_between(series, (values[a], values[b]), (base, end), sign, role)
        for a, b in pairs
        if a < b or (a == b and a <= base)
    )


def barring(
    reference: Reference,
    flags: Iterable[Flag],
    asked: Iterable[tuple[dt.date, dt.date]] = (),
    limit: int = 0,
) -> tuple[str, ...]:
    """Why a figure may not decide: a party's own, flagged, or too old for the day asked for.

    ``asked`` pairs each day asked for with the day of the value that answers.
    """
    return (*_party_notes(reference), *_flag_notes(flags), *_age_notes(asked, limit))


def is_flagged(value: Value) -> bool:
    """Whether a flag keeps this value, as a level, from deciding."""
    return any(not flag.informational and not flag.change for flag in value.flags)


def margin_of(series: Series) -> float:
    """The relative uncertainty of a series: as its definition states it ("± n %"), else by rule.

    The rule speaks of a part of a country only, whose outline cuts through what is held.
    """
    stated = _UNCERTAINTY.search(series.definition)
    if stated:
        return min(1.0, float(stated.group(1)) / 100)
    is_part = series.place != series.reference.coverage.place
    return rules().margin["part_of_country"] / 100 if is_part else 0.0


def _level(series: Series, value: Value, asked: dt.date, limit: int) -> Measured:
    flags = flags_against(series, value, value)
    since = _unchanged_since(flags, value.day)
    left_out = _left_out_notes(series)

    bounds = line_bounds([value])

    def worked() -> Worked:
        rows = Rows()
        name = rows.of(series, value)
        if bounds is None:
            return rows.worked(name).within(margin_of(series))
        return rows.worked(
            name, rows.moved(series, value, "low"), rows.moved(series, value, "high")
        )

    return Measured(
        reference=series.reference,
        definition=f"{series.definition}; level",
        days=(value.day, value.day),
        value=value.value,
        unit="km2",
        words=f"{number(value.value, 'km2')} ({day(value.day)})",
        flags=flags,
        notes=(*barring(series.reference, flags, [(asked, since)], limit), *left_out),
        margin=margin_of(series),
        bounds=bounds,
        by_line=bounds is not None,
        is_level=True,
        title=series.short_title,
        series=series,
        worked=worked,
    )


def change_between(
    series: Series,
    values: tuple[Value, Value],
    asked: tuple[dt.date, dt.date],
    sign: int,
    role: str,
) -> Measured:
    """The change between two values that answer for the two days asked for."""
    first, last = values
    flags = flags_against(series, first, last)
    limit = rules().carry.over((asked[1] - asked[0]).days)
    amount = sign * (last.value - first.value)
    left, right = (last, first) if sign > 0 else (first, last)
    days = [(asked[0], first.day), (asked[1], last.day)]

    bounds = line_bounds(values, sign)

    def worked() -> Worked:
        rows = Rows()
        base, end = rows.of(series, first), rows.of(series, last)
        formula = f"{end} - {base}" if sign > 0 else f"{base} - {end}"
        if bounds is None:
            return rows.worked(formula, base=base).within(margin_of(series))
        ways: tuple[LineWay, ...] = ("low", "high")
        moved = [(rows.moved(series, first, way), rows.moved(series, last, way)) for way in ways]
        moves = [formula, *(f"{b} - {a}" if sign > 0 else f"{a} - {b}" for a, b in moved)]
        return rows.worked(formula, least_of(moves), most_of(moves), base=base)

    return Measured(
        reference=series.reference,
        definition=f"{series.definition}; {role}",
        days=(first.day, last.day),
        value=amount,
        unit="km2",
        words=(
            f"{number(left.value)} ({day(left.day)}) − {number(right.value)} ({day(right.day)})"
            f" = {number(amount, 'km2')}"
        ),
        flags=flags,
        notes=barring(series.reference, flags, days, limit),
        margin=margin_of(series),
        bounds=bounds,
        by_line=bounds is not None,
        title=series.short_title,
        series=series,
        worked=worked,
    )


def line_bounds(values: Sequence[Value], sign: int = 1) -> tuple[float, float] | None:
    """What a level, or the change between two, comes to with the line of all days moved alike.

    In, as drawn and out: least and most of the three. None where that was not computed.
    """
    three = [(one.low, one.value, one.high) for one in values]
    if any(low is None or high is None for low, _, high in three):
        return None
    known = [[float(one or 0.0) for one in ways] for ways in three]
    moved = [
        sign * (ways[-1] - ways[0]) if len(ways) > 1 else ways[0]
        for ways in zip(*known, strict=True)
    ]
    return (min(moved), max(moved))


def most_of(formulas: Iterable[str]) -> str:
    """The formula for the most of several."""
    return f"max({', '.join(formulas)})"


def least_of(formulas: Iterable[str]) -> str:
    """The formula for the least of several."""
    return f"-{most_of(f'-({one})' for one in formulas)}"


def sound_first(series: Series, found: Value, limit: int) -> list[Value]:
    """The last sound value within ``limit`` days of ``found``, then ``found`` where it differs."""
    if not is_flagged(found):
        return [found]
    for value in reversed(series.values):
        if value.day < found.day and not is_flagged(value):
            near = (found.day - value.day).days <= limit
            return [value, found] if near else [found]
    return [found]


def flags_against(series: Series, first: Value, last: Value) -> tuple[Flag, ...]:
    """What speaks against the change between two values; against a level where they are one.

    A stretch of one repeated value bars a change where most of the time between the two lies in
    it: a map that was not redrawn shows no change, whatever happened. Elsewhere it is noted.
    """
    found = [*series.flags_against(first.day, last.day)]
    found += [one for one in series.flags if _is_stale(one) and _covers_most(one, first, last)]
    found += [
        flag
        for value in (first, last)
        for flag in value.flags
        if not flag.change or (first.day < flag.end and flag.start <= last.day)
    ]
    return tuple(
        replace_fields(flag, informational=False)
        if _is_stale(flag) and _covers_most(flag, first, last)
        else flag
        for flag in dict.fromkeys(found)
    )


def serious(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags that keep a figure from deciding."""
    return tuple(flag for flag in flags if not flag.informational)


def remarks_of(figures: Iterable[Measured]) -> str:
    """In brackets, what the rules noted and what does not bar; empty where they noted nothing."""
    noted = dict.fromkeys(
        _flag_words(flag) for one in figures for flag in one.flags if flag.informational
    )
    return f" (noted, does not bar: {listed(list(noted))})" if noted else ""


def _is_stale(flag: Flag) -> bool:
    return flag.rule == "stale"


def _unchanged_since(flags: Iterable[Flag], asked: dt.date) -> dt.date:
    """The first day of the stretch of one repeated value that a day lies in; else the day.

    A level repeated for weeks is as old as its last change: no change recorded is not no change.
    """
    return min([flag.start for flag in flags if _is_stale(flag)], default=asked)


def _left_out_notes(series: Series) -> tuple[str, ...]:
    """Why a level says less than the name of its place: the maker leaves part of it out."""
    return (f"leaves out {listed(series.without)}",) if series.without else ()


def _covers_most(flag: Flag, first: Value, last: Value) -> bool:
    """Whether most of the time between two values lies in the days of a flag."""
    inside = (min(flag.end, last.day) - max(flag.start, first.day)).days
    return 2 * inside > (last.day - first.day).days > 0


def _flag_notes(flags: Iterable[Flag]) -> tuple[str, ...]:
    named = list(dict.fromkeys(_flag_words(flag) for flag in serious(flags)))
    if not named:
        return ()
    steps = [flag.size for flag in serious(flags) if flag.change]
    together = f" (together {number(sum(steps))})" if len(steps) > 1 else ""
    return (f"flagged: {listed(named)}{together}",)


def _flag_words(flag: Flag) -> str:
    if _is_stale(flag):
        return f"the same value from {_flag_days(flag)}, so perhaps not brought up to date"
    size = f", {number(flag.size)}" if flag.size else ""
    return f"{flag.rule.replace('_', ' ')} of {_flag_days(flag)}{size}"


def _flag_days(flag: Flag) -> str:
    return day(flag.start) if flag.start == flag.end else f"{day(flag.start)} to {day(flag.end)}"


def _party_notes(reference: Reference) -> tuple[str, ...]:
    if reference.party is not None or reference.bias == "official_claim":
        return ("a party's own figures",)
    return ()


def _age_notes(asked: Iterable[tuple[dt.date, dt.date]], limit: int) -> tuple[str, ...]:
    worst = max(((wanted - found).days for wanted, found in asked), default=0)
    if worst <= limit:
        return ()
    return (f"its last state was {plural(worst, 'day')} old, with {limit} allowed",)
