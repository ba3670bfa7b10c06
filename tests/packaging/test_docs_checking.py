"""docs/checking.md states the constants that the data files hold, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.checking.rules import Allowance, rules
from onrecord.record import record_schema

TEXT = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
UNITS = ("km2", "items", "people", "percent")


def rows(first: str) -> dict[str, list[str]]:
    """The rows of the table whose header begins with ``first``, by their first cell."""
    lines = TEXT[TEXT.index(f"| {first} |") :].splitlines()
    table = lines[2 : next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {row[0]: row[1:] for row in cells}


def printed(value: float, unit: str) -> str:
    return f"{value:g}" if unit == "percent" else f"{100 * value:g}"


def stated(cell: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", cell)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("a bare figure", lambda one: [one.exact]),
        ("about, some, around, roughly", lambda one: [one.about]),
        ("nearly, almost, just under", lambda one: [one.about, one.bound]),
        ("just over, a little over", lambda one: [one.bound, one.about]),
        ("more than, at least", lambda one: [one.bound]),
        ("less than, at most, up to", lambda one: [one.bound]),
    ],
)
def test_the_tolerance_table_is_that_of_the_data(words, numbers):
    _, *cells = rows("words | modifier")[words]
    for unit, cell in zip(UNITS, cells, strict=True):
        allowance: Allowance = rules().allowances[unit]  # type: ignore[index]
        assert stated(cell) == [printed(value, unit) for value in numbers(allowance)], (words, unit)


def test_fractions_and_shares_are_those_of_the_data():
    fraction = rows("words | modifier")["half, a third, two thirds, a quarter"][-1]
    assert stated(fraction) == [printed(rules().allowances["percent"].fraction or 0, "percent")]
    table = rows("words | per cent")
    assert set(table) == {share.name for share in rules().shares}
    for share in rules().shares:
        assert stated(table[share.name][0]) == [f"{value:g}" for value in share.percent]


def test_the_words_named_are_in_the_tables():
    for side, words in (
        ("under", "nearly, almost, just under"),
        ("over", "just over, a little over"),
    ):
        assert set(words.split(", ")) <= set(rules().sides[side])  # type: ignore[index]


def test_every_verdict_is_explained():
    verdicts = set(record_schema()["$defs"]["Check"]["properties"]["verdict"]["enum"])
    assert {name.strip("`") for name in rows("verdict")} == verdicts


def test_the_ages_stated_are_those_of_the_data():
    carry = rules().carry
    assert carry.share == 0.1
    assert f"at least {carry.least} and at most {carry.most}" in TEXT
    assert f"a level or count may be {carry.level} days old" in TEXT
    assert carry.level == carry.count
    assert rules().lag["day_of_recording"] == 3
    assert "a window's count begins three days into it" in TEXT
