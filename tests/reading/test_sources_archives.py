"""WARC, WACZ and zip as sources: real files, also damaged, altered and hostile ones."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reading.sources import (
    Container,
    Failure,
    Item,
    Options,
    Skipped,
    SourceLimits,
    document_of,
    open_source,
)

Page = tuple[str, str, str, str]
REAL_FILES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MakeWarc = Callable[..., tuple[bytes, list[int]]]
MakeWacz = Callable[..., bytes]


def read(path: Path, content: bytes, options: Options | None = None) -> list[object]:
    path.write_bytes(content)
    return list(open_source(str(path), options))


def days(found: list[object]) -> list[str]:
    """On which days the dam held, by the pages that came."""
    texts = [document_of(entry).text for entry in found if isinstance(entry, Item)]
    return [text.split("held on ")[1].split(",")[0] for text in texts]


def failed(found: list[object]) -> list[Failure]:
    return [entry for entry in found if isinstance(entry, Failure)]


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page], packed: bool
) -> None:
    content, offsets = make_warc(pages, packed=packed)
    container, *found = read(tmp_path / "news.warc", content)
    assert isinstance(container, Container)
    assert days(found) == ["Monday", "Tuesday", "Wednesday", "Thursday"]
    second = found[1]
    assert isinstance(second, Item)
    assert (second.name, second.locator) == (f"news.warc#{offsets[1]}", str(offsets[1]))
    assert second.container_sha256 == container.sha256
    assert second.url == "https://news.example/Tuesday"
    assert second.retrieved_at == dt.datetime(2031, 5, 12, 10, tzinfo=dt.UTC)
    document = document_of(second)
    assert (document.title, document.url) == ("Dam holds", second.url)


def test_what_is_no_page_is_counted(tmp_path: Path, make_warc: MakeWarc, pages: list[Page]) -> None:
    content, _ = make_warc(
        [
            pages[0],
            ("https://news.example/a.png", "x", "image/png", "200 OK"),
            ("https://news.example/gone", "<p>Gone</p>", "text/html", "404 Not Found"),
        ]
    )
    told = {
        (e.what, e.count) for e in read(tmp_path / "a.warc.gz", content) if isinstance(e, Skipped)
    }
    assert told == {
        ("captured pictures, scripts and the like", 1),
        ("captures that the server did not answer with 200", 1),
    }


def test_a_damaged_record_is_named_by_its_offset_and_the_rest_comes(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    content, offsets = make_warc(pages)
    broken = bytearray(content)
    broken[offsets[1] + 40 : offsets[1] + 60] = bytes(20)
    found = read(tmp_path / "a.warc.gz", bytes(broken))
    assert days(found) == ["Monday", "Wednesday", "Thursday"]
    (failure,) = failed(found)
    assert f"at byte {offsets[1]:,} " in failure.why
    assert failure.remedy


def test_a_damaged_record_of_an_unpacked_warc(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    content, offsets = make_warc(pages, packed=False)
    broken = bytearray(content)
    broken[offsets[1] : offsets[1] + 8] = b"GARBAGE!"
    found = read(tmp_path / "a.warc", bytes(broken))
    assert days(found) == ["Monday", "Wednesday", "Thursday"]
    assert f"at byte {offsets[1]:,} " in failed(found)[0].why


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_off_says_where(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page], packed: bool
) -> None:
    content, offsets = make_warc(pages, packed=packed)
    found = read(tmp_path / "a.warc.gz", content[: offsets[3] - 30])
    assert days(found)[:2] == ["Monday", "Tuesday"]
    (failure,) = failed(found)
    assert f"at byte {offsets[2]:,} " in failure.why
    assert "ends in the middle" in failure.why


def test_a_body_with_another_digest_is_altered(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    content, offsets = make_warc(pages, packed=False, encoded=False)
    altered = bytearray(content)
    altered[offsets[2] - 10] ^= 1
    found = read(tmp_path / "a.warc", bytes(altered))
    assert "digest" in failed(found)[0].why
    assert days(found) == ["Monday", "Wednesday", "Thursday"]


def test_a_body_stored_unpacked_beside_its_header_is_read(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    for encoding in ("gzip", "br"):
        content, _ = make_warc(pages, encoded=False, stated=encoding)
        assert len(days(read(tmp_path / "a.warc.gz", content))) == 4


def test_a_body_in_an_unknown_packing_fails_alone(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    first, second = make_warc(pages[:1])[0], make_warc(pages[1:2], stated="br")[0]
    found = read(tmp_path / "a.warc.gz", first + second + make_warc(pages[2:3])[0])
    assert days(found) == ["Monday", "Wednesday"]
    assert "packed as br" in failed(found)[0].why


def test_a_warc_packed_as_one_piece(tmp_path: Path, make_warc: MakeWarc, pages: list[Page]) -> None:
    content, _ = make_warc(pages, packed=False)
    found = read(tmp_path / "a.warc.gz", gzip.compress(content))
    assert days(found) == ["Monday", "Tuesday", "Wednesday", "Thursday"]
    assert [e.locator for e in found if isinstance(e, Item)] == ["0", "0/1", "0/2", "0/3"]


def test_a_page_that_unpacks_to_too_much_fails_alone(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    bomb = ("https://news.example/bomb", "0" * 3_000_000, "text/html", "200 OK")
    content, offsets = make_warc([pages[0], bomb, pages[1]])
    found = read(
        tmp_path / "a.warc.gz", content, Options(limits=SourceLimits(report_bytes=1_000_000))
    )
    assert days(found) == ["Monday", "Tuesday"]
    assert f"at byte {offsets[1]:,} " in failed(found)[0].why


@REAL_FILES
@given(st.data())
def test_any_damage_raises_nothing_and_keeps_the_rest(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page], data: st.DataObject
) -> None:
    packed = data.draw(st.booleans())
    content, offsets = make_warc(pages, packed=packed)
    broken = bytearray(content)
    place = data.draw(st.integers(offsets[1], offsets[2] - 1))
    broken[place] = data.draw(st.integers(0, 255))
    found = read(tmp_path / "a.warc.gz", bytes(broken))
    assert ({"Monday", "Wednesday", "Thursday"} if packed else {"Monday"}) <= set(days(found))
    names = [e.name for e in found if isinstance(e, Item)]
    assert len(set(names)) == len(names)


def test_a_wacz_gives_the_pages_that_it_lists(
    tmp_path: Path, make_wacz: MakeWacz, pages: list[Page]
) -> None:
    content = make_wacz(pages, ["https://news.example/Tuesday"])
    container, *found = read(tmp_path / "a.wacz", content)
    assert isinstance(container, Container)
    assert days(found) == ["Tuesday"]
    assert failed(found) == []
    item = found[0]
    assert isinstance(item, Item)
    assert item.container_sha256 == container.sha256
    assert item.name.startswith("a.wacz#archive/data.warc.gz/")
    assert (found[1].what, found[1].count) == ("captured parts of pages", 3)  # type: ignore[attr-defined]


def test_a_wacz_without_a_list_gives_all(
    tmp_path: Path, make_wacz: MakeWacz, pages: list[Page]
) -> None:
    assert len(days(read(tmp_path / "a.wacz", make_wacz(pages)))) == 4


def test_a_wacz_that_was_altered_says_what(
    tmp_path: Path, make_wacz: MakeWacz, pages: list[Page]
) -> None:
    found = read(tmp_path / "a.wacz", make_wacz(pages, altered=True))
    (failure,) = failed(found)
    assert failure.name == "a.wacz#archive/data.warc.gz"
    assert "altered" in failure.why
    assert len(days(found)) == 5


def test_a_bomb_is_refused_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc", bytes(64 * 1024 * 1024))
    found = read(tmp_path / "bomb.wacz", out.getvalue())
    assert len(found) == 1
    assert "unpacks to 67,108,866 bytes" in failed(found)[0].why


def test_a_zip_of_reports_is_read_and_nothing_is_written(
    tmp_path: Path, make_warc: MakeWarc, pages: list[Page]
) -> None:
    report = "The dam at Lenth held on Friday, the ministry said."
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../out.txt", report)
        archive.writestr("/etc/absolute.txt", report)
        archive.writestr("news.warc.gz", make_warc(pages)[0])
        archive.writestr("__MACOSX/._x.txt", report)
        archive.writestr("empty.txt", "")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    found = read(folder / "all.zip", out.getvalue())
    assert days(found).count("Friday") == 2
    assert days(found).count("Tuesday") == 1
    assert [one.name for one in failed(found)] == ["all.zip#empty.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "all.zip", "b"]


def test_archives_in_archives_end(tmp_path: Path) -> None:
    content = b"The dam at Lenth held on Friday, the ministry said."
    name = "a.txt"
    for depth in range(6):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        content, name = out.getvalue(), f"{depth}.zip"
    found = read(tmp_path / "deep.zip", content)
    assert days(found) == []
    assert "archive in an archive" in failed(found)[0].why


@given(st.binary(max_size=400))
@REAL_FILES
def test_any_bytes_behind_a_magic_number_raise_nothing(tmp_path: Path, rest: bytes) -> None:
    for magic in (b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.1\r\n", b"%PDF-1.7\n"):
        for entry in read(tmp_path / "a.warc.gz", magic + rest):
            assert isinstance(entry, Item | Failure | Container | Skipped)
