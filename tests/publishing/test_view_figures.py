"""Numbers, periods and phrases as people read them."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from onrecord.publishing import figures
from onrecord.publishing.claim_view import claim_views
from onrecord.publishing.wording import (
    CERTAINTIES,
    CLAIM_KINDS,
    EVIDENCE_KINDS,
    FORMS,
    MANNERS,
    TONES,
    VERDICTS,
)
from onrecord.record import Figure, Quantity, Record, Span, record_schema


@pytest.mark.parametrize(
    ("low", "value", "high", "unit", "words"),
    [
        (None, 8505.4, None, "km2", "8,505 km²"),
        (1878.6, None, 5434.6, "km2", "1,879 to 5,435 km²"),
        (6000, None, None, "km2", "at least 6,000 km²"),
        (None, None, 40, "items", "at most 40"),
        (3, 3, 3, "people", "3 people"),
        (None, None, None, "km2", "no figure"),
        (None, 0.0, None, "km2", "0 km²"),
    ],
)
def test_amounts(low: float, value: float, high: float, unit: str, words: str):
    assert figures.amount(low, value, high, unit) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(low=40, unit="items", modifier="at_least", span=Span(0, 2)), "at least 40"),
        (Quantity(high=40, unit="items", modifier="at_most", span=Span(0, 2)), "at most 40"),
        (Quantity(value=40, unit="percent", modifier="about", span=Span(0, 2)), "about 40 %"),
        (Quantity(low=24, unit="items", modifier="vague", span=Span(3, 9)), "“dozens”, no number"),
        (
            Quantity(low=4, value=4, high=4, unit="people", modifier="exact", span=Span(0, 1)),
            "4 people",
        ),
    ],
)
def test_quantities(quantity: Quantity, words: str):
    assert figures.quantity(quantity, "40 dozens") == words


def test_periods_are_iso_days():
    first, last = dt.date(2022, 9, 6), dt.date(2022, 9, 11)
    assert figures.period(first, last) == "2022-09-06 to 2022-09-11"
    assert figures.period(first, first) == "2022-09-06"
    assert figures.period(first, None) == "since 2022-09-06"
    assert figures.period(None, last) == "until 2022-09-11"
    assert figures.period(None, None) == "open"


def figure(reference: str, value: float, *, decides: bool = True, flag: str = "") -> Figure:
    return Figure(
        reference=reference,
        definition=f"area held, by {reference}; net gain",
        window=(dt.date(2031, 3, 1), dt.date(2031, 3, int(value) % 28 + 1)),
        value=value,
        unit="km2",
        flags=(flag,) if flag else (),
        decides=decides,
    )


def test_many_figures_of_one_measure_are_told_in_one_line(record: Record):
    found = (
        figure("a", 310),
        figure("spiky", 999, decides=False, flag="spike 2031-03-08"),
        figure("b", 290),
    )
    check = record.checks[0]
    reading = msgspec.structs.replace(check.readings[0], figures=found)
    check = msgspec.structs.replace(check, readings=(reading,))
    claims, references = claim_views(msgspec.structs.replace(record, checks=(check,)))
    shown = next(claim for claim in claims if claim.readings).readings[0]
    assert [(row.amount, row.references, row.flags, row.decides) for row in shown.summary] == [
        ("290 to 310 km²", "2 references [1, 3]", "", True),
        ("999 km²", "spiky [2]", "spike", False),
    ]
    assert len(shown.figures) == 3
    assert [reference.counts for reference in references] == [
        "area held, by a",
        "area held, by spiky",
        "area held, by b",
    ]


def summaries(record: Record, *found: Figure) -> list[str]:
    check = record.checks[0]
    reading = msgspec.structs.replace(check.readings[0], figures=found)
    check = msgspec.structs.replace(check, readings=(reading,))
    claims, _ = claim_views(msgspec.structs.replace(record, checks=(check,)))
    shown = next(claim for claim in claims if claim.readings).readings[0]
    return [row.amount for row in shown.summary]


def test_several_figures_keep_what_is_left_open_around_them(record: Record):
    shares = [
        msgspec.structs.replace(figure("a", value), unit="percent", low=low, high=high)
        for low, value, high in ((24.4, 25.5, 26.6), (24.5, 25.6, 26.7))
    ]
    assert summaries(record, *shares) == ["25.5 to 25.6 % (24.4 to 26.7)"]


def test_holders_are_told_in_the_order_of_days(record: Record):
    held = [
        Figure(
            reference="map",
            definition="villages as drawn; Low Holm",
            as_of=dt.date(2031, 3, day),
            unit="percent",
            holder=holder,
        )
        for day, holder in ((9, "Norland"), (1, "Sudmark"), (2, "Sudmark"))
    ]
    assert summaries(record, *held) == ["Sudmark → Norland"]
    assert summaries(record, held[0]) == ["Norland"]


def enumerated(definition: str, field: str) -> set[str]:
    return set(record_schema()["$defs"][definition]["properties"][field]["enum"])


def test_every_term_of_the_vocabulary_has_its_words():
    assert set(VERDICTS) == set(TONES) == enumerated("Check", "verdict")
    assert set(FORMS) == enumerated("Statement", "form")
    assert set(MANNERS) == enumerated("Statement", "manner")
    assert set(CERTAINTIES) == enumerated("Statement", "certainty")
    assert set(CLAIM_KINDS) == enumerated("Claim", "kind")
    assert set(EVIDENCE_KINDS) == enumerated("Evidence", "kind")
