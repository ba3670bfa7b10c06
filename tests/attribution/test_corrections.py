from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.corrections import Correction, apply_corrections, load_corrections
from onrecord.errors import CorrectionsError
from onrecord.record import Agent, Block, Document, Span, Statement

TEXT = (
    "Mayor Ada Lim said: “The dam holds.” “The dam is dry,” she added. Later Oda Ruis, a diver, "
    "came up. Kamil Rost denied it. Ruis: “The dam holds.”"
)


@dataclass(frozen=True)
class Attribution:
    agents: tuple[Agent, ...] = ()
    statements: tuple[Statement, ...] = ()


def _span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _statement(number: int, words: str, nth: int = 0, **fields: object) -> Statement:
    return Statement(id=f"s{number}", content=(_span(words, nth),), form="direct", **fields)


DOCUMENT = Document(
    id="sha256:1", text=TEXT, blocks=(Block(start=0, end=len(TEXT), kind="paragraph"),)
)
LIM = Agent(id="a1", name="Mayor Ada Lim", kind="person", identity="named",
            mentions=(_span("Mayor Ada Lim"), _span("she")))  # fmt: skip
ROST = Agent(id="a2", name="Kamil Rost", kind="person", identity="named",
             mentions=(_span("Kamil Rost"),))  # fmt: skip
FOUND = Attribution(
    agents=(LIM, ROST),
    statements=(
        _statement(1, "The dam holds.", speaker="a1"),
        _statement(2, "The dam is dry", candidates=("a1", "a2"), manner="ironic",
                   manner_basis="model", certainty="possible"),
        _statement(3, "The dam holds.", 1, speaker="a2", via="a1"),
    ),
)  # fmt: skip


def _apply(*corrections: Correction):
    return apply_corrections(FOUND, DOCUMENT, corrections)


def test_a_speaker_is_found_by_any_printed_mention() -> None:
    changed, left = _apply(Correction("statements.speaker", ("The dam is dry",), "Kamil Rost"))
    assert left == ()
    assert changed.statements[1].speaker == "a2"
    assert changed.statements[1].candidates == ()
    assert changed.statements[0] == FOUND.statements[0]


def test_a_name_that_is_only_printed_becomes_an_agent_in_its_place() -> None:
    changed, left = _apply(Correction("statements.speaker", ("The dam is dry",), "Oda Ruis"))
    assert left == ()
    assert [agent.name for agent in changed.agents] == ["Mayor Ada Lim", "Oda Ruis", "Kamil Rost"]
    assert [agent.id for agent in changed.agents] == ["a1", "a2", "a3"]
    assert changed.statements[1].speaker == "a2"
    assert changed.statements[2].speaker == "a3"
    assert changed.agents[1].mentions == (_span("Oda Ruis"),)


@pytest.mark.parametrize(
    "correction",
    [
        Correction("statements.speaker", ("The dam is dry",), "Nobody Known"),
        Correction("statements.speaker", ("The dam is wet",), "Kamil Rost"),
        Correction("statements.speaker", ("The dam holds.",), "Kamil Rost"),
        Correction("statements.speaker", ("The dam is dry",), "Kamil Rost", document="sha256:2"),
        Correction("statements.manner", ("The dam is dry",), "funny"),
    ],
    ids=["name not printed", "no such words", "said twice", "another report", "no such value"],
)
def test_what_matches_nothing_is_given_back(correction: Correction) -> None:
    changed, left = _apply(correction)
    assert left == (correction,)
    assert changed.statements == FOUND.statements


def test_spans_tell_the_same_words_apart() -> None:
    second = FOUND.statements[2].content
    changed, left = _apply(
        Correction("statements.speaker", ("The dam holds.",), "Oda Ruis", spans=second)
    )
    assert left == ()
    assert changed.statements[0].speaker == "a1"
    assert changed.statements[2].speaker == "a2"


def test_nobody_can_be_said_of_speaker_and_relay() -> None:
    second = FOUND.statements[2].content
    changed, left = _apply(
        Correction("statements.via", ("The dam holds.",), None, spans=second),
        Correction("statements.speaker", ("The dam holds.",), None, spans=second),
    )
    assert left == ()
    assert (changed.statements[2].speaker, changed.statements[2].via) == (None, None)


def test_manner_and_certainty_lose_the_marks_of_what_they_were() -> None:
    changed, _ = _apply(
        Correction("statements.manner", ("The dam  is dry",), "earnest"),
        Correction("statements.certainty", ("The dam is dry",), "certain"),
    )
    statement = changed.statements[1]
    assert (statement.manner, statement.manner_basis) == ("earnest", None)
    assert (statement.certainty, statement.certainty_marks) == ("certain", ())


def test_depicted_words_leave_their_speaker_and_can_come_back() -> None:
    spans = FOUND.statements[0].content
    away = Correction("statements.manner", ("The dam holds.",), "depicted", spans=spans)
    back = Correction("statements.manner", ("The dam holds.",), "earnest", spans=spans)
    depicted = _apply(away)[0].statements[0]
    assert (depicted.speaker, depicted.depicts, depicted.certainty) == (None, ("a1",), "unknown")
    assert _apply(away, back)[0].statements[0] == FOUND.statements[0]


TOML = """
document = "sha256:1"

[[corrections]]
item = "statements.speaker"
words = ["The dam", "is dry"]
clear = true
by = "M. Editor"
on = 2025-03-14

[[corrections]]
item = "statements.certainty"
words = "The dam holds."
value = "probable"
spans = [[0, 3]]
"""


def test_a_file_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(TOML, encoding="utf-8")
    first, second = load_corrections(path)
    assert (first.words, first.value, first.document) == (("The dam", "is dry"), None, "sha256:1")
    assert (first.by, first.on) == ("M. Editor", "2025-03-14")
    assert second.spans == (Span(0, 3),)


def test_a_file_by_tools(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(
        '{"item": "statements.via", "words": "The dam holds.", "value": null}\n\n', encoding="utf-8"
    )
    assert load_corrections(path) == (Correction("statements.via", ("The dam holds.",), None),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("corrections = 3", "no list"),
        ("[[correction]]", "it has correction"),
        ("[[corrections]]\nitem = 'statements.mood'", "no known item"),
        ("[[corrections]]\nitem = 'statements.speaker'\nvalue = 'x'", "which words"),
        ("[[corrections]]\nitem = 'statements.speaker'\nwords = 'x'", "no new value"),
        ("[[corrections]]\nitem = 'statements.manner'\nwords = 'x'\nvalue = 'odd'", "no value of"),
        ("[[corrections]]\nitem = 'statements.manner'\nwords = 'x'\nclear = true", "no new value"),
        ("[[corrections]]\nwho = 'x'", "unknown key, who"),
        (
            "[[corrections]]\nitem = 'statements.via'\nwords = 'x'\nvalue = 'y'\nspans = [3]",
            "no pairs",
        ),
        ("corrections = [1]", "no table"),
        ("not toml", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=why) as caught:
        load_corrections(path)
    assert "corrections.toml" in str(caught.value)


def test_a_missing_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match="cannot be read"):
        load_corrections(tmp_path / "none.toml")


@given(st.text(max_size=200), st.sampled_from(["c.toml", "c.jsonl"]))
def test_any_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    path = tmp_path_factory.mktemp("corrections") / name
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        load_corrections(path)
    except CorrectionsError as error:
        assert name in str(error)  # noqa: PT017
