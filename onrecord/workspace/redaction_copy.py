"""A working copy of a workspace without what people decided to take out.

It is a workspace of its own: the texts that are left (no bytes as received, which may hold the
words in ways that no search finds), the effective Records of them, grades, approvals and marks.
Nothing of it is copied from the database: it is written anew, so that nothing taken out can stand
in a deleted row, an index or a log.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from onrecord.errors import UsageError, WorkspaceError
from onrecord.record import Record
from onrecord.workspace.decisions import make_decision, standing
from onrecord.workspace.redaction import Redaction
from onrecord.workspace.redaction_records import Cut
from onrecord.workspace.types import Decision, Filed, Target

if TYPE_CHECKING:
    from onrecord.workspace.workspace import Workspace

_CARRIED = ("grade", "approve", "graphic", "merge", "split")
_AT_ONCE = 100


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy holds and lacks: reports, those changed, stretches taken out, left-out reports.

    ``copy`` is the copy's id, which both custody logs name.
    """

    copy: str
    reports: int = 0
    changed: int = 0
    stretches: int = 0
    left_out: int = 0
    decisions: int = 0


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of one report, and what was cut from it."""

    before: str
    filed: Filed
    stretches: int


def make_copy(workspace: Workspace, target: str | os.PathLike[str], actor: str) -> Copied:
    """Makes a working copy in ``target``, and logs it in both workspaces.

    Raises:
        UsageError: where nothing was decided to be taken out, or the target holds something.
        WorkspaceError: where it cannot be written; then nothing is left of it.
    """
    place = Path(target)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError(str(place), "it holds something", "name a folder that is not there")
    decisions = workspace.decisions()
    redaction = Redaction(decisions, workspace.filed())
    if not redaction:
        raise UsageError(
            str(workspace.folder), "nothing is to be taken out", "onrecord redact --name NAME"
        )
    unfinished = place.with_name(f".{place.name}.unfinished-{os.getpid()}")
    try:
        made, touched = _write(workspace, unfinished, redaction, standing(decisions), actor)
        _log(workspace, made, touched, actor)
        if place.exists():
            place.rmdir()
        unfinished.replace(place)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WorkspaceError(str(place), why, "name a place you may write to") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return made


def _write(
    workspace: Workspace,
    place: Path,
    redaction: Redaction,
    decisions: Sequence[Decision],
    actor: str,
) -> tuple[Copied, list[tuple[str, str]]]:
    """Writes the copy; also returns which documents were changed, before and after."""
    from onrecord.workspace.workspace import Workspace as Folder

    made = Copied(copy=secrets.token_hex(8))
    cuts: dict[str, tuple[Cut, Record]] = {}
    about = {target.document for one in decisions for target in one.targets}
    touched: list[tuple[str, str]] = []
    with Folder.create(place) as copy:
        for batch in _batches(_left(workspace, redaction, about, cuts)):
            made = _file(copy, batch, made, actor)
            touched += [
                (one.before, one.filed.record.document.id) for one in batch if one.stretches
            ]
        carried = [new for one in decisions if (new := _carried(one, cuts, redaction)) is not None]
        count = copy.decide(*carried) if carried else 0
    return replace(
        made, changed=len(touched), left_out=len(redaction.left_out), decisions=count
    ), touched


def _left(
    workspace: Workspace,
    redaction: Redaction,
    about: set[str],
    cuts: dict[str, tuple[Cut, Record]],
) -> Iterator[Left]:
    for filed in workspace.filed():
        document = filed.record.document.id
        if document in redaction.left_out:
            continue
        cut = redaction.cut(filed.record)
        record = redaction.left(filed.record, cut)
        if document in about:
            cuts[document] = (cut, record)
        name = redaction.name(filed.name)
        stretches = len(cut.stretches)
        yield Left(before=document, filed=Filed(name=name, record=record), stretches=stretches)


def _batches(reports: Iterator[Left]) -> Iterator[list[Left]]:
    while batch := list(islice(reports, _AT_ONCE)):
        yield batch


def _file(copy: Workspace, batch: Iterable[Left], made: Copied, actor: str) -> Copied:
    from onrecord.reading.sources import Item
    from onrecord.workspace.store import Made

    stretches = made.stretches
    listed = list(batch)
    for one in listed:
        copy.archive.keep(one.filed.record.document.text.encode())
    copy.archive.sync()
    with copy.writing(actor) as writing:
        for one in listed:
            document = one.filed.record.document
            item = Item(
                name=one.filed.name,
                source=f"redacted copy {made.copy}",
                media_type="text/plain",
                content=document.text.encode(),
                url=document.url,
                retrieved_at=document.retrieved_at,
            )
            sha256 = document.id.removeprefix("sha256:")
            number = writing.collect(item, sha256, published=document.published).number
            told = {"copy": made.copy, "stretches": str(one.stretches)}
            writing.log("redacted", sha256, **told)
            writing.file(number, Made.of(one.filed.record))
            stretches += one.stretches
    return replace(made, reports=made.reports + len(listed), stretches=stretches)


def _carried(
    made: Decision, cuts: dict[str, tuple[Cut, Record]], redaction: Redaction
) -> Decision | None:
    """A decision as it stands in the copy; None where it is about what was taken out."""
    if made.kind not in _CARRIED:
        return None
    targets = [_target(target, cuts, redaction) for target in made.targets]
    known = [target for target in targets if target is not None]
    if len(known) < len(targets):
        return None
    hide = redaction.wanted.blacked
    return make_decision(
        made.kind,
        hide(made.actor),
        made.at,
        known,
        value=None if made.value is None else hide(made.value),
        note=None if made.note is None else hide(made.note),
    )


def _target(
    target: Target, cuts: dict[str, tuple[Cut, Record]], redaction: Redaction
) -> Target | None:
    if target.document not in cuts:
        return None
    cut, record = cuts[target.document]
    if any(span.meets(passage) for span in target.spans for passage in cut.passages):
        return None
    words = tuple(span.of(record.document.text) for span in target.spans)
    if not target.spans:
        words = tuple(map(redaction.wanted.blacked, target.words))
    return replace(target, document=record.document.id, words=words)


def _log(
    workspace: Workspace, made: Copied, touched: Sequence[tuple[str, str]], actor: str
) -> None:
    """Says in the evidentiary log what was copied, and which reports stand in the copy changed."""
    told = {name: str(getattr(made, name)) for name in made.__struct_fields__}
    with workspace.writing(actor) as writing:
        writing.log("redacted", None, **told)
        for before, after in touched:
            as_copied = {"copy": made.copy, "as": after}
            writing.log("redacted", before.removeprefix("sha256:"), **as_copied)
