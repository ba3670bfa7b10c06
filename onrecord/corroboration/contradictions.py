"""What in a group cannot hold together: denials, figures taken back, figures that conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.corroboration.types import Origin, Testimony


@dataclass(frozen=True)
class Camp:
    """Those who agree: a figure (or none), the origins that give it or one beside it.

    ``pivot`` is the place of the testimony whose figure it is, ``against`` the number of known
    origins that deny it or give a figure that cannot hold beside it.
    """

    pivot: int | None
    established: int
    undetermined: int
    against: int


def strongest_camp(testimonies: Sequence[Testimony], origins: Sequence[Origin]) -> Camp:
    """The figure that most established origins give; of equals the first. Each origin counts once.

    A copy speaks for nobody: a figure that was changed in copying is not its source's.
    """
    best = Camp(None, 0, 0, 0)
    for at, one in enumerate(testimonies):
        if one.stance != "asserts" or one.copied_from is not None:
            continue
        camp = _camp(at, one, testimonies, origins)
        if best.pivot is None or (camp.established, camp.undetermined) > (
            best.established,
            best.undetermined,
        ):
            best = camp
    return best


def contradictions(testimonies: Sequence[Testimony]) -> Iterator[str]:
    """In words, each once: who denies it, who takes back what, which figures clash."""
    said: set[tuple[object, ...]] = set()
    for at, one in enumerate(testimonies):
        for key, line in _told(at, one, testimonies):
            if key not in said:
                said.add(key)
                yield line


def _camp(
    at: int, pivot: Testimony, testimonies: Sequence[Testimony], origins: Sequence[Origin]
) -> Camp:
    beside = {
        t.origin
        for i, t in enumerate(testimonies)
        if t.stance == "asserts" and t.copied_from is None and i not in pivot.conflicts
    }
    against = {
        t.origin
        for i, t in enumerate(testimonies)
        if (t.stance == "denies" or i in pivot.conflicts) and t.origin not in beside
    }
    states = [origins[origin].state for origin in beside]
    return Camp(
        at,
        states.count("established"),
        states.count("undetermined"),
        sum(origins[origin].state == "established" for origin in against),
    )


def _told(
    place: int, one: Testimony, testimonies: Sequence[Testimony]
) -> Iterator[tuple[tuple[object, ...], str]]:
    who = _who(one)
    if one.stance == "denies":
        yield ("denies", one.origin), f"{who} denies it"
    elif one.stance == "retracts":
        now = _now(one, testimonies)
        back = f"{who} takes back {one.figure or 'it'}"
        yield ("retracts", one.origin, one.high), back + (f", now {now}" if now else "")
    for at in one.conflicts:
        other = testimonies[at]
        if one.origin == other.origin:
            yield from _again(one, other, who, first=place < at)
        elif (one.high or 0.0) > (other.high or 0.0):
            key = ("clash", one.origin, one.high, other.origin, other.high)
            yield key, f"{one.figure} ({who}) against {other.figure} ({_who(other)})"


def _again(
    one: Testimony, other: Testimony, who: str, *, first: bool
) -> Iterator[tuple[tuple[object, ...], str]]:
    """Two figures of one origin: changed in copying, or the one given later."""
    key = ("again", one.origin, one.high, other.high)
    if other.copied_from == one.report:
        yield key, f"{other.report} prints {other.figure} where its source has {one.figure}"
    elif first and not (one.copied_from or other.copied_from):
        yield key, f"{who} gave {one.figure}, later {other.figure}"


def _who(one: Testimony) -> str:
    return one.speaker or one.outlet or one.report


def _now(one: Testimony, testimonies: Sequence[Testimony]) -> str | None:
    """The figure that the same report gives instead."""
    return next(
        (
            t.figure
            for t in testimonies
            if t.report == one.report and t.stance == "asserts" and t.figure
        ),
        None,
    )
