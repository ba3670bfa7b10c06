"""From a document to its statements and agents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.assembling import assemble
from onrecord.attribution.drafts import Draft, drafts_of
from onrecord.attribution.frames import paragraphs
from onrecord.record import Agent, Document, Party, Statement

LANGUAGES = frozenset({"en"})
"""Languages whose reports can be attributed; reading works in all."""


@dataclass(frozen=True)
class Attribution:
    """Who speaks in a document, and what they are reported to have said."""

    agents: tuple[Agent, ...] = ()
    statements: tuple[Statement, ...] = ()


def attribute(document: Document, parties: Sequence[Party] = ()) -> Attribution:
    """The statements of a document with their speakers, manner, channel and certainty.

    A document in a language that is not in ``LANGUAGES`` gets none. Ids count by offset.
    ``parties`` are those of a conflict profile; without them no agent has a party.
    """
    if document.language is not None and document.language not in LANGUAGES:
        return Attribution()
    read = paragraphs(document)
    drafts: tuple[Draft, ...] = drafts_of(document, read)
    agents, statements = assemble(document, read, drafts, parties)
    return Attribution(agents, statements)
