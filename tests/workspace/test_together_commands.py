"""``onrecord corroborate``, ``copies`` and ``people`` on a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group

WIRE = """\
BRENN, May 2, 2021 (XNA) - A column of 14 lorries was burnt on the Oldra road, the border police of
Brenn said on Sunday, and the drivers walked eleven kilometres through the snow to Tarn.

"Nine Oldranian soldiers were killed," Colonel Wessel Karst, a spokesman for the Tarnish army, said.
"""
PAPER = f"The council of Marrow met in the dark.\n\n{WIRE}\nThe council meets again on Thursday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in (("a_wire.txt", WIRE), ("b_paper.txt", PAPER)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    made = tmp_path / "ws"
    run(made, "init", str(made), here=False)
    run(made, "add", str(tmp_path / "a_wire.txt"), str(tmp_path / "b_paper.txt"))
    return made


def run(folder: Path, *arguments: str, here: bool = True, code: int = 0) -> Result:
    given = [*arguments, "--workspace", str(folder)] if here else [*arguments]
    result = CliRunner().invoke(group, given, prog_name="onrecord")
    assert result.exit_code == code, result.output
    return result


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_copies_and_groups(folder: Path):
    (copy,) = lines(run(folder, "copies", "--format", "jsonl"))
    assert (copy["first"], copy["second"]) == ("a_wire.txt", "b_paper.txt")
    groups = lines(run(folder, "corroborate", "--format", "jsonl"))
    killed = next(one for one in groups if one["kind"] == "casualties")
    assert (killed["documents"], killed["established"]) == (2, 1)
    assert "a_wire.txt" in run(folder, "corroborate", "oldranian").stdout


def test_a_report_added_later_is_compared_with_what_is_there(folder: Path, tmp_path: Path):
    run(folder, "copies")
    (tmp_path / "c.txt").write_text(f"{PAPER}\nAnd a line of its own.\n", encoding="utf-8")
    run(folder, "add", str(tmp_path / "c.txt"))
    assert len(lines(run(folder, "copies", "--format", "jsonl"))) == 3


def test_a_split_is_undone_by_one_command(folder: Path):
    (karst,) = [
        p
        for p in lines(run(folder, "people", "list", "--format", "jsonl"))
        if "Karst" in str(p["name"])
    ]
    told = run(folder, "people", "split", str(karst["id"]), "b_paper.txt", "--by", "ada").stdout
    assert "Karst" not in run(folder, "people", "list").stdout
    run(folder, "people", "undo", told.split()[-1])
    assert "Karst" in run(folder, "people", "list").stdout


def test_a_merge_is_kept_in_the_log(folder: Path):
    every = lines(run(folder, "people", "list", "--all", "--format", "jsonl"))
    one, other = str(every[0]["id"]), str(every[-1]["id"])
    run(folder, "people", "merge", one, other, "--by", "ada")
    assert "merge" in run(folder, "review", "list").stdout
    assert "merged by a person" in run(folder, "people", "show", one).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("people", "show", "nobody"), ("people", "merge", "nobody", "else"),
        ("people", "undo", "ffff"), ("people", "split", "Wessel Karst", "no-such-report"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_wrong_use(folder: Path, arguments: tuple[str, ...]):
    run(folder, *arguments, code=2)
