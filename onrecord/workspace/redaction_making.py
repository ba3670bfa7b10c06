"""Deciding what is to be taken out, and seeing beforehand what that takes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import UsageError
from onrecord.record import Span
from onrecord.workspace.clock import now
from onrecord.workspace.decisions import make_decision
from onrecord.workspace.decisions_targets import passage_target
from onrecord.workspace.redaction import Redaction, name_target, words_target
from onrecord.workspace.redaction_words import name_words
from onrecord.workspace.types import Decision, Target

if TYPE_CHECKING:
    from onrecord.workspace.workspace import Workspace


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose to take out: names, words anywhere, (report, start, end), reports."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()
    reports: tuple[str, ...] = ()


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What would go: in how many reports, which printed forms how often, which reports whole.

    ``forms`` are the printed words that name somebody, the most frequent first; ``spellings`` the
    names that were found besides those given.
    """

    reports: int
    changed: int
    left_out: int
    passages: int
    spellings: tuple[str, ...] = ()
    forms: tuple[tuple[str, int], ...] = ()


def redacting(
    workspace: Workspace, chosen: Chosen, by: str, note: str | None = None
) -> tuple[Decision, ...]:
    """The decisions to take out what was chosen, one for each; nothing is kept yet.

    Raises:
        UsageError: where a report is not there, a span is none of its text, or words are empty.
    """
    targets = [
        *(_named(name) for name in chosen.names),
        *(_worded(words) for words in chosen.words),
        *(_spanned(workspace, *span) for span in chosen.spans),
        *(_whole(workspace, report) for report in chosen.reports),
    ]
    at = now()
    return tuple(make_decision("redact", by, at, [target], note=note) for target in targets)


def preview(workspace: Workspace, more: Sequence[Decision] = ()) -> Preview:
    """What would be taken out by all that stands, and by ``more``."""
    redaction = Redaction((*workspace.decisions(), *more), workspace.filed())
    forms: Counter[str] = Counter()
    reports = changed = passages = 0
    for filed in workspace.filed():
        record = filed.record
        if record.document.id in redaction.left_out:
            continue
        reports += 1
        cut = redaction.cut(record)
        changed += bool(cut.stretches)
        passages += len(cut.passages)
        forms.update(" ".join(span.of(record.document.text).split()) for span in set(cut.names))
    return Preview(
        reports=reports,
        changed=changed,
        left_out=len(redaction.left_out),
        passages=passages,
        spellings=redaction.spellings,
        forms=tuple(sorted(forms.items(), key=lambda form: (-form[1], form[0]))),
    )


def _named(name: str) -> Target:
    if not any(len(word) > 1 for word in name_words(name)):
        raise UsageError(f"the name {name!r}", "it has no word", "give the name as it is printed")
    return name_target(name.strip())


def _worded(words: str) -> Target:
    if not name_words(words):
        raise UsageError(f"the words {words[:60]!r}", "they hold no word", "give words to take out")
    return words_target(words.strip())


def _spanned(workspace: Workspace, report: str, start: int, end: int) -> Target:
    record = workspace.record(report)
    if not 0 <= start < end <= len(record.document.text):
        raise UsageError(
            f"{report} {start}-{end}", "the report has no such stretch", "count its code points"
        )
    return passage_target(record, "text", (Span(start, end),))


def _whole(workspace: Workspace, report: str) -> Target:
    return Target(document=f"sha256:{workspace.report(report).sha256}", item="document")
