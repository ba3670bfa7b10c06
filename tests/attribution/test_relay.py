from __future__ import annotations

import pytest

from onrecord.attribution.relay import relayed_by


def _relayed(read_text, text: str, words: str) -> str | None:
    read = read_text(text)
    found, paragraph, here = read.of(words)
    at = read.paragraphs.index(paragraph)
    before = read.paragraphs[at - 1] if at else None
    return read.words(relayed_by(read.text, found, here[: here.index(found)], paragraph, before))


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        (
            "The border guard posted footage.\nIn the video, a man shouts: “Stay back!”",
            "The border guard",
        ),
        (
            "The border guard shared a clip. In the clip, a man shouts: “Stay back!”",
            "The border guard",
        ),
        ("In footage shared by the border guard, a man shouts: “Stay back!”", "the border guard"),
        (
            "Ruis, quoted by the state agency Tarnpress, said: “Stay back!”",
            "the state agency Tarnpress",
        ),
        ("In a message read out by her lawyer, Sol said: “Stay back!”", "her lawyer"),
    ],
)
def test_who_passed_it_on(read_text, text: str, relay: str) -> None:
    assert _relayed(read_text, text, "Stay back") == relay


@pytest.mark.parametrize(
    "text",
    [
        "The border guard posted photographs.\nIn one clip a man shouts: “Stay back!”",
        "The border guard posted footage of the pier. A man told reporters: “Stay back!”",
        "In the video, a man shouts: “Stay back!”",
    ],
)
def test_nobody_definite_passed_it_on(read_text, text: str) -> None:
    assert _relayed(read_text, text, "Stay back") is None
