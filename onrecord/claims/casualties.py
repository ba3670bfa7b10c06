"""Claims on people: killed, wounded, captured, missing, lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.amounts import Amount
from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, plural_of, span_of
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon

_SENSES = {"killed": "killed", "wounded": "wounded", "taken": "captured", "missing": "missing"}
_AFTER_FIGURE = re.compile(
    r"\s*(?:$|[.,;:!?()\"'”“’–—-]|\b(?:others?|more|people|were|was|are|is|have|had|has|of|in|on|at|since|during|near|when|after|before|by|this|last|and|or|between|overnight|yesterday|today|so far|from|that|to|as|bodies)\b)",  # noqa: E501
    re.IGNORECASE,
)


def casualties(passage: Passage, clause: Clause) -> list[Draft]:
    """The claims on people in one clause."""
    if _excluded().search(passage.text, *passage.line.span):
        return []
    people = [noun for noun in passage.nouns(clause) if noun.kind == "people"]
    drafts = _counted_people(passage, clause, people)
    drafts += _bare_figures(passage, clause, [d.quantity.span for d in drafts if d.quantity])
    drafts = drafts or _tolls(passage, clause) or _uncounted(passage, clause, people) or _nobody(passage, clause)
    drafts = sorted(drafts, key=lambda d: d.anchor)
    return _own_words(clause, drafts + [p for p in parts(passage, clause, drafts[-1:]) if p.anchor.start > drafts[-1].anchor.start])


def _counted_people(passage: Passage, clause: Clause, people: Sequence[Noun]) -> list[Draft]:
    drafts = []
    for noun in people:
        if noun.figure is None:
            continue
        if noun.item in ("body", "corpse", "grave"):
            drafts.append(_draft(passage, clause, noun, "killed", noun.figure, None))
            continue
        if noun.item in ("prisoner", "prisoner of war", "pow", "captive"):
            if any(v.senses & {"taken", "captured"} for v in clause.verbs) or "taken" in clause.lowered:
                drafts.append(_draft(passage, clause, noun, "captured", noun.figure, None))
            continue
        lead = passage.text[clause.span.start : clause.tokens[noun.first].start].casefold()
        if noun.item == "life" and _COST.search(lead) or lead.rstrip().endswith("lives of"):
            drafts.append(_draft(passage, clause, noun if noun.item != "life" else None, "killed", noun.figure, None))
            continue
        if noun.item == "casualty" and set(clause.lowered) & {"suffered", "suffers", "took", "sustained", "had", "inflicted"}:
            drafts.append(_draft(passage, clause, noun, "killed or wounded", noun.figure, None))
            continue
        if _LOSSES.match(passage.line.span.of(passage.text)) and not clause.verbs:
            drafts.append(_draft(passage, clause, noun, "lost", noun.figure, None))
            continue
        if noun.item in ("victim", "patient", "casualty") and set(clause.lowered) & {"treated", "treats", "treat", "admitted", "treating"}:
            drafts.append(_draft(passage, clause, noun, "wounded", noun.figure, None))
            continue
        outcome, verb = _outcome(passage, clause, noun)
        if outcome is not None:
            drafts.append(_draft(passage, clause, noun, outcome, noun.figure, verb))
    return drafts


_COST = re.compile(r"\b(?:claim|cost|took|take|taken|lost)\w*\s+(?:at least\s+|about\s+|some\s+)?$")
_LOSSES = re.compile(r"(?:\w+\s+){0,3}(?:losses|casualties)\s*:", re.IGNORECASE)


def _outcome(passage: Passage, clause: Clause, noun: Noun) -> tuple[str | None, VerbHit | None]:
    inside = clause.lowered[noun.first : noun.head]
    if clause.lowered[noun.first] in ("a", "an", "the") and clause.verbs and any(v.head > noun.head for v in clause.verbs) is False:
        inside = ()
    for outcome, pattern in _outcomes().items():
        if any(pattern.fullmatch(word) for word in inside):
            return outcome, None
    for verb in clause.verbs:
        outcome = next((_SENSES[s] for s in ("killed", "wounded", "taken", "missing") if s in verb.senses), "")
        if "lost" in verb.senses or verb.lemma == "lose":
            outcome = outcome or ("lost" if noun.first > verb.head else "")
        if outcome and _governs(clause, verb, noun, outcome):
            return outcome, verb
    tail = passage.text[clause.tokens[noun.head].end : clause.span.end]
    for outcome, pattern in _outcomes().items():
        match = pattern.search(tail)
        if match and _near(tail[: match.start()]):
            return outcome, None
    return None, None


def _near(between: str) -> bool:
    words = re.findall(r"[\w’'-]+", between.casefold())
    return len(words) <= 8 and not set(words) & {"said", "says", "after", "but", "saw", "who", "for"}


def _governs(clause: Clause, verb: VerbHit, noun: Noun, outcome: str) -> bool:
    if noun.head < verb.first:
        if verb.passive or verb.lemma in _ALONE:
            return True
        following = clause.tokens[verb.last + 1 :]
        reduced = "participle" in verb.form and verb.first == verb.head and (not following or following[0].lower in _PREPOSITIONS or not following[0].is_word)  # noqa: E501
        return reduced
    if verb.passive and noun.first == verb.last + 1 and noun.figure is not None:
        return True
    if noun.first <= verb.head or verb.passive or verb.lemma in ("die", "perish", "surrender"):
        return False
    del outcome
    gap = [t.lower for t in clause.tokens[verb.particle + 1 if verb.particle < noun.first else verb.head + 1 : noun.first]]
    return not set(gap) & (_PREPOSITIONS - {"of", "up"})


_ALONE = frozenset(["die", "perish", "drown", "surrender", "disappear", "vanish", "go missing", "give up", "give themselves up", "lose their lives", "lose his life", "lose her life", "lay down their weapons", "lay down their arms", "lay down weapons", "lay down arms", "burn to death", "bleed to death"])  # noqa: E501
_PREPOSITIONS = frozenset(["in", "on", "at", "by", "from", "with", "near", "during", "when", "since", "after", "before", "to", "for", "of", "against", "under", "as", "while", "between", "around", "over", "along"])  # noqa: E501


def _draft(passage: Passage, clause: Clause, noun: Noun | None, outcome: str, quantity: Quantity | None, verb: VerbHit | None) -> Draft:
    who = _people_word(clause, noun, outcome)
    anchor = quantity.span if quantity else clause.span
    if noun is not None:
        anchor = Span(min(anchor.start, clause.tokens[noun.first].start), clause.tokens[noun.head].end)
        if not (clause.span.start <= anchor.start and anchor.end <= clause.span.end):
            anchor = span_of(clause.tokens, noun.first, noun.head)
    return Draft(
        "casualties",
        passage,
        clause,
        clause.span,
        anchor,
        item=f"{who} {outcome}",
        quantity=quantity,
        group=outcome,
        target=span_of(clause.tokens, noun.first, noun.head) if noun else None,
        negated=_negated(clause, noun, verb),
        unreal=verb is not None and verb.mood in ("unreal", "imperative"),
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def _negated(clause: Clause, noun: Noun | None, verb: VerbHit | None) -> bool:
    if verb is not None and verb.negated:
        return True
    if noun is None or "than" in clause.lowered[max(0, noun.first - 1) : noun.start]:
        return False
    return clause.lowered[max(0, noun.first - 1)] in ("no", "neither", "none") or clause.lowered[noun.first] in ("no", "neither")


def _people_word(clause: Clause, noun: Noun | None, outcome: str) -> str:
    if noun is not None and noun.item not in ("other", "person", "body", "corpse", "grave", "casualty", "victim", "prisoner", "prisoner of war", "pow", "captive", "life", "human", "soul", "man", "member"):  # noqa: E501
        return {"troop": "soldiers", "person": "people"}.get(noun.item, plural_of(noun.item) if noun.item != "child" else "children")
    if outcome == "captured":
        return "people"
    for word in clause.lowered:
        if word in ("civilian", "civilians"):
            return "civilians"
        if word in ("soldiers", "soldier", "troops", "army", "military", "brigade", "losses", "men", "servicemen"):
            return "soldiers"
        if word in ("fighters", "rebels", "militants"):
            return "fighters"
    return "people"


def _bare_figures(passage: Passage, clause: Clause, taken: Sequence[Span]) -> list[Draft]:
    """"nine killed", "killed at least 70", "two-thirds of them civilians", "lost dozens"."""
    drafts = []
    for quantity in _free_figures(passage, clause, taken):
        found = _beside(passage, clause, quantity)
        if found is not None and not (found[0] in ("captured", "lost") and _items_only(passage)):
            outcome, verb = found
            drafts.append(_draft(passage, clause, None, outcome, quantity, verb))
    return drafts


def _items_only(passage: Passage) -> bool:
    """Whether the sentence counts equipment and no people: then "captured two more" are items."""
    kinds = {n.kind for c in passage.clauses for n in passage.nouns(c) if n.figure is not None}
    return kinds == {"item"}


def _free_figures(passage: Passage, clause: Clause, taken: Sequence[Span]) -> list[Quantity]:
    counted = [n.figure.span for n in passage.nouns(clause) if n.figure is not None]
    figures = [count(a, "people") for a in passage.figures if not any(q.span.meets(a.span) for q in passage.shares)]
    return [
        q
        for q in figures
        if clause.span.start <= q.span.start < clause.span.end
        and not any(q.span.meets(s) for s in [*counted, *taken])
        and not any(w.span.meets(q.span) for w in passage.windows)
        and not _whole_of(passage, q)
    ]


def _whole_of(passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure only says of how many: the eleven in "four of the eleven"."""
    lead = passage.text[max(0, quantity.span.start - 8) : quantity.span.start]
    match = re.search(r"\s+of\s+(?:the|our|its|their)\s+$", lead)
    return match is not None and any(a.span.end == quantity.span.start - len(match.group()) for a in passage.figures)


def _beside(passage: Passage, clause: Clause, quantity: Quantity) -> tuple[str, VerbHit | None] | None:
    text = passage.text
    after = text[quantity.span.end : clause.span.end]
    quoted = re.compile(r"(?:\s+of\s+(?:the|them|these|those|our|its|their)(?:\s+[\w-]+)?(?=\s+(?:needed|required|were|are|was)))?[\s\"'“”„‘’«»]*(?:others\s+|more\s+|people\s+)?(?:(?:were|was|are|is|have|had|has|been|had been|feared|confirmed|reported|lay|still)\s+){0,3}")  # noqa: E501
    lead = quoted.match(after)
    offset = lead.end() if lead else 0
    for outcome, pattern in _outcomes().items():
        if outcome != "lost" and pattern.match(after, offset):
            verb = next((v for v in clause.verbs if clause.tokens[v.head].start >= quantity.span.end), None)
            return outcome, verb
    if passage.text[clause.span.start : quantity.span.start].rstrip().endswith("not") and " but " in after:
        return None
    listed = re.search(r"\b(dead|killed|wounded|injured|missing|captured)\s*:\s*$", text[passage.line.span.start : quantity.span.start], re.IGNORECASE)
    if listed:
        return {"dead": "killed", "injured": "wounded"}.get(listed.group(1).casefold(), listed.group(1).casefold()), None
    if not _AFTER_FIGURE.match(after):
        return _of_any_noun(clause, quantity)
    for verb in clause.verbs:
        if clause.tokens[verb.head].start > quantity.span.start:
            if verb.lemma in _ALONE and _only_small(after, clause, verb, quantity):
                return next(_SENSES[s] for s in _SENSES if s in verb.senses), verb
            continue
        outcome = next((_SENSES[s] for s in _SENSES if s in verb.senses), "")
        if verb.lemma == "lose":
            outcome = "lost"
        between = text[clause.tokens[verb.particle].end : quantity.span.start]
        if outcome and not verb.passive and not between.strip("\"'“”„‘’«» \n"):
            return outcome, verb
    return None


_NOT_PEOPLE = frozenset(["km", "kilometres", "miles", "hours", "days", "weeks", "months", "years", "times", "minutes", "percent", "per", "cows", "sheep", "animals", "dogs", "horses", "cattle", "houses", "homes", "tanks", "metres", "drones", "birds", "goats", "jobs", "hospitals", "targets"])  # noqa: E501


def _of_any_noun(clause: Clause, quantity: Quantity) -> tuple[str, VerbHit | None] | None:
    """"killing three technicians": whoever is killed or wounded, by any plural noun."""
    toks = clause.tokens
    at = next((i for i, t in enumerate(toks) if t.start >= quantity.span.end), len(toks))
    noun = next((t for t in toks[at : at + 3] if t.is_word and t.lower.endswith(("s", "men", "people"))), None)
    if noun is None or noun.lower in _NOT_PEOPLE or noun.is_capitalised:
        return None
    for verb in clause.verbs:
        outcome = next((_SENSES[s] for s in ("killed", "wounded") if s in verb.senses), "")
        begins = toks[verb.particle].end <= quantity.span.start and not verb.passive and quantity.span.start - toks[verb.particle].end <= 12
        ends = verb.passive and 0 <= toks[verb.first].start - noun.end <= 2
        if outcome and (begins or ends):
            return outcome, verb
    return None


def _only_small(_after: str, clause: Clause, verb: VerbHit, quantity: Quantity) -> bool:
    between = [t for t in clause.tokens if quantity.span.end <= t.start < clause.tokens[verb.first].start and t.is_word]
    return len(between) <= 2


def _tolls(passage: Passage, clause: Clause) -> list[Draft]:
    """"the death toll rose to 31", "bringing the total to 40"."""
    text, span = passage.text, clause.span
    for outcome, pattern in _toll_patterns().items():
        match = pattern.search(text, span.start, span.end)
        if match is None:
            continue
        for figure in passage.figures:
            if match.end() <= figure.span.start < span.end and len(text[match.end() : figure.span.start].split()) <= 7:
                kind = "killed" if outcome == "running" else outcome
                if outcome == "running" and _items_only(passage):
                    continue
                return [_draft(passage, clause, None, kind, count(figure, "people"), None)]
    return []


def _uncounted(passage: Passage, clause: Clause, people: Sequence[Noun]) -> list[Draft]:
    """"Civilians were killed": people and a verb, but no figure."""
    for noun in people:
        if noun.figure is not None or noun.item in ("other", "life", "body", "member", "prisoner", "family", "crew"):
            continue
        for verb in clause.verbs:
            outcome = next((_SENSES[s] for s in _SENSES if s in verb.senses), "")
            subject = noun.head < verb.first and (verb.passive or verb.lemma in _ALONE) and verb.first - noun.head <= 4
            if outcome and subject and noun.plural:
                return [_draft(passage, clause, noun, outcome, None, verb)]
    return []


_NOBODY = re.compile(r"\b(?:nobody|no one|no-one)\s+(?:else\s+)?(?:was|had been|has been|is)\s+(?:\w+ly\s+)?(killed|hurt|injured|wounded|captured)\b", re.IGNORECASE)


def _nobody(passage: Passage, clause: Clause) -> list[Draft]:
    """"Nobody was hurt": denied, of people."""
    match = _NOBODY.search(passage.text, *clause.span)
    if match is None:
        return []
    outcome = {"hurt": "wounded", "injured": "wounded"}.get(match.group(1).casefold(), match.group(1).casefold())
    return [Draft("casualties", passage, clause, clause.span, Span(*match.span()), item=f"people {outcome}", group=outcome, negated=True)]


def _own_words(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    if len(drafts) < 2:
        return drafts
    spans = []
    for number, draft in enumerate(drafts):
        start = clause.span.start if number == 0 else draft.anchor.start
        end = drafts[number + 1].anchor.start if number + 1 < len(drafts) else clause.span.end
        spans.append(Span(start, max(end, draft.anchor.end)))
    return [replace(d, span=s) for d, s in zip(drafts, spans, strict=True)]


_PART = re.compile(
    r"\s+(?:of\s+(?:them|whom|these|those)\b|of\s+the\s+(?:dead|killed|wounded|injured|victims|casualties)\b|(?:were|are|was)\s+(?:under\s+the\s+age|children|civilians|women|minors)\b|children\b|civilians\b|women\b)",  # noqa: E501
    re.IGNORECASE,
)


def parts(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """A part of the people just counted: "two-thirds of them civilians", "three of them children"."""
    if not before:
        return []
    last, text = before[-1], passage.text
    found = []
    for quantity in [*_free_figures(passage, clause, []), *(q for q in passage.shares if q.unit == "percent" and clause.span.start <= q.span.start < clause.span.end)]:  # noqa: E501
        after = text[quantity.span.end : clause.span.end + 1]
        lead = text[max(passage.line.span.start, quantity.span.start - 14) : quantity.span.start]
        of_them = _PART.match(after)
        own = re.search(r"\b(?:its|their) own\s+(?:losses\s+|dead\s+)?(?:at\s+)?[\"'“”„‘’«»]?$", lead, re.IGNORECASE)
        if own and last.quantity is not None:
            found.append(last.leaned_on(passage, clause, Span(own.start() + max(passage.line.span.start, quantity.span.start - 14), quantity.span.end), quantity.span, quantity=quantity, item=f"people {last.group}"))  # noqa: E501
            continue
        times = re.match(r"\s+times\s+(?:that|as many)", after, re.IGNORECASE)
        if of_them or re.search(r"(?:including|among them|under them|of whom)\s+(?:some\s+|about\s+)?$", lead, re.IGNORECASE):
            outcome = _own_outcome(passage, clause) or last.group
            who = next((w for w in ("children", "civilians", "women") if re.search(rf"\b{w}\b", clause.span.of(text), re.IGNORECASE)), None)
            who = who or ("children" if "under the age" in after else (last.item or "people").split()[0])
            found.append(last.leaned_on(passage, clause, clause.span, quantity.span, quantity=quantity, item=f"{who} {outcome}", group=outcome))
        elif times and last.quantity and last.quantity.value and quantity.value:
            total = last.quantity.value * quantity.value
            exact = Quantity(value=total, unit="people", modifier="about", span=quantity.span)
            found.append(replace(last.leaned_on(passage, clause, clause.span, quantity.span, quantity=exact), parent=None))
    for noun in passage.nouns(clause):
        lead = text[max(passage.line.span.start, clause.tokens[noun.first].start - 14) : clause.tokens[noun.first].start]
        if noun.kind == "people" and noun.figure and re.search(r"(?:including|among them|under them|of whom|among whom)\s+$", lead, re.IGNORECASE):
            who = {"child": "children"}.get(noun.item, plural_of(noun.item))
            anchor = Span(min(noun.figure.span.start, clause.tokens[noun.head].start), clause.tokens[noun.head].end)
            found.append(replace(last.leaned_on(passage, clause, anchor, anchor, quantity=noun.figure, item=f"{who} {last.group}"), target=clause.tokens[noun.head].span))
    return found


def _own_outcome(passage: Passage, clause: Clause) -> str | None:
    for outcome, pattern in _outcomes().items():
        if pattern.search(passage.text, clause.span.start, clause.span.end):
            return outcome
    return None


def bare_number(passage: Passage, clause: Clause) -> Amount | None:
    """The only figure of a clause, where it stands without a noun."""
    inside = [a for a in passage.figures if clause.span.start <= a.span.start < clause.span.end]
    return inside[0] if len(inside) == 1 else None


@cache
def _outcomes() -> dict[str, re.Pattern[str]]:
    return {outcome: compile_phrases(forms) for outcome, forms in lexicon("casualties")["outcomes"].items()}


@cache
def _toll_patterns() -> dict[str, re.Pattern[str]]:
    return {outcome: compile_phrases(forms) for outcome, forms in lexicon("casualties")["tolls"].items()}


@cache
def _excluded() -> re.Pattern[str]:
    return compile_phrases(lexicon("casualties")["not_casualties"]["phrases"])
