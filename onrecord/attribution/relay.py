"""Who passed words on: the poster of a clip, the reader of a message, the agency that quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Item, Paragraph
from onrecord.attribution.scenery import Scenery, scenery
from onrecord.attribution.sources import subject_after, subject_before
from onrecord.record import Span
from onrecord.text import fold, lexicon, words

_PRONOUN_REACH = 6  # characters behind "told"
_OBJECT_REACH = 7  # items between the verb and the recording it has as its object


def relayed_by(
    text: str,
    found: Found,
    earlier: Sequence[Found],
    paragraph: Paragraph,
    before: Paragraph | None = None,
) -> Span | None:
    """The words naming who relayed what is said, if the report says so.

    ``earlier`` are the attributions before this one; ``before`` is the paragraph before this one.
    "In the video" points back to who posted it in a sentence before; "in one clip" does not.
    """
    frame = _frame_of(found, paragraph)
    if frame is None:
        return None
    scene = scenery(text, found.scene, found.content)
    named = _by(scene, frame) or _quoting(scene, frame)
    for source in found.source:
        if named is not None and named.start < source.start < named.end:
            named = Span(named.start, source.start).trimmed(text, ",")
    if named is not None and not any(named.meets(source) for source in found.source):
        return named
    told = _told_on(text, found, earlier, paragraph)
    if told is not None:
        return told
    if not _points_back(scene):
        return None
    for candidate in _sentences_before(paragraph, before, frame):
        if any(
            candidate.span.meets(p) for one in earlier for p in one.content if one.form == "direct"
        ):
            return None
        poster = _poster(candidate)
        if poster is not None:
            return poster
    return None


def _told_on(
    text: str, found: Found, earlier: Sequence[Found], paragraph: Paragraph
) -> Span | None:
    """As in "A sailor had told him": whoever spoke before in the paragraph passes it on."""
    if not found.cue or found.inner or found.form == "direct":
        return None
    cue = found.cue[-1]
    heard = fold(text[cue.start : cue.end + _PRONOUN_REACH]).replace(",", " ").split()
    if heard[:1] != ["told"] or not {"him", "her", "them"}.intersection(heard[1:2]):
        return None
    before = [one for one in earlier if paragraph.span.holds(one.content[0]) and one.source]
    last = before[-1].source[0] if before else None
    return None if last is None or any(last.meets(span) for span in found.source) else last


def _frame_of(found: Found, paragraph: Paragraph) -> Frame | None:
    return next((f for f in paragraph.frames if f.span.meets(found.scene)), None)


def _points_back(scene: Scenery) -> bool:
    return _definite().search(scene.words) is not None


@cache
def _definite() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, lexicon("relay")["recordings"]))
    return re.compile(
        rf"\b(?:in|on|from)\s+(?:the|this|that|these|those)\s+(?:[\w-]+\s+){{0,2}}(?:{nouns})\b"
        r"(?!\s+(?:game|conference|call|link))|\b(?:in|on)\s+(?:it|them)\b",
        re.IGNORECASE,
    )


def _by(scene: Scenery, frame: Frame) -> Span | None:
    """The noun phrase behind "shared by", "quoted by", "through"."""
    match = _by_pattern().search(scene.words)
    if match is None:
        return None
    place = scene.start + match.end()
    at = next((i for i, item in enumerate(frame.items) if item.span.start >= place), None)
    return _phrase(frame, subject_after(frame.items, at)) if at is not None else None


@cache
def _by_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('relay')['by'])})(?!\w)", re.IGNORECASE)


def _quoting(scene: Scenery, frame: Frame) -> Span | None:
    """The subject of "quoted him as saying"."""
    match = _quoting_pattern().search(scene.words)
    if match is None:
        return None
    place = scene.start + match.start()
    at = next((i for i, item in enumerate(frame.items) if item.span.start >= place), None)
    return _phrase(frame, subject_before(frame.items, at)) if at else None


@cache
def _quoting_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('relay')['quoting'])})\b", re.IGNORECASE)


def _phrase(frame: Frame, chosen: tuple[int, int] | None) -> Span | None:
    return frame.spanning(*chosen) if chosen is not None and chosen[1] > chosen[0] else None


def _sentences_before(
    paragraph: Paragraph, before: Paragraph | None, frame: Frame
) -> Iterator[Frame]:
    """The sentences before one, nearest first, in its paragraph and the one before."""
    own = [f for f in paragraph.frames if f.span.end <= frame.span.start]
    yield from reversed(own)
    if before is not None:
        yield from reversed(before.frames)


def _poster(frame: Frame) -> Span | None:
    """The subject of a verb of publishing whose object is a recording."""
    for at, item in enumerate(frame.items):
        if item.lower not in words("relay", "publishing") or not _has_recording(frame.items, at):
            continue
        subject = subject_before(frame.items, at)
        span = _phrase(frame, subject)
        if span is not None:
            return span
        if _is_passive(frame.items, at):
            by = next(
                (i for i in range(at, len(frame.items)) if frame.items[i].lower == "by"), None
            )
            return _phrase(frame, subject_after(frame.items, by + 1)) if by is not None else None
    return None


def _has_recording(items: Sequence[Item], at: int) -> bool:
    near = items[at + 1 : at + 1 + _OBJECT_REACH]
    recordings = words("relay", "recordings")
    return any(fold(item.lower) in recordings for item in near) or (
        _is_passive(items, at) and any(item.lower in recordings for item in items[:at])
    )


def _is_passive(items: Sequence[Item], at: int) -> bool:
    return at > 0 and items[at - 1].lower in {"was", "were", "been", "is", "are", "being"}
