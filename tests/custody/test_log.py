"""Appending: chained, whole or not at all, by one writer at a time, after any kill."""

from __future__ import annotations

import datetime as dt
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.custody import BEGINNING, CustodyLog, Event, line_hash, verify
from onrecord.errors import CustodyError

NOON = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)
EVENT = Event(event="read", at=NOON, actor="ada")

words = st.text(st.characters(codec="utf-8"), max_size=20)
events = st.builds(
    Event,
    event=st.sampled_from(["read", "reviewed", "exported", "redacted"]),
    at=st.datetimes(timezones=st.just(dt.UTC)),
    actor=words,
    item_sha256=st.none() | st.just("ab" * 32),
    detail=st.dictionaries(words, words, max_size=3),
)

APPENDER = """
import datetime as dt, sys
from onrecord.custody import CustodyLog, Event
log = CustodyLog(sys.argv[1])
number = 0
while number < int(sys.argv[3]):
    number += 1
    detail = {"number": str(number), "padding": "x" * int(sys.argv[4])}
    event = Event(event="read", at=dt.datetime(2031, 5, 10, tzinfo=dt.UTC), actor=sys.argv[2],
                  detail=detail)
    log.append([event])
    print(number, flush=True)
"""


def appender(path: Path, actor: str, count: int, padding: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", APPENDER, str(path), actor, str(count), str(padding)],
        stdout=subprocess.PIPE,
        text=True,
    )


def hashes_agree(path: Path) -> bool:
    expected = BEGINNING
    for line, entry in zip(
        path.read_bytes().splitlines(keepends=True), CustodyLog(path).lines(), strict=True
    ):
        if entry.prev_hash != expected:
            return False
        expected = line_hash(line)
    return True


@given(st.lists(st.lists(events, max_size=4), max_size=6))
def test_any_events_come_back_as_they_were_and_verify(batches: list[list[Event]]):
    with tempfile.TemporaryDirectory() as folder:
        log = CustodyLog(Path(folder) / "custody.jsonl")
        for batch in batches:
            log.append(batch)
        given_events = [event for batch in batches for event in batch]
        back = [
            Event(
                event=entry.event,
                at=entry.at,
                actor=entry.actor,
                item_sha256=entry.item_sha256,
                detail=entry.detail,
            )
            for entry in log.lines()
        ]
        assert back == given_events
        assert log.head.seq == len(given_events)
        found = verify(log.path, Path(folder) / "archive")
        assert found.status == ("ok" if log.path.exists() else "unverifiable")
        assert found.lines == len(given_events)
        assert found.head == log.head.hash


@given(st.lists(events, min_size=2, max_size=5), st.data())
def test_any_changed_byte_before_the_last_line_is_seen(batch: list[Event], data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        log = CustodyLog(Path(folder) / "custody.jsonl")
        log.append(batch)
        content = bytearray(log.path.read_bytes())
        last = content[:-1].rindex(b"\n")
        at = data.draw(st.integers(0, last))
        content[at] ^= data.draw(st.integers(1, 255))
        log.path.write_bytes(content)
        assert verify(log.path, Path(folder) / "archive").status == "altered"


@given(st.lists(events, min_size=1, max_size=4), st.data())
def test_a_log_torn_anywhere_in_its_last_line_goes_on(batch: list[Event], data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        log = CustodyLog(Path(folder) / "custody.jsonl")
        log.append(batch)
        content = log.path.read_bytes()
        start = content[:-1].rfind(b"\n") + 1
        torn = data.draw(st.integers(start, len(content) - 1))
        log.path.write_bytes(content[:torn])
        rest = batch[-1:]
        done = log.append_after(lambda seq: [] if seq == len(batch) else rest)
        assert (done.mended is None) == (torn == start)
        assert log.path.read_bytes() == content


def test_a_line_is_what_stock_tools_hash(kept):
    for number in (1, 4, 7):
        command = f"sed -n {number}p custody.jsonl | sha256sum"
        printed = subprocess.run(
            ["/bin/sh", "-c", command], cwd=kept.folder, capture_output=True, text=True, check=True
        ).stdout
        assert f'"prev_hash":"{printed.split()[0]}"' in kept.lines[number].decode()


def test_times_are_written_in_utc(tmp_path: Path):
    log = CustodyLog(tmp_path / "custody.jsonl")
    zone = dt.timezone(dt.timedelta(hours=5))
    log.append([Event(event="read", at=dt.datetime(2031, 5, 10, 3, tzinfo=zone), actor="ada")])
    assert b'"at":"2031-05-09T22:00:00Z"' in log.path.read_bytes()


def test_two_processes_appending_at_once_never_mix_lines(tmp_path: Path):
    path = tmp_path / "custody.jsonl"
    writers = [appender(path, name, 60, padding=5000) for name in ("ada", "bo")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        writer.stdout.close()
    entries = list(CustodyLog(path).lines())
    assert hashes_agree(path)
    assert len(entries) == 120
    for name in ("ada", "bo"):
        numbers = [int(e.detail["number"]) for e in entries if e.actor == name]
        assert numbers == list(range(1, 61))


@pytest.mark.parametrize("padding", [0, 3_000_000])
def test_a_killed_writer_loses_nothing_that_it_was_told_is_written(tmp_path: Path, padding: int):
    path = tmp_path / "custody.jsonl"
    for _ in range(3):
        writer = appender(path, "ada", 1_000_000, padding)
        for _ in range(5):
            told = int(writer.stdout.readline())
        time.sleep(0.003)
        writer.send_signal(signal.SIGKILL)
        writer.wait(60)
        told = max([told, *map(int, writer.stdout.read().split())])
        writer.stdout.close()
        before = [e for e in CustodyLog(path).lines() if e.detail.get("number") == str(told)]
        assert before
        CustodyLog(path).append([EVENT])
        assert hashes_agree(path)
        assert verify(path, tmp_path / "archive").status == "ok"


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path: Path):
    path = tmp_path / "custody.jsonl"
    CustodyLog(path).append([EVENT])
    before = path.read_bytes()
    limit = len(before) + 50
    program = f"""
import resource, signal, sys, datetime as dt
from onrecord.custody import CustodyLog, Event
from onrecord.errors import CustodyError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {resource.RLIM_INFINITY}))
event = Event(event="read", at=dt.datetime(2031, 5, 10, tzinfo=dt.UTC), actor="ada")
try:
    CustodyLog({str(path)!r}).append([event])
except CustodyError as error:
    print(error)
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "custody failed on" in told.stdout
    assert path.read_bytes() == before


def test_nothing_is_appended_to_a_log_whose_last_line_is_none_of_ours(kept):
    with kept.log.path.open("ab") as stream:
        stream.write(b"not an event\n")
    before = kept.log.path.read_bytes()
    with pytest.raises(CustodyError, match="onrecord verify"):
        kept.log.append([EVENT])
    assert kept.log.path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path):
    with pytest.raises(CustodyError):
        CustodyLog(tmp_path / "absent" / "custody.jsonl").append([EVENT])
    with pytest.raises(CustodyError):
        CustodyLog(tmp_path).append([EVENT])


def test_a_log_that_is_not_there_is_empty(tmp_path: Path):
    log = CustodyLog(tmp_path / "custody.jsonl")
    assert (log.head.seq, log.head.hash, list(log.lines())) == (0, BEGINNING, [])
