"""The view for the terminal."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import onrecord
from onrecord.publishing import print_document, print_record
from onrecord.record import Party, Record


def shown(record: Record, *, width: int = 90, terminal: bool = False) -> str:
    stream = io.StringIO()
    print_record(record, Console(file=stream, width=width, force_terminal=terminal))
    return stream.getvalue()


def paragraph_with(text: str, words: str) -> str:
    return next(part for part in text.split("\n\n") if words in part)


def test_the_head_says_what_the_report_is(record: Record):
    head = shown(record).split("Statements")[0]
    assert "Tarvian troops leave the Orsa valley" in head
    assert "The Orsa Example · 2031-05-10 (date from the page’s metadata) · English" in head
    assert "Signs of translation" in head


def test_the_head_says_who_is_quoted_and_who_is_only_shown(record: Record):
    text = shown(record)
    assert "Ilva Brandt (2), Colonel Dorn Haske (1)" in text
    assert "Shown, not quoted  President Marek Toll, a general" in text
    assert "1 block, 13 words" in text


def test_the_head_says_for_which_party_nobody_speaks(record: Record):
    stream = io.StringIO()
    parties = (Party(id="kesh", name="Kesh"), Party(id="tarvia", name="Tarvia"))
    print_record(record, Console(file=stream, width=90), parties)
    assert "Not quoted         nobody speaks for Tarvia\n" in stream.getvalue()


def test_invented_words_stand_under_their_maker_never_under_the_person_shown(record: Record):
    part = paragraph_with(shown(record), "Which way to the front?")
    assert "Put into the mouth of President Marek Toll by Joss Wendt" in part
    assert "INVENTED WORDS" in part
    assert "nobody is reported to have said this" in part


def test_a_jest_says_that_it_is_one_and_by_whose_mark(record: Record):
    assert "IN JEST · quoted · marked so by the reporter (“with a grin”)" in shown(record)


def test_hedged_speakers_relays_and_channels_are_told(record: Record):
    part = " ".join(paragraph_with(shown(record), "abandoned tanks").split())
    assert "the report is unsure who this is" in part
    assert "relayed by Orsa Courier" in part
    assert "reported on Telegram" in shown(record)


def test_an_open_speaker_shows_candidates_and_no_name(record: Record):
    first = msgspec.structs.replace(
        record.statements[0], speaker=None, candidates=("a1", "a2"), form="direct"
    )
    text = shown(msgspec.structs.replace(record, statements=(first,)))
    assert "Speaker left open: Ilva Brandt or Colonel Dorn Haske" in text
    assert "speaker left open (1)" in text


def test_a_claim_in_invented_words_is_nobodys(record: Record):
    claim = msgspec.structs.replace(record.claims[2], by="s5", span=record.statements[4].content[0])
    text = shown(msgspec.structs.replace(record, claims=(claim,)))
    assert "in words put into the mouth of President Marek Toll by Joss Wendt" in text
    assert "claimed by President Marek Toll" not in text


def test_checks_show_every_reading_with_its_figures(record: Record):
    text = shown(record)
    assert "→ depends on how the words are read" in text
    heading = "Consistent with the references, if the words mean:"
    assert f"{heading}\n     • net gain over the whole spring" in text
    assert "Not consistent with the references, if they mean:\n     • all land taken" in text
    assert "910.4 km² (840 to 960)" in text
    told = "beside it, not deciding: Kesh ministry (own figure, a party's own figures)"
    assert told in " ".join(text.split())
    assert "[2]  Kesh ministry (kesh-ministry): area the ministry says was lost" in text
    assert "- Had the flagged values decided as well: inconsistent." in text


def test_a_vague_figure_is_never_shown_as_a_number(record: Record):
    part = paragraph_with(shown(record), "“dozens”, no number")
    assert "24" not in part


def test_unknowns_are_listed(record: Record):
    assert "“It is not known how many soldiers were hurt.”" in shown(record)


def test_piped_output_is_plain(record: Record):
    text = shown(record)
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_no_color_is_respected(record: Record, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in shown(record, terminal=True)
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[1;33m" in shown(record, terminal=True)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_console(record: Record, width: int):
    assert max(map(len, shown(record, width=width).splitlines())) <= width


def test_control_codes_and_markup_of_a_report_stay_text(hostile: Record):
    text = shown(hostile)
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "\u202e" not in text
    assert "[red]bold[/]" in text


def test_a_report_in_another_language_says_plainly_that_nothing_was_looked_for(record: Record):
    document = msgspec.structs.replace(record.document, language="fi")
    empty = Record(made_with=record.made_with, document=document)
    text = " ".join(shown(empty).split())
    assert "This report is in Finnish." in text
    assert "No statement, claim or unknown was found." in text


def test_reading_shows_every_block_with_its_label(record: Record):
    stream = io.StringIO()
    print_document(record.document, Console(file=stream, width=90))
    lines = stream.getvalue().splitlines()
    assert "title          Tarvian troops leave the Orsa valley" in lines
    assert any(line.startswith("advertising    Solar roofs") for line in lines)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_report_can_be_shown(text: str):
    try:
        record = onrecord.check_text(text)
    except onrecord.ReadingError:
        return
    assert "\x1b" not in shown(record)


def test_agents_of_one_name_are_one_speaker_in_the_head(record: Record):
    namesakes = tuple(msgspec.structs.replace(agent, name="Ilva Brandt") for agent in record.agents)
    head = shown(msgspec.structs.replace(record, agents=namesakes)).split("Statements")[0]
    assert head.count("Ilva Brandt (") == 1
