"""Posts and messages from an export, laid out as their app shows them: who posted, then the words.

The name comes first on a line of its own, with what says that the words are passed on
("Forwarded from …") behind it, so that who speaks is a span of the document like everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading import plain
from onrecord.reading.advertising import mark_advertising
from onrecord.reading.layout import MAX_CHARACTERS, Layout, Metadata, Stretch, TooLargeError
from onrecord.record import AgentKind, ChannelName, Post, Poster, Span


@dataclass(frozen=True, slots=True)
class Account:
    """Who posted: the name that is shown, the handle if there is one, and what kind it is."""

    name: str | None
    handle: str | None = None
    kind: AgentKind | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    r"""Words of a post that are one person's.

    ``lead`` is printed before the words and says whose they are ("Forwarded from Ada Ba\n\n"),
    ``name`` is where in the lead the original's name stands. ``passed_on`` says that the words are
    not the poster's own; without ``name`` nobody knows whose.
    """

    words: str
    passed_on: bool = False
    lead: str = ""
    name: Span | None = None
    kind: AgentKind | None = None


def lay_out(
    account: Account | None, passages: tuple[Passage, ...], platform: ChannelName | None
) -> Layout:
    r"""The text of a post, and its stretches with whose words each is.

    Raises:
        TooLargeError: where it is longer than a report can be.

    >>> layout = lay_out(Account("Ada Ba"), (Passage("We are home."),), "Telegram")
    >>> layout.text
    'Ada Ba\n\nWe are home.'
    >>> layout.stretches[-1].post.author.span.of(layout.text)
    'Ada Ba'
    """
    writer = _Writer(platform)
    poster = writer.head(account)
    for passage in passages:
        writer.passage(passage, poster)
    return Layout(writer.text, writer.labelled(), Metadata())


class _Writer:
    def __init__(self, platform: ChannelName | None) -> None:
        self.platform = platform
        self.text = ""
        self.stretches: list[Stretch] = []

    def head(self, account: Account | None) -> Poster | None:
        """Writes the line that names who posted."""
        name = one_line(account.name) if account is not None and account.name else ""
        handle = one_line(account.handle) if account is not None and account.handle else ""
        if account is None or not (name or handle):
            return None
        handle = f"@{handle.removeprefix('@')}" if handle else ""
        shown = name or handle
        line = f"{name} ({handle})" if name and handle else shown
        self._furniture(line)
        return Poster(span=Span(0, len(shown)), kind=account.kind)

    def passage(self, passage: Passage, poster: Poster | None) -> None:
        """Writes words, and before them what says whose they are."""
        if not passage.words.strip():
            return
        start = self._furniture(passage.lead) if passage.lead else None
        if start is None:
            self._part()
        post = Post(author=poster)
        if passage.passed_on:
            origin = None
            if start is not None and passage.name is not None:
                place = Span(start + passage.name.start, start + passage.name.end)
                origin = Poster(span=place, kind=passage.kind)
            post = Post(author=origin, via=poster)
        self._words(passage.words, post)

    def _furniture(self, line: str) -> int:
        self._part()
        start = len(self.text)
        self.text += line
        span = Span(start, len(self.text)).trimmed(self.text)
        if span.start < span.end:
            self.stretches.append(Stretch(span, "boilerplate", settled=True))
        return start

    def _part(self) -> None:
        if self.text:
            self.text += "\n\n"

    def _words(self, words: str, post: Post) -> None:
        words = words.replace("\r\n", "\n")
        if len(self.text) + len(words) > MAX_CHARACTERS:
            raise TooLargeError(f"it has more than {MAX_CHARACTERS:,} characters")
        start = len(self.text)
        self.text += words
        self.stretches.extend(
            Stretch(
                Span(found.span.start + start, found.span.end + start),
                "paragraph",
                platform=self.platform,
                post=post,
            )
            for found in plain.lay_out(words).stretches
        )

    def labelled(self) -> tuple[Stretch, ...]:
        """The stretches; paid text in a post is labelled, unless the whole post would be."""
        marked = mark_advertising(self.text, self.stretches)
        if not any(s.kind == "paragraph" for s in marked):
            marked = tuple(self.stretches)
        return tuple(
            replace(s, kind="embedded_post") if s.kind == "paragraph" else s for s in marked
        )


def one_line(name: str) -> str:
    """A name without line breaks and with single spaces, as apps show it."""
    return " ".join(name.split())
