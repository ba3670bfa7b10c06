"""Telegram Desktop's export: the messages of every chat in its ``result.json``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import msgspec

from onrecord.errors import ReadingError
from onrecord.reading.layout import Layout
from onrecord.reading.posts import Account, Passage, lay_out, one_line
from onrecord.reading.sources.dates import instant
from onrecord.reading.sources.failing import refused
from onrecord.reading.sources.parts import decoded, mapped
from onrecord.reading.sources.types import TELEGRAM_MESSAGE, Entry, Item, Skipped, Stream
from onrecord.reading.sources.work import Held, Work
from onrecord.record import AgentKind, Span

TELEGRAM = "application/x-telegram-export+json"

_AGAIN = 'export it again in Telegram Desktop, as "Machine-readable JSON"'
_FORWARDED = "Forwarded from "
_UNKNOWN_ORIGIN = "Forwarded message\n\n"
_CHANNELS = ("public_channel", "private_channel")
_QUOTED = "blockquote"

_Number = int | str | None


class _Entity(msgspec.Struct, frozen=True):
    text: str = ""
    type: str = ""


class _Chat(msgspec.Struct, frozen=True):
    name: str | None = None
    type: str | None = None
    id: _Number = None
    messages: list[msgspec.Raw] = []


class _Chats(msgspec.Struct, frozen=True):
    chats: list[_Chat] = msgspec.field(name="list", default_factory=list)


class _Export(msgspec.Struct, frozen=True):
    """A whole account (``chats``, ``left_chats``), or one chat with its messages."""

    chats: _Chats | None = None
    left_chats: _Chats | None = None
    name: str | None = None
    type: str | None = None
    id: _Number = None
    messages: list[msgspec.Raw] | None = None


class _Message(msgspec.Struct, frozen=True):
    id: _Number = None
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    by: str | None = msgspec.field(name="from", default=None)
    from_id: str | int | None = None
    author: str | None = None
    forwarded_from: str | msgspec.UnsetType | None = msgspec.UNSET
    forwarded_from_id: str | int | None = None
    via_bot: str | None = None
    reply_to_message_id: _Number = None
    text: str | list[str | _Entity] = ""
    photo: str | None = None
    file: str | None = None
    media_type: str | None = None


def entries(held: Held, work: Work) -> Stream:
    """The messages of all chats of an export; service messages and bare media are counted."""
    container = held.container(TELEGRAM, work)
    if held.within is None:
        yield container
    skipped: Counter[str] = Counter()
    with mapped(held) as view:
        export = decoded(view, _Export, held.name, "a whole Telegram export", _AGAIN)
        for number, chat in enumerate(_chats(export)):
            yield from _Reader(held, work, chat, number, container.sha256, skipped).entries()
    for what, count in sorted(skipped.items()):
        yield Skipped(name=held.name, what=what, count=count)


def _chats(export: _Export) -> Iterator[_Chat]:
    if export.messages is not None:
        yield _Chat(export.name, export.type, export.id, export.messages)
    for chats in (export.chats, export.left_chats):
        if chats is not None:
            yield from chats.chats


class _Reader:
    """Reads the messages of one chat."""

    def __init__(
        self,
        held: Held,
        work: Work,
        chat: _Chat,
        number: int,
        digest: str,
        skipped: Counter[str],
    ) -> None:
        self.held = held
        self.work = work
        self.chat = chat
        self.digest = digest
        self.skipped = skipped
        self.place = f"chats/{chat.id if chat.id is not None else f'number {number}'}"
        self.decoder = msgspec.json.Decoder(_Message)
        self.seen: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        for number, raw in enumerate(self.chat.messages):
            content = bytes(raw)
            try:
                message = self.decoder.decode(content)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                name = self.held.at(f"{self.place}/messages/number {number}")
                yield refused(name, f"it is no message ({error})", _AGAIN)
                continue
            left_out = _left_out(message)
            if left_out is not None:
                self.skipped[left_out] += 1
                continue
            yield from self._entry(message, content, number)

    def _entry(self, message: _Message, content: bytes, number: int) -> Iterator[Entry]:
        numbered = message.id if message.id is not None else f"number {number}"
        locator = f"{self.place}/messages/{numbered}"
        name = self.held.at(locator)
        if locator in self.seen:
            yield refused(f"{name} (again)", "another message has the same number", _AGAIN)
            return
        self.seen.add(locator)
        if self.work.is_left_out(name):
            return
        posted = _moment(message.date_unixtime, message.date)
        yield Item(
            name=name,
            source=self.work.source,
            locator=self.held.place(locator),
            media_type=TELEGRAM_MESSAGE,
            content=content,
            container_sha256=self.digest,
            published=posted.date() if posted is not None else None,
            outlet=self.chat.name if self.chat.type in _CHANNELS else None,
            author=message.by,
            platform="Telegram",
            context=tuple(self._context(message, posted.isoformat() if posted else None)),
        )

    def _context(self, message: _Message, posted: str | None) -> Iterator[tuple[str, str]]:
        reply = message.reply_to_message_id
        edited = _moment(message.edited_unixtime, message.edited)
        stated: tuple[tuple[str, str | None], ...] = (
            ("chat", self.chat.name),
            ("kind of chat", self.chat.type),
            ("posted at", posted or message.date),
            ("edited at", edited.isoformat() if edited else message.edited),
            ("forwarded from", _origin(message)),
            ("in reply to", f"{self.place}/messages/{reply}" if reply is not None else None),
            ("signed", message.author),
            ("by way of", message.via_bot),
            ("with", message.media_type or ("photo" if message.photo else None)),
        )
        yield from ((key, value) for key, value in stated if value)


def _left_out(message: _Message) -> str | None:
    if message.type != "message":
        return "service messages"
    if not _plain(message.text).strip():
        return "messages without words"
    return None


def _moment(unix: str | int | None, printed: str | None) -> dt.datetime | None:
    return instant(str(unix)) if unix is not None else instant(f"{printed}Z" if printed else None)


def _is_forwarded(message: _Message) -> bool:
    return message.forwarded_from is not msgspec.UNSET


def _origin(message: _Message) -> str | None:
    """Whose words are forwarded, None where the export does not know."""
    origin = message.forwarded_from
    return one_line(origin) or None if isinstance(origin, str) else None


def _plain(text: str | list[str | _Entity]) -> str:
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part.text for part in text)


def layout_of(content: bytes, name: str) -> Layout:
    """The layout of one message's own bytes: who posted it, whose words they are, the words.

    Raises:
        ReadingError: where the bytes are no message.
        TooLargeError: where it is longer than a report can be.
    """
    try:
        message = msgspec.json.decode(content, type=_Message)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError(name, f"it is no Telegram message ({error})", _AGAIN) from error
    account = Account(message.by, kind=_kind(message.from_id))
    return lay_out(account, tuple(_passages(message)), "Telegram")


def _passages(message: _Message) -> Iterator[Passage]:
    if not _is_forwarded(message):
        yield from _own_and_quoted(message.text)
        return
    words, origin = _plain(message.text), _origin(message)
    if origin is None:
        yield Passage(words, passed_on=True, lead=_UNKNOWN_ORIGIN)
        return
    place = Span(len(_FORWARDED), len(_FORWARDED) + len(origin))
    lead, kind = f"{_FORWARDED}{origin}\n\n", _kind(message.forwarded_from_id)
    yield Passage(words, passed_on=True, lead=lead, name=place, kind=kind)


def _own_and_quoted(text: str | list[str | _Entity]) -> Iterator[Passage]:
    """The poster's own words, and what it marks as a quotation of somebody it does not name."""
    parts = [text] if isinstance(text, str) else text
    words, quoted = "", False
    for part in parts:
        is_quoted = isinstance(part, _Entity) and part.type == _QUOTED
        if is_quoted != quoted:
            yield Passage(words.strip("\n"), passed_on=quoted)
            words, quoted = "", is_quoted
        words += part if isinstance(part, str) else part.text
    yield Passage(words.strip("\n"), passed_on=quoted)


def _kind(account: str | int | None) -> AgentKind | None:
    """What kind of account an id such as "channel123" is of."""
    return "medium" if str(account).startswith("channel") else None
