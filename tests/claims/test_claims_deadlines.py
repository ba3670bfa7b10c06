"""Deadlines ahead are not placed in the past, and quotations that end leave no mark in a claim."""

import datetime as dt
from pathlib import Path

import pytest

import onrecord

CONFLICT = str(Path(__file__).parents[2] / "examples" / "second_conflict" / "lake_war.toml")


def claims(text, published="2031-06-11"):
    record = onrecord.check_text(text, published=published, conflict=CONFLICT)
    return record, record.claims


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("might retake the Estrik district by the end of April", None),
        ("could retake the Estrik district by 3 April", None),
        ("might have retaken the Estrik district by the end of April", dt.date(2031, 4, 30)),
        ("had retaken the Estrik district by the end of April", dt.date(2031, 4, 30)),
        ("might retake the Estrik district by the end of April 2032", dt.date(2032, 4, 30)),
    ],
)
def test_a_deadline_ahead_without_a_year_stays_open(words, end):
    _, (claim, *_) = claims(f"Norrvaldian troops {words}, the ministry said.")
    assert (claim.window.end if claim.window else None) == end


def test_what_may_come_is_compared_with_nothing():
    record, _ = claims("Norrvaldian troops might retake the Estrik district by the end of April.")
    (check,) = record.checks
    assert check.verdict == "time_unresolved"
    assert "what may come after the report" in check.working
    assert not check.readings


@pytest.mark.parametrize("marks", ["‘’", "“”", '""'])
def test_a_name_in_quotation_marks_is_no_part_of_the_claim(marks):
    name = f"{marks[0]}Institute of Lake Studies{marks[1]}"
    text = f"According to the {name}, Norrvaldian troops retook 300 square kilometres since June 1."
    record, (claim, *_) = claims(text)
    assert claim.span.of(text).startswith("Norrvaldian troops")
    assert all(statement.channel is None for statement in record.statements)
