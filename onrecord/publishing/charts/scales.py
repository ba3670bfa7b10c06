"""Scales, ticks, and how much room words need."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)
_STEPS = (1, 2, 3, 5, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
_CLOSEST = 1e-9
_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[]- "), frozenset("mwMW@%—–")


@dataclass(frozen=True)
class Scale:
    """Numbers from ``low`` to ``high`` as pixels from ``start`` to ``end``.

    >>> Scale(0, 10, 100, 200).at(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value, held inside the scale."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


@dataclass(frozen=True)
class Days:
    """Days from ``first`` to ``last`` as pixels from ``start`` to ``end``."""

    first: dt.date
    last: dt.date
    start: float
    end: float

    def at(self, day: dt.date) -> float:
        """The pixel of a day, held inside the scale."""
        span = max(1, (self.last - self.first).days)
        share = (day - self.first).days / span
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers that reach from ``low`` or below to ``high`` or above, at most about ``most``.

    >>> ticks(0, 9105, 5)
    [0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0]
    """
    if high - low <= _CLOSEST * max(1.0, abs(low), abs(high)):
        high = low + max(1.0, abs(low))
    rough = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 4, 5, 10) if power * times >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def day_ticks(first: dt.date, last: dt.date, most: int) -> list[dt.date]:
    """Days to write below an axis: every so many days, else firsts of months; at most ``most``.

    >>> [str(day) for day in day_ticks(dt.date(2022, 9, 1), dt.date(2022, 9, 12), 4)]
    ['2022-09-01', '2022-09-04', '2022-09-07', '2022-09-10']
    """
    span = (last - first).days
    for step in _STEPS:
        if span // step + 1 <= most:
            return [first + number * step * _DAY for number in range(span // step + 1)]
    start, end = _month(first) + (first.day > 1), _month(last)
    for step in _MONTHS:
        found = range(start + -start % step, end + 1, step)
        if len(found) <= most:
            return [dt.date(month // 12, month % 12 + 1, 1) for month in found] or [first]
    return [first]


def _month(day: dt.date) -> int:
    """Months since the beginning of the year 0."""
    return day.year * 12 + day.month - 1


BOLD = 1.12
"""How much wider than its regular face a bold one is, about."""


def width_of(words: str, size: float) -> float:
    """About how many pixels words take in a sans serif of ``size`` pixels, rather too many.

    >>> width_of("km²", 10) < width_of("square", 10)
    True
    """
    return size * sum(map(_share, words))


def _share(character: str) -> float:
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.9
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if unicodedata.combining(character):
        return 0.0
    return 0.72 if character.isupper() else 0.6


def wrapped(words: str, size: float, room: float, most: int = 2) -> list[str]:
    """Words in lines no wider than ``room``, at most ``most``; what does not fit ends in "…".

    >>> wrapped("the army of the north", 10, 70, most=2)
    ['the army of', 'the north']
    """
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if rest and lines:
        lines[-1] += " …"
    return [_cut(line, size, room) for line in lines]


def _cut(line: str, size: float, room: float) -> str:
    if width_of(line, size) <= room:
        return line
    kept = line.removesuffix(" …")
    while kept and width_of(kept + "…", size) > room:
        kept = kept[:-1]
    return kept + "…"


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, ``least`` apart and inside ``low`` to ``high`` if they fit.

    >>> apart([10, 12, 50], 10, 0, 60)
    [10, 20, 50]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = list(wanted)
    at = low
    for index in order:
        placed[index] = max(wanted[index], at)
        at = placed[index] + least
    at = high
    for index in reversed(order):
        placed[index] = min(placed[index], at)
        at = placed[index] - least
    return placed
