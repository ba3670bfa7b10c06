"""The full-text index: of SQLite only; another database brings its own."""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the index, and fills it with what the workspace holds."""
    if op.get_bind().dialect.name != "sqlite":
        return
    tokenizer = "tokenize = 'unicode61 remove_diacritics 2'"
    op.execute(f"CREATE VIRTUAL TABLE text_words USING fts5(words, {tokenizer})")
    op.execute(f"CREATE VIRTUAL TABLE statement_words USING fts5(words, {tokenizer})")
    op.execute("INSERT INTO statement_words (rowid, words) SELECT row, words FROM statement")
    connection = op.get_bind()
    fill = text("INSERT INTO text_words (rowid, words) VALUES (:report, :words)")
    for report, body in connection.execute(text("SELECT report_id, body FROM record")):
        words = json.loads(body)["document"]["text"]
        connection.execute(fill, {"report": report, "words": words})
