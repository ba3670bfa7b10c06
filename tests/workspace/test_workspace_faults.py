"""What goes wrong around a workspace is told with its remedy, and costs nothing that was kept."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from click.testing import CliRunner

import onrecord
from onrecord.cli import group
from onrecord.collecting import AddOptions, add, reread
from onrecord.custody import verify
from onrecord.errors import CustodyError, WorkspaceError
from onrecord.workspace import Workspace
from onrecord.workspace.database import Database
from onrecord.workspace.database import _upgrade as upgrade
from onrecord.workspace.schema import HEAD

BRANDT = "“We hold the bridge,” said Mayor Ilva Brandt.\n"
ONE = AddOptions(workers=1)
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{number}. {BRANDT}", encoding="utf-8")
    return folder


def whole(workspace: Workspace, reports: int) -> bool:
    """Whether every report was read and told of once, and nothing else is in the archive."""
    read = [line.report for line in workspace.reports() if line.state == "read"]
    events = [entry.event for entry in workspace.custody.lines()]
    verified = verify(workspace.custody.path, workspace.archive.folder).status
    counts = (len(read), events.count("collected"), events.count("read"))
    return counts == (reports,) * 3 and verified == "ok"


def no_room(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_no_room_for_the_bytes(workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.workspace.archive.os.fsync", no_room)
        with pytest.raises(WorkspaceError, match="No space left"):
            add(workspace, [str(folder)], ONE)
    assert not list(workspace.archive.folder.iterdir())
    add(workspace, [str(folder)], ONE)
    assert whole(workspace, 3)


def test_no_room_for_the_database(workspace: Workspace, folder: Path):
    with workspace.database.writing() as connection:  # the pool hands it out again: it stays set
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    (folder / "long.txt").write_text("The river is quiet. " * 1000, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="make room"):
        add(workspace, [str(folder)], ONE)
    workspace.close()
    with Workspace.open(workspace.folder) as again:
        add(again, [str(folder)], ONE)
        assert whole(again, 4)


def test_no_room_for_the_log_is_made_up_for(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.custody.log.os.write", no_room)
        with pytest.raises(CustodyError):
            add(workspace, [str(folder)], ONE)
    add(workspace, [str(folder)], ONE)
    assert whole(workspace, 3)


def test_a_small_disk_that_is_full(folder: Path, tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk):
        long = f"<html><!--{'x' * 3_000_000}--><p>{BRANDT}</p></html>"
        (folder / "long.html").write_text(long, encoding="utf-8")
        told = CliRunner().invoke(group, ["init", str(disk / "ws")])
        assert told.exit_code == 0
        command = ["add", "--workspace", str(disk / "ws"), "--workers", "1", str(folder)]
        told = CliRunner().invoke(group, command)
        assert told.exit_code == 1
        assert "Try: " in told.stderr
        shutil.copytree(disk / "ws", tmp_path / "ws")
    with Workspace.open(tmp_path / "ws") as workspace:
        add(workspace, [str(folder)], ONE)
        assert whole(workspace, 4)


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A disk with room for two megabytes; a skip where it cannot be had."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("needs the right to mount a small disk; the faults before it are simulated")
    if subprocess.call([mount, "-t", "tmpfs", "-o", "size=2m", "x", str(folder)]):
        pytest.skip("this system lets nobody mount a small disk")
    try:
        yield
    finally:
        umount = shutil.which("umount") or "umount"
        subprocess.call([umount, "-l", str(folder)])


@pytest.fixture
def readable() -> Iterator[Path]:
    """A folder that everybody may enter, and a process without root's rights."""
    home = Path(tempfile.mkdtemp(prefix="onrecord-test-"))
    home.chmod(0o755)
    yield home
    if os.geteuid() != os.getuid():
        os.seteuid(os.getuid())
    for path in (home, *home.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(home)


def test_a_folder_that_cannot_be_written_can_be_read(readable: Path, folder: Path):
    home = readable / "ws"
    with Workspace.create(home) as workspace:
        add(workspace, [str(folder)], ONE)
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    with Workspace.open(home) as workspace:
        assert len(list(workspace.statements())) == 3
        with pytest.raises(WorkspaceError, match=r"Permission denied.*right to write"):
            add(workspace, [str(readable)], ONE)
        with pytest.raises(WorkspaceError, match=r"readonly.*right to write"):
            workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    with pytest.raises(WorkspaceError, match="Permission denied"):
        Workspace.create(home / "below")


def test_a_writer_that_waits_too_long_says_so(workspace: Workspace):
    with closing(sqlite3.connect(workspace.database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            Workspace.open(workspace.folder, patience=0.1) as waiting,
            pytest.raises(WorkspaceError, match=r"locked.*wait until the other"),
        ):
            waiting.file("brandt.txt", onrecord.check_text(BRANDT))
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))


def test_a_reader_is_not_kept_waiting_by_a_writer(workspace: Workspace):
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    with closing(sqlite3.connect(workspace.database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Workspace.open(workspace.folder, patience=0.1) as reading:
            assert len(list(reading.filed())) == 1


@pytest.mark.parametrize("garbage", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, garbage: bytes):
    (tmp_path / "onrecord.db").write_bytes(garbage)
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path)
    assert (tmp_path / "onrecord.db").read_bytes() == garbage


def test_an_altered_report_fails_alone_and_keeps_its_record(workspace: Workspace, folder: Path):
    add(workspace, [str(folder)], ONE)
    before = workspace.record("1.txt")
    path = workspace.archive.path(workspace.report("1.txt").sha256)
    path.chmod(0o644)
    path.write_bytes(b"something else")
    again = reread(workspace, every=True, workers=1)
    assert (again.read, len(again.failures)) == (2, 1)
    assert "altered" in again.failures[0].why
    assert workspace.record("1.txt") == before
    assert [line.name for line in workspace.failures()] == ["1.txt"]


def test_a_log_that_is_behind_is_brought_to_its_end(workspace: Workspace):
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    log = workspace.custody.path
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[0] + lines[1][:40])  # as a kill in the middle of a line leaves it
    with Workspace.open(workspace.folder) as again:
        assert again.mended
    assert log.read_bytes() == b"".join(lines)


def test_a_database_that_is_older_than_the_log_is_told(workspace: Workspace, tmp_path: Path):
    workspace.close()
    shutil.copy(workspace.database.path, tmp_path / "older.db")
    with Workspace.open(workspace.folder) as newer:
        newer.file("brandt.txt", onrecord.check_text(BRANDT))
    for path in workspace.folder.glob("onrecord.db-*"):
        path.unlink()
    shutil.copy(tmp_path / "older.db", workspace.database.path)
    with pytest.raises(WorkspaceError, match="2 events"):
        Workspace.open(workspace.folder)


HOSTILE = (
    "--help.txt",
    "-rf",
    "a'; DROP TABLE report;--.txt",
    'quo"te%s{}.txt',
    "new\nline\x1b[2J.txt",
    "‮txt.eman",
    "😀" * 60 + ".txt",
    "con.txt#fragment?query",
    b"latin-\xe9.txt",
)


def test_hostile_names_are_names(workspace: Workspace, tmp_path: Path):
    folder = tmp_path / "hostile"
    folder.mkdir()
    for number, name in enumerate(HOSTILE):
        path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(f"{number}. {BRANDT}".encode())
    added = add(workspace, [str(folder)], ONE)
    assert (added.read, added.failures) == (len(HOSTILE), ())
    for line in workspace.reports():
        assert workspace.record(line.report).document.id == line.document
    told = CliRunner().invoke(group, ["list", "--workspace", str(workspace.folder)])
    assert told.exit_code == 0
    assert "\x1b" not in told.stdout
    assert "\u202e" not in told.stdout


def test_a_workspace_may_have_any_name(tmp_path: Path):
    for name in ("a b", "100%", "what?", "#1", "ü:;&=", "'quoted\""):
        with Workspace.create(tmp_path / name) as workspace:
            workspace.file("brandt.txt", onrecord.check_text(BRANDT))
        with Workspace.open(tmp_path / name) as workspace:
            assert len(list(workspace.reports())) == 1


def set_version(workspace: Workspace, version: str) -> None:
    workspace.close()
    with closing(sqlite3.connect(workspace.database.path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (version,))
        raw.commit()


def test_the_newest_migration_is_the_one_that_is_written():
    assert ScriptDirectory("onrecord/workspace/migrations").get_heads() == [HEAD]


def test_a_newer_workspace_is_refused_and_left_alone(workspace: Workspace):
    set_version(workspace, "9999")
    before = workspace.database.path.read_bytes()
    with pytest.raises(WorkspaceError, match=r"newer OnRecord.*install the newest"):
        Workspace.open(workspace.folder)
    assert workspace.database.path.read_bytes() == before


def as_first_made(workspace: Workspace) -> None:
    """Puts the workspace's rows into a database as the first migration makes it."""
    workspace.close()
    newest = workspace.database.path.rename(workspace.folder / "newest.db")
    oldest = Database(workspace.database.path)
    upgrade(oldest, "0001")
    oldest.close()
    with closing(sqlite3.connect(workspace.database.path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("ATTACH ? AS newest", (str(newest),))
        tables = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        for (table,) in raw.execute(tables).fetchall():
            if table != "alembic_version":
                named = [row[1] for row in raw.execute(f"PRAGMA main.table_info({table})")]
                columns = ", ".join(f'"{name}"' for name in named)
                raw.execute(
                    f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}"  # noqa: S608
                )
        raw.commit()


def test_an_older_workspace_is_brought_up_to_date_beside_a_copy(workspace: Workspace):
    workspace.file("brandt.txt", onrecord.check_text(BRANDT))
    as_first_made(workspace)
    with Workspace.open(workspace.folder) as newer:
        assert [hit.speaker for hit in newer.search("hold")] == ["Ilva Brandt"]
        newer.file("other.txt", onrecord.check_text(f"2. {BRANDT}"))
        assert len(newer.search("hold")) == 2
    copy = workspace.folder / f"onrecord.db.before-{HEAD}"
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
