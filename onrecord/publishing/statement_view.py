"""How a statement is told: whose words, in which form, how meant, how sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.publishing.cleaning import one_line
from onrecord.publishing.corrected import corrected_statements, correction_note
from onrecord.publishing.view import StatementView
from onrecord.publishing.wording import (
    CERTAINTIES,
    FORMS,
    MANNER_BASES,
    MANNERS,
    channel_phrase,
)
from onrecord.record import Record, Spans, Statement

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction

_OPENING = {"direct": "“", "indirect": "", "mixed": ""}
_CLOSING = {"direct": "”", "indirect": "", "mixed": ""}


_OPENERS = ("The", "A", "An", "Its", "His", "Her", "Their", "Our")


def statement_views(
    record: Record, corrections: Sequence[Correction] = ()
) -> tuple[StatementView, ...]:
    """The statements in reading order; those that people corrected say so."""
    corrected = corrected_statements(record, corrections)
    ordered = sorted(record.statements, key=lambda s: s.content[0] if s.content else (0, 0))
    return tuple(_view(record, statement, corrected.get(statement.id, ())) for statement in ordered)


def whose(record: Record, statement: Statement) -> str:
    """Whose words a statement holds; depicted words are never given to the person shown.

    "Ilva Brandt"; "speaker left open: Brandt or Haske"; "put into the mouth of Marek Toll by the
    Daily Satire".
    """
    if statement.manner == "depicted":
        shown = " and ".join(name_of(record, agent) for agent in statement.depicts)
        maker = name_of(record, statement.via) if statement.via else "an unnamed maker"
        return f"put into the mouth of {shown or 'someone'} by {maker}"
    if statement.speaker is not None:
        return name_of(record, statement.speaker)
    if statement.candidates:
        return "speaker left open: " + " or ".join(
            name_of(record, agent) for agent in statement.candidates
        )
    return "speaker left open"


def name_of(record: Record, agent_id: str) -> str:
    """The name of an agent of the Record, or the id where it has none of that id."""
    for agent in record.agents:
        if agent.id == agent_id:
            return inside(one_line(agent.name))
    return agent_id


def inside(name: str) -> str:
    """A name as it stands inside a sentence: an article at its beginning is small.

    >>> inside("The officer"), inside("The Hague"), inside("Ada Ba")
    ('the officer', 'The Hague', 'Ada Ba')
    """
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in _OPENERS and rest[:1].islower() else name


def quoted(record: Record, pieces: Spans) -> str:
    """The words of the pieces, joined by an ellipsis."""
    return " … ".join(one_line(piece.of(record.document.text)) for piece in pieces)


def _view(record: Record, statement: Statement, corrections: Sequence[Correction]) -> StatementView:
    words = quoted(record, statement.content)
    lead = whose(record, statement)
    return StatementView(
        id=statement.id,
        lead=lead[:1].upper() + lead[1:],
        role=_role(record, statement),
        quote=_OPENING[statement.form] + words + _CLOSING[statement.form],
        form=statement.form,
        manner=statement.manner,
        how=_how(statement),
        mode=MANNERS[statement.manner],
        notes=_notes(record, statement, corrections),
        content=statement.content,
    )


def _role(record: Record, statement: Statement) -> str:
    if statement.manner == "depicted" or statement.speaker is None:
        return ""
    for agent in record.agents:
        if agent.id == statement.speaker:
            role = inside(one_line(agent.role)) if agent.role else ""
            return "" if role and role.casefold() in agent.name.casefold() else role
    return ""


def _how(statement: Statement) -> str:
    if statement.manner == "depicted":
        return f"shown {channel_phrase(statement.channel.name)}" if statement.channel else ""
    what = "attitude, not speech" if statement.act == "attitude" else FORMS[statement.form]
    return f"{what} {channel_phrase(statement.channel.name)}" if statement.channel else what


def _notes(
    record: Record, statement: Statement, corrections: Sequence[Correction]
) -> tuple[str, ...]:
    by_a_person = any(one.item == "statements.manner" for one in corrections)
    ground_told = by_a_person and statement.manner == "ironic"
    notes = ["" if ground_told else _manner(record, statement)]
    if statement.manner != "depicted":
        notes.append(_identity(record, statement))
        if statement.via:
            notes.append(f"relayed by {name_of(record, statement.via)}")
        if statement.certainty != "certain":
            marks = _marks(record, statement.certainty_marks)
            notes.append(f"{CERTAINTIES[statement.certainty]} by the speaker{marks}")
    notes += map(correction_note, corrections)
    return tuple(note for note in notes if note)


def _manner(record: Record, statement: Statement) -> str:
    marks = _marks(record, statement.manner_marks)
    if statement.manner == "depicted":
        return f"nobody is reported to have said this{marks}"
    if statement.manner == "ironic":
        return MANNER_BASES[statement.manner_basis] + marks
    return ""


def _identity(record: Record, statement: Statement) -> str:
    for agent in record.agents:
        if agent.id == statement.speaker:
            if agent.identity == "hedged":
                return "the report is unsure who this is"
            return "not named in the report" if agent.kind == "anonymous" else ""
    return ""


def _marks(record: Record, marks: Spans) -> str:
    words = [f"“{one_line(mark.of(record.document.text))}”" for mark in marks]
    return f" ({', '.join(words)})" if words else ""
