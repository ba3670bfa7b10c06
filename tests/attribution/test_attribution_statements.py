"""What is found in short passages: who is the speaker, which are the words."""

import re
import tomllib
from pathlib import Path

import pytest

from onrecord.attribution import attribute
from onrecord.record import Block, Document

PASSAGES = tomllib.loads(
    (Path(__file__).parent / "data" / "statements.toml").read_text(encoding="utf-8")
)["passage"]


def document(text: str, language: str | None = "en") -> Document:
    blocks = tuple(
        Block(start=m.start(), end=m.end(), kind="paragraph") for m in re.finditer(r"[^\n]+", text)
    )
    return Document(id="sha256:0", text=text, language=language, blocks=blocks)


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["what"] for p in PASSAGES])
def test_who_said_what(passage: dict) -> None:
    text = passage["text"]
    found = attribute(document(text))
    names = {agent.id: agent.name for agent in found.agents}
    said = [
        [names.get(s.speaker or "", ""), " | ".join(piece.of(text) for piece in s.content)]
        for s in found.statements
    ]
    assert said == passage["said"]


def test_a_language_that_cannot_be_attributed_gets_no_statement() -> None:
    text = "„Die Brücke ist offen“, sagte der Bürgermeister."
    assert attribute(document(text, language="de")).statements == ()


def test_the_man_whose_identity_is_hedged_is_hedged() -> None:
    found = attribute(
        document("A man thought to be a gunner said: “We ran out of shells by noon.”")
    )
    assert [agent.identity for agent in found.agents] == ["hedged"]


def test_a_pronoun_with_two_possible_people_has_candidates_and_no_name() -> None:
    text = (
        "Governor Ana Rell met Captain Ivo Strand at the weir on Sunday. "
        "Later a boat arrived. She said the talks had gone well."
    )
    [statement] = attribute(document(text)).statements
    assert statement.speaker is None
    assert len(statement.candidates) == 2


def test_a_party_only_for_those_who_speak_for_it() -> None:
    from onrecord.record import Party

    party = Party(id="tarn", name="Tarn", names=("Tarn",), adjectives=("Tarnian",))
    text = (
        "Tarnian army spokesman Ilo Baret said the fort had fallen. "
        "The Tarnian singer Oda Fess said she was sad."
    )
    agents = attribute(document(text), [party]).agents
    assert {a.name: a.party.id if a.party else None for a in agents} == {
        "Ilo Baret": "tarn",
        "Oda Fess": None,
    }
