"""``init``, ``add``, ``list``, ``show``, ``search``, ``reactions`` as people and pipes use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group
from onrecord.record import Record


def run(*arguments: object, given: str | bytes | None = None, code: int = 0) -> Result:
    result = CliRunner().invoke(group, [str(one) for one in arguments], input=given)
    assert result.exit_code == code, result.output
    return result


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The workspace of docs/workspace.md."""
    home = tmp_path_factory.mktemp("tour") / "tour"
    run("init", home, "--conflict", root / "examples" / "second_conflict" / "lake_war.toml")
    example = root / "examples" / "workspace"
    told = run("add", "--workspace", home, "--workers", 1, example / "reports")
    assert told.stdout == "11 reports added, 11 read\n"
    table = [example / "monitors.csv", "--mapping", example / "monitors.toml"]
    assert run("add", "--workspace", home, *table).stdout == "2 reports added, 2 read\n"
    return home


def test_the_example_is_every_kind_of_report_and_all_is_read(tour: Path):
    reports = lines(run("list", "--workspace", tour, "--format", "jsonl"))
    assert len(reports) == 13
    assert {report["state"] for report in reports} == {"read"}
    assert {report["media_type"].partition("/")[2] for report in reports} >= {
        "html", "plain", "markdown", "x-telegram-message+json", "x-row+json",
    }  # fmt: skip
    assert run("list", "failures", "--workspace", tour, "--format", "jsonl").stdout == ""


def test_a_forwarded_post_is_the_originals_and_the_poster_relays(tour: Path):
    told = lines(run("list", "statements", "--workspace", tour, "--format", "jsonl"))
    [relayed] = [line for line in told if "telegram" in line["report"] and line["via"]]
    assert (relayed["speaker"], relayed["via"]) == ("Norrvaldian army", "Causeway Notes")
    [montage] = [line for line in told if line["manner"] == "depicted"]
    assert montage["speaker"] is None
    assert montage["depicts"] == ["General Karsten Vohl"]


def test_lists_narrow(tour: Path):
    def reports(*options: str) -> set[str]:
        shown = lines(run("list", *options, "--workspace", tour, "--format", "jsonl"))
        return {line["report"] for line in shown}

    assert reports("claims", "--kind", "territory") == {
        "pages/lakeside-courier-lossing.html",
        "pages/torval-wire-lossing.html",
    }
    assert len(reports("--outlet", "Estrik Observer")) == 2
    assert reports("--manner", "depicted") == {"notes/observer-montage.txt"}
    assert reports("statements", "--speaker", "vohl") == set()
    assert len(reports("--from", "2031-06-14")) == 3
    assert all("sudemark" in name for name in reports("statements", "--party", "sudemark"))


def test_reactions_count_by_party_and_never_for_who_is_shown(tour: Path):
    found = json.loads(run("reactions", "--workspace", tour, "--format", "json").stdout)
    assert {voice["party"] for voice in found["parties"]} == {"norrvald", "sudemark"}
    assert found["others"]["ironic"] == 2
    assert [one["name"] for one in found["shown"]] == ["General Karsten Vohl"]
    assert "General Karsten Vohl" not in {voice["name"] for voice in found["speakers"]}
    counted = [*found["parties"], found["others"], found["open"]]
    assert found["statements"] == sum(voice["earnest"] + voice["ironic"] for voice in counted)


def test_reactions_say_which_party_is_not_quoted(tour: Path):
    observer = ["--workspace", tour, "--outlet", "Torval Wire"]
    found = json.loads(run("reactions", *observer, "--format", "json").stdout)
    assert [party["id"] for party in found["unquoted"]] == ["sudemark"]
    assert "nobody speaks for Sudemark" in run("reactions", *observer).stdout


@pytest.mark.parametrize("what", ["reports", "statements", "claims", "people"])
def test_text_fits_eighty_columns(tour: Path, what: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("list", what, "--workspace", tour).stdout
    assert shown
    assert not [line for line in shown.splitlines() if len(line) > 80 and " " in line.strip()[:60]]
    assert "\x1b" not in shown
    assert not [line for line in shown.splitlines() if line != line.rstrip()]


def test_show_prints_the_record_of_a_report(tour: Path):
    name = "pages/torval-wire-lossing.html"
    shown = run("show", name, "--workspace", tour)
    assert "Norrvaldian army says it destroyed 12 tanks near Lossing" in shown.stdout
    assert "Seen in" in shown.stdout
    as_json = run("show", name, "--workspace", tour, "--format", "json").stdout
    assert Record.from_json(as_json).document.outlet == "Torval Wire"
    assert run("show", name, "--workspace", tour, "--format", "html").stdout.startswith("<!doctype")


def test_search_pipes(tour: Path):
    hits = lines(run("search", "fishing", "--workspace", tour, "--format", "jsonl"))
    assert [(hit["report"], hit["manner"]) for hit in hits] == [
        ("notes/observer-montage.txt", "depicted")
    ]
    shown = run("search", "fishing", "--workspace", tour).stdout
    assert "Put into the mouth of General Karsten Vohl by Torval Pike" in shown


def test_a_workspace_is_found_from_inside_it(tour: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tour / "archive")
    assert len(lines(run("list", "--format", "jsonl"))) == 13
    monkeypatch.chdir("/")
    told = run("list", code=2)
    assert "onrecord init" in told.stderr
    monkeypatch.setenv("ONRECORD_WORKSPACE", str(tour))
    assert len(lines(run("list", "--format", "jsonl"))) == 13


def test_standard_input_is_a_source(tmp_path: Path):
    run("init", tmp_path / "ws")
    text = "“We hold the bridge,” said Mayor Ilva Brandt."
    for added in ("1 report added, 1 read", "0 reports added, 1 there already, 0 read"):
        told = run("add", "-", "--workspace", tmp_path / "ws", given=text)
        assert told.stdout.strip() == added
    [report] = lines(run("list", "--workspace", tmp_path / "ws", "--format", "jsonl"))
    assert (report["source"], report["report"]) == ("-", "standard-input")


def test_failures_are_told_listed_and_tried_again(tmp_path: Path):
    run("init", tmp_path / "ws")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    told = run("add", empty, "--workspace", tmp_path / "ws", code=1)
    assert "reading failed on empty.txt" in told.stderr
    assert "Try: " in told.stderr
    shown = run("list", "failures", "--workspace", tmp_path / "ws").stdout
    assert "empty.txt" in shown
    assert "Try: " in shown
    empty.write_text("The dam held, the ministry said.\n")
    run("add", empty, "--workspace", tmp_path / "ws")
    assert run("list", "failures", "--workspace", tmp_path / "ws").stderr == "nothing has failed\n"


def test_wrong_use_is_told_with_exit_code_two(tmp_path: Path):
    run("init", tmp_path / "ws")
    home = ["--workspace", tmp_path / "ws"]
    assert "no report of that name" in run("show", "gone", *home, code=2).stderr
    assert "asks for no word" in run("search", "!!!", *home, code=2).stderr
    assert "no profile" in run("add", "x", "--conflict", "nowhere", *home, code=2).stderr
    run("list", "nonsense", *home, code=2)
    other = ["--conflict", "russia_ukraine_2022"]
    assert "already, with no profile" in run("init", tmp_path / "ws", *other, code=2).stderr


def test_making_a_workspace_twice_changes_nothing(tmp_path: Path):
    run("init", tmp_path / "ws", "--conflict", "russia_ukraine_2022")
    run("add", "-", "--workspace", tmp_path / "ws", given="The dam held, the ministry said.")
    told = run("init", tmp_path / "ws", "--conflict", "russia_ukraine_2022")
    assert "already" in told.stdout
    assert len(lines(run("list", "--workspace", tmp_path / "ws", "--format", "jsonl"))) == 1


def test_reread_says_how_many(tmp_path: Path):
    run("init", tmp_path / "ws")
    run("add", "-", "--workspace", tmp_path / "ws", given="The dam held, the ministry said.")
    assert run("reread", "--workspace", tmp_path / "ws").stdout == "0 read again\n"
    assert run("reread", "--all", "--workspace", tmp_path / "ws").stdout == "1 read again\n"
