"""Records of an invented war on an island, one claim each, and a library with its series."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onrecord.record import (
    Agent,
    Check,
    Claim,
    Document,
    Figure,
    MadeWith,
    Participant,
    Quantity,
    Reading,
    Record,
    ReferenceUsed,
    Span,
    Statement,
    TimeWindow,
)
from onrecord.reference import Coverage, Library, Reference, Series, Value

DEFINITION = "area of the island held by Sudmark"
BASE, LAST = dt.date(2031, 5, 1), dt.date(2031, 5, 12)


def day(number: int) -> dt.date:
    return dt.date(2031, 5, number)


def figure(value: float, **changes: Any) -> Figure:
    fields: dict[str, Any] = {
        "reference": "veld-map",
        "title": "Veld map",
        "definition": f"{DEFINITION}; retaken",
        "window": (BASE, day(9)),
        "value": value,
        "unit": "km2",
    }
    return Figure(**{**fields, **changes})


def reading(*figures: Figure, title: str = "net change", verdict: str = "consistent") -> Reading:
    return Reading(reading=title, why="as printed", verdict=verdict, figures=figures)


def record(
    number: int = 9,
    *,
    speaker: str = "Ada Brandt",
    quantity: dict[str, Any] | None = None,
    readings: tuple[Reading, ...] = (),
    claim: dict[str, Any] | None = None,
    manner: str = "earnest",
    **document: Any,
) -> Record:
    """A report of that day of May with one claim: by default, 300 km² retaken since 1 May.

    An empty ``quantity`` is a claim without one.
    """
    text = "More than 300 km² were retaken since May began, she said."
    amount = {"value": 300.0, "unit": "km2", "modifier": "exact", "span": Span(0, 17)}
    fields: dict[str, Any] = {
        "id": "c1",
        "span": Span(0, 46),
        "by": "s1",
        "kind": "territory",
        "actor": Participant(name="Norland", party="north"),
        "quantity": None if quantity == {} else Quantity(**{**amount, **(quantity or {})}),
        "window": TimeWindow(start=BASE, end=day(number), span=Span(31, 46)),
    }
    made: dict[str, Any] = {"id": f"sha256:{number}{speaker}", "text": text, "title": "Report"}
    made["published"] = day(number)
    one = Claim(**{**fields, **(claim or {})})
    checks = (Check(claim="c1", verdict="consistent", readings=readings),) if readings else ()
    return Record(
        made_with=MadeWith(
            onrecord="0.1.0",
            profile="island",
            references=(
                ReferenceUsed(name="veld-map", version="3", licence="CC0 1.0", sha256="0"),
            ),
        ),
        document=Document(**{**made, **document}),
        agents=(Agent(id="a1", name=speaker, kind="person", identity="named"),),
        statements=(
            Statement(
                id="s1",
                content=(Span(0, 46),),
                speaker=None if manner == "depicted" else "a1",
                depicts=("a1",) if manner == "depicted" else (),
                form="indirect",
                manner=manner,
            ),
        ),
        claims=(one,),
        checks=checks,
    )


def reference(name: str = "veld-map", **changes: Any) -> Reference:
    fields: dict[str, Any] = {
        "name": name,
        "title": f"The {name}",
        "short_title": name.replace("-", " ").capitalize(),
        "version": "3",
        "publisher": name,
        "licence": "CC0 1.0",
        "sha256": "0",
        "retrieved": dt.date(2032, 1, 1),
        "source": name,
        "coverage": Coverage(start=BASE, end=LAST, place="ISLE"),
        "unit": "km2",
        "date_means": "day_of_state",
        "bias": "estimate",
    }
    return Reference(**{**fields, **changes})


def series(levels: list[float], name: str = "veld-map", **changes: Any) -> Series:
    """A value for each day from 1 May on."""
    values = tuple(
        Value(day=BASE + dt.timedelta(days=number), value=level)
        for number, level in enumerate(levels)
    )
    fields: dict[str, Any] = {
        "reference": reference(name),
        "id": name,
        "definition": DEFINITION,
        "holder": "south",
        "place": "ISLE",
        "values": values,
    }
    return Series(**{**fields, **changes})


def library(*found: Series) -> Library:
    return Library(series=found)
