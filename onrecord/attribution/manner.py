"""Whether words are marked as irony, by the reporter or by the speaker.

Only marks are read: irony that nobody marked is for a model to suspect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.quotes import inner_quotes
from onrecord.attribution.scenery import Scenery, scene_of, scenery, sentence_before
from onrecord.record import Manner, MannerBasis, Span, Spans
from onrecord.text import compile_phrases, fold, lexicon, phrase_pattern, words

_NEGATION_REACH = 3
_LONGEST_SCARE_QUOTE = 4


@dataclass(frozen=True)
class MannerFound:
    """How words are meant, on whose word, and the words or signs that mark it."""

    manner: Manner = "earnest"
    basis: MannerBasis | None = None
    marks: Spans = ()


def manner_of(
    text: str, found: Found, paragraph: Paragraph | None = None, siblings: Sequence[Found] = ()
) -> MannerFound:
    """The marked manner of one attribution.

    ``paragraph`` is where it stands, ``siblings`` are all attributions found there. A reporter's
    mark counts for the words it introduces only.
    """
    scene = scene_of(text, found, paragraph, siblings)
    if any(p.start < found.start for _, p in scene.find(phrase_pattern("manner", "earnest"))):
        return MannerFound()
    marks = _reporter_marks(text, found, scene) or _lead_marks(text, found, paragraph, siblings)
    if marks:
        signs = all(phrase_pattern("manner", "signs").search(mark.of(text)) for mark in marks)
        return MannerFound("ironic", "speaker" if signs else "reporter", marks)
    marks = speaker_marks(text, found)
    return MannerFound("ironic", "speaker", marks) if marks else MannerFound()


def _reporter_marks(text: str, found: Found, scene: Scenery) -> Spans:
    found_marks = [
        place
        for place in _candidates(found, scene)
        if not _negated(scene, place) and not _in_source(found, place)
    ]
    jokes = scene.find(phrase_pattern("manner", "jokes"))
    found_marks.extend(place for _, place in jokes if not _negated(scene, place))
    found_marks.extend(_satire_label(text, found))
    return _merged(found_marks)


def _candidates(found: Found, scene: Scenery) -> Iterator[Span]:
    for _, place in scene.find(phrase_pattern("manner", "verbs")):
        is_cue = any(cue.meets(place) for cue in found.cue)
        form = fold(scene.words[place.start - scene.start : place.end - scene.start])
        if is_cue or (form not in words("manner", "as_cue_only") and _is_verb(scene, place)):
            yield place
    for pattern in (
        phrase_pattern("manner", "adverbs", "audience"),
        _companions(),
        _attitudes(),
    ):
        for match, _ in scene.find(pattern):
            yield scene.place(match, 1 if match.re.groups else 0)


def _is_verb(scene: Scenery, place: Span) -> bool:
    """Whether a mocking word outside the cue is a verb of the main clause, no noun or aside."""
    before = scene.words[: place.start - scene.start].rstrip()
    last = fold(before.split()[-1]) if before.split() else ""
    if last in words("grammar", "determiners") or last in words("grammar", "prepositions"):
        return False
    aside = re.search(r"(?:,|^)\s*(?:who|which|whose)\b[^,]*$", before, re.IGNORECASE)
    return aside is None


@cache
def _companions() -> re.Pattern[str]:
    """As in "with a broad grin", "not without irony": the opener, up to three words, the noun."""
    table = lexicon("manner")
    reserved = set(table["not_after_in"])
    everywhere = [entry for entry in table["companions"] if entry not in reserved]
    openers = [entry for entry in table["companion_openers"] if entry != "in"]
    gap = r"(?:\s+[\w’'-]+){0,3}?\s+"
    after_with = f"{_source(openers)}{gap}{_source(table['companions'])}"
    after_in = rf"(?<!\w)in(?:\s+(?:a|an|his|her|their))?\s+{_source(everywhere)}"
    return re.compile(rf"({after_with}|{after_in})", re.IGNORECASE)


@cache
def _attitudes() -> re.Pattern[str]:
    """A participle or word in brackets or between commas: "she said, laughing"."""
    phrase = _source(lexicon("manner")["attitudes"])
    return re.compile(
        rf"(?:^|[,(\[*]|–|—)\s*({phrase})\s*(?=[,.):\]*;]|–|—|$|\ue000)", re.IGNORECASE
    )


def _source(phrases: Sequence[str]) -> str:
    return compile_phrases(phrases).pattern


def _negated(scene: Scenery, place: Span) -> bool:
    """Whether one of the three words before the mark negates it."""
    before = fold(scene.words[: place.start - scene.start])
    clause = re.split(r"[,;:.!?]", before)[-1]
    nearby = re.findall(r"[\w'-]+", clause)[-_NEGATION_REACH:]
    whole = fold(scene.words[place.start - scene.start : place.end - scene.start])
    mark = " ".join([*nearby, whole])
    if any(phrase in mark for phrase in words("manner", "unless")):
        return False
    inside = re.search(r"\b(?:no|little|any|without)\b", whole)
    return inside is not None or any(
        word in words("manner", "negations") or word.endswith("n't") for word in nearby
    )


def _in_source(found: Found, place: Span) -> bool:
    """Whether the mark only tells who the speaker is ("who often jokes about …")."""
    return any(span.holds(place) for span in found.source) and not any(
        cue.meets(place) for cue in found.cue
    )


def _satire_label(text: str, found: Found) -> Iterator[Span]:
    """A label such as "a satire page" in the words that name the source."""
    for span in found.source:
        naming = scenery(text, span)
        people = compile_phrases(lexicon("manner")["satire_people"])
        if not people.search(naming.words):
            yield from (place for _, place in naming.find(phrase_pattern("manner", "satire")))


def _lead_marks(
    text: str, found: Found, paragraph: Paragraph | None, siblings: Sequence[Found]
) -> Spans:
    """Marks in the sentence before, where the words open their own sentence."""
    if paragraph is None or found.form != "direct" or found.inner:
        return ()
    before = sentence_before(paragraph, min(found.start, found.scene.start))
    if before is None or any(before.meets(p) for other in siblings for p in other.content):
        return ()
    if text[before.end : found.start].strip(" \t\n\"“„«‘':–—-") not in ("", "…"):
        return ()
    lead = scenery(text, before, [quote.outer for quote in paragraph.quotes])
    return tuple(place for _, place in lead.find(_leads()) if not _negated(lead, place))


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"\b(?:{body})" for body in lexicon("manner")["leads"]), re.IGNORECASE
    )


def speaker_marks(text: str, found: Found) -> Spans:
    """The speaker's own marks inside the words: "/s", "(joke)", 🙃, a scare quote."""
    places: list[Span] = []
    for piece in found.content:
        inside = scenery(text, piece)
        places.extend(place for _, place in inside.find(_speaker()))
        if found.form == "direct":
            places.extend(_scare_quotes(text, piece))
    return _merged(places)


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("manner")["speaker"]), re.IGNORECASE)


def _scare_quotes(text: str, piece: Span) -> Iterator[Span]:
    """A word or two between marks inside direct speech that quote nobody and name nothing."""
    for quote in inner_quotes(text, piece):
        inner = quote.inner.of(text)
        short = 0 < len(inner.split()) <= _LONGEST_SCARE_QUOTE
        if (
            short
            and not inner[:1].isupper()
            and inner[-1:] not in ".!?,"
            and _distances(text, quote.outer, piece)
        ):
            yield quote.outer


def _distances(text: str, quote: Span, piece: Span) -> bool:
    """Whether the word before the quote is a determiner, adjective or preposition, not a cue."""
    before = re.findall(r"[\w’'-]+|[^\w\s]", text[piece.start : quote.start])
    if not before:
        return False
    last = fold(before[-1])
    if last in words("manner", "introducing") or not last[:1].isalpha():
        return False
    return last not in words("manner", "naming")


def _merged(places: Sequence[Span]) -> Spans:
    """Ordered and disjoint: of overlapping marks the one that begins first and is longest."""
    kept: list[Span] = []
    for place in sorted(set(places), key=lambda span: (span.start, -span.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)
