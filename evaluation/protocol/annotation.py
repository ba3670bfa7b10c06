"""What a report holds, in the shape in which people write it down: words, not offsets."""

from __future__ import annotations

import msgspec


class SaidWords(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: its words (pieces of a split one), who said it and how.

    ``speaker`` is, for depicted words, the person shown. ``abstained`` is set for predictions that
    leave the speaker open on purpose.
    """

    content: str | tuple[str, ...] | None = None
    speaker: str | None = None
    speaker_mention: str | None = None
    speaker_kind: str | None = None
    cue: str | None = None
    form: str | None = None
    manner: str | None = None
    manner_marked_by: str | None = None
    channel: str | None = None
    certainty: str | None = None
    quoted_via: str | None = None
    abstained: bool = False


class ClaimedWords(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: its words, its figure, whose it is and how surely."""

    id: str | None = None
    text: str | None = None
    kind: str | None = None
    actor: str | None = None
    target: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    item: str | None = None
    disposition: str | None = None
    window: str | None = None
    by: str | None = None
    certainty: str | None = None
    literal: bool | None = None
    evidence: tuple[str, ...] = ()


class SameClaim(msgspec.Struct, frozen=True, kw_only=True):
    """Claims shared with another report: [number here, number there], counted from 0."""

    other: str
    claims: tuple[tuple[int, int], ...] = ()


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """All that one report holds. ``optional``: passages where nothing is demanded or punished.

    ``leaks`` counts, in predictions, invented words handed over as those of the person shown.
    """

    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    title: str | None = None
    statements: tuple[SaidWords, ...] = ()
    claims: tuple[ClaimedWords, ...] = ()
    unknowns: tuple[str, ...] = ()
    advertising: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    syndicated_from: str | None = None
    same_claim_as: tuple[SameClaim, ...] = ()
    leaks: int = 0
