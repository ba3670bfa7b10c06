"""``onrecord check`` as people and scripts use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import group
from onrecord.record import Record

REPORT = "“We hold the bridge,” said Mayor Ilva Brandt.\n"
ONRECORD = (sys.executable, "-m", "onrecord")


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    names = []
    for name in ("one.txt", "two.txt"):
        path = tmp_path / name
        path.write_text(f"{REPORT}\nThis is report {name}.\n", encoding="utf-8")
        names.append(str(path))
    return names


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(group, ["check", *arguments], input=given, prog_name="onrecord")


def test_one_report_prints_text(reports: list[str]):
    result = run(reports[0])
    assert result.exit_code == 0
    assert "Speakers" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_json_is_one_record_a_line(reports: list[str]):
    result = run(*reports, "--format", "json")
    lines = result.stdout.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["onrecord/record/1"] * 2
    assert "one.txt" in Record.from_json(lines[0]).document.text


def test_standard_input_is_a_report():
    result = run("-", "--format", "json", given=REPORT)
    assert Record.from_json(result.stdout).document.text == REPORT


def test_standard_input_is_read_once_only():
    assert run("-", "-", given=REPORT).exit_code == 2


def test_the_publication_date_is_taken_as_given(reports: list[str]):
    result = run(reports[0], "--published", "2031-05-10", "--format", "json")
    document = Record.from_json(result.stdout).document
    assert (str(document.published), document.published_source) == ("2031-05-10", "given")


def test_a_date_in_the_future_is_a_warning_and_nothing_else(reports: list[str]):
    result = run(reports[0], "--published", "9998-01-01", "--format", "json")
    assert result.exit_code == 0
    assert "the publication date 9998-01-01 lies in the future" in result.stderr
    assert Record.from_json(result.stdout).document.published_source == "given"


def test_a_failed_report_is_told_and_the_others_are_done(reports: list[str], tmp_path: Path):
    result = run(str(tmp_path / "gone.txt"), reports[1], "--format", "json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "reading failed on" in result.stderr
    assert "gone.txt" in result.stderr
    assert "Try:" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--published", "yesterday"),
        ("--format", "pdf"),
        ("--conflict", "atlantis"),
        ("--corrections", "not-there.toml"),
        ("--nonsense",),
    ],
)
def test_wrong_use_is_exit_code_2(reports: list[str], arguments: tuple[str, ...]):
    given = [reports[0]] if arguments else []
    assert run(*given, *arguments).exit_code == 2


def test_several_pages_on_one_stream_are_refused(reports: list[str]):
    result = run(*reports, "--format", "html")
    assert result.exit_code == 2
    assert "-o FOLDER" in result.stderr


def test_several_texts_are_headed_by_their_reports(reports: list[str]):
    text = run(*reports).stdout
    assert text.index(f"── {reports[0]} ──") < text.index(f"── {reports[1]} ──")


def test_several_markdown_records_are_ruled_off(reports: list[str]):
    assert run(*reports, "--format", "markdown").stdout.count("\n---\n") == 1


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.html", "<!doctype html>"), ("a.md", "# "), ("a.json", "{"), ("a.txt", "Report without")],
)
def test_the_suffix_of_the_output_settles_the_format(
    reports: list[str], tmp_path: Path, name: str, beginning: str
):
    target = tmp_path / name
    result = run(reports[0], "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(beginning)


def test_several_results_go_into_a_folder_under_names_of_their_own(
    reports: list[str], tmp_path: Path
):
    folder = tmp_path / "records"
    twin = tmp_path / "other" / "one.txt"
    twin.parent.mkdir()
    twin.write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        assert run(*reports, str(twin), "--format", "json", "-o", str(folder)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["one-2.json", "one.json", "two.json"]


def test_a_file_that_cannot_be_a_folder_is_wrong_use(reports: list[str], tmp_path: Path):
    target = tmp_path / "file"
    target.write_text("keep", encoding="utf-8")
    assert run(*reports, "-o", str(target)).exit_code == 2
    assert target.read_text(encoding="utf-8") == "keep"


def test_a_result_that_cannot_be_written_is_a_failed_item(reports: list[str], tmp_path: Path):
    result = run(reports[0], "-o", str(tmp_path / "no" / "such" / "folder.json"))
    assert result.exit_code == 1
    assert "writing failed on" in result.stderr
    assert list(tmp_path.glob(".*")) == []


def test_a_written_file_has_ordinary_permissions(reports: list[str], tmp_path: Path):
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    target = tmp_path / "record.json"
    run(reports[0], "-o", str(target))
    assert target.stat().st_mode == ordinary.stat().st_mode


def test_options_can_come_from_the_environment(reports: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONRECORD_CHECK_FORMAT", "json")
    assert run(reports[0]).stdout.startswith("{")


def test_an_unsupported_language_is_said_plainly(tmp_path: Path):
    report = tmp_path / "raportti.txt"
    report.write_text(
        "Kaupungin pormestari kertoi tiistaina, että silta on edelleen kaupungin hallussa. "
        "Asukkaat palaavat koteihinsa, ja koulut avataan uudelleen ensi viikolla.\n" * 3,
        encoding="utf-8",
    )
    assert "This report is in Finnish." in " ".join(run(str(report)).stdout.split())
    as_json = run(str(report), "--format", "json")
    assert "This report is in Finnish." in as_json.stderr
    assert Record.from_json(as_json.stdout).statements == ()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\x00\x01\x02\xff\xfe" * 50,
        b"\xff\xfeh\x00i\x00",
        b"<html><body><p>cut off in the mid",
        b"<div>" * 10_000 + b"deep",
        "שלום עולם".encode(),
        ("a" + "\u0301" * 200).encode(),
        b"<p onclick=alert(1)>It <script>alert(1)</script>rained.</p>",
        b"caf\xe9 au lait \xe2\x82\xac",
    ],
)
def test_any_bytes_give_a_record_or_a_clear_error(source: bytes):
    result = run("-", "--format", "json", given=source)
    assert result.exit_code in (0, 1)
    if result.exit_code:
        assert "reading failed on standard input" in result.stderr
    else:
        assert Record.from_json(result.stdout)


def test_a_closed_pipe_ends_quietly(reports: list[str]):
    command = [*ONRECORD, "check", *reports * 40, "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interrupt_ends_cleanly():
    process = subprocess.Popen(
        [*ONRECORD, "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdin is not None
    waits_for_input(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def waits_for_input(pid: int) -> None:
    """Waits until the process sleeps in its read of standard input."""
    syscall = Path(f"/proc/{pid}/syscall")
    reading = "0 0x0 "  # read, of file 0
    for _ in range(1_000_000):
        try:
            if syscall.read_text().startswith(reading):
                return
        except OSError:
            pytest.skip("needs a readable /proc to see the process wait")
    pytest.fail("the process never read its standard input")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
def test_progress_is_shown_on_a_terminal_and_cleared(reports: list[str]):
    import pty

    controller, terminal = pty.openpty()
    command = [*ONRECORD, "check", *reports, "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=True)
    os.close(terminal)
    told = os.read(controller, 65536).decode()
    os.close(controller)
    assert "[1/2]" in told
    assert "[2/2]" in told
    assert told.endswith("\r\x1b[2K")
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "record.pdf"), "no format has the suffix .pdf"),
        (("-o", "record.html", "--format", "json"), "asks for html, --format for json"),
        (("two.txt", "-o", "both.html"), "needs no suffix, as -o both"),
    ],
)
def test_a_suffix_that_cannot_be_meant_is_refused(
    reports: list[str], arguments: tuple[str, ...], told: str
):
    result = run(reports[0], *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ("news.example/report", "as https://news.example/report"),
        (".", "it is a folder. Try: give its files"),
        ("ftp://news.example/a", "ftp://news.example/a: only http and https"),
    ],
)
def test_what_is_no_file_is_told_what_to_give(report: str, told: str):
    result = run(report)
    assert result.exit_code == 1
    assert told in result.stderr
