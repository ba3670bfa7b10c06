"""``onrecord check --explain``: the rows and the arithmetic behind a check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import group

REPORT = Path(__file__).parents[2] / "examples" / "report.txt"
TOOLS = {"__builtins__": {}, "max": max, "abs": abs}


def run(*options: str):
    arguments = ["check", str(REPORT), "--published", "2022-09-13", *options]
    return CliRunner().invoke(group, arguments)


@pytest.fixture(scope="module")
def record() -> onrecord.Record:
    return onrecord.check(REPORT, published="2022-09-13")


def test_every_figure_of_every_claim_is_redone_from_its_printed_rows(record: onrecord.Record):
    result = run("--explain", "all", "--format", "json")
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["claim"] for one in told] == [check.claim for check in record.checks]
    steps = [s for one in told for reading in one["readings"] for s in reading["steps"]]
    assert len(steps) > 50
    for step in steps:
        rows = {f"r{number}": row["value"] for number, row in enumerate(step["rows"], start=1)}
        value = eval(step["formula"], TOOLS, rows)  # noqa: S307 - our own formula over numbers
        assert value == pytest.approx(step["figure"]["value"], abs=0.051)
        assert eval(step["arithmetic"], TOOLS) == pytest.approx(value)  # noqa: S307


def test_a_printed_row_is_the_row_of_the_published_file(record: onrecord.Record):
    data = Path(onrecord.__file__).parent / "data" / "references"
    explanation = onrecord.explain(record, "c4")
    rows = {row for one in explanation.readings for step in one.steps for row in step.rows}
    assert {row.reference for row in rows} >= {"liveuamap-daily", "nzz-windows"}
    for row in rows:
        header, *lines = (data / row.reference / row.file).read_text(encoding="utf-8").splitlines()
        places = [header.split(",").index(column) for column in row.columns]
        found = [line.split(",") for line in lines if str(row.day) in line.split(",")[0]]
        sums = [sum(float(cells[place]) for place in places) * row.scale for cells in found]
        assert any(one == pytest.approx(row.value, abs=1e-4) for one in sums)


def test_the_text_shows_rows_formula_and_where_they_stand():
    result = run("--explain", "c6")
    assert result.exit_code == 0
    for words in (
        "c6   → not contradicted by a lower bound",
        "oryx-losses, counts.csv: total (russia, tank)",
        "r1   2022-09-13  1087",
        "By what had been recorded on the day of the report: the same",
        "shown only",
        "A date is the day of recording; a lower bound",
        "datapackage.json sha256",
    ):
        assert words in " ".join(result.stdout.split()) or words in result.stdout


def test_flagged_values_are_told_with_what_they_would_have_decided(record: onrecord.Record):
    (check,) = [one for one in record.checks if one.claim == "c3"]
    assert check.with_flagged is not None
    explanation = onrecord.explain(record, "c3")
    (other,) = explanation.others
    assert other.what == "had the flagged values decided as well"
    assert other.verdict == check.with_flagged
    flags = {f for one in explanation.readings for s in one.steps for f in s.figure.flags}
    assert "spike 2022-09-08" in flags


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--explain", "c99"), 1, "the record has none of that id"),
        (("--explain", "c1", "--format", "html"), 2, "--explain prints text or JSON"),
    ],
)
def test_what_cannot_be_explained_says_why(options: tuple[str, ...], code: int, words: str):
    result = run(*options)
    assert result.exit_code == code
    assert words in result.stderr


def test_a_record_checked_with_other_data_is_refused(record: onrecord.Record):
    import msgspec

    replace = msgspec.structs.replace
    used = (replace(record.made_with.references[0], sha256="0"), *record.made_with.references[1:])
    other = replace(record, made_with=replace(record.made_with, references=used))
    with pytest.raises(onrecord.UsageError, match="with other reference data"):
        onrecord.explain(other, "c1")
