"""What an item is called outside its Record: by the document and its place, never by "s1" alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.record import Record, Spans


def ids_of(record: Record) -> dict[str, str]:
    """The lasting id of every agent, statement, claim and piece of evidence, by the Record's own.

    It is the document's id, the kind of item, and where it stands in the text; a second item of a
    kind in the same place gets a number.

    >>> import onrecord
    >>> record = onrecord.check_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    >>> ids_of(record)["s1"].split("#")[1]
    'statements/1-19'
    """
    taken: Counter[str] = Counter()
    ids: dict[str, str] = {}
    for own, kind, spans in _items(record):
        place = "+".join(f"{span.start}-{span.end}" for span in spans) or "nowhere"
        wanted = f"{record.document.id}#{kind}/{place}"
        taken[wanted] += 1
        ids[own] = wanted if taken[wanted] == 1 else f"{wanted}/{taken[wanted]}"
    return ids


def _items(record: Record) -> Iterator[tuple[str, str, Spans]]:
    for agent in record.agents:
        yield agent.id, "agents", agent.mentions[:1]
    for statement in record.statements:
        yield statement.id, "statements", statement.content
    for claim in record.claims:
        yield claim.id, "claims", (claim.span,)
    for evidence in record.evidence:
        yield evidence.id, "evidence", (evidence.span,)
