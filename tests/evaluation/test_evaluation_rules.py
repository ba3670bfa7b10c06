"""Rules that every Record keeps: each breach is found and named."""

from __future__ import annotations

import msgspec
import pytest

from evaluation.rules import broken_rules
from onrecord.record import (
    Agent,
    Block,
    Channel,
    Check,
    Claim,
    Document,
    Evidence,
    MadeWith,
    Record,
    Span,
    Statement,
    Unknown,
)

TEXT = "“We hold the bridge,” said Ilva Brandt.\n\nNobody knows more."
QUOTE = Statement(
    id="s1",
    content=(Span(1, 20),),
    cue=(Span(22, 26),),
    source=(Span(27, 38),),
    speaker="a1",
    form="direct",
)
RECORD = Record(
    made_with=MadeWith(onrecord="0"),
    document=Document(
        id="sha256:0",
        text=TEXT,
        blocks=(
            Block(start=0, end=39, kind="paragraph"),
            Block(start=41, end=59, kind="paragraph"),
        ),
    ),
    agents=(Agent(id="a1", name="Ilva Brandt", kind="person", identity="named"),),
    statements=(QUOTE,),
    claims=(Claim(id="c1", span=Span(1, 19), by="s1", kind="control", evidence=("e1",)),),
    evidence=(Evidence(id="e1", span=Span(27, 38), kind="official"),),
    unknowns=(Unknown(span=Span(41, 59)),),
)


def but(**fields):
    return msgspec.structs.replace(RECORD, **fields)


def quote(**fields):
    return but(statements=(msgspec.structs.replace(QUOTE, **fields),))


def claim(**fields):
    return but(claims=(msgspec.structs.replace(RECORD.claims[0], **fields),))


def blocks(*spans):
    made = tuple(Block(start=a, end=b, kind="paragraph") for a, b in spans)
    return but(document=msgspec.structs.replace(RECORD.document, blocks=made))


def test_a_sound_record_breaks_nothing():
    assert broken_rules(RECORD) == ()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (quote(content=(Span(1, 900),)), "no stretch of the text"),
        (quote(content=(Span(5, 5),)), "no stretch of the text"),
        (quote(content=()), "no content"),
        (quote(content=(Span(0, 21), Span(10, 20))), "overlap"),
        (quote(cue=(Span(21, 26),)), "white space"),
        (quote(channel=Channel(name="X", span=Span(70, 80))), "no stretch of the text"),
        (quote(speaker="a9"), "names a9"),
        (quote(candidates=("a8",)), "names a8"),
        (quote(manner="depicted"), "yet has a speaker"),
        (claim(by="s7"), "is by s7"),
        (claim(evidence=("e7",)), "rests on e7"),
        (but(checks=(Check(claim="c7", verdict="no_reference"),)), "a check is of c7"),
        (but(unknowns=(Unknown(span=Span(-1, 4)),)), "no stretch of the text"),
        (blocks((0, 39)), "no block covers"),
        (blocks((0, 39), (30, 59)), "overlaps"),
        (blocks((5, 39), (41, 59)), "no block covers"),
    ],
)
def test_a_breach_is_named(record, words):
    assert any(words in breach for breach in broken_rules(record))
