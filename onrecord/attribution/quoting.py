"""Which quotes are the content of a cue: before it, behind it, or both."""

from __future__ import annotations

from onrecord.attribution.scenes import Scene
from onrecord.attribution.spotting import Cue
from onrecord.record import Span, Spans

_SHORT_LEAD = 8
_FEW = 4


def quoted(scene: Scene, cue: Cue, first: int, last: int) -> Spans:
    """The quotes that the cue with its source (items ``first`` to ``last``) attributes."""
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
        bare = cue.verb.takes("quoting") and not cue.verb.takes("speech")
        return bare and len(lead) <= _FEW and len(whole.split()) >= _FEW and ahead + 1 >= scene.stop
    ends_sentence = ahead + 1 >= scene.stop
    return (
        cue.verb.takes("speech", "quoting", "telling")
        and opens_sentence
        and ends_sentence
        and len(whole.split()) > 2
    )
