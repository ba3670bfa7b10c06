"""The tables of an export: a column for each field of a row, in a fixed order; ids join."""

from __future__ import annotations

import datetime as dt

import msgspec

Texts = tuple[str, ...]


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """One report; ``report`` is the id by which the other tables name it."""

    report: str
    name: str
    title: str | None
    outlet: str | None
    url: str | None
    published: dt.date | None
    published_source: str | None
    language: str | None
    translated: str | None
    retrieved_at: dt.datetime | None
    collected_at: dt.datetime | None
    collector: str | None
    media_type: str | None
    onrecord: str
    model: str | None
    profile: str | None
    text: str


class AgentRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks in, or is shown by, one report."""

    agent: str
    report: str
    name: str
    kind: str
    identity: str
    role: str | None
    party: str | None
    spans: str


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One statement; ``speaker`` is nobody where words are put into somebody's mouth."""

    statement: str
    report: str
    published: dt.date | None
    outlet: str | None
    act: str
    speaker: str | None
    speaker_name: str | None
    party: str | None
    candidates: Texts
    depicts: Texts
    via: str | None
    via_name: str | None
    form: str
    manner: str
    manner_basis: str | None
    channel: str | None
    certainty: str
    words: str
    spans: str


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, with UCDP GED's names for its days and figures (best, low, high)."""

    claim: str
    report: str
    statement: str | None
    published: dt.date | None
    outlet: str | None
    speaker: str | None
    speaker_name: str | None
    party: str | None
    by_author: bool
    manner: str
    literal: bool
    certainty: str
    kind: str
    actor: str | None
    actor_party: str | None
    target: str | None
    target_party: str | None
    place: str | None
    item: str | None
    disposition: str | None
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    modifier: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    date_words: str | None
    relation: str | None
    compared_with: str | None
    evidence: Texts
    grade: str
    verdict: str | None
    words: str
    spans: str


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of what claims rest on."""

    evidence: str
    report: str
    kind: str
    by: str | None
    described_by: str | None
    url: str | None
    words: str
    spans: str


class UnknownRow(msgspec.Struct, frozen=True, kw_only=True):
    """Words that say that something is not known."""

    report: str
    words: str
    spans: str


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one claim compares with the references, and who approved that for publication."""

    claim: str
    report: str
    verdict: str
    with_flagged: str | None
    on_the_day: str | None
    readings: int
    working: str
    approved_by: str | None
    organisation: str | None
    approved_at: dt.datetime | None


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One number from one reference under one reading of a claim's words."""

    claim: str
    report: str
    reading: str
    reading_verdict: str
    reference: str
    title: str | None
    definition: str
    as_of: dt.date | None
    window_start: dt.date | None
    window_end: dt.date | None
    low: float | None
    value: float | None
    high: float | None
    unit: str
    holder: str | None
    flags: Texts
    decides: bool
    why: str | None


Row = (
    ReportRow | AgentRow | StatementRow | ClaimRow | EvidenceRow | UnknownRow | CheckRow | FigureRow
)

TABLES: dict[str, type[Row]] = {
    "reports": ReportRow,
    "agents": AgentRow,
    "statements": StatementRow,
    "claims": ClaimRow,
    "evidence": EvidenceRow,
    "unknowns": UnknownRow,
    "checks": CheckRow,
    "figures": FigureRow,
}
"""The tables by name, in the order they are written; a table's columns are its row's fields."""
