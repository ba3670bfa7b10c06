"""The Record: what comes out for one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal, TypeVar

import msgspec

from onrecord.record.agents import Agent
from onrecord.record.checks import Check
from onrecord.record.claims import Claim, Evidence, Unknown
from onrecord.record.document import Document
from onrecord.record.statements import Statement

_Item = TypeVar("_Item", Agent, Statement, Claim)

SchemaName = Literal["onrecord/record/1"]


class ReferenceUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A reference a Record was checked against, exactly enough to find it again."""

    name: str
    version: str
    licence: str
    sha256: str


class MadeWith(msgspec.Struct, frozen=True, kw_only=True):
    """The versions a Record depends on: same bytes and same versions, same Record."""

    onrecord: str
    model: str | None = None
    profile: str | None = None
    references: tuple[ReferenceUsed, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Who said what in one document, what is claimed, and how it compares with reference data.

    >>> Record.from_json(record.to_json()) == record  # doctest: +SKIP
    True
    """

    schema: SchemaName = "onrecord/record/1"
    made_with: MadeWith
    document: Document
    agents: tuple[Agent, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    checks: tuple[Check, ...] = ()

    html_view: ClassVar[Callable[[Record], str] | None] = None
    """Set by the package's front door; a notebook calls it through ``_repr_html_``."""

    def agent(self, agent_id: str) -> Agent:
        """The agent of that id. Raises KeyError where there is none."""
        return _by_id(self.agents, agent_id)

    def statement(self, statement_id: str) -> Statement:
        """The statement of that id. Raises KeyError where there is none."""
        return _by_id(self.statements, statement_id)

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id. Raises KeyError where there is none."""
        return _by_id(self.claims, claim_id)

    def to_json(self, *, indent: int | None = None) -> str:
        """The Record as one JSON object (``docs/record.schema.json``)."""
        raw = msgspec.json.encode(self)
        return (raw if indent is None else msgspec.json.format(raw, indent=indent)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Reads a Record; unknown keys are ignored.

        Raises:
            msgspec.ValidationError: where the text is not a Record of version 1.
        """
        return msgspec.json.decode(text, type=cls)

    def _repr_html_(self) -> str | None:
        view = type(self).html_view
        return view(self) if view else None


def _by_id(items: tuple[_Item, ...], wanted: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
