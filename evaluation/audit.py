"""Judges the rules that flag reference data: hits, misses and false alarms, label by label."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.audit_sets import AuditSet, Label, labels
from evaluation.errors import Mistake
from evaluation.protocol.counting import Counts
from evaluation.protocol.figures import Figure, accuracy, number
from evaluation.runs import SetReport
from evaluation.scoring import scored_figures
from onrecord.reference import Flag, Series

Outcome = Literal["hit", "miss", "left alone", "false alarm"]
_DAY = dt.timedelta(days=1)
STEPS = ("reclassification", "structural break")
MOST_APART = dt.timedelta(days=7)
"""How far from a label's days the values may lie that tell what happened on them."""

AUDIT_FIGURES = (
    Figure("breaks_flagged", "audit", "breaks above 1,000 km² flagged",
           accuracy("breaks_found", "breaks", "breaks"), interval=False),
    Figure("real_left_alone", "audit", "real jumps left alone",
           accuracy("real_clean", "real", "real"), interval=False),
    Figure("false_alarms", "audit", "real days flagged", number("false_alarms"), "lower", "count"),
    Figure("minor_flagged", "audit", "minor artefacts flagged",
           accuracy("minor_found", "minor", "minor"), interval=False),
    Figure("unlabelled", "audit", "findings on days nobody labelled", number("unlabelled"),
           "lower", "count"),
)  # fmt: skip


@dataclass(frozen=True)
class Judgement:
    """One label, one series, and what the rules said of its days."""

    label: Label
    series: str
    outcome: Outcome
    rules: tuple[str, ...]


def run_audit(audited: AuditSet, clock: Callable[[], float] = time.perf_counter) -> SetReport:
    """Flags the set's series and holds the flags against the labels."""
    start = clock()
    series = audited.series()
    seconds = clock() - start
    known = labels()
    judged = tuple(_judged(audited, known, series))
    unlabelled = tuple(_unlabelled(audited, known, series))
    counts = Counts(
        breaks=sum(one.label.must_be_flagged for one in judged),
        breaks_found=sum(one.outcome == "hit" and one.label.must_be_flagged for one in judged),
        minor=sum(one.label.label == "minor artefact" for one in judged),
        minor_found=sum(
            one.outcome == "hit" and one.label.label == "minor artefact" for one in judged
        ),
        real=sum(one.label.is_real for one in judged),
        real_clean=sum(one.outcome == "left alone" for one in judged),
        false_alarms=sum(one.outcome == "false alarm" for one in judged),
        unlabelled=len(unlabelled),
    )
    mistakes = tuple(
        Mistake(one.series, one.outcome, f"{one.label.start} {one.label.kind}")
        for one in judged
        if one.outcome in ("miss", "false alarm")
    )
    return SetReport(
        audited.name,
        audited.digest(),
        len(series),
        seconds,
        scored_figures(AUDIT_FIGURES, [counts]),
        mistakes=(*mistakes, *unlabelled),
        audit=judged,
        things="series",
    )


def _judged(audited: AuditSet, known: Sequence[Label], series: Sequence[Series]) -> list[Judgement]:
    found = []
    for label in known:
        for one in series:
            if not _speaks_of(audited, label, one):
                continue
            flags = _on(one, label)
            if label.is_real:
                own = _own_days(audited, known, one)
                flags = [flag for flag in flags if not _within_own(flag, label, own)]
                outcome: Outcome = "false alarm" if flags else "left alone"
            elif label.must_be_flagged or label.label == "minor artefact":
                outcome = "hit" if flags else "miss"
            else:
                continue
            rules = tuple(sorted({flag.rule for flag in flags}))
            found.append(Judgement(label, one.id, outcome, rules))
    return found


def _speaks_of(audited: AuditSet, label: Label, series: Series) -> bool:
    """Whether a label is about a series, and the series tells its first day from the one before.

    A table of selected days says nothing of a step between days it lacks.
    """
    if label.series == "all":
        if series.measure != "held" or series.place != series.reference.coverage.place:
            return False
    elif series.id not in audited.called.get(label.series, ()):
        return False
    days = [value.day for value in series.values]
    if label.label not in STEPS:
        return any(label.start <= day <= label.end for day in days)
    before = [day for day in days if label.start - MOST_APART <= day < label.start]
    return bool(before) and any(label.start <= day <= label.end + MOST_APART for day in days)


def _on(series: Series, label: Label) -> list[Flag]:
    """The flags that keep something from deciding on a label's days."""
    return [
        flag
        for flag in series.flags
        if not flag.informational and flag.start <= label.end and label.start <= flag.end
    ]


def _own_days(audited: AuditSet, known: Sequence[Label], series: Series) -> set[dt.date]:
    """The days on which a series has a label of its own."""
    return {
        label.start + number * _DAY
        for label in known
        if series.id in audited.called.get(label.series, ())
        for number in range((label.end - label.start).days + 1)
    }


def _within_own(flag: Flag, label: Label, own: set[dt.date]) -> bool:
    """Whether a flag covers no day of a real jump but those with a label of their own."""
    first, last = max(flag.start, label.start), min(flag.end, label.end)
    days = {first + number * _DAY for number in range((last - first).days + 1)}
    return days <= own


def _unlabelled(
    audited: AuditSet, known: Sequence[Label], series: Sequence[Series]
) -> list[Mistake]:
    """Findings that no label speaks of: right or wrong, a person has to say."""
    found = []
    for one in series:
        own = _own_days(audited, known, one)
        for flag in one.flags:
            days = {flag.start + n * _DAY for n in range((flag.end - flag.start).days + 1)}
            if not flag.informational and not days & own:
                words = f"{flag.start} {flag.rule} {flag.size:+,.0f} km²"
                found.append(Mistake(one.id, "unlabelled", words))
    return found
