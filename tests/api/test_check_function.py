"""``onrecord.check``, ``check_text`` and ``read``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord

REPORT = "“We hold the bridge,” said Mayor Ilva Brandt.\n\nIt is not known who fired first.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_check_takes_a_path_and_a_day_as_text(report: Path):
    record = onrecord.check(report, published="2031-05-10")
    assert isinstance(record, onrecord.Record)
    assert record.document.published == dt.date(2031, 5, 10)
    assert record.document.published_source == "given"


def test_check_text_and_check_of_the_same_bytes_are_one_record(report: Path):
    assert onrecord.check_text(REPORT) == onrecord.check(str(report))


def test_the_same_input_gives_the_same_record_twice(report: Path):
    assert onrecord.check(report).to_json() == onrecord.check(report).to_json()


def test_check_text_keeps_the_address_it_is_given():
    assert onrecord.check_text(REPORT, url="https://news.example/a").document.url == (
        "https://news.example/a"
    )


def test_read_stops_at_the_document(report: Path):
    document = onrecord.read(report)
    assert isinstance(document, onrecord.Document)
    assert document.text == REPORT


def test_a_day_that_is_none_is_a_usage_error(report: Path):
    with pytest.raises(onrecord.UsageError, match="YYYY-MM-DD"):
        onrecord.check(report, published="yesterday")


def test_a_file_that_is_not_there_is_a_reading_error(tmp_path: Path):
    with pytest.raises(onrecord.ReadingError, match=r"gone\.txt"):
        onrecord.check(tmp_path / "gone.txt")


def test_half_a_surrogate_pair_is_a_reading_error():
    with pytest.raises(onrecord.ReadingError, match="surrogate"):
        onrecord.check_text("It rained \ud800 all day.")


def test_an_unknown_conflict_is_an_error_that_says_so():
    with pytest.raises(onrecord.OnRecordError, match="atlantis"):
        onrecord.check_text(REPORT, conflict="atlantis")


def test_a_record_goes_through_json_and_back():
    record = onrecord.check_text(REPORT)
    assert onrecord.Record.from_json(record.to_json()) == record


def test_a_notebook_shows_the_page_in_a_frame_without_script():
    shown = onrecord.check_text("<p>It rained.</p>")._repr_html_()
    assert shown is not None
    assert shown.startswith("<iframe")
    assert "sandbox" in shown
    assert "<script" not in shown


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_record_or_a_clear_error(text: str):
    try:
        record = onrecord.check_text(text)
    except onrecord.ReadingError:
        return
    length = len(record.document.text)
    for statement in record.statements:
        assert all(0 <= start < end <= length for start, end in statement.content)
    for claim in record.claims:
        assert 0 <= claim.span.start < claim.span.end <= length
