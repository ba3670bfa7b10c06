"""A part of the people just counted: "two-thirds of them civilians"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.lines import Clause
from onrecord.claims.nouns import plural_of
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


def parts(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """A part of the people just counted: "two-thirds of them civilians", "three children"."""
    if not before:
        return []
    last, text = before[-1], passage.text
    found = []
    for quantity in [
        *free_figures(passage, clause, []),
        *(
            q
            for q in passage.shares
            if q.unit == "percent" and clause.span.start <= q.span.start < clause.span.end
        ),
    ]:
        after = text[quantity.span.end : clause.span.end + 1]
        lead = text[max(passage.line.span.start, quantity.span.start - 14) : quantity.span.start]
        of_them = _PART.match(after)
        own = re.search(
            r"\b(?:its|their) own\s+(?:losses\s+|dead\s+)?(?:at\s+)?[\"'“”„‘’«»]?$",
            lead,
            re.IGNORECASE,
        )
        if own and last.quantity is not None:
            found.append(
                last.leaned_on(
                    passage,
                    clause,
                    Span(
                        own.start() + max(passage.line.span.start, quantity.span.start - 14),
                        quantity.span.end,
                    ),
                    quantity.span,
                    quantity=quantity,
                    item=f"people {last.group}",
                )
            )
            continue
        times = re.match(r"\s+times\s+(?:that|as many)", after, re.IGNORECASE)
        if of_them or re.search(
            r"(?:including|among them|under them|of whom)\s+(?:some\s+|about\s+)?$",
            lead,
            re.IGNORECASE,
        ):
            outcome = _own_outcome(passage, clause) or last.group
            who = next(
                (
                    w
                    for w in ("children", "civilians", "women")
                    if re.search(rf"\b{w}\b", clause.span.of(text), re.IGNORECASE)
                ),
                None,
            )
            who = who or (
                "children" if "under the age" in after else (last.item or "people").split()[0]
            )
            found.append(
                last.leaned_on(
                    passage,
                    clause,
                    clause.span,
                    quantity.span,
                    quantity=quantity,
                    item=f"{who} {outcome}",
                    group=outcome,
                )
            )
        elif times and last.quantity and last.quantity.value and quantity.value:
            total = last.quantity.value * quantity.value
            exact = Quantity(value=total, unit="people", modifier="about", span=quantity.span)
            found.append(
                replace(
                    last.leaned_on(passage, clause, clause.span, quantity.span, quantity=exact),
                    parent=None,
                )
            )
    for noun in passage.nouns(clause):
        lead = text[
            max(passage.line.span.start, clause.tokens[noun.first].start - 14) : clause.tokens[
                noun.first
            ].start
        ]
        if (
            noun.kind == "people"
            and noun.figure
            and re.search(
                r"(?:including|among them|under them|of whom|among whom)\s+$", lead, re.IGNORECASE
            )
        ):
            who = {"child": "children"}.get(noun.item, plural_of(noun.item))
            anchor = Span(
                min(noun.figure.span.start, clause.tokens[noun.head].start),
                clause.tokens[noun.head].end,
            )
            found.append(
                replace(
                    last.leaned_on(
                        passage,
                        clause,
                        anchor,
                        anchor,
                        quantity=noun.figure,
                        item=f"{who} {last.group}",
                    ),
                    target=clause.tokens[noun.head].span,
                )
            )
    return found


def _own_outcome(passage: Passage, clause: Clause) -> str | None:
    for outcome, pattern in outcome_patterns().items():
        if pattern.search(passage.text, clause.span.start, clause.span.end):
            return outcome
    return None
