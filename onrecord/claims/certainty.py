"""How surely a claim is made: the statement's own certainty, or the author's hedges."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.scene import Draft
from onrecord.record import Certainty, Span, Statement
from onrecord.text import compile_phrases, lexicon


def certainty_of(draft: Draft, statement: Statement | None) -> Certainty:
    """The certainty of one claim.

    In a statement it is the speaker's own, unless its marks stand in another sentence; else it is
    read from the hedges of the claim's own clause. A negated assertion is ``denied``.
    """
    if draft.parent is None and draft.negated and statement is None:
        return "denied"
    said: Certainty = "certain"
    if statement is not None:
        said = statement.certainty
        if said in ("probable", "possible") and _marked_elsewhere(draft, statement):
            said = "certain"
    if said == "certain":
        said = _hedged(draft, statement)
    if draft.negated:
        return "certain" if said == "denied" else "denied"
    return said


def _marked_elsewhere(draft: Draft, statement: Statement) -> bool:
    marks = statement.certainty_marks
    line = draft.passage.line.span
    return (
        bool(marks)
        and all(any(p.holds(m) for p in statement.content) for m in marks)
        and not any(line.meets(m) for m in marks)
    )


def _hedged(draft: Draft, statement: Statement | None) -> Certainty:
    text = draft.passage.text
    if draft.possible:
        return "possible"
    span = draft.clause.span
    if statement is None and _conditional(draft):
        return "possible"
    for scale in ("possible", "probable"):
        match = _pattern(scale).search(text, *span)
        if match is not None and not _beside_point(text, match, draft):
            return "possible" if scale == "possible" else "probable"
    if statement is None and _introduced(text, draft):
        return "probable"
    return "certain"


def _beside_point(text: str, match: re.Match[str], draft: Draft) -> bool:
    """A hedge inside a relative clause or a parenthesis about something else."""
    between = Span(min(match.end(), draft.anchor.start), max(match.start(), draft.anchor.end))
    return (
        re.search(r"\b(?:which|who|whose)\b", between.of(text)) is not None
        and match.end() < draft.anchor.start
    )


def _conditional(draft: Draft) -> bool:
    sentence = draft.passage.clauses
    return any(
        clause.opener == "if" for clause in sentence if clause.span.start > draft.clause.span.start
    )


def _introduced(text: str, draft: Draft) -> bool:
    """As "Reportedly, …" and "It is believed that …" before the clause."""
    lead = text[draft.passage.line.span.start : draft.clause.span.start]
    return (
        re.search(
            r"(?:\b(?:it is (?:believed|thought|assumed|understood)|"
            r"unconfirmed reports? (?:say|said|suggest)|reportedly|apparently|"
            r"allegedly)\b[\w\s,]{0,12})$",
            lead,
            re.IGNORECASE,
        )
        is not None
    )


@cache
def _pattern(scale: str) -> re.Pattern[str]:
    return compile_phrases(
        p for p in lexicon("certainty")[scale] if p not in closed("certainty", "not_hedges")
    )
