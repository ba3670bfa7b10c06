"""Verifying a log and the archive beside it: offline, without the database, changing nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.custody.chain import Chain, hold, walk
from onrecord.custody.findings import Anchor, Finding, Verification, overall
from onrecord.custody.heads import Note
from onrecord.custody.holdings import compare

Beside = Callable[[Chain], tuple[list[Anchor], list[Finding]]]
"""What else stands beside a log and says something about its lines: timestamps."""


def verify(
    log: str | os.PathLike[str],
    archive: str | os.PathLike[str],
    *,
    notes: Sequence[Note] = (),
    beside: Beside | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verification:
    """Whether the lines of ``log`` and the files of ``archive`` are as they were written.

    ``altered`` is what cannot have come about by writing and collecting alone: a changed byte, a
    line removed, added or moved, a noted head that is gone. ``unverifiable`` is what cannot be
    known: a file that is absent, a line in an unknown form, a log that ends before the archive
    does. A chain alone convinces no outsider: whoever can write the file can chain it anew from
    any line on. What shows that is a head noted elsewhere (``notes``), or a timestamp
    (``beside``).

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> verify(folder / "custody.jsonl", folder / "archive").status
    'unverifiable'
    """
    path = Path(log)
    try:
        chain = walk(path)
    except OSError as error:
        return _nothing(path, archive, error, notes)
    anchors, findings = hold(chain, notes)
    if beside is not None:
        more_anchors, more_findings = beside(chain)
        anchors += more_anchors
        findings += more_findings
    everything = (*chain.findings, *findings, *compare(Path(archive), chain.collected, progress))
    return Verification(
        status=overall(everything),
        lines=chain.lines,
        items=len(chain.collected),
        head=chain.head,
        findings=everything,
        anchors=tuple(sorted(anchors, key=lambda anchor: anchor.line)),
        remarks=tuple(chain.remarks),
    )


def _nothing(
    path: Path, archive: str | os.PathLike[str], error: OSError, notes: Sequence[Note]
) -> Verification:
    absent = isinstance(error, FileNotFoundError)
    what = "there is no custody log" if absent else f"the custody log cannot be read ({error})"
    nothing = Finding(status="unverifiable", what=f"{what}: {path.name}")
    chain = Chain()
    lost = hold(chain, notes)[1] if absent else []
    findings = (nothing, *lost, *compare(Path(archive), {}))
    return Verification(
        status=overall(findings), lines=0, items=0, head=chain.head, findings=findings
    )
