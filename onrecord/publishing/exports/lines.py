"""JSON Lines: a workspace whole, as ``onrecord restore`` takes it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.publishing.exports.material import Exported, exported
from onrecord.workspace import Workspace


def carried_lines(
    workspace: Workspace, until: dt.date | None = None, *, content: bool = True
) -> Iterator[Any]:
    """The lines of an export: everything, or, where words are taken out, what is left of Records.

    Where nothing is taken out, these are the reports with their bytes and Records as they were
    made, the decisions, and (for all reports) what failed: an equal workspace can be made of them.
    Where something is, they are effective Records without it: no bytes, decisions or sources, for
    these would tell.
    """
    from onrecord.workspace.carrying import Opening, carried
    from onrecord.workspace.redaction import redaction_of

    if redaction_of(workspace):
        from onrecord._version import __version__

        yield Opening(onrecord=__version__, conflict=workspace.conflict)
        for one in exported(workspace, until):
            yield _without_source(one)
        return
    names = None
    if until is not None:
        names = frozenset(one.name for one in exported(workspace, until))
    yield from carried(workspace, names, content=content)


def _without_source(one: Exported) -> Any:
    from onrecord.workspace.carrying import CarriedReport

    document = one.record.document
    item = {"name": one.name, "source": "export", "media_type": "text/plain", "content": ""}
    return CarriedReport(
        name=one.name,
        sha256=document.id.removeprefix("sha256:"),
        media_type="text/plain",
        state="read",
        published=document.published,
        item=msgspec.Raw(msgspec.json.encode(item)),
        record=msgspec.Raw(one.record.to_json().encode()),
    )
