"""Sentences of a report with their tokens, cut into clauses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.claims.closed import closed
from onrecord.claims.verbs import VerbHit, is_verbal, speech_verbs, verb_hits
from onrecord.record import BlockKind, Document, Span
from onrecord.text import Token, sentences, tokens

_SKIPPED: frozenset[BlockKind] = frozenset(["advertising", "boilerplate"])
_HEADS: frozenset[BlockKind] = frozenset(["title", "heading"])


@dataclass(frozen=True)
class Line:
    """One sentence: its tokens, the block it stands in and its place among all sentences."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    block: int
    kind: BlockKind

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a title or heading."""
        return self.kind in _HEADS


@dataclass(frozen=True)
class Clause:
    """Part of a sentence with a predicate of its own.

    ``tokens`` leave out what is inserted ("…, which …, "); ``opener`` is the word that begins it
    ("and", "when", "which"), if any; ``before`` is the clause of the same sentence before it.
    """

    line: Line
    tokens: tuple[Token, ...]
    opener: str
    before: Clause | None = None

    @property
    def span(self) -> Span:
        """From its first to its last token."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @cached_property
    def verbs(self) -> tuple[VerbHit, ...]:
        """The claim-making verbs in it."""
        return verb_hits(self.tokens)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The folded tokens."""
        return tuple(token.lower for token in self.tokens)

    def text(self, source: str) -> str:
        """Its words, with what is inserted."""
        return self.span.of(source)


def lines(document: Document) -> tuple[Line, ...]:
    """The sentences of all blocks that can hold claims: not advertising, not boilerplate."""
    text = document.text
    blocks: Sequence[tuple[Span, BlockKind]]
    blocks = [(b.span, b.kind) for b in document.blocks] or [(Span(0, len(text)), "paragraph")]
    found: list[Line] = []
    for number, (span, kind) in enumerate(blocks):
        if kind in _SKIPPED:
            continue
        for sentence in _without_bullets(text, sentences(text, span)):
            words = tokens(text, sentence)
            for start in range(0, len(words), _LONGEST):
                part = words[start : start + _LONGEST]
                whole = sentence if len(words) <= _LONGEST else Span(part[0].start, part[-1].end)
                found.append(Line(len(found), whole, part, number, kind))
    return tuple(found)


_BULLET = re.compile(r"\n\s*(?=[-*•–—▪·]\s|\d{1,2}[.)]\s)")


def _without_bullets(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Each item of a list as a sentence of its own."""
    for sentence in found:
        cuts = [m.end() for m in _BULLET.finditer(text, *sentence)]
        for start, end in itertools.pairwise([sentence.start, *cuts, sentence.end]):
            piece = Span(start, end).trimmed(text)
            if piece.end > piece.start:
                yield piece


# A "sentence" of more words than this is a list or a table, and read in parts.
_LONGEST = 160


_RELATIVES = frozenset(["which", "who", "whose", "whom"])
_STRONG = frozenset([";", ":", "–", "—", "|", "•", "…", "!", "?"])
_SMALL = re.compile(r"^(?:and|or|&|as well as)$")


def clauses(
    line: Line, text: str, edges: Iterable[int] = (), whole: Iterable[Span] = ()
) -> tuple[Clause, ...]:
    """The clauses of one sentence, in order.

    ``edges`` are offsets where a clause always ends (where a statement's words begin or end);
    ``whole`` are stretches that are never cut (quantities, time expressions).
    """
    cuts = _cuts(line, text, frozenset(edges), tuple(whole))
    parts: list[tuple[int, int]] = []
    start = 0
    for cut in [*sorted(cuts), len(line.tokens)]:
        if cut > start:
            parts.append((start, cut))
            start = cut
    return _joined(line, parts)


def _cuts(line: Line, text: str, edges: frozenset[int], whole: tuple[Span, ...]) -> set[int]:
    """The token indices at which a new clause begins."""
    toks = line.tokens
    cuts: set[int] = set()
    free = [i for i, t in enumerate(toks) if not any(s.start < t.start < s.end for s in whole)]
    for i in free:
        begins = _opens_clause(toks, i) or (
            _at_edge(toks, i, edges) and not _claims_object(toks, i)
        )
        if i and begins:
            cuts.add(i)
        elif _closes_clause(toks, i, text, whole):
            cuts.add(i + 1)
    for i in free:
        comma = toks[i].text == ","
        if comma and _beside_insertion(toks, i):
            continue
        joint = comma or _SMALL.match(toks[i].lower)
        if joint and i + 1 < len(toks) and _two_predicates(toks, i, cuts):
            cuts.add(i + 1 if comma else i)
    return cuts


def _beside_insertion(toks: Sequence[Token], i: int) -> bool:
    """Whether a comma only sets off "however" and the like."""
    near = [*toks[max(0, i - 1) : i], *toks[i + 1 : i + 2]]
    return any(t.lower in closed("verb_groups", "inserted") for t in near)


def _at_edge(toks: Sequence[Token], i: int, edges: frozenset[int]) -> bool:
    """Whether somebody's words begin or end between this token and the one before."""
    return i > 0 and any(edge in edges for edge in range(toks[i - 1].end, toks[i].start + 1))


def _opens_clause(toks: Sequence[Token], i: int) -> bool:
    """Whether this word begins a clause: "when", "which", "since they left"."""
    word, before = toks[i].lower, toks[i - 1] if i else None
    if before is None:
        return False
    if word == "since" and i + 1 < len(toks):
        subject = toks[i + 1].lower in closed("lines", "subjects")
        return subject and any(is_verbal(t) for t in toks[i + 1 : i + 6])
    if word in _RELATIVES:
        return before.text == "," or before.lower not in closed("lines", "prepositions")
    if word == "once" and i + 1 < len(toks) and toks[i + 1].lower in ("again", "more"):
        return False
    return word in closed("lines", "openers")


def _closes_clause(toks: Sequence[Token], i: int, text: str, whole: tuple[Span, ...]) -> bool:
    """Whether a clause ends with this token: a strong mark, or "that" before what is said."""
    token = toks[i]
    if token.text == ":" and 0 < i <= 3 and i + 1 < len(toks):
        counted = toks[i - 1].lower in closed("lines", "counted")
        if counted and any(s.start <= toks[i + 1].start < s.end for s in whole):
            return False
    if token.text in _STRONG or (token.text == "-" and _spaced(text, token)):
        return True
    return token.lower == "that" and i > 0 and _opens_content(toks, i)


def _claims_object(toks: Sequence[Token], i: int) -> bool:
    """Whether a quotation begins as the object of a verb that makes a claim: seized “the port”."""
    at = i - 1
    while at >= 0 and not toks[at].is_word:
        at -= 1
    hits = verb_hits(toks[max(0, at - 3) : at + 1]) if at >= 0 else ()
    return (
        bool(hits)
        and max(0, at - 3) + hits[-1].last == at
        and bool(hits[-1].senses & {"gain", "lose", "hold", "destroyed", "captured"})
    )


def _spaced(text: str, token: Token) -> bool:
    return (
        text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()
    )


def _opens_content(toks: Sequence[Token], i: int) -> bool:
    """Whether "that" begins what is said, not a noun phrase ("that town") or a comparison."""
    before = toks[i - 1].lower
    if before in (
        "all",
        "so",
        "than",
        "at",
        "of",
        "in",
        "is",
        "was",
        "like",
        "after",
        "before",
        "since",
        ",",
    ):
        return before == "," and i + 1 < len(toks)
    return i + 1 < len(toks) and toks[i + 1].lower not in (
        "night",
        "day",
        "evening",
        "morning",
        "is",
        "was",
    )


def _two_predicates(toks: Sequence[Token], i: int, cuts: set[int]) -> bool:
    left = i - 1
    while left >= 0 and left + 1 not in cuts and toks[left].text not in ",":
        left -= 1
    begin = max([c for c in cuts if c <= i], default=0)
    finish = min([c for c in cuts if c > i], default=len(toks))
    stop = i + 1
    while stop < finish and not (toks[stop].text == "," or _SMALL.match(toks[stop].lower)):
        stop += 1
    has_left = any(is_verbal(t) for t in toks[begin:i])
    right = toks[i + 1 : stop]
    if toks[i].text == "," and right and right[0].lower in ("and", "or", "but"):
        right = toks[i + 2 : finish]
    has_right = any(is_verbal(t) for t in right) or (
        len(right) > 0
        and right[0].lower
        in (
            "leaving",
            "killing",
            "destroying",
            "bringing",
            "wounding",
            "injuring",
            "including",
            "among",
            "under",
            "capturing",
            "seizing",
            "forcing",
        )
    )
    if not has_right and toks[i].text != "," and stop == finish:
        has_right = any(
            t.lower
            in (
                "wounded",
                "injured",
                "dead",
                "killed",
                "missing",
                "destroyed",
                "captured",
                "damaged",
            )
            for t in right
        )
    return has_left and has_right


_LINKING = frozenset(["is", "are", "was", "were", "has", "have", "had"])


def _says(toks: Sequence[Token]) -> bool:
    """A cue put in between: ", it concludes,"."""
    return (
        2 <= len(toks) <= 4
        and toks[-1].lower in speech_verbs()
        and all(t.is_word for t in toks)
        and toks[0].lower in ("he", "she", "it", "they", "the", "i", "we")
    )


def _joined(line: Line, parts: list[tuple[int, int]]) -> tuple[Clause, ...]:
    """Clauses from token ranges; after a relative insertion the main clause goes on."""
    found: list[Clause] = []
    pending: int | None = None
    for start, end in parts:
        toks = tuple(t for t in line.tokens[start:end])
        while toks and toks[0].text in ",;:–—-)":
            toks = toks[1:]
        while toks and toks[-1].text in ",;:–—-(.!?…" and len(toks) > 1:
            toks = toks[:-1]
        if not toks or not any(t.is_word for t in toks):
            continue
        first = toks[0].lower
        opener = (
            first
            if first
            in closed("lines", "openers")
            | _RELATIVES
            | {"and", "or", "that", "after", "before", "as"}
            else ""
        )
        if (opener in _RELATIVES and found) or (found and _says(toks)):
            pending = len(found) - 1 if not _says(toks) or pending is None else pending
            if _says(toks):
                continue
        elif (
            pending is None
            and found
            and toks[0].lower in _LINKING
            and found[-1].line is line
            and not any(t.lower in _LINKING for t in found[-1].tokens)
            and not toks[0].is_capitalised
        ):
            main = found[-1]
            found[-1] = Clause(line, main.tokens + toks, main.opener, main.before)
            continue
        elif (
            pending is not None
            and toks
            and is_verbal(toks[0])
            and not any(is_verbal(t) for t in found[pending].tokens)
        ):
            main = found[pending]
            found[pending] = Clause(line, main.tokens + toks, main.opener, main.before)
            pending = None
            continue
        found.append(Clause(line, toks, opener, found[-1] if found else None))
    return tuple(found)
