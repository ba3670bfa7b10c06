"""Which words of a clause are its subject, its "by" phrase, or the holder of a place."""

from __future__ import annotations

import re

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.places import subject
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit, is_auxiliary, is_verbal, speech_verbs
from onrecord.record import Span
from onrecord.text import Token

_CUTS = frozenset(["how", "that", "which", "who", "because", "when", "while", "as", "look"])


def subject_of(passage: Passage, clause: Clause, verb: VerbHit) -> Span | None:
    """The words of a verb's subject, of the clause before where it has none of its own."""
    own = _subject_here(passage, clause, verb)
    if own is not None or clause.before is None or clause.before.line is not clause.line:
        return own
    before = clause.before
    if verb.first > 2:
        return None
    first = next((v for v in before.verbs if not v.passive), None)
    if first is not None:
        return subject_of(passage, before, first)
    return _first_phrase(passage, before) if not before.verbs else None


def _subject_here(passage: Passage, clause: Clause, verb: VerbHit) -> Span | None:
    found = subject(clause.tokens, verb.first, frozenset())
    if found is None:
        return None
    toks = [
        t
        for t in clause.tokens[found[0] : found[1] + 1]
        if not any(w.span.meets(t.span) for w in passage.windows)
    ]
    return _phrase(toks)


def _first_phrase(passage: Passage, clause: Clause) -> Span | None:
    """The noun phrase before the first verb-like word of a clause without a claim verb."""
    said = speech_verbs()
    toks: list[Token] = []
    for token in clause.tokens:
        if is_auxiliary(token) or token.lower in said or (token.lower.endswith("ed") and toks):
            break
        toks.append(token)
    return (
        _phrase([t for t in toks if not any(w.span.meets(t.span) for w in passage.windows)])
        if len(toks) < len(clause.tokens)
        else None
    )


def _phrase(toks: list[Token]) -> Span | None:
    cut = max(
        (i for i, t in enumerate(toks[:-1]) if is_verbal(t) or t.lower in _CUTS or t.text in ",;:"),
        default=-1,
    )
    toks = _after_time(toks[cut + 1 :])
    while toks and (toks[0].lower in closed("roles", "leads") or not toks[0].is_word):
        toks = toks[1:]
    if toks and toks[0].lower in closed("roles", "prepositions"):
        toks = _after_preposition(toks)
    for index, token in enumerate(toks):
        if index and (
            token.lower in closed("roles", "prepositions")
            or token.lower in ("who", "which", "that")
        ):
            toks = toks[:index]
            break
    for index in range(1, len(toks)):
        before = toks[index - 1].lower
        if (
            toks[index].lower.endswith("ed")
            and "-" not in toks[index].lower
            and (
                before.endswith("s")
                or before in ("army", "militia", "navy", "military", "government")
            )
        ):
            toks = toks[:index]
            break
    while toks and (
        toks[-1].lower in closed("roles", "trailing")
        or not toks[-1].is_word
        or toks[-1].lower.endswith("ly")
    ):
        toks = toks[:-1]
    toks = toks[-8:]
    return Span(toks[0].start, toks[-1].end) if toks else None


def _after_time(toks: list[Token]) -> list[Token]:
    """What follows a time that no rule reads: "the early 2022 Arland", "the year Arland"."""
    times = closed("roles", "times")
    ends = (i for i, t in enumerate(toks[:-1]) if t.lower in times or _YEAR.fullmatch(t.text))
    return toks[max(ends, default=-1) + 1 :]


_YEAR = re.compile(r"(?:19|20)\d\d")


def _after_preposition(toks: list[Token]) -> list[Token]:
    """What follows "in five days", "on the eastern bank" and the like."""
    for index in range(1, len(toks)):
        if toks[index].text == "," or (
            toks[index].lower in ("the", "we", "they", "it", "he", "our", "its", "their")
            and index > 1
        ):
            return toks[index + (toks[index].text == ",") :]
    return []


def by_phrase(clause: Clause, verb: VerbHit) -> Span | None:
    """The words after "by" that name who did it."""
    toks = clause.tokens
    for index in range(verb.last + 1, len(toks) - 1):
        if toks[index].lower != "by":
            continue
        end = index + 1
        while (
            end < len(toks)
            and end - index < 7
            and toks[end].is_word
            and toks[end].lower
            not in closed("roles", "prepositions") | {"and", "this", "last", "who", "which"}
        ):
            end += 1
        return Span(toks[index + 1].start, toks[end - 1].end) if end > index + 1 else None
    return None


_HOLDERS = (
    re.compile(
        r"\bin\s+the\s+hands\s+of\s+((?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+|"
        r"\s+(?:army|forces|troops|rebels|militia|government|fighters)){0,3})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:held|controlled)\s+by\s+((?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+|"
        r"\s+(?:army|forces|troops|rebels|militia|government|fighters)){0,3})"
    ),
    re.compile(r"\bbelongs?\s+(?:\w+\s+){0,2}?to\s+((?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})"),
    re.compile(
        r"\b(?:fell|fallen|falls|"
        r"fall)\s+to\s+((?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+|\s+(?:army|forces|"
        r"troops|rebels|militia|government|fighters)){0,3})"
    ),
    re.compile(
        r"\b(?:under|in)\s+(?:the\s+|full\s+|firm\s+)?((?!full|firm|the|complete|"
        r"whose|safe|good)[\w’'-]+(?:\s+[a-z]+)?)\s+(?:control|hands)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b((?:the\s+)?[\w’'-]+)\s+flag\b", re.IGNORECASE),
)


def holder(draft: Draft) -> Span | None:
    """Who has a place "in their hands", "under rebel control" or "fallen to" them."""
    text = draft.passage.text
    for pattern in _HOLDERS:
        match = pattern.search(text, *draft.clause.span)
        if match is not None and match.group(1).casefold() not in closed("roles", "not_holders"):
            return Span(*match.span(1))
    return None
