"""Timestamps from an authority of our own, on this machine; and what is made of bad ones."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from authority import Authority, integer, sequence, served

from onrecord.custody import (
    CustodyLog,
    Verification,
    check_stamps,
    line_hash,
    load_certificates,
    stamp,
    verify_folder,
)
from onrecord.custody.chain import walk
from onrecord.errors import CustodyError


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def stamped(kept, authority: Authority):
    with served(authority.answer) as address:
        stamp(kept.log, address)
    return kept


def verified(kept, *certificates) -> Verification:
    return verify_folder(kept.folder, certificates=certificates)


def token_of(kept) -> Path:
    (token,) = (kept.folder / "timestamps").glob("*.tsr")
    return token


def test_a_stamped_head_is_held_from_outside(kept, authority: Authority):
    with served(authority.answer) as address:
        given = stamp(kept.log, address, certificates=[authority.root])
    assert (given.line, given.hash, given.checked) == (8, kept.log.head.hash, True)
    assert given.token.with_suffix(".tsq").exists()
    found = verified(kept, authority.root)
    assert (found.status, found.anchored) == ("ok", 8)


def test_without_certificates_a_token_is_unverifiable(stamped):
    found = verified(stamped)
    assert (found.status, found.anchored) == ("unverifiable", 0)
    assert "--certificates" in found.findings[0].what


def test_another_authority_does_not_vouch_for_it(stamped):
    found = verified(stamped, Authority("Fen Time").root)
    assert (found.status, found.anchored) == ("unverifiable", 0)


def test_a_signer_that_may_not_stamp_does_not_vouch_for_it(kept):
    wrong = Authority(purpose=False)
    with served(wrong.answer) as address:
        stamp(kept.log, address)
    assert verified(kept, wrong.root).anchored == 0


def test_a_tail_chained_anew_is_altered_against_a_timestamp(stamped, authority: Authority):
    lines = stamped.lines
    keys = json.loads(lines[7])
    keys["actor"] = "eve"
    stamped.rewrite([*lines[:7], json.dumps(keys, separators=(",", ":")).encode() + b"\n"])
    found = verified(stamped, authority.root)
    (finding,) = found.findings
    assert found.status == "altered"
    assert finding.timestamp == token_of(stamped).name


def test_a_log_cut_before_the_stamped_line_is_altered(stamped, authority: Authority):
    stamped.rewrite(stamped.lines[:7])
    assert verified(stamped, authority.root).status == "altered"


def test_the_log_may_grow_after_a_stamp_and_be_stamped_again(stamped, authority: Authority):
    stamped.collect("The weir.", 9)
    with served(authority.answer) as address:
        stamp(stamped.log, address)
        stamp(stamped.log, address)
    found = verified(stamped, authority.root)
    assert found.status == "ok"
    assert [anchor.line for anchor in found.anchors] == [8, 10, 10]


def test_a_changed_token_never_vouches_and_never_breaks(stamped, authority: Authority):
    token = token_of(stamped)
    whole = token.read_bytes()
    digest = bytes.fromhex(stamped.log.head.hash)
    at = whole.index(digest)
    for place in (0, 5, 40, at, at + 31, len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 1
        token.write_bytes(changed)
        anchors, findings = check_stamps(token.parent, walk(stamped.log.path), [authority.root])
        assert anchors == []
        assert findings[0].status in ("altered", "unverifiable")
    for junk in (b"", b"not a token", whole[:100], whole + b"more"):
        token.write_bytes(junk)
        assert verified(stamped, authority.root).status == "unverifiable"


def test_a_token_for_other_words_is_altered(kept, authority: Authority):
    """Somebody stamps a log of their own and puts the token here."""
    folder = kept.folder / "timestamps"
    folder.mkdir()
    token = authority.token(bytes.fromhex(line_hash(b"another line\n")), 5)
    (folder / f"8-{'ab' * 6}.tsr").write_bytes(sequence(sequence(integer(0)), token))
    assert verified(kept, authority.root).status == "altered"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: b"", "no timestamp"),
        (lambda _: b"<html>Not here</html>", "no timestamp"),
        (lambda _: sequence(sequence(integer(2))), "refuses"),
        (lambda _: b"\x30" * 2_000_000, "too long"),
    ],
)
def test_an_answer_that_is_no_token_is_an_error_and_stores_nothing(kept, answer, why: str):
    with served(answer) as address, pytest.raises(CustodyError, match=why):
        stamp(kept.log, address)
    assert not (kept.folder / "timestamps").exists()


def test_a_token_for_something_else_is_refused(kept, authority: Authority):
    def other(_: bytes) -> bytes:
        return sequence(sequence(integer(0)), authority.token(b"\1" * 32, 5))

    with served(other) as address, pytest.raises(CustodyError, match="something else"):
        stamp(kept.log, address)


def test_an_old_token_is_refused_because_it_lacks_our_number(kept, authority: Authority):
    def replayed(_: bytes) -> bytes:
        digest = bytes.fromhex(kept.log.head.hash)
        return sequence(sequence(integer(0)), authority.token(digest, 5))

    with served(replayed) as address, pytest.raises(CustodyError, match="something else"):
        stamp(kept.log, address)


def test_an_error_of_the_server_is_told(kept):
    with served(lambda _: b"", status=503) as address, pytest.raises(CustodyError, match="503"):
        stamp(kept.log, address)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://time.example", "time", ""])
def test_only_web_addresses_are_asked(kept, address: str):
    with pytest.raises(CustodyError, match="http"):
        stamp(kept.log, address)


def test_certificates_given_are_checked_before_a_token_is_kept(kept, authority: Authority):
    wrong = Authority("Fen Time")
    with served(authority.answer) as address, pytest.raises(CustodyError, match="certificates"):
        stamp(kept.log, address, certificates=[wrong.root])
    assert not (kept.folder / "timestamps").exists()


def test_an_empty_log_has_nothing_to_stamp(tmp_path: Path):
    with pytest.raises(CustodyError, match="no line yet"):
        stamp(CustodyLog(tmp_path / "custody.jsonl"), "https://time.example")


def test_what_is_no_certificate_is_refused(tmp_path: Path):
    (tmp_path / "root.pem").write_text("no certificate")
    with pytest.raises(CustodyError, match="certificate"):
        load_certificates(tmp_path / "root.pem")


def test_without_the_package_a_token_is_unverifiable_and_says_what_to_install(
    stamped, authority: Authority, monkeypatch
):
    import sys

    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    found = verified(stamped, authority.root)
    assert found.status == "unverifiable"
    assert "pip install 'onrecord[timestamp]'" in found.findings[0].what


def test_openssl_accepts_the_token_without_us(stamped, authority: Authority, system_program):
    (stamped.folder / "root.pem").write_bytes(authority.pem)
    command = (
        "sed -n 8p custody.jsonl | openssl ts -verify -data /dev/stdin "
        "-in timestamps/8-*.tsr -CAfile root.pem -attime 1936000000"
    )
    system_program("openssl")
    told = subprocess.run(
        ["/bin/sh", "-c", command], cwd=stamped.folder, capture_output=True, text=True
    )
    assert "Verification: OK" in told.stdout
