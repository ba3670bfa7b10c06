"""``onrecord check --together``: a folder's records, and what they say together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group
from onrecord.record import Record

WIRE = """\
BRENN, May 2, 2021 (XNA) - A column of 14 lorries was burnt on the Oldra road, the border police of
Brenn said on Sunday, and the drivers walked eleven kilometres through the snow to Tarn.

"Nine Oldranian soldiers were killed," Colonel Wessel Karst, a spokesman for the Tarnish army, said.
"""
PAPER = f"The council of Marrow met in the dark.\n\n{WIRE}\nThe council meets again on Thursday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a_wire.txt").write_text(WIRE, encoding="utf-8")
    (made / "b_paper.txt").write_text(PAPER, encoding="utf-8")
    (made / "c_other.txt").write_text("It rained on the coast all day.\n", encoding="utf-8")
    (made / "notes.csv").write_text("no,report\n", encoding="utf-8")
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["check", *map(str, arguments)], prog_name="onrecord")


def test_records_and_findings_are_written(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    result = run(folder, "--together", "-o", out)
    assert result.exit_code == 0
    names = ["_corroboration.json", "a_wire.json", "b_paper.json", "c_other.json"]
    assert sorted(path.name for path in out.iterdir()) == names
    found = json.loads((out / "_corroboration.json").read_bytes())
    assert found["syndicated_from"] == {"b_paper": "a_wire"}
    records = {n: Record.from_json((out / f"{n}.json").read_bytes()) for n in ("a_wire", "b_paper")}
    for pair in found["same_claim"]:
        for name, claim in pair:
            assert records[name].claim(claim)
    assert found["same_claim"]


def test_what_was_found_is_printed(folder: Path, tmp_path: Path):
    shown = run(folder, "--together", "-o", tmp_path / "out").stdout
    assert "b_paper is a copy of a_wire" in shown
    assert "1 established origin" in shown
    assert "1 pair of reports sharing a text" in shown


def test_a_failed_report_costs_only_itself(folder: Path, tmp_path: Path):
    (folder / "d_empty.txt").write_text("", encoding="utf-8")
    result = run(folder, "--together", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert (tmp_path / "out" / "_corroboration.json").exists()


@pytest.mark.parametrize("extra", [(), ("-o", "out", "--format", "html")], ids=["no -o", "format"])
def test_options_that_do_not_go_together(folder: Path, extra: tuple[str, ...]):
    assert run(folder, "--together", *extra).exit_code == 2


def test_a_folder_without_reports_is_wrong_use(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "--together", "-o", tmp_path / "out").exit_code == 2
