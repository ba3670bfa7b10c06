"""Everything a document attributes, gathered in reading order before anybody is named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attribution.depiction import Depiction, depictions
from onrecord.attribution.exported import exported_posts
from onrecord.attribution.finding import find_attributions
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.learned import add_learned
from onrecord.attribution.posts import signed_posts
from onrecord.record import Document, Post, Span, hull

_MOSTLY = 0.6


@dataclass(frozen=True)
class Draft:
    """An attribution on its way to a Statement.

    ``outer`` is the place, in the same tuple, of the attribution whose content it stands in;
    ``depiction`` is set for words put into somebody's mouth, ``post`` for the words of a post
    whose author its export states.
    """

    found: Found
    paragraph: int
    outer: int | None = None
    depiction: Depiction | None = None
    post: Post | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Its order in reading: by content, the outer before the inner."""
        whole = hull(self.found.content)
        return whole.start, -whole.end


def drafts_of(document: Document, read: Sequence[Paragraph]) -> tuple[Draft, ...]:
    """All attributions of the paragraphs: found, signed and depicted, in reading order."""
    text = document.text
    found = add_learned(text, read, find_attributions(text, read))
    posts = signed_posts(text, [paragraph for paragraph in read if paragraph.post is None])
    depicted = depictions(text, read, found)
    replaced = {id(one.replaces) for one in depicted if one.replaces is not None}
    plain = [
        Draft(one, number)
        for number, here in enumerate(found)
        for one in here
        if id(one) not in replaced and not _repeats(one, posts) and not _is_shown(one, depicted)
    ]
    plain.extend(Draft(post, _paragraph_of(read, post.content[0])) for post in posts)
    plain.extend(_depicted(read, one) for one in depicted)
    plain.extend(exported_drafts(document, read))
    ordered = sorted(plain, key=lambda draft: draft.place)
    return tuple(_with_outer(ordered))


def exported_drafts(document: Document, read: Sequence[Paragraph]) -> tuple[Draft, ...]:
    """The posts of the paragraphs whose author their export states."""
    return tuple(
        Draft(found, _paragraph_of(read, found.content[0]), post=post)
        for found, post in exported_posts(document.text, read)
    )


def _repeats(one: Found, posts: Sequence[Found]) -> bool:
    """Whether a signed post already stands for the same words."""
    whole = hull(one.content)
    return not one.inner and any(whole.meets(piece) for post in posts for piece in post.content)


def _is_shown(one: Found, depicted: Sequence[Depiction]) -> bool:
    """Whether most of the content is words put into somebody's mouth, found a second time."""
    whole = hull(one.content)
    for depiction in depicted:
        shown = hull(depiction.content)
        shared = min(whole.end, shown.end) - max(whole.start, shown.start)
        if shared > _MOSTLY * (whole.end - whole.start):
            return True
    return False


def _depicted(read: Sequence[Paragraph], one: Depiction) -> Draft:
    found = Found(
        content=one.content,
        form="direct",
        scene=one.replaces.scene if one.replaces else hull(one.content),
        cue=one.cue,
        source=one.source,
    )
    return Draft(found, _paragraph_of(read, one.content[0]), depiction=one)


def _paragraph_of(read: Sequence[Paragraph], span: Span) -> int:
    at = bisect_right(read, span.start, key=lambda paragraph: paragraph.span.start) - 1
    return max(at, 0)


def _with_outer(ordered: Sequence[Draft]) -> list[Draft]:
    placed: list[Draft] = []
    for draft in ordered:
        outer = None
        if draft.found.inner:
            outer = _innermost(placed, hull(draft.found.content))
        if outer is None and draft.post is None:
            outer = _innermost(placed, draft.found.content[0], posts_only=True)
        placed.append(replace(draft, outer=outer))
    return placed


def _innermost(placed: Sequence[Draft], span: Span, *, posts_only: bool = False) -> int | None:
    """The place of the last draft whose words hold ``span``."""
    for at in range(len(placed) - 1, -1, -1):
        one = placed[at]
        if posts_only and one.post is None:
            continue
        if any(piece.holds(span) for piece in one.found.content):
            return at
    return None
