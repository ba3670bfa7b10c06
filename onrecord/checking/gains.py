"""What was gained since a day: net to the furthest level, gross, and all that was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from onrecord.checking.measuring import (
    Measured,
    barring,
    change_between,
    flags_against,
    is_flagged,
    level,
    margin_of,
    serious,
    sound_first,
)
from onrecord.checking.rows import Rows, Worked
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, number, plural
from onrecord.reference.types import Series, Value


def net_gain(series: Series, base: dt.date, until: dt.date, sign: int) -> tuple[Measured, ...]:
    """How far the level rose (fell, for ``sign`` -1) at most above its base, up to ``until``.

    Zero where it never did. Sound values first, then as published where the two differ.
    """
    first = series.at(base)
    if first is None or base >= until:
        return ()
    limit = rules().carry.over((until - base).days)
    sound = sound_first(series, first, limit)[0]
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

    def worked() -> Worked:
        rows = Rows()
        value, low, high = (rows.of(series, one) for one in (sound[0], least, most))
        margin = margin_of(series)
        return rows.worked(value, f"{low} * {1 - margin:g}", f"{high} * {1 + margin:g}")

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
            notes=barring(series.reference, ()),
            bounds=(least.value * (1 - margin_of(series)), most.value * (1 + margin_of(series))),
            title=series.short_title,
            series=series,
            worked=worked,
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
    flags = tuple(flag for value in span for flag in serious(value.flags))

    def worked() -> Worked:
        rows = Rows()
        return rows.worked(_added(rows.of(series, value) for value in span)).within(
            margin_of(series)
        )

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
            title=series.short_title,
            series=series,
            worked=worked,
        ),
    )


def daily_gross(series: Series, base: dt.date, until: dt.date, sign: int) -> tuple[Measured, ...]:
    """What changed hands one way, by the moves from each value to the next; none where all did.

    At least what is left of it in the end, and at most all moves that way together: redrawn lines
    add to them.
    """
    first, last = series.at(base), series.at(until)
    if first is None or last is None or first.day >= last.day or series.between != "nothing":
        return ()
    span = [v for v in series.values if first.day <= v.day <= last.day and not is_flagged(v)]
    if span[:1] != [first] or span[-1:] != [last]:
        return ()
    moves = [sign * (after.value - before.value) for before, after in pairwise(span)]
    net, most = sign * (last.value - first.value), sum(move for move in moves if move > 0)
    if most - max(0.0, net) < 1:
        return ()
    flags = flags_against(series, first, last)
    limit = rules().carry.over((until - base).days)
    asked = [(base, first.day), (until, last.day)]
    way = "upward" if sign > 0 else "downward"

    def worked() -> Worked:
        rows = Rows()
        names = [rows.of(series, value) for value in span]
        steps = [f"{b} - {a}" if sign > 0 else f"{a} - {b}" for a, b in pairwise(names)]
        left = f"{names[-1]} - {names[0]}" if sign > 0 else f"{names[0]} - {names[-1]}"
        together = _added(f"max(0, {step})" for step in steps)
        return rows.worked(together, f"max(0, {left})", "value")

    return (
        Measured(
            reference=series.reference,
            definition=f"{series.definition}; moves one way",
            days=(first.day, last.day),
            value=most,
            unit="km2",
            words=(
                f"from {number(max(0.0, net), 'km2')} (what was left of it) to "
                f"{number(most, 'km2')} (all {way} moves from one value to the next, "
                f"{day(first.day)} to {day(last.day)})"
            ),
            flags=flags,
            notes=barring(series.reference, flags, asked, limit),
            bounds=(max(0.0, net), most),
            title=series.short_title,
            series=series,
            worked=worked,
        ),
    )


def _gain(
    series: Series, values: tuple[Value, Value], asked: tuple[dt.date, dt.date], sign: int
) -> Measured:
    first, peak = values
    role = "net gain" if sign > 0 else "net loss"
    if first.day != peak.day:
        found = change_between(series, values, (asked[0], peak.day), sign, role)
        extreme = "highest" if sign > 0 else "lowest"
        return replace(found, words=f"{extreme} level less the base: {found.words}")
    found = change_between(series, values, (asked[0], asked[0]), sign, role)
    beyond = "above" if sign > 0 else "below"
    words = (
        f"none: the level of {day(first.day)}, {number(first.value, 'km2')}, was not "
        f"{'exceeded' if sign > 0 else 'undercut'} up to {day(asked[1])} (never {beyond} it)"
    )
    # No gain up to `until` rests on every day up to it, so a break on the way speaks against it.
    until = series.at(asked[1]) or peak
    flags = flags_against(series, first, until)
    limit = rules().carry.over((asked[1] - asked[0]).days)
    notes = barring(series.reference, flags, [(asked[0], first.day)], limit)

    def worked() -> Worked:
        rows = Rows()
        name = rows.of(series, first)
        return rows.worked(f"{name} - {name}")

    return replace(
        found,
        words=words,
        value=0.0,
        days=(first.day, until.day),
        flags=flags,
        notes=notes,
        worked=worked,
    )


def _ever_gained(series: Series, base: dt.date, until: dt.date) -> tuple[Measured, ...]:
    found = series.at(until)
    if series.base is None or found is None or not series.base <= until:
        return ()
    limit = rules().carry.over((until - base).days)
    if abs((base - series.base).days) > limit:
        return ()
    flags = flags_against(series, found, found)

    def worked() -> Worked:
        rows = Rows()
        return rows.worked(rows.of(series, found)).within(margin_of(series))

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
            title=series.short_title,
            series=series,
            worked=worked,
        ),
    )


def _added(terms: Iterable[str]) -> str:
    return " + ".join(terms) or "0"


def _furthest(values: list[Value], sign: int) -> Value:
    """The first value that lies highest (lowest, for ``sign`` -1)."""
    return max(values, key=lambda value: sign * value.value)


def _amount(value: Value) -> float:
    return value.value
