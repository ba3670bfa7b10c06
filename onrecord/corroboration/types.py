"""What is found across reports: copies, people and bodies, claim groups, origins, grades."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record import (
    AgentKind,
    Certainty,
    ClaimKind,
    Disposition,
    EvidenceKind,
    Identity,
    Manner,
    Participant,
    Quantity,
    Span,
)

Extent = Literal["whole", "part"]
FirstBy = Literal["published", "credit", "retrieved", "added"]
Stance = Literal["asserts", "denies", "retracts"]
FigureRelation = Literal["compatible", "conflicting", "no_figure"]
OriginKind = Literal["party", "speaker", "recording", "document", "outlet", "unnamed"]
OriginState = Literal["established", "undetermined"]
PeopleVerb = Literal["merge", "split"]
Digit = Literal["1", "2", "3", "4", "5", "6"]

Sketch = tuple[int, ...]
"""A text's sample of shingle hashes, ascending, each in [0, 2^63): rows for an index."""


# ------------------------------------------------------------------ what is kept of one report


class AgentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An agent of one report, as far as it matters to others. ``id`` is the Record's.

    ``forms`` are the distinct words it is mentioned by; ``depicted`` says that it is only ever
    shown (montage, satire), never heard; ``sides`` are the stems of the parties its name and
    role print ("kelmari").
    """

    id: str
    name: str
    kind: AgentKind
    role: str | None = None
    party: str | None = None
    identity: Identity
    forms: tuple[str, ...] = ()
    depicted: bool = False


class EvidenceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim rests on; ``by`` and ``described_by`` are agent ids (or ``author``)."""

    kind: EvidenceKind
    words: str
    by: str | None = None
    described_by: str = "author"
    url: str | None = None


class ClaimFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of one report, with what decides which other claims it is about the same as.

    ``speaker`` and ``via`` are agent ids; ``by_author`` says that the report itself asserts it
    (then ``speaker`` is None), ``unnamed`` that somebody said it and the report leaves open who.
    ``heading`` says that it stands in a title, heading or caption.
    """

    id: str
    kind: ClaimKind
    span: Span
    words: str
    speaker: str | None = None
    by_author: bool = False
    via: str | None = None
    manner: Manner = "earnest"
    actor: Participant | None = None
    target: Participant | None = None
    place: Participant | None = None
    item: str | None = None
    disposition: Disposition | None = None
    quantity: Quantity | None = None
    figure: str | None = None
    comparison: bool = False
    window: tuple[dt.date | None, dt.date | None] | None = None
    window_words: str | None = None
    certainty: Certainty = "certain"
    literal: bool = True
    heading: bool = False
    evidence: tuple[EvidenceFacts, ...] = ()


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a Record for questions across reports: a few kilobytes, no text.

    ``order`` is the place in the order of adding; ``names`` are the folded proper names that the
    report prints, by which reports of one event know each other.
    """

    name: str
    document: str
    order: int = 0
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: dt.date | None = None
    retrieved_at: dt.datetime | None = None
    language: str | None = None
    translated: str | None = None
    names: tuple[str, ...] = ()
    agents: tuple[AgentFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()


# ------------------------------------------------------------------ copies


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """The same words in two texts, gaps of a few changed words bridged."""

    first: Span
    second: Span


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on either side where a copy differs, between words that are the same.

    One side may be empty. ``figures`` says that a number, or the words that bound it, differ.
    """

    first: Span
    second: Span
    before: str
    after: str
    figures: bool = False


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that share a text. ``first`` came first, by what ``first_by`` says.

    ``first_by`` None: which came first is not known, and ``first`` only stands first here.
    ``shared`` counts the words both have (quotations of others left out), ``share_first`` and
    ``share_second`` what part of each report's own words that is. ``cut`` are the stretches of the
    first that the second leaves out, ``added`` those that stand only in the second.
    """

    first: str
    second: str
    first_by: FirstBy | None
    extent: Extent
    shared: int
    share_first: float
    share_second: float
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    cut: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()


# ------------------------------------------------------------------ people and bodies


class AgentKey(msgspec.Struct, frozen=True, kw_only=True):
    """One agent in one report, named so that it survives a newer model."""

    document: str
    name: str


class PeopleDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about who is who: these agents are one, or the first is another."""

    verb: PeopleVerb
    agents: tuple[AgentKey, ...]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An agent's place in an entity: report name, the Record's agent id, the printed name."""

    report: str
    document: str
    agent: str
    name: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """One person or body across reports.

    ``id`` is a short digest of its first member and stays while that member stays in it.
    ``because`` says in words why its members are held to be one.
    """

    id: str
    name: str
    kind: AgentKind
    identity: Identity = "named"
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    because: tuple[str, ...] = ()


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities that may be one: for a person to decide, never merged by themselves."""

    first: str
    second: str
    score: float
    why: str


class People(msgspec.Struct, frozen=True, kw_only=True):
    """All entities, and the merges a person might make."""

    entities: tuple[Entity, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


# ------------------------------------------------------------------ claim groups


class Testimony(msgspec.Struct, frozen=True, kw_only=True):
    """What one report hands on of one claim by one source; restatements count once.

    ``claim`` is the fullest printed form, ``repeats`` the same report's others (headline,
    restatement). ``no_later`` stands where the report's day is unknown and a copy of it has one.
    ``entity`` is the speaker across reports. ``conflicts`` names the other
    testimonies (by place in the group) whose figures cannot both hold.
    """

    report: str
    claim: str
    repeats: tuple[str, ...] = ()
    speaker: str | None = None
    entity: str | None = None
    by_author: bool = False
    stance: Stance = "asserts"
    certainty: Certainty = "certain"
    words: str
    figure: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    day: dt.date | None = None
    no_later: dt.date | None = None
    outlet: str | None = None
    copied_from: str | None = None
    evidence: tuple[EvidenceKind, ...] = ()
    origin: int = 0
    conflicts: tuple[int, ...] = ()


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What testimonies rest on in the end: one for all that share text, speaker, recording, party.

    ``why`` says in words what makes it one, and why its independence is not settled.
    """

    kind: OriginKind
    name: str
    state: OriginState
    why: str
    asserts: bool = True
    outlets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed information credibility digit (NATO Admiralty), with its reason."""

    digit: Digit
    why: str


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the evidence ladder: a kind, and the testimonies (places) that name it."""

    kind: EvidenceKind
    testimonies: tuple[int, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of several reports about one thing, whatever figures they give.

    ``about`` is made of printed names, ``words`` are a report's own (the earliest fullest one's).
    ``testimonies`` stand in order of time (unknown days last). ``established`` counts origins
    that assert it and are known to be independent; ``undetermined`` those whose dependence is
    unknown; where figures conflict, both count for the figure of testimony ``supports`` only.
    ``low`` and ``high`` span the figures asserted. ``earliest`` and ``highest`` are places in
    ``testimonies``.
    """

    id: str
    kind: ClaimKind
    about: str
    words: str
    testimonies: tuple[Testimony, ...]
    origins: tuple[Origin, ...]
    established: int
    undetermined: int
    supports: int | None = None
    documents: int
    outlets: int
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    earliest: int | None = None
    highest: int | None = None
    contradictions: tuple[str, ...] = ()
    ladder: tuple[Rung, ...] = ()
    grade: Grade


class Corroboration(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found across reports.

    ``same_claim`` pairs (report, claim id) that assert the same with compatible figures.
    ``translated`` counts the reports in which copies cannot be ruled out, because they are, or
    may be, translations.
    """

    reports: int
    copies: tuple[Copy, ...] = ()
    people: People = People()
    groups: tuple[Group, ...] = ()
    same_claim: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()
    translated: int = 0
