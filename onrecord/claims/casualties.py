"""Claims on people: killed, wounded, captured, missing, lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun
from onrecord.claims.people import OUTCOMES, casualty, outcome_patterns
from onrecord.claims.people_figures import bare_figures, tolls
from onrecord.claims.people_parts import parts
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Span
from onrecord.text import compile_phrases, lexicon


def casualties(passage: Passage, clause: Clause) -> list[Draft]:
    """The claims on people in one clause."""
    if _excluded().search(passage.text, *passage.line.span):
        return []
    people = [noun for noun in passage.nouns(clause) if noun.kind == "people"]
    drafts = _counted_people(passage, clause, people)
    drafts += bare_figures(passage, clause, [d.quantity.span for d in drafts if d.quantity])
    drafts = (
        drafts
        or tolls(passage, clause)
        or _uncounted(passage, clause, people)
        or _nobody(passage, clause)
    )
    drafts = [_either(passage, draft) for draft in sorted(drafts, key=lambda d: d.anchor)]
    return _own_words(
        clause,
        drafts
        + [
            p
            for p in parts(passage, clause, drafts[-1:])
            if p.anchor.start > drafts[-1].anchor.start
        ],
    )


_EITHER = re.compile(
    r"(?:killed|dead)(?:\s*(?:/|and/or)\s*|\s+(?:or|and)\s+)(?:wounded|injured|hurt)\b",
    re.IGNORECASE,
)


def _either(passage: Passage, draft: Draft) -> Draft:
    """As "2,000 soldiers killed or wounded": one figure for both, not for the dead alone."""
    match = _EITHER.search(passage.text, draft.anchor.start, passage.line.span.end)
    if match is None or draft.quantity is None or draft.group not in ("killed", "lost"):
        return draft
    first = max(draft.anchor.start, draft.quantity.span.end)
    between = passage.text[first : match.start()]
    if re.search(r"[\d.;:]", between) or not _near(between):
        return draft
    both = f"killed or {'injured' if 'injured' in match.group().casefold() else 'wounded'}"
    item = (draft.item or "people").removesuffix(draft.group).rstrip()
    anchor = Span(draft.anchor.start, max(draft.anchor.end, match.end()))
    start = draft.span.start
    return replace(
        draft, group=both, item=f"{item} {both}", anchor=anchor, span=Span(start, anchor.end)
    )


def _counted_people(passage: Passage, clause: Clause, people: Sequence[Noun]) -> list[Draft]:
    drafts: list[Draft] = []
    before: Noun | None = None
    for noun in people:
        if noun.figure is None:
            continue
        if _only_whole(clause, noun):
            continue
        outcome, verb = _by_kind(passage, clause, noun), None
        if outcome is None:
            outcome, verb = _outcome(passage, clause, noun)
        if outcome is None and before is not None and _joined(clause, before, noun):
            outcome, verb = drafts[-1].group, drafts[-1].verb
        if outcome:
            drafts.append(casualty(passage, clause, noun, outcome, noun.figure, verb))
            before = noun
    return drafts


def _joined(clause: Clause, before: Noun, noun: Noun) -> bool:
    """Whether only "and" or a comma parts two counted groups of people."""
    between = clause.lowered[before.head + 1 : noun.first]
    return bool(between) and all(word in ("and", ",", "plus", "or") for word in between)


def _only_whole(clause: Clause, noun: Noun) -> bool:
    """Whether the people counted are only those of whom some are meant: "Of the 40 men, six …"."""
    lead = clause.lowered[: noun.first]
    return lead in (("of", "the"), ("of",)) and "," in clause.lowered


def _by_kind(passage: Passage, clause: Clause, noun: Noun) -> str | None:
    """What the noun itself says of its people ("23 bodies"); "" says that it makes no claim."""
    said = set(clause.lowered)
    if noun.item in closed("casualties", "dead_bodies"):
        return (
            ""
            if clause.lowered[noun.head + 1 : noun.head + 2] == ("of",) and not noun.plural
            else "killed"
        )
    if noun.item in closed("casualties", "captives"):
        taken = any(v.senses & {"taken", "captured"} for v in clause.verbs) or "taken" in said
        return "captured" if taken else ""
    lead = passage.text[clause.span.start : clause.tokens[noun.first].start].casefold()
    if (noun.item == "life" and _COST.search(lead)) or lead.rstrip().endswith("lives of"):
        return "killed"
    if noun.item == "casualty" and said & closed("casualties", "suffering"):
        return "killed or wounded"
    if _LOSSES.match(passage.line.span.of(passage.text)) and not clause.verbs:
        return "lost"
    if noun.item in closed("casualties", "treated") and said & closed("casualties", "treating"):
        return "wounded"
    return None


_COST = re.compile(
    r"\b(?:claim|cost|took|take|taken|lost)\w*\s+(?:at least\s+|about\s+|"
    r"some\s+)?$"
)


_LOSSES = re.compile(r"(?:\w+\s+){0,3}(?:losses|casualties)\s*:", re.IGNORECASE)


def _outcome(passage: Passage, clause: Clause, noun: Noun) -> tuple[str | None, VerbHit | None]:
    inside = clause.lowered[noun.first : noun.head]
    if (
        clause.lowered[noun.first] in ("a", "an", "the")
        and clause.verbs
        and any(v.head > noun.head for v in clause.verbs) is False
    ):
        inside = ()
    for outcome, pattern in outcome_patterns().items():
        if any(pattern.fullmatch(word) for word in inside):
            return outcome, None
    for verb in clause.verbs:
        outcome = next(
            (OUTCOMES[s] for s in ("killed", "wounded", "taken", "missing") if s in verb.senses), ""
        )
        if "lost" in verb.senses or verb.lemma == "lose":
            outcome = outcome or ("lost" if noun.first > verb.head or verb.passive else "")
        if outcome and _governs(clause, verb, noun, outcome):
            return outcome, verb
    tail = passage.text[clause.tokens[noun.head].end : clause.span.end]
    for outcome, pattern in outcome_patterns().items():
        match = pattern.search(tail)
        if match and _near(tail[: match.start()]):
            return outcome, None
    return None, None


def _near(between: str) -> bool:
    words = re.findall(r"[\w’'-]+", between.casefold())
    return len(words) <= 8 and not set(words) & {
        "said",
        "says",
        "after",
        "but",
        "saw",
        "who",
        "for",
    }


def _governs(clause: Clause, verb: VerbHit, noun: Noun, outcome: str) -> bool:
    if noun.head < verb.first:
        if verb.passive or verb.lemma in closed("casualties", "alone"):
            return True
        following = clause.tokens[verb.last + 1 :]
        return (
            "participle" in verb.form
            and verb.first == verb.head
            and (
                not following
                or following[0].lower in closed("casualties", "prepositions")
                or not following[0].is_word
            )
        )
    if verb.passive and noun.first == verb.last + 1 and noun.figure is not None:
        return True
    if noun.first <= verb.head or verb.passive:
        return False
    if verb.lemma in ("die", "perish", "surrender"):
        return noun.first == verb.last + 1 and noun.figure is not None
    del outcome
    gap = [
        t.lower
        for t in clause.tokens[
            verb.particle + 1 if verb.particle < noun.first else verb.head + 1 : noun.first
        ]
    ]
    return not set(gap) & (closed("casualties", "prepositions") - {"of", "up"})


def _uncounted(passage: Passage, clause: Clause, people: Sequence[Noun]) -> list[Draft]:
    """As "Civilians were killed": people and a verb, but no figure."""
    for noun in people:
        if noun.figure is not None or noun.item in (
            "other",
            "life",
            "body",
            "member",
            "prisoner",
            "family",
            "crew",
        ):
            continue
        for verb in clause.verbs:
            outcome = next((OUTCOMES[s] for s in OUTCOMES if s in verb.senses), "")
            subject = (
                noun.head < verb.first
                and (verb.passive or verb.lemma in closed("casualties", "alone"))
                and verb.first - noun.head <= 4
            )
            denied = clause.lowered[noun.first] == "no" or "not a" in _lead(clause, noun)
            alone = outcome == "captured" and clause.lowered[noun.first] in _THE | {noun.item}
            if outcome and subject and (noun.plural or denied or alone):
                return [casualty(passage, clause, noun, outcome, None, verb)]
    return []


_THE = frozenset(["the", "its", "their"])


def _lead(clause: Clause, noun: Noun) -> str:
    return " ".join(clause.lowered[max(0, noun.first - 2) : noun.first + 1])


_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\s+(?:[\w’'-]+\s+){0,4}?(?:was|had been|has been|"
    r"is)\s+(?:\w+ly\s+)?(killed|hurt|harmed|injured|wounded|captured)\b",
    re.IGNORECASE,
)


_NO_LOSSES = re.compile(
    r"\b(?:no|without)\s+(?:\w+\s+)?(casualties|injuries|fatalities|deaths|victims|dead)\b"
    r"(?!\s+(?:figures?|numbers?|lists?|toll|tolls|counts?|reports?))",
    re.IGNORECASE,
)
_NO_OUTCOMES = {
    "hurt": "wounded",
    "injured": "wounded",
    "harmed": "wounded",
    "casualties": "wounded",
    "injuries": "wounded",
    "victims": "killed",
    "fatalities": "killed",
    "deaths": "killed",
    "dead": "killed",
}


def _nobody(passage: Passage, clause: Clause) -> list[Draft]:
    """As "Nobody was hurt": denied, of people."""
    match = _NOBODY.search(passage.text, *clause.span) or _NO_LOSSES.search(
        passage.text, *clause.span
    )
    if match is None:
        return []
    outcome = _NO_OUTCOMES.get(match.group(1).casefold(), match.group(1).casefold())
    return [
        Draft(
            "casualties",
            passage,
            clause,
            Span(match.start(), clause.span.end) if match.re is _NO_LOSSES else clause.span,
            Span(*match.span()),
            item=f"people {outcome}",
            group=outcome,
            negated=True,
        )
    ]


def _own_words(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    if len(drafts) < 2:
        return drafts
    spans = []
    for number, draft in enumerate(drafts):
        start = clause.span.start if number == 0 else draft.anchor.start
        end = drafts[number + 1].anchor.start if number + 1 < len(drafts) else clause.span.end
        spans.append(Span(start, max(end, draft.anchor.end)))
    return [replace(d, span=s) for d, s in zip(drafts, spans, strict=True)]


@cache
def _excluded() -> re.Pattern[str]:
    return compile_phrases(lexicon("casualties")["not_casualties"]["phrases"])
