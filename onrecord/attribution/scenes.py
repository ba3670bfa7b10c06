"""A sentence laid out for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.attribution.frames import Frame, Item
from onrecord.record import Span


@dataclass(frozen=True)
class Scene:
    """A sentence laid out for reading: the text, its items, and where its last mark stands."""

    text: str
    frame: Frame
    items: tuple[Item, ...]
    stop: int
    inside: bool = False

    @classmethod
    def of(cls, text: str, frame: Frame, *, inside: bool = False) -> Scene:
        """The scene of one sentence; ``stop`` excludes its final marks.

        ``inside`` says that the sentence is itself somebody's words.
        """
        stop = len(frame.items)
        while (
            stop and frame.items[stop - 1].quote is None and frame.items[stop - 1].lower in ".!?…"
        ):
            stop -= 1
        return cls(text, frame, frame.items, stop, inside)

    def span(self, start: int, end: int) -> Span:
        """The text of the items ``start`` to ``end`` (exclusive), without marks at its ends."""
        while start < end and self.items[start].lower in {",", ":", ";", "–", "—", "-"}:
            start += 1
        while end > start and self.items[end - 1].lower in {",", ":", ";", "–", "—", "-"}:
            end -= 1
        return self.frame.spanning(start, end) if end > start else Span(0, 0)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The folded words; empty for quotes."""
        return tuple(item.lower for item in self.items)

    def lower(self, at: int) -> str:
        """The folded word at ``at``; empty outside the sentence and for quotes."""
        return self.lowered[at] if 0 <= at < len(self.items) else ""

    def places_of(self, phrase: tuple[str, ...]) -> Iterator[int]:
        """Where the folded words of a phrase stand next to each other before the last mark."""
        if phrase[0] not in self.lowered:
            return
        for at in range(self.stop - len(phrase) + 1):
            if self.lowered[at : at + len(phrase)] == phrase:
                yield at

    def is_quote(self, at: int) -> bool:
        """Whether the item at ``at`` is a quote."""
        return 0 <= at < len(self.items) and self.items[at].quote is not None

    def next_quote(self, at: int, limit: int | None = None) -> int | None:
        """The first quote from ``at`` on."""
        end = len(self.items) if limit is None else limit
        return next((i for i in range(at, end) if self.items[i].quote), None)
