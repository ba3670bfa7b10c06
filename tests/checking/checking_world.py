"""An invented conflict: two parties, a country with one region, and series made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.checking import Explanation, Step, check_claims, explain
from onrecord.record import (
    Check,
    Claim,
    Comparand,
    Comparison,
    Document,
    Participant,
    Party,
    Quantity,
    Span,
    TimeWindow,
)
from onrecord.reference import (
    Count,
    Coverage,
    Flag,
    Ledger,
    Library,
    Profile,
    Reference,
    Region,
    Series,
    Tenure,
    Tenures,
    Value,
)

PUBLISHED = dt.date(2031, 9, 12)
PROFILE = Profile(
    name="vesk",
    title="War in Vesk",
    start=dt.date(2031, 2, 1),
    parties=(
        Party(id="north", name="Norland", names=("Norlanders",), adjectives=("Norlandic",)),
        Party(id="south", name="Sudmark", names=("Sudmarkers",), adjectives=("Sudmarkian",)),
    ),
    places=(
        Region(id="V", name="Vesk", kind="country", area_km2=100_000.0),
        Region(id="V-1", name="Aster region", kind="region", within="V", area_km2=10_000.0),
        Region(id="V-1:Aster", name="Aster", kind="settlement", within="V-1"),
    ),
    seats=(("Miren", "south"), ("Norhavn", "north")),
)


def reference(name: str, **changes: Any) -> Reference:
    fields: dict[str, Any] = {
        "name": name,
        "title": f"The {name} list",
        "version": "1",
        "publisher": name,
        "licence": "CC0",
        "sha256": "0",
        "retrieved": dt.date(2032, 1, 1),
        "source": name,
        "coverage": Coverage(start=dt.date(2031, 1, 1), end=dt.date(2031, 12, 31), place="V"),
        "unit": "km2",
        "date_means": "day_of_state",
        "bias": "estimate",
    }
    return Reference(**{**fields, **changes})


def steps(levels: Mapping[str, float], last: str = "2031-09-30") -> tuple[Value, ...]:
    """A value for every day, changing on the days given."""
    days = {dt.date.fromisoformat(day): level for day, level in levels.items()}
    day, end = min(days), dt.date.fromisoformat(last)
    found, level = [], 0.0
    while day <= end:
        level = days.get(day, level)
        found.append(Value(day=day, value=level))
        day += dt.timedelta(days=1)
    return tuple(found)


def series(
    name: str, levels: Mapping[str, float], flags: Iterable[Flag] = (), **changes: Any
) -> Series:
    """A daily series of what Sudmark holds of the whole country."""
    flags = tuple(flags)
    values = tuple(
        Value(
            day=value.day,
            value=value.value,
            flags=tuple(flag for flag in flags if flag.start <= value.day <= flag.end),
        )
        for value in steps(levels)
    )
    fields: dict[str, Any] = {
        "reference": reference(name),
        "id": f"{name}/total",
        "definition": f"area held by Sudmark as {name} draws it",
        "holder": "south",
        "place": "V",
        "values": values,
        "flags": flags,
    }
    return Series(**{**fields, **changes})


def tenures(
    histories: Mapping[str, Iterable[tuple[str, str, bool]]], windows: Iterable[str], **changes: Any
) -> Tenures:
    """Who held which place: (first window, holder, near the line), by place."""
    return Tenures(
        reference=reference("atlas", unit="percent", **changes),
        id="atlas/holders",
        definition="villages inside and outside of what Sudmark holds",
        histories={
            place: tuple(
                Tenure(since=dt.date.fromisoformat(day), holder=holder, near_line=near)
                for day, holder, near in history
            )
            for place, history in histories.items()
        },
        days=tuple(dt.date.fromisoformat(day) for day in windows),
    )


def ledger(
    name: str,
    counts: Iterable[tuple[str, str, str | None, int]],
    flags: Iterable[Flag] = (),
    others: Iterable[tuple[str, str, str | None, int]] = (),
    **changes: Any,
) -> Ledger:
    """A ledger of Sudmark's losses, and of Norland's: (day, item, disposition, count)."""
    fields: dict[str, Any] = {"unit": "items", "bias": "lower_bound", "date_means": "day_of_event"}
    return Ledger(
        reference=reference(name, **{**fields, **changes}),
        id=f"{name}/losses",
        definition=f"losses as {name} counts them",
        counts=tuple(
            Count(
                as_of=dt.date.fromisoformat(day),
                party=party,
                item=item,
                disposition=disposition,  # type: ignore[arg-type]
                count=count,
            )
            for party, rows in (("south", counts), ("north", others))
            for day, item, disposition, count in rows
        ),
        flags=tuple(flags),
        days=tuple(sorted({dt.date.fromisoformat(day) for day, *_ in counts})),
    )


class Report:
    """A report of one sentence, from which claims are made by their words."""

    def __init__(self, text: str, published: dt.date | None = PUBLISHED) -> None:
        self.text = text
        self.published = published

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def who(self, words: str) -> Participant:
        return Participant(name=words, span=self.span(words))

    def days(self, words: str, start: str | None, end: str | None = None) -> TimeWindow:
        return TimeWindow(
            start=dt.date.fromisoformat(start) if start else None,
            end=dt.date.fromisoformat(end) if end else None,
            span=self.span(words),
        )

    def amount(
        self, words: str, value: float | None, unit: str, modifier: str = "exact"
    ) -> Quantity:
        return Quantity(
            value=value,
            unit=unit,  # type: ignore[arg-type]
            modifier=modifier,  # type: ignore[arg-type]
            span=self.span(words),
        )

    def claim(self, kind: str, **fields: Any) -> Claim:
        whole = Span(0, len(self.text))
        return Claim(id="c1", span=whole, by="author", kind=kind, **fields)  # type: ignore[arg-type]

    def more_than(self, words: str, measure: str | None, window: TimeWindow) -> Comparison:
        other = Comparand(span=self.span(words), measure=measure, window=window)  # type: ignore[arg-type]
        return Comparison(relation="more", other=other)

    def checks(
        self,
        *claims: Claim,
        series: Iterable[Series] = (),
        ledgers: Iterable[Ledger] = (),
        tenures: Iterable[Tenures] = (),
    ) -> tuple[Check, ...]:
        document = Document(id="sha256:0", text=self.text, published=self.published)
        library = Library(series=tuple(series), ledgers=tuple(ledgers), tenures=tuple(tenures))
        return check_claims(document, (), (), claims, (), PROFILE, library)

    def check(
        self,
        claim: Claim,
        *,
        series: Iterable[Series] = (),
        ledgers: Iterable[Ledger] = (),
        tenures: Iterable[Tenures] = (),
    ) -> Check:
        (found,) = self.checks(claim, series=series, ledgers=ledgers, tenures=tenures)
        return found

    def explained(
        self, claim: Claim, *, series: Iterable[Series] = (), ledgers: Iterable[Ledger] = ()
    ) -> Explanation:
        document = Document(id="sha256:0", text=self.text, published=self.published)
        library = Library(series=tuple(series), ledgers=tuple(ledgers))
        found = explain(document, (), (), (claim,), PROFILE, library, claim.id)
        assert found is not None
        return found


def redone(step: Step) -> tuple[float | None, float, float | None]:
    """The figure of a step with its range, from nothing but its printed rows and formulas."""
    names = {f"r{number}": row.value for number, row in enumerate(step.rows, start=1)}
    tools: dict[str, Any] = {"__builtins__": {}, "max": max, "abs": abs}
    value = eval(step.formula, tools, names)  # noqa: S307 - our own formula over numbers
    low, high = (
        eval(one, tools, {**names, "value": value}) if one else None  # noqa: S307
        for one in (step.low, step.high)
    )
    return low, value, high


def deciding(check: Check) -> set[str]:
    """The references that decide anything in a check."""
    return {
        figure.reference
        for reading in check.readings
        for figure in reading.figures
        if figure.decides
    }
