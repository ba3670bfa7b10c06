"""Which words before or after a cue name its source."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribution.cues import cue_verbs
from onrecord.attribution.frames import Item
from onrecord.attribution.nounphrases import (
    LONGEST,
    Range,
    has_finite_verb,
    is_source,
    joins,
    names_something,
    phrase_end,
)
from onrecord.text import words

_HARD_STOPS = frozenset(":;–—()!?|•")
_APPOSITION_OPENERS = frozenset(
    {"a", "an", "the", "who", "whose", "which", "whom", "believed", "thought", "said", "known",
     "identified", "speaking", "one", "formerly", "himself", "herself", "then", "now", "also"}
)  # fmt: skip
_AFTER_LINKS = frozenset({"of", "for", "from", "and"})
_NO_SUBJECT = frozenset(
    {"to", "in", "on", "at", "by", "with", "from", "and", "but", "or", "that", "how"}
)
_CLAUSE_OPENERS = frozenset(
    {
        "while",
        "but",
        "whereas",
        "although",
        "though",
        "because",
        "when",
        "if",
        "where",
        "what",
        "how",
    }
)


def subject_before(items: Sequence[Item], cue: int, floor: int = 0) -> Range | None:
    """The noun phrase that is the subject of the verb at ``cue``; None where none is evident.

    ``floor`` is the first item it may begin at.
    """
    end = _skip_adverbs_back(items, cue, floor)
    if end > floor + 1 and items[end - 1].lower in {"who", "which"}:
        return _of_relative(items, end - 1, floor)
    comma_closed = end > floor and items[end - 1].lower == ","
    last = end - 1 if comma_closed else end
    if comma_closed:
        relative = _relative_before(items, last, floor)
        if relative is not None:
            inner = subject_before(items, relative, floor)
            return Range(inner.start, last) if inner is not None else None
    start = _clause_start(items, last, floor)
    parts = _split_at_commas(items, start, last)
    if not parts:
        return None
    whole = _with_apposition(items, parts, comma_closed=comma_closed)
    chosen = _without_lead(items, whole)
    return chosen if chosen is not None and is_source(items, chosen) else None


def _of_relative(items: Sequence[Item], relative: int, floor: int) -> Range | None:
    """Whom "who" stands for: the noun phrase directly before it."""
    end = relative - 1 if items[relative - 1].lower == "," else relative
    if end <= floor:
        return None
    found = subject_before(items, end, floor)
    if found is None or any((items[at].lower,) in cue_verbs() for at in range(*found)):
        return _trailing_phrase(items, end, floor)
    return found


def _trailing_phrase(items: Sequence[Item], end: int, floor: int) -> Range | None:
    """The last noun phrase before ``end``, back to its determiner or the preposition before it."""
    start = end
    while start > floor and items[start - 1].is_word:
        word = items[start - 1].lower
        if (
            word in words("grammar", "prepositions") | words("grammar", "auxiliaries")
            and word != "of"
        ):
            break
        start -= 1
        if word in {"the", "a", "an"} or word in words("grammar", "possessives"):
            break
    chosen = Range(start, end)
    return chosen if end > start and is_source(items, chosen) else None


def _relative_before(items: Sequence[Item], end: int, floor: int) -> int | None:
    """The comma before a relative clause that the comma at ``end`` closes, else None."""
    for at in range(end - 1, floor, -1):
        if items[at].quote is not None or items[at].lower in _HARD_STOPS:
            return None
        if items[at].lower not in {"who", "whose", "whom", "which"}:
            continue
        if items[at - 1].lower == ",":
            return at - 1
        preposition = items[at - 1].lower in words("grammar", "prepositions")
        if preposition and at - 2 >= floor and items[at - 2].lower == ",":
            return at - 2
    return None


def subject_after(items: Sequence[Item], place: int) -> Range | None:
    """The noun phrase that begins at ``place``, as in ", said the mayor of Tarn"."""
    if place >= len(items) or items[place].lower in _NO_SUBJECT | words("grammar", "prepositions"):
        return None
    if place + 1 < len(items) and items[place + 1].lower in words("grammar", "time_words"):
        return None  # "this Friday"
    end = phrase_end(items, place, links=_AFTER_LINKS)
    end = _over_examples(items, end)
    if end <= place:
        return None
    end = _extend_apposition(items, _over_place(items, end))
    chosen = Range(place, end)
    return chosen if is_source(items, chosen) else None


def _over_place(items: Sequence[Item], end: int) -> int:
    """Over "in Tarn" of "the head of the clinic in Tarn, Ilo Baret"."""
    if end + 1 >= len(items) or items[end].lower not in {"in", "at", "near", "on"}:
        return end
    after = phrase_end(items, end + 1)
    named = after + 1 < len(items) and items[after].lower == "," and items[after + 1].capitalised
    return after if named and items[after - 1].capitalised else end


def _over_examples(items: Sequence[Item], end: int) -> int:
    """Over "such as Ba" behind "experts"."""
    if end + 1 < len(items) and items[end].lower == "such" and items[end + 1].lower == "as":
        return phrase_end(items, end + 2, links=_AFTER_LINKS)
    if end < len(items) and items[end].lower == "as" and items[end - 1].lower == "such":
        return phrase_end(items, end + 1, links=_AFTER_LINKS)
    return end


def _skip_adverbs_back(items: Sequence[Item], cue: int, floor: int) -> int:
    at = cue
    while at > floor and _is_between(items[at - 1]):
        at -= 1
    if at == cue:  # "had still in October announced"
        for helper in range(cue - 1, max(floor, cue - 6), -1):
            if items[helper].lower in {"had", "has", "have"}:
                return _skip_adverbs_back(items, helper, floor) if helper > floor else at
            if not items[helper].is_word or items[helper].quote is not None:
                break
    return at


def _is_between(item: Item) -> bool:
    word = item.lower
    return item.is_word and (
        word in words("grammar", "adverbs")
        or word in words("grammar", "auxiliaries")
        or (word.endswith("ly") and not item.capitalised)
    )


def _clause_start(items: Sequence[Item], end: int, floor: int) -> int:
    """Walks left to where the clause that ends at ``end`` begins."""
    at, nearest = end, max(floor, end - LONGEST)
    while at > nearest:
        item = items[at - 1]
        if item.quote is not None and not names_something(items, at - 1):
            return at
        if item.lower in _HARD_STOPS and item.lower not in "()":
            return at
        if item.lower == "." and not joins(items, at - 1):
            return at
        if _begins_clause(items, at - 1, end):
            return at
        at -= 1
    return at


def _begins_clause(items: Sequence[Item], at: int, end: int) -> bool:
    word = items[at].lower
    following = items[at + 1].lower if at + 1 < end else ""
    if word in _CLAUSE_OPENERS:
        return True
    if word == "that":
        previous = items[at - 1].lower if at else ""
        return (
            (previous,) in cue_verbs()
            or previous in {"him", "her", "them", "us", "me", "fact"}
            or (at + 1 < end and following in words("grammar", "determiners"))
            or (at + 1 < end and items[at + 1].capitalised)
        )
    if word in {"after", "before", "since", "until"} and at > 0:
        named = at + 1 < end and (
            items[at + 1].capitalised or following in words("grammar", "determiners")
        )
        return named and (end >= len(items) or items[end].lower != ",")
    if word in {"and", "as", "so"}:
        before_is_comma = at > 0 and items[at - 1].lower == ","
        return before_is_comma or following in words("grammar", "subject_pronouns")
    return False


def _split_at_commas(items: Sequence[Item], start: int, end: int) -> list[Range]:
    parts, first = [], start
    for at in range(start, end):
        if items[at].lower == ",":
            if at > first:
                parts.append(Range(first, at))
            first = at + 1
    if end > first:
        parts.append(Range(first, end))
    return [p for p in parts if not all(items[at].lower.isdigit() for at in range(*p))]


def _with_apposition(items: Sequence[Item], parts: list[Range], *, comma_closed: bool) -> Range:
    first = last = len(parts) - 1
    while first > 0 and _is_apposition(items, parts[first], parts[first - 1], comma_closed):
        first -= 1
    return Range(parts[first].start, parts[last].end)


def _is_apposition(items: Sequence[Item], part: Range, before: Range, comma_closed: bool) -> bool:
    if has_finite_verb(items, before):
        return False
    opener = items[part.start].lower
    fronted = items[before.start].lower
    if fronted in words("grammar", "prepositions") or fronted.endswith("ing") or fronted == "asked":
        inner = _after_preposition(items, before)
        if inner is None or not comma_closed:
            return comma_closed and opener in words("grammar", "relatives")
        before = inner
    bare_name = all(item.capitalised or not item.is_word for item in items[part.start : part.end])
    if bare_name and not comma_closed:
        return _head_is_office(items, before)
    if not comma_closed:
        return False
    return bare_name or opener in _APPOSITION_OPENERS or not items[part.start].capitalised


def _head_is_office(items: Sequence[Item], part: Range) -> bool:
    """Whether a name can follow in apposition: "the adviser to the mayor", Ilo Baret."""
    for at in range(*part):
        word = items[at].lower
        if word in words("grammar", "prepositions") and at > part.start:
            return False
        if any(piece in words("roles", "roles") for piece in (word, *word.split("-"))):
            return True
    return False


def _without_lead(items: Sequence[Item], chosen: Range) -> Range | None:
    """Drops what stands before the noun phrase: conjunctions, adverbs, "In one clip …"."""
    start, end = chosen
    while start < end and (
        items[start].lower
        in {"and", "but", "or", "so", "yet", "then", "that", "as", "nor", "because", ",", "-"}
        or (items[start].lower in words("grammar", "adverbs") and items[start].lower not in {"in"})
        or items[start].lower.endswith("ly")
        or not (items[start].is_word or items[start].quote)
    ):
        start += 1
    if start >= end:
        return None
    if items[end - 1].lower in {"he", "she", "they", "it", "i", "we"}:
        return Range(end - 1, end)
    if items[end - 1].lower in {"who", "which", "that"}:
        return _antecedent(items, Range(start, end - 1))
    if items[start].lower == "according" and items[start + 1].lower == "to":
        return Range(start + 2, end) if end > start + 2 else None
    if items[start].lower in words("grammar", "prepositions"):
        return _after_preposition(items, Range(start, end))
    return Range(start, end)


def _antecedent(items: Sequence[Item], part: Range) -> Range | None:
    end = part.end
    while end > part.start and not items[end - 1].is_word:
        end -= 1
    return Range(part.start, end) if end > part.start else None


def _after_preposition(items: Sequence[Item], part: Range) -> Range | None:
    """The second noun phrase of "In one clip a man …"; None where there is only one."""
    at = part.start + 1
    while at < part.end:
        word = items[at].lower
        fresh = at > part.start + 1 and items[at - 1].lower not in words("grammar", "prepositions")
        if fresh and (word in {"the", "a", "an"} or word in words("grammar", "possessives")):
            return Range(at, part.end)
        at += 1
    return None


def _extend_apposition(items: Sequence[Item], end: int) -> int:
    """Over ", Nadja Ba" or ", a spokesman for the army," after a noun phrase."""
    if end + 1 >= len(items) or items[end].lower != ",":
        return end
    following = items[end + 1]
    opens = following.lower in {"a", "an", "the", "who", "whose"}
    stop = phrase_end(items, end + 1)
    if stop <= end + 1:
        return end
    at_end = stop >= len(items) or not items[stop].is_word
    named = following.capitalised
    return stop if at_end and (opens or named) else end
