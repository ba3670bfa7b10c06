"""Attributions by a verb with a subject: "X said that …", "“…”, said X", "X put losses at …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.attribution.clauses import (
    Cue,
    Scene,
    after_cue,
    clause_end,
    coordinated_at,
    find_cues,
    has_figure,
    is_hedged_infinitive,
    is_passive,
    looks_like_clause,
)
from onrecord.attribution.cues import cue_verbs
from onrecord.attribution.found import Found
from onrecord.attribution.sources import Range, subject_after, subject_before
from onrecord.record import Form, Span, Spans
from onrecord.text import words

_SHORT_LEAD = 8


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
        form=_form(scene, content),
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
    if source is None or scene.lower(source.start - 1) != ",":
        return None
    content = Range(_after_colon(scene, source.start), source.start - 1)
    if not looks_like_clause(scene, *content) or scene.lower(0) in {"while", "although", "as"}:
        return None
    return _with_content(scene, cue, (cue,), source, ())


def _after_colon(scene: Scene, end: int) -> int:
    return max((at + 1 for at in range(end - 1) if scene.lower(at) in {":", ";"}), default=0)


def _claimed_until(scene: Scene, found: Found) -> int:
    """The first item behind the content: cues inside it are nested, not beside it."""
    end = max(span.end for span in found.content)
    return next(
        (i for i, item in enumerate(scene.items) if item.span.start >= end), len(scene.items)
    )


def _by_verb(scene: Scene, cue: Cue, cues: tuple[Cue, ...], previous: Found | None) -> Found | None:
    backward = _quote_before(scene, cue)
    overheard = scene.lower(cue.start - 1) in {"heard", "seen", "filmed", "recorded", "overheard"}
    source = subject_before(scene.items, cue.start - 1 if overheard else cue.start)
    if previous is not None and _goes_on(scene, cue):
        source = None
    if scene.lower(cue.start - 1) == "," and _names_up_to_the_end(scene, cue):
        source = subject_after(scene.items, cue.end)
    if source is None and backward == cue.start:
        source = _inverted(scene, cue)
    inherited: Spans = ()
    if cue.verb.is_participle and not (overheard or _goes_on(scene, cue) or _is_helped(scene, cue)):
        return None
    if source is not None and not _agrees(scene, cue, source):
        return None
    if source is None:
        if previous is None or not _goes_on(scene, cue):
            source = _inverted(scene, cue)
            if source is None:
                return None
        else:
            inherited = previous.source
    return _with_content(scene, cue, cues, source, inherited)


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has the subject of the cue before it: "but denied", ", adding"."""
    participle = cue.verb.is_participle and scene.lower(cue.start - 1) in {",", "and"}
    return participle or coordinated_at(scene, cue) is not None


def _names_up_to_the_end(scene: Scene, cue: Cue) -> bool:
    """Whether nothing but a name and "on Thursday" follows: ", reported the society."."""
    source = subject_after(scene.items, cue.end)
    if source is None or not scene.items[source.end - 1].is_word:
        return False
    return after_cue(scene, source.end, Cue(cue.start, cue.end, cue.verb)) >= scene.stop


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


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ous", "ss", "'s", "us", "is"))


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
    at = cue.start - 1
    while at > 0 and (
        scene.lower(at) in words("grammar", "adverbs") or scene.lower(at).endswith("ly")
    ):
        at -= 1
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


def _quote_before(scene: Scene, cue: Cue) -> int | None:
    at = cue.start - 1
    while at >= 0 and scene.lower(at) in {",", "–", "—", "-"}:
        at -= 1
    return cue.start if scene.is_quote(at) else None


def _with_content(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], source: Range | None, inherited: Spans
) -> Found | None:
    first = min(cue.start, source.start) if source else cue.start
    last = max(cue.end, source.end) if source else cue.end
    pieces, form = _content(scene, cue, cues, first, last)
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


def _starts_at(scene: Scene, at: int, pieces: Spans) -> bool:
    return any(piece.start <= scene.items[at].span.start < piece.end for piece in pieces)


def _content(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], first: int, last: int
) -> tuple[Spans, Form]:
    direct = _direct(scene, cue, first, last)
    if direct:
        return direct, "direct"
    if cue.verb.takes("naming"):
        named = _named(scene, cue)
        if named:
            return named
    if cue.verb.takes("speaking"):
        spoken = _spoken_of(scene, cue)
        if spoken:
            return spoken
    if not cue.verb.takes("speech", "denying", "telling", "attitude"):
        return (), "indirect"
    inverted = last > cue.end
    ahead = None if inverted else _clause_after(scene, cue, cues, last)
    before = _clause_ahead_of(scene, cue, first, last)
    if ahead and before and scene.lower(first - 1) == "," and scene.lower(cue.end) == ",":
        return _parenthetical(scene, before, ahead)
    chosen = ahead or before
    if chosen is None:
        return (), "indirect"
    return (scene.span(*chosen),), _form(scene, chosen)


def _form(scene: Scene, content: Range) -> Form:
    return "mixed" if scene.next_quote(content.start, content.end) is not None else "indirect"


def _direct(scene: Scene, cue: Cue, first: int, last: int) -> Spans:
    pieces = []
    before = first - 1
    while before >= 0 and scene.lower(before) in {",", "–", "—", "-"}:
        before -= 1
    if scene.is_quote(before) and _stands_alone(scene, before):
        pieces.append(before)
    ahead = _introduced(scene, cue, last, had_quote=bool(pieces))
    if ahead is not None:
        pieces.append(ahead)
        pieces.extend(_followers(scene, ahead))
    quotes = [scene.items[at].quote for at in pieces]
    return tuple(_without_comma(scene.text, quote.inner) for quote in quotes if quote)


def _without_comma(text: str, inner: Span) -> Span:
    return inner.trimmed(text, ",") if text[inner.end - 1 : inner.end] == "," else inner


def _stands_alone(scene: Scene, at: int) -> bool:
    """Whether a quote is a clause of its own, not a phrase inside the sentence before it."""
    return (
        at == 0
        or scene.lower(at - 1) in {":", ";", ".", "!", "?", "–", "—", "-"}
        or not any(item.is_word for item in scene.items[:at])
    )


def _followers(scene: Scene, at: int) -> list[int]:
    """Quotes that follow a quote with only marks between."""
    found = []
    while scene.is_quote(at + 1) or (scene.lower(at + 1) in {",", ";"} and scene.is_quote(at + 2)):
        at = at + 1 if scene.is_quote(at + 1) else at + 2
        found.append(at)
    return found


def _introduced(scene: Scene, cue: Cue, last: int, *, had_quote: bool) -> int | None:
    """The quote the cue clause leads to: the first, or one behind a colon after a title."""
    ahead = scene.next_quote(last)
    while ahead is not None:
        if _introduces(scene, cue, last, ahead, had_quote=had_quote):
            return ahead
        ahead = scene.next_quote(ahead + 1)
        if ahead is not None and scene.lower(ahead - 1) != ":":
            return None
    return None


def _introduces(scene: Scene, cue: Cue, last: int, ahead: int, *, had_quote: bool) -> bool:
    """Whether the cue clause leads straight to the quote at ``ahead``."""
    quote = scene.items[ahead].quote
    if quote is None:
        return False
    before = scene.lower(ahead - 1)
    lead = [scene.lower(at) for at in range(last, ahead) if scene.items[at].is_word]
    if before == ":":
        return True
    whole = quote.inner.of(scene.text)
    opens_sentence = whole[:1].isupper() or whole[:1].isdigit() or not whole[:1].isalpha()
    if before == ",":
        return had_quote or (opens_sentence and len(lead) <= _SHORT_LEAD and "that" not in lead)
    if lead:
        return False
    ends_sentence = ahead + 1 >= scene.stop
    return (
        cue.verb.takes("speech", "quoting", "telling")
        and opens_sentence
        and ends_sentence
        and len(whole.split()) > 2
    )


def _named(scene: Scene, cue: Cue) -> tuple[Spans, Form] | None:
    """ "put losses at nine killed", "called the paper “a fake”"."""
    if cue.verb.lemma == "put":
        at = next((i for i in range(cue.end, scene.stop) if scene.lower(i) == "at"), None)
        if at is not None and has_figure(scene, at, scene.stop):
            content = Range(cue.end, scene.stop)
            return (scene.span(*content),), _form(scene, content)
        return None
    quote = scene.next_quote(cue.end, scene.stop)
    if quote is None:
        return None
    return (scene.span(quote, _with_its_phrase(scene, quote + 1)),), "mixed"


def _with_its_phrase(scene: Scene, at: int) -> int:
    """Over a phrase that belongs to a quoted one: "“two hits” by home-made drones"."""
    if scene.lower(at) not in {"by", "of", "from", "on", "in", "against"}:
        return at
    end = at
    while end < scene.stop and scene.items[end].is_word and end - at < 7:
        end += 1
    return end if end >= scene.stop or not scene.items[end].is_word else at


def _spoken_of(scene: Scene, cue: Cue) -> tuple[Spans, Form] | None:
    """ "speaks of at least five", "spoke on the telephone of “chaos”"."""
    of = next(
        (i for i in range(cue.end, min(cue.end + 6, scene.stop)) if scene.lower(i) == "of"), None
    )
    if of is None:
        return None
    content = Range(of + 1, scene.stop)
    if scene.next_quote(*content) is None and not has_figure(scene, *content):
        return None
    return (scene.span(*content),), _form(scene, content)


def _clause_after(scene: Scene, cue: Cue, cues: tuple[Cue, ...], last: int) -> Range | None:
    start = _that_ahead(scene, last) or after_cue(scene, last, cue)
    if scene.lower(start) in words("cues", "nouns"):
        start += 1
    explicit = scene.lower(start) == "that"
    if explicit or scene.lower(start) in {":", ","}:
        start += 1
    while scene.lower(start) == ",":
        start += 1
    if start >= scene.stop:
        return None
    content = Range(start, clause_end(scene, start, cues))
    content = Range(start, _before_coordinated(scene, cues, content))
    quoted = scene.next_quote(*content) is not None
    if scene.lower(start) in {"while", "whereas", "although", "which", "who"}:
        return None
    if (scene.lower(start),) in cue_verbs() and scene.lower(start).endswith("ing"):
        return None
    if _opens_otherwise(scene, start) and not quoted and not explicit:
        return None
    if cue.verb.lemma in words("cues", "explicit") and not explicit:
        return None
    if explicit or looks_like_clause(scene, *content):
        return content
    counted = cue.verb.lemma in words("cues", "counting") and has_figure(scene, *content)
    nominal = quoted or counted
    return content if nominal else None


def _that_ahead(scene: Scene, last: int) -> int | None:
    """ "that" a few words behind the cue: "argues in her memoirs that …"."""
    for at in range(last, min(last + 12, scene.stop)):
        word = scene.lower(at)
        if word == "that":
            return at
        closed = word in words("grammar", "auxiliaries") | {":", ";", "but"} or scene.is_quote(at)
        comma = word == "," and scene.lower(at + 1) not in {"that", "in", "on"}
        if closed or comma:
            return None
    return None


def _opens_otherwise(scene: Scene, start: int) -> bool:
    """Whether what follows the cue cannot be the beginning of its content."""
    word = scene.lower(start)
    links = {"to", "in", "on", "at", "with", "for", "of", "by", "and", "but", "about", "from"}
    counted = word == "at" and scene.lower(start + 1) in {"least", "most"}
    figure = word == "about" and has_figure(scene, start + 1, start + 2)
    return word in links and not counted and not figure


def _before_coordinated(scene: Scene, cues: tuple[Cue, ...], content: Range) -> int:
    """Ends the content before "but denied that …" with the same subject."""
    for cue in cues:
        if cue.start <= content.start or cue.start >= content.end or is_passive(scene, cue):
            continue
        joint = coordinated_at(scene, cue)
        if (
            joint is not None
            and joint > content.start
            and cue.verb.takes("speech", "denying", "telling")
        ):
            return joint
    return content.end


def _clause_ahead_of(scene: Scene, cue: Cue, first: int, last: int) -> Range | None:
    """The clause before ", she said": from the beginning of the sentence to the comma."""
    end = first
    while end > 0 and (scene.lower(end - 1) in words("grammar", "adverbs")):
        end -= 1
    if end == 0 or scene.lower(end - 1) not in {",", "–", "—"}:
        return None
    start = _after_colon(scene, end)
    while start < end and (
        scene.lower(start) in {"and", "but", "-"} or scene.lower(start) in {",", "–"}
    ):
        start += 1
    content = Range(start, end - 1)
    if content.end <= content.start or not looks_like_clause(scene, *content):
        quoted = scene.next_quote(*content) is not None
        parenthetical = scene.lower(last) == ","
        return (
            content
            if (quoted or parenthetical)
            and content.end > content.start
            and cue.verb.takes("speech")
            else None
        )
    return content


def _parenthetical(scene: Scene, before: Range, ahead: Range) -> tuple[Spans, Form]:
    """ "The photographs, he said, were old": both halves are the content."""
    spans = []
    for part in (before, ahead):
        quote = scene.items[part.start].quote
        lone = quote is not None and part.end - part.start == 1
        spans.append(quote.inner if lone and quote is not None else scene.span(*part))
    quoted = any(scene.next_quote(*part) is not None for part in (before, ahead))
    return tuple(spans), "mixed" if quoted else "indirect"
