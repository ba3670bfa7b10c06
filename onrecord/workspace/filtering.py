"""Filters as conditions on the tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from onrecord.text import fold
from onrecord.workspace.lines import Filters
from onrecord.workspace.schema import claim, record, report, statement

Condition = sa.ColumnElement[bool]


def of_reports(filters: Filters) -> list[Condition]:
    """Conditions on ``report`` and ``record``."""
    conditions = _of_record(filters)
    if said := _said(statement, filters):
        conditions.append(_one_of(statement, *said))
    if claimed := _claimed(filters):
        conditions.append(_one_of(claim, *claimed))
    return conditions


def of_statements(filters: Filters) -> list[Condition]:
    """Conditions on ``statement``, ``report`` and ``record``."""
    conditions = _of_record(filters) + _said(statement, filters)
    if claimed := _claimed(filters):
        same = [claim.c.report_id == statement.c.report_id, claim.c.statement == statement.c.id]
        conditions.append(sa.exists().where(*same, *claimed))
    return conditions


def of_claims(filters: Filters) -> list[Condition]:
    """Conditions on ``claim``, ``report`` and ``record``."""
    return _of_record(filters) + _said(claim, filters) + _claimed(filters)


def named(column: sa.Column[Any], words: str) -> list[Condition]:
    """That a folded name holds each of the words."""
    return [column.contains(word, autoescape=True) for word in fold(words).split()]


def _of_record(filters: Filters) -> list[Condition]:
    conditions: list[Condition] = []
    if filters.report is not None:
        conditions.append(report.c.name == filters.report)
    if filters.outlet is not None:
        conditions.append(sa.func.lower(record.c.outlet) == filters.outlet.lower())
    if filters.since is not None:
        conditions.append(record.c.published >= filters.since)
    if filters.until is not None:
        conditions.append(record.c.published <= filters.until)
    return conditions


def _said(table: sa.Table, filters: Filters) -> list[Condition]:
    conditions: list[Condition] = []
    if filters.speaker is not None:
        conditions += named(table.c.speaker_folded, filters.speaker)
    if filters.party is not None:
        conditions.append(table.c.party == filters.party)
    if filters.manner is not None:
        conditions.append(table.c.manner == filters.manner)
    return conditions


def _claimed(filters: Filters) -> list[Condition]:
    conditions: list[Condition] = []
    if filters.kind is not None:
        conditions.append(claim.c.kind == filters.kind)
    if filters.verdict is not None:
        conditions.append(claim.c.verdict == filters.verdict)
    return conditions


def _one_of(table: sa.Table, *conditions: Condition) -> Condition:
    return sa.exists().where(table.c.report_id == report.c.id, *conditions)
