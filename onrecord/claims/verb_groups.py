"""The words that stand with a verb: auxiliaries, negations, modals, "is said to have"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.inflection import Form
from onrecord.text import Token, fold, lexicon


@dataclass
class VerbGroup:
    """What the words before a verb say of it; ``first`` is the index of the first of them.

    ``modal`` is the modal verb or "to" that makes it unreal, ``hearsay`` whether it only hangs on
    words of hearsay ("are said to have left").
    """

    first: int
    finite: bool
    passive: bool = False
    negated: bool = False
    modal: str = ""
    hearsay: bool = False


_REACH = 7


def verb_group(tokens: Sequence[Token], index: int, form: frozenset[Form]) -> VerbGroup:
    """The group of the verb at ``index``, read from the verb to the left."""
    group = VerbGroup(first=index, finite=bool(form & {"s", "past"}))
    at, steps = index - 1, 0
    while at >= 0 and steps < _REACH:
        taken = _take(tokens, at, index, form, group)
        if taken == 0:
            break
        at, steps = at - taken, steps + taken
    return group


def _take(
    tokens: Sequence[Token], at: int, index: int, form: frozenset[Form], group: VerbGroup
) -> int:
    """Adds the word at ``at`` to the group; the number of words taken, 0 where the group ends."""
    word = tokens[at].lower
    be = word in table("finite", "be")
    if word == "to":
        return _take_infinitive(tokens, at, index, form, group)
    if be and "participle" in form and not group.hearsay:
        group.passive, group.first, group.finite = True, at, True
    elif (be and ("ing" in form or group.hearsay)) or _helps(word):
        group.first, group.finite = at, True
    elif word in table("unreal", "modals") or word in table("unreal", "possible_modals"):
        group.modal, group.first, group.finite = word, at, True
    elif word in closed("verb_groups", "negations"):
        group.first = at
    elif not _is_adverb(tokens[at]) and not (group.finite and _inserted(tokens, at)):
        return 0
    group.negated |= word in closed("verb_groups", "negations") or word.endswith("n't")
    return 1


def _take_infinitive(
    tokens: Sequence[Token], at: int, index: int, form: frozenset[Form], group: VerbGroup
) -> int:
    """As "had to leave" (real), "is said to have left" (hearsay), "wants to leave" (unreal)."""
    if "base" not in form and group.first == index:
        return 0
    before = tokens[at - 1].lower if at else ""
    if before in closed("verb_groups", "compelled"):
        group.first, group.finite = at - 1, True
        return 2
    if before in table("unreal", "hearsay_infinitive"):
        group.first, group.hearsay = at - 1, True
        return 2
    group.modal, group.first = group.modal or "to", at
    return 0


def _helps(word: str) -> bool:
    return word in table("finite", "have") or word in closed("verb_groups", "do")


def _is_adverb(token: Token) -> bool:
    word = token.lower
    quoted = token.text in "\"'“”„‘’«»"
    return word.endswith("ly") or word in closed("verb_groups", "adverbs") or quoted


def _inserted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token belongs to ", however," inside a verb group."""
    if tokens[at].text != ",":
        return tokens[at].lower in closed("verb_groups", "inserted")
    near = tokens[max(0, at - 1) : at + 2]
    return any(t.lower in closed("verb_groups", "inserted") for t in near)


@cache
def table(section: str, name: str) -> frozenset[str]:
    """One table of the verbs' word list, folded."""
    return frozenset(fold(word) for word in lexicon("verbs")[section][name])
