"""Corrections: the new figure is claimed, the withdrawn one denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.amounts import Amount
from onrecord.claims.casualties import casualties
from onrecord.claims.lines import Clause
from onrecord.claims.materiel import materiel
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage

_BLOCK = re.compile(
    r"\b(?:corrections?|corrects|corrected|correct(?:ed)? (?:number|figure|"
    r"total|count|toll)|(?:figure|number|toll|total).{0,120} withdrawn|"
    r"we (?:wrote|reported|said|stated)|(?:first|earlier|previous|"
    r"original) version|misstated|our mistake|the mistake was ours)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:we|this (?:channel|paper|post|story|report))\s+(?:had\s+)?(?:wrote|"
    r"written|reported|said|stated)\b|\b(?:first|earlier|previous|"
    r"original) version\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:correct (?:number|figure|count) (?:is|was)|there (?:were|was)|"
    r"should (?:have been|be|read)|in fact|it (?:was|is) actually)\b",
    re.IGNORECASE,
)
_CORRECT = re.compile(
    r"\bcorrect(?:ed)? (?:number|figure|count|total|toll)\b[^.]*\b(?:is|was)\b", re.IGNORECASE
)
_TO_FROM = re.compile(r"\bto\s+(\S+)\s+from\s+(\S+)|\bfrom\s+(\S+)\s+to\s+(\S+)", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:first|earlier|previous|original) version\b.*\b(?:said|gave|put|read|"
    r"stated|spoke of)\b",
    re.IGNORECASE,
)


def corrected(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft] | None:
    """What a correction claims and takes back in one clause; None where there is no correction."""
    if not _BLOCK.search(_block_text(passage, before)):  # the sentence itself included
        return None
    sentence = passage.line.span.of(passage.text)
    changed = _changed(passage, clause, sentence)
    if changed:
        return changed
    if _VERSION.search(clause.text(passage.text)):
        return _other_figure(passage, clause, before, withdrawn=True)
    if (
        _WITHDRAWN.search(passage.text[passage.line.span.start : clause.span.end])
        and "that" in passage.text[passage.line.span.start : clause.span.start + 1]
    ):
        found = [*materiel(passage, clause), *casualties(passage, clause)]
        return [replace(d, negated=True) for d in found] or None
    if re.search(
        r"\b(?:figure|number|total|toll|count)\b.{0,120}\b(?:withdrawn|retracted|"
        r"taken back)\b",
        sentence,
        re.IGNORECASE,
    ):
        found = [*materiel(passage, clause), *casualties(passage, clause)]
        if found:
            return [replace(d, negated=True) for d in found]
    if _CORRECT.search(clause.text(passage.text)) or (
        _NEW.search(clause.text(passage.text)) and before and before[-1].negated
    ):
        return _other_figure(passage, clause, before, withdrawn=False)
    return None


def _block_text(passage: Passage, before: Sequence[Draft]) -> str:
    near = [d for d in before if d.passage.line.block == passage.line.block]
    start = min((d.passage.line.span.start for d in near), default=passage.line.span.start)
    start = max(start, passage.line.span.start - 600)
    return passage.text[max(0, start - 40) : passage.line.span.end]


def _changed(passage: Passage, clause: Clause, sentence: str) -> list[Draft]:
    """As "corrects the number of sailors captured to 48 from 84"."""
    if not re.search(r"\b(?:corrects?|corrected|correcting)\b", sentence, re.IGNORECASE):
        return []
    match = _TO_FROM.search(passage.text, clause.span.start, clause.span.end)
    inside = [a for a in passage.figures if clause.span.start <= a.span.start < clause.span.end]
    if match is None or len(inside) < 2:
        return []
    old_at = match.start(2) if match.group(2) else match.start(3)
    old = next((a for a in inside if a.span.start <= old_at < a.span.end), None)
    return _of_kind(passage, clause, old) if old else []


def _of_kind(passage: Passage, clause: Clause, old: Amount) -> list[Draft]:
    nouns = passage.nouns(clause)
    noun = nouns[0] if nouns else None
    if noun is None:
        return []
    if noun.kind == "item":
        return [
            Draft(
                "materiel",
                passage,
                clause,
                clause.span,
                old.span,
                item=noun.item,
                group=noun.group,
                quantity=count(old, "items"),
                negated=True,
            )
        ]
    senses = {"killed": "killed", "wounded": "wounded", "taken": "captured", "missing": "missing"}
    outcome = next((senses[s] for v in clause.verbs for s in senses if s in v.senses), "killed")
    item = f"{clause.tokens[noun.head].lower} {outcome}"
    return [
        Draft(
            "casualties",
            passage,
            clause,
            clause.span,
            old.span,
            item=item,
            group=outcome,
            quantity=count(old, "people"),
            negated=True,
        )
    ]


def _other_figure(
    passage: Passage, clause: Clause, before: Sequence[Draft], *, withdrawn: bool
) -> list[Draft] | None:
    inside = [a for a in passage.figures if clause.span.start <= a.span.start < clause.span.end]
    near = [
        d for d in before if d.passage.line.block == passage.line.block and d.quantity is not None
    ]
    if not near or not inside:
        return None
    model = near[0] if withdrawn else near[-1]
    unit = model.quantity.unit if model.quantity else "items"
    return [
        model.leaned_on(
            passage,
            clause,
            clause.span,
            inside[-1].span,
            quantity=count(inside[-1], unit),
            negated=withdrawn,
        )
    ]
