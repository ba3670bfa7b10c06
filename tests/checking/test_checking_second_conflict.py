"""The invented second conflict is checked from its data files alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_world import redone

import onrecord

EXAMPLE = Path(__file__).parents[2] / "examples" / "second_conflict"
PROFILE = str(EXAMPLE / "lake_war.toml")


@pytest.fixture(scope="module")
def record() -> onrecord.Record:
    return onrecord.check(EXAMPLE / "losses.txt", published="2031-06-11", conflict=PROFILE)


@pytest.fixture(scope="module")
def checks(record: onrecord.Record):
    words = record.document.text
    return {record.claim(check.claim).span.of(words): check for check in record.checks}


def check_of(checks, words: str):
    (found,) = [check for claim, check in checks.items() if words in claim]
    return found


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("retook Havnby", "consistent"),
        ("had lost Havnby", "consistent"),
        ("hold Ostvik", "inconsistent"),
        ("taken Lossing", "no_reference"),
    ],
)
def test_who_holds_a_village_is_checked_from_the_table_alone(words: str, verdict: str):
    record = onrecord.check(EXAMPLE / "villages.txt", published="2031-06-11", conflict=PROFILE)
    text = record.document.text
    claims = {record.claim(check.claim).span.of(text): check for check in record.checks}
    check = check_of(claims, words)
    assert check.verdict == verdict
    assert all(figure.holder for reading in check.readings for figure in reading.figures)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("10 tanks", "not_contradicted"),
        ("8 artillery pieces", "not_contradicted"),
        ("dozens of trucks", "not_quantified"),
        ("230 Sudemarkish soldiers", "no_reference"),
        ("nearly 1,700", "consistent"),
        ("more than 800", "depends_on_reading"),
        ("about 1,300", "inconsistent"),
        ("might retake", "time_unresolved"),
    ],
)
def test_each_claim_has_its_verdict(checks, words: str, verdict: str):
    assert check_of(checks, words).verdict == verdict


def test_entries_taken_back_since_the_day_of_the_report_are_told(checks):
    assert check_of(checks, "10 tanks").on_the_day == "inconsistent"


def test_a_flagged_day_would_have_turned_a_verdict(checks):
    assert check_of(checks, "about 1,300").with_flagged == "depends_on_reading"


def test_a_map_without_the_islands_does_not_decide_about_the_whole_basin(checks):
    figures = [f for one in check_of(checks, "nearly 1,700").readings for f in one.figures]
    assert {(f.title, f.why) for f in figures} == {
        ("Lake survey", None),
        ("Veld Map Office", "leaves out the Low Holms"),
    }


def test_both_districts_are_measured_and_every_figure_is_redone(record: onrecord.Record):
    for check in record.checks:
        explanation = onrecord.explain(record, check.claim, conflict=PROFILE)
        for step in [step for one in explanation.readings for step in one.steps]:
            assert redone(step)[1] == pytest.approx(step.figure.value, abs=0.051)
            if "800" in explanation.quote:
                columns = {column for row in step.rows for column in row.columns}
                assert columns == {"held_estrik_km2", "held_vassund_km2"}


def test_official_figures_and_coverage_stand_beside_the_losses(checks):
    notes = check_of(checks, "10 tanks").notes
    assert any("19 claimed officially (Norrvaldian ministry), 11 documented" in n for n in notes)
    assert any("covers Norrvald (4 tanks) and Sudemark (11 tanks)" in note for note in notes)
    assert any("official figures of Norrvald's losses, by either party" in note for note in notes)
