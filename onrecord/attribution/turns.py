"""Transcripts: paragraphs that begin with a speaker's name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.record import Span
from onrecord.text import words

_TURN = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4})\s*(?:\([^)\n]{1,40}\))?\s*:\s+(?=[^\s“\"„«])"
)
_FEWEST_TURNS = 3


def transcript_turns(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, Found]:
    """The turns of a transcript, by the place of their paragraph; empty where it is none.

    At least three paragraphs must begin so, and one name must come back; turns of those who only
    ask ("Question:", "Reporter:") are left out.
    """
    matches = {
        place: match
        for place, paragraph in enumerate(paragraphs)
        if (match := _TURN.match(text, *paragraph.span))
    }
    names = Counter(match["name"] for match in matches.values())
    if len(matches) < _FEWEST_TURNS or max(names.values()) < 2:
        return {}
    return {
        place: _turn(text, paragraphs[place].span, match)
        for place, match in matches.items()
        if match["name"].split()[0].casefold() not in words("people", "askers")
    }


def _turn(text: str, paragraph: Span, match: re.Match[str]) -> Found:
    name = Span(*match.span("name"))
    content = Span(match.end(), paragraph.end).trimmed(text)
    return Found(
        content=(content,),
        form="direct",
        scene=Span(paragraph.start, match.end()).trimmed(text, ":"),
        source=(name,),
    )
