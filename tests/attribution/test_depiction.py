from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.depiction import depictions
from onrecord.attribution.finding import find_attributions
from onrecord.attribution.frames import paragraphs
from onrecord.record import Block, Document


def _depicted(read_text, text: str):
    read = read_text(text)
    return read, depictions(read.text, read.paragraphs, read.found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Moss shared a meme in which General Hadd tells his men: “Left, left.”", "General Hadd"),
        (
            "A cartoon in the weekly Hammer shows Oda Ruis in a tub, asking: “Who has the plug?”",
            "Oda Ruis",
        ),
        ("“Who has the plug?” asks General Hadd in a cartoon by Nils Rehn.", "General Hadd"),
        ("A montage puts Hadd and Ruis in a boat. Ruis has been given the line “Row!”", "Ruis"),
        (
            "A picture of Minister Brandt is shared with the words “I sold it.” She never said it.",
            "Minister Brandt",
        ),
        (
            "In a letter, Admiral Ruis supposedly orders his crews to “sink the boats”.",
            "Admiral Ruis",
        ),
        (
            "In an audio file General Hadd seems to say: “Go home.” The voice was cloned.",
            "General Hadd",
        ),
        (
            "A deepfake of President Oruk went viral. In it he announces: “We give up.”",
            "President Oruk",
        ),
        (
            "An account with the name and photo of Minister Brandt posted: “I resign.”",
            "Minister Brandt",
        ),
        (
            "An account posing as the defence ministry wrote: “Come at noon.”",
            "the defence ministry",
        ),
        (
            "Moss circulated a poster on which Minister Brandt calls out: “Anybody home?”",
            "Minister Brandt",
        ),
        ("Moss shared a collage in which Hadd rows. “Is this the sea?” Hadd asks.", "Hadd"),
        ("The post that quotes Hadd as saying “Let them swim” is invented.", "Hadd"),
        (
            "Moss drew a caricature of the prime minister. In the bubble stands: “All is well.”",
            "the prime minister",
        ),
        (
            "In a leaflet, allegedly signed by Governor Teles: “Leave.” It is a forgery.",
            "Governor Teles",
        ),
        ("In the parody video the president sings: “Where have they gone?”", "the president"),
        ("The film “Low Tide” shows an admiral who says: “There is no sea.”", "an admiral"),
        (
            "The “decree” signed by Governor Falk (“All fish are mine”) comes from a parody page.",
            "Governor Falk",
        ),
    ],
)
def test_words_put_into_a_mouth(read_text, text: str, shown: str) -> None:
    read, found = _depicted(read_text, text)
    assert [[place.of(read.text) for place in one.source] for one in found] == [[shown]]
    assert found[0].marks


@pytest.mark.parametrize(
    "text",
    [
        "Moss shared a montage of the wreck. “This is all that is left,” she wrote.",
        "A montage is going round. Asked about it, President Oruk said: “I have better hair.”",
        "The weekly printed a cartoon of Hadd. Its editor, Nils Rehn, said: “Satire may hurt.”",
        "The army released a video in which Sergeant Lio Park says: “We took the hill.”",
        "In a leaked recording, Colonel Rist says: “We lost forty men.”",
        "The letter, signed by forty officers, reads: “We refuse to serve.” The army confirmed it.",
        "The ministry called the paper “a clumsy forgery”.",
        "“The video is fake,” said Rist. “Our men are at their posts.”",
        "A poster in the station bore the general’s words: “We will hold the bridge.”",
        "The satirical site Wet Powder wrote: “Army retreats forward.”",
        "The parody account Ministry of Potholes wrote: “We will fill the sea next.”",
        "An analyst examined the manipulated image. “The shadows do not match,” said Oda Lim.",
        "“They forged my signature,” said Colonel Rist. “I never signed it.”",
        "On X Brandt posted the forged letter: “I did not write this.”",
        "They met at a “Security Summit”. Brandt posted a montage of it.",
        "The game ended two to one. “We deserved it,” said coach Brandt.",
    ],
)
def test_real_words_near_a_picture_stay_real(read_text, text: str) -> None:
    assert _depicted(read_text, text)[1] == ()


def test_an_answer_in_the_same_picture_and_an_unclosed_mark(read_text) -> None:
    text = (
        "On Telegram Moss posted a montage of Hadd and Ruis. Hadd is given the line "
        "“Where is the fleet? , to which Ruis answers “Under the fleet”."
    )
    read, found = _depicted(read_text, text)
    assert [one.content[0].of(read.text) for one in found] == [
        "Where is the fleet?",
        "Under the fleet",
    ]
    assert [one.source[0].of(read.text) for one in found] == ["Hadd", "Ruis"]
    assert {read.words(one.maker) for one in found} == {"Moss"}
    assert {one.channel.name for one in found if one.channel} == {"Telegram"}


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("Moss shared a meme in which Hadd says: “Left.”", "Moss"),
        ("A cartoon in the weekly Hammer has Hadd saying: “Left.”", "Hammer"),
        ("A meme has Hadd saying: “Left.” It was made by the page Salty Eel.", "Salty Eel"),
        (
            "A forged order reads: “Leave.” It turned up on three Telegram channels.",
            "three Telegram channels",
        ),
        ("In a deepfake Hadd says: “Left.”", "a deepfake"),
    ],
)
def test_who_made_it(read_text, text: str, maker: str) -> None:
    read, found = _depicted(read_text, text)
    assert [read.words(one.maker) for one in found] == [maker]


def test_what_was_taken_for_real_is_replaced(read_text) -> None:
    read, found = _depicted(read_text, "In the meme, General Hadd tells his men: “Left, left.”")
    assert found[0].replaces is read.found[0][0]


@given(st.text(alphabet="ab “”\"'.:,(){}AMfake montageshow saynever said\n", max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    blocks = (Block(start=0, end=len(text), kind="paragraph"),) if text.strip() else ()
    document = Document(id="sha256:x", text=text, language="en", blocks=blocks)
    read = paragraphs(document)
    for one in depictions(text, read, find_attributions(text, read)):
        for span in (*one.content, *one.source, *one.marks, *([one.maker] if one.maker else [])):
            assert 0 <= span.start <= span.end <= len(text)
