from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.certainty import certainty_of
from onrecord.attribution.found import Found
from onrecord.record import Span


def _certainty(read_text, text: str, words: str):
    read = read_text(text)
    return certainty_of(read.text, read.of(words)[0])


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ruis said that the depot had burnt down.", "certain"),
        ("Ruis said that the depot had probably burnt down.", "probable"),
        ("Ruis said that the depot was likely to have burnt down.", "probable"),
        ("Ruis said that traces suggest the depot burnt down.", "probable"),
        ("Ruis thinks that the depot burnt down.", "probable"),
        ("“I think the depot burnt down,” said Ruis.", "probable"),
        ("Ruis said that the depot might have burnt down.", "possible"),
        ("“Perhaps the depot burnt down,” said Ruis.", "possible"),
        ("Ruis said it was conceivable that the depot had burnt down.", "possible"),
        ("Ruis did not rule out that the depot had burnt down.", "possible"),
        ("Ruis denied that the depot had burnt down.", "denied"),
        ("Ruis said it was unclear whether the depot had burnt down.", "unknown"),
        ("“I do not know whether the depot burnt down,” said Ruis.", "unknown"),
    ],
)
def test_the_scale(read_text, text: str, certainty: str) -> None:
    found = _certainty(read_text, text, "depot")
    assert found.certainty == certainty
    assert bool(found.marks) == (certainty != "certain")


@pytest.mark.parametrize(
    "text",
    [
        "“We could not save the depot,” said Ruis.",
        "“The depot burns as brightly as possible,” said Ruis.",
        "Ruis said that the depot would be rebuilt in May.",
        "“Who may enter the depot now?” asked Ruis.",
        "“You may enter the depot now,” said Ruis.",
        "Ruis said that the military might of the depot guards had been shown.",
        "“They do not know what a depot is,” said Ruis.",
    ],
)
def test_words_that_only_look_like_hedges(read_text, text: str) -> None:
    assert _certainty(read_text, text, "depot").certainty == "certain"


def test_a_hedge_on_a_detail_does_not_hedge_a_long_statement(read_text) -> None:
    text = (
        "Ruis said that the depot had burnt down in the night, that four guards had been killed, "
        "and that the fire, which may have begun in the kitchen, was out by morning."
    )
    assert _certainty(read_text, text, "depot").certainty == "certain"


def test_what_others_think_is_not_the_speakers_doubt(read_text) -> None:
    text = "“It stood on Monday. My sappers think it was perhaps mined,” said Ruis."
    assert _certainty(read_text, text, "stood on Monday").certainty == "certain"


def test_a_figure_taken_back_is_denied(read_text) -> None:
    text = "Ruis first said that 26 men had died. On Friday he withdrew the figure."
    assert _certainty(read_text, text, "26 men").certainty == "denied"


@given(st.text(max_size=160), st.data())
def test_any_text_gives_marks_inside_it(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    found = Found((Span(cuts[2], cuts[3]),), "indirect", Span(cuts[0], cuts[1]))
    for mark in certainty_of(text, found).marks:
        assert 0 <= mark.start < mark.end <= len(text)
