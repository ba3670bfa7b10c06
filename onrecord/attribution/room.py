"""From a document to its statements and agents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.attribution.assembling import assemble
from onrecord.attribution.drafts import Draft, drafts_of, exported_drafts
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

    A document in a language that is not in ``LANGUAGES`` gets none, but for posts whose author
    their export states: these are spoken by whom it says, how surely is not known. Ids count by
    offset. ``parties`` are those of a conflict profile; without them no agent has a party.
    """
    read = paragraphs(document)
    if document.language is None or document.language in LANGUAGES:
        drafts: tuple[Draft, ...] = drafts_of(document, read)
        return Attribution(*assemble(document, read, drafts, parties))
    agents, statements = assemble(document, read, exported_drafts(document, read), parties)
    unread = (replace(one, certainty="unknown", certainty_marks=()) for one in statements)
    return Attribution(agents, tuple(unread))
