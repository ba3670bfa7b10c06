"""Searches over texts and statements, with the filters of lists."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.workspace import filtering
from onrecord.workspace.lines import Filters, Hit
from onrecord.workspace.listing import plain
from onrecord.workspace.queries import Query, parse_query
from onrecord.workspace.schema import record, report, statement
from onrecord.workspace.search import BEGIN, END, STATEMENTS, TEXTS, Index

_SAID = ("speaker", "party", "manner")


def search(connection: Connection, given: str, filters: Filters, limit: int) -> list[Hit]:
    """Statements that hold the words, then reports that do, the best of each first.

    A report is left out where one of its statements is there already, and where the filters ask
    for a speaker, a party or a manner: its text is nobody's statement.
    """
    query = parse_query(given)
    hits = _statements(connection, query, filters, limit)
    if all(getattr(filters, name) is None for name in _SAID):
        told = {hit.report for hit in hits}
        more = _texts(connection, query, filters, limit + len(told))
        hits += [hit for hit in more if hit.report not in told]
    return hits[:limit]


def _statements(connection: Connection, query: Query, filters: Filters, limit: int) -> list[Hit]:
    found = STATEMENTS.found(query)
    wanted = (
        sa.select(
            statement.c.row,
            report.c.name.label("report"),
            statement.c.id.label("statement"),
            record.c.title,
            record.c.outlet,
            record.c.published,
            statement.c.speaker,
            statement.c.depicts,
            statement.c.via,
            statement.c.manner,
        )
        .select_from(
            found.join(statement, statement.c.row == found.c.row)
            .join(report, report.c.id == statement.c.report_id)
            .join(record, record.c.report_id == report.c.id)
        )
        .where(*filtering.of_statements(filters))
        .order_by(found.c.rank, found.c.row)
        .limit(limit)
    )
    return _hits(connection, STATEMENTS, query, wanted)


def _texts(connection: Connection, query: Query, filters: Filters, limit: int) -> list[Hit]:
    found = TEXTS.found(query)
    wanted = (
        sa.select(
            report.c.id.label("row"),
            report.c.name.label("report"),
            record.c.title,
            record.c.outlet,
            record.c.published,
        )
        .select_from(
            found.join(report, report.c.id == found.c.row).join(
                record, record.c.report_id == report.c.id
            )
        )
        .where(*filtering.of_reports(filters))
        .order_by(found.c.rank, found.c.row)
        .limit(limit)
    )
    return _hits(connection, TEXTS, query, wanted)


def _hits(connection: Connection, index: Index, query: Query, wanted: sa.Select) -> list[Hit]:  # type: ignore[type-arg]
    rows = [plain(row) for row in connection.execute(wanted).mappings()]
    excerpts = index.excerpts(connection, query, [row["row"] for row in rows])
    hits = []
    for row in rows:
        excerpt, marks = _marked(excerpts.get(row.pop("row"), ""))
        depicts = msgspec.json.decode(row.pop("depicts", "[]"))
        hits.append(
            msgspec.convert({**row, "depicts": depicts, "excerpt": excerpt, "marks": marks}, Hit)
        )
    return hits


def _marked(excerpt: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An excerpt on one line, and where the found words stand in it."""
    text, marks = "", []
    pieces = " ".join(excerpt.split()).replace(END, BEGIN).split(BEGIN)
    for number, piece in enumerate(pieces):  # every other one stands between BEGIN and END
        if number % 2:
            marks.append((len(text), len(text) + len(piece)))
        text += piece
    return text, tuple(marks)
