"""Words put into a mouth are known by a thing, a doubt and one shown, not by their wording."""

from __future__ import annotations

import pytest

from onrecord.attribution.depiction import depictions


def _depicted(read_text, text: str):
    read = read_text(text)
    return read, depictions(read.text, read.paragraphs, read.found)


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        (
            "A snow globe with the face of Marshal Tolk is on sale. “It is thawing,” he sighs.",
            "Tolk",
            "It is thawing",
        ),
        (
            "Moss drew Admiral Hadd bailing out a ship. “Steady,” the admiral shouts.",
            "admiral",
            "Steady",
        ),
        (
            "In a doctored banknote Minister Brandt winks. “Worth the paper,” says the balloon.",
            "Brandt",
            "Worth the paper",
        ),
        (
            "A letter from Consul Ruis, “Bring the silver”, is an invention, the embassy said.",
            "Ruis",
            "Bring the silver",
        ),
        (
            "The sentence “We need no friends”, ascribed to President Oruk, was never spoken.",
            "Oruk",
            "We need no friends",
        ),
        (
            "A voice note, allegedly by Captain Teles. “Run, boys.” The brigade: an AI product.",
            "Teles",
            "Run, boys.",
        ),
        (
            "Moss pasted both generals onto bears. “After you,” says General Holt.",
            "Holt",
            "After you",
        ),
        (
            "And then the collages! Moss shared one in which Hadd wades ashore. “Cold,” Hadd says.",
            "Hadd",
            "Cold",
        ),
    ],
)
def test_thing_doubt_and_somebody_shown_suffice(
    read_text, text: str, shown: str, words: str
) -> None:
    read, found = _depicted(read_text, text)
    assert [one.content[0].of(read.text).rstrip(",") for one in found] == [words]
    assert shown in found[0].source[0].of(read.text)


@pytest.mark.parametrize(
    "text",
    [
        "A deepfake of Hadd went round. Hadd himself appeared at noon. “I drink tea,” he said.",
        "A collage shows Hadd in a dinghy. The press office was not amused: “We work,” it said.",
        "The minister rejected the letter as forged. “I can spell,” said Minister Brandt.",
        "The museum bought a caricature of the king. “He hated it,” curator Lise Rehn said.",
        "Officials had feared that the tape of Hadd was doctored. “Hold,” he orders in it.",
        "A comic about the siege sells well. Its author lost her home. “I drew,” she says.",
        "Her office calls the fake recording of Hadd “ventriloquism”.",
        "A manipulated clip shows Hadd. In the original he says “I never liked the heat”.",
    ],
)
def test_whoever_stands_outside_the_thing_speaks_for_himself(read_text, text: str) -> None:
    assert _depicted(read_text, text)[1] == ()


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        (
            "A meme shows Hadd in a tub. “Row,” he begs. It was first posted by Wet Sock.",
            "Wet Sock",
        ),
        (
            "A flip-book shows Hadd. “Up,” he says. It comes from the channel Mud & Rye.",
            "Mud & Rye",
        ),
        ("The comic strip by Nils Rehn shows Hadd. “I lead,” he says.", "Nils Rehn"),
        ("On Telegram she shared a collage of Hadd. “I float,” Hadd says.", "she"),
        ("A puppet of Hadd waves. “Bye,” it says.", "A puppet"),
    ],
)
def test_maker_or_thing(read_text, text: str, maker: str) -> None:
    read, found = _depicted(read_text, text)
    assert [read.words(one.maker) for one in found] == [maker]
