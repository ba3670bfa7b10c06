"""Figures that leave out what they count, said before: "the ministry speaks of nine"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.claims.fates import FATES, as_disposition
from onrecord.claims.inflection import forms
from onrecord.claims.lines import Clause
from onrecord.claims.people import casualty
from onrecord.claims.people_figures import free_figures
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import entry_senses
from onrecord.record import Quantity, Span
from onrecord.text import fold, lexicon

_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?()\"'”’“»–—]|(?:of\s+(?:its|their|his|our|her)\s+own|of\s+(?:theirs|ours|them)|"
    r"more|others?|in\s+all|altogether|instead|only|so\s+far)\b|(?:and|but|while)\b)"
)


def carried(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """The bare figures of a clause that count what was counted just before.

    A share carries on a share, a number a number; the words before it must be such as count.
    """
    found: list[Draft] = []
    for quantity in free_figures(passage, clause, []):
        if not _AFTER.match(passage.text[quantity.span.end : passage.line.span.end]):
            continue
        if not _counts(passage, quantity):
            continue
        last = next((d for d in reversed(before) if _countable(d)), None)
        draft = _carry(passage, clause, last, quantity) if last else None
        draft = draft or _of_topic(passage, clause, quantity)
        if draft is not None:
            found.append(draft)
    return found


def fated(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """As "9 destroyed, 1 abandoned": figures and what became of the items counted before."""
    last = next((d for d in reversed(before) if d.kind == "materiel" and d.item), None)
    if last is None:
        return []
    found: list[Draft] = []
    for quantity in free_figures(passage, clause, []):
        whole = _OF_THEM.match(passage.text, quantity.span.end)
        start = whole.end() if whole else quantity.span.end
        at = next((i for i, t in enumerate(clause.tokens) if t.start >= start), None)
        word = clause.lowered[at] if at is not None else ""
        fate = _fates().get(word)
        later = clause.lowered[at + 1 : at + 2] if at is not None else ()
        if fate is None or at is None or (later and later[0].isalpha() and later[0] not in _ENDS):
            continue
        end = clause.tokens[at].end
        items = replace_unit(quantity)
        draft = last.leaned_on(
            passage,
            clause,
            Span(quantity.span.start, end),
            quantity.span,
            quantity=items,
            disposition=as_disposition(fate),
            negated=False,
        )
        found.append(draft)
    return found


_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which)\b", re.IGNORECASE)
_ENDS = frozenset(["and", "by", "in", "on", "at", "since", "over", "overnight", "so", "or"])


def replace_unit(quantity: Quantity) -> Quantity:
    """A count of people as a count of items."""
    return Quantity(
        low=quantity.low,
        value=quantity.value,
        high=quantity.high,
        unit="items",
        modifier=quantity.modifier,
        span=quantity.span,
    )


def _countable(draft: Draft) -> bool:
    counted = draft.quantity is not None and draft.quantity.unit in ("people", "items")
    return counted and draft.kind in ("casualties", "materiel", "control", "withdrawal")


def _counts(passage: Passage, quantity: Quantity) -> bool:
    """Whether the word before a figure is one of counting: "puts it at", "speaks of", "was"."""
    toks = passage.line.tokens
    before = [t.lower for t in toks if t.end <= quantity.span.start and t.is_word]
    while before and before[-1] in _table("skipped"):
        before.pop()
    if not before:
        return False
    return before[-1] in _table("direct") or (
        before[-1] in _table("links") and bool(set(before[-5:-1]) & _table("before_links"))
    )


def _carry(passage: Passage, clause: Clause, last: Draft, quantity: Quantity) -> Draft | None:
    if last.quantity is None or last.quantity.span.meets(quantity.span):
        return None
    count = quantity if last.quantity.unit == "people" else replace_unit(quantity)
    hedged = bool(set(clause.lowered) & {"may", "might", "could"})
    if set(clause.lowered) & {"will", "would", "should"} and not hedged:
        hedged = False
    return last.leaned_on(
        passage,
        clause,
        clause.span,
        quantity.span,
        quantity=count,
        negated=False,
        possible=hedged,
        unreal=False,
        window=None,
    )


def _of_topic(passage: Passage, clause: Clause, quantity: Quantity) -> Draft | None:
    """As "Asked about the dead, he put them at thirty": what is counted is named before."""
    for token in reversed(passage.line.tokens):
        if token.end > quantity.span.start:
            continue
        outcome = lexicon("carried")["topics"].get(fold(token.lower))
        if outcome is not None:
            return casualty(passage, clause, None, outcome, quantity, None)
    return None


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(lexicon("carried")["words"][name])


@cache
def _fates() -> dict[str, str]:
    """The participles that say what became of items, with their fates."""
    found = {w: f for f, ws in lexicon("equipment")["adjectives"].items() for w in ws}
    for word, of in forms().items():
        for form, base in of:
            fate = next((s for s in FATES if s in entry_senses(base)), None)
            if form == "participle" and fate is not None:
                found.setdefault(word, fate)
    return found
