"""Which words are the content of a cue verb: a quote, a clause before or behind, a figure."""

from __future__ import annotations

from onrecord.attribution.clauses import (
    after_cue,
    clause_end,
    coordinated_at,
    has_figure,
    looks_like_clause,
)
from onrecord.attribution.cues import cue_verbs
from onrecord.attribution.nounphrases import Range
from onrecord.attribution.quoting import quoted
from onrecord.attribution.scenes import Scene
from onrecord.attribution.spotting import Cue, is_passive
from onrecord.record import Form, Spans
from onrecord.text import words

_NEW_CLAUSES = frozenset({"while", "whereas", "although", "which", "who"})
_LINKS = frozenset(
    {"to", "in", "on", "at", "with", "for", "of", "by", "and", "but", "about", "from"}
)


def content_of(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], first: int, last: int
) -> tuple[Spans, Form]:
    """The content of a cue and its form; no spans where there is none.

    ``first`` and ``last`` bound the cue with its source: the words before and behind them are
    looked at.
    """
    direct = quoted(scene, cue, first, last)
    if direct:
        return direct, "direct"
    special = _named(scene, cue) or _wanted(scene, cue, last) or _spoken_of(scene, cue)
    if special is not None:
        return special
    if not cue.verb.takes("speech", "denying", "telling", "attitude"):
        return (), "indirect"
    return _reported(scene, cue, cues, first, last)


def _reported(
    scene: Scene, cue: Cue, cues: tuple[Cue, ...], first: int, last: int
) -> tuple[Spans, Form]:
    """The clause behind the cue, before it, or around it."""
    inverted = last > cue.end
    ahead = (
        _clause_after(scene, cue, cues, last) if not inverted or scene.lower(last) == "," else None
    )
    before = _clause_ahead_of(scene, cue, first, last)
    if ahead and before and scene.lower(first - 1) == ",":
        if inverted or _is_parenthesis(scene, cue, before):
            return _parenthetical(scene, before, ahead)
        if _closed_at(scene, cue) is not None:  # "…, the army said on Monday, a figure that …"
            ahead = None
    chosen = ahead or before
    if chosen is None:
        return (), "indirect"
    return (scene.span(*chosen),), form_of(scene, chosen)


def _wanted(scene: Scene, cue: Cue, last: int) -> tuple[Spans, Form] | None:
    """Reads "wants to have seen": a claim, in translated reports."""
    if cue.verb.lemma not in {"want", "claim"} or (scene.lower(last), scene.lower(last + 1)) != (
        "to",
        "have",
    ):
        return None
    return (scene.span(last, scene.stop),), "indirect"


def form_of(scene: Scene, content: Range) -> Form:
    """``mixed`` where the clause holds a quote, else ``indirect``."""
    return "mixed" if scene.next_quote(content.start, content.end) is not None else "indirect"


def _named(scene: Scene, cue: Cue) -> tuple[Spans, Form] | None:
    """Reads "put losses at nine killed", "called the paper “a fake”"."""
    if not cue.verb.takes("naming"):
        return None
    if cue.verb.lemma == "put":
        at = next((i for i in range(cue.end, scene.stop) if scene.lower(i) == "at"), None)
        quote = scene.next_quote(cue.end, scene.stop)
        if at is not None and (quote is not None or has_figure(scene, at, scene.stop)):
            content = Range(cue.end, scene.stop)
            return (scene.span(*content),), form_of(scene, content)
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
    """Reads "speaks of at least five", "spoke on the telephone of “chaos”"."""
    if not cue.verb.takes("speaking"):
        return None
    of = next(
        (i for i in range(cue.end, min(cue.end + 6, scene.stop)) if scene.lower(i) == "of"), None
    )
    if of is None:
        return None
    end = next((i for i in range(of, scene.stop) if scene.lower(i) == ";"), scene.stop)
    content = Range(of + 1, end)
    if scene.next_quote(*content) is None and not has_figure(scene, *content):
        return None
    return (scene.span(*content),), form_of(scene, content)


def _clause_after(scene: Scene, cue: Cue, cues: tuple[Cue, ...], last: int) -> Range | None:
    """The clause behind the cue, with or without "that"."""
    start = _that_ahead(scene, cues, last) or after_cue(scene, last, cue)
    if scene.lower(start) in words("cues", "nouns"):
        start += 1
    if cue.verb.takes("denying") and _is_only_named(scene, start):
        return None
    explicit = scene.lower(start) == "that"
    if explicit or scene.lower(start) in {":", ","}:
        start += 1
    closed = scene.lower(cue.end) in {",", ";"} or (last > cue.end and scene.lower(last) == ",")
    passed = {",", ";", "and", "but"} if closed else {","}
    while scene.lower(start) in passed:
        start += 1
    if start >= scene.stop:
        return None
    content = Range(start, clause_end(scene, start, cues))
    content = Range(start, _before_coordinated(scene, cues, content))
    if explicit:
        return content
    quoted = scene.next_quote(*content) is not None
    if _opens_otherwise(scene, start, quoted=quoted) or _needs_that(scene, cue):
        return None
    return _without_that(scene, cue, content, quoted=quoted)


def _is_only_named(scene: Scene, start: int) -> bool:
    """Whether what is denied is not told: "disputed this", "denied the charge"."""
    word, following = scene.lower(start), scene.lower(start + 1)
    if word in {"this", "that", "it", "these", "those"}:
        return following in {",", ";", "and", "but", "as", "in", "on", "when", ""} or (
            start + 1 >= scene.stop
        )
    named = word in words("grammar", "determiners") and following in words("cues", "nouns")
    return named and scene.lower(start + 2) != "that"


def _needs_that(scene: Scene, cue: Cue) -> bool:
    """Whether the verb means something else without "that"; not in ", she went on, "."""
    return cue.verb.lemma in words("cues", "explicit") and scene.lower(cue.end) != ","


def _without_that(scene: Scene, cue: Cue, content: Range, *, quoted: bool) -> Range | None:
    """A clause, a quoted phrase, or a phrase with a figure behind a verb of counting."""
    start = content.start
    if scene.is_quote(start) or scene.is_quote(start + 1):
        content = Range(start, _nominal_end(scene, content))
    if looks_like_clause(scene, *content):
        return content
    if cue.verb.takes("denying") and scene.lower(start).endswith("ing"):
        return content  # "denied losing twelve planes"
    counted = cue.verb.lemma in words("cues", "counting") and has_figure(scene, *content)
    return content if quoted or counted else None


def _nominal_end(scene: Scene, content: Range) -> int:
    """Where a noun phrase of content ends: before "but gave …", a colon or a semicolon."""
    for at in range(content.start + 1, content.end):
        if scene.lower(at) in {"but", ":", ";"}:
            return at - 1 if scene.lower(at - 1) == "," else at
    return content.end


def _that_ahead(scene: Scene, cues: tuple[Cue, ...], last: int) -> int | None:
    """Reads "that" a few words behind the cue: "argues in her memoirs that …"."""
    for at in range(last, min(last + 12, scene.stop)):
        word = scene.lower(at)
        if word == "that":
            return at
        if any(cue.start == at and not cue.verb.is_participle for cue in cues):
            return None
        closed = word in words("grammar", "auxiliaries") | {":", ";", "but"} or scene.is_quote(at)
        comma = word == "," and scene.lower(at + 1) not in {"that", "in", "on"}
        if closed or comma:
            return None
    return None


def _opens_otherwise(scene: Scene, start: int, *, quoted: bool) -> bool:
    """Whether what follows the cue cannot be the beginning of its content."""
    word, following = scene.lower(start), scene.lower(start + 1)
    if word in _NEW_CLAUSES or ((word,) in cue_verbs() and word.endswith("ing")):
        return True
    if quoted:
        return False
    if word == "not" and following == "to":
        return True
    counted = word == "at" and following in {"least", "most"}
    figure = word == "about" and has_figure(scene, start + 1, start + 2)
    return word in _LINKS and not counted and not figure


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
    while end > 0 and scene.lower(end - 1) in words("grammar", "adverbs") | {"as"}:
        end -= 1
    if end == 0 or scene.lower(end - 1) not in {",", "–", "—"}:
        return None
    start = after_colon(scene, end)
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


def _closed_at(scene: Scene, cue: Cue) -> int | None:
    """The comma or semicolon behind the cue, with only an object or adjunct between."""
    for at in range(cue.end, min(cue.end + 7, scene.stop)):
        if scene.lower(at) in {",", ";"}:
            return at
        if scene.is_quote(at) or scene.lower(at) in words("grammar", "auxiliaries") | {"that", ":"}:
            return None
    return None


def _is_parenthesis(scene: Scene, cue: Cue, before: Range) -> bool:
    """Whether the cue clause stands in the middle: both halves around it are the content."""
    closed = _closed_at(scene, cue)
    if closed is None:
        return False
    if closed == cue.end or scene.lower(closed) == ";":
        return True
    return not looks_like_clause(scene, *before)


def _parenthetical(scene: Scene, before: Range, ahead: Range) -> tuple[Spans, Form]:
    """Reads "The photographs, he said, were old": both halves are the content."""
    spans = []
    for part in (before, ahead):
        quote = scene.items[part.start].quote
        lone = quote is not None and part.end - part.start == 1
        spans.append(quote.inner if lone and quote is not None else scene.span(*part))
    quoted = any(scene.next_quote(*part) is not None for part in (before, ahead))
    return tuple(spans), "mixed" if quoted else "indirect"


def after_colon(scene: Scene, end: int) -> int:
    """The first item behind the last colon or semicolon before ``end``; 0 where there is none."""
    return max((at + 1 for at in range(end - 1) if scene.lower(at) in {":", ";"}), default=0)
