"""The workspace as the other rooms see it: many reports in one folder."""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import msgspec
import sqlalchemy as sa

from onrecord.custody import LOG_NAME, CustodyLog
from onrecord.errors import UsageError, WorkspaceError
from onrecord.record import Party, Record
from onrecord.workspace import custodian, filtering, finding, listing, reactions
from onrecord.workspace.archive import Archive
from onrecord.workspace.clock import now
from onrecord.workspace.conflicts import kept, usable
from onrecord.workspace.database import PATIENCE, Database, make_database, open_database
from onrecord.workspace.deciding import decided, documents_decided, effective_record
from onrecord.workspace.folder import ARCHIVE, DATABASE
from onrecord.workspace.lines import (
    EVERYTHING,
    ClaimLine,
    FailureLine,
    Filters,
    Hit,
    PersonLine,
    ReportLine,
    StatementLine,
)
from onrecord.workspace.reactions import Reactions
from onrecord.workspace.schema import record, report, setting, sighting
from onrecord.workspace.store import Made, Writing
from onrecord.workspace.types import Decision, Filed, Report

_AT_ONCE = 100


class Workspace:
    """Many reports in one folder: the bytes as received, their Records, what was decided, custody.

    ``onrecord.db`` holds what was read, ``archive/`` the bytes, ``custody.jsonl`` what happened to
    them. Several processes may read at once; those that write wait for each other.

    >>> import tempfile, onrecord
    >>> with Workspace.create(tempfile.mkdtemp()) as workspace:
    ...     record = onrecord.check_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    ...     _ = workspace.file("brandt.txt", record)
    ...     [line.speaker for line in workspace.statements()]
    ['Ilva Brandt']
    """

    def __init__(self, folder: Path, database: Database) -> None:
        """Use ``Workspace.open`` or ``Workspace.create``."""
        self.folder = folder
        self.database = database
        self.archive = Archive(folder / ARCHIVE)
        self.custody = CustodyLog(folder / LOG_NAME)
        self.mended: str | None = None
        """What a killed run had left torn at the end of the custody log, and what was done."""

    @classmethod
    def create(cls, folder: str | os.PathLike[str], *, conflict: str | None = None) -> Workspace:
        """Makes an empty workspace in a folder, which is made where it is not there.

        ``conflict`` is the profile that its reports are read with (else it is found from each).

        Raises:
            WorkspaceError: where there is one already, or nothing can be written.
        """
        path = Path(folder)
        if (path / DATABASE).exists():
            raise WorkspaceError(str(path), "it is a workspace already", "onrecord add SOURCE")
        try:
            (path / ARCHIVE).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise WorkspaceError(str(path), why, "name a folder you may write in") from error
        make_database(path / DATABASE)
        workspace = cls.open(path)
        if conflict is not None:
            with workspace.database.writing() as connection:
                connection.execute(
                    sa.insert(setting).values(name="conflict", value=kept(path, conflict))
                )
        return workspace

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, patience: float = PATIENCE) -> Workspace:
        """Opens the workspace in a folder, brings its tables up to date and its log to its end.

        Raises:
            WorkspaceError: where there is none, it cannot be read, or a newer OnRecord made it.
        """
        path = Path(folder)
        if not (path / DATABASE).is_file():
            raise WorkspaceError(
                str(path), f"it is no workspace: it holds no {DATABASE}", f"onrecord init {path}"
            )
        workspace = cls(path, open_database(path / DATABASE, patience))
        workspace.mended = custodian.bring_up_to_date(workspace.custody, workspace.database)
        return workspace

    def close(self) -> None:
        """Lets go of the database."""
        self.database.close()

    def __enter__(self) -> Workspace:
        """The workspace itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes it."""
        self.close()

    @property
    def conflict(self) -> str | None:
        """The conflict profile that was named for the whole workspace."""
        with self.database.reading() as connection:
            wanted = sa.select(setting.c.value).where(setting.c.name == "conflict")
            return connection.execute(wanted).scalar()

    @contextmanager
    def writing(self, actor: str | None = None) -> Iterator[Writing]:
        """One transaction; when it is kept, its events go to the end of the custody log.

        Raises:
            WorkspaceError: where nothing can be written, or another process writes too long.
        """
        with self.database.writing() as connection:
            writing = Writing(connection, actor or this_user(), now())
            yield writing
            writing.finish()
        custodian.bring_up_to_date(self.custody, self.database)

    def file(
        self,
        name: str,
        made: Record,
        content: bytes | None = None,
        *,
        source: str = "given",
        actor: str | None = None,
    ) -> Report:
        """Takes in a Record that is made already, with the bytes of its report if they are there.

        Raises:
            UsageError: where the bytes are not those of the Record's document.
            WorkspaceError: where nothing can be written.
        """
        from onrecord.reading.sources import Item

        sha256 = made.document.id.removeprefix("sha256:")
        if content is not None:
            if hashlib.sha256(content).hexdigest() != sha256:
                raise UsageError(
                    name, "the bytes are not those of the Record", "give the report's own bytes"
                )
            self.archive.keep(content)
            self.archive.sync()
        item = Item(
            name=name,
            source=source,
            media_type="text/plain",
            content=content or b"",
            url=made.document.url,
            retrieved_at=made.document.retrieved_at,
        )
        with self.writing(actor) as writing:
            writing.collect(item, sha256)
            number = writing.connection.execute(
                sa.select(report.c.id).where(report.c.sha256 == sha256)
            ).scalar_one()
            writing.file(number, Made.of(made))
        return self._report(report.c.sha256 == sha256, name)

    def report(self, name: str) -> Report:
        """The report of that name: where it was first seen, and what became of it.

        Raises:
            UsageError: where there is none.
        """
        return self._report(report.c.name == name, name)

    def report_of(self, document: str) -> Report:
        """The report whose document has that id ("sha256:…").

        Raises:
            UsageError: where there is none.
        """
        return self._report(report.c.sha256 == document.removeprefix("sha256:"), document)

    def sightings(self, name: str) -> tuple[Report, ...]:
        """The places where the report of that name was seen, first to last."""
        return tuple(self._sightings(report.c.name == name))

    def record(self, name: str, *, as_made: bool = False) -> Record:
        """The Record of the report of that name, with what people decided about it.

        ``as_made`` gives it as the machine made it.

        Raises:
            UsageError: where there is no such report, or it was not read.
        """
        self.report(name)
        for filed in self.filed(Filters(report=name), as_made=as_made):
            return filed.record
        raise UsageError(
            name, "it was collected and not read", "onrecord list failures, then onrecord add"
        )

    def parties(self, name: str) -> tuple[Party, ...]:
        """The parties of the conflict that the report of that name was read with; often none.

        Raises:
            ReferenceDataError: where the profile is gone.
        """
        with self.database.reading() as connection:
            wanted = sa.select(report.c.conflict).where(report.c.name == name)
            conflict = usable(self.folder, connection.execute(wanted).scalar())
        from onrecord.reference import load_profile

        return load_profile(conflict).parties if conflict else ()

    def filed(self, filters: Filters = EVERYTHING, *, as_made: bool = False) -> Iterator[Filed]:
        """Every report that was read, with its Record, by day of publication and name.

        What people decided is in the Records; ``as_made`` gives them as the machine made them.
        """
        wanted = (
            sa.select(report.c.name, record.c.body)
            .join(record, record.c.report_id == report.c.id)
            .where(*filtering.of_reports(filters))
            .order_by(record.c.published, report.c.name)
        )
        with self.database.reading() as connection:
            about = frozenset() if as_made else documents_decided(connection)
            for name, body in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
                read = Record.from_json(body)
                if read.document.id in about:
                    read = effective_record(connection, read)
                yield Filed(name=name, record=read)

    def reports(self, filters: Filters = EVERYTHING) -> Iterator[ReportLine]:
        """One line a report, by day of publication and name."""
        with self.database.reading() as connection:
            yield from listing.report_lines(connection, filters)

    def statements(self, filters: Filters = EVERYTHING) -> Iterator[StatementLine]:
        """One line a statement, in the order of their reports and of the text."""
        with self.database.reading() as connection:
            yield from listing.statement_lines(connection, filters)

    def claims(self, filters: Filters = EVERYTHING) -> Iterator[ClaimLine]:
        """One line a claim, in the order of their reports and of the text."""
        with self.database.reading() as connection:
            yield from listing.claim_lines(connection, filters)

    def people(self, filters: Filters = EVERYTHING) -> Iterator[PersonLine]:
        """One line a name, those who speak most first."""
        with self.database.reading() as connection:
            yield from listing.person_lines(connection, filters)

    def failures(self) -> Iterator[FailureLine]:
        """What could not be added."""
        with self.database.reading() as connection:
            yield from listing.failure_lines(connection)

    def reactions(self, filters: Filters = EVERYTHING) -> Reactions:
        """Who spoke in what manner, by party and speaker, and which party is not quoted at all."""
        with self.database.reading() as connection:
            return reactions.reactions(connection, self.folder, filters)

    def decide(self, *made: Decision) -> int:
        """Keeps decisions and lays out anew what they are about, in one transaction.

        Returns how many of them were new.

        Raises:
            WorkspaceError: where nothing can be written.
        """
        with self.writing() as writing:
            new = [one for one in made if writing.decide(one)]
            writing.lay_out_decided(new)
        return len(new)

    def decisions(self, document: str | None = None) -> tuple[Decision, ...]:
        """Every decision in the order in which they were made, or those about one document.

        Those that take another one back are among them; ``undoes`` says which.
        """
        with self.database.reading() as connection:
            return decided(connection, document)

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 50) -> list[Hit]:
        """The reports and statements that hold the words, the best first.

        Raises:
            UsageError: where the query asks for no word.
        """
        with self.database.reading() as connection:
            return finding.search(connection, query, filters, limit)

    def _report(self, condition: sa.ColumnElement[bool], name: str) -> Report:
        for found in self._sightings(condition):
            return found
        raise UsageError(name, "the workspace holds no report of that name", "onrecord list")

    def _sightings(self, condition: sa.ColumnElement[bool]) -> Iterator[Report]:
        wanted = (
            sa.select(
                report.c.id,
                report.c.name,
                report.c.sha256,
                report.c.media_type,
                report.c.state,
                sighting.c.source,
                sighting.c.locator,
                sighting.c.url,
                sighting.c.collected_at,
                sighting.c.collector,
                sighting.c.context,
            )
            .join(sighting, sighting.c.report_id == report.c.id)
            .where(condition)
            .order_by(sighting.c.id)
        )
        with self.database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        for row in rows:
            values = listing.plain(row)
            values["context"] = msgspec.json.decode(values["context"])
            yield msgspec.convert(values, Report)


def this_user() -> str:
    """Who is at work, for custody: ``ONRECORD_ACTOR``, else the name of the account."""
    if given := os.environ.get("ONRECORD_ACTOR", "").strip():
        return given
    with suppress(KeyError, OSError):
        return getpass.getuser()
    return "unknown"
