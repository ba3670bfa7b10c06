"""How a claim compares with reference data, under each reading of its words."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record.claims import Unit

Verdict = Literal[
    "consistent",
    "inconsistent",
    "not_contradicted",
    "contested",
    "depends_on_reading",
    "time_unresolved",
    "not_quantified",
    "not_literal",
    "no_reference",
]


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number from one reference. ``decides`` is False for flagged values and a party's own.

    ``title`` is what a reader calls its series or list, ``why`` says why it does not decide.
    ``holder`` says who held a place, where a reference says that and no amount (``value`` is None).
    """

    reference: str
    title: str | None = None
    definition: str
    as_of: dt.date | None = None
    window: tuple[dt.date, dt.date] | None = None
    low: float | None = None
    value: float | None = None
    high: float | None = None
    unit: Unit
    holder: str | None = None
    flags: tuple[str, ...] = ()
    decides: bool = True
    why: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One admissible meaning of a claim, its figures and what they say."""

    reading: str
    why: str
    verdict: Verdict
    figures: tuple[Figure, ...] = ()


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """The verdicts of all readings of one claim, the whole, and the arithmetic in words.

    ``with_flagged`` is what the verdict would be had the flagged values decided (None: none is
    flagged), ``on_the_day`` what it was by what had been recorded on the day of the report (None:
    nothing is dated by its recording, or the report has no day). ``notes`` are the lines of the
    working that must stand beside the verdict: what the words allow, whom the lists cover, what
    other data would have said.
    """

    claim: str
    verdict: Verdict
    with_flagged: Verdict | None = None
    on_the_day: Verdict | None = None
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    working: str = ""
