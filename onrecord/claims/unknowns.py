"""Explicit unknowns: what a report says is not known, not verified or not counted."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.scene import Passage, Scene
from onrecord.record import Span, Unknown
from onrecord.text import lexicon


def unknowns(scene: Scene) -> tuple[Unknown, ...]:
    """The sentences, or the parts of them, that say that something is not known.

    Inside somebody's words the unknown is their words of that sentence; silence ("did not
    comment") is none.
    """
    found = [
        span
        for passage in scene.passages
        if not passage.line.is_heading
        for span in unknown_spans(scene, passage)
    ]
    return tuple(Unknown(span=span) for span in sorted(set(found)))


def unknown_spans(scene: Scene, passage: Passage) -> list[Span]:
    """The unknowns of one sentence."""
    text, line = passage.text, passage.line.span
    matches = list(_pattern().finditer(text, *line))
    if not matches or _exceptions().search(text, *line):
        return []
    spans = [_around(scene, passage, Span(*match.span())) for match in matches]
    return [span for span in spans if span.end > span.start]


def _around(scene: Scene, passage: Passage, match: Span) -> Span:
    text, line = passage.text, passage.line.span
    statement = scene.statement_at(match)
    if statement is not None:
        piece = next((p for p in statement.content if p.meets(match)), line)
        return Span(max(piece.start, line.start), min(piece.end, line.end)).trimmed(text)
    start, end = line
    for mark in re.finditer(r"[;:](?=\s)|,(?= and (?:nobody|no one|neither|it ))", line.of(text)):
        at = line.start + mark.start()
        if at < match.start:
            start = max(start, at + 1)
        elif at >= match.end:
            end = min(end, at)
    return _without_lead(text, Span(start, end)).trimmed(text, "(),")


def _without_lead(text: str, span: Span) -> Span:
    lead = re.match(r"[\s,]*and\s+", span.of(text))
    return Span(span.start + lead.end(), span.end) if lead else span


@cache
def _pattern() -> re.Pattern[str]:
    bodies = "|".join(f"(?:{body})" for body in lexicon("unknowns")["phrases"]["sentence"])
    return re.compile(rf"(?<!\w)(?:{bodies})(?!\w)", re.IGNORECASE)


@cache
def _exceptions() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("unknowns")["phrases"]["exceptions"]), re.IGNORECASE)
