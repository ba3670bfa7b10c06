"""Checkable assertions, what they rest on, and what is said to be unknown."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record.spans import Span
from onrecord.record.statements import Certainty

ClaimKind = Literal["territory", "control", "withdrawal", "materiel", "casualties"]
Disposition = Literal["destroyed", "captured", "abandoned", "damaged"]
Unit = Literal["km2", "percent", "items", "people"]
Modifier = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "vague"]
Relation = Literal["more", "less", "same"]
Measure = Literal["gained", "held", "lost"]
EvidenceKind = Literal[
    "recording", "satellite", "document", "expert", "official", "eyewitness", "dataset"
]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with the words it comes from; bounds are None where the words set none.

    Areas are in km². ``vague`` quantities ("dozens") carry a lower bound for reading only: no
    check may decide on them.
    """

    low: float | None = None
    value: float | None = None
    high: float | None = None
    unit: Unit
    modifier: Modifier
    span: Span


class TimeWindow(msgspec.Struct, frozen=True, kw_only=True):
    """First and last day meant (both included), the words, and how they were resolved.

    ``start`` and ``end`` are None where the words cannot be placed on the calendar.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    span: Span
    resolved: str | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, who suffers, or where: the name, its words, and the profile's party id if known.

    ``span`` is None only where the name is inferred from what the claim's speaker belongs to.
    """

    name: str
    span: Span | None = None
    party: str | None = None


class Comparand(msgspec.Struct, frozen=True, kw_only=True):
    """The other side of a comparison ("than … controlled since April")."""

    span: Span
    measure: Measure | None = None
    window: TimeWindow | None = None
    quantity: Quantity | None = None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that one measure is more than, less than or the same as another."""

    relation: Relation
    other: Comparand = msgspec.field(name="with")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A checkable assertion. ``by`` is a statement id, an agent id, or ``author``."""

    id: str
    span: Span
    by: str
    kind: ClaimKind
    actor: Participant | None = None
    target: Participant | None = None
    place: Participant | None = None
    item: str | None = None
    disposition: Disposition | None = None
    quantity: Quantity | None = None
    comparison: Comparison | None = None
    window: TimeWindow | None = None
    certainty: Certainty = "certain"
    literal: bool = True
    evidence: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of what a claim rests on; ``described_by`` is an agent id or ``author``."""

    id: str
    span: Span
    kind: EvidenceKind
    by: str | None = None
    url: str | None = None
    described_by: str = "author"


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """Words that say that something is not known, not verified or not counted."""

    span: Span
