"""CSV, JSON Lines and JSON arrays as sources, with and without a mapping file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.pipeline import check_document
from onrecord.reading.sources import (
    Entry,
    Failure,
    Item,
    Options,
    Skipped,
    SourceLimits,
    document_of,
    open_source,
)
from onrecord.reading.sources.dates import day, instant

WORDS = "The dam at Lenth held on Monday, the ministry said."


def read(path: Path, content: str | bytes, options: Options | None = None) -> list[Entry]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_source(str(path), options))


def items(found: list[Entry]) -> list[Item]:
    return [entry for entry in found if isinstance(entry, Item)]


def failures(found: list[Entry]) -> list[Failure]:
    return [entry for entry in found if isinstance(entry, Failure)]


def test_usual_column_names_need_no_mapping(tmp_path: Path) -> None:
    table = (
        "ID;Headline;Body;Date;Link;Publisher;Byline\r\n"
        f'7;Dam holds;"{WORDS}\r\n\r\nNobody was hurt.";2031-05-12T23:30:00-04:00;https://a.example;'
        "Lake Post;Ada Ba\r\n"
    )
    (item,) = items(read(tmp_path / "a.csv", table))
    assert (item.name, item.title, item.outlet) == ("a.csv#id/7", "Dam holds", "Lake Post")
    assert (item.url, item.author, item.published) == (
        "https://a.example",
        "Ada Ba",
        dt.date(2031, 5, 13),
    )
    document = document_of(item)
    assert document.text == f"{WORDS}\n\nNobody was hurt."
    assert (document.title, document.outlet) == ("Dam holds", "Lake Post")
    assert (document.published, document.published_source) == (item.published, "metadata")
    assert json.loads(item.content)["Byline"] == "Ada Ba"


def test_a_mapping_file_says_which_column_is_what(tmp_path: Path) -> None:
    mapping = tmp_path / "posts.toml"
    mapping.write_text(
        '[columns]\ntext = "msg"\nauthor = "who.name"\nforwarded_from = "from"\n'
        '[constants]\nplatform = "Telegram"\noutlet = "Harbour Talk"\n'
    )
    rows = [
        {"msg": "The bridge is ours.", "who": {"name": "Ada Ba"}, "from": "Ilo Baret"},
        {"msg": "The bridge holds.", "who": {"name": "Ada Ba"}},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    found = items(read(tmp_path / "a.jsonl", lines, Options(mapping=str(mapping))))
    forwarded, own = found
    assert forwarded.content == json.dumps(rows[0]).encode()
    assert (own.platform, own.outlet) == ("Telegram", "Harbour Talk")
    spoken = []
    for item in found:
        record = check_document(document_of(item))
        names = {agent.id: agent.name for agent in record.agents}
        one = record.statements[0]
        spoken.append((names.get(one.speaker or ""), names.get(one.via or "")))
    assert spoken == [("Ilo Baret", "Ada Ba"), ("Ada Ba", None)]


@pytest.mark.parametrize(
    "mapping",
    ["[columns", '[columns]\nwords = "a"', '[constants]\nplatform = "Pigeon"', "[extra]\na = 1",
     '[columns]\ntext = 5'],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_is_said(tmp_path: Path, mapping: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(mapping)
    (failure,) = failures(read(tmp_path / "a.csv", "text\nHello", Options(mapping=str(path))))
    assert failure.step == UsageError.step
    assert failure.remedy


def test_a_missing_text_column_names_those_that_are_there(tmp_path: Path) -> None:
    (failure,) = failures(read(tmp_path / "a.csv", "when,what\n1,2\n"))
    assert "when, what" in failure.why
    mapping = tmp_path / "a.toml"
    mapping.write_text('[columns]\ntext = "words"')
    (failure,) = failures(read(tmp_path / "a.csv", "text\nA", Options(mapping=str(mapping))))
    assert "no column 'words'" in failure.why


def test_bad_rows_fail_alone(tmp_path: Path) -> None:
    table = f"id,text\n1,{WORDS.replace(',', ';')}\n1,Again.\n2,Too,many\n3,\n4,Short."
    found = read(tmp_path / "a.csv", table)
    assert [item.locator for item in items(found)] == ["id/1", "id/4"]
    assert [failure.name for failure in failures(found)] == ["a.csv#row/2", "a.csv#row/3"]
    assert [(e.what, e.count) for e in found if isinstance(e, Skipped)] == [
        ("rows without words", 1)
    ]
    lines = f'{json.dumps({"text": WORDS})}\nnot json\n[1]\n{{"other": 1}}\n\n{{"text": "Short."}}'
    found = read(tmp_path / "a.jsonl", lines)
    assert [item.locator for item in items(found)] == ["row/1", "row/6"]
    assert len(failures(found)) == 3


def test_an_unclosed_quotation_mark_says_where(tmp_path: Path) -> None:
    table = f'text\n"{WORDS}"\n"' + "x" * 5000
    options = Options(limits=SourceLimits(report_bytes=2000))
    found = read(tmp_path / "a.csv", table, options)
    assert len(items(found)) == 1
    assert "behind row 1" in failures(found)[0].why


def test_a_line_that_is_too_long_fails_alone(tmp_path: Path) -> None:
    long, short = json.dumps({"text": "x" * 5000}), json.dumps({"text": WORDS})
    options = Options(limits=SourceLimits(report_bytes=2000))
    found = read(tmp_path / "a.jsonl", f"{short}\n{long}\n{short}\n", options)
    assert [item.locator for item in items(found)] == ["row/1", "row/3"]
    assert [failure.name for failure in failures(found)] == ["a.jsonl#row/2"]


def test_an_array_is_a_table_too(tmp_path: Path) -> None:
    found = read(
        tmp_path / "a.json", json.dumps([{"text": WORDS}, 5, {"text": "Short."}], indent=1)
    )
    assert [item.locator for item in items(found)] == ["row/1", "row/3"]
    assert len(failures(found)) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_tables_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    words = "Міст тримається вже третій день, заявило міністерство в понеділок уранці."
    table = "text,title\n" + f'"{words}",Міст\n' * 5
    found = items(read(tmp_path / "a.csv", table.encode(encoding)))
    assert len(found) == 5
    assert document_of(found[0]).text == words


def test_a_cell_that_holds_a_page_is_read_as_one(tmp_path: Path) -> None:
    page = f"<div><p>{WORDS}</p><p>Nobody was hurt.</p></div>"
    (item,) = items(read(tmp_path / "a.jsonl", json.dumps({"text": page})))
    assert document_of(item).text == f"{WORDS}\n\nNobody was hurt."


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2031-05-12", "2031-05-12"),
        ("1936387800", "2031-05-12"),
        ("1936387800000", "2031-05-12"),
        ("2031-05-12T23:30:00-04:00", "2031-05-13"),
        ("Mon, 12 May 2031 23:30:00 -0400", "2031-05-13"),
        ("12 May 2031", "2031-05-12"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31"),
        ("31.02.2031", None),
        ("soon", None),
        ("", None),
        ("9" * 60, None),
        ("٣٤٥٦٧٨٩٠١٢", None),
    ],
)
def test_days_as_tables_state_them(stated: str, expected: str | None) -> None:
    found = day(stated)
    assert (found.isoformat() if found else None) == expected


def test_a_malformed_day_is_kept_as_it_was_stated(tmp_path: Path) -> None:
    (item,) = items(read(tmp_path / "a.csv", "text,date\nThe dam held.,yesterday\n"))
    assert item.published is None
    assert dict(item.context)["published"] == "yesterday"
    assert instant("yesterday") is None
