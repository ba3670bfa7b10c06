"""Lists over a whole workspace, read from its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.workspace import filtering
from onrecord.workspace.lines import (
    ClaimLine,
    FailureLine,
    Filters,
    PersonLine,
    ReportLine,
    StatementLine,
)
from onrecord.workspace.schema import agent, claim, failure, record, report, sighting, statement

_Line = TypeVar("_Line")
_AT_ONCE = 500

_READ = report.join(record, record.c.report_id == report.c.id)
_LISTS = ("candidates", "depicts")


def report_lines(connection: Connection, filters: Filters) -> Iterator[ReportLine]:
    """The reports, by day of publication and name; those without a day first."""
    first = (
        sa.select(sa.func.min(sighting.c.id))
        .where(sighting.c.report_id == report.c.id)
        .correlate(report)
        .scalar_subquery()
    )
    wanted = (
        sa.select(
            report.c.name.label("report"),
            report.c.state,
            record.c.title,
            record.c.opening,
            record.c.outlet,
            record.c.published,
            record.c.language,
            ("sha256:" + report.c.sha256).label("document"),
            sighting.c.source,
            sighting.c.url,
            report.c.media_type,
            _count(sighting).label("sightings"),
            _count(statement).label("statements"),
            _count(claim).label("claims"),
        )
        .select_from(
            report.outerjoin(record, record.c.report_id == report.c.id).join(
                sighting, sighting.c.id == first
            )
        )
        .where(*filtering.of_reports(filters))
        .order_by(record.c.published, report.c.name)
    )
    return _lines(connection, wanted, ReportLine)


def statement_lines(connection: Connection, filters: Filters) -> Iterator[StatementLine]:
    """The statements, in the order of their reports and of the text."""
    columns = [
        column
        for column in statement.c
        if column.name not in ("row", "report_id", "id", "at", "speaker_folded")
    ]
    wanted = (
        sa.select(
            report.c.name.label("report"),
            statement.c.id.label("statement"),
            record.c.published,
            record.c.outlet,
            *columns,
        )
        .select_from(_READ.join(statement, statement.c.report_id == report.c.id))
        .where(*filtering.of_statements(filters))
        .order_by(record.c.published, report.c.name, statement.c.at, statement.c.row)
    )
    return _lines(connection, wanted, StatementLine)


def claim_lines(connection: Connection, filters: Filters) -> Iterator[ClaimLine]:
    """The claims, in the order of their reports and of the text."""
    columns = [
        column
        for column in claim.c
        if column.name not in ("row", "report_id", "id", "at", "speaker_folded")
    ]
    wanted = (
        sa.select(
            report.c.name.label("report"),
            claim.c.id.label("claim"),
            record.c.published,
            record.c.outlet,
            *columns,
        )
        .select_from(_READ.join(claim, claim.c.report_id == report.c.id))
        .where(*filtering.of_claims(filters))
        .order_by(record.c.published, report.c.name, claim.c.at, claim.c.row)
    )
    return _lines(connection, wanted, ClaimLine)


def person_lines(connection: Connection, filters: Filters) -> Iterator[PersonLine]:
    """The agents by name, those who speak most first."""
    conditions = filtering.of_reports(
        msgspec.structs.replace(filters, speaker=None, party=None, manner=None)
    )
    if filters.speaker is not None:
        conditions += filtering.named(agent.c.folded, filters.speaker)
    if filters.party is not None:
        conditions.append(agent.c.party == filters.party)
    said = sa.func.sum(agent.c.statements)
    wanted = (
        sa.select(
            sa.func.min(agent.c.name).label("name"),
            agent.c.kind,
            sa.func.max(agent.c.identity).label("identity"),
            sa.func.group_concat(agent.c.party.distinct()).label("parties"),
            sa.func.count(agent.c.report_id.distinct()).label("reports"),
            said.label("statements"),
            sa.func.sum(agent.c.depicted).label("depicted"),
        )
        .select_from(_READ.join(agent, agent.c.report_id == report.c.id))
        .where(*conditions)
        .group_by(agent.c.folded, agent.c.kind)
        .order_by(said.desc(), sa.func.count(agent.c.report_id.distinct()).desc(), agent.c.folded)
    )
    for row in connection.execute(wanted).mappings():
        parties = tuple(sorted(filter(None, (row["parties"] or "").split(","))))
        yield msgspec.convert({**plain(row), "parties": parties}, PersonLine)


def failure_lines(connection: Connection) -> Iterator[FailureLine]:
    """What could not be added, in the order in which it first failed."""
    columns = [column for column in failure.c if column.name not in ("id", "report_id")]
    wanted = (
        sa.select(*columns, report.c.name.label("report"))
        .select_from(failure.outerjoin(report, report.c.id == failure.c.report_id))
        .order_by(failure.c.id)
    )
    return _lines(connection, wanted, FailureLine)


def plain(row: sa.RowMapping) -> dict[str, Any]:
    """A row as a dictionary with plain strings for keys (SQLAlchemy's own are of a subclass)."""
    return {str(key): value for key, value in row.items()}


def _count(table: sa.Table) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(table)
        .where(table.c.report_id == report.c.id)
        .correlate(report)
        .scalar_subquery()
    )


def _lines(connection: Connection, wanted: sa.Select[Any], kind: type[_Line]) -> Iterator[_Line]:
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(wanted).mappings()
    for row in rows:
        values = plain(row)
        for name in _LISTS:
            if name in values:
                values[name] = msgspec.json.decode(values[name], type=tuple[str, ...])
        yield msgspec.convert(values, kind)
