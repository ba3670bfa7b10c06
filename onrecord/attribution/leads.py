"""Quotes without a cue verb: "Ba was blunt: “…”", "“…” was her comment", "the baker sobbed"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attribution.clauses import looks_like_clause
from onrecord.attribution.found import Found
from onrecord.attribution.naming_words import names_somebody
from onrecord.attribution.nounphrases import Range, is_source, phrase_end
from onrecord.attribution.scenes import Scene
from onrecord.attribution.sources import subject_after, subject_before
from onrecord.record import Span
from onrecord.text import words

_FEWEST_WORDS = 4
_LONGEST_TAIL = 14


def colon_leads(scene: Scene) -> Iterator[Found]:
    """Reads "Colonel Ba on Telegram: “…”", "Ba, reached at home, was blunt: “…”"."""
    for at in range(1, len(scene.items) - 1):
        if not scene.is_quote(at + 1) or not (scene.lower(at) == ":" or _is_sign(scene, at)):
            continue
        quote = scene.items[at + 1].quote
        source = leading_phrase(scene, at)
        if quote is not None and (source is not None or is_sentence_like(scene.text, quote.inner)):
            yield Found(
                content=(quote.inner,),
                form="direct",
                scene=scene.span(0, at),
                source=(scene.span(*source),) if source is not None else (),
            )
        return


def _is_sign(scene: Scene, at: int) -> bool:
    """Whether an emoji or dash stands where a colon would: "Mayor Baret ✍️ “…”"."""
    word = scene.lower(at)
    sign = bool(word) and not word[0].isalnum() and word not in set(".,;!?()[]'\"/&%’")
    return sign and at + 2 >= scene.stop


def channel_leads(scene: Scene) -> Iterator[Found]:
    """Reads "The hospital on its Facebook page: seventeen wounded since Friday." without marks."""
    at = next((i for i in range(1, scene.stop) if scene.lower(i) == ":"), None)
    if at is None or scene.is_quote(at + 1) or at + 1 >= scene.stop:
        return
    source = leading_phrase(scene, at)
    if source is None or not (_by_some_way(scene, source, at) or _is_office(scene, source, at)):
        return
    content = Range(at + 1, scene.stop)
    quoted = scene.next_quote(*content) is not None
    yield Found(
        content=(scene.span(*content),),
        form="mixed" if quoted else "indirect",
        scene=scene.span(0, at),
        source=(scene.span(*source),),
    )


def _by_some_way(scene: Scene, source: Range, colon: int) -> bool:
    """Whether "on its page", "in a voice chat", "to us" leads from the source to the colon."""
    at = source.end + 1 if scene.lower(source.end) == "," else source.end
    if at >= colon or scene.lower(at) not in {"on", "via", "in", "by", "to"}:
        return False
    between = {scene.lower(i) for i in range(at, colon)}
    ways = words("channels", "platform_words") | words("channels", "occasions") | {"us", "me"}
    return bool(between & ways)


def _is_office(scene: Scene, source: Range, colon: int) -> bool:
    """Whether nothing but a body or an office stands before the colon: "Fire service: …"."""
    heads = {scene.lower(at) for at in range(*source)}
    known = heads & (words("roles", "bodies") | words("roles", "roles"))
    content = Range(colon + 1, scene.stop)
    told = looks_like_clause(scene, *content) and content.end - content.start >= _FEWEST_WORDS
    return source.end == colon and source.end - source.start > 1 and bool(known) and told


def leading_phrase(scene: Scene, limit: int) -> Range | None:
    """The noun phrase that opens the sentence and can name somebody who speaks."""
    start = 0
    while start < limit and not scene.items[start].is_word:
        start += 1
    if scene.is_quote(0) and scene.lower(1) == "," and scene.lower(2) in {"a", "an", "the"}:
        return Range(0, phrase_end(scene.items[:limit], 2))  # “Gull”, a gunner
    if scene.lower(start) in {"he", "she", "they", "it"}:
        return Range(start, start + 1)
    source = subject_after(scene.items[:limit], start)
    if source is None or not names_somebody(scene, source):
        return None
    return source


def is_sentence_like(text: str, inner: Span) -> bool:
    """Whether the quoted words are a sentence, not a title or a single phrase."""
    quoted = inner.of(text)
    ends = quoted.endswith((".", "!", "?", "…"))
    return ends and len(quoted.split()) >= _FEWEST_WORDS and not quoted[:1].islower()


def utterances(scene: Scene) -> Iterator[Found]:
    """Reads "“…” was her first comment", "“…” was how Ba put it"."""
    for at in range(1, scene.stop - 1):
        if scene.lower(at) not in {"was", "is"} or not scene.is_quote(at - 1):
            continue
        quote = scene.items[at - 1].quote
        source = _utterer(scene, at + 1)
        if quote is not None and source is not None:
            yield Found(
                content=(quote.inner.trimmed(scene.text, ","),),
                form="direct",
                scene=scene.span(at, scene.stop),
                cue=(scene.span(at, scene.stop),) if scene.stop - at < _LONGEST_TAIL else (),
                source=(scene.span(*source),),
            )


def _utterer(scene: Scene, at: int) -> Range | None:
    if scene.lower(at) == "how":
        return subject_after(scene.items, at + 1)
    said = any(
        scene.lower(i) in words("cues", "utterances") for i in range(at, min(at + 6, scene.stop))
    )
    if not said:
        return None
    if scene.lower(at) in {"his", "her", "their", "its"}:
        return Range(at, at + 1)
    end = next((i for i in range(at, scene.stop) if scene.lower(i).endswith("'s")), None)
    return Range(at, end + 1) if end is not None else None


def tails(scene: Scene) -> Iterator[Found]:
    """Reads "“…,” one baker sobbed": a quote ending in a comma is attributed by any verb."""
    for at in range(scene.stop - 1):
        quote = scene.items[at].quote
        if quote is None:
            continue
        comma = quote.inner.of(scene.text).endswith(",") or scene.lower(at + 1) == ","
        if not comma or len(quote.inner.of(scene.text).split()) < _FEWEST_WORDS:
            continue
        start = at + 2 if scene.lower(at + 1) == "," else at + 1
        found = _tail(scene, at, start)
        if found is not None:
            yield found


def _tail(scene: Scene, at: int, start: int) -> Found | None:
    quote = scene.items[at].quote
    end = phrase_end(scene.items[: scene.stop], start)
    verb = next(
        (
            i
            for i in range(start + 1, min(end + 1, scene.stop))
            if scene.lower(i).endswith(("ed", "es", "s")) and not scene.items[i].capitalised
        ),
        None,
    )
    if quote is None or verb is None or scene.stop - start > _LONGEST_TAIL:
        return None
    source = Range(start, verb)
    if not is_source(scene.items, source) or not names_somebody(scene, source):
        return None
    return Found(
        content=(quote.inner.trimmed(scene.text, ","),),
        form="direct",
        scene=scene.span(start, scene.stop),
        cue=(scene.span(verb, verb + 1),),
        source=(scene.span(*source),),
    )


def as_quotes(scene: Scene) -> Iterator[Found]:
    """Reads "brushed it aside as “fiction”": a past verb, "as", and the quoted phrase."""
    for at in range(2, scene.stop):
        if scene.lower(at - 1) != "as" or not scene.is_quote(at):
            continue
        verb = next(
            (
                i
                for i in range(at - 2, max(-1, at - 7), -1)
                if scene.lower(i).endswith(("ed", "es"))
            ),
            None,
        )
        if verb is None or scene.lower(verb - 1) in words("grammar", "auxiliaries"):
            continue
        source = subject_before(scene.items, verb)
        if source is not None and names_somebody(scene, source):
            yield Found(
                content=(scene.items[at].span,),
                form="mixed",
                scene=scene.span(source.start, at),
                cue=(scene.span(verb, at),),
                source=(scene.span(*source),),
            )


def subject_of(scene: Scene) -> Range | None:
    """Who a sentence is about: its opening noun phrase, where a verb follows it."""
    source = leading_phrase(scene, scene.stop)
    if source is None or source.end >= scene.stop:
        return None
    verb = scene.lower(source.end if scene.lower(source.end) != "," else source.end + 1)
    finite = looks_like_clause(scene, source.start, scene.stop) or verb.endswith(("s", "ed"))
    return source if finite else None
