"""Equipment and people as noun phrases, with their figures, found by word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from onrecord.claims.amounts import Amount
from onrecord.claims.closed import closed
from onrecord.claims.quantities import count, one
from onrecord.record import Quantity, Span
from onrecord.text import Token, compile_phrases, fold, lexicon

NounKind = Literal["item", "people"]


class Noun(NamedTuple):
    """A noun phrase among the tokens of a clause: ``first`` to ``head`` are token indices.

    ``item`` is the singular as printed, ``group`` its class in the word list, ``figure`` its
    figure (share or count) if it has one.
    """

    kind: NounKind
    first: int
    start: int
    head: int
    item: str
    group: str
    figure: Quantity | None
    plural: bool


def nouns(
    tokens: Sequence[Token], text: str, figures: Sequence[Amount], shares: Sequence[Quantity]
) -> tuple[Noun, ...]:
    """The equipment and the people named in a clause, in order.

    ``figures`` and ``shares`` are what ``amounts`` and ``measures`` found in the same sentence.
    """
    found: list[Noun] = []
    lowered = [token.lower for token in tokens]
    beginnings = _first_words()
    at = 0
    while at < len(tokens):
        if lowered[at] not in beginnings:
            at += 1
            continue
        match = _longest(tokens, lowered, at, text)
        if match is None:
            at += 1
            continue
        found.append(_noun(tokens, text, at, match, figures, shares))
        at = match[0] + 1
    return tuple(found)


def _longest(
    tokens: Sequence[Token], lowered: Sequence[str], at: int, text: str
) -> tuple[int, NounKind, str, str, bool] | None:
    for size in range(min(6, len(tokens) - at), 0, -1):
        if any(not t.is_word for t in tokens[at : at + size]):
            continue
        phrase = " ".join(lowered[at : at + size])
        entry = _entries().get(phrase)
        if entry is not None and entry[0] == "item" and _is_modifier(tokens, at, size):
            return None
        if entry is not None and not _excluded(tokens, at, at + size, text):
            kind, group, singular, plural = entry
            return at + size - 1, kind, group, singular, plural
    return None


def _is_modifier(tokens: Sequence[Token], at: int, size: int) -> bool:
    """Whether an item word only modifies the next noun: "missile" in "missile corvette"."""
    last = tokens[at + size - 1].lower
    following = tokens[at + size].lower if at + size < len(tokens) else ""
    return last in _modifiers() and following in _entries() and _entries()[following][0] == "item"


def _excluded(tokens: Sequence[Token], at: int, end: int, text: str) -> bool:
    lead = text[max(0, tokens[at].start - 24) : tokens[end - 1].end + 16]
    offset = tokens[at].start - max(0, tokens[at].start - 24)
    for match in _not_items().finditer(lead):
        if match.start() <= offset < match.end():
            return True
    following = tokens[end].lower if end < len(tokens) else ""
    if (
        following in closed("nouns", "described")
        and f"{tokens[end - 1].lower} {following}" not in _entries()
    ):
        return True
    if tokens[at].is_capitalised and end < len(tokens) and tokens[end].is_capitalised and at > 0:
        return (
            tokens[at].text not in ("BMP", "BTR", "UAV")
            and not tokens[at].text.isupper()
            and _names_body(tokens, end)
        )
    return False


def _names_body(tokens: Sequence[Token], end: int) -> bool:
    return tokens[end].lower in (
        "brigade",
        "division",
        "regiment",
        "battalion",
        "corps",
        "command",
        "army",
        "party",
        "organisation",
        "front",
    )


def _noun(
    tokens: Sequence[Token],
    text: str,
    at: int,
    match: tuple[int, NounKind, str, str, bool],
    figures: Sequence[Amount],
    shares: Sequence[Quantity],
) -> Noun:
    head, kind, group, singular, plural = match
    start = at
    while start > 0 and kind == "item" and tokens[start - 1].lower in _modifiers():
        start -= 1
    if start < at:
        printed = [t.lower for t in tokens[start:at]]
        singular = " ".join([*printed, singular])
    first, figure = _figure(tokens, text, start, kind, figures, shares, plural=plural)
    return Noun(kind, first, start, head, singular, group, figure, plural)


def _loose(tokens: Sequence[Token], at: int, figures: Sequence[Amount]) -> bool:
    """One word of any kind between a figure and its noun: "90 landmine victims"."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if before is None or not token.is_word or token.lower in closed("nouns", "not_loose"):
        return False
    return any(a.span.start <= before.start < a.span.end for a in figures)


def _part_of(
    tokens: Sequence[Token], text: str, whole: Amount, figures: Sequence[Amount]
) -> Amount:
    """As "five of the seven bridges": the part, not the whole."""
    for part in figures:
        between = text[part.span.end : whole.span.start].split()
        if (
            part.span.end < whole.span.start
            and between
            and between[0] == "of"
            and len(between) <= (3 if between[-1].endswith(("’s", "'s", "s’", "s'")) else 2)
        ):
            return part
    del tokens
    return whole


def _figure(
    tokens: Sequence[Token],
    text: str,
    start: int,
    kind: NounKind,
    figures: Sequence[Amount],
    shares: Sequence[Quantity],
    *,
    plural: bool,
) -> tuple[int, Quantity | None]:
    """The figure that counts this noun, and the token where the phrase begins."""
    at, steps = start - 1, 0
    while at >= 0 and steps < 6:
        token = tokens[at]
        share = next(
            (q for q in shares if q.unit == "percent" and q.span.start <= token.start < q.span.end),
            None,
        )
        if share is not None:
            return _index_at(tokens, share.span.start, at), share
        amount = next((a for a in figures if a.span.start <= token.start < a.span.end), None)
        if amount is not None and not any(q.span.meets(amount.span) for q in shares):
            unit: Literal["people", "items"] = "people" if kind == "people" else "items"
            amount = _part_of(tokens, text, amount, figures)
            return _index_at(tokens, amount.span.start, at), count(amount, unit)
        if token.lower in ("a", "an") and not plural:
            return at, one(token.span, "people" if kind == "people" else "items")
        if not _may_stand_between(token) and not (steps == 0 and _loose(tokens, at, figures)):
            break
        at, steps = at - 1, steps + 1
    return _phrase_start(tokens, start), None


def _may_stand_between(token: Token) -> bool:
    word = token.lower
    if not token.is_word:
        return token.text in "\"'“”„‘’«»"
    return (
        word in closed("nouns", "between")
        or word in _modifiers()
        or token.is_capitalised
        or "-" in word
        or word.endswith(("ian", "ese", "ish", "ed", "al", "ous", "ic", "’s", "'s"))
    )


def _phrase_start(tokens: Sequence[Token], start: int) -> int:
    at = start
    while at > 0 and _may_stand_between(tokens[at - 1]) and tokens[at - 1].lower != "of":
        at -= 1
        if tokens[at].lower in _DETERMINERS:
            return at
    if at > 0 and tokens[at - 1].lower in (
        "the",
        "many",
        "most",
        "some",
        "all",
        "any",
        "no",
        "such",
        "these",
        "those",
    ):
        at -= 1
    return at


_DETERMINERS = frozenset(["the", "its", "their", "his", "her", "our", "my"])


def _index_at(tokens: Sequence[Token], offset: int, default: int) -> int:
    return next((i for i, t in enumerate(tokens) if t.start >= offset), default)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _entries())


@cache
def _entries() -> dict[str, tuple[NounKind, str, str, bool]]:
    found: dict[str, tuple[NounKind, str, str, bool]] = {}
    for group, singulars in lexicon("casualties")["people"].items():
        for singular in singulars:
            found[plural_of(singular)] = ("people", group, singular, True)
            found[singular] = ("people", group, singular, False)
    groups = {s: g for g, members in lexicon("casualties")["people"].items() for s in members}
    for plural, singular in lexicon("casualties")["plurals"].items():
        found[plural] = ("people", groups.get(singular, "people"), singular, True)
    for group, singulars in lexicon("equipment")["classes"].items():
        for singular in singulars:
            found.setdefault(singular, ("item", group, singular, False))
            found.setdefault(plural_of(singular), ("item", group, singular, True))
    return found


def plural_of(singular: str) -> str:
    """The plural by the rules of spelling.

    >>> plural_of("lorry"), plural_of("anti-tank gun")
    ('lorries', 'anti-tank guns')
    """
    if singular.endswith(
        ("craft", "equipment", "weaponry", "arms", "supplies", "personnel", "fleet", "ammunition")
    ):
        return singular
    if singular.endswith(("weapon", "gun")):
        return singular + "s"
    if singular.endswith("man"):
        return singular[:-3] + "men"
    if singular.endswith("y") and singular[-2:-1] not in "aeiou":
        return singular[:-1] + "ies"
    if singular.endswith(("s", "x", "ch", "sh")):
        return singular + "es"
    return singular + "s"


def item_class(item: str) -> str | None:
    """The class of a printed item in the equipment word list ("pick-up" is a "vehicle").

    >>> item_class("T-72 tank"), item_class("teapot")
    ('tank', None)
    """
    parts = fold(item).split()
    for start in range(len(parts)):
        entry = _entries().get(" ".join(parts[start:]))
        if entry is not None and entry[0] == "item":
            return entry[1]
    return None


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(lexicon("equipment")["modifiers"]["words"])


@cache
def _not_items() -> re.Pattern[str]:
    return compile_phrases(lexicon("equipment")["not_items"]["phrases"])


def span_of(tokens: Sequence[Token], first: int, last: int) -> Span:
    """The span of a range of tokens, both ends included."""
    return Span(tokens[first].start, tokens[last].end)
