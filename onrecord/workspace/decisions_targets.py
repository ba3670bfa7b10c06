"""Naming the items of a Record by their words, and finding them again in a newer Record."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.record import Agent, Claim, Record, Span, Spans, Statement
from onrecord.workspace.types import Target

Item = Statement | Claim | Agent

ROOMS = {"s": "statements", "c": "claims", "a": "agents"}
"""What the letter of an id stands for."""


def named_item(record: Record, item_id: str) -> Item:
    """The statement, claim or agent of that id.

    Raises:
        UsageError: where there is none.
    """
    items: dict[str, Item] = {}
    items.update((one.id, one) for one in record.statements)
    items.update((one.id, one) for one in record.claims)
    items.update((one.id, one) for one in record.agents)
    if item_id not in items:
        raise UsageError(
            item_id, "the report has no such statement, claim or agent", "onrecord show REPORT"
        )
    return items[item_id]


def target_of(record: Record, item_id: str, field: str | None = None) -> Target:
    """The name of an item, or of one of its fields, that survives a newer model.

    Raises:
        UsageError: where there is no such item, or nothing tells it from another.

    >>> import onrecord
    >>> record = onrecord.check_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    >>> target_of(record, "s1", "speaker").words
    ('We hold the bridge',)
    """
    item = named_item(record, item_id)
    path = ROOMS[item_id[0]] + (f".{field}" if field else "")
    text = record.document.text
    for spans in _names(item, text):
        words = tuple(span.of(text) for span in spans)
        target = Target(document=record.document.id, item=path, spans=spans, words=words)
        if found_item(record, target) == item_id:
            return target
    raise UsageError(
        item_id, "its words do not tell it from another item", "decide about the report's others"
    )


def passage_target(record: Record, item: str, spans: Spans) -> Target:
    """The name of a passage of the text."""
    text = record.document.text
    return Target(
        document=record.document.id, item=item, spans=spans, words=tuple(s.of(text) for s in spans)
    )


def found_item(record: Record, target: Target) -> str | None:
    """The id of the statement, claim or agent that a target names here; None where none fits.

    The same words at the same place; else the same words, where only one item has them.
    """
    room = target.item.partition(".")[0]
    exact: set[str] = set()
    alike: set[str] = set()
    for item in _items(record, room):
        for spans in _names(item, record.document.text):
            if _same(target.words, spans, record.document.text):
                alike.add(item.id)
                if spans == target.spans:
                    exact.add(item.id)
    for found in (exact, alike):
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
    return None


def found_passage(record: Record, target: Target) -> Spans | None:
    """Where the words of a passage stand: at its place, else where they stand only once."""
    text = record.document.text
    if target.spans and _same(target.words, target.spans, text):
        return target.spans
    if len(target.words) != 1 or not target.words[0]:
        return None
    start = text.find(target.words[0])
    if start < 0 or text.find(target.words[0], start + 1) >= 0:
        return None
    return (Span(start, start + len(target.words[0])),)


def _items(record: Record, room: str) -> tuple[Item, ...]:
    if room == "statements":
        return record.statements
    if room in ("claims", "checks"):
        return record.claims
    return record.agents if room == "agents" else ()


def _names(item: Item, text: str) -> Iterator[Spans]:
    """The pieces that may name an item, the shortest first."""
    if isinstance(item, Statement):
        yield item.content
    elif isinstance(item, Agent):
        yield from ((span,) for span in item.mentions if span.of(text) == item.name)
    else:
        yield (item.span,)
        if item.quantity is not None:
            yield (item.span, item.quantity.span)
        parts = (item.actor, item.target, item.place)
        told = tuple(one.span for one in parts if one is not None and one.span is not None)
        if told:
            figure = (item.quantity.span,) if item.quantity is not None else ()
            yield (item.span, *figure, *told)


def _same(words: tuple[str, ...], spans: Spans, text: str) -> bool:
    return len(words) == len(spans) and all(
        piece.split() == span.of(text).split() for piece, span in zip(words, spans, strict=True)
    )
