"""The example that ``make demo`` prints: it shows what OnRecord is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group
from onrecord.record import Record


@pytest.fixture(scope="module")
def report(root: Path) -> str:
    return str(root / "examples" / "report.txt")


def run(*arguments: str) -> Result:
    given = ("check", "--published", "2022-09-13", *arguments)
    return CliRunner().invoke(group, given, prog_name="onrecord")


@pytest.fixture(scope="module")
def record(report: str) -> Record:
    return Record.from_json(run(report, "--format", "json").stdout)


def test_the_demo_ends_well(report: str):
    result = run(report)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "INVENTED WORDS" in result.stdout
    assert "IN JEST" in result.stdout


def test_words_of_the_montage_are_nobodys(record: Record):
    words = ("Where is our front line?", "Ask the Ukrainians, sir, they had it last.")
    for statement in record.statements:
        said = " ".join(span.of(record.document.text) for span in statement.content)
        if any(invented in said for invented in words):
            assert (statement.manner, statement.speaker) == ("depicted", None)


def test_figures_are_checked_against_the_packaged_references(record: Record):
    verdicts = {check.verdict for check in record.checks}
    assert {"consistent", "depends_on_reading", "not_contradicted"} <= verdicts
    assert record.made_with.references


def test_the_advertisement_and_the_unknown_are_set_apart(record: Record):
    kinds = [block.kind for block in record.document.blocks]
    assert kinds[-1] == "advertising"
    assert len(record.unknowns) == 1


def test_the_example_correction_fits(report: str, root: Path):
    corrections = str(root / "examples" / "corrections.toml")
    result = run(report, "--corrections", corrections)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "speaker left open (1)" in " ".join(result.stdout.split())
