"""Verbs that make claims: which, in which form, voice and mood, found without a tagger."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from onrecord.claims.closed import closed
from onrecord.claims.inflection import Entry, Form, entries, forms, inflected
from onrecord.text import Token, fold, lexicon, words

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


def is_verbal(token: Token) -> bool:
    """Whether a token shows that its stretch has a verb of its own."""
    word = token.lower
    return word in _finite() or (
        word in forms() and not word.endswith("ing") and _may_be_finite(word)
    )


def is_auxiliary(token: Token) -> bool:
    """Whether a token is an auxiliary or modal verb."""
    return token.lower in _table("finite", "auxiliaries")


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
    first, passive, negated, modal, finite = index, False, False, "", bool(form & {"s", "past"})
    at, steps = index - 1, 0
    hearsay = False
    while at >= 0 and steps < 7:
        word = tokens[at].lower
        if word in _table("finite", "be") and form & {"participle"} and not hearsay:
            passive, first, finite = True, at, True
        elif (
            (word in _table("finite", "be") and (form & {"ing"} or hearsay))
            or word in _table("finite", "have")
            or word
            in (
                "do",
                "does",
                "did",
                "don't",
                "doesn't",
                "didn't",
            )
        ):
            first, finite = at, True
        elif word in _table("unreal", "modals") or word in _table("unreal", "possible_modals"):
            modal, first, finite = word, at, True
        elif (word == "to" and form & {"base"}) or (word == "to" and first < index):
            if at and tokens[at - 1].lower in (
                "had",
                "forced",
                "obliged",
                "compelled",
                "began",
                "started",
            ):
                first, finite, at, steps = at - 1, True, at - 2, steps + 2
                continue
            if at and tokens[at - 1].lower in _table("unreal", "hearsay_infinitive"):
                hearsay, first, at, steps = True, at - 1, at - 1, steps + 1
            else:
                modal = modal or "to"
                first = at
                break
        elif word in _NEGATIONS:
            first = at
        elif not _is_adverb(tokens[at]):
            break
        negated = negated or word in _NEGATIONS or word.endswith("n't")
        at, steps = at - 1, steps + 1
    perfect = any(tokens[k].lower in _table("finite", "have") for k in range(first, index))
    mood = _mood(modal, form, tokens, index, first, perfect=perfect)
    return VerbHit(
        entry.senses,
        entry.lemma,
        first,
        index,
        particle,
        max(index, particle),
        passive,
        finite or hearsay,
        negated,
        mood,
        form,
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
    if modal in _table("unreal", "possible_modals"):
        return "possible"
    if modal == "to" and perfect:
        return "real"
    if modal:
        return "unreal"
    if (
        form == frozenset(["base"])
        and first == index
        and (index == 0 or not tokens[index - 1].is_word)
    ):
        return "imperative"
    return "real"


def _is_adverb(token: Token) -> bool:
    word = token.lower
    return word.endswith("ly") or word in closed("verbs", "adverbs") or token.text in "\"'“”„‘’«»"


_NEGATIONS = frozenset(["not", "never", "neither", "nor", "no", "hardly"])


@cache
def _table(section: str, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon("verbs")[section][name])


@cache
def _finite() -> frozenset[str]:
    return _table("finite", "auxiliaries") | _table("finite", "common") | speech_verbs()


@cache
def speech_verbs() -> frozenset[str]:
    """The forms of the verbs of saying."""
    return frozenset(form for base in words("cues", "speech") for _, form in inflected(base)) | {
        "said",
        "told",
        "wrote",
        "spoke",
    }
