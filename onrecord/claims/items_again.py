"""Claims on items that lean on what stands before: "eleven of them tanks", "no damage"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.claims.closed import closed
from onrecord.claims.fates import FATES, as_disposition
from onrecord.claims.lines import Clause
from onrecord.claims.materiel import share_spans
from onrecord.claims.nouns import span_of
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.record import Disposition, Span


def followers(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """Claims that lean on one just made: "eleven of them tanks", "25 of which were shot down"."""
    if not before:
        return []
    last = before[-1]
    drafts = []
    for noun in passage.nouns(clause):
        if noun.kind != "item" or noun.figure is None or not isinstance(noun.figure.value, float):
            continue
        if any(v.senses & {"enter", "hold"} for v in clause.verbs):
            continue
        words_here = {t.lower for t in clause.tokens}
        if _has_other_verb(clause) and not words_here & {
            "count",
            "counted",
            "counts",
            "see",
            "are",
        }:
            continue
        phrase = span_of(clause.tokens, noun.first, noun.head)
        drafts.append(
            Draft(
                "materiel",
                passage,
                clause,
                Span(phrase.start, clause.span.end),
                phrase,
                item=noun.item,
                disposition=last.disposition,
                quantity=noun.figure,
                group=noun.group,
                target=phrase,
                parent=last.rooted(),
            )
        )
    return drafts or _counted_without_noun(passage, clause, last)


def _counted_without_noun(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    for figure in passage.figures:
        if (
            not (clause.span.start <= figure.span.start < clause.span.end)
            or figure.modifier == "vague"
        ):
            continue
        verb = next(
            (
                v
                for v in clause.verbs
                if (
                    v.passive
                    or v.lemma in closed("materiel", "alone")
                    or passage.text[figure.span.end : figure.span.end + 8]
                    .lstrip()
                    .startswith("more")
                )
                and set(v.senses) & set(FATES)
            ),
            None,
        )
        following = passage.text[figure.span.end : figure.span.end + 12].strip().casefold()
        if verb is not None and verb.lemma in closed("materiel", "alone") and not verb.passive:
            following = (
                following.removeprefix(clause.lowered[verb.first])
                if clause.tokens[verb.first].start > figure.span.end
                else following
            )
        bare = (
            not following
            or not following[0].isalpha()
            or following.startswith(("of ", "were", "was", "more", "others", "have", "had", "."))
        )
        only = all(
            t.start >= figure.span.start
            or not t.is_word
            or t.lower in closed("items_again", "leads")
            for t in clause.tokens
        )
        if bare and (verb is not None or (only and figure.span.end >= clause.span.end - 1)):
            fate = next(
                (s for s in FATES if verb and s in verb.senses and s != "lost"), last.disposition
            )
            return [
                Draft(
                    "materiel",
                    passage,
                    clause,
                    clause.span,
                    figure.span,
                    item=last.item,
                    disposition=as_disposition(fate),
                    quantity=count(figure, "items"),
                    group=last.group,
                    parent=last.rooted(),
                )
            ]
    return []


def _has_other_verb(clause: Clause) -> bool:
    from onrecord.claims.verbs import is_verbal

    return any(is_verbal(t) for t in clause.tokens)


_HITS = re.compile(r"\b(?:direct )?hits?\b(?=\W*(?:$|by|with|from))", re.IGNORECASE)


def hits(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """As ""two direct hits" by drones", on an item just spoken of."""
    match = _HITS.search(passage.text, *clause.span)
    if match is None or not before or before[-1].passage is not passage:
        return []
    return [_damaged(passage, clause, Span(*match.span()), before[-1], negated=False)]


_NO_DAMAGE = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}(?:damage|losses|hits?)\b|\b(?:undamaged|unharmed|"
    r"intact|unscathed)\b",
    re.IGNORECASE,
)


def no_damage(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """As "no damage was reported", said of an item just spoken of."""
    match = _NO_DAMAGE.search(passage.text, *clause.span)
    if match is None or not before or passage.line.index - before[-1].passage.line.index > 8:
        return []
    return [_damaged(passage, clause, Span(*match.span()), before[-1], negated=True)]


_CONTEXT: tuple[tuple[Disposition | None, re.Pattern[str]], ...] = (
    (
        "captured",
        re.compile(
            r"\b(?:trophy|trophies|spoils|captured|booty|find|found|seize|seized)\b", re.IGNORECASE
        ),
    ),
    ("destroyed", re.compile(r"\b(?:destroyed|destruction|eliminated|shot down)\b", re.IGNORECASE)),
    ("abandoned", re.compile(r"\b(?:abandoned|left behind)\b", re.IGNORECASE)),
    (None, re.compile(r"\b(?:losses|lost)\b", re.IGNORECASE)),
)


def context_items(passage: Passage, clause: Clause) -> list[Draft]:
    """As "TROPHIES. …: seven tanks": counted items under a word that says what became of them."""
    items = [n for n in passage.nouns(clause) if n.kind == "item" and n.figure is not None]
    if not items or any(v.senses & {*FATES, "enter", "hold"} for v in clause.verbs):
        return []
    from onrecord.claims.verbs import is_verbal

    if any(is_verbal(t) for t in clause.tokens[: items[-1].head]):
        return []
    start = max(0, passage.text.rfind("\n", max(0, clause.span.start - 400), clause.span.start))
    lead = passage.text[max(start, clause.span.start - 120) : clause.span.start]
    asked = passage.text[max(0, start - 100) : start].rstrip()
    if asked.endswith("?"):
        lead = re.split(r"[.!?\n]", asked[:-1])[-1] + " " + lead
    for disposition, pattern in _CONTEXT:
        if pattern.search(lead):
            found = [
                Draft(
                    "materiel",
                    passage,
                    clause,
                    clause.span,
                    span_of(clause.tokens, n.first, n.head),
                    item=n.item,
                    disposition=disposition,
                    group=n.group,
                    quantity=n.figure,
                    target=span_of(clause.tokens, n.first, n.head),
                )
                for n in items
            ]
            return share_spans(clause, found)
    return []


def _damaged(
    passage: Passage, clause: Clause, anchor: Span, last: Draft, *, negated: bool
) -> Draft:
    """Damage to the item of the claim before, or none of it."""
    return Draft(
        "materiel",
        passage,
        clause,
        clause.span,
        anchor,
        item=last.item,
        disposition="damaged",
        group=last.group,
        negated=negated,
        parent=last.rooted(),
    )
