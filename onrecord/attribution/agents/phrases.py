"""What kind of source a phrase names: somebody by name, by office, as a body, or nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.attribution.agents.naming import NameRun
from onrecord.record import AgentKind, Span
from onrecord.text import Token, phrase_pattern, tokens, words

PhraseKind = Literal["pronoun", "named", "spokesperson", "described", "unnamed"]
_CALLED = re.compile(
    r"\b(?:known|named|called|calls|calling|names?|goes by|nicknamed|dubbed|callsign|call sign)"
    r"\W+(?:(?:only|simply|just|here|himself|herself)\W+)?(?:(?:as|by|is|was)\W+)?[“\"„«‘']?$"
)
_LONGEST_MODIFIED = 4
_FOR = frozenset({"for", "of"})
_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople"})
_PREPOSITIONS = frozenset(
    {"of", "in", "from", "for", "at", "near", "to", "by", "with", "on", "about", "outside", "under"}
)
_POSSESSIVES = frozenset({"his", "her", "its", "their", "him", "them"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that", "these", "those"})
_MANY = frozenset(
    {"several", "some", "many", "two", "three", "four", "five", "six", "both", "other"}
)


@dataclass(frozen=True)
class Phrase:
    """A source phrase, read.

    ``run`` is the name at its head, if it has one; ``head`` the folded noun that says what it is
    ("minister"); ``definite`` whether it points back at somebody ("the minister"); ``agent_kind``
    what a new agent of this phrase would be; ``span`` the words worth keeping as its name.
    """

    kind: PhraseKind
    span: Span
    head: str = ""
    run: NameRun | None = None
    definite: bool = False
    hedged: bool = False
    agent_kind: AgentKind = "person"


def parse_phrase(text: str, span: Span, runs: Sequence[NameRun]) -> Phrase:
    """Reads a source phrase, given the names of the text.

    >>> parse_phrase("the minister", Span(0, 12), ()).definite
    True
    """
    line = tokens(text, span)
    first = line[0].lower if line else ""
    if len(line) == 1 and first in words("grammar", "subject_pronouns") | _POSSESSIVES:
        return Phrase("pronoun", span, head=first)
    stood_for = _stands_for(span, line)
    if stood_for is not None:
        return parse_phrase(text, stood_for, runs)
    inside = _meeting(span, runs)
    hedged = phrase_pattern("roles", "hedged").search(span.of(text)) is not None
    if hedged and first not in _DEFINITE and not _starts_with_name(span, inside):
        return _unnamed(text, span, line, hedged=True)
    spokes = _spokesperson(text, span, line, inside)
    if spokes is not None:
        return spokes
    run = _head_run(text, span, line, inside)
    if run is not None:
        called = _CALLED.search(text, span.start, run.span.start) is not None
        before = [token for token in line if token.end <= run.span.start]
        personal = called or _closes_office(before, run)
        kind: AgentKind = "person" if personal else _kind_of(run)
        return Phrase("named", span, head=_head_noun(line), run=run, agent_kind=kind)
    return _without_name(text, span, line, inside)


def _stands_for(span: Span, line: Sequence[Token]) -> Span | None:
    """Whose words a document carries, and who "the other, a driver" is; None elsewhere."""
    if len(line) > 2 and line[1].text == "," and line[0].lower in {"one", "another"}:
        return Span(line[2].start, span.end)
    if len(line) > 3 and line[2].text == "," and (line[0].lower, line[1].lower) == ("the", "other"):
        return Span(line[3].start, span.end)
    if _head_noun(line) not in words("roles", "documents"):
        return None
    if line[0].lower in _POSSESSIVES:
        return line[0].span
    owner = next((i for i, token in enumerate(line) if token.lower.endswith("'s")), None)
    if owner is not None:
        return Span(line[0].start, line[owner].end - 2)
    by = next((i for i, token in enumerate(line) if token.lower in {"by", "from"}), None)
    return Span(line[by + 1].start, span.end) if by is not None and by + 1 < len(line) else None


def _meeting(span: Span, runs: Sequence[NameRun]) -> list[NameRun]:
    """The names in a stretch, or partly in it; ``runs`` are in order and disjoint."""
    first = bisect_left(runs, span.start, key=lambda run: run.span.end)
    after = bisect_right(runs, span.end, key=lambda run: run.span.start)
    return [run for run in runs[first:after] if span.holds(run.span) or span.meets(run.span)]


def _starts_with_name(span: Span, runs: Sequence[NameRun]) -> bool:
    return any(run.span.start == span.start for run in runs)


def _kind_of(run: NameRun) -> AgentKind:
    return "person" if run.kind == "person" else "organisation"


def _head_run(
    text: str, span: Span, line: Sequence[Token], runs: Sequence[NameRun]
) -> NameRun | None:
    """The name that is the phrase's own, not one behind "of" or in "X's adviser"."""
    candidates = [
        run
        for run in runs
        if not run.possessive and run.kind != "office" and not _is_modifier(line, run)
    ]
    free = [run for run in candidates if not _is_dependent(line, run)]
    called = [run for run in candidates if _CALLED.search(text, span.start, run.span.start)]
    if called:
        return called[0]
    persons = [run for run in free if run.kind == "person"]
    if persons:
        return persons[0]
    first_comma = next((token.start for token in line if token.text == ","), span.end)
    leading = [run for run in free if run.span.start <= first_comma]
    if leading:
        return leading[-1]
    return next((run for run in free if _is_bare_apposition(text, span, run)), None)


def _is_modifier(line: Sequence[Token], run: NameRun) -> bool:
    """Whether a name only describes the noun behind it ("a Western diplomat"), or is none."""
    if run.weak and run.last in words("people", "speakers") | words("roles", "unnamed_many"):
        return True
    after = next((token for token in line if token.start >= run.span.end), None)
    if after is None or not after.is_word or after.is_capitalised or len(run.core) > 1:
        return False
    behind = [token for token in line if token.start >= run.span.end][:_LONGEST_MODIFIED]
    for token in behind:
        if not token.is_word or token.is_capitalised or token.lower in _PREPOSITIONS:
            return False
        if token.lower in _nouns_for_speakers():
            return True
    return False


@cache
def _nouns_for_speakers() -> frozenset[str]:
    tables = ("roles", "unnamed", "bodies", "unnamed_many", "media")
    return words("people", "speakers").union(*(words("roles", table) for table in tables))


def _is_bare_apposition(text: str, span: Span, run: NameRun) -> bool:
    between = text[span.start : run.span.start].rstrip()
    return between.endswith(",")


def _is_dependent(line: Sequence[Token], run: NameRun) -> bool:
    """Whether a preposition, with or without determiner and adjectives, stands before the name."""
    before = [token for token in line if token.end <= run.span.start]
    if _closes_office(before, run):
        return False
    for token in reversed(before):
        if token.lower in _PREPOSITIONS:
            return True
        if token.lower == "as":
            return False
        if token.text == "," or token.lower in words("roles", "roles") | words("roles", "bodies"):
            return False
        if token.lower in words("roles", "media"):
            return False
    return False


def _closes_office(before: Sequence[Token], run: NameRun) -> bool:
    """Whether a full name follows its office without a comma: "the governor of the region X Y"."""
    if run.kind == "office" or len(run.core) < 2 or not before:
        return False
    office = _head_noun(before) in words("roles", "roles")
    close = before[-1].lower
    closed = words("grammar", "prepositions") | words("grammar", "determiners")
    return office and before[0].lower == "the" and close not in closed and not close.endswith("'s")


def _spokesperson(
    text: str, span: Span, line: Sequence[Token], runs: Sequence[NameRun]
) -> Phrase | None:
    """A spokesperson without a name speaks for the body: that is the source."""
    at = next((i for i, token in enumerate(line) if token.lower in _SPOKES), None)
    if at is None or any(
        run.kind == "person" and not run.possessive and not _is_dependent(line, run) for run in runs
    ):
        return None
    after = line[at + 1 :]
    if after and after[0].lower in _FOR and len(after) > 1:
        end = next(
            (t.start for t in after if t.text == "," or t.lower in {"who", "said", "told"}),
            span.end,
        )
        start = (
            after[2].start
            if after[1].lower in {"the", "a", "an"} and len(after) > 2
            else after[1].start
        )
        body = Span(start, end).trimmed(text)
    else:
        skip = 1 if line[0].lower in words("grammar", "determiners") and at > 1 else 0
        if at <= skip:
            return None
        body = Span(line[skip].start, line[at - 1].end)
    inside = tokens(text, body)
    named = (r for r in runs if body.meets(r.span) and not r.possessive)
    run = next((r for r in named if not _is_modifier(inside, r)), None)
    head = _head_noun(tokens(text, body))
    return Phrase(
        "spokesperson", body, head=head, run=run, definite=True, agent_kind="organisation"
    )


def _without_name(text: str, span: Span, line: Sequence[Token], runs: Sequence[NameRun]) -> Phrase:
    head = _head_noun(line)
    first = line[0].lower if line else ""
    body = head in words("roles", "bodies") or head in words("roles", "media")
    office = any(part in words("roles", "roles") for part in (head, *head.split("-")))
    of_named = any(run.possessive or run.kind == "office" for run in runs)
    definite = first in _DEFINITE or (of_named and first not in {"a", "an"})
    plural = head.endswith("s") or head in {"people", "men", "women", "police"}
    if plural and not body:
        kind: AgentKind = "anonymous" if _are_individuals(head, first) and not definite else "group"
        return Phrase(
            "described" if definite else "unnamed",
            _kept(text, span, line),
            head,
            None,
            definite,
            False,
            kind,
        )
    if body:
        return Phrase(
            "described", _kept(text, span, line), head, None, definite, False, "organisation"
        )
    person = office or head in words("roles", "unnamed") or head in words("roles", "ranks")
    if definite and not person:
        kept = _kept(text, span, line)
        return Phrase("described", kept, head, None, True, False, "organisation")
    if definite or (office and first not in {"a", "an", "one", "another"}):
        return Phrase(
            "described",
            _kept(text, span, line),
            head,
            None,
            True,
            False,
            "person" if office or head in words("roles", "ranks") else "anonymous",
        )
    return _unnamed(text, span, line, hedged=False)


def _are_individuals(head: str, first: str) -> bool:
    """Whether a plural means certain unnamed people ("two drivers"), not a kind ("residents")."""
    if head in words("roles", "unnamed_many"):
        return True
    counted = first in _MANY or first.isdigit()
    return counted and head.removesuffix("s") in words("roles", "roles") | words("roles", "unnamed")


def _unnamed(text: str, span: Span, line: Sequence[Token], *, hedged: bool) -> Phrase:
    head = _head_noun(line)
    kept = span if hedged else _kept(text, span, line)
    return Phrase("unnamed", kept, head, None, False, hedged, "anonymous")


def _kept(text: str, span: Span, line: Sequence[Token]) -> Span:
    """The phrase up to a relative clause, which tells about it but does not name it."""
    for token in line[1:]:
        if token.lower in words("grammar", "relatives") or token.text == ",":
            return Span(span.start, token.start).trimmed(text)
    return span


def _head_noun(line: Sequence[Token]) -> str:
    """The folded noun before the first preposition, comma or relative."""
    head = ""
    for token in line:
        stop = (
            token.lower in words("grammar", "prepositions")
            or token.lower in words("grammar", "relatives")
            or token.text in {",", "("}
            or token.lower
            in {"familiar", "reached", "close", "speaking", "contacted", "interviewed"}
        )
        if stop and head:
            return head.removesuffix("'s")
        if token.is_word and not stop:
            head = token.lower
    return head
