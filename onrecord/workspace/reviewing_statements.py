"""A person's corrections of statements, laid over a Record that is made already."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from onrecord.record import Agent, Participant, Record, Statement
from onrecord.workspace.reviewing_claims import UnfitError

STATEMENT_FIELDS = ("speaker", "via", "manner", "certainty")
"""The fields of a statement that a person can confirm, correct or reject."""


def with_statement(
    record: Record, item: str, field: str, value: str | None, kind: Any = None
) -> Record:
    """The Record with one field of a statement as a person has it; itself where it is so already.

    What a value may be says docs/corrections.md.

    Raises:
        UnfitError: where the value is none of the field, or names nobody whom the report prints.
    """
    if field not in STATEMENT_FIELDS:
        known = ", ".join(STATEMENT_FIELDS)
        raise UnfitError(f"a statement's {field} cannot be decided (but {known} can)")
    from onrecord.attribution import apply_corrections
    from onrecord.attribution.correction_file import Correction
    from onrecord.attribution.room import Attribution

    statement = record.statement(item)
    words = tuple(span.of(record.document.text) for span in statement.content)
    correction = Correction(
        item=f"statements.{field}", words=words, spans=statement.content, value=value, kind=kind
    )
    found = Attribution(record.agents, record.statements)
    changed, unmatched = apply_corrections(found, record.document, [correction])
    if unmatched:
        named = "it is not printed in the report, or fits several of its agents"
        why = named if field in ("speaker", "via") else f"it is no {field}"
        raise UnfitError(f"“{value}” cannot be the {field}: {why}")
    made = _with_agents(record, changed.agents, changed.statements, item)
    return record if _named(made, item) == _named(record, item) else made


def statement_value(record: Record, item: str, field: str) -> str | None:
    """The value of a statement's field as a decision would state it."""
    held: str | None = getattr(record.statement(item), field)
    if field in ("speaker", "via") and held is not None:
        return record.agent(held).name
    return held


def _with_agents(
    record: Record, agents: tuple[Agent, ...], statements: tuple[Statement, ...], item: str
) -> Record:
    """Claims and evidence follow the agents' new ids; what was inferred from a speaker goes."""
    renamed = {replace(agent, id=""): agent.id for agent in agents}
    ids = {agent.id: renamed[replace(agent, id="")] for agent in record.agents}
    spoken = {one.id: one.speaker for one in statements}
    other = spoken[item] != ids.get(record.statement(item).speaker or "")
    claims = []
    for claim in record.claims:
        moved = replace(claim, by=ids.get(claim.by, claim.by))
        if other and claim.by == item:
            moved = replace(moved, actor=_printed(claim.actor), target=_printed(claim.target))
        claims.append(moved)
    evidence = tuple(
        replace(
            one,
            by=ids.get(one.by, one.by) if one.by else None,
            described_by=ids.get(one.described_by, one.described_by),
        )
        for one in record.evidence
    )
    return replace(
        record, agents=agents, statements=statements, claims=tuple(claims), evidence=evidence
    )


def _printed(one: Participant | None) -> Participant | None:
    return one if one is not None and one.span is not None else None


def _named(record: Record, item: str) -> Statement:
    """The statement with mentions in place of ids, which a new agent may have moved."""
    statement = record.statement(item)
    names = {agent.id: f"{agent.name} {agent.mentions}" for agent in record.agents}
    return replace(
        statement,
        speaker=names.get(statement.speaker or ""),
        via=names.get(statement.via or ""),
        candidates=tuple(names[one] for one in statement.candidates),
        depicts=tuple(names[one] for one in statement.depicts),
    )
