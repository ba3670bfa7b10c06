"""Full-text search behind one interface; here it is SQLite's FTS5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.workspace.queries import Query, Term

BEGIN, END = "\x02", "\x03"
"""What stands around found words in an excerpt; no indexed text holds them."""

_UNMARKED = str.maketrans({BEGIN: " ", END: " ", "\x00": " "})
_WORDS_AROUND = 28


class Index(Protocol):
    """What a full-text index must do; ``rows`` are numbers that the tables know."""

    def add(self, connection: Connection, words: Sequence[tuple[int, str]]) -> None:
        """Takes texts in, by their rows."""

    def remove(self, connection: Connection, rows: Sequence[int]) -> None:
        """Forgets the texts of rows."""

    def found(self, query: Query) -> sa.Subquery:
        """The rows that meet a query, and how well: ``row``, ``rank`` (less is better)."""

    def excerpts(self, connection: Connection, query: Query, rows: Sequence[int]) -> dict[int, str]:
        """Of each row, the stretch that meets the query, its words between BEGIN and END."""


class FtsIndex:
    """An FTS5 table of SQLite.

    Args:
        table: its name.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self._columns = sa.table(
            table, sa.column("rowid"), sa.column("words"), sa.column(table), sa.column("rank")
        )

    def add(self, connection: Connection, words: Sequence[tuple[int, str]]) -> None:
        """Takes texts in, by their rows."""
        if words:
            rows: list[dict[str, Any]] = [
                {"rowid": row, "words": text.translate(_UNMARKED)} for row, text in words
            ]
            connection.execute(sa.insert(self._columns), rows)

    def remove(self, connection: Connection, rows: Sequence[int]) -> None:
        """Forgets the texts of rows."""
        if rows:
            gone = sa.delete(self._columns).where(
                self._columns.c.rowid == sa.bindparam("gone", type_=sa.Integer)
            )
            connection.execute(gone, [{"gone": row} for row in rows])

    def found(self, query: Query) -> sa.Subquery:
        """The rows that meet a query, and how well: ``row``, ``rank`` (less is better)."""
        columns = self._columns.c
        return (
            sa.select(columns.rowid.label("row"), columns.rank.label("rank"))
            .where(self._meets(query))
            .subquery(f"found_{self.table}")
        )

    def excerpts(self, connection: Connection, query: Query, rows: Sequence[int]) -> dict[int, str]:
        """Of each row, the stretch that meets the query, its words between BEGIN and END."""
        table: sa.ColumnElement[str] = sa.literal_column(self.table)
        excerpt = sa.func.snippet(table, 0, BEGIN, END, "…", _WORDS_AROUND)
        wanted = sa.select(self._columns.c.rowid, excerpt).where(
            self._meets(query), self._columns.c.rowid.in_(rows)
        )
        return {row: str(words) for row, words in connection.execute(wanted)}

    def _meets(self, query: Query) -> sa.ColumnElement[bool]:
        return self._columns.c[self.table].op("MATCH")(fts_query(query))


TEXTS = FtsIndex("text_words")
"""The texts of reports, by ``report.id``."""
STATEMENTS = FtsIndex("statement_words")
"""The words of statements, by ``statement.row``."""


def fts_query(query: Query) -> str:
    """A query in the language of FTS5, every word of it quoted.

    >>> from onrecord.workspace.queries import parse_query
    >>> fts_query(parse_query('tank* NEAR( -bridge'))
    '(("tank" *) AND ("NEAR(")) NOT ("bridge")'
    """
    wanted = " AND ".join(_either(group) for group in query.wanted)
    if not query.unwanted:
        return wanted
    return f"({wanted}) NOT {_either(query.unwanted)}"


def _either(terms: Sequence[Term]) -> str:
    return "(" + " OR ".join(_quoted(term) for term in terms) + ")"


def _quoted(term: Term) -> str:
    words = term.words.replace('"', '""')
    return f'"{words}"' + (" *" if term.open else "")
