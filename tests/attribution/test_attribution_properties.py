"""Any text keeps its offsets and raises nothing."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import attribute
from onrecord.attribution.quotes import find_quotes
from onrecord.record import Block, Document, Span

MARKS = "“”„‟«»‹›\"'‘’–—-:;,.!?()\n "
WORDS = [
    "said",
    "he",
    "The minister",
    "Ana Rell",
    "that",
    "“No,”",
    "told",
    "according to",
    "denied",
    "posted",
    "montage",
    "who",
    "so",
    "it was said",
    "The video",
    "shows",
    "X",
    "fake",
    "1.",
    "🙂",
]
pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(list(MARKS)), st.text(max_size=6))
texts = st.lists(pieces, max_size=60).map(" ".join)


def document(text: str) -> Document:
    blocks = tuple(
        Block(start=m.start(), end=m.end(), kind="paragraph") for m in re.finditer(r"[^\n]+", text)
    )
    return Document(id="sha256:0", text=text, language="en", blocks=blocks)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_spans_lie_inside_the_text_and_ids_name_agents(text: str) -> None:
    found = attribute(document(text))
    ids = {agent.id for agent in found.agents}
    for statement in found.statements:
        spans = (*statement.content, *statement.cue, *statement.source, *statement.manner_marks)
        assert statement.content
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        named = {statement.speaker, statement.via, *statement.candidates, *statement.depicts}
        assert named - {None} <= ids
        if statement.manner == "depicted":
            assert statement.speaker is None
    for agent in found.agents:
        assert agent.name.split() in [m.of(text).split() for m in agent.mentions]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_quotes_are_ordered_disjoint_and_inside_their_paragraph(text: str) -> None:
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for paragraph, quotes in zip(paragraphs, find_quotes(text, paragraphs), strict=True):
        for quote in quotes:
            assert paragraph.holds(quote.outer)
            assert quote.outer.holds(quote.inner)
        for before, after in pairwise(quotes):
            assert before.outer.end <= after.outer.start


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert attribute(document(text)) == attribute(document(text))
