"""Who spoke in what manner, over many reports or posts, and who is not quoted at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.errors import OnRecordError
from onrecord.record import Party
from onrecord.workspace import filtering
from onrecord.workspace.conflicts import usable
from onrecord.workspace.lines import Filters
from onrecord.workspace.schema import record, report, statement


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """How often somebody speaks, by manner: a party, a speaker, or all whose name is left open.

    ``attitudes`` are those of ``earnest`` and ``ironic`` that tell what is wanted or feared, not
    said; ``relayed`` those that came by way of another; ``reports`` in how many reports.
    """

    name: str
    party: str | None = None
    earnest: int = 0
    ironic: int = 0
    attitudes: int = 0
    denials: int = 0
    relayed: int = 0
    reports: int = 0


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to whom words are put that nobody is reported to have said, and by whom."""

    name: str
    makers: tuple[str, ...] = ()
    statements: int
    reports: int


class Reactions(msgspec.Struct, frozen=True, kw_only=True):
    """Who spoke in what manner. Depicted words are in ``shown`` and nowhere else.

    ``parties`` are those that somebody speaks for, ``unquoted`` those of the conflict that nobody
    does (none where the filters leave out statements); ``others`` speaks for no party, ``open`` is
    what the reports leave without a speaker.
    """

    reports: int
    statements: int
    first: dt.date | None = None
    last: dt.date | None = None
    parties: tuple[Voice, ...] = ()
    others: Voice
    open: Voice
    unquoted: tuple[Party, ...] = ()
    speakers: tuple[Voice, ...] = ()
    shown: tuple[Shown, ...] = ()


_FROM = report.join(record, record.c.report_id == report.c.id)


def reactions(connection: Connection, folder: Path, filters: Filters) -> Reactions:
    """Counts the statements that the filters leave, by who speaks and how."""
    conditions = filtering.of_statements(filters)
    said = [*conditions, statement.c.manner != "depicted"]
    names = _party_names(connection, folder)
    parties = _voices(connection, [statement.c.party], [*said, statement.c.party.is_not(None)])
    nobodys = [*said, statement.c.party.is_(None)]
    others = _voices(connection, [], [*nobodys, statement.c.speaker.is_not(None)])
    left_open = _voices(connection, [], [*nobodys, statement.c.speaker.is_(None)])
    by_name = [statement.c.speaker_folded, statement.c.party]
    spoken = [*said, statement.c.speaker.is_not(None)]
    heard = {voice.party for voice in parties}
    count, first, last = connection.execute(
        sa.select(
            sa.func.count(report.c.id),
            sa.func.min(record.c.published),
            sa.func.max(record.c.published),
        )
        .select_from(_FROM)
        .where(*filtering.of_reports(filters))
    ).one()
    shown = _shown(connection, [*conditions, statement.c.manner == "depicted"])
    total = sum(voice.earnest + voice.ironic for voice in (*parties, *others, *left_open))
    return Reactions(
        reports=count,
        statements=total,
        first=first,
        last=last,
        parties=tuple(
            msgspec.structs.replace(voice, name=names.get(voice.party or "", voice.name))
            for voice in parties
        ),
        others=others[0] if others else Voice(name="others"),
        open=left_open[0] if left_open else Voice(name="left open"),
        unquoted=tuple(
            Party(id=party, name=name)
            for party, name in names.items()
            if party not in heard and not _narrowed(filters)
        ),
        speakers=_voices(connection, by_name, spoken),
        shown=shown,
    )


def _narrowed(filters: Filters) -> bool:
    """Whether only some statements are counted, so that nobody's silence can be told."""
    return any((filters.speaker, filters.party, filters.manner, filters.kind, filters.verdict))


def _voices(
    connection: Connection,
    keys: Sequence[sa.Column[str]],
    conditions: Sequence[sa.ColumnElement[bool]],
) -> tuple[Voice, ...]:
    """One voice for each value of the keys, those heard most first; without keys, one or none."""
    every = sa.func.count()
    name = statement.c.party if keys == [statement.c.party] else sa.func.min(statement.c.speaker)
    wanted = (
        sa.select(
            sa.func.coalesce(name, "").label("name"),
            sa.func.min(statement.c.party).label("party"),
            every.filter(statement.c.manner == "earnest").label("earnest"),
            every.filter(statement.c.manner == "ironic").label("ironic"),
            every.filter(statement.c.act == "attitude").label("attitudes"),
            every.filter(statement.c.certainty == "denied").label("denials"),
            every.filter(statement.c.via.is_not(None)).label("relayed"),
            sa.func.count(statement.c.report_id.distinct()).label("reports"),
        )
        .select_from(_FROM.join(statement, statement.c.report_id == report.c.id))
        .where(*conditions)
        .group_by(*keys)
        .having(every > 0)
        .order_by(every.desc(), *keys)
    )
    rows = connection.execute(wanted).mappings()
    return tuple(msgspec.convert({str(k): v for k, v in row.items()}, Voice) for row in rows)


def _shown(
    connection: Connection, conditions: Sequence[sa.ColumnElement[bool]]
) -> tuple[Shown, ...]:
    rows = connection.execute(
        sa.select(statement.c.depicts, statement.c.via, statement.c.report_id)
        .select_from(_FROM.join(statement, statement.c.report_id == report.c.id))
        .where(*conditions)
        .order_by(statement.c.row)
    )
    found: dict[str, list[tuple[str | None, int]]] = {}
    for depicts, via, number in rows:
        for name in msgspec.json.decode(depicts, type=tuple[str, ...]) or ("someone",):
            found.setdefault(name, []).append((via, number))
    return tuple(
        Shown(
            name=name,
            makers=tuple(dict.fromkeys(via for via, _ in times if via)),
            statements=len(times),
            reports=len({number for _, number in times}),
        )
        for name, times in found.items()
    )


def _party_names(connection: Connection, folder: Path) -> dict[str, str]:
    """The parties of the conflicts that the workspace's reports are about, by their ids."""
    from onrecord.reference import load_profile

    used = connection.execute(
        sa.select(report.c.conflict, record.c.profile).select_from(_FROM).distinct()
    )
    names: dict[str, str] = {}
    for conflict in dict.fromkeys(named or found for named, found in used):
        profile = usable(folder, conflict)
        if profile is None:
            continue
        try:
            names |= {party.id: party.name for party in load_profile(profile).parties}
        except OnRecordError:
            continue  # a profile that is gone: its parties go by their ids
    return names
