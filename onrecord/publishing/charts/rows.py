"""What is drawn, before it is drawn: claims as rows, reference data as curves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.record import ClaimKind, Modifier, Unit

Standing = Literal["decides", "own", "flagged", "shown"]
"""What a reference's figure may do: decide; or be shown, being a party's own, flagged, or else."""

Measured = Literal["moved", "held", "counted", "nothing"]
"""What the references measure beside claims: area that moved or is held, a count, or nothing."""

Reason = Literal["not meant literally", "said by nobody", "denied", "no figure", "a vague figure"]
"""Why a claim stands in the table and not in the picture."""


class Interval(msgspec.Struct, frozen=True):
    """Values from ``low`` to ``high``, both included; None is open on that side."""

    low: float | None
    high: float | None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one reference beside a claim. ``days`` is a window, or the day it is as of."""

    reference: str
    title: str
    definition: str
    days: tuple[dt.date, dt.date] | None
    interval: Interval
    value: float | None
    standing: Standing
    remark: str = ""


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a claim, its verdict in words, and the figures in the claim's unit."""

    title: str
    verdict: str
    figures: tuple[Beside, ...]

    @property
    def spread(self) -> Interval | None:
        """From the least to the most that the deciding references say; None where none decides."""
        return spread(self.figures)


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One claimed figure at its day and speaker, and what the references say beside it.

    ``day`` is the report's publication; ``printed`` the point the words print, ``allowed`` the
    values they agree with by the tolerance table. ``meanings`` are the readings, ``main`` the one
    that is drawn (the first under which a reference decides, else the first with a figure).
    ``about`` says what is counted ("tank"), ``since`` the claim's days in words and ``first`` the
    first of them, ``notes`` what else a reader must know.
    """

    number: int = 0
    day: dt.date | None
    speaker: str
    outlet: str
    title: str
    document: str
    claim: str
    words: str
    about: str
    said: str
    printed: float | None
    allowed: Interval
    modifier: Modifier
    unit: Unit
    since: str
    first: dt.date | None = None
    verdict: str
    measured: Measured
    meanings: tuple[Meaning, ...] = ()
    main: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def drawn(self) -> Meaning | None:
        """The reading that is drawn."""
        return None if self.main is None else self.meanings[self.main]

    @property
    def others(self) -> Interval | None:
        """The spread over the deciding references under all readings that are not drawn."""
        found = [
            figure
            for number, meaning in enumerate(self.meanings)
            if number != self.main
            for figure in meaning.figures
        ]
        return spread(found)


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of the kind asked for that is not drawn, and why."""

    reason: Reason
    day: dt.date | None
    speaker: str
    outlet: str
    title: str
    document: str
    claim: str
    words: str


class Point(msgspec.Struct, frozen=True):
    """A value on a day; ``flags`` is what rules found, and it may be shown without deciding.

    ``carried``: it is the last state published before the day.
    """

    day: dt.date
    value: float
    flags: tuple[str, ...] = ()
    decides: bool = True
    carried: bool = False


class Mark(msgspec.Struct, frozen=True):
    """What a rule found in a series: the days, how much, why; ``bars`` where it bars deciding."""

    rule: str
    start: dt.date
    end: dt.date
    size: float
    why: str
    bars: bool


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """One series of one reference over time. A stepwise one holds until its next value.

    ``marks`` are the findings of rules on it, where it is drawn for its own sake.
    """

    reference: str
    title: str
    definition: str
    standing: Standing = "decides"
    stepwise: bool = False
    points: tuple[Point, ...]
    marks: tuple[Mark, ...] = ()


MOST_NUMBERED = 40
"""Up to this many claims of a panel each get a row and a number; of more, points are drawn."""


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """Rows on one scale: one unit, one thing measured. ``curves`` are over time, where known.

    ``since`` is the day from which the curves count a change; None where they are levels.
    ``over_time`` says what is drawn over time, ``apart`` the numbers of the rows that are not
    drawn there, because they count from another day.
    """

    title: str
    unit: Unit
    measured: Measured
    rows: tuple[ClaimRow, ...] = ()
    curves: tuple[Curve, ...] = ()
    since: dt.date | None = None
    over_time: str = ""
    apart: frozenset[int] = frozenset()

    @property
    def is_crowded(self) -> bool:
        """Whether there are too many claims for a row each."""
        return len(self.rows) > MOST_NUMBERED


class Source(msgspec.Struct, frozen=True):
    """A reference that a picture rests on: whom to credit, its terms, what is to be known of it."""

    name: str
    title: str
    version: str
    licence: str
    publisher: str = ""
    remarks: tuple[str, ...] = ()


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a picture shows, and what it leaves out.

    Of ``records``, ``without`` hold no claim of the kind, and ``repeated`` are of a report that
    another record is of: the first of them counts.
    """

    title: str
    kind: ClaimKind | None
    panels: tuple[Panel, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    records: int = 0
    without: int = 0
    repeated: int = 0
    sources: tuple[Source, ...] = ()

    @property
    def rows(self) -> tuple[ClaimRow, ...]:
        """The rows of every panel, in the order of their numbers."""
        return tuple(row for panel in self.panels for row in panel.rows)

    @property
    def rows_drawn(self) -> tuple[ClaimRow, ...]:
        """The rows that are drawn as rows, not as points of a crowd."""
        return tuple(row for panel in self.panels if not panel.is_crowded for row in panel.rows)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are meant. Words are looked for in names, whatever their case.

    >>> Wanted(actor="North").kind
    'territory'
    """

    kind: ClaimKind = "territory"
    actor: str = ""
    place: str = ""
    speaker: str = ""
    item: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def spread(figures: Sequence[Beside]) -> Interval | None:
    """From the least to the most of the deciding figures; open where one of them is open.

    >>> spread([])
    """
    return hull([figure.interval for figure in figures if figure.standing == "decides"])


def hull(intervals: Sequence[Interval]) -> Interval | None:
    """The smallest interval that holds all of ``intervals``; None where there is none.

    >>> hull([Interval(1, 2), Interval(5, None)])
    Interval(low=1, high=None)
    """
    if not intervals:
        return None
    lows = [one.low for one in intervals if one.low is not None]
    highs = [one.high for one in intervals if one.high is not None]
    return Interval(
        min(lows) if len(lows) == len(intervals) else None,
        max(highs) if len(highs) == len(intervals) else None,
    )
