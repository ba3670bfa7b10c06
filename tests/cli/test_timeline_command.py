"""``onrecord timeline`` and ``onrecord reference plot``, from files to files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import group

SECOND = "examples/second_conflict"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        group, [str(one) for one in arguments], prog_name="onrecord", input=stdin
    )


@pytest.fixture(scope="module")
def records(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples of September 2022 as JSON Lines."""
    reports = sorted((root / "examples" / "september_2022").glob("*.txt"))
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    path.write_text(
        "".join(f"{onrecord.check(report).to_json()}\n" for report in reports), encoding="utf-8"
    )
    return path


def test_the_claims_of_september_2022_stand_in_order_with_their_figures(records: Path):
    result = run("timeline", records)
    assert result.exit_code == 0
    told = [line.strip() for line in result.stdout.splitlines() if line.startswith("  ")]
    assert told[0].startswith("1. 2022-09-10, Volodymyr Zelensky: about 2,000 km² (2022-09-01")
    assert told[1].startswith("2. 2022-09-11, Valerii Zaluzhnyi: more than 3,000 km² (2022-09-01")
    assert told[2].startswith("3. 2022-09-12, Volodymyr Zelensky: more than 6,000 km² (2022-09-01")
    assert any("on 2022-09-01 to" in line for line in told[3:])


def test_the_suffix_says_the_form(records: Path, tmp_path: Path):
    for name, begins in (
        ("t.svg", b"<svg"),
        ("t.html", b"<!doctype html>"),
        ("t.png", b"\x89PNG"),
        ("t.csv", b"number,"),
        ("t.txt", b"Claims about territory"),
    ):
        result = run("timeline", records, "-o", tmp_path / name)
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_records_come_from_standard_input(records: Path):
    result = run("timeline", "-", "--format", "csv", stdin=records.read_text(encoding="utf-8"))
    assert result.stdout.startswith("number,drawn,date")


def test_a_record_over_several_lines_is_one_record(records: Path, tmp_path: Path):
    first = json.loads(records.read_text(encoding="utf-8").splitlines()[0])
    path = tmp_path / "one.json"
    path.write_text(json.dumps(first, indent=2), encoding="utf-8")
    assert "about 2,000 km²" in run("timeline", path).stdout


def test_what_cannot_be_read_is_told_and_the_rest_drawn(records: Path, tmp_path: Path):
    mixed = tmp_path / "mixed.jsonl"
    good = records.read_text(encoding="utf-8").splitlines()[0]
    mixed.write_text(
        f'{good}\n{{"schema": "onrecord/record/2"}}\nnot json\n[]\n{good}\n', encoding="utf-8"
    )
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "deep").write_text("[" * 200_000, encoding="utf-8")
    names = [tmp_path / name for name in ("mixed.jsonl", "empty", "binary", "deep", "missing")]
    result = run("timeline", *names)
    assert result.exit_code == 1
    assert result.stdout.count("about 2,000 km²") == 1
    assert "1 record of reports that stand here already: not drawn again." in result.stdout
    told = result.stderr.splitlines()
    assert len(told) == 7
    assert "mixed.jsonl, line 2: its schema is 'onrecord/record/2'" in told[0]
    assert "line 3: it is no JSON" in told[1]
    assert all(line.startswith("error: reading failed on ") and ". Try: " in line for line in told)


def test_nothing_readable_draws_nothing(tmp_path: Path):
    result = run("timeline", tmp_path / "missing", "-o", tmp_path / "t.svg")
    assert result.exit_code == 1
    assert not (tmp_path / "t.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("-o", "t.jpg"), "no picture has the suffix"),
        (("-o", "t.svg", "--format", "csv"), "change one of them"),
        (("--format", "png"), "a PNG needs a file"),
        (("--kind", "weather"), "'weather' is not one of"),
        (("--width", "10"), "300<=x<=2000"),
        (("--since", "May"), "is no day"),
        (("--conflict", "nowhere"), "no profile of that name"),
        (("-",), "standard input (-) can be read only once"),
    ],
)
def test_wrong_use_is_told(records: Path, arguments: tuple[str, ...], why: str):
    standard = ("-",) if arguments == ("-",) else ()
    result = run("timeline", records, *standard, *arguments)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())


def test_a_place_that_cannot_be_written_fails_and_says_so(records: Path, tmp_path: Path):
    result = run("timeline", records, "-o", tmp_path / "no" / "t.svg")
    assert result.exit_code == 1
    assert "writing failed on" in result.stderr


def test_an_invented_conflict_is_drawn_with_its_own_references(root: Path, tmp_path: Path):
    profile = root / SECOND / "lake_war.toml"
    record = onrecord.check(
        root / SECOND / "report.txt", published="2031-06-11", conflict=str(profile)
    )
    path = tmp_path / "record.json"
    path.write_text(record.to_json(), encoding="utf-8")
    told = run("timeline", path, "--conflict", profile).stdout
    assert "the Norrvaldian defence ministry: 420 km²" in told
    assert "Reference: Area of the Torval basin held by Sudemark, daily (invented)" in told
    own = run("timeline", path, "--conflict", profile, "--kind", "materiel").stdout
    assert "no reference decides" in own


def test_a_reference_is_plotted_with_terms_and_flags(root: Path, tmp_path: Path):
    profile = root / SECOND / "lake_war.toml"
    result = run("reference", "plot", "lake-survey", "--conflict", profile)
    assert result.exit_code == 0
    assert "Flagged, spike, " in result.stdout
    assert "Licence: CC0 1.0." in result.stdout
    both = run(
        "reference", "plot", "lake-survey", "veld-map", "--conflict", profile, "-o",
        tmp_path / "p.svg",
    )  # fmt: skip
    assert both.exit_code == 0
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").count('class="ch-curve ch-dash-') >= 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nothing",), "no reference 'nothing'"),
        (("liveuamap-daily", "--place", "Mars"), "holds nothing of that place"),
        (("oryx-losses", "--item", "zeppelin"), "holds nothing of that place"),
        (("liveuamap-daily", "--since", "2090-01-01"), "holds nothing of that place"),
    ],
)
def test_a_plot_of_nothing_is_wrong_use(arguments: tuple[str, ...], why: str):
    result = run("reference", "plot", *arguments)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())
