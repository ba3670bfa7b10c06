"""A Document for the terminal: its metadata and its blocks, labelled."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.publishing.cleaning import one_line
from onrecord.publishing.layout import beside, indented
from onrecord.publishing.notices import advertising_line, document_facts, document_notices
from onrecord.publishing.wording import BLOCK_KINDS
from onrecord.record import Document

_WIDEST = 104
_LABEL = 15
_STYLES = {"advertising": "dim", "boilerplate": "dim", "title": "bold", "heading": "bold"}


def print_document(document: Document, console: Console) -> None:
    """Prints how a report was read: head, then one labelled line or paragraph a block."""
    parts: list[RenderableType] = [
        Text(one_line(document.title or "") or "Report without a title", style="bold"),
        Text(" · ".join(document_facts(document)), style="dim"),
    ]
    parts += [
        beside("!", Text(notice), style="bold yellow", width=2)
        for notice in document_notices(document)
    ]
    if line := advertising_line(document):
        parts.append(Text(f"Advertising: {line}", style="dim"))
    parts.append(Text())
    for block in document.blocks:
        label = BLOCK_KINDS[block.kind] + (f" ({block.platform})" if block.platform else "")
        words = Text(one_line(block.span.of(document.text)), style=_STYLES.get(block.kind, ""))
        parts.append(beside(label, words, style="cyan", width=max(_LABEL, len(label) + 1)))
    console.print(indented(Group(*parts), 0), width=min(console.width, _WIDEST))
