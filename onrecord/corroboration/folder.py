"""The reports of a folder taken together: copies found, everything compared, findings as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.corroboration.copying import Text, compare
from onrecord.corroboration.facts import facts
from onrecord.corroboration.sketch import Index, sketch
from onrecord.corroboration.together import corroborate
from onrecord.corroboration.types import Copy, Corroboration
from onrecord.record import Record


def together(records: Sequence[tuple[str, Record]]) -> Corroboration:
    """What reports say together; each with its name, in their order.

    >>> together([]).copies
    ()
    """
    copies = find_copies(
        Text(name, record.document, order) for order, (name, record) in enumerate(records)
    )
    kept = [facts(name, record, order=order) for order, (name, record) in enumerate(records)]
    return corroborate(kept, copies)


def find_copies(texts: Iterable[Text]) -> tuple[Copy, ...]:
    """The copies among texts, each compared only with its candidates among those before it."""
    index = Index()
    before: dict[str, Text] = {}
    found: list[Copy] = []
    for text in texts:
        keys = sketch(text.document)
        pairs = (compare(before[name], text) for name in index.candidates(keys))
        found += [copy for copy in pairs if copy is not None]
        index.add(text.name, keys)
        before[text.name] = text
    return tuple(found)


def findings(found: Corroboration) -> bytes:
    """``_corroboration.json``: which report is a copy of which, and which claims are the same.

    Beside the two keys that RECORD.md names stand the copies, people and groups in full.
    """
    first = {"syndicated_from": syndicated_from(found.copies), "same_claim": found.same_claim}
    rest: dict[str, Any] = msgspec.to_builtins(found)
    return msgspec.json.format(msgspec.json.encode(first | rest | first), indent=1) + b"\n"


def syndicated_from(copies: Iterable[Copy]) -> dict[str, str]:
    """Each copied report's source: the earlier report with which it shares most.

    Pairs of which it is not known which came first are left out.
    """
    best: dict[str, tuple[float, str]] = {}
    for copy in copies:
        if copy.first_by is None:
            continue
        share = (copy.share_second, copy.first)
        if copy.second not in best or share > best[copy.second]:
            best[copy.second] = share
    return {name: first for name, (_, first) in sorted(best.items())}
