"""Claims that only a joke carries: marked by reporter or speaker, or words put in a mouth."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, span_of
from onrecord.claims.places import is_force
from onrecord.claims.scene import Draft, Passage, Scene
from onrecord.claims.verbs import is_verbal
from onrecord.record import Disposition, Span, Statement
from onrecord.text import compile_phrases, lexicon


def jokes(
    scene: Scene, passage: Passage, clause: Clause, statement: Statement | None
) -> list[Draft]:
    """The figurative claim of one clause of an ironic or depicted statement, if it makes one."""
    if statement is None or statement.manner == "earnest":
        return []
    retreat = _retreat(passage, clause)
    if statement.manner == "depicted":
        return retreat
    return retreat or _trade(scene, passage, clause, statement) or _sport(scene, passage, clause)


def _trade(scene: Scene, passage: Passage, clause: Clause, statement: Statement) -> list[Draft]:
    match = _pattern("trade", "words").search(passage.text, *clause.span)
    noun = _item(passage, clause)
    if match is None and noun is not None and not clause.verbs:
        match = next(
            (
                m
                for p in statement.content
                for m in _pattern("trade", "words").finditer(passage.text, *p)
            ),
            None,
        )
    if match is None or _has_claim_word(passage, clause):
        return []
    item = noun.item if noun else _item_nearby(scene, passage, statement)
    if item is None:
        return []
    anchor = span_of(clause.tokens, noun.first, noun.head) if noun else Span(*match.span())
    grown = _GROWN.search(passage.text, *clause.span) is not None and noun is not None
    disposition: Disposition | None = (
        "captured"
        if grown
        or (
            re.search(r"\b(?:get|own|pick|new|keep)\b", clause.text(passage.text), re.IGNORECASE)
            and noun
            and noun.group != "ship"
        )
        else None
    )
    return [
        Draft(
            "materiel",
            passage,
            clause,
            clause.span,
            anchor,
            item=item,
            disposition=disposition,
            target=anchor if noun and not grown else None,
            plain=grown,
        )
    ]


# The increase is asserted; what it is put down to is the joke.
_GROWN = re.compile(
    r"\b(?:number|stock|fleet|count)\b.*\b(?:increased|grown|grew|risen|rose|"
    r"doubled|swelled)\b",
    re.IGNORECASE,
)


def _item(passage: Passage, clause: Clause) -> Noun | None:
    return next((n for n in passage.nouns(clause) if n.kind == "item"), None)


def _item_nearby(scene: Scene, passage: Passage, statement: Statement) -> str | None:
    """Equipment named in the rest of the statement or in the sentence that introduces it."""
    start = min(piece.start for piece in statement.content)
    for other in scene.passages:
        near = other.line.index in (passage.line.index, passage.line.index - 1)
        if not near or other.line.block != passage.line.block:
            continue
        if other is not passage and not (
            other.line.span.end > start or any(p.meets(other.line.span) for p in statement.content)
        ):
            continue
        for clause in other.clauses:
            for noun in other.nouns(clause):
                if noun.kind == "item":
                    return noun.item
    return None


def _has_claim_word(_passage: Passage, clause: Clause) -> bool:
    return any(v.senses & {"killed", "wounded"} for v in clause.verbs)


def _of_force(scene: Scene, clause: Clause) -> bool:
    bodies = frozenset(
        w.casefold()
        for a in scene.agents
        if a.kind != "person"
        for w in re.findall(r"\w+", a.name)
        if w[0].isupper()
    )
    return is_force(clause.tokens, 0, len(clause.tokens) - 1, bodies) or any(
        t.lower in bodies for t in clause.tokens
    )


def _sport(scene: Scene, passage: Passage, clause: Clause) -> list[Draft]:
    sport = _pattern("sport", "words").search(passage.text, *clause.span)
    move = _pattern("sport", "moves").search(passage.text, *clause.span)
    if sport is None or move is None or not _of_force(scene, clause):
        return []
    return [Draft("withdrawal", passage, clause, clause.span, Span(*move.span()), plain=False)]


def _retreat(passage: Passage, clause: Clause) -> list[Draft]:
    """A noun of going away in words without a verb: a title, a caption, a label."""
    nouns = compile_phrases(lexicon("territory")["nominal"]["leave"])
    match = nouns.search(passage.text, *clause.span)
    if match is None or any(is_verbal(t) for t in clause.tokens):
        return []
    return [Draft("withdrawal", passage, clause, clause.span, Span(*match.span()), plain=False)]


@cache
def _pattern(section: str, table: str) -> re.Pattern[str]:
    return compile_phrases(lexicon("jokes")[section][table])
