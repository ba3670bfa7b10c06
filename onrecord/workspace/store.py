"""What is written into a workspace: items as they come, Records as they are made, failures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.custody import Event, EventName
from onrecord.record import Record
from onrecord.workspace.clock import written
from onrecord.workspace.deciding import documents_of, effective_record
from onrecord.workspace.flattening import Rows, flatten
from onrecord.workspace.schema import (
    agent,
    claim,
    custody_event,
    decision,
    decision_target,
    failure,
    record,
    report,
    sighting,
    statement,
)
from onrecord.workspace.search import STATEMENTS, TEXTS
from onrecord.workspace.types import Decision, State

if TYPE_CHECKING:
    from onrecord.reading.sources import Container, Failure, Item

_encode = msgspec.json.encode

# What is asked for every report, made once: making a statement costs more than running it.
_NUMBER = sa.bindparam("number", type_=sa.Integer)
_REPORT_OF = sa.select(report.c.id, report.c.name, report.c.state).where(
    report.c.sha256 == sa.bindparam("sha256")
)
_NAMED = sa.select(report.c.id).where(report.c.name == sa.bindparam("name"))
_SHA256_OF = sa.select(report.c.sha256).where(report.c.id == _NUMBER)
_BODY_OF = sa.select(record.c.body).where(record.c.report_id == _NUMBER)
_SEEN = sa.select(sighting.c.id).where(
    sighting.c.report_id == _NUMBER,
    sighting.c.source == sa.bindparam("source"),
    sighting.c.name == sa.bindparam("name"),
)
_DECIDED = (
    sa.select(decision_target.c.decision)
    .where(decision_target.c.document == sa.bindparam("document"))
    .limit(1)
)
_SET_READ = sa.update(report).where(report.c.id == _NUMBER).values(state="read")
_NO_FAILURE = sa.delete(failure).where(failure.c.report_id == _NUMBER)


News = Literal["report", "sighting", "known"]


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """A report that an item is, and what the item brings: a new report, a sighting, or nothing."""

    number: int
    name: str
    state: State
    news: News


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A Record ready to be stored: its JSON, its text, and its rows."""

    body: bytes
    text: str
    rows: Rows

    @property
    def published(self) -> dt.date | None:
        """The report's day of publication."""
        day: dt.date | None = self.rows.record["published"]
        return day

    @classmethod
    def of(cls, made: Record) -> Made:
        """The Record, made ready (in a worker, so that the one who writes has little to do)."""
        return cls(body=made.to_json().encode(), text=made.document.text, rows=flatten(made))


class Writing:
    """One transaction of a workspace: what is done through it is kept whole, or not at all.

    Args:
        connection: of the database, in a transaction that writes.
        actor: who is at work, for custody.
        at: when.
    """

    def __init__(self, connection: Connection, actor: str, at: dt.datetime) -> None:
        self.connection = connection
        self.actor = actor
        self.at = at
        self._next: dict[str, int] = {}
        self._events: list[Mapping[str, Any]] = []

    def collect(
        self,
        item: Item,
        sha256: str,
        *,
        conflict: str | None = None,
        published: dt.date | None = None,
    ) -> Collected:
        """Notes an item whose bytes are in the archive.

        The same bytes from the same place change nothing; from another place they are another
        sighting of the report that there is.
        """
        known = self.connection.execute(_REPORT_OF, {"sha256": sha256}).first()
        number, name, state = known or self._new_report(item, sha256, conflict, published)
        seen = known is not None and self._seen(number, item)
        if not seen:
            self._see(number, item)
            self.log("collected", sha256, **_where(item))
        news: News = "known" if seen else "sighting" if known else "report"
        return Collected(number=number, name=name, state=state, news=news)

    def file(self, number: int, made: Made) -> None:
        """Stores the Record of a report in place of an older one, and its rows.

        The same Record as before changes nothing, and is no event.
        """
        before = self.connection.execute(_BODY_OF, {"number": number}).scalar()
        if before == made.body:
            return
        if before is not None:
            self._execute(sa.delete(record).where(record.c.report_id == number))
            self._clear(number)
        row = {**made.rows.record, "report_id": number, "body": made.body}
        self._put(record, read_at=written(self.at), **row)
        self.connection.execute(_SET_READ, {"number": number})
        self.connection.execute(_NO_FAILURE, {"number": number})
        self._spread(number, self._as_decided(made))
        facts = {"onrecord": made.rows.record["onrecord"], "model": made.rows.record["model"]}
        self.log("read", self._sha256(number), **{k: v for k, v in facts.items() if v})

    def lay_out(self, number: int, made: Made) -> None:
        """Puts the rows of a Record in place of those the report had."""
        self._clear(number)
        self._spread(number, made)

    def _clear(self, number: int) -> None:
        gone = self.connection.execute(
            sa.select(statement.c.row).where(statement.c.report_id == number)
        ).scalars()
        STATEMENTS.remove(self.connection, list(gone))
        TEXTS.remove(self.connection, [number])
        for table in (agent, statement, claim):
            self._execute(sa.delete(table).where(table.c.report_id == number))

    def _spread(self, number: int, made: Made) -> None:
        TEXTS.add(self.connection, [(number, made.text)])
        self._insert(agent, number, made.rows.agents)
        self._insert(statement, number, made.rows.statements)
        self._insert(claim, number, made.rows.claims)

    def fail(self, failed: Failure, source: str, number: int | None = None) -> None:
        """Notes what could not be had or read; a report keeps the Record it may have."""
        self.forget_failure(source, failed.name)
        self._put(
            failure,
            report_id=number,
            source=source,
            name=failed.name,
            step=failed.step,
            why=failed.why,
            remedy=failed.remedy,
            at=written(self.at),
        )
        if number is not None:
            unread = sa.and_(report.c.id == number, report.c.state == "collected")
            self._execute(sa.update(report).where(unread).values(state="failed"))

    def forget_failure(self, source: str, name: str) -> None:
        """Takes a failure off the list: what failed then was had now, or is tried again."""
        same = sa.and_(failure.c.source == source, failure.c.name == name)
        self._execute(sa.delete(failure).where(same))

    def keep_container(self, container: Container) -> None:
        """Notes in custody that a container's bytes are in the archive, once."""
        self.finish()
        known = sa.select(custody_event.c.seq).where(
            custody_event.c.item_sha256 == container.sha256,
            custody_event.c.event == "collected",
        )
        if self.connection.execute(known).first() is None:
            told = {"name": container.name, "source": container.source, "url": container.url}
            told["holds"] = "items"
            self.log("collected", container.sha256, **{k: v for k, v in told.items() if v})

    def decide(self, made: Decision) -> bool:
        """Appends a decision, and says in custody about which reports it is; False if it is there.

        It changes no Record and no row: ``Workspace.decide`` lays out the reports anew.
        """
        known = sa.select(decision.c.seq).where(decision.c.id == made.id)
        if self.connection.execute(known).first() is not None:
            return False
        number = self._number(decision, decision.c.seq)
        self._put(
            decision,
            seq=number,
            id=made.id,
            kind=made.kind,
            at=written(made.at),
            actor=made.actor,
            undoes=made.undoes,
            body=_encode(made),
        )
        told = {"decision": made.id, "kind": made.kind}
        for document in dict.fromkeys(target.document for target in made.targets):
            self._put(decision_target, decision=number, document=document)
            item = document.removeprefix("sha256:") if document.startswith("sha256:") else None
            self.log("reviewed", item, **told)
        if not made.targets:
            self.log("reviewed", **told)
        return True

    def lay_out_decided(self, made: Iterable[Decision]) -> None:
        """Lays out anew the rows of every report that decisions are about."""
        for document in documents_of(self.connection, made):
            row = self.connection.execute(
                sa.select(record.c.report_id, record.c.body).where(record.c.document == document)
            ).first()
            if row is not None:
                read = effective_record(self.connection, Record.from_json(row.body))
                self.lay_out(row.report_id, Made.of(read))

    def _as_decided(self, made: Made) -> Made:
        """What is laid out of a Record: with what people decided about it, if anything."""
        document = made.rows.record["document"]
        if self.connection.execute(_DECIDED, {"document": document}).first() is None:
            return made
        return Made.of(effective_record(self.connection, Record.from_json(made.body)))

    def log(self, event: EventName, item_sha256: str | None = None, **detail: str) -> None:
        """Adds an event of custody, kept with the rest of this transaction."""
        told = Event(
            event=event, at=self.at, actor=self.actor, item_sha256=item_sha256, detail=detail
        )
        self._events.append(
            {
                "seq": self._number(custody_event, custody_event.c.seq),
                "event": told.event,
                "at": written(told.at),
                "actor": told.actor,
                "item_sha256": told.item_sha256,
                "detail": _encode(told.detail).decode(),
            }
        )

    def finish(self) -> None:
        """Writes the events that were logged; ``Workspace.writing`` does it before it commits."""
        if self._events:
            self.connection.execute(sa.insert(custody_event), self._events)
            self._events = []

    def _new_report(
        self, item: Item, sha256: str, conflict: str | None, published: dt.date | None
    ) -> tuple[int, str, State]:
        number, name = self._number(report, report.c.id), self._free_name(item.name)
        bare = msgspec.structs.replace(item, content=b"")
        self._put(
            report,
            id=number,
            name=name,
            sha256=sha256,
            media_type=item.media_type,
            state="collected",
            conflict=conflict,
            published=published,
            item=_encode(bare),
        )
        return number, name, "collected"

    def _free_name(self, wanted: str) -> str:
        """The item's name, or, where another report has it, the name with a number."""
        number, name = 1, wanted
        while self.connection.execute(_NAMED, {"name": name}).first():
            number += 1
            name = f"{wanted}~{number}"
        return name

    def _seen(self, number: int, item: Item) -> bool:
        same = {"number": number, "source": item.source, "name": item.name}
        return self.connection.execute(_SEEN, same).first() is not None

    def _see(self, number: int, item: Item) -> None:
        self._put(
            sighting,
            report_id=number,
            source=item.source,
            name=item.name,
            locator=item.locator,
            url=item.url,
            container=item.container_sha256,
            collected_at=written(self.at),
            collector=self.actor,
            context=_encode(item.context).decode(),
        )

    def _sha256(self, number: int) -> str:
        return str(self.connection.execute(_SHA256_OF, {"number": number}).scalar_one())

    def _insert(self, table: sa.Table, number: int, rows: Iterable[Mapping[str, Any]]) -> None:
        numbered = [
            {**row, "report_id": number, "row": self._number(table, table.c.row)} for row in rows
        ]
        if not numbered:
            return
        self.connection.execute(sa.insert(table), numbered)
        if table is statement:
            STATEMENTS.add(self.connection, [(row["row"], row["words"]) for row in numbered])

    def _number(self, table: sa.Table, column: sa.Column[int]) -> int:
        """The next number of a table; nobody else writes while this transaction lasts."""
        if table.name not in self._next:
            highest = self.connection.execute(sa.select(sa.func.max(column))).scalar()
            self._next[table.name] = (highest or 0) + 1
        number = self._next[table.name]
        self._next[table.name] += 1
        return number

    def _put(self, table: sa.Table, **values: Any) -> None:
        self.connection.execute(sa.insert(table), values)

    def _execute(self, statement: sa.Executable) -> None:
        self.connection.execute(statement)


def _where(item: Item) -> dict[str, str]:
    told = {"name": item.name, "source": item.source, "url": item.url}
    told["container"] = item.container_sha256
    return {key: value for key, value in told.items() if value}
