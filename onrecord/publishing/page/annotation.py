"""The report's text with its record marked in it: nested and overlapping spans cut into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

import msgspec

from onrecord.publishing.page.markup import Html, element, joined
from onrecord.publishing.view import View
from onrecord.publishing.wording import BLOCK_KINDS
from onrecord.record import Block, BlockKind, Document, Span

_ELEMENTS: dict[BlockKind, str] = {
    "title": "h3",
    "heading": "h4",
    "embedded_post": "blockquote",
    "advertising": "aside",
}
_ASIDE = {"advertising", "embedded_post", "caption"}


class Mark(msgspec.Struct, frozen=True):
    """One marked stretch of the text and the card it belongs to.

    ``tag`` is what the link at its beginning shows, empty for a later piece of the same item.
    """

    span: Span
    anchor: str
    classes: tuple[str, ...]
    tag: str
    label: str


def marks_of(view: View) -> tuple[Mark, ...]:
    """The marks of every statement, claim and unknown, in the order of the text."""
    marks = []
    for statement in view.statements:
        classes = ("statement", statement.form, statement.manner)
        extra = {"earnest": "", "ironic": " jest", "depicted": " invented"}[statement.manner]
        told = ", ".join(part for part in (statement.lead, statement.how, statement.mode) if part)
        label = f"statement {statement.id}: {told}"
        for number, piece in enumerate(statement.content):
            tag = "" if number else statement.id + extra
            marks.append(Mark(piece, anchor(statement.id), classes, tag, label))
    for claim in view.claims:
        label = f"claim {claim.id}: {claim.kind}{', ' if claim.verdict else ''}{claim.verdict}"
        marks.append(Mark(claim.span, anchor(claim.id), ("claim",), claim.id, label))
    for number, unknown in enumerate(view.unknowns, 1):
        marks.append(
            Mark(unknown.span, f"u{number}", ("unknown",), "unknown", "said to be unknown")
        )
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def anchor(item_id: str) -> str:
    """An item's id as an anchor: letters and digits only, whatever a Record from elsewhere holds.

    >>> anchor("s1"), anchor('s"><b>')
    ('s1', 's---b-')
    """
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in item_id)


def annotated_text(document: Document, marks: tuple[Mark, ...]) -> Html:
    """The whole text block by block; advertising is greyed, boilerplate folded away."""
    blocks = _complete(document)
    parts = []
    for folded, group in groupby(blocks, key=lambda block: block.kind == "boilerplate"):
        shown = [_block(document.text, block, marks) for block in group]
        parts.append(_folded(shown) if folded else joined(shown))
    return joined(parts)


def _folded(shown: list[Html]) -> Html:
    summary = f"boilerplate ({len(shown)} block{'' if len(shown) == 1 else 's'})"
    return element("details", element("summary", summary), *shown, class_="boilerplate")


def _block(text: str, block: Block, marks: tuple[Mark, ...]) -> Html:
    label = BLOCK_KINDS[block.kind] + (f" on {block.platform}" if block.platform else "")
    prefix = element("span", label, class_="label") if block.kind in _ASIDE else Html("")
    return element(
        _ELEMENTS.get(block.kind, "p"),
        prefix,
        *_pieces(text, block.span, marks),
        class_=f"block {block.kind}",
        dir="auto",
        aria_label=label if block.kind == "advertising" else None,
    )


def _pieces(text: str, span: Span, marks: tuple[Mark, ...]) -> Iterator[Html]:
    inside = [mark for mark in marks if mark.span.meets(span)]
    cuts = {span.start, span.end}
    cuts.update(edge for mark in inside for edge in mark.span if span.start < edge < span.end)
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        covering = [mark for mark in inside if mark.span.start <= start < mark.span.end]
        yield from (_tag(mark) for mark in covering if mark.tag and mark.span.start == start)
        words = text[start:end]
        yield _piece(words, covering) if covering else joined([words])


def _piece(words: str, covering: list[Mark]) -> Html:
    statements = [mark for mark in covering if mark.classes[0] == "statement"]
    others = [mark for mark in covering if mark.classes[0] != "statement"]
    inner = min(statements, key=lambda mark: mark.span.end - mark.span.start, default=None)
    classes = dict.fromkeys(name for mark in others for name in mark.classes)
    if inner is not None:
        classes = dict.fromkeys(inner.classes) | classes
    if any("depicted" in mark.classes for mark in statements):
        classes |= {"depicted": None}
    names = "mark " + " ".join(classes) + (" nested" if len(statements) > 1 else "")
    return element(
        "span", words, class_=names, data_in=" ".join(dict.fromkeys(m.anchor for m in covering))
    )


def _tag(mark: Mark) -> Html:
    return element(
        "a",
        mark.tag,
        class_=f"tag {' '.join(mark.classes)}",
        id=f"in-{mark.anchor}",
        href=f"#{mark.anchor}",
        aria_label=mark.label,
    )


def _complete(document: Document) -> Iterable[Block]:
    """The blocks, disjoint, and any text that no block covers as paragraphs of its own."""
    text, at = document.text, 0
    for block in sorted(document.blocks, key=lambda block: block.start):
        start, end = max(block.start, at), min(block.end, len(text))
        yield from _gap(text, at, start)
        if start < end:
            yield Block(start=start, end=end, kind=block.kind, platform=block.platform)
            at = end
    yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    span = Span(start, max(start, end)).trimmed(text)
    if span.end > span.start:
        yield Block(start=span.start, end=span.end, kind="paragraph")
