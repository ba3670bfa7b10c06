from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.found import Found
from onrecord.attribution.manner import manner_of
from onrecord.record import Span


def _manner(read_text, text: str, words: str):
    read = read_text(text)
    found, paragraph, siblings = read.of(words)
    return read, manner_of(read.text, found, paragraph, siblings)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“The sea is our car park,” Admiral Ruis said drily.", "drily"),
        ("“The sea is our car park,” quipped Admiral Ruis.", "quipped"),
        ("With feigned surprise Ruis said: “The sea is our car park.”", "With feigned surprise"),
        ("“The sea is our car park,” said Ruis, tongue in cheek.", "tongue in cheek"),
        ("“The sea is our car park,” Ruis told the hall, drawing laughter.", "drawing laughter"),
        ("The admiral also pokes fun at it: “The sea is our car park.”", "pokes fun"),
        ("Ruis commented, not without irony: “The sea is our car park.”", "not without irony"),
        ("Ruis could not resist a dig: “The sea is our car park.”", "could not resist a dig"),
        (
            "“The sea is our car park,” wrote the page Wet Powder, a parody.",
            "parody",
        ),
        ("“The sea is our car park,” Ruis said, rolling his eyes.", "rolling his eyes"),
    ],
)
def test_the_reporter_marks_irony(read_text, text: str, mark: str) -> None:
    read, found = _manner(read_text, text, "car park")
    assert (found.manner, found.basis) == ("ironic", "reporter")
    assert mark in [place.of(read.text) for place in found.marks]


@pytest.mark.parametrize(
    "text",
    [
        "“What a victory /s,” wrote the blogger Tarn Moss.",
        "“What a victory (just kidding),” wrote the blogger Tarn Moss.",
        "“What a victory 🤡,” wrote the blogger Tarn Moss.",
        "“What a victory #sarcasm,” wrote the blogger Tarn Moss.",
        "“What a victory for our ‘friends’ over there,” said Tarn Moss.",
        "“What a victory,” wrote the blogger Tarn Moss, adding a winking emoji.",
    ],
)
def test_the_speaker_marks_irony(read_text, text: str) -> None:
    _, found = _manner(read_text, text, "What a victory")
    assert (found.manner, found.basis) == ("ironic", "speaker")
    assert found.marks


@pytest.mark.parametrize(
    "text",
    [
        "“We hold the bridge,” Ruis said, apparently without irony.",
        "Ruis was not joking when he said: “We hold the bridge.”",
        "Ruis, who likes to joke, said: “We hold the bridge.”",
        "The crowd laughed. Ruis said: “We hold the bridge.”",
        "Ruis said in all seriousness: “We hold the bridge.”",
        "The comedian Ada Lim said: “We hold the bridge.”",
        "“We hold the bridge they call ‘Old Lady’,” said Ruis.",
        "The editor of the satire magazine said: “We hold the bridge.”",
        "Ruis smiled at the cameras. “We hold the bridge,” he said.",
    ],
)
def test_a_mere_event_a_negation_or_a_trade_marks_nothing(read_text, text: str) -> None:
    _, found = _manner(read_text, text, "We hold the bridge")
    assert found.manner == "earnest"
    assert found.basis is None
    assert found.marks == ()


def test_a_mark_covers_only_the_words_it_introduces(read_text) -> None:
    text = "Ruis joked: “The fleet can swim.” He continued: “Two boats were lost.”"
    assert _manner(read_text, text, "The fleet can swim")[1].manner == "ironic"
    assert _manner(read_text, text, "Two boats were lost")[1].manner == "earnest"


def test_the_sentence_before_can_lead_to_mockery(read_text) -> None:
    text = "Moss took it with humour. “So we have won a puddle,” she said."
    assert _manner(read_text, text, "puddle")[1].basis == "reporter"


@given(st.text(max_size=120), st.data())
def test_any_text_gives_marks_inside_it(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    found = Found((Span(cuts[2], cuts[3]),), "direct", Span(cuts[0], cuts[1]))
    for mark in manner_of(text, found).marks:
        assert 0 <= mark.start < mark.end <= len(text)
