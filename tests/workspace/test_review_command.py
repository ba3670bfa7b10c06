"""``onrecord review`` and ``onrecord redact`` as people and scripts use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import group
from onrecord.workspace import Workspace

TEXT = """Mayor Ilva Brandt spoke at the mill. “We hold the bridge,” said Ilva Brandt.

“They lost more than 40 tanks in May,” said Captain Oto Haske. Sera Lund waited at the ford.
"""


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    workspace.file("river.txt", onrecord.check_text(TEXT, published="2031-05-10"), TEXT.encode())
    monkeypatch.setenv("ONRECORD_WORKSPACE", str(workspace.folder))
    monkeypatch.delenv("ONRECORD_ACTOR", raising=False)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada Editor")

    def invoke(*arguments: str | Path, given: str | None = None) -> Result:
        named = [str(one) for one in arguments]
        return CliRunner().invoke(group, named, prog_name="onrecord", input=given)

    return invoke


def listed(run, *arguments: str) -> list[dict]:
    lines = run("review", *arguments, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_a_corrected_speaker_is_shown_listed_and_taken_back(run):
    assert run("review", "correct", "river.txt", "s1", "speaker", "Sera Lund").exit_code == 0
    (line,) = listed(run, "list")
    assert (line["by"], line["value"], line["state"]) == ("Ada Editor", "Sera Lund", "stands")
    assert json.loads(run("show", "river.txt", "--format", "json").stdout)["agents"]
    assert "Sera Lund" in run("list", "statements", "--speaker", "Lund").stdout
    assert run("review", "undo", line["decision"][:8], "--by", "Bo").exit_code == 0
    assert [one["state"] for one in listed(run, "list", "river.txt")] == ["taken back", "stands"]
    assert "Sera Lund" not in run("list", "statements", "--speaker", "Lund").stdout


def test_every_verb_is_kept_with_its_author(run):
    for arguments in (
        ("confirm", "river.txt", "s1"),
        ("confirm", "river.txt", "s2", "speaker"),
        ("correct", "river.txt", "c2", "disposition", "destroyed"),
        ("correct", "river.txt", "s2", "via", "--clear"),
        ("reject", "river.txt", "s1"),
        ("grade", "river.txt", "c2", "2", "--proposed", "2: two origins"),
        ("graphic", "river.txt", "--words", "at the ford"),
    ):
        result = run("review", *arguments, "--by", "Bo", "--note", "seen")
        assert result.exit_code == 0, result.output
    lines = listed(run, "list")
    assert [line["kind"] for line in lines] == [
        "confirm", "confirm", "correct", "correct", "reject", "grade", "graphic",
    ]  # fmt: skip
    assert {line["by"] for line in lines} == {"Bo"}
    assert lines[5]["note"] == "seen; proposed: 2: two origins"
    assert "Bo: grade claims.grade = 2" in run("review", "list").stdout
    assert "every decision fits" in run("review", "stale").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("correct", "river.txt", "s1", "speaker", "Una Fell"),
        ("correct", "river.txt", "s1", "speaker"),
        ("correct", "river.txt", "s9", "speaker", "Sera Lund"),
        ("correct", "absent.txt", "s1", "speaker", "Sera Lund"),
        ("grade", "river.txt", "c1", "Q"),
        ("approve", "river.txt", "c1", "--organisation", "Tarn Desk"),
        ("graphic", "river.txt", "s1", "--words", "ford"),
        ("undo", "ffff"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_kept(run, arguments: tuple[str, ...]):
    assert run("review", *arguments).exit_code == 2
    assert listed(run, "list") == []


def test_a_preview_decides_nothing(run, tmp_path: Path):
    result = run("redact", "--name", "Ilva Brandt", "--preview")
    assert result.exit_code == 0
    assert "1 of 1 reports would be changed" in result.stdout
    assert "Ilva Brandt" in result.stdout
    assert listed(run, "list") == []


def test_a_copy_is_made_once_decided_and_again_later(run, tmp_path: Path):
    result = run(
        "redact", "--name", "Ilva Brandt", "--words-file", "-", "-o", tmp_path / "copy",
        given="waited at the ford",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "1 reports, 1 of them changed" in result.stdout
    shown = run("show", "river.txt", "--workspace", tmp_path / "copy", "--format", "json").stdout
    assert "Brandt" not in shown
    assert "ford" not in shown
    assert "Oto Haske" in shown
    assert run("redact", "-o", tmp_path / "again").exit_code == 0
    assert run("verify", tmp_path / "again").exit_code == 0
    assert [line["kind"] for line in listed(run, "list")] == ["redact", "redact"]


def test_redact_says_what_it_lacks(run, tmp_path: Path):
    assert run("redact").exit_code == 2
    assert run("redact", "-o", tmp_path / "copy").exit_code == 2
    assert run("redact", "--name", "!", "-o", tmp_path / "copy").exit_code == 2
    assert not (tmp_path / "copy").exists()
