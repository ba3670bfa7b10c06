"""``--corrections``: a person's word wins, and what fits nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import group
from onrecord.record import Record

REPORT = "“We hold the bridge,” said Mayor Ilva Brandt. Colonel Dorn Haske stood beside her.\n"
CORRECTION = """
[[corrections]]
item = "statements.speaker"
words = "We hold the bridge"
value = "Colonel Dorn Haske"

[[corrections]]
item = "statements.manner"
words = "Words that stand in no report"
value = "ironic"
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.toml"
    path.write_text(CORRECTION, encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["check", *arguments], prog_name="onrecord")


def speaker(record: Record) -> str:
    speaker = record.statements[0].speaker
    assert speaker is not None
    return record.agent(speaker).name


def test_a_corrected_speaker_is_the_speaker(report: Path, corrections: Path):
    result = run(str(report), "--corrections", str(corrections), "--format", "json")
    assert result.exit_code == 0
    assert "Haske" in speaker(Record.from_json(result.stdout))
    assert "Brandt" in speaker(onrecord.check(report))


def test_a_correction_that_fits_nothing_is_told_once(report: Path, corrections: Path):
    result = run(str(report), str(report), "--corrections", str(corrections), "--format", "json")
    notes = [line for line in result.stderr.splitlines() if line.startswith("note:")]
    assert len(notes) == 1
    assert "Words that stand in no report" in notes[0]


def test_in_python_it_is_a_warning(report: Path, corrections: Path):
    with pytest.warns(onrecord.UnmatchedCorrectionWarning, match="Words that stand in no report"):
        record = onrecord.check(report, corrections=corrections)
    assert "Haske" in speaker(record)


def test_a_malformed_file_is_wrong_use(report: Path, tmp_path: Path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[[corrections]\n", encoding="utf-8")
    result = run(str(report), "--corrections", str(broken))
    assert result.exit_code == 2
    assert "correcting failed on" in result.stderr


JEST = """
[[corrections]]
item = "statements.manner"
words = "We hold the bridge"
value = "ironic"
by = "N. Editor"
on = 2024-06-04

[[corrections]]
item = "statements.speaker"
words = "We hold the bridge"
value = "Nobody Printed Here"
"""


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_a_correction_is_told_on_its_statement(report: Path, tmp_path: Path, form: str):
    corrections = tmp_path / "jest.toml"
    corrections.write_text(JEST, encoding="utf-8")
    result = run(str(report), "--corrections", str(corrections), "--format", form)
    assert "manner corrected by N. Editor, 2024-06-04" in result.stdout
    assert "no stated ground" not in result.stdout
    assert "speaker corrected" not in result.stdout
    assert "“Nobody Printed Here” is not printed" in " ".join(result.stderr.split())


def test_why_a_correction_fits_nothing_is_told(report: Path, corrections: Path):
    result = run(str(report), "--corrections", str(corrections))
    assert "its words are not the whole content of any statement" in result.stderr
