"""Logs forged in every way: what is named altered, what cannot be known, what is untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.custody import BEGINNING, Note, Verification, line_hash, read_note, verify
from onrecord.errors import CustodyError


def verified(kept, *notes: Note) -> Verification:
    return verify(kept.log.path, kept.archive, notes=notes)


def rechained(lines: list[bytes], start: int) -> list[bytes]:
    """The lines with the links from line ``start`` on made anew, as a forger would."""
    made = lines[: start - 1]
    for number, line in enumerate(lines[start - 1 :], start):
        keys = json.loads(line)
        keys["seq"] = number
        keys["prev_hash"] = line_hash(made[-1]) if made else BEGINNING
        made.append(json.dumps(keys, separators=(",", ":")).encode() + b"\n")
    return made


def altered_lines(found: Verification) -> set[int | None]:
    return {finding.line for finding in found.findings if finding.status == "altered"}


def test_an_untouched_log_and_archive_are_ok(kept):
    found = verified(kept)
    assert (found.status, found.lines, found.items) == ("ok", 8, 4)
    assert found.head == kept.log.head.hash
    assert found.findings == ()
    assert found.anchored == 0


def test_verifying_changes_nothing(kept):
    before = {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in kept.folder.rglob("*") if p.is_file()
    }
    verified(kept)
    assert before == {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in kept.folder.rglob("*") if p.is_file()
    }


def test_a_changed_byte_in_an_archived_file_names_the_item_and_its_line(kept):
    (kept.archive / kept.items[1]).write_bytes(b"The mall.")
    (finding,) = verified(kept).findings
    assert (finding.status, finding.item, finding.line) == ("altered", kept.items[1], 3)


def test_an_absent_file_is_unverifiable_not_altered(kept):
    (kept.archive / kept.items[2]).unlink()
    found = verified(kept)
    (finding,) = found.findings
    assert found.status == "unverifiable"
    assert (finding.item, finding.line) == (kept.items[2], 5)


def test_an_absent_archive_is_unverifiable(kept):
    for item in kept.items:
        (kept.archive / item).unlink()
    kept.archive.rmdir()
    assert verified(kept).status == "unverifiable"


@pytest.mark.parametrize("number", range(1, 8))
def test_a_changed_byte_in_a_line_names_the_line(kept, number: int):
    lines = kept.lines
    lines[number - 1] = lines[number - 1].replace(b'"actor":"ada"', b'"actor":"eve"')
    kept.rewrite(lines)
    assert altered_lines(verified(kept)) == {number}


@pytest.mark.parametrize("number", range(1, 8))
def test_a_removed_line_is_named_where_it_is_missing(kept, number: int):
    lines = kept.lines
    del lines[number - 1]
    kept.rewrite(lines)
    found = verified(kept)
    assert found.status == "altered"
    assert number in altered_lines(found)


@pytest.mark.parametrize("number", range(1, 8))
def test_swapped_lines_are_named(kept, number: int):
    lines = kept.lines
    lines[number - 1 : number + 1] = reversed(lines[number - 1 : number + 1])
    kept.rewrite(lines)
    assert {number, number + 1} <= altered_lines(verified(kept))


def test_an_added_line_is_named(kept):
    lines = kept.lines
    kept.rewrite([*lines[:3], lines[2], *lines[3:]])
    assert 4 in altered_lines(verified(kept))


def test_a_repeated_last_line_is_named(kept):
    lines = kept.lines
    kept.rewrite([*lines, lines[-1]])
    assert 9 in altered_lines(verified(kept))


def test_a_log_chained_anew_passes_alone_and_not_against_a_noted_head(kept):
    note = Note(kept.log.head.hash, 8)
    lines = kept.lines
    lines[4] = lines[4].replace(b"ada", b"eve")
    kept.rewrite(rechained(lines, 5))
    assert verified(kept).status == "ok"  # a local chain alone convinces no outsider
    assert altered_lines(verified(kept, note)) == {8}
    assert verified(kept, Note(note.hash)).status == "altered"


def test_of_several_noted_heads_those_that_hold_narrow_down_where_it_was_altered(kept):
    notes = [Note(line_hash(line), number) for number, line in enumerate(kept.lines, 1)]
    lines = kept.lines
    lines[5] = lines[5].replace(b"ada", b"eve")
    kept.rewrite(rechained(lines, 6))
    found = verified(kept, notes[1], notes[4], notes[7])
    assert found.anchored == 5
    assert "lines 6 to 8" in next(f.what for f in found.findings if f.line == 8)


def test_a_noted_head_still_holds_when_the_log_has_grown(kept):
    note = Note(kept.log.head.hash, 8)
    kept.collect("The weir.", 9)
    found = verified(kept, note)
    assert (found.status, found.anchored, found.lines) == ("ok", 8, 10)


def test_a_last_line_changed_is_seen_against_a_noted_head(kept):
    note = Note(kept.log.head.hash, 8)
    kept.rewrite([*kept.lines[:-1], kept.lines[-1].replace(b"ada", b"eve")])
    assert verified(kept, note).status == "altered"


@pytest.mark.parametrize("left", [7, 6, 1, 0])
def test_a_log_cut_at_its_end_is_altered_against_a_noted_head(kept, left: int):
    note = Note(kept.log.head.hash, 8)
    kept.rewrite(kept.lines[:left])
    found = verified(kept, note)
    assert found.status == "altered"
    assert left + 1 in altered_lines(found)


@pytest.mark.parametrize("left", [6, 4, 0])
def test_a_log_cut_at_its_end_is_unverifiable_against_none(kept, left: int):
    kept.rewrite(kept.lines[:left])
    found = verified(kept)
    assert found.status == "unverifiable"
    assert {finding.item for finding in found.findings} == set(kept.items[left // 2 :])


def test_an_absent_log_is_unverifiable_and_altered_where_its_head_was_noted(kept):
    note = Note(kept.log.head.hash, 8)
    kept.log.path.unlink()
    assert verified(kept).status == "unverifiable"
    assert verified(kept, note).status == "altered"


def test_a_file_that_nobody_collected_is_unverifiable(kept):
    (kept.archive / ("ab" * 32)).write_bytes(b"planted")
    (finding,) = verified(kept).findings
    assert (finding.status, finding.item) == ("unverifiable", "ab" * 32)


def test_a_temporary_file_in_the_archive_says_nothing(kept):
    (kept.archive / ".part-1").write_bytes(b"half")
    assert verified(kept).status == "ok"


def test_an_unfinished_last_line_is_unverifiable(kept):
    with kept.log.path.open("ab") as stream:
        stream.write(b'{"seq":9,"event":"re')
    (finding,) = verified(kept).findings
    assert (finding.status, finding.line) == ("unverifiable", 9)


@pytest.mark.parametrize(
    "line",
    [
        b'{"seq":9,"event":"translated","at":"2031-05-10T12:00:00Z","actor":"ada","item_sha256":null,"detail":{},"prev_hash":"HEAD"}',
        b'{"seq":9,"prev_hash":"HEAD","version":2}',
        b"not an event",
        b"\xff\xfe\x00",
        b"",
        b"[" * 100_000,
        b"9" * 10_000,
    ],
)
def test_an_unknown_form_is_unverifiable_not_altered(kept, line: bytes):
    with kept.log.path.open("ab") as stream:
        stream.write(line.replace(b"HEAD", kept.log.head.hash.encode()) + b"\n")
    (finding,) = verified(kept).findings
    assert (finding.status, finding.line) == ("unverifiable", 9)


def test_a_line_too_long_to_hold_keeps_the_count_of_lines(kept, monkeypatch):
    monkeypatch.setattr("onrecord.custody.chain.LONGEST_LINE", 1000)
    lines = kept.lines
    kept.rewrite([*lines, b"x" * 5000 + b"\n", lines[0]])
    found = verified(kept)
    assert found.lines == 10
    assert 9 in {finding.line for finding in found.findings}


def test_an_item_that_names_a_path_is_not_followed(kept):
    lines = kept.lines
    kept.rewrite(
        rechained([lines[0].replace(kept.items[0].encode(), b"../custody.jsonl"), *lines[1:]], 1)
    )
    found = verified(kept)
    assert {finding.status for finding in found.findings} == {"unverifiable"}
    assert (found.findings[0].line, found.findings[0].item) == (1, None)


def test_a_folder_or_pipe_in_place_of_an_item_does_not_hang(kept):
    import os

    (kept.archive / kept.items[0]).unlink()
    os.mkfifo(kept.archive / kept.items[0])
    (kept.archive / kept.items[1]).unlink()
    (kept.archive / kept.items[1]).mkdir()
    assert {finding.item for finding in verified(kept).findings} == set(kept.items[:2])


def test_a_clock_set_back_is_allowed_and_said(kept):
    kept.collect("The weir.", -90)
    found = verified(kept)
    assert found.status == "ok"
    assert len(found.remarks) == 1
    assert "line 9" in found.remarks[0]


@pytest.mark.parametrize("words", ["", "ab", "zz" * 32, "ab" * 33, "line 3"])
def test_what_is_no_note_is_refused(words: str):
    with pytest.raises(CustodyError, match="SHA-256"):
        read_note(words)


def test_a_note_reads_as_it_was_printed():
    note = Note("ab" * 32, 8)
    assert read_note(f"{note} of custody.jsonl, noted 2031-05-10") == note


def test_a_log_that_is_a_folder_is_unverifiable(tmp_path: Path):
    assert verify(tmp_path, tmp_path / "archive").status == "unverifiable"
