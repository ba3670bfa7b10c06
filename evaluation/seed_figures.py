"""What the seed report's two claims on territory, and its other claims, must be compared with.

The figures are those of ``claim1_answers.csv`` beside the repository: differences of published
daily totals, and areas computed from published map outlines. A figure counts as given where some
figure of the check lies within one per cent of it and, if a flag is demanded, carries one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from evaluation.seed_report import Demand, SeedReport
from onrecord.record import Check, Figure, Reading

CHECKED = ("consistent", "inconsistent", "not_contradicted", "contested", "depends_on_reading")
NEAR = 0.01

# km² gained net since the day, by the references that measure it (least, most).
NET_GAINS = {"5 April": (1878.5, 4753.2), "15 April": (2716.9, 5434.6)}
RETAKEN = {
    "liveuamap, 6 to 11 September": 8505.4,
    "control and advances, 6 to 11 September": 8846.1,
    "map outlines, 6 to 11 September": 8657.6,
    "assessed control, 7 to 12 September": 6336.8,
}
RECLASSIFIED = {"5 April": 21243.1, "15 April": 14384.4}
HELD_AT_LEAST = 100_000.0
REGION_HELD = {dt.date(2022, 9, 6): 10002.7, dt.date(2022, 9, 11): 1995.2}
ARTEFACT = dt.date(2022, 9, 8)


def figure_demands(report: SeedReport) -> Iterator[Demand]:
    """The demands on checks."""
    gold = report.gold.claims
    territory = next(i for i, c in enumerate(gold) if c.kind == "territory")
    yield from _territory(report.check(report.claim(territory)))
    region = next(i for i, c in enumerate(gold) if c.kind == "withdrawal" and c.target)
    yield from _region(report.check(report.claim(region)))
    yield from _others(report, (territory, region))


def _territory(check: Check | None) -> Iterator[Demand]:
    verdict = check.verdict if check else "no check"
    yield Demand(
        "the comparison of territory depends on the reading",
        verdict == "depends_on_reading",
        verdict,
    )
    readings = check.readings if check else ()
    figures = _figures(readings)
    for day, (least, most) in NET_GAINS.items():
        inside = [
            f
            for f in _figures(_since(readings, day, "net"))
            if f.decides and f.value is not None and _near(least, f.value, most)
        ]
        yield Demand(
            f"net gain since {day}: {least:,.0f} to {most:,.0f} km², exceeded",
            len(inside) > 1 and _any_verdict(_since(readings, day, "net"), "consistent"),
            _values(inside),
        )
    first = _since(readings, "1 April", "net")
    none = [f for f in _figures(first) if f.value is not None and f.value <= 0]
    yield Demand("net gain since 1 April: none", bool(none), _values(none))
    for name, value in RETAKEN.items():
        yield Demand(
            f"retaken, by {name}: {value:,.0f} km²",
            _given(figures, value) or f"{value:,.0f}" in (check.working if check else ""),
            _values(_closest(figures, value)),
        )
    flagged = [f for f in figures if f.flags and not f.decides]
    for day, value in RECLASSIFIED.items():
        yield Demand(
            f"assessed control since {day}: {value:,.0f} km², flagged and not deciding",
            _given(flagged, value),
            _values(_closest(flagged, value)),
        )
    held = [f for f in figures if f.value is not None and f.value >= HELD_AT_LEAST]
    yield Demand(
        "the literal “controlled”: far more than was retaken",
        bool(held) and _any_verdict(readings, "inconsistent"),
        _values(held[:2]),
    )
    said = _words(check)
    named = "8 September" in said or ARTEFACT.isoformat() in said
    yield Demand("the artefact on 8 September is named", named, "named" if named else "not named")


def _region(check: Check | None) -> Iterator[Demand]:
    figures = _figures(check.readings if check else ())
    working = check.working if check else ""
    for day, value in REGION_HELD.items():
        given = _given(figures, value) or f"{value:,.0f}" in working
        yield Demand(
            f"withdrawal from the region: {value:,.0f} km² held on {day.day} September",
            given,
            check.verdict if check else "no check",
        )
    readings = check.readings if check else ()
    yield Demand(
        "a reading of the withdrawal agrees with the computed shares",
        _any_verdict(readings, "consistent"),
        "; ".join(f"{one.reading}: {one.verdict}" for one in readings) or "no reading",
    )


def _others(report: SeedReport, known: Sequence[int]) -> Iterator[Demand]:
    claims = {claim.id: claim for claim in report.record.claims}
    mine = {claim.id for i in known if (claim := report.claim(i))}
    stray, sure = [], []
    for check in report.record.checks:
        claim = claims[check.claim]
        words = claim.span.of(report.text)
        left = claim.kind == "materiel" and claim.disposition is not None
        again = claim.kind == "withdrawal" and claim.place is not None
        if check.verdict in CHECKED and check.claim not in mine and not left and not again:
            stray.append(f"“{words}” {check.verdict}")
        if left and check.verdict in ("consistent", "inconsistent", "contested"):
            sure.append(f"“{words}” {check.verdict}")
    yield Demand(
        "equipment left behind: a lower bound confirms nothing", not sure, "; ".join(sure) or "so"
    )
    yield Demand("nothing else is called checked", not stray, "; ".join(stray) or "nothing")


def _figures(readings: Sequence[Reading]) -> list[Figure]:
    return [figure for reading in readings for figure in reading.figures]


def _since(readings: Sequence[Reading], day: str, kind: str) -> list[Reading]:
    return [
        one
        for one in readings
        if f" {day} " in f" {one.reading} " and kind in one.reading.casefold()
    ]


def _any_verdict(readings: Sequence[Reading], verdict: str) -> bool:
    return any(one.verdict == verdict for one in readings)


def _near(least: float, value: float, most: float) -> bool:
    return least * (1 - NEAR) <= value <= most * (1 + NEAR)


def _given(figures: Sequence[Figure], value: float) -> bool:
    return any(f.value is not None and _near(value, f.value, value) for f in figures)


def _closest(figures: Sequence[Figure], value: float) -> list[Figure]:
    known = [f for f in figures if f.value is not None]
    return sorted(known, key=lambda f: abs((f.value or 0.0) - value))[:1]


def _values(figures: Sequence[Figure]) -> str:
    told = [f"{f.reference} {f.value:,.0f}" for f in figures if f.value is not None]
    return "; ".join(dict.fromkeys(told)) or "no figure"


def _words(check: Check | None) -> str:
    if check is None:
        return ""
    flags = [flag for figure in _figures(check.readings) for flag in figure.flags]
    return " ".join((check.working, *flags, *(r.reading + " " + r.why for r in check.readings)))
