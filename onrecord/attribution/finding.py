"""Finds attributions in a paragraph by its quotation marks, cue words and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attribution import clauses, constructions, leads
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Paragraph, frames_of
from onrecord.attribution.quotes import Quote
from onrecord.attribution.scenes import Scene
from onrecord.attribution.turns import transcript_turns
from onrecord.record import Span


def find_attributions(text: str, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Found, ...], ...]:
    """The attributions of each paragraph, in order of their content: one tuple a paragraph.

    A quote that runs on over several paragraphs, or goes on without a new cue, is one content in
    several pieces.
    """
    found: list[list[Found]] = []
    running: list[Span] = []
    turns = transcript_turns(text, paragraphs)
    for place, paragraph in enumerate(paragraphs):
        here = [turns[place]] if place in turns else list(_in_paragraph(text, paragraph))
        quotes = paragraph.quotes
        found.append(here)
        if running and quotes and _opens(paragraph, quotes[0]):
            _carry_on(found, running, quotes[0])
        else:
            running = []
        running = [*running, quotes[-1].inner] if quotes and quotes[-1].runs_on else []
    return tuple(tuple(here) for here in found)


def _opens(paragraph: Paragraph, quote: Quote) -> bool:
    return bool(paragraph.frames) and quote.outer.start == paragraph.frames[0].span.start


def _carry_on(found: list[list[Found]], running: list[Span], quote: Quote) -> None:
    """Joins a paragraph's opening quote with the quote of the paragraphs before it.

    Whichever of them has a cue of its own keeps it: "“… horses. ¶ “Then they left,” he said."
    """
    before = _holding(found[:-1], running[-1])
    here = _holding(found[-1:], quote.inner)
    if here is None and before is not None:
        one = before[0][before[1]]
        before[0][before[1]] = replace(one, content=(*one.content, quote.inner))
    elif here is not None and (before is None or not before[0][before[1]].cue):
        one = here[0][here[1]]
        earlier = before[0].pop(before[1]).content if before is not None else tuple(running)
        here[0][here[1]] = replace(one, content=(*earlier, *one.content))


def _holding(found: list[list[Found]], piece: Span) -> tuple[list[Found], int] | None:
    """The attribution that has the piece among its content: its list and place there."""
    for here in found:
        for place, one in enumerate(here):
            if not one.inner and any(span.meets(piece) for span in one.content):
                return here, place
    return None


def _in_paragraph(text: str, paragraph: Paragraph) -> Iterator[Found]:
    found: list[Found] = []
    before: Frame | None = None
    for frame in paragraph.frames:
        if frame.is_bare_quote and found and not found[-1].inner and _can_go_on(found[-1]):
            last = _last_outer(found)
            found[last] = replace(
                found[last], content=(*found[last].content, frame.quotes[0].inner)
            )
            continue
        here = list(_in_frame(text, frame))
        if not here and frame.is_bare_quote and before is not None:
            here = list(_after_subject(text, before, frame))
        found.extend(here)
        before = frame
    yield from found


def _after_subject(text: str, before: Frame, frame: Frame) -> Iterator[Found]:
    """A quote alone behind a sentence about somebody: "Ba remembers that night. “…”"."""
    quote = frame.quotes[0]
    scene = Scene.of(text, before)
    subject = leads.subject_of(scene)
    if subject is not None and leads.is_sentence_like(text, quote.inner) and not before.quotes:
        yield Found(
            content=(quote.inner,), form="direct", scene=before.span, source=(scene.span(*subject),)
        )


def _last_outer(found: list[Found]) -> int:
    return max(i for i, one in enumerate(found) if not one.inner)


def _can_go_on(last: Found) -> bool:
    return last.form == "direct"


def _in_frame(text: str, frame: Frame) -> Iterator[Found]:
    scene = Scene.of(text, frame)
    outer = [
        one
        for one in constructions.attributions(scene)
        if has_words(text, one) and not asks_for_anonymity(text, one)
    ]
    yield from sorted([*outer, *_nested(text, frame, outer)], key=lambda one: one.start)


_UNNAMED = re.compile(
    r"\b(?:not?|only|without|withh?e?ld)\b[^.]{0,60}\b(?:named?|identified|surname|quoted|identity)\b",
    re.I,
)


_HANDLE_OR_ADDRESS = re.compile(r"@\w+|https?://\S+|\bt\.me/\S+")


def has_words(text: str, one: Found) -> bool:
    """Whether the content holds a letter or figure, not marks, handles or addresses alone."""
    return any(
        character.isalnum()
        for piece in one.content
        for character in _HANDLE_OR_ADDRESS.sub("", piece.of(text))
    )


def asks_for_anonymity(text: str, one: Found) -> bool:
    """Whether the content is only how the source wishes to be called: "not to be named"."""
    content = one.content[0].of(text)
    return one.form == "indirect" and len(content) < 120 and _UNNAMED.search(content) is not None


def _nested(text: str, frame: Frame, outer: Sequence[Found]) -> Iterator[Found]:
    """Attributions inside the words attributed: "said that an officer had told her …"."""
    for one in outer:
        for piece in one.content:
            quotes = tuple(q for q in frame.quotes if piece.holds(q.outer) and q.outer != piece)
            for inner_frame in frames_of(text, piece, quotes):
                scene = Scene.of(text, inner_frame, inside=True)
                for found in constructions.attributions(scene):
                    wished = found.verb is not None and found.verb.is_attitude
                    if wished or found.content == one.content:
                        continue
                    if clauses.is_third_person(text, found):
                        yield replace(found, inner=True)
