"""Every defect that the rules find in the reference data of a conflict, named and dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.record import Unit
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.ledgers import Ledger
from onrecord.reference.library import Library
from onrecord.reference.types import Flag, Reference

Effect = Literal["value", "change", "noted"]
_DAY = dt.timedelta(days=1)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's finding on the values of ``start`` to ``end``.

    ``effect`` says what it keeps from deciding: the ``value`` itself, only a ``change`` across
    it, or nothing (``noted``). ``about`` names party, item and disposition in a ledger.
    """

    reference: str
    series: str
    rule: str
    start: dt.date
    end: dt.date
    size: float
    unit: Unit
    effect: Effect
    why: str
    about: str = ""


def audit(library: Library, name: str | None = None) -> tuple[Finding, ...]:
    """What the rules find in every reference, or in the one of that name, in the order of days.

    >>> from onrecord.reference import load_library, load_profile
    >>> library = load_library(load_profile("russia_ukraine_2022"))
    >>> [(f.rule, str(f.start)) for f in audit(library, "liveuamap-daily") if f.size > 10_000]
    [('spike', '2022-09-08')]
    """
    found: list[Finding] = []
    for series in library.series:
        if name in (None, series.reference.name):
            found += [_finding(series.reference, series.id, flag) for flag in series.flags]
    for ledger in library.ledgers:
        if name in (None, ledger.reference.name):
            flags = (*ledger.flags, *_gaps(ledger))
            found += [_finding(ledger.reference, ledger.id, flag) for flag in flags]
    order = {reference.name: number for number, reference in enumerate(library.references)}
    return tuple(sorted(found, key=lambda f: (order[f.reference], f.series, f.start, f.rule)))


def effect_of(flag: Flag) -> Effect:
    """What a flag keeps from deciding."""
    if flag.informational:
        return "noted"
    return "change" if flag.change else "value"


def _finding(reference: Reference, series: str, flag: Flag) -> Finding:
    about = ", ".join(part for part in flag.about or () if part)
    return Finding(
        reference=reference.name,
        series=series,
        rule=flag.rule,
        start=flag.start,
        end=flag.end,
        size=flag.size,
        unit=reference.unit,
        effect=effect_of(flag),
        why=flag.why,
        about=about,
    )


def _gaps(ledger: Ledger) -> Iterable[Flag]:
    """Stretches without a recording; what was recorded before still stands on their days."""
    least = flag_rules().gap.least_days_recorded
    for before, after in pairwise(ledger.days):
        missing = (after - before).days - 1
        if missing >= least:
            yield Flag(
                rule="gap",
                start=before + _DAY,
                end=after - _DAY,
                size=missing,
                why=f"nothing was recorded on {missing} days",
                informational=True,
            )
