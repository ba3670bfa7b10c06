"""A passage as a value: its text without the marks, and what the marks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]
"""[start, end) in code points of the passage's text."""

ROLES = {
    "": "content",
    "c": "cue",
    "s": "source",
    "v": "via",
    "d": "depicted",
    "m": "manner_mark",
    "h": "certainty_mark",
    "t": "channel",
}
"""What the letter behind a statement's number says of the span."""


@dataclass(frozen=True)
class Marked:
    """A statement or claim of a passage: its spans by role, its name line, its further values."""

    label: str
    head: str
    spans: Mapping[str, tuple[Span, ...]]
    values: Mapping[str, str]

    def of(self, role: str) -> tuple[Span, ...]:
        """The spans of that role, in order; empty where there are none."""
        return self.spans.get(role, ())

    def value(self, key: str, usual: str = "") -> str:
        """The value of a key, or what is usual where the line does not say."""
        return self.values.get(key, usual)


@dataclass(frozen=True)
class Passage:
    """One passage. ``head`` holds genre, date and names; ``place`` is the file and line."""

    name: str
    place: str
    head: Mapping[str, str]
    text: str
    statements: tuple[Marked, ...] = ()
    claims: tuple[Marked, ...] = ()
    unknowns: tuple[Span, ...] = ()
    advertising: tuple[Span, ...] = field(default=())

    def words(self, spans: tuple[Span, ...]) -> tuple[str, ...]:
        """The printed words of spans."""
        return tuple(self.text[start:end] for start, end in spans)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of a kind (people, bodies, places) that the head lists."""
        return tuple(name.strip() for name in self.head.get(kind, "").split(";") if name.strip())
