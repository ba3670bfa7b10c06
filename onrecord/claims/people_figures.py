"""Figures of people without a noun: "nine killed", "killed at least 70", tolls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.people import OUTCOMES, casualty, outcome_patterns
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon

_AFTER_FIGURE = re.compile(
    r"\s*(?:$|[.,;:!?()\"'”“’–—-]|\b(?:others?|more|people|were|was|are|is|have|"
    r"had|has|of|in|on|at|since|during|near|when|after|before|by|this|last|and|"
    r"or|between|overnight|yesterday|today|so far|from|that|to|as|bodies)\b)",
    re.IGNORECASE,
)


def bare_figures(passage: Passage, clause: Clause, taken: Sequence[Span]) -> list[Draft]:
    """As "nine killed", "killed at least 70", "half of them women", "lost dozens"."""
    drafts = []
    for quantity in free_figures(passage, clause, taken):
        found = _beside(passage, clause, quantity)
        if found is not None and not (found[0] in ("captured", "lost") and _items_only(passage)):
            outcome, verb = found
            draft = casualty(passage, clause, None, outcome, quantity, verb)
            drafts.append(_with_label(passage, draft, quantity))
    return drafts


def _with_label(passage: Passage, draft: Draft, quantity: Quantity) -> Draft:
    """As "Fighters killed since May: 60": the words before the colon belong to the claim."""
    start = passage.line.span.start
    label = _LISTED.search(passage.text[start : quantity.span.start])
    if label is None or ":" not in passage.text[start : draft.span.start + 1]:
        return draft
    begin = passage.text.rfind("\n", start, start + label.start()) + 1
    return replace(draft, span=Span(max(start, begin), draft.span.end))


def _items_only(passage: Passage) -> bool:
    """Whether the sentence counts equipment and no people: then "captured two more" are items."""
    kinds = {n.kind for c in passage.clauses for n in passage.nouns(c) if n.figure is not None}
    return kinds == {"item"}


def free_figures(passage: Passage, clause: Clause, taken: Sequence[Span]) -> list[Quantity]:
    """The figures of a clause that count no noun, share, area or time."""
    counted = [n.figure.span for n in passage.nouns(clause) if n.figure is not None]
    figures = [
        count(a, "people")
        for a in passage.figures
        if not any(q.span.meets(a.span) for q in passage.shares)
    ]
    return [
        q
        for q in figures
        if clause.span.start <= q.span.start < clause.span.end
        and not any(q.span.meets(s) for s in [*counted, *taken])
        and not any(w.span.meets(q.span) for w in passage.windows)
        and not _whole_of(passage, q)
        and not _ONE_OF_A_KIND.search(passage.text, max(0, q.span.start - 8), q.span.end)
    ]


# "the last one", "this one": a pronoun, no figure.
_ONE_OF_A_KIND = re.compile(
    r"\b(?:last|first|the|this|that|each|every|no|other)\s+one$", re.IGNORECASE
)


def _whole_of(passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure only says of how many: the eleven in "four of the eleven"."""
    lead = passage.text[max(0, quantity.span.start - 8) : quantity.span.start]
    match = re.search(r"\s+of\s+(?:the|our|its|their)\s+$", lead)
    return match is not None and any(
        a.span.end == quantity.span.start - len(match.group()) for a in passage.figures
    )


# What may stand between a figure and its outcome: "12 were", "four of the eleven".
_BETWEEN = re.compile(
    r"(?:\s+(?:[A-Z][\w’-]*|enemy|own|rebel|government|army|civilian|military|further|more|new)"
    r"(?=\s+(?:[A-Z][\w’-]*\s+)?(?:dead|wounded|injured|killed|missing|deaths|prisoners|captives)))"
    r"{0,2}(?:\s+of\s+(?:the|them|these|those|our|its|their)(?:\s+[\w-]+)?"
    r"(?=\s+(?:needed|required|were|are|was)))?[\s\"'“”„‘’«»]*(?:others\s+|more\s+|people\s+)?"
    r"(?:(?:were|was|are|is|have|had|has|been|feared|confirmed|reported|lay|still|"
    r"remain|remains|remained|went|now|said to be)\s+){0,3}"
)
_LISTED = re.compile(
    r"\b(dead|killed|wounded|injured|missing|captured)\b[^.:;!?\n]{0,70}:\s*$", re.IGNORECASE
)
_LISTED_AS = {"dead": "killed", "injured": "wounded"}

_Outcome = tuple[str, VerbHit | None]


def _beside(passage: Passage, clause: Clause, quantity: Quantity) -> _Outcome | None:
    """The outcome that stands right beside a figure, and the verb that says it."""
    text = passage.text
    after = text[quantity.span.end : clause.span.end]
    said = _said_after(clause, quantity, after)
    if said is not None:
        return said
    if text[clause.span.start : quantity.span.start].rstrip().endswith("not") and " but " in after:
        return None
    listed = _LISTED.search(text[passage.line.span.start : quantity.span.start])
    if listed is not None:
        word = listed.group(1).casefold()
        return _LISTED_AS.get(word, word), None
    if not _AFTER_FIGURE.match(after):
        return _of_any_noun(clause, quantity)
    return _by_verb(text, clause, quantity)


def _said_after(clause: Clause, quantity: Quantity, after: str) -> _Outcome | None:
    lead = _BETWEEN.match(after)
    for outcome, pattern in outcome_patterns().items():
        said = pattern.match(after, lead.end() if lead else 0) if outcome != "lost" else None
        if said is not None:
            begin, end = quantity.span.end + said.start(), quantity.span.end + said.end()
            heads = (v for v in clause.verbs if begin <= clause.tokens[v.head].start < end)
            return outcome, next(heads, None)
    return None


def _by_verb(text: str, clause: Clause, quantity: Quantity) -> _Outcome | None:
    for verb in clause.verbs:
        outcome = next((OUTCOMES[s] for s in OUTCOMES if s in verb.senses), "")
        if clause.tokens[verb.head].start > quantity.span.start:
            alone = verb.lemma in closed("casualties", "alone")
            if outcome and alone and _only_small(clause, verb, quantity):
                return outcome, verb
            continue
        outcome = "lost" if verb.lemma == "lose" else outcome
        between = text[clause.tokens[verb.particle].end : quantity.span.start]
        if outcome and not verb.passive and not between.strip("\"'“”„‘’«» \n"):
            return outcome, verb
    return None


def _of_any_noun(clause: Clause, quantity: Quantity) -> tuple[str, VerbHit | None] | None:
    """As "killing three technicians": whoever is killed or wounded, by any plural noun."""
    toks = clause.tokens
    at = next((i for i, t in enumerate(toks) if t.start >= quantity.span.end), len(toks))
    noun = next(
        (t for t in toks[at : at + 3] if t.is_word and t.lower.endswith(("s", "men", "people"))),
        None,
    )
    if noun is None or noun.lower in closed("people_figures", "not_people") or noun.is_capitalised:
        return None
    for verb in clause.verbs:
        outcome = next((OUTCOMES[s] for s in ("killed", "wounded") if s in verb.senses), "")
        if verb.lemma in ("burn", "bury", "hurt") and not verb.passive:
            continue
        begins = (
            toks[verb.particle].end <= quantity.span.start
            and not verb.passive
            and quantity.span.start - toks[verb.particle].end <= 12
        )
        ends = verb.passive and 0 <= toks[verb.first].start - noun.end <= 2
        if outcome and (begins or ends):
            return outcome, verb
    return None


def _only_small(clause: Clause, verb: VerbHit, quantity: Quantity) -> bool:
    between = [
        t
        for t in clause.tokens
        if quantity.span.end <= t.start < clause.tokens[verb.first].start and t.is_word
    ]
    return len(between) <= 2


def tolls(passage: Passage, clause: Clause) -> list[Draft]:
    """As "the death toll rose to 31", "bringing the total to 40"."""
    text, span = passage.text, clause.span
    for outcome, pattern in _toll_patterns().items():
        match = pattern.search(text, span.start, span.end)
        if match is None:
            continue
        for figure in passage.figures:
            if (
                match.end() <= figure.span.start < span.end
                and len(text[match.end() : figure.span.start].split()) <= 7
            ):
                kind = "killed" if outcome == "running" else outcome
                if outcome == "running" and _items_only(passage):
                    continue
                return [casualty(passage, clause, None, kind, count(figure, "people"), None)]
    return []


@cache
def _toll_patterns() -> dict[str, re.Pattern[str]]:
    return {
        outcome: compile_phrases(forms) for outcome, forms in lexicon("casualties")["tolls"].items()
    }
