"""Posts from an export: the words of each, as those of whom the export names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.record import Post, Span


def exported_posts(text: str, read: Sequence[Paragraph]) -> Iterator[tuple[Found, Post]]:
    r"""Each post whose author its export states: its paragraphs as one content, and whose it is.

    What somebody else is reported to have said inside a post is found like anywhere else; the
    post's author then passes it on.

    >>> from onrecord.record import Poster
    >>> text = "Ada Ba\\n\\nWe are home."
    >>> post = Post(author=Poster(span=Span(0, 6)))
    >>> block = Paragraph(Span(8, 20), "embedded_post", (), post=post)
    >>> [found.source[0].of(text) for found, _ in exported_posts(text, [block])]
    ['Ada Ba']
    """
    for post, paragraphs in groupby(read, key=lambda paragraph: paragraph.post):
        if post is None:
            continue
        pieces = [paragraph.span.trimmed(text) for paragraph in paragraphs]
        content = tuple(piece for piece in pieces if _has_words(piece.of(text)))
        if content:
            named = post.author or post.via
            source = (post.author.span,) if post.author is not None else ()
            scene = named.span if named is not None else Span(content[0].start, content[0].start)
            yield Found(content=content, form="direct", scene=scene, source=source), post


def _has_words(words: str) -> bool:
    return any(character.isalnum() for character in words)
