"""Reports as short as a sentence or two, read up to what the finder sees in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.attribution.finding import find_attributions
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph, paragraphs
from onrecord.record import Block, BlockKind, Document, Span


@dataclass(frozen=True)
class Read:
    """A text, its paragraphs, and the attributions of each."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    found: tuple[tuple[Found, ...], ...]

    def of(self, words: str) -> tuple[Found, Paragraph, tuple[Found, ...]]:
        """The attribution whose content holds the words, its paragraph, and all found there."""
        for paragraph, here in zip(self.paragraphs, self.found, strict=True):
            for one in here:
                if any(words in piece.of(self.text) for piece in one.content):
                    return one, paragraph, here
        raise AssertionError(f"nothing attributed holds {words!r}")

    def words(self, span: Span | None) -> str | None:
        """The words of a span, if there is one."""
        return None if span is None else span.of(self.text)


def _read(text: str, kind: BlockKind = "paragraph") -> Read:
    blocks = tuple(
        Block(start=match.start(), end=match.end(), kind=kind)
        for match in re.finditer(r"[^\n]+", text)
    )
    document = Document(id="sha256:test", text=text, language="en", blocks=blocks)
    read = paragraphs(document)
    return Read(text, read, find_attributions(text, read))


@pytest.fixture(scope="session")
def read_text() -> Callable[..., Read]:
    """Reads a text whose lines are its paragraphs."""
    return _read
