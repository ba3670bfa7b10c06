"""``onrecord read``, ``doctor``, ``schema``, ``--version`` and ``--help``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import group
from onrecord.record import record_schema

REPORT = "“We hold the bridge,” said Mayor Ilva Brandt.\n\nIt is not known who fired first.\n"


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments, prog_name="onrecord")


def test_read_labels_blocks(report: str):
    result = run("read", report)
    assert result.exit_code == 0
    assert "paragraph      It is not known who fired first." in result.stdout.splitlines()


def test_read_as_json_is_the_document(report: str):
    document = json.loads(run("read", report, "--format", "json").stdout)
    assert document["text"] == REPORT
    assert document["blocks"][0]["kind"] == "paragraph"


def test_read_tells_failures_like_check(tmp_path: Path):
    result = run("read", str(tmp_path / "gone.txt"))
    assert result.exit_code == 1
    assert "Try:" in result.stderr


def test_doctor_names_versions_data_and_languages():
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "onrecord" in result.stdout
    assert onrecord.__version__ in result.stdout
    assert "lxml-html-clean" in result.stdout
    assert "English" in result.stdout
    assert "sha256" in result.stdout
    assert result.stdout.rstrip().endswith("everything is whole")


def test_doctor_finds_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    from onrecord.commands import doctor

    monkeypatch.setattr(doctor, "needed", lambda: ("a-package-nobody-has",))
    result = run("doctor")
    assert result.exit_code == 1
    assert "BROKEN  missing; try: pip install a-package-nobody-has" in result.stdout


def test_schema_prints_the_schema_that_records_satisfy(report: str):
    schema = json.loads(run("schema").stdout)
    assert schema == json.loads(json.dumps(record_schema()))
    record = json.loads(run("check", report, "--format", "json").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record)


def test_version_is_the_packages():
    assert run("--version").stdout == f"onrecord, version {onrecord.__version__}\n"


@pytest.mark.parametrize("command", ["check", "read", "doctor", "schema"])
def test_every_command_has_help(command: str):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert command in run("--help").stdout


def test_an_unknown_command_is_wrong_use():
    assert run("judge").exit_code == 2
