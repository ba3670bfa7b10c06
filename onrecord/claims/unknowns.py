"""Explicit unknowns: what a report says is not known, not verified or not counted."""

from __future__ import annotations

import re

from onrecord.claims.scene import Passage, Scene
from onrecord.claims.unknown_words import unknown_words
from onrecord.record import Span, Unknown


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
    """The unknowns of one sentence; a question is none."""
    toks = passage.line.tokens
    if passage.line.span.of(passage.text).rstrip("\"'”’»“ ").endswith("?"):
        return []
    spans: list[Span] = []
    for first, last in unknown_words(toks):
        span = _around(scene, passage, Span(toks[first].start, toks[last].end))
        if span.end > span.start and not any(span.meets(other) for other in spans):
            spans.append(span)
    return spans


_BREAK = re.compile(
    r"[;:](?=\s)|,(?= (?:and (?:nobody|no one|neither|it )|although|though|while|but)\b)|"
    r"[.!?…][»«”\"“](?=\s+[^\W\d_])"
)


def _around(scene: Scene, passage: Passage, match: Span) -> Span:
    text, line = passage.text, passage.line.span
    statement = scene.statement_at(match)
    if statement is not None:
        piece = next((p for p in statement.content if p.meets(match)), line)
        return Span(max(piece.start, line.start), min(piece.end, line.end)).trimmed(text)
    start, end = line
    if len(text[start : match.start].split()) <= 1 and text[match.end : end].count(":"):
        return Span(match.start, end).trimmed(text, "(),.")
    for mark in _BREAK.finditer(line.of(text)):
        at = line.start + mark.start()
        if at < match.start:
            start = max(start, line.start + mark.end())
        elif at >= match.end:
            end = min(end, at)
    return _without_lead(text, Span(start, end)).trimmed(text, "(),")


def _without_lead(text: str, span: Span) -> Span:
    lead = re.match(r"[\s,]*(?:and|although|though|while|but)\s+", span.of(text))
    return Span(span.start + lead.end(), span.end) if lead else span
