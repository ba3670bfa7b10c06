"""A workspace keeps what it is given: bytes, Records, rows, custody."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.custody import CustodyLog
from onrecord.errors import UsageError, WorkspaceError
from onrecord.record import MadeWith
from onrecord.workspace import Decision, Filters, Target, Workspace
from onrecord.workspace.decisions import make_decision
from onrecord.workspace.decisions_targets import target_of

NOON = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)
BRANDT = "“We hold the bridge,” said Mayor Ilva Brandt.\n"
HASKE = "“The dam was never ours,” said Captain Oto Haske of the river guard.\n"


def test_a_filed_record_comes_back_as_it_was(workspace: Workspace):
    record = onrecord.check_text(BRANDT)
    filed = workspace.file("brandt.txt", record, BRANDT.encode())
    assert filed.state == "read"
    assert workspace.record("brandt.txt") == record
    assert workspace.archive.read(filed.sha256) == BRANDT.encode()
    assert [one.record for one in workspace.filed()] == [record]


def test_filing_twice_changes_nothing(workspace: Workspace):
    record = onrecord.check_text(BRANDT)
    workspace.file("brandt.txt", record, BRANDT.encode())
    before = workspace.custody.path.read_bytes()
    workspace.file("brandt.txt", record, BRANDT.encode())
    assert workspace.custody.path.read_bytes() == before
    assert len(list(workspace.statements())) == 1


def test_bytes_of_something_else_are_refused(workspace: Workspace):
    with pytest.raises(UsageError):
        workspace.file("brandt.txt", onrecord.check_text(BRANDT), b"other bytes")
    assert not list(workspace.reports())


def test_reports_of_one_name_keep_apart(workspace: Workspace):
    workspace.file("a.txt", onrecord.check_text(BRANDT))
    second = workspace.file("a.txt", onrecord.check_text(HASKE))
    assert [line.report for line in workspace.reports()] == ["a.txt", "a.txt~2"]
    assert workspace.report(second.name).sha256 == second.sha256


def test_custody_tells_each_step_once(workspace: Workspace):
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    events = [entry.event for entry in CustodyLog(workspace.custody.path).lines()]
    assert events == ["collected", "read"]


def test_an_archive_file_that_was_altered_is_told(workspace: Workspace):
    filed = workspace.file("brandt.txt", onrecord.check_text(BRANDT), BRANDT.encode())
    path = workspace.archive.path(filed.sha256)
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(WorkspaceError, match="altered"):
        workspace.archive.read(filed.sha256)


def test_filters_meet_in_one_statement(workspace: Workspace):
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    workspace.file("haske.txt", onrecord.check_text(HASKE))
    assert [one.report for one in workspace.statements(Filters(speaker="haske"))] == ["haske.txt"]
    assert [one.report for one in workspace.reports(Filters(speaker="BRANDT"))] == ["brandt.txt"]
    assert not list(workspace.reports(Filters(speaker="brandt", manner="ironic")))


def test_a_second_workspace_in_one_folder_is_refused(workspace: Workspace):
    with pytest.raises(WorkspaceError, match="already"):
        Workspace.create(workspace.folder)


def test_a_folder_without_a_workspace_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="onrecord init"):
        Workspace.open(tmp_path)


def test_a_decision_is_kept_once_and_told_in_custody(workspace: Workspace):
    record = onrecord.check_text(BRANDT)
    workspace.file("brandt.txt", record)
    target = Target(document=record.document.id, item="statements.speaker", words=("We",))
    made = Decision(id="d" * 64, kind="confirm", at=NOON, actor="ada", targets=(target,))
    undone = Decision(id="e" * 64, kind="undo", at=NOON, actor="ada", undoes=made.id)
    assert workspace.decide(made, made, undone) == 2
    assert workspace.decisions() == (made, undone)
    assert workspace.decisions(record.document.id) == (made, undone)
    assert workspace.decisions("sha256:other") == ()
    events = [entry.event for entry in CustodyLog(workspace.custody.path).lines()]
    assert events.count("reviewed") == 2


def test_what_people_decided_wins_in_every_list_and_can_be_taken_back(workspace: Workspace):
    record = onrecord.check_text(BRANDT)
    workspace.file("brandt.txt", record, BRANDT.encode())
    words = target_of(record, "s1", "manner")
    made = make_decision("correct", "ada", NOON, [words], value="ironic")
    workspace.decide(made)
    assert [line.manner for line in workspace.statements()] == ["ironic"]
    assert workspace.record("brandt.txt") != record
    assert workspace.record("brandt.txt", as_made=True) == record
    workspace.decide(make_decision("undo", "ada", NOON, undoes=made.id))
    assert [line.manner for line in workspace.statements()] == ["earnest"]


def test_decisions_survive_a_newer_reading(workspace: Workspace):
    record = onrecord.check_text(BRANDT)
    workspace.file("brandt.txt", record)
    words = target_of(record, "s1")
    workspace.decide(make_decision("reject", "ada", NOON, [words]))
    newer = msgspec.structs.replace(record, made_with=MadeWith(onrecord="99.0"))
    workspace.file("brandt.txt", newer)
    assert not list(workspace.statements())
    assert not workspace.search("bridge", Filters(speaker="brandt"))
