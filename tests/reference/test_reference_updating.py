"""Updating a reference from its address: the old one stays until the new one is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.errors import FetchError, ReferenceDataError
from onrecord.reading.addresses import IPAddress
from onrecord.reading.downloading import DownloadLimits
from onrecord.reference import Profile, load_library, load_profile
from onrecord.reference.adapters import About
from onrecord.reference.adding import add_reference
from onrecord.reference.updating import Update, updatable, update_reference

EXAMPLE = Path(__file__).parents[2] / "examples" / "second_conflict"
OLD = b"date,area_km2\n2031-06-01,500\n"
NEW = OLD + b"2031-06-02,510\n"
TODAY = dt.date(2031, 8, 1)


def allow(ip: IPAddress) -> bool:
    return ip == ipaddress.ip_address("127.0.0.1")


LIMITS = DownloadLimits(allow=allow, seconds=20, attempts=1)


class Publisher:
    """A real server with a table and its checksum file."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.length: int | None = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = outer.files.get(self.path)
                tag = f'"{hashlib.sha256(body or b"").hexdigest()[:12]}"'
                unchanged = self.headers.get("If-None-Match") == tag
                self.send_response(404 if body is None else 304 if unchanged else 200)
                self.send_header("ETag", tag)
                sent = b"" if body is None or unchanged else body
                self.send_header("Content-Length", str(outer.length or len(sent)))
                self.end_headers()
                self.wfile.write(sent)
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}{path}"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    running = Publisher()
    yield running
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    return load_profile(EXAMPLE / "lake_war.toml")


@pytest.fixture
def added(publisher: Publisher, lake: Profile, tmp_path: Path) -> str:
    (tmp_path / "daily.csv").write_bytes(OLD)
    publisher.files = {"/daily.csv": NEW}
    about = About(
        name="delta",
        publisher="Delta Institute",
        licence="CC0",
        holder="sudemark",
        retrieved=dt.date(2031, 7, 1),
        address=publisher.address("/daily.csv"),
    )
    add_reference(tmp_path / "daily.csv", "territory", about, lake)
    return "delta"


def update(lake: Profile, name: str = "delta") -> Update:
    return update_reference(name, lake, today=TODAY, limits=LIMITS)


def days(lake: Profile) -> int:
    (series,) = [one for one in load_library(lake).series if one.reference.name == "delta"]
    return len(series.values)


def test_a_new_version_takes_the_place_of_the_old_one(added: str, lake: Profile) -> None:
    assert updatable(lake) == (added,)
    found = update(lake)
    assert found.outcome == "new"
    assert found.package.reference.retrieved == TODAY
    assert found.package.reference.publisher == "Delta Institute"
    assert days(lake) == 2
    assert update(lake).outcome == "unchanged"


def test_the_same_bytes_under_another_stamp_are_nothing_new(
    added: str, lake: Profile, publisher: Publisher
) -> None:
    publisher.files["/daily.csv"] = OLD
    assert update(lake).outcome == "unchanged"
    assert load_library(lake).references[-1].retrieved == dt.date(2031, 7, 1)


@pytest.mark.parametrize(
    "broken",
    [b"", b"<html>moved</html>", b"date,area_km2\n2031-06-01,5\n2031-06-01,6\n", b"\xff\xfe"],
)
def test_what_cannot_be_used_leaves_the_old_one(
    added: str, lake: Profile, publisher: Publisher, broken: bytes
) -> None:
    before = load_library(lake).references[-1]
    publisher.files["/daily.csv"] = broken
    with pytest.raises(ReferenceDataError):
        update(lake)
    assert load_library(lake).references[-1] == before
    publisher.files["/daily.csv"] = NEW
    assert update(lake).outcome == "new"


def test_a_server_without_the_file_leaves_the_old_one(
    added: str, lake: Profile, publisher: Publisher
) -> None:
    publisher.files = {}
    with pytest.raises(FetchError, match="answers 404"):
        update(lake)
    assert days(lake) == 1


def test_a_download_that_breaks_off_leaves_the_old_one(
    added: str, lake: Profile, publisher: Publisher
) -> None:
    publisher.length = 10_000
    with pytest.raises(FetchError, match="broke after"):
        update(lake)
    assert days(lake) == 1
    publisher.length = None
    assert update(lake).outcome == "new"
    assert days(lake) == 2


@pytest.mark.parametrize("right", [True, False])
def test_a_checksum_file_is_believed(
    added: str, lake: Profile, publisher: Publisher, tmp_path: Path, right: bool
) -> None:
    digest = hashlib.sha256(NEW if right else OLD).hexdigest()
    publisher.files["/SHA256SUMS"] = f"{digest}  daily.csv\n".encode()
    about = About(
        name="delta",
        publisher="Delta Institute",
        licence="CC0",
        holder="sudemark",
        retrieved=dt.date(2031, 7, 1),
        address=publisher.address("/daily.csv"),
        checksum=publisher.address("/SHA256SUMS"),
    )
    add_reference(tmp_path / "daily.csv", "territory", about, lake, replace=True)
    if right:
        assert update(lake).outcome == "new"
        return
    with pytest.raises(FetchError, match="sha256 differs"):
        update(lake)
    assert days(lake) == 1


def test_the_inside_of_a_network_is_not_fetched_from(added: str, lake: Profile) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        update_reference("delta", lake, today=TODAY)


@pytest.mark.parametrize(
    ("name", "why"), [("veld-map", "ships with its profile"), ("nothing", "no reference")]
)
def test_only_what_was_added_is_updated(lake: Profile, name: str, why: str) -> None:
    with pytest.raises(ReferenceDataError, match=why):
        update(lake, name)
