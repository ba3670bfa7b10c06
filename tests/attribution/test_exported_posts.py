"""Posts whose author an export states: whose words they are, and who passed them on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import attribute
from onrecord.attribution.finding import has_words
from onrecord.attribution.found import Found
from onrecord.reading.posts import Account, Passage, lay_out
from onrecord.reading.reader import document_from
from onrecord.record import Document, Span, Statement


def document(*passages: Passage, account: Account | None = None) -> Document:
    layout = lay_out(account or Account("Ada Ba"), passages, "Telegram")
    return document_from(b"post", layout, None, None, None)


def told(made: Document) -> list[tuple[str, str | None, str | None]]:
    found = attribute(made)
    names = {agent.id: agent.name for agent in found.agents}

    def line(one: Statement) -> tuple[str, str | None, str | None]:
        words = " / ".join(piece.of(made.text) for piece in one.content)
        return words, names.get(one.speaker or ""), names.get(one.via or "")

    return [line(one) for one in found.statements]


def test_paragraphs_of_one_post_are_one_statement() -> None:
    made = document(Passage("The bridge at Orlen holds.\n\nNobody was hurt in the night."))
    assert told(made) == [
        ("The bridge at Orlen holds. / Nobody was hurt in the night.", "Ada Ba", None)
    ]


def test_quotes_inside_a_post_keep_their_own_speakers() -> None:
    made = document(
        Passage(
            "“We will not leave,” Colonel Ilo Baret said. He added that the road was open."
            "\n\nI think that the road is closed."
        )
    )
    whole, *inner = told(made)
    assert whole[1:] == ("Ada Ba", None)
    assert inner[:2] == [
        ("We will not leave", "Colonel Ilo Baret", "Ada Ba"),
        ("the road was open", "Colonel Ilo Baret", "Ada Ba"),
    ]
    assert all(speaker != "I" for _, speaker, _ in inner)


def test_in_a_forwarded_post_of_nobody_known_the_poster_passes_quotes_on() -> None:
    words = "Mayor Ilo Baret said that the bridge at Orlen was open again."
    made = document(Passage(words, passed_on=True))
    assert told(made) == [
        (words, None, "Ada Ba"),
        ("the bridge at Orlen was open again", "Ilo Baret", "Ada Ba"),
    ]


def test_words_put_into_somebodys_mouth_are_passed_on_by_the_poster() -> None:
    words = "A photo montage shows General Ilo Baret saying: “Run, boys, run for your lives!”"
    found = attribute(document(Passage(words)))
    shown = [one for one in found.statements if one.manner == "depicted"]
    names = {agent.id: agent.name for agent in found.agents}
    assert [(one.speaker, names.get(one.via or "")) for one in shown] == [(None, "Ada Ba")]


def test_one_who_forwards_himself_is_no_relay() -> None:
    lead = "Forwarded from Ada Ba\n\n"
    made = document(Passage("The bridge holds.", passed_on=True, lead=lead, name=Span(15, 21)))
    assert told(made) == [("The bridge holds.", "Ada Ba", None)]


@pytest.mark.parametrize(
    "words",
    [
        "Міст у місті тримається вже третій день, повідомляє міністерство оборони країни.",
        "Die Brücke hält, und niemand wurde in der Nacht verletzt, sagt der Bürgermeister.",
    ],
)
def test_in_another_language_the_author_speaks_and_nothing_else_is_read(words: str) -> None:
    made = document(Passage(words))
    assert made.language not in (None, "en")
    (one,) = attribute(made).statements
    assert one.content[0].of(made.text) == words
    assert (one.certainty, one.speaker) == ("unknown", "a1")


def test_a_handle_or_an_address_alone_is_no_content() -> None:
    for text in ("@ada_ba", "https://news.example/a", "t.me/ada_ba"):
        found = Found(content=(Span(0, len(text)),), form="direct", scene=Span(0, 0))
        assert not has_words(text, found)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.text(max_size=120), st.booleans()), max_size=3),
)
def test_any_post_gives_spans_inside_its_text(name: str, passages: list[tuple[str, bool]]) -> None:
    made = document(
        *(Passage(words, passed_on=on) for words, on in passages), account=Account(name)
    )
    found = attribute(made)
    ids = {agent.id for agent in found.agents}
    for one in found.statements:
        assert {one.speaker, one.via} <= ids | {None}
        for span in (*one.content, *one.cue, *one.source):
            assert 0 <= span.start < span.end <= len(made.text)
