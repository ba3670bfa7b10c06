"""A workspace as values that can be carried elsewhere, and taken in there as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord._version import __version__
from onrecord.errors import UsageError, WorkspaceError
from onrecord.record import Record
from onrecord.workspace import custodian
from onrecord.workspace.deciding import decided
from onrecord.workspace.schema import failure, record, report, setting, sighting
from onrecord.workspace.store import Made, Writing
from onrecord.workspace.types import Decision, State
from onrecord.workspace.workspace import Workspace

SCHEMA = "onrecord/export/1"

_AT_ONCE = 100
_NO_RECORD = msgspec.Raw(b"null")


class Opening(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="opening"):
    """The first line: what made the export, and the profile the workspace was made with."""

    schema: str = SCHEMA
    onrecord: str
    conflict: str | None = None


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a report was seen."""

    source: str
    name: str
    locator: str | None = None
    url: str | None = None
    container: str | None = None
    collected_at: str
    collector: str
    context: tuple[tuple[str, str], ...] = ()


class CarriedReport(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="report"):
    """A report: its bytes (base64 in JSON), what its container says of it, and its Record.

    ``record`` is the Record as the machine made it, byte for byte; ``item`` what was noted when it
    was collected.
    """

    name: str
    sha256: str
    media_type: str
    state: State
    conflict: str | None = None
    published: dt.date | None = None
    item: msgspec.Raw
    seen: tuple[Seen, ...] = ()
    read_at: str | None = None
    record: msgspec.Raw = _NO_RECORD
    content: bytes | None = None


class CarriedDecision(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="decision"):
    """What a person decided, in its place in the order of decisions."""

    decision: Decision


class CarriedFailure(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="failure"):
    """What could not be had or read; ``report`` is the name of the report it became."""

    source: str
    name: str
    step: str
    why: str
    remedy: str
    at: str
    report: str | None = None


Carried = Opening | CarriedReport | CarriedDecision | CarriedFailure


def carried(
    workspace: Workspace, names: frozenset[str] | None = None, *, content: bool = True
) -> Iterator[Carried]:
    """Everything that a workspace holds, to be taken in elsewhere; custody stays where it is.

    Args:
        workspace: what is carried.
        names: the reports that are; None: all, with what failed.
        content: whether their bytes are.

    Raises:
        WorkspaceError: where bytes in the archive were altered.
    """
    yield Opening(onrecord=__version__, conflict=workspace.conflict)
    kept: set[str] = set()
    with workspace.database.reading() as connection:
        for one in _reports(connection, names):
            kept.add(f"sha256:{one.sha256}")
            yield _with_content(workspace, one) if content else one
        for made in decided(connection):
            about = {target.document for target in made.targets}
            if names is None or not about or about & kept:
                yield CarriedDecision(decision=made)
        if names is None:
            yield from _failures(connection)


def _with_content(workspace: Workspace, one: CarriedReport) -> CarriedReport:
    """The report with its bytes; one that was filed without any stays so."""
    if not workspace.archive.path(one.sha256).exists():
        return one
    return msgspec.structs.replace(one, content=workspace.archive.read(one.sha256))


def _reports(connection: Connection, names: frozenset[str] | None) -> Iterator[CarriedReport]:
    wanted = (
        sa.select(report, record.c.body, record.c.read_at)
        .outerjoin(record, record.c.report_id == report.c.id)
        .order_by(report.c.id)
    )
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(wanted).mappings()
    for row in rows:
        if names is not None and row["name"] not in names:
            continue
        places = connection.execute(
            sa.select(sighting).where(sighting.c.report_id == row["id"]).order_by(sighting.c.id)
        ).mappings()
        yield CarriedReport(
            name=row["name"],
            sha256=row["sha256"],
            media_type=row["media_type"],
            state=row["state"],
            conflict=row["conflict"],
            published=row["published"],
            item=msgspec.Raw(row["item"]),
            seen=tuple(_seen(dict(place)) for place in places),
            read_at=row["read_at"],
            record=msgspec.Raw(row["body"]) if row["body"] is not None else _NO_RECORD,
        )


def _seen(place: dict[str, object]) -> Seen:
    context = msgspec.json.decode(str(place.pop("context")), type=tuple[tuple[str, str], ...])
    values = {name: place[name] for name in Seen.__struct_fields__ if name != "context"}
    return msgspec.convert({**values, "context": context}, Seen)


def _failures(connection: Connection) -> Iterator[CarriedFailure]:
    wanted = sa.select(failure, report.c.name.label("report")).outerjoin(
        report, report.c.id == failure.c.report_id
    )
    for row in connection.execute(wanted.order_by(failure.c.id)).mappings():
        told = {key: row[key] for key in CarriedFailure.__struct_fields__}
        yield msgspec.convert(told, CarriedFailure)


def take_in(workspace: Workspace, lines: Iterable[Carried], source: str) -> int:
    """Takes what was carried into an empty workspace, whole or not at all; returns the reports.

    Custody begins anew: it tells that each report was collected from the export, ``source``.

    Raises:
        UsageError: where the workspace holds reports already.
        WorkspaceError: where the lines are no export, or bytes are not those they are said to be.
    """
    with workspace.writing() as writing:
        if writing.connection.execute(sa.select(report.c.id).limit(1)).first() is not None:
            raise UsageError(
                str(workspace.folder), "it holds reports already", "onrecord init another folder"
            )
        desk = _Desk(workspace, writing, source)
        for line in lines:
            desk.take(line)
        if not desk.opened:
            raise WorkspaceError(source, "it is empty", "export the workspace again")
        workspace.archive.sync()
        writing.lay_out_decided(desk.made)
    custodian.bring_up_to_date(workspace.custody, workspace.database)
    return len(desk.numbers)


class _Desk:
    """Writes what was carried, numbering it as it was."""

    def __init__(self, workspace: Workspace, writing: Writing, source: str) -> None:
        self.workspace = workspace
        self.writing = writing
        self.source = source
        self.numbers: dict[str, int] = {}
        self.made: list[Decision] = []
        self.opened = False

    def take(self, line: Carried) -> None:
        """Writes one line."""
        if isinstance(line, Opening):
            self._open(line)
        elif not self.opened:
            raise WorkspaceError(self.source, "its first line is no opening", "export it again")
        elif isinstance(line, CarriedReport):
            self._report(line)
        elif isinstance(line, CarriedDecision):
            self.writing.decide(line.decision)
            self.made.append(line.decision)
        else:
            self._failure(line)

    def _open(self, line: Opening) -> None:
        if line.schema != SCHEMA:
            why = f"it is {line.schema}, and this OnRecord takes in {SCHEMA}"
            raise WorkspaceError(self.source, why, "take it in with the OnRecord that made it")
        self.opened = True
        if line.conflict is not None:
            made = sa.insert(setting).values(name="conflict", value=line.conflict)
            self.writing.connection.execute(made)

    def _report(self, line: CarriedReport) -> None:
        if line.content is not None and self.workspace.archive.keep(line.content) != line.sha256:
            why = f"the bytes of {line.name} are not those that were exported"
            raise WorkspaceError(self.source, why, "export it again")
        number = self.numbers[line.name] = len(self.numbers) + 1
        insert = sa.insert(report).values(
            id=number,
            name=line.name,
            sha256=line.sha256,
            media_type=line.media_type,
            state="collected",
            conflict=line.conflict,
            published=line.published,
            item=bytes(line.item),
        )
        self.writing.connection.execute(insert)
        for place in line.seen:
            values = msgspec.to_builtins(place)
            values["context"] = msgspec.json.encode(place.context).decode()
            self.writing.connection.execute(sa.insert(sighting).values(report_id=number, **values))
        self.writing.log("collected", line.sha256, name=line.name, source=self.source)
        self._record(line, number)

    def _record(self, line: CarriedReport, number: int) -> None:
        body = bytes(line.record)
        if body != bytes(_NO_RECORD):
            made = Made.of(Record.from_json(body))
            self.writing.file(number, msgspec.structs.replace(made, body=body))
            at = sa.update(record).where(record.c.report_id == number)
            self.writing.connection.execute(at.values(read_at=line.read_at))
        state = sa.update(report).where(report.c.id == number).values(state=line.state)
        self.writing.connection.execute(state)

    def _failure(self, line: CarriedFailure) -> None:
        values = msgspec.to_builtins(line)
        del values["line"]
        number = self.numbers.get(values.pop("report") or "")
        self.writing.connection.execute(sa.insert(failure).values(report_id=number, **values))


def parsed(lines: Iterable[bytes], source: str) -> Iterator[Carried]:
    """The lines of an export as values.

    Raises:
        WorkspaceError: where one is not a line of an export.
    """
    decoder: msgspec.json.Decoder[Carried] = msgspec.json.Decoder(Carried)
    for number, line in enumerate(lines, 1):
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            why = f"line {number:,} is no line of an export ({error})"
            raise WorkspaceError(source, why, "export it again") from error
