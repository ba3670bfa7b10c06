"""What a clause says became of an item: by adjective, verb, noun or predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, span_of
from onrecord.claims.places import is_force, subject
from onrecord.claims.scene import Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Disposition, Span
from onrecord.text import Token, compile_phrases, lexicon

FATES: tuple[str, ...] = ("destroyed", "damaged", "abandoned", "captured", "lost")


_FIXED = frozenset(["bridge", "depot", "installation"])


Fate = tuple[str, Span, VerbHit | None]


def as_disposition(fate: str | None) -> Disposition | None:
    """A fate as a claim's disposition; "lost" says nothing of how.

    >>> as_disposition("captured"), as_disposition("lost")
    ('captured', None)
    """
    known: tuple[Disposition, ...] = ("destroyed", "captured", "abandoned", "damaged")
    return next((disposition for disposition in known if disposition == fate), None)


def fate_of(passage: Passage, clause: Clause, noun: Noun, items: Sequence[Noun]) -> Fate | None:
    """What became of an item, the words that say so, and their verb; None where no words do."""
    return (
        _by_adjective(clause, noun)
        or _by_verb(clause, noun, items)
        or _by_noun(passage, clause, noun)
        or _by_predicate(passage, clause, noun, items)
        or _by_heading(passage, clause, noun)
    )


_LOSSES = re.compile(r"[^:.]{0,40}\b(?:losses|lost)\s*:", re.IGNORECASE)


def _by_heading(passage: Passage, clause: Clause, noun: Noun) -> Fate | None:
    """As "Enemy losses: 200 dead, 12 tanks"."""
    match = _LOSSES.match(passage.text, *passage.line.span)
    if match is None or noun.figure is None or clause.tokens[noun.first].start < match.end():
        return None
    return "lost", span_of(clause.tokens, noun.first, noun.head), None


def _by_adjective(clause: Clause, noun: Noun) -> Fate | None:
    for index in range(max(0, noun.start - 4), noun.head):
        word = clause.lowered[index]
        for fate in lexicon("equipment")["adjectives"]:
            if word in _adjectives()[fate]:
                between = clause.tokens[index + 1 : noun.start]
                if index >= noun.first - 1 and all(
                    t.is_word and t.lower not in closed("fates", "breaks") for t in between
                ):
                    before = clause.lowered[index - 1] if index else ""
                    if before in ("has", "have", "had", "having", "not") or _object_of_past(
                        clause, index, noun
                    ):
                        return None
                    return fate, span_of(clause.tokens, index, noun.head), None
    return None


def _object_of_past(clause: Clause, index: int, noun: Noun) -> bool:
    """Whether the participle is really a past tense: "they destroyed Russian tanks"."""
    hit = next((v for v in clause.verbs if v.head == index), None)
    if hit is None or index == 0 or (index >= noun.first + 1 and noun.figure is not None):
        return False
    before = clause.tokens[index - 1]
    return before.is_word and (
        before.is_capitalised
        or before.lower in closed("fates", "subjects")
        or before.lower.endswith("s")
    )


def _by_verb(clause: Clause, noun: Noun, items: Sequence[Noun]) -> Fate | None:
    for verb in clause.verbs:
        fates = [sense for sense in FATES if sense in verb.senses]
        if not fates or verb.mood == "imperative":
            continue
        fate = _fitting(fates, noun, verb)
        if (
            verb.lemma in closed("fates", "light")
            and not verb.passive
            and noun.first > verb.head
            and not _taken_by_force(clause, verb, noun)
        ):
            continue
        if fate is not None and _governs(clause, verb, noun, items):
            return fate, span_of(clause.tokens, verb.first, verb.last), verb
    return None


def _taken_by_force(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """Whether an everyday verb of taking has an armed subject ("took a jet to the coast")."""
    who = subject(clause.tokens, verb.first, frozenset())
    counted = noun.figure is not None and noun.figure.value != 1.0
    if who is None:
        return clause.before is None or counted or noun.plural
    pronoun = clause.lowered[who[1]] in ("they", "we", "he", "she", "it", "who", "i", "you")
    return is_force(clause.tokens, *who, frozenset()) and (counted or not pronoun)


def _fitting(fates: Sequence[str], noun: Noun, verb: VerbHit) -> str | None:
    fate = fates[0]
    if noun.group in _FIXED and fate in ("captured", "abandoned", "lost"):
        return None
    if verb.lemma == "get" or (
        verb.lemma == "crash" and noun.group not in ("aircraft", "helicopter", "drone", "train")
    ):
        return None
    return fate


def _governs(clause: Clause, verb: VerbHit, noun: Noun, items: Sequence[Noun]) -> bool:
    if noun.head < verb.first:
        if not _adjoins(clause, noun, verb, items):
            return False
        if verb.passive or verb.lemma in closed("materiel", "alone"):
            return True
        return _reduced_passive(clause, verb, noun)
    if noun.first <= verb.head:
        return False
    if verb.passive:
        return verb.lemma == "leave" or _postposed(clause, verb, noun)
    if (
        "ing" in verb.form
        and noun.start == verb.head + 1
        and noun.first == noun.start
        and verb.head > 0
        and clause.lowered[verb.head - 1] in ("the", "a")
    ):
        return False
    if not ({"past", "s", "base", "ing", "participle"} & verb.form):
        return False
    gap = clause.tokens[verb.head + 1 : noun.first]
    return _is_object(clause, gap, verb, items)


def _postposed(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """As "were destroyed seven trucks": the subject after its verb, as in translated reports."""
    if noun.first != verb.last + 1 or noun.figure is None:
        return False
    return not any(
        t.is_word and t.lower in ("they", "we", "it", "he", "she", "who", "which")
        for t in clause.tokens[: verb.first]
    )


def _is_object(clause: Clause, gap: Sequence[Token], verb: VerbHit, items: Sequence[Noun]) -> bool:
    for offset, token in enumerate(gap):
        index = verb.head + 1 + offset
        if index <= verb.particle:
            continue
        if any(n.first <= index <= n.head for n in items):
            continue
        if token.lower in closed("fates", "prepositions") or token.text in ";:":
            return False
        if any(v.head == index for v in clause.verbs if v is not verb):
            return False
    return True


def _adjoins(clause: Clause, noun: Noun, verb: VerbHit, items: Sequence[Noun]) -> bool:
    """Whether the noun is the verb's subject: no other verb or comma-bound subject between."""
    for index in range(noun.head + 1, verb.first):
        if any(v.head == index and v is not verb for v in clause.verbs):
            return False
        token = clause.tokens[index]
        if token.lower in ("which", "who") or token.text == ";":
            return False
    del items
    return True


def _reduced_passive(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """As "14 armoured vehicles destroyed": a participle without auxiliary and without object."""
    if "participle" not in verb.form or (verb.finite and verb.first < verb.head):
        return False
    if verb.first < verb.head:
        return False
    following = clause.tokens[verb.last + 1] if verb.last + 1 < len(clause.tokens) else None
    if (
        following is not None
        and following.is_word
        and following.lower in ("the", "a", "an", "its", "their", "our", "his", "at", "more")
        and following.lower != "at"
    ):
        return False
    if following is not None and (following.text[0].isdigit() or following.is_capitalised):
        return False
    near = all(
        not t.is_word or t.lower in ("also", "were", "both", "all")
        for t in clause.tokens[noun.head + 1 : verb.head]
    )
    return near or noun.figure is not None


def _by_noun(passage: Passage, clause: Clause, noun: Noun) -> Fate | None:
    """As "the loss of two tanks", "wrecks of tanks", "direct hits on the depot"."""
    before = clause.tokens[max(0, noun.first - 10) : noun.first]
    if not before:
        return None
    lead = Span(before[0].start, clause.tokens[noun.first].start)
    words_before = lead.of(passage.text)
    for fate, pattern in _nominal().items():
        match = list(pattern.finditer(words_before))
        if match and _LINK.fullmatch(words_before[match[-1].end() :]):
            if noun.group in _FIXED and fate in ("captured", "lost"):
                continue
            return fate, Span(lead.start + match[-1].start(), clause.tokens[noun.head].end), None
    return None


_LINK = re.compile(
    r"\s*(?:of|on|to|at|:|[\w\s’'-]{0,60}?\b(?:amount(?:ed|ing)?\s+to|"
    r"totall?(?:ed|ing)?|include[sd]?|stand\s+at|stood\s+at)|(?:(?:at|on|in|"
    r"over)\s[\w\s’'-]{0,40})?\bcovers?(?:ed|ing)?)?\s*(?:about|roughly|"
    r"some)?\s*(?:the|a|an|its|their)?\s*",
    re.IGNORECASE,
)


def _by_predicate(
    passage: Passage, clause: Clause, noun: Noun, items: Sequence[Noun]
) -> Fate | None:
    tail = Span(clause.tokens[noun.head].end, clause.span.end)
    for fate, pattern in _predicates().items():
        match = pattern.search(passage.text, tail.start, tail.end)
        if match is None or (noun.group in _FIXED and fate in ("captured", "abandoned")):
            continue
        between = [t for t in clause.tokens if tail.start <= t.start < match.start() and t.is_word]
        others = {t for n in items for t in clause.tokens[n.first : n.head + 1]}
        linking = closed("fates", "linking")
        plain = all(
            t in others or t.lower in closed("fates", "between_predicate") or t.is_capitalised
            for t in between
        )
        after_link = (
            bool(between)
            and between[-1].lower in linking
            and not any(
                v.head
                for v in clause.verbs
                if noun.head < v.head < len(clause.tokens)
                and clause.tokens[v.head].start < match.start()
            )
        )
        if plain or after_link:
            return fate, Span(*match.span()), None
    return None


@cache
def _adjectives() -> dict[str, frozenset[str]]:
    return {fate: frozenset(forms) for fate, forms in lexicon("equipment")["adjectives"].items()}


@cache
def _nominal() -> dict[str, re.Pattern[str]]:
    return {fate: compile_phrases(forms) for fate, forms in lexicon("equipment")["nominal"].items()}


@cache
def _predicates() -> dict[str, re.Pattern[str]]:
    return {
        fate: compile_phrases(forms) for fate, forms in lexicon("equipment")["predicates"].items()
    }
