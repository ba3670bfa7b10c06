"""``onrecord verify`` and ``onrecord timestamp`` as people and scripts use them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from authority import Authority, served
from click.testing import CliRunner, Result

from onrecord.cli import group


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [str(one) for one in arguments], prog_name="onrecord")


def test_an_untouched_folder_is_ok_and_says_that_a_chain_alone_convinces_nobody(kept):
    result = run("verify", kept.folder)
    assert result.exit_code == 0
    assert "8 lines of custody.jsonl, 4 files collected" in result.stdout
    assert "Nothing outside this folder vouches for the log" in result.stdout


def test_a_noted_head_is_taken_back_as_it_was_printed(kept, tmp_path: Path):
    note = run("verify", "--note", kept.folder).stdout
    noted = tmp_path / "noted.txt"
    noted.write_text(note)
    assert "held by a noted head" in run("verify", kept.folder, "--head", note).stdout
    assert "held by a noted head" in run("verify", kept.folder, "--heads", noted).stdout
    kept.rewrite(kept.lines[:4])
    assert run("verify", kept.folder, "--heads", noted).exit_code == 1


def test_altered_and_unverifiable_have_exit_codes_of_their_own(kept):
    (kept.archive / kept.items[0]).unlink()
    result = run("verify", kept.folder)
    assert result.exit_code == 3
    assert "NOT VERIFIABLE" in result.stdout
    (kept.archive / kept.items[1]).write_bytes(b"other")
    result = run("verify", kept.folder)
    assert result.exit_code == 1
    assert "ALTERED" in result.stdout
    assert kept.items[1] in result.stdout


def test_no_head_is_noted_of_what_was_altered(kept):
    lines = kept.lines
    kept.rewrite([lines[1], lines[0], *lines[2:]])
    result = run("verify", "--note", kept.folder)
    assert result.exit_code == 1
    assert "of custody.jsonl\n" not in result.stdout


def test_json_names_line_and_item(kept):
    (kept.archive / kept.items[1]).write_bytes(b"other")
    found = json.loads(run("verify", kept.folder, "--format", "json").stdout)
    assert found["status"] == "altered"
    assert (found["findings"][0]["line"], found["findings"][0]["item"]) == (3, kept.items[1])


def test_the_folder_is_found_from_inside_and_from_the_environment(kept, monkeypatch):
    monkeypatch.chdir(kept.archive)
    assert run("verify").exit_code == 0
    monkeypatch.chdir("/")
    assert run("verify").exit_code == 2
    monkeypatch.setenv("ONRECORD_WORKSPACE", str(kept.folder))
    assert run("verify").exit_code == 0


@pytest.mark.parametrize("given", [["absent"], ["--head", "xyz"], ["--heads", "absent"]])
def test_wrong_use_is_told(kept, monkeypatch, given: list[str]):
    monkeypatch.chdir(kept.folder)
    assert run("verify", *given).exit_code == 2


def test_a_timestamp_is_asked_for_kept_and_verified(kept, tmp_path: Path):
    authority = Authority()
    root = tmp_path / "root.pem"
    root.write_bytes(authority.pem)
    with served(authority.answer) as address:
        given = run("timestamp", kept.folder, "--authority", address, "--certificates", root)
    assert given.exit_code == 0
    assert "line 8 was stamped at 2031-05-10T13:00:00" in given.stdout
    result = run("verify", kept.folder, "--certificates", root)
    assert result.exit_code == 0
    assert "held by a timestamp of 2031-05-10T13:00:00Z" in result.stdout


def test_an_authority_that_does_not_answer_is_told(kept):
    result = run("timestamp", kept.folder, "--authority", "http://127.0.0.1:1/")
    assert result.exit_code == 1
    assert "custody failed on http://127.0.0.1:1/" in result.stderr


def documented(root: Path) -> list[str]:
    """The shell blocks of docs/custody.md."""
    text = (root / "docs" / "custody.md").read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", "-c", script], cwd=folder, capture_output=True, text=True)


def test_the_stock_tools_of_the_documentation_agree(kept, root: Path):
    chain, archive, head, _ = documented(root)
    assert shell(chain, kept.folder).stdout == ""
    assert shell(archive, kept.folder).stdout == ""
    assert kept.log.head.hash in shell(head, kept.folder).stdout


def test_the_stock_tools_of_the_documentation_see_what_was_altered(kept, root: Path):
    chain, archive, _, _ = documented(root)
    (kept.archive / kept.items[2]).write_bytes(b"other")
    assert kept.items[2] in shell(archive, kept.folder).stdout
    lines = kept.lines
    lines[3] = lines[3].replace(b"ada", b"eve")
    kept.rewrite(lines)
    assert shell(chain, kept.folder).stdout == "line 4 was altered\n"


def test_openssl_as_documented_accepts_a_token(kept, root: Path, system_program):
    system_program("openssl")
    authority = Authority()
    with served(authority.answer) as address:
        run("timestamp", kept.folder, "--authority", address)
    (kept.folder / "root.pem").write_bytes(authority.pem)
    script = documented(root)[3].replace("52", "8")
    script = script.replace("-CAfile root.pem", "-CAfile root.pem -attime 1936000000")
    assert "Verification: OK" in shell(script, kept.folder).stdout
