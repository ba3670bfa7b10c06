"""Paid text in a report: which stretches are it, and which sentences inside one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.reading.cues import (
    Evidence,
    boxed_label,
    closes_with_label,
    glance,
    is_end_label,
    is_label,
    is_weak_label,
    opens_with_label,
    opens_with_weak_label,
    threshold,
    weigh,
)
from onrecord.reading.layout import Stretch
from onrecord.record import Span
from onrecord.text import sentences

_LABELLED = 6.0
_BOXED = 1.5
_LINK = 0.9
_EDGE = 0.5
_OFF_TOPIC = 0.75
_NEW_NAME = 1.0
_BOTH = 0.5
_PLAIN = 3.0
_WEAK_LABEL = 2.0
_JOINS = 2.5
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_NO_TRADE = frozenset(
    {"own", "business", "conflict", "address", "question", "fragment", "aside", "quick", "product"}
)
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-ÞА-Я][\w&'’-]+")
_CALENDAR = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
     "February", "March", "April", "May", "June", "July", "August", "September", "October",
     "November", "December"}
)  # fmt: skip
_LONGEST = 4_000
_WEIGHED = frozenset({"paragraph", "heading", "list", "boilerplate", "caption"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """Stretches weighed together: one paragraph, one list, one box."""

    stretches: tuple[Stretch, ...]
    span: Span
    evidence: Evidence
    score: float


def mark_advertising(text: str, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with paid text labelled; a paragraph is split where only part of it is paid.

    Stretches that are settled stay as they are. A label ("Sponsored") belongs to what it labels.
    """
    units = _units(text, stretches)
    paid = _paid(text, units)
    made: list[Stretch] = []
    for number, unit in enumerate(units):
        if paid[number]:
            made.extend(
                replace(s, kind="advertising", group=_group(units, paid, number), settled=True)
                for s in unit.stretches
            )
        else:
            made.extend(_split(text, unit))
    return tuple(made)


def _group(units: Sequence[_Unit], paid: Sequence[bool], number: int) -> int:
    """A group that joins a label to what it labels, and the stretches of one unit."""
    while number > 0 and paid[number - 1] and len(units[number - 1].stretches) == 1:
        line = units[number - 1]
        if line.score < _LABELLED or line.span.end - line.span.start > 80:
            break
        number -= 1
    return -1 - units[number].span.start


def _units(text: str, stretches: Sequence[Stretch]) -> list[_Unit]:
    report = _report(text, stretches)
    grouped: list[list[Stretch]] = []
    for stretch in stretches:
        last = grouped[-1][-1] if grouped else None
        if last and stretch.group is not None and stretch.group == last.group:
            grouped[-1].append(stretch)
        else:
            grouped.append([stretch])
    edges = (1, len(grouped) - 1)
    return [
        _unit(text, group, report, at_edge=number in edges) for number, group in enumerate(grouped)
    ]


@dataclass(frozen=True, slots=True)
class _Report:
    """What the whole text is made of: in how many stretches each stem and each name stands."""

    stems: Counter[str]
    names: Counter[str]


def _report(text: str, stretches: Sequence[Stretch]) -> _Report:
    stems: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for stretch in stretches:
        words = stretch.span.of(text)
        stems.update(_stems(words))
        names.update(set(_NAME.findall(words)))
    return _Report(stems, names)


def _unit(text: str, group: list[Stretch], report: _Report, *, at_edge: bool) -> _Unit:
    span = Span(group[0].span.start, group[-1].span.end)
    words = span.of(text)
    is_link = group[0].linked > _LINK and group[0].kind == "boilerplate"
    if group[0].settled or is_link or group[0].kind not in _WEIGHED or len(words) > _LONGEST:
        score = _LABELLED if group[0].kind == "advertising" else 0.0
        return _Unit(tuple(group), span, Evidence(0.0, frozenset()), score)
    if (is_label(words) and group[0].linked <= _LINK) or is_end_label(words):
        return _Unit(tuple(group), span, Evidence(_LABELLED, frozenset({"label"})), _LABELLED)
    boxed = group[0].boxed
    labelled = opens_with_label(words) or closes_with_label(words) or (boxed and boxed_label(words))
    evidence = glance(words)
    if labelled or not evidence.is_report:
        evidence = weigh(words)
    score = evidence.score + _LABELLED * labelled
    score += _WEAK_LABEL * (evidence.is_pitch and opens_with_weak_label(words))
    if score > 0:
        score += _BOXED * boxed + _EDGE * at_edge + _contrast(words, evidence, report)
    return _Unit(tuple(group), span, evidence, score)


def _stems(words: str) -> set[str]:
    return {match.group()[:_STEM].casefold() for match in _WORD.finditer(words)}


def _contrast(words: str, evidence: Evidence, report: _Report) -> float:
    """How far a passage without a report's words breaks with the report around it."""
    trade = len(evidence.names - _NO_TRADE)
    if evidence.is_report or not trade:
        return 0.0
    names = [name for name in _NAME.findall(words) if name not in _CALENDAR]
    new_name = any(report.names[name] <= 1 for name in names)
    off_topic = _is_off_topic(words, report.stems)
    whole = _OFF_TOPIC * off_topic + _NEW_NAME * new_name + _BOTH * (off_topic and new_name)
    return whole if trade > 1 or evidence.score >= _PLAIN else whole / 2


def _is_off_topic(words: str, stems: Counter[str]) -> bool:
    """Whether the passage shares hardly a word with the rest of the report."""
    own = _stems(words)
    return bool(own) and sum(stems[stem] > 1 for stem in own) <= 0.34 * len(own)


def _paid(text: str, units: Sequence[_Unit]) -> list[bool]:
    paid = [_stands_alone(text, unit) for unit in units]
    for number, unit in enumerate(units):
        words = unit.span.of(text)
        if paid[number] and is_label(words):
            _reach_on(units, paid, number + 1, 0.5)
        elif is_weak_label(words) and number + 1 < len(units) and paid[number + 1]:
            paid[number] = True
        elif paid[number] and unit.score >= threshold():
            _reach_on(units, paid, number + 1, _JOINS)
    for number in range(len(units) - 1, 0, -1):
        if paid[number] and not paid[number - 1] and _may_join(units[number - 1], _JOINS):
            paid[number - 1] = True
    return paid


def _stands_alone(text: str, unit: _Unit) -> bool:
    if unit.stretches[0].kind == "advertising":
        return True
    if unit.score < threshold() or unit.stretches[0].settled:
        return False
    words = unit.span.of(text)
    return not unit.evidence.is_report or opens_with_label(words) or closes_with_label(words)


def _reach_on(units: Sequence[_Unit], paid: list[bool], number: int, least: float) -> None:
    while number < len(units) and not paid[number] and _may_join(units[number], least):
        paid[number] = True
        number, least = number + 1, _JOINS


def _may_join(unit: _Unit, least: float) -> bool:
    first = unit.stretches[0]
    return (
        not first.settled
        and first.kind in _WEIGHED
        and unit.score >= least
        and not unit.evidence.is_report
    )


def _split(text: str, unit: _Unit) -> Iterator[Stretch]:
    """A paragraph's paid sentences as stretches of their own; a box of the outlet's own apart."""
    whole = unit.stretches[0]
    if whole.boxed and "own" in unit.evidence.names and not unit.evidence.is_report:
        yield from (replace(stretch, kind="boilerplate") for stretch in unit.stretches)
        return
    mixed = unit.evidence.is_report or unit.evidence.is_pitch
    if len(unit.stretches) > 1 or whole.kind != "paragraph" or whole.settled or not mixed:
        yield from unit.stretches
        return
    at = unit.span.start
    for run in _paid_runs(text, unit.span):
        before = Span(at, run.start).trimmed(text)
        if before.end > before.start:
            yield replace(whole, span=before)
        yield replace(whole, span=run, kind="advertising", settled=True)
        at = run.end
    after = Span(at, unit.span.end).trimmed(text)
    if after.end > after.start:
        yield replace(whole, span=after)


def _paid_runs(text: str, span: Span) -> Iterator[Span]:
    """Runs of neighbouring sentences that are paid text, without the report's own."""
    held: list[Span] = []
    for piece in sentences(text, span):
        if not glance(piece.of(text)).is_report:
            held.append(piece)
            continue
        yield from _run(text, held)
        held = []
    yield from _run(text, held)


def _run(text: str, held: list[Span]) -> Iterator[Span]:
    """The paid part of neighbouring sentences that are no report, if there is one."""
    while held and glance(held[0].of(text)).score < 0:
        held = held[1:]
    while held and glance(held[-1].of(text)).score < 0:
        held = held[:-1]
    if not held or not _is_paid(Span(held[0].start, held[-1].end).of(text)):
        return
    while weigh(held[0].of(text)).score <= 0:
        held = held[1:]
    while weigh(held[-1].of(text)).score <= 0:
        held = held[:-1]
    yield Span(held[0].start, held[-1].end)


def _is_paid(words: str) -> bool:
    labelled = closes_with_label(words) or opens_with_label(words)
    return weigh(words).score + _LABELLED * labelled >= threshold()
