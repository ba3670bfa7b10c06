"""The reports of a folder taken together: copies found, everything compared, findings as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from onrecord.corroboration.copying import Text, compare, syndicated_from
from onrecord.corroboration.facts import facts
from onrecord.corroboration.sketch import Index, sketch
from onrecord.corroboration.together import corroborate
from onrecord.corroboration.types import Copy, Corroboration, ReportFacts
from onrecord.record import Document, Record

_TEXTS_AT_HAND = 256
"""So many reports are kept cut into words, for the comparisons to come."""


class Gathering:
    """Takes in the reports of a folder one after another, and says what they say together.

    Of each report its document, sketch and facts are kept, not its Record.

    >>> gathering = Gathering()
    >>> gathering.result().reports
    0
    """

    def __init__(self) -> None:
        """Begins with no report."""
        self._facts: list[ReportFacts] = []
        self._copies: list[Copy] = []
        self._index = Index()
        self._documents: dict[str, tuple[Document, int]] = {}
        self._text = lru_cache(maxsize=_TEXTS_AT_HAND)(self._made)

    def add(self, name: str, record: Record) -> None:
        """Takes in a report; its name must be new. The order of adding is what it came in."""
        order = len(self._facts)
        self._documents[name] = record.document, order
        self._facts.append(facts(name, record, order=order))
        keys = sketch(record.document)
        pairs = (
            compare(self._text(other), self._text(name)) for other in self._index.candidates(keys)
        )
        self._copies += [copy for copy in pairs if copy is not None]
        self._index.add(name, keys)

    def result(self) -> Corroboration:
        """What the reports taken in so far say together."""
        return corroborate(self._facts, self._copies)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The copies found so far."""
        return tuple(self._copies)

    def _made(self, name: str) -> Text:
        document, order = self._documents[name]
        return Text(name, document, order)


def together(records: Iterable[tuple[str, Record]]) -> Corroboration:
    """What reports say together; each with its name, in the order in which they came.

    >>> together([]).copies
    ()
    """
    gathering = Gathering()
    for name, record in records:
        gathering.add(name, record)
    return gathering.result()


def findings(found: Corroboration) -> bytes:
    """``_corroboration.json``: which report is a copy of which, and which claims are the same.

    Beside the two keys that RECORD.md names stand the copies, people and groups in full.
    """
    first = {"syndicated_from": syndicated_from(found.copies), "same_claim": found.same_claim}
    rest: dict[str, Any] = msgspec.to_builtins(found)
    return msgspec.json.format(msgspec.json.encode(first | rest | first), indent=1) + b"\n"
