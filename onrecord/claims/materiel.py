"""Claims on equipment and installations: destroyed, captured, abandoned, damaged, lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.closed import closed
from onrecord.claims.fates import FATES, Fate, as_disposition, fate_of
from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, span_of
from onrecord.claims.quantities import one
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Span
from onrecord.text import compile_phrases, lexicon


def materiel(passage: Passage, clause: Clause) -> list[Draft]:
    """The claims on equipment in one clause."""
    items = [noun for noun in passage.nouns(clause) if noun.kind == "item"]
    if not items:
        return _of_subject_before(passage, clause) or _unnamed(passage, clause)
    drafts: list[Draft] = []
    for noun, found in _fates(passage, clause, items):
        fate, anchor, verb = found
        drafts.append(_draft(passage, clause, noun, fate, anchor, verb))
    return share_spans(clause, drafts or _unnamed(passage, clause))


def _fates(passage: Passage, clause: Clause, items: Sequence[Noun]) -> list[tuple[Noun, Fate]]:
    """The items whose fate the clause says, those listed with them included, in order."""
    known: list[tuple[Noun, Fate]] = []
    for noun in items:
        found = fate_of(passage, clause, noun, items)
        found = found or _in_list(clause, noun, known[-1] if known else None)
        if found is not None:
            known.append((noun, found))
    for noun in reversed(items):
        if any(noun is other for other, _ in known):
            continue
        after = next(((n, f) for n, f in known if n.first > noun.head), None)
        if after is not None and after[1][1].start >= clause.tokens[after[0].head].end:
            found = _in_list(clause, after[0], (noun, after[1]))
            if found is not None:
                known.insert(0, (noun, found))
    return sorted(known, key=lambda pair: pair[0].first)


def _in_list(clause: Clause, noun: Noun, before: tuple[Noun, Fate] | None) -> Fate | None:
    """A counted item that only "and" or a comma parts from one whose fate is known."""
    if before is None or noun.figure is None or before[0].figure is None:
        return None
    between = [t.lower for t in clause.tokens[before[0].head + 1 : noun.first]]
    return (
        before[1]
        if between
        and all(w in ("and", ",", "as", "well", "plus", "or", "another") for w in between)
        else None
    )


def _unnamed(passage: Passage, clause: Clause) -> list[Draft]:
    pattern = compile_phrases(lexicon("equipment")["unnamed"]["phrases"])
    match = pattern.search(passage.text, clause.span.start, clause.span.end)
    if match is None:
        return _left_thing(passage, clause)
    return [
        Draft(
            "materiel",
            passage,
            clause,
            clause.span,
            Span(*match.span()),
            item="equipment",
            disposition="abandoned",
            group="all",
        )
    ]


def _left_thing(passage: Passage, clause: Clause) -> list[Draft]:
    """As "left a field oven behind": whatever a force leaves, named by any noun."""
    for verb in clause.verbs:
        gap = clause.tokens[verb.head + 1 : verb.particle] if verb.lemma == "leave behind" else ()
        if (
            not 1 <= len(gap) <= 5
            or not all(t.is_word for t in gap)
            or verb.passive
            or verb.mood == "unreal"
        ):
            continue
        thing = gap[-1].lower
        if (
            thing in closed("materiel", "not_things")
            or gap[-1].is_capitalised
            or gap[0].lower
            not in (
                "a",
                "an",
                "the",
                "their",
                "its",
                "his",
                "some",
                "several",
                "two",
                "three",
                "all",
                "our",
            )
        ):
            continue
        singular = thing[:-1] if thing.endswith("s") and not thing.endswith("ss") else thing
        figure = one(gap[0].span, "items") if gap[0].lower in ("a", "an") else None
        anchor = Span(clause.tokens[verb.head].start, clause.tokens[verb.particle].end)
        return [
            Draft(
                "materiel",
                passage,
                clause,
                clause.span,
                anchor,
                item=singular,
                disposition="abandoned",
                quantity=figure,
                group="all",
                negated=verb.negated,
                verb=verb,
            )
        ]
    return []


def _draft(
    passage: Passage, clause: Clause, noun: Noun, fate: str, anchor: Span, verb: VerbHit | None
) -> Draft:
    disposition = as_disposition(fate)
    negated = _negated(clause, noun, verb)
    single = noun.figure is not None and noun.figure.value == 1.0
    return Draft(
        "materiel",
        passage,
        clause,
        clause.span,
        anchor,
        item=noun.item,
        disposition=disposition,
        quantity=None if negated and single else noun.figure,
        group=noun.group,
        target=span_of(clause.tokens, noun.first, noun.head),
        negated=negated,
        unreal=verb is not None and verb.mood == "unreal",
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def _of_subject_before(passage: Passage, clause: Clause) -> list[Draft]:
    """As "… was hit by two drones and sank": the item is the subject of the clause before."""
    before = clause.before
    if before is None or before.line is not clause.line or clause.opener not in ("and", "then", ""):
        return []
    verb = next((v for v in clause.verbs if set(v.senses) & set(FATES) and v.first <= 1), None)
    owner = next((n for n in passage.nouns(before) if n.kind == "item"), None)
    if verb is None or owner is None or (before.verbs and owner.head > before.verbs[0].head):
        return []
    alone = verb.lemma in closed("materiel", "alone") or (
        verb.form == frozenset(["past", "participle"])
        and any(v.passive for v in before.verbs)
        and verb.last == len(clause.tokens) - 1
    )
    if not alone and not verb.passive:
        return []
    fate = next(s for s in FATES if s in verb.senses)
    anchor = span_of(clause.tokens, verb.first, verb.last)
    disposition = as_disposition(fate)
    return [
        Draft(
            "materiel",
            passage,
            clause,
            clause.span,
            anchor,
            item=owner.item,
            disposition=disposition,
            quantity=owner.figure,
            group=owner.group,
            target=span_of(before.tokens, owner.first, owner.head),
            negated=verb.negated,
            unreal=verb.mood == "unreal",
            possible=verb.mood == "possible",
        )
    ]


def _negated(clause: Clause, noun: Noun, verb: VerbHit | None) -> bool:
    if verb is not None and verb.negated:
        return True
    if _NONE_OF.search(" ".join(clause.lowered[: noun.head])):
        return True
    lead = set(clause.lowered[max(0, noun.first - 2) : noun.start])
    if "than" in lead:
        return False
    return bool({"no", "neither"} & lead)


_NONE_OF = re.compile(r"\b(?:not (?:one|a single)|none of|not any)\b")


def share_spans(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Gives coordinated items their own words: the first keeps the clause's beginning."""
    drafts = _with_figures(drafts)
    if len(drafts) < 2:
        return [replace(d, span=_focused(clause, d)) for d in drafts]
    shared: list[Draft] = []
    for number, draft in enumerate(drafts):
        start = _focused(clause, draft).start if number == 0 else _target(draft).start
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        end = clause.span.end
        if after is not None and draft.anchor.end <= _target(draft).end:
            end = _target(draft).end
        shared.append(replace(draft, span=Span(start, max(end, _target(draft).end))))
    return shared


def _with_figures(drafts: list[Draft]) -> list[Draft]:
    """Of two items under one noun of damage, the one with the figure."""
    shared = {d.anchor.start for d in drafts if d.quantity is not None}
    return [
        d
        for d in drafts
        if d.quantity is not None or d.anchor.start not in shared or d.target == d.anchor
    ]


def _target(draft: Draft) -> Span:
    return draft.target or draft.anchor


def _focused(clause: Clause, draft: Draft) -> Span:
    """As "Video shows five abandoned tanks …": the claim begins after the showing."""
    target = _target(draft)
    showing = [
        t
        for t in clause.tokens
        if t.lower in closed("materiel", "showing") and t.end <= target.start
    ]
    shown = next(
        (
            t
            for t in clause.tokens
            if t.lower in closed("materiel", "shown") and t.end <= target.start
        ),
        None,
    )
    if shown is not None and _is_published(clause, shown.start):
        return Span(shown.start, clause.span.end)
    if (
        showing
        and draft.anchor.start >= target.start - 24
        and not any(v.head for v in clause.verbs if clause.tokens[v.head].start > target.end)
    ):
        return Span(target.start, clause.span.end)
    return clause.span


def _is_published(clause: Clause, offset: int) -> bool:
    published = frozenset(lexicon("evidence")["publishes"]["verbs"])
    return any(t.lower in published and t.end <= offset for t in clause.tokens)
