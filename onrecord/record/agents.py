"""Who speaks or acts in a report."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.spans import Span, Spans

AgentKind = Literal["person", "organisation", "group", "anonymous", "medium"]
Identity = Literal["named", "described", "hedged"]


class Affiliation(msgspec.Struct, frozen=True, kw_only=True):
    """The party an agent officially speaks or acts for, and the words that say so."""

    id: str
    span: Span


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation, group, anonymous source or medium, with all its mentions.

    ``name`` is the fullest printed mention. ``identity`` is ``hedged`` where the report itself is
    unsure who it is ("a man believed to be a soldier").
    """

    id: str
    name: str
    kind: AgentKind
    role: str | None = None
    party: Affiliation | None = None
    identity: Identity
    mentions: Spans = ()


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party to a conflict, as a conflict profile names it.

    ``names`` are nouns for the party or its forces ("Ruritania", "Ruritanian army"),
    ``adjectives`` the words that mark something as the party's ("Ruritanian").
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
