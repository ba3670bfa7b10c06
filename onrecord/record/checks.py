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
    """One number from one reference. ``decides`` is False for flagged values and a party's own."""

    reference: str
    definition: str
    as_of: dt.date | None = None
    window: tuple[dt.date, dt.date] | None = None
    low: float | None = None
    value: float | None = None
    high: float | None = None
    unit: Unit
    flags: tuple[str, ...] = ()
    decides: bool = True


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One admissible meaning of a claim, its figures and what they say."""

    reading: str
    why: str
    verdict: Verdict
    figures: tuple[Figure, ...] = ()


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """The verdicts of all readings of one claim, the whole, and the arithmetic in words."""

    claim: str
    verdict: Verdict
    readings: tuple[Reading, ...] = ()
    working: str = ""
