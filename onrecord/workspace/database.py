"""The database of a workspace: opened, brought up to date, and written to by one at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from onrecord.errors import WorkspaceError
from onrecord.workspace.schema import HEAD

PATIENCE = 60
"""Seconds that a writer waits for another one before it gives up."""

_WRITES = "onrecord_writes"
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "cache_size = -65536",
    "mmap_size = 268435456",
)


class Database:
    """The database file, with transactions that read one state and transactions that write alone.

    Args:
        path: the file.
        patience: seconds to wait where another process writes.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.engine = _engine(path, patience)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database until it is left."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes alone; what was done is kept whole when it is left, or not."""
        with self._told(), self.engine.connect() as connection:
            writer = connection.execution_options(**{_WRITES: True})
            with writer.begin():
                yield writer

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what the database raises into an error that says what to try."""
        try:
            yield
        except DatabaseError as error:
            raise self.failed(error) from error

    def failed(self, error: DatabaseError | sqlite3.Error) -> WorkspaceError:
        """What an error of the database means for the person at the keyboard."""
        why = str(getattr(error, "orig", None) or error)
        for sign, remedy in _REMEDIES.items():
            if sign in why:
                return WorkspaceError(str(self.path), why, remedy)
        return WorkspaceError(str(self.path), why, "report it, with what you did before")


_REMEDIES = {
    "locked": "wait until the other onrecord that writes here has ended, and run this again",
    "readonly": "get the right to write in the folder, or copy the workspace to where you have it",
    "read-only": "get the right to write in the folder, or copy the workspace to where you have it",
    "unable to open": "see that the folder exists, and that you may read and write in it",
    "full": "make room on the disk and run this again: what was done before is kept",
    "disk I/O": "make room on the disk and run this again: what was done before is kept",
    "malformed": "put back a copy of the database; the archive and custody.jsonl stand apart",
    "not a database": "put back a copy of the database; the archive and custody.jsonl stand apart",
}


def _engine(path: Path, patience: float) -> Engine:
    engine = create_engine(_address(path), connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _connected(raw: sqlite3.Connection, _: Any) -> None:
        raw.isolation_level = None  # transactions are begun below, not by the driver's guess
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _address(path: Path) -> URL:
    """The database as SQLAlchemy names it; where nothing can be written, as one that stays so.

    SQLite reads a database in WAL mode only where it may write beside it, unless it is told that
    nobody else will: so a workspace on a read-only medium can be read.
    """
    if not path.exists() or (_may_write(path) and _may_write(path.parent)):
        return URL.create("sqlite", database=str(path))
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        return URL.create("sqlite", database=str(path))
    name = f"file:{quote(str(path.absolute()))}"
    return URL.create("sqlite", database=name, query={"immutable": "1", "uri": "true"})


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def make_database(path: Path) -> None:
    """Makes an empty database at ``path``: a whole one or, after any failure, none.

    Raises:
        WorkspaceError: where it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    database = Database(unfinished)
    try:
        _upgrade(database)
        database.close()
        with closing(sqlite3.connect(unfinished)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
        unfinished.replace(path)
    except (DatabaseError, sqlite3.Error) as error:
        raise database.failed(error) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WorkspaceError(str(path), why, "name a folder you may write in") from error
    finally:
        database.close()


def open_database(path: Path, patience: float = PATIENCE) -> Database:
    """The database at ``path``, brought up to this version after a copy was put beside it.

    Raises:
        WorkspaceError: where it cannot be opened, or a newer OnRecord made it.
    """
    database = Database(path, patience)
    version = _version(database)
    if version == HEAD:
        return database
    if version is None or version > HEAD:
        database.close()
        what = "a newer OnRecord made it" if version else "it is no database of OnRecord"
        told = f"{what} (schema {version or 'unknown'}; this version knows {HEAD})"
        remedy = "install the newest onrecord" if version else "name another folder"
        raise WorkspaceError(str(path), told, remedy)
    _copy(path, path.with_name(f"{path.name}.before-{HEAD}"))
    _upgrade(database)
    return database


def _version(database: Database) -> str | None:
    try:
        with database.engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return str(found) if found else None
    except OperationalError as error:
        if "no such table" in str(error):
            return None
        raise database.failed(error) from error
    except DatabaseError as error:
        raise database.failed(error) from error


def _copy(path: Path, target: Path) -> None:
    """A whole copy of a database that may be in use."""
    if target.exists():
        return
    unfinished = target.with_name(f"{target.name}.unfinished")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    unfinished.replace(target)


def _upgrade(database: Database, version: str = HEAD) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.workspace:migrations")
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
