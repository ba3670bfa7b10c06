"""Claims that a sentence does not assert: denied, refused, rejected, rehearsed, only planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.inflection import inflected
from onrecord.claims.scene import Draft, Scene
from onrecord.record import Span
from onrecord.text import Token, lexicon

_REACH = 14


def framed(scene: Scene, draft: Draft) -> Draft | None:
    """A claim as its sentence frames it: None where it asserts nothing, negated where false."""
    toks = draft.passage.line.tokens
    words = [token.lower for token in toks]
    at = next((i for i, t in enumerate(toks) if t.start >= draft.anchor.start), len(toks))
    if _staged(words, at) or _planned(draft):
        return None
    if _asked(scene, draft):
        return None
    statement = scene.statement_at(draft.anchor)
    if statement is not None and statement.certainty == "denied":
        return draft
    if _unsaid(words, at):
        return None
    cut = _false_after(toks, words, at)
    if cut is not None:
        end = toks[cut].start
        span = Span(draft.span.start, min(draft.span.end, max(draft.anchor.end, end)))
        return replace(draft, negated=True, span=span.trimmed(scene.text))
    if _false_before(words, at):
        return replace(draft, negated=True)
    return draft


def _asked(scene: Scene, draft: Draft) -> bool:
    """Whether the claim stands in a question, also one inside somebody's words."""
    end = draft.passage.line.span.end
    for at in range(draft.anchor.end, end):
        mark = scene.text[at]
        if mark == "?":
            return True
        if mark in "!;" or (mark == "." and scene.text[at + 1 : at + 2].isspace()):
            return False
        if mark in '"”»“' and at > draft.anchor.end:
            return scene.text[at - 1] == "?"
    return False


def _staged(words: Sequence[str], at: int) -> bool:
    if set(words[max(0, at - 8) : at]) & _table("staged", "verbs"):
        return True
    return words[:1] == ["in"] and bool(set(words[1:5]) & _table("staged", "works"))


def _planned(draft: Draft) -> bool:
    """As "aims at capturing": a verb in -ing that a plan governs."""
    verb = draft.verb
    if verb is None or verb.form != frozenset(["ing"]) or verb.first != verb.head:
        return False
    before = draft.clause.lowered[max(0, verb.head - 4) : verb.head]
    linked = bool(before) and before[-1] in _table("planned", "links")
    return linked and bool(set(before) & _table("planned", "heads"))


def _unsaid(words: Sequence[str], at: int) -> bool:
    """As "never claimed that …", "refused to confirm that …", "nobody believes that …"."""
    for index in range(at - 1, max(-1, at - _REACH), -1):
        word = words[index]
        if word in (";", ":", "but"):
            return False
        if word not in _saying():
            continue
        opened = "that" in words[index + 1 : index + 3] or index + 1 >= at - 1
        lead = words[max(0, index - 4) : index]
        denied = set(lead) & _table("saying", "denials") or any(w.endswith("n't") for w in lead)
        denied = denied or "no one" in " ".join(lead)
        refused = set(lead) & _table("saying", "refusals")
        return opened and bool(denied or refused) and "," not in lead
    return False


def _false_after(toks: Sequence[Token], words: Sequence[str], at: int) -> int | None:
    """As "Reports that … were wrong": where the words that say so begin."""
    if not set(words[max(0, at - _REACH) : at]) & _table("saying", "rumours"):
        return None
    for index in range(at, len(words) - 1):
        if words[index] in _table("false", "linking") and set(
            words[index + 1 : index + 4]
        ) & _table("false", "words"):
            return index
    del toks
    return None


def _false_before(words: Sequence[str], at: int) -> bool:
    """As "it is not true that", "it was untrue that", "rejected reports that"."""
    lead = words[max(0, at - _REACH) : at]
    for index, word in enumerate(lead):
        after = lead[index + 1 :]
        if word in _table("false", "words") and "that" in after[:2]:
            return True
        if word == "true" and "that" in after[:2]:
            return bool(set(lead[max(0, index - 3) : index]) & {"not", "never", "n't", "isn't"})
        if word in _table("saying", "rejecting") and set(after[:3]) & _table("saying", "rumours"):
            return word not in ("called", "calls") or bool(
                set(words[at:]) & _table("false", "words")
            )
    return False


@cache
def _table(section: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("frames")[section][name])


@cache
def _saying() -> frozenset[str]:
    regular = {form for base in _table("saying", "verbs") for _, form in inflected(base)}
    return frozenset(regular | _table("saying", "irregular"))
