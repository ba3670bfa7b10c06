"""How sure a speaker is of their own words, on FactBank's scale.

The scale is that of Saurí and Pustejovsky, "FactBank: a corpus annotated with event factuality"
(Language Resources and Evaluation 43, 2009): certain, probable, possible; besides these denied, and
unknown for what the speaker says is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.attribution.found import Found
from onrecord.attribution.scenery import scenery
from onrecord.record import Certainty, Span, Spans
from onrecord.text import compile_phrases, lexicon, sentences

_SHORT = 14  # words: a hedge anywhere in so short a statement is a hedge of the whole
_FEW_SENTENCES = 3
_LEAD = 9  # words from a clause's beginning within which a hedge stands in the main clause
_REACH = 40  # characters around a hedge in which a phrase can make it harmless
_LOOK_AHEAD = 400
_HARMLESS_FIGURE = re.compile(
    r"\s+(?:[\w.,]+\s+)?(?:\d|a (?:dozen|hundred|thousand|third|half|quarter))"
)
_SUBORDINATE = re.compile(
    r"(?:\b(?:who|which|because|when|where|while|although|though|if|unless|until|since|after|before|whose)\b"
    r"|,\s*(?:as|so|that|among|including|with|plus)\b|[(;–—])",
    re.IGNORECASE,
)
_OTHERS_THINK = re.compile(
    r"\b(?!(?:i|we|he|she|it|they|you)\b)[\w’'-]+\s+"
    r"(?:think|thinks|thought|believe|believes|believed|suspect|suspects|suspected|assume|assumes|assumed"
    r"|say|says|said|claim|claims|claimed|fear|fears|feared|hope|hopes|reckon|reckons"
    r"|told|tells|tell|warned|warns|reported|reports|added|adds|promised|promises|wrote|writes|suggested)\b[^.!?]*$",
    re.IGNORECASE,
)


_THIRD = re.compile(
    r"(?:he|she|they)\b|it (?:had|has|have|could|can|was|is) (?:no\b|not)", re.IGNORECASE
)


@dataclass(frozen=True)
class CertaintyFound:
    """How sure the speaker is, and the words that say so."""

    certainty: Certainty = "certain"
    marks: Spans = ()


def certainty_of(text: str, found: Found) -> CertaintyFound:
    """The speaker's own certainty: what their words hedge, deny or call unknown.

    A hedge on one detail of a long statement does not hedge the statement; questions stay certain.

    >>> from onrecord.record import Span
    >>> text = "She said it may rain."
    >>> certainty_of(text, Found((Span(9, 20),), "indirect", Span(0, 8))).certainty
    'possible'
    """
    if found.denied:
        return CertaintyFound("denied", found.cue)
    withdrawn = _withdrawn(text, found)
    if withdrawn:
        return CertaintyFound("denied", withdrawn)
    return (
        _cue_phrase(text, found)
        or _from_words(text, found)
        or _from_verb(found)
        or CertaintyFound()
    )


def _from_verb(found: Found) -> CertaintyFound | None:
    if found.verb is None or found.form == "direct":
        return None
    for certainty in ("probable", "possible"):
        if found.verb.lemma in lexicon("hedging")["cues"][certainty]:
            return CertaintyFound(certainty, found.cue)
    return None


@cache
def _cue_phrases(certainty: str) -> re.Pattern[str]:
    return compile_phrases(lexicon("hedging")["cue_phrases"][certainty])


def _cue_phrase(text: str, found: Found) -> CertaintyFound | None:
    scene = scenery(text, found.scene, [*found.content, *found.source])
    for certainty in ("possible", "probable", "unknown"):
        for _, place in scene.find(_cue_phrases(certainty)):
            return CertaintyFound(certainty, (place,))
    return None


def _from_words(text: str, found: Found) -> CertaintyFound | None:
    asserted = [s for piece in found.content for s in sentences(text, piece) if not _asks(text, s)]
    if not asserted:
        return None
    total = sum(len(sentence.of(text).split()) for sentence in asserted)
    unknown = _unknown(text, asserted[0], direct=found.form == "direct")
    if unknown and len(asserted) <= _FEW_SENTENCES:
        return CertaintyFound("unknown", unknown)
    for i, sentence in enumerate(asserted[:_FEW_SENTENCES]):
        hedge = next(_hedges(text, sentence, short=total <= _SHORT), None)
        if hedge is None:
            continue
        certainty, place = hedge
        goes_on = i == 0 or found.form != "direct"
        if goes_on or (
            certainty == "probable"
            and len(asserted) <= _FEW_SENTENCES
            and not _is_long(text, asserted[0])
        ):
            return CertaintyFound(certainty, (place,))
    return None


def _is_long(text: str, sentence: Span) -> bool:
    return len(sentence.of(text).split()) > _SHORT


def _asks(text: str, sentence: Span) -> bool:
    return sentence.of(text).rstrip("\"'”’»“ )").endswith("?")


def _unknown(text: str, sentence: Span, *, direct: bool) -> Spans:
    """Words by which the speaker says that something is not known; nothing where they are aside."""
    for match in _not_known().finditer(text, *sentence):
        before = text[sentence.start : match.start()]
        rest = text[match.end() : sentence.end]
        if direct and _THIRD.match(match.group()):
            continue  # in direct speech "they do not know" tells of others
        aside = re.search(r",\s*(?:but|and|though|although)\s", rest) is not None
        if not aside and (len(before.split()) <= _LEAD + 3):
            return (Span(*match.span()),)
    return ()


@cache
def _not_known() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("hedging")["unknown"]["phrases"]), re.IGNORECASE)


def _hedges(text: str, sentence: Span, *, short: bool) -> Iterator[tuple[Certainty, Span]]:
    """The hedges of a sentence that hedge it as a whole, in order."""
    places: list[tuple[Span, Certainty]] = []
    for certainty, patterns in _patterns():
        for pattern in patterns:
            places.extend((Span(*m.span()), certainty) for m in pattern.finditer(text, *sentence))
    for place, certainty in sorted(places, key=lambda one: (one[0].start, -one[0].end)):
        if _is_harmless(text, sentence, place) or _OTHERS_THINK.search(
            text[sentence.start : place.start]
        ):
            continue
        if short or _is_main(text, sentence, place):
            yield certainty, place


@cache
def _patterns() -> tuple[tuple[Certainty, tuple[re.Pattern[str], ...]], ...]:
    scale, own = lexicon("certainty"), lexicon("hedging")
    loose = frozenset(own["words"]["loose"])
    probable = compile_phrases(p for p in scale["probable"] if p not in loose)
    possible = compile_phrases(p for p in scale["possible"] if p not in loose)
    return (
        ("probable", (probable, _any(own["words"]["probable"]))),
        ("possible", (possible, _any(own["words"]["possible"]), re.compile(own["words"]["modal"]))),
    )


def _any(bodies: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(bodies), re.IGNORECASE)


@cache
def _harmless() -> re.Pattern[str]:
    bodies = "|".join(lexicon("hedging")["harmless"]["phrases"])
    return re.compile(rf"\b(?:{bodies})", re.IGNORECASE)


def _is_harmless(text: str, sentence: Span, place: Span) -> bool:
    start = max(sentence.start, place.start - _REACH)
    end = min(sentence.end, place.end + 2 * _REACH)
    return any(Span(*match.span()).meets(place) for match in _harmless().finditer(text, start, end))


def _is_main(text: str, sentence: Span, place: Span) -> bool:
    """Whether the hedge stands in the main clause, not on a detail of it."""
    before = text[sentence.start : place.start]
    subordinates = list(_SUBORDINATE.finditer(before))
    fronted = bool(subordinates) and subordinates[-1].start() == 0 and "," in before
    if subordinates and not fronted:
        return False
    if _HARMLESS_FIGURE.match(text, place.end, sentence.end) and len(before.split()) > _LEAD:
        return False
    clause = re.split(r"[,;:]\s", before)[-1]
    first_clause = len(before.split()) <= _LEAD or not re.search(r"[,;:]\s", before)
    return first_clause and len(clause.split()) <= 2 * _LEAD


def _withdrawn(text: str, found: Found) -> Spans:
    """The words by which the same report says that the speaker took the figure back."""
    table = lexicon("hedging")["withdrawn"]
    if (
        found.form == "direct"
        or found.inner
        or not any(c.isdigit() for p in found.content for c in p.of(text))
    ):
        return ()
    if not _any(table["first"]).search(text, *found.scene):
        return ()
    start = max([found.scene.end, *(piece.end for piece in found.content)])
    line = text.find("\n", start)
    end = min(len(text) if line < 0 else line, start + _LOOK_AHEAD)
    following = sentences(text, Span(start, end))[:2]
    for sentence in following:
        match = _any(table["back"]).search(text, *sentence)
        if match:
            return (Span(*match.span()),)
    return ()
