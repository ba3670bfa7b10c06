"""A person's corrections: read from a file, and laid over what was found.

A correction names a statement by its words, never by an id, so that it survives a newer model.
The format stands in ``docs/corrections.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import msgspec

from onrecord.attribution.correction_file import Correction, load_corrections
from onrecord.record import Agent, AgentKind, Certainty, Document, Manner, Span, Statement

if TYPE_CHECKING:
    from onrecord.attribution.room import Attribution

__all__ = ["Correction", "apply_corrections", "load_corrections"]


@dataclass(frozen=True)
class _Desk:
    """What a correction is worked on: the document, its agents and its statements."""

    document: Document
    agents: tuple[Agent, ...]
    statements: tuple[Statement, ...]


def apply_corrections(
    attribution: Attribution, document: Document, corrections: Iterable[Correction]
) -> tuple[Attribution, tuple[Correction, ...]]:
    """The corrected attribution, and the corrections that matched nothing in this document.

    They are applied in order. A corrected name must be an agent's printed mention, or words
    printed in the document, which then make a new agent: nothing is invented. A correction
    matches nothing where its document is another one, where its words are no statement's (or
    several statements' and no spans tell them apart), or where its name is not printed or fits
    several agents.
    """
    desk = _Desk(document, attribution.agents, attribution.statements)
    unmatched: list[Correction] = []
    for correction in corrections:
        corrected = _corrected(desk, correction)
        if corrected is None:
            unmatched.append(correction)
        else:
            desk = corrected
    agents, statements = _renumbered(desk)
    changed = type(attribution)(agents=agents, statements=statements)
    return changed, tuple(unmatched)


def _corrected(desk: _Desk, correction: Correction) -> _Desk | None:
    if correction.document not in (None, desk.document.id):
        return None
    at = _statement_at(desk, correction)
    return None if at is None else _CHANGES[correction.item](desk, at, correction)


def _statement_at(desk: _Desk, correction: Correction) -> int | None:
    """The place of the one statement whose content has exactly these words."""
    fitting = [
        at
        for at, statement in enumerate(desk.statements)
        if _has_words(desk.document.text, statement, correction)
        and correction.spans in ((), statement.content)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _has_words(text: str, statement: Statement, correction: Correction) -> bool:
    pieces = tuple(_folded(piece.of(text)) for piece in statement.content)
    wanted = tuple(_folded(words) for words in correction.words)
    return wanted == pieces or (len(wanted) == 1 and wanted[0] == " ".join(pieces))


def _folded(words: str) -> str:
    return " ".join(words.split())


def _with_statement(desk: _Desk, at: int, changed: Statement) -> _Desk:
    statements = (*desk.statements[:at], changed, *desk.statements[at + 1 :])
    return _Desk(desk.document, desk.agents, statements)


def _speaker(desk: _Desk, at: int, correction: Correction) -> _Desk | None:
    if correction.value is None:
        changed = msgspec.structs.replace(desk.statements[at], speaker=None)
        return _with_statement(desk, at, changed)
    named = _agent_named(desk, correction)
    if named is None:
        return None
    desk, agent_id = named
    statement = desk.statements[at]
    if statement.manner == "depicted":  # nobody said it: the correction is about who is shown
        changed = msgspec.structs.replace(statement, depicts=(agent_id,))
    else:
        changed = msgspec.structs.replace(statement, speaker=agent_id, candidates=())
    return _with_statement(desk, at, changed)


def _via(desk: _Desk, at: int, correction: Correction) -> _Desk | None:
    if correction.value is None:
        return _with_statement(desk, at, msgspec.structs.replace(desk.statements[at], via=None))
    named = _agent_named(desk, correction)
    if named is None:
        return None
    desk, agent_id = named
    return _with_statement(desk, at, msgspec.structs.replace(desk.statements[at], via=agent_id))


def _manner(desk: _Desk, at: int, correction: Correction) -> _Desk | None:
    manner = correction.value
    if manner not in get_args(Manner):
        return None
    before = desk.statements[at]
    changed = msgspec.structs.replace(before, manner=manner, manner_basis=None, manner_marks=())
    if manner == "depicted" and before.manner != "depicted":
        shown = before.depicts or ((before.speaker,) if before.speaker else before.candidates)
        changed = msgspec.structs.replace(
            changed, speaker=None, candidates=(), depicts=shown, certainty="unknown"
        )
    elif before.manner == "depicted" and manner != "depicted":
        one = before.depicts[0] if len(before.depicts) == 1 else None
        changed = msgspec.structs.replace(
            changed,
            speaker=one,
            candidates=() if one else before.depicts,
            depicts=(),
            certainty="certain",
        )
    return _with_statement(desk, at, changed)


def _certainty(desk: _Desk, at: int, correction: Correction) -> _Desk | None:
    if correction.value not in get_args(Certainty):
        return None
    changed = msgspec.structs.replace(
        desk.statements[at], certainty=correction.value, certainty_marks=()
    )
    return _with_statement(desk, at, changed)


_CHANGES: dict[str, Callable[[_Desk, int, Correction], _Desk | None]] = {
    "statements.speaker": _speaker,
    "statements.via": _via,
    "statements.manner": _manner,
    "statements.certainty": _certainty,
}


def _agent_named(desk: _Desk, correction: Correction) -> tuple[_Desk, str] | None:
    """The agent with this printed name, new where the document prints it for nobody yet."""
    name = _folded(correction.value or "")
    text = desk.document.text
    exact = [agent.id for agent in desk.agents if _folded(agent.name) == name]
    fitting = exact or [
        agent.id
        for agent in desk.agents
        if any(_folded(mention.of(text)) == name for mention in agent.mentions)
    ]
    if len(fitting) == 1:
        return desk, fitting[0]
    printed = _printed(text, name)
    if fitting or not printed:
        return None
    agent = _new_agent(desk.agents, name, correction.kind or "person", printed)
    return _Desk(desk.document, (*desk.agents, agent), desk.statements), agent.id


def _printed(text: str, name: str) -> tuple[Span, ...]:
    """Where the document prints the name as whole words."""
    body = r"\s+".join(re.escape(word) for word in name.split())
    if not body:
        return ()
    return tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w){body}(?!\w)", text))


def _new_agent(
    agents: Sequence[Agent], name: str, kind: AgentKind, mentions: tuple[Span, ...]
) -> Agent:
    free = 1 + max((int(a.id[1:]) for a in agents if a.id[1:].isdigit()), default=0)
    return Agent(id=f"a{free}", name=name, kind=kind, identity="named", mentions=mentions)


def _renumbered(desk: _Desk) -> tuple[tuple[Agent, ...], tuple[Statement, ...]]:
    """Agents in the order of their first mention, with ids that count so, and all references."""
    end = len(desk.document.text)
    ordered = sorted(
        desk.agents, key=lambda agent: min((m.start for m in agent.mentions), default=end)
    )
    ids = {agent.id: f"a{number}" for number, agent in enumerate(ordered, 1)}
    agents = tuple(msgspec.structs.replace(agent, id=ids[agent.id]) for agent in ordered)
    return agents, tuple(_pointing(statement, ids) for statement in desk.statements)


def _pointing(statement: Statement, ids: dict[str, str]) -> Statement:
    return msgspec.structs.replace(
        statement,
        speaker=ids[statement.speaker] if statement.speaker else None,
        via=ids[statement.via] if statement.via else None,
        candidates=tuple(ids[one] for one in statement.candidates),
        depicts=tuple(ids[one] for one in statement.depicts),
    )
