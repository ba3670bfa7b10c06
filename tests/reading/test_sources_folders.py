"""Folders and files as sources: each failing alone, nothing followed out, nothing waited for."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from onrecord.errors import ReadingError
from onrecord.reading.sources import (
    Failure,
    Item,
    Options,
    Skipped,
    SourceLimits,
    document_of,
    open_source,
)
from onrecord.reading.sources.names import printable

REPORT = "The dam at Lenth held on Monday, the ministry said."


def items(given: Path | str, options: Options | None = None) -> dict[str, Item]:
    found = [entry for entry in open_source(str(given), options) if isinstance(entry, Item)]
    assert len({item.name for item in found}) == len(found)
    return {item.name: item for item in found}


def failures(given: Path | str, options: Options | None = None) -> dict[str, Failure]:
    return {e.name: e for e in open_source(str(given), options) if isinstance(e, Failure)}


def test_a_folder_gives_its_files_in_order_with_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.html").write_text(f"<html><body><p>{REPORT}</p></body></html>")
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "c.md").write_text(f"# Dam holds\n\n{REPORT}")
    found = items(tmp_path)
    assert list(found) == ["a.txt", "b/page.html", "c.md"]
    assert found["a.txt"].content == REPORT.encode()
    assert [item.media_type for item in found.values()] == [
        "text/plain",
        "text/html",
        "text/markdown",
    ]
    assert document_of(found["b/page.html"]).text == REPORT


def test_what_a_file_is_is_decided_from_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"<!DOCTYPE html><html><body><p>{REPORT}</p></body></html>")
    assert items(tmp_path)["page.txt"].media_type == "text/html"


def test_one_file_that_was_given_is_read_also_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    assert items(tmp_path / "link")["link"].content == REPORT.encode()


def test_links_in_a_folder_lead_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("A secret of somebody else stands here.")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    (folder / "out.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere").symlink_to(folder / "none")
    assert list(items(folder)) == ["a.txt"]
    assert set(failures(folder)) == {"out.txt", "up", "nowhere"}
    told = [entry for entry in open_source(str(folder)) if isinstance(entry, Skipped)]
    assert [(one.what, one.count) for one in told] == [("links to what the folder holds anyway", 2)]


def test_pipes_sockets_and_devices_are_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        (tmp_path / "a.txt").write_text(REPORT)
        assert list(items(tmp_path)) == ["a.txt"]
        found = failures(tmp_path)
    assert {name: one.why for name, one in found.items()} == {
        "pipe": "it is a pipe, not a file",
        "socket": "it is a socket, not a file",
    }
    assert "pipe" in failures(tmp_path / "pipe")["pipe"].why
    assert "device" in failures("/dev/zero")["zero"].why


def test_a_file_without_permission_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT)
    opening = os.open

    def guarded(path: str | os.PathLike[str], *given: int) -> int:
        if Path(path).name == "b.txt":  # to root every file is readable, so the system is asked
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opening(path, *given)

    monkeypatch.setattr(os, "open", guarded)
    assert list(items(tmp_path)) == ["a.txt"]
    assert failures(tmp_path)["b.txt"].why == "Permission denied"


def test_hostile_names_become_text(tmp_path: Path) -> None:
    hostile = [b"new\nline.txt", b"esc\x1b[31m.txt", b"bytes\xff.txt", b"back\\slash.txt", b".. x"]
    hostile.append("left‮gpj.txt".encode())
    for name in hostile:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(REPORT)
    found = items(tmp_path)
    assert set(found) == {
        "new\\x0aline.txt",
        "esc\\x1b[31m.txt",
        "bytes\\udcff.txt",
        "back\\\\slash.txt",
        "left\\u202egpj.txt",
    }
    for item in found.values():
        assert item.name.encode().decode() == item.name
        assert document_of(item).text == REPORT


def test_different_names_stay_different() -> None:
    assert printable("a\nb") != printable("a\\x0ab")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(1024**3)
    (tmp_path / "a.txt").write_text(REPORT)
    assert list(items(tmp_path)) == ["a.txt"]
    assert "67,108,864 bytes" in failures(tmp_path)["huge.txt"].why
    small = Options(limits=SourceLimits(report_bytes=10))
    assert list(failures(tmp_path, small)) == ["a.txt", "huge.txt"]


def test_what_is_no_report_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.dat").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "settings.json").write_text('{\n "colour": "red"\n}')
    (tmp_path / "logs.gz").write_bytes(b"\x1f\x8b\x08\x00aaaa")
    assert items(tmp_path) == {}
    assert set(failures(tmp_path)) == {"empty.txt", "noise.dat", "settings.json", "logs.gz"}
    assert all(one.remedy for one in failures(tmp_path).values())


def test_pictures_and_hidden_files_are_counted_not_failed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / ".hidden").write_text(REPORT)
    found = list(open_source(str(tmp_path)))
    assert {(e.what, e.count) for e in found if isinstance(e, Skipped)} == {
        ("pictures, sound, video, styles and scripts", 2),
        ("hidden files", 1),
    }
    assert len(found) == 2
    assert "picture" in failures(tmp_path / "a.png")["a.png"].why


def test_a_missing_or_impossible_path_is_a_failure() -> None:
    assert failures("no/such/report.txt")["report.txt"].why == "No such file or directory"
    assert failures("a\0b")


def test_deep_folders_end(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "d.txt").write_text(REPORT)
    assert list(failures(tmp_path, Options(limits=SourceLimits(depth=1)))) == ["a/b"]


def test_what_the_caller_has_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT)
    assert list(items(tmp_path, Options(skip={"a.txt"}.__contains__))) == ["b.txt"]


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = "Міст тримається, заявило міністерство в понеділок, а потім ще раз."
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    (tmp_path / "b.txt").write_bytes((text * 4).encode("cp1251"))
    found = items(tmp_path)
    assert document_of(found["a.txt"]).text == text
    assert document_of(found["b.txt"]).text == text * 4


def test_a_document_that_cannot_be_made_is_an_error() -> None:
    item = Item(name="a", source="a", media_type="text/plain", content=b" ")
    with pytest.raises(ReadingError):
        document_of(item)
