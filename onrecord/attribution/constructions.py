"""The ways in which a sentence attributes words, each as one small reader of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.attribution import active, leads
from onrecord.attribution.clauses import looks_like_clause
from onrecord.attribution.found import Found
from onrecord.attribution.nounphrases import Range, phrase_end
from onrecord.attribution.scenes import Scene
from onrecord.attribution.sources import subject_after
from onrecord.attribution.spotting import find_cues, is_passive
from onrecord.record import Form, Span, Spans
from onrecord.text import phrases, words

_FEWEST_WORDS = 3


def attributions(scene: Scene) -> Iterator[Found]:
    """Every attribution the sentence makes, without those inside the words attributed."""
    taken: list[Span] = []
    for reader in _READERS:
        for found in reader(scene):
            if not _overlaps(found, taken):
                taken.extend(found.content)
                yield found


def _overlaps(found: Found, taken: list[Span]) -> bool:
    return any(piece.meets(span) for piece in found.content for span in taken)


def _according(scene: Scene) -> Iterator[Found]:
    """Reads "According to the ministry, …" and "…, according to the ministry"."""
    for phrase in phrases("cues", "according"):
        for at in scene.places_of(phrase):
            if at + len(phrase) < scene.stop:
                yield from _according_at(scene, at, at + len(phrase))


def _according_at(scene: Scene, at: int, begin: int) -> Iterator[Found]:
    end = phrase_end(scene.items, begin)
    source = subject_after(scene.items, begin)
    if source is None or (scene.lower(at) in {"citing", "quoting"} and source.end < scene.stop):
        return
    end = max(end, source.end)
    if scene.lower(end) in words("grammar", "relatives"):  # "two experts that saw it, …"
        end = next((i for i in range(end, scene.stop) if scene.lower(i) == ","), end)
    pieces = _around(scene, at, begin)
    if pieces is not None:
        yield _accorded(scene, at, begin, pieces)
        return
    fronted = _is_fronted(scene, at)
    content = _rest_after(scene, end) if fronted else _clause_before(scene, at)
    if content is None:
        return
    yield Found(
        content=content_spans(scene, content),
        form=form_of(scene, content),
        scene=scene.span(at, source.end),
        cue=(scene.span(at, begin),),
        source=(scene.span(*source),),
    )


def _around(scene: Scene, at: int, begin: int) -> tuple[Range, Range] | None:
    """Both halves of "The bridge, according to the mayor, is closed.", else None."""
    end = _source_end(scene, begin)
    before = _clause_before(scene, at)
    if before is None or scene.lower(at - 1) != "," or scene.lower(end) != ",":
        return None
    whole = looks_like_clause(scene, *before) and before.end - before.start > _FEWEST_WORDS
    verb = scene.lower(end + 1) in words("grammar", "auxiliaries") | words("clause_words", "finite")
    if end + 1 >= scene.stop or (whole and not verb):
        return None
    return before, Range(end + 1, scene.stop)


def _source_end(scene: Scene, begin: int) -> int:
    """Where "the physician, Ilo Baret" ends: a bare name behind a comma belongs to it."""
    end = phrase_end(scene.items, begin)
    if scene.lower(end) != "," or end + 1 >= scene.stop:
        return end
    named = phrase_end(scene.items, end + 1)
    bare = all(item.capitalised or not item.is_word for item in scene.items[end + 1 : named])
    return named if bare and named > end + 1 else end


def _accorded(scene: Scene, at: int, begin: int, pieces: tuple[Range, Range]) -> Found:
    quoted = any(scene.next_quote(*piece) is not None for piece in pieces)
    end = _source_end(scene, begin)
    return Found(
        content=tuple(scene.span(*piece) for piece in pieces),
        form="mixed" if quoted else "indirect",
        scene=scene.span(at, end),
        cue=(scene.span(at, begin),),
        source=(scene.span(begin, end),),
    )


def _is_fronted(scene: Scene, at: int) -> bool:
    """Whether at most a conjunction or "In the other," stands before the phrase."""
    if at == 0 or (at <= 2 and not scene.is_quote(0)):
        return True
    opens = scene.lower(0) in words("grammar", "prepositions") and scene.lower(at - 1) == ","
    return opens and not looks_like_clause(scene, 0, at)


def _rest_after(scene: Scene, end: int) -> Range | None:
    while scene.lower(end) == ",":
        end += 1
        if scene.lower(end) in {"citing", "quoting"}:
            end = next((i for i in range(end, scene.stop) if scene.lower(i) == ","), end)
    return Range(end, scene.stop) if end < scene.stop else None


def _clause_before(scene: Scene, at: int) -> Range | None:
    """The clause that ends before ``at``; back to a colon or semicolon."""
    end = at
    while end > 0 and scene.lower(end - 1) in {",", "–", "—", "-"}:
        end -= 1
    start = end
    while start > 0 and scene.lower(start - 1) not in {":", ";"}:
        start -= 1
    return Range(start, end) if end > start else None


def content_spans(scene: Scene, content: Range) -> Spans:
    """The content's words; a lone quote without its marks."""
    if content.end - content.start == 1:
        quote = scene.items[content.start].quote
        if quote is not None:
            return (quote.inner,)
    return (scene.span(*content),)


def form_of(scene: Scene, content: Range) -> Form:
    """``direct`` for a lone quote, ``mixed`` for a clause with quotes in it, else ``indirect``."""
    quoted = [at for at in range(content.start, content.end) if scene.is_quote(at)]
    if not quoted:
        return "indirect"
    return "direct" if content.end - content.start == 1 else "mixed"


def _by_passive(scene: Scene) -> Iterator[Found]:
    """Reads "That … is also confirmed by experts such as Ba"."""
    for cue in find_cues(scene):
        if not is_passive(scene, cue):
            continue
        by = [at for at in range(cue.end, scene.stop) if scene.lower(at) == "by"]
        sources = [subject_after(scene.items, at + 1) for at in by]
        speaking = [s for s in sources if s is not None and _can_speak(scene, s)]
        subject = _passive_subject(scene, cue.start)
        if not speaking or subject is None:
            continue
        yield Found(
            content=(scene.span(*subject),),
            form=form_of(scene, subject),
            scene=scene.span(cue.start, speaking[-1].end),
            cue=(scene.span(cue.start, cue.end),),
            source=(scene.span(*speaking[-1]),),
            verb=cue.verb,
            denied=cue.verb.takes("denying"),
        )


def _can_speak(scene: Scene, source: Range) -> bool:
    part = scene.items[source.start : source.end]
    named = any(item.capitalised for item in part)
    return named or any(item.lower in words("people", "speakers") for item in part)


def _passive_subject(scene: Scene, cue: int) -> Range | None:
    end = cue
    while end > 0 and (
        scene.lower(end - 1) in words("grammar", "auxiliaries") | words("grammar", "adverbs")
    ):
        end -= 1
    start = 0
    opening = tuple(scene.lower(i) for i in range(3))
    if opening == ("the", "fact", "that"):
        start = 3
    elif opening[0] == "that":
        start = 1
    subject = Range(start, end)
    return subject if start and looks_like_clause(scene, start, end) else None


def _impersonal(scene: Scene) -> Iterator[Found]:
    """Reads "…, it was said in Tarn": said by nobody who is named."""
    for phrase in phrases("cues", "impersonal"):
        for at in scene.places_of(phrase):
            end = at + len(phrase)
            content = _that_clause(scene, end) or _clause_before(scene, at)
            if content is None or not looks_like_clause(scene, *content):
                continue
            yield Found(
                content=content_spans(scene, content),
                form=form_of(scene, content),
                scene=scene.span(at, end),
                cue=(scene.span(at, end),),
            )


def _that_clause(scene: Scene, at: int) -> Range | None:
    for place in range(at, min(at + 3, scene.stop)):
        if scene.lower(place) == "that":
            return Range(place + 1, scene.stop)
    return None


def _so(scene: Scene) -> Iterator[Found]:
    """Reads "…, so Moreau." as in translated reports."""
    for at in range(1, scene.stop - 1):
        comma = scene.lower(at - 1) == "," or scene.is_quote(at - 1)
        if scene.lower(at) != "so" or not comma:
            continue
        source = subject_after(scene.items, at + 1)
        if source is None or source.end < scene.stop or not _can_speak(scene, source):
            continue
        content = _clause_before(scene, at)
        if content is None:
            continue
        yield Found(
            content=content_spans(scene, content),
            form=form_of(scene, content),
            scene=scene.span(at, source.end),
            cue=(scene.span(at, at + 1),),
            source=(scene.span(*source),),
        )


_READERS: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    _according,
    _by_passive,
    _impersonal,
    active.attributions,
    _so,
    leads.utterances,
    leads.colon_leads,
    leads.channel_leads,
    leads.tails,
    leads.as_quotes,
)
