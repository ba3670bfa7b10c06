"""What a verification says: of each line and item, and of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Status = Literal["ok", "altered", "unverifiable"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be, or that cannot be known.

    ``line`` is the number of a line of the log, ``item`` the digest that names a file of the
    archive, ``timestamp`` the name of a stored token.
    """

    status: Status
    what: str
    line: int | None = None
    item: str | None = None
    timestamp: str | None = None


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Something outside the chain that holds it: a noted head, or a timestamp of line ``line``."""

    line: int
    by: str


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a custody log and the archive beside it.

    ``lines`` and ``items`` are how many were looked at; ``head`` is the hash of the last line.
    ``anchors`` hold the chain from outside; lines after the last of them rest on the chain alone,
    which whoever can write the file can make anew. ``remarks`` alter nothing.
    """

    status: Status
    lines: int
    items: int
    head: str
    findings: tuple[Finding, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def anchored(self) -> int:
        """The last line that something outside the chain vouches for (0: none)."""
        return max((anchor.line for anchor in self.anchors), default=0)


def overall(findings: Iterable[Finding]) -> Status:
    """Altered where anything is; else unverifiable where anything is; else ok.

    >>> overall([Finding(status="unverifiable", what="…"), Finding(status="altered", what="…")])
    'altered'
    """
    found = {finding.status for finding in findings}
    if "altered" in found:
        return "altered"
    return "unverifiable" if "unverifiable" in found else "ok"
