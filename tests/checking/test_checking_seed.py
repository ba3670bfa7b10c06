"""The claims of one real report, against the packaged references."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from onrecord.checking import check_claims
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
from onrecord.reference import detect_profile, load_library

SHARED = Path(__file__).parents[3] / "shared"
PUBLISHED = dt.date(2022, 9, 12)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir(), reason="the evaluation data do not stand beside the repository"
    ),
]


@pytest.fixture(scope="module")
def text():
    return (SHARED / "cases" / "seed" / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answers():
    path = SHARED / "reference" / "checks" / "claim1_answers.csv"
    with path.open(encoding="utf-8") as file:
        return {
            (row["source"], row["measure"], row["definition"]): float(row["value_km2"])
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def checks(text):
    def span(words, within=None):
        start = text.index(words, text.index(within) if within else 0)
        return Span(start, start + len(words))

    def who(words, within):
        return Participant(name=words, span=span(words, within))

    withdrawn = "Russian troops have withdrawn from most of the Kharkiv region"
    retaken = (
        "In five days, the Ukrainian military has retaken more territory than Russian soldiers "
        "have controlled since April"
    )
    half = "they left half their equipment behind"
    other = Comparand(
        span=span("Russian soldiers have controlled since April"),
        measure="held",
        window=TimeWindow(start=dt.date(2022, 4, 1), end=PUBLISHED, span=span("since April")),
    )
    claims = (
        Claim(
            id="withdrawn", span=span(withdrawn), by="author", kind="withdrawal",
            actor=who("Russian troops", withdrawn), place=who("the Kharkiv region", withdrawn),
        ),
        Claim(
            id="retaken", span=span(retaken), by="author", kind="territory",
            actor=who("Ukrainian military", retaken), target=who("Russian soldiers", retaken),
            comparison=Comparison(relation="more", other=other),
            window=TimeWindow(start=dt.date(2022, 9, 7), end=PUBLISHED, span=span("In five days")),
        ),
        Claim(
            id="half", span=span(half), by="author", kind="materiel",
            actor=who("Russian soldiers", "The Russian soldiers fled"),
            target=who("Russian soldiers", "The Russian soldiers fled"),
            item="equipment", disposition="abandoned",
            quantity=Quantity(
                low=50, value=50, high=50, unit="percent", modifier="exact",
                span=span("half", "left half"),
            ),
        ),
    )  # fmt: skip
    document = Document(id="sha256:0", text=text, published=PUBLISHED)
    profile = detect_profile(text, PUBLISHED)
    assert profile is not None
    found = check_claims(document, (), (), claims, (), profile, load_library(profile))
    return {check.claim: check for check in found}


def reading(check, start):
    (found,) = [one for one in check.readings if one.reading.startswith(start)]
    return found


def values(reading, *, decides):
    return [figure.value for figure in reading.figures if figure.decides is decides]


def near(expected):
    return pytest.approx(expected, rel=0.005)


def test_the_comparison_depends_on_how_it_is_read(checks):
    check = checks["retaken"]
    assert check.verdict == "depends_on_reading"
    assert reading(check, "net gain since 1 April").verdict == "consistent"
    assert reading(check, "net gain since 5 April").verdict == "consistent"
    assert reading(check, "net gain since 15 April").verdict == "consistent"
    assert reading(check, "all that was held since 1 April").verdict == "inconsistent"


def test_since_the_first_of_april_nothing_was_gained(checks):
    found = reading(checks["retaken"], "net gain since 1 April")
    assert 0.0 in values(found, decides=True)
    assert not any(0 < value < 6_000 for value in values(found, decides=True))


def test_the_net_gains_are_the_known_ones(checks, answers):
    for day, words in (("5", "2022-04-05"), ("15", "2022-04-15")):
        found = values(reading(checks["retaken"], f"net gain since {day} April"), decides=True)
        expected = [
            value
            for (source, measure, definition), value in answers.items()
            if measure.startswith("net_gain")
            and definition.startswith(f"{words} to")
            and source != "isw_control_v1"
        ]
        assert len(expected) == 3
        for value in expected:
            assert any(one == near(value) for one in found)


def test_what_was_retaken_is_the_known_range(checks, answers):
    found = values(reading(checks["retaken"], "net gain since 5 April"), decides=True)
    for window in ("level 2022-09-06 minus 2022-09-11", "level 2022-09-07 minus 2022-09-12"):
        assert any(one == near(answers["liveuamap", "retaken_5d", window]) for one in found)
    assert max(found) == near(8846.1)
    shown = values(reading(checks["retaken"], "net gain since 5 April"), decides=False)
    assert any(one == near(6336.8) for one in shown)


def test_the_gross_gains_are_the_known_ones(checks, answers):
    for day, base in (("5", "2022-04-05"), ("15", "2022-04-15")):
        found = values(reading(checks["retaken"], f"gross gain since {day} April"), decides=True)
        known = [
            value
            for (source, measure, definition), value in answers.items()
            if (source, measure) == ("nzz_nochange_plus_gains", "gross_gain_ever_new")
            and base in definition
        ]
        assert any(one == near(known[0]) for one in found)


def test_the_reclassified_series_is_shown_and_does_not_decide(checks, answers):
    found = reading(checks["retaken"], "net gain since 5 April")
    flagged = [
        figure for figure in found.figures
        if any(flag.startswith("reclassification 2022-04") for flag in figure.flags)
    ]  # fmt: skip
    definition = "2022-04-05 to peak 2022-08-15 (mostly reclassification)"
    known = answers["isw_control_v1", "net_gain_to_peak", definition]
    assert any(figure.value == near(known) for figure in flagged)
    assert not any(figure.decides for figure in flagged)


def test_the_artefact_of_8_september_is_named_and_does_not_decide(checks):
    spikes = [
        figure
        for one in checks["retaken"].readings
        for figure in one.figures
        if "spike 2022-09-08" in figure.flags
    ]
    assert spikes
    assert not any(figure.decides for figure in spikes)
    assert "spike of 8 September 2022" in checks["retaken"].working


def test_the_withdrawal_is_checked_from_computed_shares(checks, answers):
    check = checks["withdrawn"]
    found = check.readings[0]
    assert found.verdict == "consistent"
    areas = [figure for figure in found.figures if figure.unit == "km2"]
    for day, inner, outer in (("2022-09-06", 0.94, 1.06), ("2022-09-11", 0.88, 1.13)):
        (figure,) = [one for one in areas if one.as_of == dt.date.fromisoformat(day)]
        assert figure.value == near(answers["nzz_kharkiv_oblast", "held", day])
        assert figure.low == near(inner * figure.value)
        assert figure.high == near(outer * figure.value)
    assert reading(check, "most of the whole").verdict == "inconsistent"


def test_half_of_an_unknown_total_cannot_be_checked(checks):
    check = checks["half"]
    assert check.verdict == "no_reference"
    assert "needs the number there was before" in check.working
    counts = [figure for one in check.readings for figure in one.figures]
    assert counts
    assert not any(figure.decides for figure in counts)
