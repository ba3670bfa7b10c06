"""``onrecord reference``: what a person sees of reference data, and the documented commands."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group
from onrecord.commands.reference_add import _KINDS
from onrecord.reference import load_profile
from onrecord.reference.adapters import KINDS

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "examples" / "second_conflict" / "lake_war.toml")
TABLE = str(ROOT / "examples" / "second_conflict" / "published" / "torval_observatory.csv")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["reference", *arguments], prog_name="onrecord")


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def documented() -> list[str]:
    """The commands of docs/references.md about references of one's own."""
    text = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```\n(onrecord reference list.*?)```", text, re.DOTALL)
    return str(block).strip().splitlines()


def test_the_documented_commands_work_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = {}
    for line in documented():
        name, *arguments = shlex.split(line)
        assert name == "onrecord"
        result = CliRunner().invoke(group, arguments, prog_name="onrecord")
        assert result.exit_code == 0, (line, result.output)
        shown[arguments[1]] = result.stdout
    assert "unshared_step" in shown["audit"]
    assert "2031-05-27" in shown["audit"]
    assert "Torval Observatory" in shown["show"]
    assert any("torval-observatory" in line for line in documented() if "check" not in line)


def test_the_command_names_the_kinds_there_are() -> None:
    assert tuple(KINDS) == _KINDS


def test_list_names_what_ships_and_what_was_added() -> None:
    assert "added by you" not in run("list", "--conflict", LAKE).stdout
    assert run("add", TABLE, "--as", "territory", "--conflict", LAKE).exit_code == 0
    shown = run("list", "--conflict", LAKE).stdout
    assert re.search(r"torval-observatory .*added by you", shown)
    found = lines(run("list", "--conflict", LAKE, "--format", "json"))
    assert [one["name"] for one in found if one["added"]] == ["torval-observatory"]
    assert len(found) == len(load_profile(LAKE).references) + 1


@pytest.mark.parametrize(
    "words",
    [
        "covers       2022-03-28 to 2025-07-19, UA; lists russia, ukraine",
        "a figure is  a lower bound",
        "a date is    the day of recording",
        "terms        CC BY 4.0",
        "publisher    Oryx via oryx_data",
        "unit         items",
        "rests on     oryxspioenkop.com",
        "defects      only what was photographed",
        "whole_below_part: 1 (the value decides nothing)",
    ],
)
def test_show_says_all_that_a_reference_says_of_itself(words: str) -> None:
    assert words in run("show", "oryx-losses").stdout


def test_show_as_json_holds_metadata_and_findings() -> None:
    (shown,) = lines(run("show", "liveuamap-daily", "--format", "json"))
    assert shown["coverage"] == {
        "start": "2022-02-20", "end": "2025-01-16", "place": "UA", "parties": [],
    }  # fmt: skip
    findings = shown["findings"]
    assert isinstance(findings, list)
    assert {finding["rule"] for finding in findings} == {"spike"}


def test_audit_names_and_dates_defects_and_counts_what_is_only_noted() -> None:
    shown = run("audit", "liveuamap-daily").stdout
    assert re.search(r"2022-09-08 +spike +\+12,414 km²; the value decides nothing", shown)
    assert "noted only: stale 4 (--all lists them)" in shown
    assert "the same value on" not in shown
    assert "the same value on" in run("audit", "liveuamap-daily", "--all").stdout
    found = lines(run("audit", "--format", "json"))
    assert {one["effect"] for one in found} == {"value", "change"}
    assert {one["reference"] for one in found} >= {"isw-economist-control", "oryx-losses"}


def test_nothing_found_is_said() -> None:
    assert "The rules find nothing" in run("audit", "veld-map", "--conflict", LAKE).stdout


def test_an_unknown_name_lists_the_known_ones() -> None:
    for command in ("show", "audit"):
        result = run(command, "nothing")
        assert result.exit_code == 2
        assert "liveuamap-daily" in result.stderr
    assert run("list", "--conflict", "nowhere").exit_code == 2


def test_add_takes_options_instead_of_a_file_beside_the_table(tmp_path: Path) -> None:
    table = tmp_path / "daily.csv"
    table.write_text("date,area_km2\n2031-06-01,2000\n", encoding="utf-8")
    options = ["--publisher", "Delta", "--licence", "CC0", "--holder", "sudemark"]
    options += ["--retrieved", "2031-07-01", "--defect", "one day only", "--derived-from", "air"]
    result = run("add", str(table), "--as", "territory", "--conflict", LAKE, *options)
    assert result.exit_code == 0, result.output
    assert "one day only" in result.stdout
    (shown,) = lines(run("show", "daily", "--conflict", LAKE, "--format", "json"))
    assert shown["derived_from"] == ["air"]


def test_what_cannot_be_added_says_file_row_and_remedy(tmp_path: Path, data: Path) -> None:
    table = tmp_path / "daily.csv"
    table.write_text("date,area_km2\n2031-06-01,2000\n2031-06-01,3000\n", encoding="utf-8")
    options = ["--publisher", "Delta", "--licence", "CC0", "--holder", "sudemark"]
    result = run("add", str(table), "--as", "territory", "--conflict", LAKE, *options)
    assert result.exit_code == 1
    assert "daily.csv, row 3: 2031-06-01 stands twice" in result.stderr
    assert "Try: remove the row that is wrong." in result.stderr
    missing = run("add", str(table), "--as", "territory", "--conflict", LAKE)
    assert "--publisher, --licence, --holder" in missing.stderr
    assert run("add", str(tmp_path / "none"), "--as", "claims").exit_code == 1
    assert run("add", str(table), "--as", "tea").exit_code == 2
    assert not list(data.rglob("datapackage.json"))


def test_update_says_what_it_could_not_fetch(tmp_path: Path) -> None:
    address = ["--address", "http://127.0.0.1:9/daily.csv"]
    assert run("add", TABLE, "--as", "territory", "--conflict", LAKE, *address).exit_code == 0
    result = run("update", "--conflict", LAKE)
    assert result.exit_code == 1
    assert "not a public address" in result.stderr
    assert run("update", "nothing", "--conflict", LAKE).exit_code == 1
    assert run("audit", "torval-observatory", "--conflict", LAKE).exit_code == 0


def test_remove_takes_away_only_what_was_added() -> None:
    run("add", TABLE, "--as", "territory", "--conflict", LAKE)
    assert run("remove", "torval-observatory", "--conflict", LAKE).exit_code == 0
    again = run("remove", "torval-observatory", "--conflict", LAKE)
    assert again.exit_code == 1
    assert "no reference of that name was added" in again.stderr
