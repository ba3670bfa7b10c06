"""A whole Record made ready to be laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError
from onrecord.publishing.claim_view import claim_views
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.notices import (
    advertising_line,
    document_facts,
    document_notices,
    language_notice,
)
from onrecord.publishing.statement_view import name_of, statement_views
from onrecord.publishing.view import UnknownView, View
from onrecord.record import Party, Record

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction


def record_view(
    record: Record, parties: Sequence[Party] = (), corrections: Sequence[Correction] = ()
) -> View:
    """The Record as readers see it, the same for every way of showing it.

    ``parties`` are those of the conflict, where its profile does not ship with OnRecord: the
    Record holds no more than the profile's name. ``corrections`` are those that people made in it.
    """
    document = record.document
    claims, references = claim_views(record)
    return View(
        title=one_line(document.title or "") or "Report without a title",
        url=document.url,
        facts=document_facts(document),
        notices=document_notices(document) + _profile_notice(record),
        summary=tuple((label, line) for label, line in _summary(record, parties) if line),
        statements=statement_views(record, corrections),
        claims=claims,
        unknowns=tuple(
            UnknownView(one_line(unknown.span.of(document.text)), unknown.span)
            for unknown in record.unknowns
        ),
        references=references,
        made_with=_made_with(record),
    )


def _profile_notice(record: Record) -> tuple[str, ...]:
    if record.claims and record.made_with.profile is None:
        return ("No conflict profile fits this report: no claim was compared with references.",)
    return ()


def _summary(record: Record, parties: Sequence[Party]) -> list[tuple[str, str]]:
    advertising = ("Advertising", advertising_line(record.document))
    if language_notice(record.document):
        return [advertising]
    return [
        ("Speakers", _speakers(record)),
        ("Shown, not quoted", _depicted(record)),
        ("Not quoted", _silent(record, parties or _shipped_parties(record))),
        advertising,
    ]


def _speakers(record: Record) -> str:
    """Who speaks, quoted or reported, and how often; agents of one name are told once."""
    counts = Counter(
        name_of(record, statement.speaker)
        for statement in record.statements
        if statement.speaker is not None and statement.manner != "depicted"
    )
    named = [f"{name} ({count})" for name, count in counts.most_common()]
    left_open = sum(
        statement.speaker is None and statement.manner != "depicted"
        for statement in record.statements
    )
    if left_open:
        named.append(f"speaker left open ({left_open})")
    return ", ".join(named) or "nobody"


def _depicted(record: Record) -> str:
    shown = dict.fromkeys(
        name_of(record, agent)
        for statement in record.statements
        if statement.manner == "depicted"
        for agent in statement.depicts
    )
    return ", ".join(shown)


def _silent(record: Record, parties: Sequence[Party]) -> str:
    speaking = {
        statement.speaker for statement in record.statements if statement.manner != "depicted"
    }
    heard = {agent.party.id for agent in record.agents if agent.party and agent.id in speaking}
    silent = [party.name for party in parties if party.id not in heard]
    return f"nobody speaks for {' or '.join(silent)}" if silent else ""


def _shipped_parties(record: Record) -> tuple[Party, ...]:
    if record.made_with.profile is None:
        return ()
    from onrecord.reference import load_profile

    try:
        return load_profile(record.made_with.profile).parties
    except OnRecordError:
        return ()  # a profile of somebody else's: the Record holds no more than its name


def _made_with(record: Record) -> tuple[tuple[str, str], ...]:
    made = record.made_with
    lines = [
        ("OnRecord", made.onrecord),
        ("Model", made.model or "none (rules)"),
        ("Conflict profile", made.profile or "none"),
        ("Document", record.document.id),
    ]
    lines += [
        (reference.name, f"version {reference.version}, {reference.licence}")
        for reference in made.references
    ]
    return tuple((label, one_line(line)) for label, line in lines)
