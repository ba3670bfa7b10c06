"""What holds for every claim and every library."""

import datetime as dt
import math

import hypothesis.strategies as st
import pytest
from checking_world import PROFILE, PUBLISHED, Report, ledger, redone, reference, series
from hypothesis import given, settings
from msgspec.structs import replace

from onrecord.checking import check_claims, explain
from onrecord.record import (
    Claim,
    Comparand,
    Comparison,
    Document,
    Participant,
    Quantity,
    Span,
    TimeWindow,
)
from onrecord.reference import Flag, Library

TEXT = (
    "In five days Norland has retaken more than half of the Aster region, which Sudmark has held "
    "since April, and Sudmark left most of its tanks behind."
)
VERDICTS = {
    "consistent", "inconsistent", "not_contradicted", "contested", "depends_on_reading",
    "time_unresolved", "not_quantified", "not_literal", "no_reference",
}  # fmt: skip

WORDS = (
    "since April", "In five days", "half", "most of", "retaken", "Sudmark has held since April",
    TEXT,
)  # fmt: skip
named = st.sampled_from([Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in WORDS])
spans = named | st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda ends: Span(min(ends), max(ends))
)
days = st.dates() | st.dates(dt.date(2031, 2, 1), PUBLISHED) | st.none()
numbers = st.none() | st.floats() | st.floats(0, 50_000)
quantities = st.builds(
    Quantity,
    low=numbers,
    value=numbers,
    high=numbers,
    unit=st.sampled_from(["km2", "percent", "items", "people"]),
    modifier=st.sampled_from(
        ["exact", "about", "more_than", "at_least", "less_than", "at_most", "vague"]
    ),
    span=spans,
)
windows = st.builds(TimeWindow, start=days, end=days, span=spans)
participants = st.builds(
    Participant,
    name=st.sampled_from(
        ["Norland", "Sudmark", "the Aster region", "Aster", "Vesk", "Farholm", ""]
    ),
    span=spans,
    party=st.sampled_from([None, "north", "south", "nobody"]),
)
comparisons = st.builds(
    lambda relation, other: Comparison(relation=relation, other=other),
    st.sampled_from(["more", "less", "same"]),
    st.builds(
        Comparand,
        span=spans,
        measure=st.sampled_from([None, "gained", "held", "lost"]),
        window=st.none() | windows,
        quantity=st.none() | quantities,
    ),
)
claims = st.builds(
    Claim,
    id=st.just("c1"),
    span=spans,
    by=st.just("author"),
    kind=st.sampled_from(["territory", "control", "withdrawal", "materiel", "casualties"]),
    actor=st.none() | participants,
    target=st.none() | participants,
    place=st.none() | participants,
    item=st.sampled_from([None, "tank", "equipment", "airship", "soldiers killed"]),
    disposition=st.sampled_from([None, "destroyed", "captured", "abandoned", "damaged"]),
    quantity=st.none() | quantities,
    comparison=st.none() | comparisons,
    window=st.none() | windows,
    certainty=st.sampled_from(["certain", "probable", "possible", "denied", "unknown"]),
    literal=st.booleans(),
)

FLAG = Flag(
    rule="spike", start=dt.date(2031, 2, 1), end=dt.date(2031, 12, 31), size=1.0, why="invented"
)
LEVELS = {"2031-02-01": 5000.0, "2031-04-03": 3000.0, "2031-06-01": 4000.0, "2031-09-09": 2500.0}
COUNTS = [
    ("2031-02-01", "tank", None, 0),
    ("2031-02-01", "tank", "abandoned", 0),
    ("2031-09-11", "tank", "abandoned", 30),
    ("2031-09-11", "tank", None, 440),
]


def library(flags=(), **changes):
    def maker(name):
        return reference(name, **changes)

    region = {"place": "V-1", "id": "region"}
    return Library(
        series=(
            series("atlas", LEVELS, flags, reference=maker("atlas")),
            series("atlas", LEVELS, flags, reference=maker("atlas"), **region),
        ),
        ledgers=(ledger("photos", COUNTS, **{"bias": "estimate", **changes}),),
    )


def check(claim, references, published=PUBLISHED):
    document = Document(id="sha256:0", text=TEXT, published=published)
    return check_claims(document, (), (), (claim,), (), PROFILE, references)


PLAIN, FLAGGED, OWN = library(), library([FLAG]), library(party="north")
NOTED = library([replace(FLAG, rule=rule, informational=True) for rule in ("stale", "fall")])


@settings(max_examples=300, deadline=None)
@given(claims, st.sampled_from([PUBLISHED, None, dt.date.min, dt.date.max]))
def test_no_claim_raises_and_every_verdict_is_one_of_the_vocabulary(claim, published):
    for found in check(claim, PLAIN, published):
        assert found.verdict in VERDICTS
        assert {one.verdict for one in found.readings} <= VERDICTS
        assert found.working
        figures = [figure for one in found.readings for figure in one.figures]
        assert all(math.isfinite(figure.value) for figure in figures)


@settings(max_examples=150, deadline=None)
@given(claims, st.sampled_from([PUBLISHED, None, dt.date.max]), st.booleans())
def test_the_arithmetic_of_every_figure_is_redone_from_its_rows(claim, published, flagged):
    document = Document(id="sha256:0", text=TEXT, published=published)
    data = FLAGGED if flagged else PLAIN
    found = explain(document, (), (), (claim,), PROFILE, data, claim.id)
    for step in [step for one in (found.readings if found else ()) for step in one.steps]:
        low, value, high = redone(step)
        low, value, high = redone(step)
        assert value == pytest.approx(step.result, abs=0.05, rel=1e-6)
        assert value == pytest.approx(step.figure.value, abs=0.051)
        assert low is None or low == pytest.approx(step.figure.low, abs=0.051)
        assert high is None or high == pytest.approx(step.figure.high, abs=0.051)


@settings(max_examples=150, deadline=None)
@given(claims)
def test_a_flagged_value_never_decides(claim):
    for found in (*check(claim, FLAGGED), *check(claim, NOTED)):
        figures = [figure for one in found.readings for figure in one.figures]
        assert not any(figure.decides for figure in figures if figure.flags)
    for found in check(claim, FLAGGED):
        figures = [figure for one in found.readings for figure in one.figures]
        assert not any(figure.decides for figure in figures if figure.reference == "atlas")


@settings(max_examples=150, deadline=None)
@given(claims)
def test_a_partys_own_figures_never_decide(claim):
    for found in check(claim, OWN):
        assert not any(figure.decides for one in found.readings for figure in one.figures)
        assert found.verdict in ("no_reference", "time_unresolved", "not_quantified", "not_literal")


@settings(max_examples=150, deadline=None)
@given(claims)
def test_a_verdict_rests_on_its_readings(claim):
    for found in check(claim, PLAIN):
        settled = {one.verdict for one in found.readings} - {"no_reference"}
        if found.verdict in ("consistent", "inconsistent", "not_contradicted", "contested"):
            assert settled == {found.verdict}
        if found.verdict == "depends_on_reading":
            assert len(settled) > 1


@settings(deadline=None)
@given(
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
)
def test_a_larger_claim_is_never_contradicted_by_a_lower_bound_that_allows_a_smaller_one(
    one, other, modifier
):
    report = Report("Sudmark has lost 500 tanks.")

    def verdict(value):
        claim = report.claim(
            "materiel",
            target=report.who("Sudmark"),
            item="tank",
            quantity=report.amount("500", float(value), "items", modifier),
        )
        return report.check(claim, ledgers=[ledger("photos", COUNTS)]).verdict

    small, large = verdict(min(one, other)), verdict(max(one, other))
    assert {small, large} <= {"not_contradicted", "inconsistent"}
    if small == "not_contradicted":
        assert large == "not_contradicted"
