"""What detectors read: a report's sentences with their figures, times and statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from onrecord.claims.amounts import Amount, amounts
from onrecord.claims.lines import Clause, Line, clauses, lines
from onrecord.claims.nouns import Noun, nouns
from onrecord.claims.quantities import measures
from onrecord.claims.verbs import VerbHit
from onrecord.claims.windows import windows
from onrecord.record import (
    Agent,
    ClaimKind,
    Comparison,
    Disposition,
    Document,
    EvidenceKind,
    Party,
    Quantity,
    Span,
    Statement,
    TimeWindow,
)


@dataclass(frozen=True)
class Passage:
    """One sentence with all that was found in it before any claim is looked for."""

    line: Line
    text: str
    figures: tuple[Amount, ...]
    shares: tuple[Quantity, ...]
    windows: tuple[TimeWindow, ...]
    clauses: tuple[Clause, ...]
    _nouns: dict[int, tuple[Noun, ...]] = field(default_factory=dict, compare=False, repr=False)

    def nouns(self, clause: Clause) -> tuple[Noun, ...]:
        """The equipment and people named in one of its clauses."""
        key = clause.span.start
        known = self._nouns.get(key)
        if known is None:
            known = nouns(clause.tokens, self.text, self.figures, self.shares)
            self._nouns[key] = known
        return known


@dataclass(frozen=True)
class Draft:
    """A claim as a detector sees it: what and where, before who says it and how surely.

    ``anchor`` is the words that make it a claim; ``plain`` is False where only a joke or a
    figure of speech carries it; ``noun`` and ``verb`` are the words the parties are read from.
    """

    kind: ClaimKind
    passage: Passage
    clause: Clause
    span: Span
    anchor: Span
    item: str | None = None
    disposition: Disposition | None = None
    quantity: Quantity | None = None
    comparison: Comparison | None = None
    place: Span | None = None
    actor: Span | None = None
    target: Span | None = None
    group: str = ""
    negated: bool = False
    unreal: bool = False
    possible: bool = False
    plain: bool = True
    window: TimeWindow | None = None
    parent: Draft | None = None
    verb: VerbHit | None = None

    def rooted(self) -> Draft:
        """This claim with no more than one before it, so that chains stay short."""
        if self.parent is None or self.parent.parent is None:
            return self
        return replace(self, parent=replace(self.parent, parent=None))

    def leaned_on(
        self, passage: Passage, clause: Clause, span: Span, anchor: Span, **changes: Any
    ) -> Draft:
        """A claim of the same kind that leans on this one for what its own words leave out."""
        changes.setdefault("negated", False)
        return replace(
            self,
            passage=passage,
            clause=clause,
            span=span,
            anchor=anchor,
            verb=None,
            target=None,
            actor=None,
            parent=self.rooted(),
            **changes,
        )


_PAGE = 512


@dataclass(frozen=True)
class Scene:
    """A report with its agents and statements, sentence by sentence."""

    document: Document
    agents: tuple[Agent, ...]
    statements: tuple[Statement, ...]
    parties: tuple[Party, ...] = ()
    standings: dict[str, frozenset[EvidenceKind]] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def agent(self, agent_id: str | None) -> Agent | None:
        """The agent of that id, if there is one."""
        return next((agent for agent in self.agents if agent.id == agent_id), None)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All sentences outside advertising and boilerplate, in order."""
        edges = sorted({edge for s in self.statements for piece in s.content for edge in piece})
        return tuple(self._passage(line, edges) for line in lines(self.document))

    def _passage(self, line: Line, edges: Sequence[int]) -> Passage:
        text, span = self.text, line.span
        times = windows(text, span, self.document.published)
        shares = measures(text, span)
        figures = tuple(
            a for a in amounts(text, span) if not any(t.span.meets(a.span) for t in times)
        )
        whole = [q.span for q in shares] + [a.span for a in figures] + [t.span for t in times]
        inside = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]
        return Passage(line, text, figures, shares, times, clauses(line, text, inside, whole))

    def statement_at(self, span: Span) -> Statement | None:
        """The innermost statement whose words hold the middle of ``span``."""
        middle = (span.start + span.end) // 2
        holding = [
            s
            for s in self._statements_near.get(middle // _PAGE, ())
            if any(piece.start <= middle < piece.end for piece in s.content)
        ]
        return min(holding, key=_length, default=None)

    @cached_property
    def _statements_near(self) -> dict[int, list[Statement]]:
        """The statements by the page of text that their words lie on."""
        pages: dict[int, list[Statement]] = {}
        for statement in self.statements:
            on = {n for p in statement.content for n in range(p.start // _PAGE, p.end // _PAGE + 1)}
            for number in on:
                pages.setdefault(number, []).append(statement)
        return pages


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)
