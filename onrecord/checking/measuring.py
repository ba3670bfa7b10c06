"""What a series measures: levels, changes, peaks and gains, each with its arithmetic in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
    decide; ``words`` is the arithmetic, to be redone by hand.
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
    is_level: bool = False
    series: Series | None = field(default=None, repr=False, compare=False)

    @property
    def decides(self) -> bool:
        """Whether nothing speaks against letting this figure decide."""
        return not self.notes

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
        certain = self.bounds is None and self.margin == 0.0
        return Figure(
            reference=self.reference.name,
            definition=self.definition,
            as_of=self.days[1] if self.is_level else None,
            window=None if self.is_level else self.days,
            low=None if certain else round(self.low, 1),
            value=round(self.value, 1),
            high=None if certain else round(self.high, 1),
            unit=self.unit,
            flags=tuple(dict.fromkeys(_flag_name(flag) for flag in self.flags)),
            decides=self.decides,
        )


def level(series: Series, asked: dt.date) -> tuple[Measured, ...]:
    """The area held on a day: by the last sound value, and as published where that is flagged."""
    found = series.at(asked)
    if found is None:
        return ()
    limit = rules().carry.level
    measured = [_level(series, value, asked, limit) for value in _sound_first(series, found, limit)]
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
    firsts, lasts = _sound_first(series, first, limit), _sound_first(series, last, limit)
    pairs = dict.fromkeys([(firsts[0].day, lasts[0].day), (first.day, last.day)])
    values = {value.day: value for value in (*firsts, *lasts)}
    return tuple(
        _change(series, (values[a], values[b]), (base, end), sign, role)
        for a, b in pairs
        if a < b or (a == b and a <= base)
    )


def net_gain(series: Series, base: dt.date, until: dt.date, sign: int) -> tuple[Measured, ...]:
    """How far the level rose (fell, for ``sign`` -1) at most above its base, up to ``until``.

    Zero where it never did. Sound values first, then as published where the two differ.
    """
    first = series.at(base)
    if first is None or base >= until:
        return ()
    limit = rules().carry.over((until - base).days)
    sound = _sound_first(series, first, limit)[0]
    span = [value for value in series.values if base < value.day <= min(until, series.last_day)]
    clean = _furthest([sound, *(value for value in span if not is_flagged(value))], sign)
    raw = _furthest([first, *span], sign)
    pairs = [(sound, clean)]
    if (first.day, raw.day) != (sound.day, clean.day):
        pairs.append((first, raw))
    return tuple(_gain(series, pair, (base, until), sign) for pair in pairs)


def extent(series: Series, base: dt.date, until: dt.date) -> tuple[Measured, ...]:
    """What was held on the days from ``base`` to ``until``: the last level, with least and most."""
    span = [value for value in series.values if base <= value.day <= until]
    sound = [value for value in span if not is_flagged(value)]
    if not sound:
        return tuple(measured for measured in level(series, base))
    least, most = min(sound, key=_amount), max(sound, key=_amount)
    words = (
        f"held between {number(least.value)} km² ({day(least.day)}) and "
        f"{number(most.value)} km² ({day(most.day)})"
    )
    return (
        Measured(
            reference=series.reference,
            definition=f"{series.definition}; held on any day",
            days=(sound[0].day, sound[-1].day),
            value=sound[0].value,
            unit="km2",
            words=words,
            notes=_party_notes(series.reference),
            bounds=(least.value * (1 - margin_of(series)), most.value * (1 + margin_of(series))),
            series=series,
        ),
    )


def gross_gain(series: Series, base: dt.date, until: dt.date) -> tuple[Measured, ...]:
    """What a series of gains counts: ever newly held since its base, or the sum of its windows."""
    if series.measure == "ever_gained":
        return _ever_gained(series, base, until)
    span = [value for value in series.values if base < value.day <= until]
    if series.measure not in ("gained", "lost") or not span or until > series.last_day:
        return ()
    total = sum(value.value for value in span)
    limit = rules().carry.over((until - base).days)
    flags = tuple(flag for value in span for flag in _serious(value.flags))
    return (
        Measured(
            reference=series.reference,
            definition=f"{series.definition}; sum of its windows",
            days=(base, span[-1].day),
            value=total,
            unit="km2",
            words=f"{plural(len(span), 'window')} add up to {number(total, 'km2')}",
            flags=flags,
            notes=barring(series.reference, flags, [(until, span[-1].day)], limit),
            margin=margin_of(series),
            series=series,
        ),
    )


def barring(
    reference: Reference,
    flags: Iterable[Flag],
    asked: Iterable[tuple[dt.date, dt.date]],
    limit: int,
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
    flags = _against(series, value, value)
    return Measured(
        reference=series.reference,
        definition=f"{series.definition}; level",
        days=(value.day, value.day),
        value=value.value,
        unit="km2",
        words=f"{number(value.value, 'km2')} ({day(value.day)})",
        flags=flags,
        notes=barring(series.reference, flags, [(asked, value.day)], limit),
        margin=margin_of(series),
        is_level=True,
        series=series,
    )


def _change(
    series: Series,
    values: tuple[Value, Value],
    asked: tuple[dt.date, dt.date],
    sign: int,
    role: str,
) -> Measured:
    first, last = values
    flags = _against(series, first, last)
    limit = rules().carry.over((asked[1] - asked[0]).days)
    amount = sign * (last.value - first.value)
    left, right = (last, first) if sign > 0 else (first, last)
    days = [(asked[0], first.day), (asked[1], last.day)]
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
        series=series,
    )


def _gain(
    series: Series, values: tuple[Value, Value], asked: tuple[dt.date, dt.date], sign: int
) -> Measured:
    first, peak = values
    role = "net gain" if sign > 0 else "net loss"
    if first.day != peak.day:
        found = _change(series, values, (asked[0], peak.day), sign, role)
        extreme = "highest" if sign > 0 else "lowest"
        return replace(found, words=f"{extreme} level less the base: {found.words}")
    found = _change(series, values, (asked[0], asked[0]), sign, role)
    beyond = "above" if sign > 0 else "below"
    words = (
        f"none: the level of {day(first.day)}, {number(first.value, 'km2')}, was not "
        f"{'exceeded' if sign > 0 else 'undercut'} up to {day(asked[1])} (never {beyond} it)"
    )
    # No gain up to `until` rests on every day up to it, so a break on the way speaks against it.
    until = series.at(asked[1]) or peak
    flags = _against(series, first, until)
    limit = rules().carry.over((asked[1] - asked[0]).days)
    notes = barring(series.reference, flags, [(asked[0], first.day)], limit)
    return replace(
        found, words=words, value=0.0, days=(first.day, until.day), flags=flags, notes=notes
    )


def _ever_gained(series: Series, base: dt.date, until: dt.date) -> tuple[Measured, ...]:
    found = series.at(until)
    if series.base is None or found is None or not series.base <= until:
        return ()
    limit = rules().carry.over((until - base).days)
    if abs((base - series.base).days) > limit:
        return ()
    flags = _against(series, found, found)
    return (
        Measured(
            reference=series.reference,
            definition=f"{series.definition}; gross gain",
            days=(series.base, found.day),
            value=found.value,
            unit="km2",
            words=(
                f"held on some day from {day(series.base)} to {day(found.day)} and not at the "
                f"start: {number(found.value, 'km2')}"
            ),
            flags=flags,
            notes=barring(series.reference, flags, [(until, found.day)], limit),
            margin=margin_of(series),
            series=series,
        ),
    )


def _sound_first(series: Series, found: Value, limit: int) -> list[Value]:
    """The last sound value within ``limit`` days of ``found``, then ``found`` where it differs."""
    if not is_flagged(found):
        return [found]
    for value in reversed(series.values):
        if value.day < found.day and not is_flagged(value):
            near = (found.day - value.day).days <= limit
            return [value, found] if near else [found]
    return [found]


def _against(series: Series, first: Value, last: Value) -> tuple[Flag, ...]:
    found = [*series.flags_against(first.day, last.day)]
    found += [
        flag
        for value in (first, last)
        for flag in value.flags
        if not flag.change or (first.day < flag.end and flag.start <= last.day)
    ]
    return tuple(dict.fromkeys(found))


def _serious(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if not flag.informational)


def _flag_notes(flags: Iterable[Flag]) -> tuple[str, ...]:
    named = list(dict.fromkeys(_flag_words(flag) for flag in _serious(flags)))
    return (f"flagged: {listed(named)}",) if named else ()


def _flag_words(flag: Flag) -> str:
    size = f", {number(flag.size)}" if flag.size else ""
    return f"{flag.rule.replace('_', ' ')} of {_flag_days(flag)}{size}"


def _flag_days(flag: Flag) -> str:
    return day(flag.start) if flag.start == flag.end else f"{day(flag.start)} to {day(flag.end)}"


def _flag_name(flag: Flag) -> str:
    days = f"{flag.start}" if flag.start == flag.end else f"{flag.start}/{flag.end}"
    return f"{flag.rule} {days}"


def _party_notes(reference: Reference) -> tuple[str, ...]:
    if reference.party is not None or reference.bias == "official_claim":
        return ("a party's own figures",)
    return ()


def _age_notes(asked: Iterable[tuple[dt.date, dt.date]], limit: int) -> tuple[str, ...]:
    worst = max((wanted - found).days for wanted, found in asked)
    if worst <= limit:
        return ()
    return (f"its last state was {plural(worst, 'day')} old, with {limit} allowed",)


def _furthest(values: list[Value], sign: int) -> Value:
    """The first value that lies highest (lowest, for ``sign`` -1)."""
    return max(values, key=lambda value: sign * value.value)


def _amount(value: Value) -> float:
    return value.value
