"""Words that say that something is not known: a negation with a word of knowing or publishing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.claims.inflection import inflected
from onrecord.text import Token, lexicon

_REACH = 9
_WH = frozenset(
    ["who", "whom", "whose", "whether", "how", "when", "where", "what", "which", "why", "if"]
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "it's", "itself", "remains"])
_DO = frozenset(["do", "does", "did"])
_HAVE = frozenset(["has", "have", "had", "having"])
_CAN = frozenset(["can", "could"])
_SAID = frozenset(["will", "would", "may", "might", "shall", "should", "must"])


def unknown_words(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The token ranges (first, last) of a sentence that say that something is not known.

    >>> from onrecord.text import tokens
    >>> list(unknown_words(tokens("Neither toll could be checked.")))
    [(0, 4)]
    """
    words = [token.lower for token in tokens]
    for at, word in enumerate(words):
        end = _alone(words, at)
        end = end if end is not None else _denied(words, at, word)
        if end is not None and not _excepted(words, at, end):
            yield at, end


def _alone(words: Sequence[str], at: int) -> int | None:
    """An adjective or an idiom that says it without a negation: "remains unclear"."""
    if words[at] in _table("adjectives", "alone"):
        before = set(words[max(0, at - 4) : at])
        return at if before & _table("adjectives", "linking") else None
    for phrase in _idioms().get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return at + len(phrase) - 1
    return None


def _denied(words: Sequence[str], at: int, word: str) -> int | None:
    """Where a negation at ``at`` meets a word of knowing, that word's index."""
    negated = word in _table("negations", "plain") or word.endswith("n't")
    can = word in ("can't", "couldn't") or (at > 0 and words[at - 1] in _CAN)
    if word in _table("negations", "cannot") or (negated and can):
        return _find(words, at, "find", "tell")
    if word in _table("negations", "hard") and words[at + 1 : at + 2] == ["to"]:
        return _yet_to(words, at) if word == "yet" else _find(words, at + 1, "find", "tell")
    if negated:
        return _plainly(words, at, word)
    if word in _table("negations", "nobody") or (
        word == "no" and words[at + 1 : at + 2] == ["one"]
    ):
        return _nobody(words, at)
    if word in ("no", "without"):
        found = _nothing_of(words, at)
        return found if found is not None else _of_subject(words, at)
    return None


def _find(words: Sequence[str], at: int, *classes: str) -> int | None:
    """The verb of the classes that follows ``at``, adverbs and auxiliaries between."""
    for index in range(at + 1, min(len(words), at + _REACH)):
        word = words[index]
        if any(word in _forms(kind) for kind in classes):
            return index
        if word in ("find", "work", "found", "worked"):
            return index if words[index + 1 : index + 2] == ["out"] else None
        if word not in _table("negations", "between") and not word.endswith("ly"):
            return None
    return None


def _yet_to(words: Sequence[str], at: int) -> int | None:
    made = _find(words, at + 1, "find", "publish")
    if made is not None and words[made] in _forms("publish") - _participles("publish"):
        return _noun_after(words, made)
    return made


def _plainly(words: Sequence[str], at: int, word: str) -> int | None:
    """As "was not verified", "does not know", "has not published a list", "not known:"."""
    before = word.removesuffix("n't") if word.endswith("n't") else ""
    before = before or _verb_before(words, at)
    if before in _DO:
        return _not_done(words, at)
    if before in _HAVE and words[at + 1 : at + 2] != ["been"]:
        made = _find(words, at, "find", "publish")
        published = made is not None and words[made] in _forms("publish")
        if made is not None and published and "been" not in words[at:made]:
            return _noun_after(words, made)
        return made
    fragment = at == 0 or not before[:1].isalpha() or word in ("never", "hardly")
    lasting = before in _SAID and words[at + 1 : at + 2] == ["be"] and word == "never"
    if before in _BE | _HAVE or fragment or lasting:
        return _participle(words, at)
    return None


def _verb_before(words: Sequence[str], at: int) -> str:
    """The word before a negation, adverbs left out ("is for now not possible")."""
    index = at - 1
    while index >= 0 and words[index] in _ADVERBS:
        index -= 1
    return words[index] if index >= 0 else ""


_ADVERBS = frozenset(["however", "for", "now", "still", "also", "currently", "so", "far", "yet"])


def _participle(words: Sequence[str], at: int) -> int | None:
    for index in range(at + 1, min(len(words), at + 6)):
        word = words[index]
        if word in _table("negations", "able"):
            found = _find(words, index, "find", "tell")
            return found if found is not None or not _infinitive_before(words, at) else index
        if word in _table("adjectives", "denied") | _participles("find") | _participles("publish"):
            following = words[index + 1 : index + 2]
            named = word == "known" and following in (["for"], ["to"], ["as"])
            return None if named else index
        if word not in _table("negations", "between") and not word.endswith("ly"):
            return None
    return None


def _infinitive_before(words: Sequence[str], at: int) -> bool:
    """As "To check these data is for now not possible"."""
    before = range(max(0, at - 12), max(0, at - 1))
    return any(words[i] == "to" and words[i + 1] in _forms("find") for i in before)


def _not_done(words: Sequence[str], at: int) -> int | None:
    for index in range(at + 1, min(len(words), at + 4)):
        if words[index] == "know":
            return index
        if words[index] in _forms("show"):
            inverted = words[index + 1 : index + 2] in ([], ["."], [";"])
            asked = set(words[index + 1 : index + 3]) & _WH or (inverted and set(words[:at]) & _WH)
            silent = set(words[max(0, at - 3) : at]) & set(lexicon("unknowns")["idioms"]["silent"])
            if asked and not silent:
                return index
        if words[index] in _forms("publish"):
            return _noun_after(words, index)
    return None


def _noun_after(words: Sequence[str], at: int) -> int | None:
    """The noun of what is published or not: figures, a list."""
    known = _table("nouns", "known")
    return next((i for i in range(at + 1, min(len(words), at + 7)) if words[i] in known), None)


def _nobody(words: Sequence[str], at: int) -> int | None:
    """As "nobody knows", "neither side has published", "nothing in it shows when"."""
    for index in range(at + 1, min(len(words), at + _REACH)):
        word = words[index]
        if word in ("know", "knows", "knew", "sure", "certain"):
            return index
        if word in _CAN | {"would", "will"} | _table("negations", "able"):
            return _find(words, index, "find", "tell")
        if word in _forms("show") and set(words[index + 1 : index + 3]) & _WH:
            return index
        if word in _HAVE | _BE or word in _forms("publish"):
            found = _had(words, index)
            if found is not None:
                return found
        if word in _table("nouns", "known") and "there" in words[at:index]:
            return index
        if word in (";", ".", ":", "but", ","):
            return None
    return None


def _had(words: Sequence[str], index: int) -> int | None:
    for later in range(index, min(len(words), index + 4)):
        if words[later] in _participles("find"):
            return later
        if words[later] in _forms("publish"):
            noun = _noun_after(words, later)
            return noun if noun is not None else _backed(words, later)
    return None


def _backed(words: Sequence[str], at: int) -> int | None:
    return at if words[at - 1] == "been" else None


def _nothing_of(words: Sequence[str], at: int) -> int | None:
    """As "there is no list", "no breakdown was given", "no means of checking"."""
    for index in range(at + 1, min(len(words), at + 5)):
        word = words[index]
        if word in _table("negations", "able"):
            return _find(words, index, "find", "tell")
        if word in _table("nouns", "known"):
            if words[at] == "without":
                return index if word in _table("nouns", "surely") else None
            around = {*words[max(0, at - 4) : at], *words[index + 1 : index + 8]}
            return index if around & _table("nouns", "possessing") else None
        if word in (",", ";", "."):
            return None
    return None


def _of_subject(words: Sequence[str], at: int) -> int | None:
    """As "no body could be identified"."""
    for index in range(at + 2, min(len(words), at + 6)):
        if words[index] in _CAN and words[index + 1 : index + 2] == ["be"]:
            return _find(words, index, "find") if words[at] == "no" else None
        if words[index] in (",", ";", "."):
            return None
    return None


def _excepted(words: Sequence[str], at: int, end: int) -> bool:
    around = f" {' '.join(words[max(0, at - 2) : end + 4])} "
    return any(f" {phrase} " in around for phrase in lexicon("unknowns")["idioms"]["exceptions"])


@cache
def _table(section: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("unknowns")[section][name])


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(form for base in _single(kind) for _, form in _inflected(base))


@cache
def _participles(kind: str) -> frozenset[str]:
    bases = _single(kind) - {"give", "make", "back"}
    return frozenset(
        form for base in bases for name, form in _inflected(base) if name == "participle"
    )


def _single(kind: str) -> frozenset[str]:
    return frozenset(base for base in _table("verbs", kind) if " " not in base)


def _inflected(base: str) -> tuple[tuple[str, str], ...]:
    participle = lexicon("unknowns")["irregular"].get(base)
    regular: tuple[tuple[str, str], ...] = inflected(base)
    if participle is None:
        return regular
    return (*regular, ("participle", participle))


@cache
def _idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("unknowns")["idioms"]["phrases"]:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(phrases) for first, phrases in found.items()}
