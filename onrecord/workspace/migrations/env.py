"""What alembic runs: the steps, in one transaction, on the connection that it is given."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Runs the steps that the database has not had yet."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # what alembic calls this file when it loads it
    run()
