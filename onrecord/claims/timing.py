"""Which time expression belongs to which claim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.claims.lines import Clause
from onrecord.claims.scene import Draft, Scene
from onrecord.record import Span, Statement, TimeWindow

_WEAK = frozenset(["now", "currently", "so far", "to date", "these days"])


def window_of(
    scene: Scene, draft: Draft, drafts: Mapping[int, Sequence[Draft]]
) -> TimeWindow | None:
    """The time of one claim: from its clause, its sentence, or the claim it leans on."""
    if draft.window is not None:
        return draft.window
    inside = [
        w for w in draft.passage.windows if _inside(w, draft.clause) and not _compared(draft, w)
    ]
    inside = [w for w in inside if _same_voice(scene, draft, w.span) and not _cue_time(draft, w)]
    own = _best(draft, inside) or _leading_when(draft)
    if own is not None and own.span.of(scene.text).casefold() in _WEAK:
        inside = [*inside, *_from_sentence(scene, draft, drafts)]
        own = _best(draft, inside)
    if own is not None:
        return own
    if draft.parent is not None:
        inherited = window_of(scene, draft.parent, drafts)
        if inherited is not None:
            return inherited
    return _best(draft, _from_sentence(scene, draft, drafts))


def _inside(window: TimeWindow, clause: Clause) -> bool:
    return clause.span.start <= window.span.start < clause.span.end


def _compared(draft: Draft, window: TimeWindow) -> bool:
    return draft.comparison is not None and draft.comparison.other.span.holds(window.span)


def _best(draft: Draft, found: Sequence[TimeWindow]) -> TimeWindow | None:
    if not found:
        return None
    text = draft.passage.text

    def rank(window: TimeWindow) -> tuple[bool, int]:
        weak = window.span.of(text).casefold() in _WEAK
        return weak, min(
            abs(window.span.start - draft.anchor.end), abs(draft.anchor.start - window.span.end)
        )

    return min(found, key=rank)


def _same_voice(scene: Scene, draft: Draft, span: Span) -> bool:
    mine: Statement | None = scene.statement_at(draft.anchor)
    theirs = scene.statement_at(span)
    return (mine.id if mine else None) == (theirs.id if theirs else None)


def _from_sentence(
    scene: Scene, draft: Draft, drafts: Mapping[int, Sequence[Draft]]
) -> list[TimeWindow]:
    """Times in clauses of the same sentence and voice that make no claim of their own."""
    busy = [
        d.clause
        for d in drafts.get(draft.passage.line.index, ())
        if d.passage is draft.passage and d.clause is not draft.clause and d.parent is not draft
    ]
    found = []
    for window in draft.passage.windows:
        holder = next((c for c in draft.passage.clauses if _inside(window, c)), None)
        if (
            holder is None
            or (holder in busy and not _before(draft, holder, draft.clause))
            or holder.opener in ("which", "who", "whose", "when", "while", "after")
        ):
            continue
        first, last = sorted([window.span, draft.anchor])
        if ";" in scene.text[first.end : last.start]:
            continue
        if _same_voice(scene, draft, window.span) and not _compared(draft, window):
            found.append(window)
    return [w for w in found if not _cue_time(draft, w)]


def _before(draft: Draft, holder: Clause, clause: Clause) -> bool:
    """Whether a clause with a claim of its own lends its time to this one.

    It does for the clause that shares its subject ("killed nine on Monday and wounded two"), for
    one that hangs on it ("…, killing three"), and backwards for a list ("41 killed and 112
    injured since May").
    """
    starts_with_verb = any(v.first <= 1 for v in clause.verbs)
    if clause.before is holder and starts_with_verb:
        return clause.opener == "and" or clause.lowered[0].endswith("ing")
    verbless = not any(v.first < v.head for v in holder.verbs) and holder.opener in ("and", "")
    del draft
    return holder.before is clause and verbless and holder.opener == "and"


def _cue_time(draft: Draft, window: TimeWindow) -> bool:
    """As "… said on Thursday": the time of saying, not of what is said."""
    text, line = draft.passage.text, draft.passage.line.span
    before = text[max(line.start, window.span.start - 24) : window.span.start].casefold().rstrip()
    after = text[window.span.end : min(line.end, window.span.end + 24)]
    if re.match(r",?\s*(?:we|this \w+) (?:had )?(?:reported|wrote|said)\b", after, re.IGNORECASE):
        return True
    if window.span.of(text).casefold().startswith("of ") and before.endswith(_IMAGES):
        return True
    return before.endswith(_SAYING)


_IMAGES = ("imagery", "images", "image", "pictures", "video", "footage", "photos", "photographs")
_SAYING = (
    "said",
    "says",
    "told",
    "reported",
    "announced",
    "wrote",
    "added",
    "published",
    "posted",
    "released",
    "uploaded",
    "shared",
    "filmed",
    "taken by drone",
    "dated",
)


def _leading_when(draft: Draft) -> TimeWindow | None:
    """As "When the troops withdrew, …": the clause itself, not placed on the calendar."""
    first = draft.passage.clauses[0] if draft.passage.clauses else None
    if first is None or first.opener != "when" or draft.clause.before is not first:
        return None
    return TimeWindow(span=first.span.trimmed(draft.passage.text, ","), resolved=None)
