"""Adding sources: once each, in any number of processes, with every failure told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.collecting import AddOptions, add, reread
from onrecord.custody import CustodyLog
from onrecord.workspace import Workspace

ONE = AddOptions(workers=1)
REPORTS = {
    "a.txt": "“We hold the bridge,” said Mayor Ilva Brandt.\n",
    "b.md": "# The dam\n\n“Nobody has left,” said Captain Oto Haske.\n",
    "c.html": "<html><body><p>The ferry stays in port, Ada Corlin said.</p></body></html>",
    "d.txt": "It is not known how many boats were sunk.\n",
    "e.txt": "“The road is closed,” Mayor Ilva Brandt said on Monday.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws") as made:
        yield made


def records(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.name, one.record.to_json()) for one in workspace.filed()]


def events(workspace: Workspace) -> list[str]:
    return [entry.event for entry in CustodyLog(workspace.custody.path).lines()]


def test_a_folder_is_added_and_read(workspace: Workspace, folder: Path):
    added = add(workspace, [str(folder)], ONE)
    assert (added.reports, added.read, added.failures) == (5, 5, ())
    assert [name for name, _ in records(workspace)] == sorted(REPORTS)
    for line in workspace.reports():
        kept = workspace.archive.read(line.document.removeprefix("sha256:"))
        assert kept == (folder / line.report).read_bytes()
    assert sorted(events(workspace)) == ["collected"] * 5 + ["read"] * 5


def test_adding_again_changes_nothing(workspace: Workspace, folder: Path):
    add(workspace, [str(folder)], ONE)
    before = workspace.custody.path.read_bytes(), records(workspace)
    again = add(workspace, [str(folder)], ONE)
    assert (again.reports, again.sightings, again.known, again.read) == (0, 0, 5, 0)
    assert (workspace.custody.path.read_bytes(), records(workspace)) == before


def test_the_same_bytes_elsewhere_are_another_sighting(
    workspace: Workspace, folder: Path, tmp_path: Path
):
    add(workspace, [str(folder)], ONE)
    copy = tmp_path / "copy.txt"
    copy.write_bytes((folder / "a.txt").read_bytes())
    again = add(workspace, [str(copy)], ONE)
    assert (again.reports, again.sightings, again.read) == (0, 1, 0)
    assert [one.source for one in workspace.sightings("a.txt")] == [str(folder), str(copy)]


def test_other_bytes_of_the_same_name_are_another_report(workspace: Workspace, folder: Path):
    add(workspace, [str(folder)], ONE)
    (folder / "a.txt").write_text("“We lost the bridge,” said Mayor Ilva Brandt.\n")
    assert add(workspace, [str(folder)], ONE).reports == 1
    assert "a.txt~2" in dict(records(workspace))


def test_the_number_of_workers_changes_nothing(tmp_path: Path, folder: Path):
    made = []
    for workers in (1, 2):
        with Workspace.create(tmp_path / f"ws{workers}") as workspace:
            add(workspace, [str(folder)], AddOptions(workers=workers))
            told = [
                (entry.seq, entry.event, entry.item_sha256) for entry in workspace.custody.lines()
            ]
            made.append((records(workspace), sorted(told, key=str), list(workspace.statements())))
    assert made[0][0] == made[1][0]
    assert made[0][2] == made[1][2]
    assert len(made[0][1]) == len(made[1][1])


def test_what_fails_is_listed_and_does_not_stop_the_rest(workspace: Workspace, folder: Path):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    added = add(workspace, [str(folder), str(folder / "gone.txt")], ONE)
    assert added.read == 5
    failed = {line.name: line for line in workspace.failures()}
    assert set(failed) == {"empty.txt", "noise.txt", "gone.txt"}
    assert all(line.step and line.why and line.remedy for line in failed.values())


def test_a_failure_that_is_mended_leaves_the_list(workspace: Workspace, folder: Path):
    (folder / "empty.txt").write_bytes(b"")
    add(workspace, [str(folder)], ONE)
    (folder / "empty.txt").write_text("The dam held, the ministry said.\n")
    added = add(workspace, [str(folder)], ONE)
    assert (added.reports, added.failures) == (1, ())
    assert not list(workspace.failures())


def test_a_given_date_wins(workspace: Workspace, folder: Path):
    import datetime as dt

    add(workspace, [str(folder / "a.txt")], AddOptions(workers=1, published=dt.date(2031, 5, 10)))
    document = workspace.record("a.txt").document
    assert (str(document.published), document.published_source) == ("2031-05-10", "given")


def test_a_workspace_never_adds_itself(workspace: Workspace, folder: Path):
    add(workspace, [str(folder)], ONE)
    beside = workspace.folder / "note.txt"
    beside.write_text("The ferry sank on Monday.\n")
    for source in (workspace.folder, workspace.folder.parent):
        added = add(workspace, [str(source)], ONE)
        assert not added.failures
    names = [line.report for line in workspace.reports()]
    assert len(names) == 6


def test_reading_again_gives_the_same_and_is_no_event(workspace: Workspace, folder: Path):
    add(workspace, [str(folder)], ONE)
    before = workspace.custody.path.read_bytes()
    assert reread(workspace, workers=1).read == 0
    assert reread(workspace, every=True, workers=1).read == 5
    assert workspace.custody.path.read_bytes() == before
