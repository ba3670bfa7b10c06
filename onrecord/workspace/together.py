"""What the reports of a workspace say together: kept up to date report by report, asked as a whole.

Of every report a sample of its text, its facts and its copies are kept. A report that is new, or
that a person decided about, is taken in when somebody asks; it is compared with its candidates
only, never with all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from onrecord.corroboration import (
    AgentKey,
    Copy,
    Corroboration,
    People,
    PeopleDecision,
    ReportFacts,
    Text,
    candidates,
    compare,
    corroborate,
    crowded,
    facts,
    find_people,
    sketch,
)
from onrecord.record import Record
from onrecord.workspace.decisions import standing
from onrecord.workspace.reviewing import effective
from onrecord.workspace.schema import (
    copied,
    decision,
    decision_target,
    kept,
    record,
    report,
    shingle,
)
from onrecord.workspace.types import Decision
from onrecord.workspace.workspace import Workspace

_AT_ONCE = 200
_KEYS_AT_ONCE = 500
_TEXTS_AT_HAND = 256

_Item = TypeVar("_Item")
Progress = Callable[[int, int], None]


def corroboration(workspace: Workspace, progress: Progress | None = None) -> Corroboration:
    """Everything across the reports of a workspace, with what people decided about who is who."""
    bring_up_to_date(workspace, progress)
    return corroborate(
        kept_facts(workspace), kept_copies(workspace), people_decisions(workspace.decisions())
    )


def people(workspace: Workspace, progress: Progress | None = None) -> People:
    """The persons and bodies of a workspace, and who may be who."""
    bring_up_to_date(workspace, progress)
    return find_people(
        list(kept_facts(workspace)),
        decisions=people_decisions(workspace.decisions()),
        copies=kept_copies(workspace),
    )


def copies(workspace: Workspace, progress: Progress | None = None) -> tuple[int, tuple[Copy, ...]]:
    """How many reports were compared, and which of them share a text."""
    bring_up_to_date(workspace, progress)
    with workspace.database.reading() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(kept)).scalar_one()
    return count, kept_copies(workspace)


def people_decisions(decisions: Sequence[Decision]) -> tuple[PeopleDecision, ...]:
    """The merges and splits in force, in their order."""
    return tuple(
        PeopleDecision(
            verb="merge" if one.kind == "merge" else "split",
            agents=tuple(
                AgentKey(document=target.document, name=name)
                for target in one.targets
                for name in target.words[:1]
            ),
        )
        for one in standing(decisions)
        if one.kind in ("merge", "split")
    )


def kept_facts(workspace: Workspace) -> Iterator[ReportFacts]:
    """The facts of every report that was read, in the order of adding."""
    wanted = sa.select(kept.c.facts).order_by(kept.c.report_id)
    decode = msgspec.json.Decoder(ReportFacts).decode
    with workspace.database.reading() as connection:
        streamed = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
        for body in streamed.scalars():
            yield decode(body)


def kept_copies(workspace: Workspace) -> tuple[Copy, ...]:
    """The copies found, in the order in which their later reports were added."""
    wanted = sa.select(copied.c.body).order_by(copied.c.other, copied.c.one)
    with workspace.database.reading() as connection:
        bodies = connection.execute(wanted).scalars().all()
    return tuple(msgspec.json.decode(body, type=Copy) for body in bodies)


# ------------------------------------------------------------------ keeping up


def bring_up_to_date(workspace: Workspace, progress: Progress | None = None) -> int:
    """Takes in the reports that are new or changed; how many they were.

    Raises:
        WorkspaceError: where nothing can be written.
    """
    with workspace.database.reading() as connection:
        stale = _stale(connection)
    decisions = workspace.decisions() if stale else ()
    done = 0
    for part in _parts(stale, _AT_ONCE):
        with workspace.database.writing() as connection:
            keeper = _Keeper(connection, decisions)
            for number, name, mark, body in _bodies(connection, part):
                keeper.keep(number, name, mark, Record.from_json(body))
                done += 1
                if progress is not None:
                    progress(done, len(stale))
    return done


def _parts(every: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (every[at : at + size] for at in range(0, len(every), size))


def _marks() -> sa.Select[Any]:
    """Each report's mark now: when it was read, and the last decision about it."""
    about = (
        sa.select(sa.func.max(decision.c.seq))
        .join(decision_target, decision_target.c.decision == decision.c.seq)
        .where(decision_target.c.document == record.c.document)
        .scalar_subquery()
    )
    mark = record.c.read_at + " " + sa.cast(sa.func.coalesce(about, 0), sa.String)
    return sa.select(report.c.id, report.c.name, mark.label("mark")).join(
        record, record.c.report_id == report.c.id
    )


def _stale(connection: Connection) -> list[tuple[int, str, str]]:
    now = _marks().subquery()
    wanted = (
        sa.select(now.c.id, now.c.name, now.c.mark)
        .outerjoin(kept, kept.c.report_id == now.c.id)
        .where(sa.or_(kept.c.mark.is_(None), kept.c.mark != now.c.mark))
        .order_by(now.c.id)
    )
    return [(row.id, row.name, row.mark) for row in connection.execute(wanted)]


def _bodies(
    connection: Connection, part: Sequence[tuple[int, str, str]]
) -> Iterator[tuple[int, str, str, bytes]]:
    for number, name, mark in part:
        wanted = sa.select(record.c.body).where(record.c.report_id == number)
        body = connection.execute(wanted).scalar()
        if body is not None:
            yield number, name, mark, body


class _Keeper:
    """Writes what is kept of reports, in one transaction."""

    def __init__(self, connection: Connection, decisions: Sequence[Decision]) -> None:
        self.connection = connection
        self.decisions = decisions
        self.about = {target.document for one in decisions for target in one.targets}
        self.text = lru_cache(maxsize=_TEXTS_AT_HAND)(self._text)

    def keep(self, number: int, name: str, mark: str, made: Record) -> None:
        if made.document.id in self.about:
            made, _ = effective(made, self.decisions)
        digest = hashlib.sha256(made.document.text.encode()).hexdigest()
        before = self.connection.execute(
            sa.select(kept.c.text, kept.c.sampled).where(kept.c.report_id == number)
        ).first()
        body = msgspec.json.encode(facts(name, made, order=number))
        if before is not None and before.text == digest:
            self.connection.execute(
                sa.update(kept).where(kept.c.report_id == number).values(mark=mark, facts=body)
            )
            return
        self._forget(number)
        keys = sketch(made.document)
        self.connection.execute(
            sa.insert(kept).values(
                report_id=number, mark=mark, text=digest, sampled=len(keys), facts=body
            )
        )
        held = list(self._lookup(keys))
        self._compare(number, Text(name, made.document, number), keys, held)
        counts = Counter(key for key, _ in held)
        rows = [{"key": k, "report_id": number} for k in keys if counts[k] < crowded()]
        if rows:
            self.connection.execute(sa.insert(shingle), rows)

    def _forget(self, number: int) -> None:
        self.connection.execute(sa.delete(kept).where(kept.c.report_id == number))
        self.connection.execute(sa.delete(shingle).where(shingle.c.report_id == number))
        pair = sa.or_(copied.c.one == number, copied.c.other == number)
        self.connection.execute(sa.delete(copied).where(pair))

    def _compare(
        self, number: int, text: Text, keys: tuple[int, ...], held: Sequence[tuple[int, str]]
    ) -> None:
        for other in candidates(keys, lambda _: held, self._size):
            found = compare(self.text(other), text)
            if found is not None:
                one, two = sorted((int(other), number))
                self.connection.execute(
                    sa.insert(copied).values(one=one, other=two, body=msgspec.json.encode(found))
                )

    def _lookup(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        """Which reports hold these keys, named by their numbers."""
        for part in _parts(keys, _KEYS_AT_ONCE):
            wanted = sa.select(shingle.c.key, shingle.c.report_id).where(shingle.c.key.in_(part))
            for key, holder in self.connection.execute(wanted):
                yield key, str(holder)

    def _size(self, number: str) -> int:
        wanted = sa.select(kept.c.sampled).where(kept.c.report_id == int(number))
        return int(self.connection.execute(wanted).scalar_one())

    def _text(self, number: str) -> Text:
        wanted = (
            sa.select(report.c.name, record.c.body)
            .join(record, record.c.report_id == report.c.id)
            .where(report.c.id == int(number))
        )
        name, body = self.connection.execute(wanted).one()
        return Text(name, Record.from_json(body).document, int(number))
