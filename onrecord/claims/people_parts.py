"""A part of the people just counted: "half of them women"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, plural_of
from onrecord.claims.people import outcome_patterns
from onrecord.claims.people_figures import free_figures
from onrecord.claims.scene import Draft, Passage
from onrecord.record import Quantity, Span

_PART = re.compile(
    r"\s+(?:of\s+(?:them|whom|these|those)\b|of\s+the\s+(?:dead|killed|wounded|"
    r"injured|victims|casualties)\b|(?:were|are|was)\s+(?:under\s+the\s+age|"
    r"children|civilians|women|minors)\b|children\b|civilians\b|women\b)",
    re.IGNORECASE,
)


_AMONG = re.compile(
    r"(?:including|among them|under them|of whom|among whom)\s+(?:some\s+|about\s+)?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:its|their) own\s+(?:losses\s+|dead\s+)?(?:at\s+)?[\"'“”„‘’«»]?$", re.IGNORECASE
)
_TIMES = re.compile(r"\s+times\s+(?:that|as many)", re.IGNORECASE)


def parts(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """A part of the people just counted: "half of them women", "three children"."""
    if not before:
        return []
    last = before[-1]
    inside = [q for q in passage.shares if clause.span.start <= q.span.start < clause.span.end]
    shares = [q for q in inside if q.unit == "percent"]
    figures = [*free_figures(passage, clause, []), *shares]
    found = [draft for q in figures if (draft := _part(passage, clause, last, q)) is not None]
    return found + [
        draft for noun in passage.nouns(clause) for draft in _among(passage, clause, last, noun)
    ]


def _lead(passage: Passage, start: int) -> tuple[int, str]:
    """Where the few words before an offset begin, and those words."""
    begin = max(passage.line.span.start, start - 18)
    return begin, passage.text[begin:start]


def _part(passage: Passage, clause: Clause, last: Draft, quantity: Quantity) -> Draft | None:
    """The claim of a bare figure that is a part, a multiple or a counterpart of the last one."""
    after = passage.text[quantity.span.end : clause.span.end + 1]
    begin, lead = _lead(passage, quantity.span.start)
    own = _OWN.search(lead)
    if own is not None and last.quantity is not None:
        span = Span(begin + own.start(), quantity.span.end)
        item = f"people {last.group}"
        return last.leaned_on(passage, clause, span, quantity.span, quantity=quantity, item=item)
    if _PART.match(after) or _AMONG.search(lead):
        outcome = _own_outcome(passage, clause) or last.group
        item = f"{_who(passage, clause, last, after)} {outcome}"
        return last.leaned_on(
            passage, clause, clause.span, quantity.span, quantity=quantity, item=item, group=outcome
        )
    if _TIMES.match(after) and last.quantity and last.quantity.value and quantity.value:
        total = last.quantity.value * quantity.value
        about = Quantity(value=total, unit="people", modifier="about", span=quantity.span)
        draft = last.leaned_on(passage, clause, clause.span, quantity.span, quantity=about)
        return replace(draft, parent=None)
    return None


def _who(passage: Passage, clause: Clause, last: Draft, after: str) -> str:
    """The people a part is said to be: children, civilians, women, else those just counted."""
    said = re.search(r"\b(?:children|civilians|women)\b", clause.text(passage.text), re.IGNORECASE)
    if said is not None:
        return said.group().casefold()
    return "children" if "under the age" in after else (last.item or "people").split()[0]


def _among(passage: Passage, clause: Clause, last: Draft, noun: Noun) -> list[Draft]:
    """As "…, among them three children"."""
    _, lead = _lead(passage, clause.tokens[noun.first].start)
    if noun.kind != "people" or noun.figure is None or not _AMONG.search(lead):
        return []
    who = {"child": "children"}.get(noun.item, plural_of(noun.item))
    head = clause.tokens[noun.head]
    anchor = Span(min(noun.figure.span.start, head.start), head.end)
    item = f"{who} {last.group}"
    draft = last.leaned_on(passage, clause, anchor, anchor, quantity=noun.figure, item=item)
    return [replace(draft, target=head.span)]


def _own_outcome(passage: Passage, clause: Clause) -> str | None:
    for outcome, pattern in outcome_patterns().items():
        if pattern.search(passage.text, clause.span.start, clause.span.end):
            return outcome
    return None
