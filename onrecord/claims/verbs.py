"""Verbs that make claims: which, in which form, voice and mood, found without a tagger."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from onrecord.claims.closed import closed
from onrecord.claims.inflection import Entry, Form, entries, forms, inflected
from onrecord.claims.verb_groups import table, verb_group
from onrecord.text import Token, lexicon, words

Mood = Literal["real", "possible", "unreal", "imperative"]


class VerbHit(NamedTuple):
    """One verb (with its particle) among the tokens of a clause.

    ``first`` to ``last`` are token indices of the whole verb group, auxiliaries included;
    ``head`` is the verb itself, ``particle`` the index of its last particle word or of the head.
    """

    senses: frozenset[str]
    lemma: str
    first: int
    head: int
    particle: int
    last: int
    passive: bool
    finite: bool
    negated: bool
    mood: Mood
    form: frozenset[Form]


def verb_hits(tokens: Sequence[Token]) -> tuple[VerbHit, ...]:
    """The claim-making verbs among the tokens of one clause, in order; the longest verb wins.

    >>> from onrecord.text import tokens
    >>> [(h.lemma, h.passive) for h in verb_hits(tokens("Two jets had been shot down."))]
    [('shoot down', True)]
    """
    found: list[VerbHit] = []
    taken: set[int] = set()
    for index, token in enumerate(tokens):
        if index in taken:
            continue
        kinds = forms().get(token.lower)
        if kinds is None:
            continue
        match = _longest(tokens, index, kinds)
        if match is None or _is_noun(tokens, index, match[1]):
            continue
        entry, form, particle = match
        hit = _hit(tokens, index, entry, form, particle)
        found.append(hit)
        taken.add(particle)
    return tuple(found)


def _is_noun(tokens: Sequence[Token], index: int, form: frozenset[Form]) -> bool:
    """Whether a word that could be a verb is a noun: "the retreat", "his capture", "came down"."""
    before = tokens[index - 1].lower if index else ""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if tokens[index].lower == "left" and following in ("bank", "side", "hand", "wing", "flank"):
        return True
    if before in ("given", "granted", "sick", "annual", "paid"):
        return True
    if tokens[index].lower == "down":
        return before not in ("to", "will", "would", "could", "can", "did")
    if form & {"past", "participle"} and "base" not in form:
        return False
    if before in closed("verbs", "determiners"):
        return True
    if "s" in form and index and _goes_on_finite(tokens, index):
        return True
    earlier = tokens[index - 2].lower if index > 1 else ""
    if "participle" in form or before.endswith("s"):
        return False
    return (
        "base" in form
        and earlier in closed("verbs", "determiners")
        and tokens[index - 1].is_word
        and not is_auxiliary(tokens[index - 1])
        and before
        not in (
            "they",
            "we",
            "who",
            "troops",
            "forces",
            "soldiers",
            "rebels",
            "not",
            "never",
            "also",
            "to",
            "fighters",
            "units",
            "army",
            "people",
        )
    )


def _goes_on_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb of its own follows a form in -s: "forces have left", "attacks killed"."""
    if index + 1 >= len(tokens):
        return False
    after = tokens[index + 1]
    return is_auxiliary(after) or any(form == "past" for form, _ in forms().get(after.lower, ()))


def is_verbal(token: Token) -> bool:
    """Whether a token shows that its stretch has a verb of its own."""
    word = token.lower
    return word in _finite() or (
        word in forms() and not word.endswith("ing") and _may_be_finite(word)
    )


def is_auxiliary(token: Token) -> bool:
    """Whether a token is an auxiliary or modal verb."""
    return token.lower in table("finite", "auxiliaries")


def _may_be_finite(word: str) -> bool:
    return any(form in ("s", "past", "participle") for form, _ in forms()[word])


def _longest(
    tokens: Sequence[Token], index: int, forms: tuple[tuple[Form, str], ...]
) -> tuple[Entry, frozenset[Form], int] | None:
    best: tuple[Entry, frozenset[Form], int] | None = None
    for base in {base for _, base in forms}:
        for entry in entries().get(base, ()):
            particle = _particle(tokens, index, entry.particles)
            if particle is None:
                continue
            if best is None or len(entry.particles) > len(best[0].particles):
                kinds = frozenset(form for form, of in forms if of == base)
                best = (entry, kinds, particle)
    return best


def _particle(tokens: Sequence[Token], index: int, particles: tuple[str, ...]) -> int | None:
    if not particles:
        return index
    size = len(particles)
    reach = 2 if particles[0] in closed("verbs", "adjoining") else 3 if len(particles) > 1 else 9
    for start in range(index + 1, min(len(tokens) - size, index + reach) + 1):
        if all(tokens[start + k].lower == particles[k] for k in range(size)):
            return start + size - 1
        if not tokens[start].is_word and tokens[start].text not in "\"'“”„‘’«»()":
            return None
        if tokens[start].lower in (
            "and",
            "that",
            "which",
            "who",
            "when",
            "while",
            "after",
            "before",
        ):
            return None
    return None


def _hit(
    tokens: Sequence[Token], index: int, entry: Entry, form: frozenset[Form], particle: int
) -> VerbHit:
    group = verb_group(tokens, index, form)
    perfect = any(t.lower in table("finite", "have") for t in tokens[group.first : index])
    return VerbHit(
        senses=entry.senses,
        lemma=entry.lemma,
        first=group.first,
        head=index,
        particle=particle,
        last=max(index, particle),
        passive=group.passive,
        finite=group.finite or group.hearsay,
        negated=group.negated,
        mood=_mood(group.modal, form, tokens, index, group.first, perfect=perfect),
        form=form,
    )


def _mood(
    modal: str,
    form: frozenset[Form],
    tokens: Sequence[Token],
    index: int,
    first: int,
    *,
    perfect: bool,
) -> Mood:
    if modal in table("unreal", "possible_modals"):
        return "possible"
    if modal == "to" and perfect:
        return "real"
    if modal:
        return "unreal"
    if {t.lower for t in tokens[max(0, first - 1) : index]} & _nearly() and "ing" not in form:
        return "unreal"
    if (
        form == frozenset(["base"])
        and first == index
        and (index == 0 or not tokens[index - 1].is_word)
    ):
        return "imperative"
    return "real"


@cache
def _nearly() -> frozenset[str]:
    return frozenset(lexicon("frames")["planned"]["nearly"])


@cache
def entry_senses(base: str) -> frozenset[str]:
    """What a verb without particle says; empty for a verb that is not in the word list."""
    found = (e.senses for e in entries().get(base, ()) if not e.particles)
    return next(found, frozenset())


@cache
def _finite() -> frozenset[str]:
    return table("finite", "auxiliaries") | table("finite", "common") | speech_verbs()


@cache
def speech_verbs() -> frozenset[str]:
    """The forms of the verbs of saying."""
    return frozenset(form for base in words("cues", "speech") for _, form in inflected(base)) | {
        "said",
        "told",
        "wrote",
        "spoke",
    }
