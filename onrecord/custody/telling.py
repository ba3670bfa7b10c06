"""A verification in words, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.custody.findings import Verification
from onrecord.custody.log import LOG_NAME

_SHOWN = 200
"""Findings that are told; the rest is in the JSON."""

_VERDICTS = {
    "ok": "ok: every line follows from the one before, every collected file is as it was",
    "altered": "ALTERED: what is here is not what was written",
    "unverifiable": "NOT VERIFIABLE: nothing is known to be altered, not everything can be known",
}
_ALONE = (
    "Nothing outside this folder vouches for the log: whoever can write here could have cut its "
    "end or chained it anew. Note its head elsewhere (onrecord verify --note), or have it "
    "timestamped (onrecord timestamp --authority URL)."
)


def told(found: Verification) -> Iterator[str]:
    """The lines that ``onrecord verify`` prints.

    >>> found = Verification(status="ok", lines=0, items=0, head="0" * 64)
    >>> next(told(found))
    '0 lines of custody.jsonl, 0 files collected'
    """
    yield f"{found.lines} lines of {LOG_NAME}, {found.items} files collected"
    for finding in found.findings[:_SHOWN]:
        yield f"  {finding.status:<13} {finding.what}"
    more = len(found.findings) - _SHOWN
    if more > 0:
        yield f"  and {more} more (--format json has all)"
    yield from (f"  {'note':<13} {remark}" for remark in found.remarks[:_SHOWN])
    yield ""
    yield _VERDICTS[found.status]
    if found.lines:
        yield f"head: {found.head} (line {found.lines})"
        yield from _held(found)


def _held(found: Verification) -> Iterator[str]:
    for anchor in found.anchors:
        yield f"line {anchor.line} and all before it: held by {anchor.by}"
    first = found.anchored + 1
    if not found.anchors:
        if found.status != "altered":
            yield _ALONE
    elif first == found.lines:
        yield f"line {first} rests on the chain alone"
    elif first < found.lines:
        yield f"lines {first} to {found.lines} rest on the chain alone"
