from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.channel import channel_of, platform_name
from onrecord.attribution.found import Found
from onrecord.record import Channel, Span


def _channel(read_text, text: str, words: str, previous: Channel | None = None):
    read = read_text(text)
    found, paragraph, siblings = read.of(words)
    return channel_of(read.text, found, previous, previous is not None, paragraph, siblings)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The dam holds,” the group wrote on its Telegram channel.", "Telegram"),
        ("“The dam holds,” Moss tweeted.", "X"),
        ("On Instagramm the singer wrote: “The dam holds.”", "Instagram"),
        ("“The dam holds,” Moss wrote on her Facebok page.", "Facebook"),
        ("In a post on Truth Social, Moss wrote: “The dam holds.”", "Truth Social"),
        (
            "Governor Moss told a press conference that the dam holds: “The dam holds.”",
            "press conference",
        ),
        ("“The dam holds,” she said when reached by phone.", "interview"),
        ("In an interview with the daily Post, Moss said: “The dam holds.”", "interview"),
        ("Moss told Channel 7: “The dam holds.”", "television"),
        ("“The dam holds,” Moss said on state television.", "television"),
        ("Speaking to Radio Tarn, Moss said: “The dam holds.”", "radio"),
        ("The army said in a statement: “The dam holds.”", "statement"),
        ("The report by Lantern Aid says: “The dam holds.”", "statement"),
        ("In the clip a guard shouts: “The dam holds.”", "video"),
    ],
)
def test_the_way_words_came(read_text, text: str, name: str) -> None:
    found = _channel(read_text, text, "The dam holds")
    assert found is not None
    assert found.name == name
    assert found.span is not None


@pytest.mark.parametrize(
    "text",
    [
        "Moss told the Telegraph: “The dam holds.”",
        "Moss said on Signal Hill: “The dam holds.”",
        "Moss told the newspaper Tarn Today: “The dam holds.”",
        "Moss told reporters: “The dam holds.”",
        "“The dam holds,” Moss said. The video was shared on Telegram.",
    ],
)
def test_no_way_is_named(read_text, text: str) -> None:
    assert _channel(read_text, text, "The dam holds") is None


def test_a_channel_carries_on_until_another_time_is_named(read_text) -> None:
    before = Channel(name="X", span=Span(0, 1))
    assert _channel(read_text, "“It is dry,” she added.", "It is dry", before) == before
    assert _channel(read_text, "Last week she had said: “It is dry.”", "It is dry", before) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Twotter", "X"),
        ("Telegrem", "Telegram"),
        ("Telegraph", None),
        ("YouTub", "YouTube"),
        ("Tarn", None),
        ("", None),
    ],
)
def test_a_misspelt_platform(written: str, name: str | None) -> None:
    assert platform_name(written) == name


@given(st.text(max_size=120), st.data())
def test_any_text_gives_a_place_inside_it(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    found = Found((Span(cuts[2], cuts[3]),), "direct", Span(cuts[0], cuts[1]))
    channel = channel_of(text, found)
    if channel is not None and channel.span is not None:
        assert 0 <= channel.span.start < channel.span.end <= len(text)
