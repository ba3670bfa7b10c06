"""Full-text search: the words that were asked for, whatever characters the question holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import UsageError
from onrecord.workspace import Filters, Workspace
from onrecord.workspace.queries import parse_query

REPORTS = {
    "brandt": "“We hold the old bridge,” said Mayor Ilva Brandt.",
    "haske": "“The dam is gone and the bridge is not,” said Captain Oto Haske.",
    "corlin": "Two tankers sank near Òbrisk on Monday, Ada Corlin said.",
    "montage": (
        "A photo montage shows Mayor Ilva Brandt in a rowing boat, with the words “I sold the "
        "bridge” in a speech bubble. It was made by the satirical page Torval Pike."
    ),
    "prices": "Lamp oil costs more than it did. The tank of the lamp is small.",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(tmp_path_factory.mktemp("search") / "ws") as workspace:
        for name, text in REPORTS.items():
            workspace.file(name, onrecord.check_text(text))
        yield workspace


def found(workspace: Workspace, query: str, **filters: str) -> set[str]:
    return {hit.report for hit in workspace.search(query, Filters(**filters))}


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("bridge", {"brandt", "haske", "montage"}),
        ("BRIDGE old", {"brandt"}),
        ('"old bridge"', {"brandt"}),
        ('"bridge old"', set()),
        ("“old bridge”", {"brandt"}),
        ("tank", {"prices"}),
        ("tank*", {"prices", "corlin"}),
        ("dam OR lamp", {"haske", "prices"}),
        ("bridge -dam -sold", {"brandt"}),
        ('bridge -"old bridge" -sold', {"haske"}),
        ("obrisk", {"corlin"}),
        ("words:bridge", set()),
        ("hold AND bridge", {"brandt"}),
        ("bridge NOT dam -sold", {"brandt"}),
        ("nothing-of-the-kind", set()),
    ],
)
def test_words_phrases_beginnings_and_exclusions(filled: Workspace, query: str, reports: set[str]):
    assert found(filled, query) == reports


NOTHING_WANTED = ("NOT bridge", "NOT NOT bridge", "AND OR")


@pytest.mark.parametrize(
    "query",
    [
        'bridge"', '"bridge', "bridge*", "bridge)", "(bridge", "bridge NEAR/2", "NOT bridge",
        "bridge' OR 1 --", "{words}: bridge", "^bridge", "bridge OR", "OR bridge", "-", "* bridge",
        "bridge\x00", "bridge \udcff", "bridge " * 500, "column:", "\x02bridge\x03",
        "NOT NOT bridge", "AND OR",
    ],
)  # fmt: skip
def test_no_question_is_an_error_of_the_database(filled: Workspace, query: str):
    asks = any(c.isalnum() for c in query) and query not in NOTHING_WANTED
    if asks:
        assert all(hit.report in REPORTS for hit in filled.search(query))
    else:
        with pytest.raises(UsageError, match="asks for no word"):
            filled.search(query)


@given(st.text(max_size=60))
def test_any_text_is_a_question_or_says_that_it_asks_nothing(filled: Workspace, query: str):
    try:
        parse_query(query)
    except UsageError:
        return
    for hit in filled.search(query):
        assert all(hit.excerpt[start:end].strip() for start, end in hit.marks)


def test_the_found_words_are_marked(filled: Workspace):
    [hit] = filled.search("old")
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["old"]


def test_depicted_words_are_nobodys_who_is_shown(filled: Workspace):
    assert found(filled, "bridge", speaker="brandt") == {"brandt"}
    [hit] = filled.search("sold")
    assert (hit.speaker, hit.manner) == (None, "depicted")
    assert any("Brandt" in name for name in hit.depicts)


def test_filters_narrow_a_search(filled: Workspace):
    assert found(filled, "bridge", speaker="haske", manner="earnest") == {"haske"}
    assert found(filled, "bridge", manner="depicted") == {"montage"}
    assert found(filled, "bridge", outlet="nobody") == set()


def test_a_report_is_found_where_none_of_its_statements_is(filled: Workspace):
    [hit] = filled.search("lamp -tanks")
    assert (hit.report, hit.statement) == ("prices", None)


def test_what_a_report_no_longer_says_is_no_longer_found(tmp_path: Path):
    with Workspace.create(tmp_path / "ws") as workspace:
        record = onrecord.check_text(REPORTS["brandt"])
        workspace.file("brandt", record)
        import msgspec

        workspace.file("brandt", msgspec.structs.replace(record, statements=(), claims=()))
        assert not [hit for hit in workspace.search("bridge") if hit.statement]
        assert len(workspace.search("bridge")) == 1
