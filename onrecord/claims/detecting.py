"""All detectors over a report, clause by clause, with what leans on what was said before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.claims.carried import carried, fated
from onrecord.claims.casualties import casualties
from onrecord.claims.control import control
from onrecord.claims.corrections import corrected
from onrecord.claims.evidence import publisher_of
from onrecord.claims.frames import framed
from onrecord.claims.held import held_again, included
from onrecord.claims.items_again import context_items, followers, hits, no_damage
from onrecord.claims.jokes import jokes
from onrecord.claims.leaving import withdrawals
from onrecord.claims.lines import Clause
from onrecord.claims.materiel import materiel
from onrecord.claims.names import Names
from onrecord.claims.people_parts import parts
from onrecord.claims.scene import Draft, Passage, Scene
from onrecord.claims.territory import compared_again, shares_again, territory
from onrecord.claims.unknowns import unknown_spans
from onrecord.record import Span
from onrecord.text import fold, tokens

_BACKGROUND = frozenset(["when", "if", "whether", "unless", "until", "once", "where"])


# How many claims back a later one may lean on.
_MEMORY = 24


def detect(scene: Scene, names: Names) -> tuple[Draft, ...]:
    """The claims of a report as drafts, in order: what is claimed and in which words."""
    drafts: list[Draft] = []
    for passage in scene.passages:
        drafts.extend(_in_passage(scene, passage, names, drafts[-_MEMORY:]))
    return tuple(drafts)


def _in_passage(
    scene: Scene, passage: Passage, names: Names, before: list[Draft]
) -> Iterator[Draft]:
    if (
        passage.text[passage.line.span.start : passage.line.span.end]
        .rstrip("\"'”’»“ ")
        .endswith("?")
    ):
        return
    here: list[Draft] = []
    unknown = unknown_spans(scene, passage)
    for clause in passage.clauses:
        statement = scene.statement_at(clause.span)
        ironic = statement is not None and statement.manner == "ironic"
        depicted = statement is not None and statement.manner == "depicted"
        found = corrected(passage, clause, [*before, *here])
        if found is None:
            found = _plain(passage, clause, names)
            found = [d for d in found if depicted or not d.unreal]
            inverted = clause.lowered[0] in ("should", "were", "had") and clause.before is None
            if (clause.opener in _BACKGROUND or inverted) and not depicted:
                found = []
            if not found and not ironic:
                found = _leaning(scene, passage, clause, [*before, *here])
            found = found or context_items(passage, clause)
            found += _fated(passage, clause, found, [*before, *here, *found])
            found += _own(passage, clause, found)
            if not depicted and not ironic:
                found = [d for draft in found if (d := framed(scene, draft)) is not None]
        found = found or jokes(scene, passage, clause, statement)
        here.extend(_of_them(_widened(draft, here), [*before, *here]) for draft in found)
    yield from (
        draft for draft in here if not _not_known(draft, unknown) and not _in_cue(scene, draft)
    )


def _own(passage: Passage, clause: Clause, found: Sequence[Draft]) -> list[Draft]:
    """As "counted 40 enemy dead and 41 of its own": the other side's figure in one clause."""
    taken = [d.quantity.span for d in found if d.quantity is not None]
    return [
        d
        for d in (carried(passage, clause, found) if found else ())
        if d.quantity is not None
        and not any(d.quantity.span.meets(s) for s in taken)
        and _OWN.match(passage.text, d.quantity.span.end)
    ]


_OWN = re.compile(r"\s+of\s+(?:(?:its|their|his|our)\s+own|theirs|ours)\b", re.IGNORECASE)


def _fated(
    passage: Passage, clause: Clause, found: Sequence[Draft], before: Sequence[Draft]
) -> list[Draft]:
    near = [d for d in before if passage.line.index - d.passage.line.index <= 2]
    taken = [d.quantity.span for d in found if d.quantity is not None]
    return [
        d
        for d in fated(passage, clause, near)
        if d.quantity is not None and not any(d.quantity.span.meets(s) for s in taken)
    ]


def _widened(draft: Draft, here: Sequence[Draft]) -> Draft:
    """Gives a claim that shares its subject the clause that names it ("they came and took it")."""
    clause = draft.clause
    before = clause.before
    if (
        draft.quantity is not None
        or draft.span.start != clause.span.start
        or before is None
        or clause.opener not in ("and", "then")
    ):
        return draft
    subjectless = any(v.first <= 1 for v in clause.verbs)
    if (
        not subjectless
        or any(d.clause is before for d in here)
        or clause.span.start - before.span.end > 2
    ):
        return draft
    return replace(draft, span=Span(before.span.start, draft.span.end))


def _not_known(draft: Draft, unknown: Sequence[Span]) -> bool:
    """Whether the claim's words only say what is not known ("who controls the town")."""
    return any(
        span.holds(draft.anchor)
        and not span.trimmed(draft.passage.text).start < draft.clause.span.start - 200
        for span in unknown
    )


def _in_cue(scene: Scene, draft: Draft) -> bool:
    """Whether the words only introduce a statement ("laughs about the captured tanks")."""
    if draft.kind != "materiel" or scene.statement_at(draft.anchor) is not None:
        return False
    if draft.quantity is not None or publisher_of(scene, draft) is not None:
        return False
    cues = [c for s in scene.statements for c in s.cue]
    return any(draft.clause.span.holds(c) and c.end <= draft.anchor.start for c in cues)


def _plain(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    found = [
        *materiel(passage, clause),
        *casualties(passage, clause),
        *territory(passage, clause, names),
    ]
    if any(q.unit == "km2" for q in passage.shares):
        found += included(passage, clause, names)
    ground = [d for d in found if d.kind == "territory"]
    first = min((d.quantity.span.start for d in ground if d.quantity), default=None)
    if not ground or first is not None:
        held = control(passage, clause, names)
        held = [h for h in held if first is None or (h.place and h.place.end < first)]
        held = [replace(h, span=Span(h.span.start, first)) if first else h for h in held]
        if not _same_words(held, found):
            found += held
    left = withdrawals(passage, clause, names)
    if not any(d.kind == "control" and d.anchor.meets(w.anchor) for d in found for w in left):
        found += left
    return sorted(found, key=lambda d: d.anchor)


_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those)\b", re.IGNORECASE)


def _of_them(draft: Draft, before: Sequence[Draft]) -> Draft:
    """As "Two of them died": the people just counted, in the same time."""
    if draft.kind != "casualties" or draft.parent is not None or draft.quantity is None:
        return draft
    if not _OF_THEM.match(draft.passage.text, draft.quantity.span.end):
        return draft
    last = next(
        (
            d
            for d in reversed(before)
            if d.kind == "casualties" and d.passage.line.block == draft.passage.line.block
        ),
        None,
    )
    return replace(draft, parent=last.rooted() if last else None) if last else draft


def _same_words(held: list[Draft], found: list[Draft]) -> bool:
    return any(
        h.anchor == d.anchor or (d.target and h.place and d.target.meets(h.place))
        for h in held
        for d in found
    )


def _leaning(scene: Scene, passage: Passage, clause: Clause, before: list[Draft]) -> list[Draft]:
    again = held_again(
        passage, clause, [d for d in before if passage.line.index - d.passage.line.index <= 2]
    )
    if again:
        return again
    near = [
        d
        for d in before
        if d.passage.line.block == passage.line.block
        and passage.line.index - d.passage.line.index <= 3
    ]
    for kind in ("territory", "casualties", "materiel"):
        last = [d for d in near if d.kind == kind and d is near[-1]]
        if not last:
            continue
        if kind == "territory":
            found = shares_again(passage, clause, last[0]) or compared_again(
                passage, clause, last[0]
            )
        elif kind == "casualties":
            found = parts(passage, clause, last)
        else:
            found = [_by_same(scene, d, last[0]) for d in followers(passage, clause, last)]
        if found:
            return found
    items = [d for d in before if d.kind == "materiel"]
    counted = [
        _by_same(scene, d, d.parent) if d.parent else d for d in carried(passage, clause, near)
    ]
    return counted or hits(passage, clause, items) or no_damage(passage, clause, items)


def _by_same(scene: Scene, draft: Draft, last: Draft) -> Draft:
    """What another speaker counts need not be in the same state."""
    mine, theirs = scene.statement_at(draft.anchor), scene.statement_at(last.anchor)
    same = (mine.speaker if mine else None) == (theirs.speaker if theirs else None)
    if same or draft.target is None:
        return draft
    return replace(draft, disposition=None)


def names_of(scene: Scene) -> Names:
    """The words of a report that name bodies and persons, and those that stand as names in it."""
    bodies: set[str] = set()
    persons: set[str] = set()
    for agent in scene.agents:
        words = {fold(t.text) for t in tokens(agent.name) if t.is_capitalised}
        if agent.kind in ("person", "anonymous"):
            persons |= {fold(t.text) for t in tokens(agent.name)[-2:] if t.is_capitalised}
        else:
            bodies |= words
    for party in scene.parties:
        for name in (party.name, *party.names, *party.adjectives):
            bodies |= {fold(t.text) for t in tokens(name)}
    known = _known(scene)
    bodies |= {w for w in known if w.endswith(("ian", "ians", "ish", "ese", "ans"))}
    return Names(frozenset(bodies), known, frozenset(persons))


def _known(scene: Scene) -> frozenset[str]:
    """Capitalised words that stand inside a sentence somewhere."""
    found: set[str] = set()
    for passage in scene.passages:
        if passage.line.is_heading:
            continue
        toks = passage.line.tokens
        for before, token in itertools.pairwise(toks):
            if token.is_capitalised and before.is_word and len(token.text) > 1:
                found.add(token.lower.removesuffix("'s"))
    return frozenset(found)
