"""What lists, searches and counts print: one line of JSON each, with names instead of ids."""

from __future__ import annotations

import datetime as dt

import msgspec

from onrecord.record import (
    Act,
    AgentKind,
    Certainty,
    ClaimKind,
    Disposition,
    Form,
    Identity,
    Manner,
    Modifier,
    Unit,
    Verdict,
)
from onrecord.workspace.types import State


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """One report: what it is, whence, and how much was found in it."""

    report: str
    state: State
    title: str | None = None
    opening: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    language: str | None = None
    document: str
    source: str
    url: str | None = None
    media_type: str
    sightings: int
    statements: int
    claims: int


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One statement. ``speaker`` is never a person to whom words were merely put (``depicts``)."""

    report: str
    statement: str
    published: dt.date | None = None
    outlet: str | None = None
    speaker: str | None = None
    party: str | None = None
    candidates: tuple[str, ...] = ()
    depicts: tuple[str, ...] = ()
    via: str | None = None
    act: Act
    form: Form
    manner: Manner
    certainty: Certainty
    channel: str | None = None
    words: str


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, and the verdict of its check. ``speaker`` is None for the report's own claims."""

    report: str
    claim: str
    published: dt.date | None = None
    outlet: str | None = None
    statement: str | None = None
    speaker: str | None = None
    party: str | None = None
    manner: Manner
    kind: ClaimKind
    actor: str | None = None
    actor_party: str | None = None
    target: str | None = None
    target_party: str | None = None
    place: str | None = None
    item: str | None = None
    disposition: Disposition | None = None
    low: float | None = None
    value: float | None = None
    high: float | None = None
    unit: Unit | None = None
    modifier: Modifier | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    certainty: Certainty
    literal: bool
    verdict: Verdict | None = None
    words: str


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One name over all reports: how often its bearer speaks, and how often words are put to it.

    Agents of exactly one name and kind stand in one line; whether two names are one person is
    decided elsewhere, by people.
    """

    name: str
    kind: AgentKind
    identity: Identity
    parties: tuple[str, ...] = ()
    reports: int
    statements: int
    depicted: int


class FailureLine(msgspec.Struct, frozen=True, kw_only=True):
    """An item that could not be added: at which step, why, and what to try."""

    name: str
    source: str
    step: str
    why: str
    remedy: str
    at: dt.datetime
    report: str | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report or a statement that a search found; ``marks`` are the found words in ``excerpt``."""

    report: str
    statement: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    speaker: str | None = None
    depicts: tuple[str, ...] = ()
    via: str | None = None
    manner: Manner | None = None
    excerpt: str
    marks: tuple[tuple[int, int], ...] = ()


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports, statements or claims are meant; None: all.

    ``speaker`` is words of the speaker's name, ``party`` the id of the party spoken for, ``kind``
    and ``verdict`` those of a claim, ``since`` and ``until`` the first and last day of
    publication, ``report`` the report's name. A report or statement meets ``kind`` and ``verdict``
    where one claim made in it meets both; a report meets ``speaker``, ``party`` and ``manner``
    where one statement in it meets them all.
    """

    speaker: str | None = None
    party: str | None = None
    kind: str | None = None
    manner: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    verdict: str | None = None
    outlet: str | None = None
    report: str | None = None


EVERYTHING = Filters()
