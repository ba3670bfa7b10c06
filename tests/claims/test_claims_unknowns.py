"""Explicit unknowns, and silence, which is none."""

from __future__ import annotations

import pytest

from onrecord.claims import find_claims
from onrecord.record import Document, Span, Statement


def unknowns(text: str) -> list[str]:
    return [u.span.of(text) for u in find_claims(Document(id="sha256:0", text=text)).unknowns]


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear how many were hurt.",
        "How many people remain in the city is not known.",
        "None of the claims could be checked.",
        "The reports could not be independently confirmed.",
        "There was no independent confirmation.",
        "The agency was unable to verify the footage.",
        "Neither side gave casualty figures.",
        "Neither army has published a list.",
        "Whether the bridge still stands remains unclear.",
        "We do not know who fired first.",
        "It is too early to say who won.",
        "No list of the prisoners has been published.",
        "No figures were available.",
        "The number of dead was not immediately clear.",
        "Their fate is unknown.",
        "It was impossible to verify the claim.",
        "Nobody outside the ministry knows the figure.",
        "Dependable figures have not yet been provided.",
        "Nothing is known about the crew.",
        "There is no proof for this.",
        "The army gave no details.",
    ],
)
def test_what_is_said_not_to_be_known(text: str) -> None:
    assert unknowns(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not comment.",
        "The army declined to comment.",
        "He could not be reached for comment.",
        "The general is known for his temper.",
        "It was clear that the town had fallen.",
        "An unknown soldier was buried there.",
        "The rebels are known to hold the town.",
        "There was no fighting on Monday.",
        "The minister refused to say.",
        "The two could not be more different.",
        "They had no time to lose.",
    ],
)
def test_silence_and_everyday_words_are_no_unknowns(text: str) -> None:
    assert unknowns(text) == []


def test_only_the_part_that_says_so() -> None:
    text = "The train was cancelled; no reason was given."
    assert unknowns(text) == ["no reason was given."]


def test_in_a_statement_the_unknown_is_the_speakers_words() -> None:
    text = "The editor added that the film did not show who held the town."
    words = "the film did not show who held the town"
    start = text.index(words)
    statement = Statement(id="s1", content=(Span(start, start + len(words)),), form="indirect")
    found = find_claims(Document(id="sha256:0", text=text), (), (statement,)).unknowns
    assert [u.span.of(text) for u in found] == [words]


def test_what_is_not_known_is_not_claimed() -> None:
    text = "It is not known who has captured the town of Velm."
    assert find_claims(Document(id="sha256:0", text=text)).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has yet to publish a list of the dead.",
        "Where the column went could not be ascertained.",
        "No breakdown has been issued by either side.",
        "The paper was not in a position to check the figures.",
        "It has never been established who mined the road.",
        "There is no telling how many survived.",
        "No inventory exists of what was left behind.",
        "The printers are not found out.",
    ],
)
def test_a_negation_with_a_word_of_knowing(text: str) -> None:
    assert unknowns(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The town is not known for its wine.",
        "They did not publish the novel.",
        "The army would neither confirm nor deny this.",
        "The men could not find the road in the dark.",
        "Nobody was hurt.",
        "Do you not know?",
    ],
)
def test_a_negation_of_something_else(text: str) -> None:
    assert unknowns(text) == []
