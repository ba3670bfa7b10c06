"""What both ways of reading hand on: the text, cut into stretches with what is known of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onrecord.record import Block, BlockKind, ChannelName, Post, Span

MAX_CHARACTERS = 500_000


class TooLargeError(ValueError):
    """A text or page that is larger than a report can be; the message says by what."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text that stands by itself on the page: a paragraph, a heading, a list item.

    ``group`` is shared by stretches that one box, list or post holds; None where there is none.
    ``settled`` says that the page's own markup or words decided the kind, so that the wording is
    not weighed again. ``linked`` is the share of the characters that are links.
    """

    span: Span
    kind: BlockKind
    group: int | None = None
    platform: ChannelName | None = None
    settled: bool = False
    linked: float = 0.0
    boxed: bool = False
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report prints about itself: dates as a page states them, or a text's own date."""

    title: str | None = None
    outlet: str | None = None
    dates: tuple[str, ...] = ()
    translated: bool = False
    printed_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's canonical text and its stretches: ordered, disjoint, covering its words."""

    text: str
    stretches: tuple[Stretch, ...]
    metadata: Metadata = field(default_factory=Metadata)


def blocks(stretches: tuple[Stretch, ...]) -> tuple[Block, ...]:
    """The stretches as blocks: neighbours of one group and kind become one block."""
    made: list[Block] = []
    last_group: int | None = None
    for stretch in stretches:
        joins = made and stretch.group is not None and stretch.group == last_group
        if joins and made[-1].kind == stretch.kind:
            made[-1] = Block(
                start=made[-1].start,
                end=stretch.span.end,
                kind=stretch.kind,
                platform=made[-1].platform or stretch.platform,
            )
        else:
            made.append(
                Block(
                    start=stretch.span.start,
                    end=stretch.span.end,
                    kind=stretch.kind,
                    platform=stretch.platform,
                    post=stretch.post,
                )
            )
        last_group = stretch.group
    return tuple(made)
