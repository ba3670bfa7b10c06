"""Attributions by a verb with a subject: "X said that …", "“…”, said X", "X put losses at …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.attribution.clauses import (
    after_cue,
    before_adverbs,
    coordinated_at,
    looks_like_clause,
)
from onrecord.attribution.contents import after_colon, content_of, form_of
from onrecord.attribution.found import Found
from onrecord.attribution.naming_words import names_somebody
from onrecord.attribution.nounphrases import Range
from onrecord.attribution.scenes import Scene
from onrecord.attribution.sources import subject_after, subject_before
from onrecord.attribution.spotting import Cue, find_cues, is_hedged_infinitive, is_passive
from onrecord.record import Spans
from onrecord.text import words


def attributions(scene: Scene) -> Iterator[Found]:
    """The attributions of the sentence's cue verbs, from left to right."""
    cues = tuple(cue for cue in find_cues(scene) if not is_hedged_infinitive(scene, cue))
    final = _final(scene, cues)
    if final is not None:
        yield final
        return
    claimed = 0
    previous: Found | None = None
    for cue in cues:
        if cue.start < claimed or is_passive(scene, cue):
            continue
        found = _by_verb(scene, cue, cues, previous)
        if found is None:
            continue
        told = _told_before_colon(scene, cue, found)
        if told is not None:
            yield told
        yield found
        previous = found
        claimed = max(claimed, _claimed_until(scene, found))


def _told_before_colon(scene: Scene, cue: Cue, found: Found) -> Found | None:
    """The clause of "disputes that there was a fight: “…”", beside its quote."""
    if found.form != "direct" or scene.lower(cue.end) != "that":
        return None
    colon = next((at for at in range(cue.end, scene.stop) if scene.lower(at) == ":"), None)
    if colon is None:
        return None
    content = Range(cue.end + 1, colon)
    return replace(
        found,
        content=(scene.span(*content),),
        form=form_of(scene, content),
        denied=cue.verb.takes("denying"),
    )


def _final(scene: Scene, cues: tuple[Cue, ...]) -> Found | None:
    """A cue clause that ends the sentence, such as ", the group said on Monday"."""
    if len(cues) < 2 or is_passive(scene, cues[-1]):
        return None
    cue = cues[-1]
    if after_cue(scene, cue.end, cue) < scene.stop:
        return None
    source = subject_before(scene.items, cue.start)
    if source is None or not _closes_clause(scene, source.start):
        return None
    comma = source.start - 2 if scene.lower(source.start - 1) == "as" else source.start - 1
    content = Range(after_colon(scene, source.start), comma)
    if not looks_like_clause(scene, *content) or scene.lower(0) in {"while", "although", "as"}:
        return None
    return _with_content(scene, cue, (cue,), source, ())


def _closes_clause(scene: Scene, source: int) -> bool:
    """Whether a comma, with or without "as", stands before the source."""
    before = scene.lower(source - 1)
    return before == "," or (before == "as" and scene.lower(source - 2) == ",")


def _claimed_until(scene: Scene, found: Found) -> int:
    """The first item behind the content: cues inside it are nested, not beside it."""
    end = max(span.end for span in found.content)
    return next(
        (i for i, item in enumerate(scene.items) if item.span.start >= end), len(scene.items)
    )


def _by_verb(scene: Scene, cue: Cue, cues: tuple[Cue, ...], previous: Found | None) -> Found | None:
    """The attribution of one cue verb, None where nobody is its subject or nothing its content."""
    if cue.verb.is_participle and not _can_attribute(scene, cue):
        return None
    if previous is not None and _goes_on(scene, cue):
        between = _subject_between(scene, cue, cues, previous)
        if between is not None:
            return _with_content(scene, cue, cues, None, (scene.span(*between),))
        return _with_content(scene, cue, cues, None, previous.source)
    source = _source(scene, cue)
    return _with_content(scene, cue, cues, source, ()) if source is not None else None


def _source(scene: Scene, cue: Cue) -> Range | None:
    """The subject of the cue, before it or behind."""
    if _follows_its_clause(scene, cue) or _stands_between(scene, cue):
        return subject_after(scene.items, cue.end)
    quoted = _quoted_as(scene, cue)
    if quoted is not None:
        return subject_before(scene.items, quoted)
    source = subject_before(scene.items, cue.start - 1 if _is_overheard(scene, cue) else cue.start)
    if source is None:
        return _inverted(scene, cue)
    return source if _agrees(scene, cue, source) else None


def _stands_between(scene: Scene, cue: Cue) -> bool:
    """Whether "said Mayor Ba" stands between two commas, in the middle of what he said."""
    if scene.lower(cue.start - 1) != "," or cue.verb.is_participle:
        return False
    source = subject_after(scene.items, cue.end)
    return source is not None and scene.lower(source.end) == "," and names_somebody(scene, source)


def _quoted_as(scene: Scene, cue: Cue) -> int | None:
    """The item of "quoted" in "Ba was quoted by the agency as saying …"."""
    if scene.lower(cue.start - 1) != "as":
        return None
    before = range(cue.start - 2, max(-1, cue.start - 14), -1)
    return next((at for at in before if scene.lower(at) in {"quoted", "cited", "reported"}), None)


def _can_attribute(scene: Scene, cue: Cue) -> bool:
    """Whether a form in -ing is a cue: "was saying", "heard saying", ", adding"."""
    if _quoted_as(scene, cue) is not None:
        return True
    if cue.verb.lemma in {"cite", "quote"}:
        return False
    return _is_overheard(scene, cue) or _goes_on(scene, cue) or _is_helped(scene, cue)


def _is_overheard(scene: Scene, cue: Cue) -> bool:
    return scene.lower(cue.start - 1) in {"heard", "seen", "filmed", "recorded", "overheard"}


def _subject_between(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], previous: Found
) -> Range | None:
    """The subject of a cue without content between the last attribution and this cue."""
    said = previous.cue[0].start if previous.cue else 0
    for other in reversed(cues):
        if other.start < cue.start and scene.items[other.start].span.start > said:
            return subject_before(scene.items, other.start)
    return None


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has the subject of the cue before it: "but denied", ", adding"."""
    participle = cue.verb.is_participle and scene.lower(cue.start - 1) in {",", "and"}
    return participle or coordinated_at(scene, cue) is not None


def _follows_its_clause(scene: Scene, cue: Cue) -> bool:
    """Whether a whole clause and a comma stand before the cue: "…, said Mayor Ba, who saw it."."""
    if scene.lower(cue.start - 1) != "," or subject_after(scene.items, cue.end) is None:
        return False
    before = [scene.lower(at) for at in range(cue.start - 1)]
    if not {"who", "whose", "which"}.isdisjoint(before):
        return False
    first = before.index(",") if "," in before else len(before)
    return looks_like_clause(scene, 0, first)


def _agrees(scene: Scene, cue: Cue, source: Range) -> bool:
    """A bare verb form ("say") needs a plural subject; nobody and things do not speak."""
    head = scene.lower(source.start)
    last = scene.lower(source.end - 1)
    if head in {"nobody", "none", "neither", "no"} or _is_thing(scene, source):
        return False
    if not scene.inside and head in {"we", "i", "you"}:
        return False  # the report's own voice
    noun = _head_word(scene, source)
    past = cue.verb.form != cue.verb.lemma or cue.verb.lemma in {"put", "read", "let it be known"}
    helped = _is_helped(scene, cue)
    plural = (
        last.endswith("s")
        or noun.endswith("s")
        or last in {"i", "we", "they", "you", "police", "people", "who"}
    )
    joined = any(scene.lower(at) == "and" for at in range(*source))
    return past or helped or plural or joined or head in {"both", "many", "some", "experts"}


def _is_thing(scene: Scene, source: Range) -> bool:
    """Whether the source is a picture or a thing, which shows but does not speak."""
    return _head_word(scene, source) in words("people", "things")


def _head_word(scene: Scene, source: Range) -> str:
    """The folded noun before the first preposition or relative of the phrase."""
    head = ""
    for at in range(*source):
        word = scene.lower(at)
        stops = words("grammar", "prepositions") | words("grammar", "relatives") | {",", "("}
        if word in stops and head:
            return head
        if scene.items[at].is_word:
            head = word
    return head


def _is_helped(scene: Scene, cue: Cue) -> bool:
    """Whether an auxiliary or "to" stands before the cue, with or without adverbs between."""
    at = before_adverbs(scene, cue.start - 1)
    return scene.lower(at) in words("grammar", "auxiliaries") | {"to"}


def _inverted(scene: Scene, cue: Cue) -> Range | None:
    """The subject behind the verb, where the content or a comma stands directly before it."""
    before = scene.lower(cue.start - 1)
    if not (before in {",", "–", "—"} or scene.is_quote(cue.start - 1)):
        return None
    source = subject_after(scene.items, cue.end)
    if source is None:  # "noted at the briefing the vice-governor Ba"
        source = subject_after(scene.items, after_cue(scene, cue.end, cue))
    return source


def _with_content(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], source: Range | None, inherited: Spans
) -> Found | None:
    first = min(cue.start, source.start) if source else cue.start
    if _follows_relative(scene, cue):  # what stands before "who said" is not what is said
        first = cue.start
    last = max(cue.end, source.end) if source else cue.end
    pieces, form = content_of(scene, cue, cues, first, last)
    if not pieces:
        return None
    end = last
    while end < scene.stop and not scene.is_quote(end) and not _starts_at(scene, end, pieces):
        end += 1
    return Found(
        content=pieces,
        form=form,
        scene=scene.span(
            0
            if scene.items[0].span.start not in {p.start for p in pieces} and not scene.is_quote(0)
            else first,
            end,
        ),
        cue=(scene.span(cue.start, cue.end),),
        source=inherited or ((scene.span(*source),) if source else ()),
        verb=cue.verb,
        denied=cue.verb.takes("denying") and form != "direct",
    )


def _follows_relative(scene: Scene, cue: Cue) -> bool:
    at = cue.start - 1
    while at > 0 and scene.lower(at) in words("grammar", "adverbs") | words(
        "grammar", "auxiliaries"
    ):
        at -= 1
    return scene.lower(at) in {"who", "which"}


def _starts_at(scene: Scene, at: int, pieces: Spans) -> bool:
    return any(piece.start <= scene.items[at].span.start < piece.end for piece in pieces)
