"""A report as it was received, and its one canonical text."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record.agents import AgentKind
from onrecord.record.spans import Span
from onrecord.record.statements import ChannelName

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "caption",
    "embedded_post",
    "list",
    "advertising",
    "boilerplate",
]
PublishedSource = Literal["given", "metadata", "text"]
Translated = Literal["stated", "suspected"]


class Poster(msgspec.Struct, frozen=True, kw_only=True):
    """Whose name an export states, as words of the document's text.

    ``kind`` is None where the export does not tell a person's account from a body's.
    """

    span: Span
    kind: AgentKind | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """Who an export says wrote a post, and who passed it on.

    ``author`` is None where it is not known whose words they are; ``via`` is the poster of what
    was forwarded or quoted, None where the author posted it.
    """

    author: Poster | None = None
    via: Poster | None = None


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled stretch of the text: what kind of text stands there.

    ``platform`` is the network an embedded post was made on, where the page's markup says so
    ("X"); None elsewhere. ``post`` is set where the block is a post, or a paragraph of one, whose
    author its export states; neighbours with an equal one are one post.
    """

    start: int
    end: int
    kind: BlockKind
    platform: ChannelName | None = None
    post: Post | None = None

    @property
    def span(self) -> Span:
        """The block's place in the text."""
        return Span(self.start, self.end)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report. ``id`` is ``sha256:`` and the digest of the bytes as received.

    ``blocks`` are ordered, disjoint and cover every character of ``text`` that is not white space.
    """

    id: str
    url: str | None = None
    retrieved_at: dt.datetime | None = None
    outlet: str | None = None
    title: str | None = None
    published: dt.date | None = None
    published_source: PublishedSource | None = None
    language: str | None = None
    translated: Translated | None = None
    text: str
    blocks: tuple[Block, ...] = ()
