"""An X (Twitter) archive: the posts in ``data/tweets.js``, with the account from ``account.js``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import msgspec

from onrecord.errors import ReadingError
from onrecord.reading.layout import Layout
from onrecord.reading.posts import Account, Passage, lay_out
from onrecord.reading.sources.dates import instant
from onrecord.reading.sources.failing import refused
from onrecord.reading.sources.parts import decoded, mapped
from onrecord.reading.sources.types import X_POST, Container, Entry, Item, Stream
from onrecord.reading.sources.work import Held, Work
from onrecord.record import Span

X_POSTS = "application/x-x-archive+javascript"

_POSTS = re.compile(r"(?:^|/)data/tweets?(?:-part\d+)?\.js$")
_ACCOUNT = "data/account.js"
_AGAIN = "ask X for a new archive (Settings, Your account, Download an archive of your data)"
_REPOST = re.compile(r"RT @(\w{1,30}): ")


class _Named(msgspec.Struct, frozen=True, rename="camel"):
    username: str | None = None
    account_display_name: str | None = None


class _Holder(msgspec.Struct, frozen=True):
    account: _Named


class _Url(msgspec.Struct, frozen=True):
    expanded_url: str | None = None


class _Entities(msgspec.Struct, frozen=True):
    urls: list[_Url] = []


class _User(msgspec.Struct, frozen=True):
    name: str | None = None
    screen_name: str | None = None


class _Quoted(msgspec.Struct, frozen=True):
    full_text: str = ""
    user: _User | None = None


class _Post(msgspec.Struct, frozen=True):
    id_str: str
    full_text: str = ""
    created_at: str | None = None
    entities: _Entities | None = None
    in_reply_to_screen_name: str | None = None
    in_reply_to_status_id_str: str | None = None
    quoted_status: _Quoted | None = None


class _Wrapped(msgspec.Struct, frozen=True):
    tweet: _Post


def is_posts(path: str) -> bool:
    """Whether a path in an archive is one of its files of posts."""
    return _POSTS.search(path) is not None


def account_path(posts: str) -> str:
    """Where the account stands beside a file of posts."""
    return posts[: _start(posts)] + _ACCOUNT


def _start(posts: str) -> int:
    found = _POSTS.search(posts)
    return posts.index("data/", found.start()) if found else 0


def account_of(source: bytes) -> Account | None:
    """The account that ``account.js`` names; nothing else in it is kept."""
    try:
        holders = msgspec.json.decode(_json(memoryview(source)), type=list[_Holder])
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    if not holders:
        return None
    named = holders[0].account
    return Account(named.account_display_name, named.username)


def entries(held: Held, work: Work, account: Account | None) -> Stream:
    """The posts in one file of an X archive.

    Only this file is the items' container: the archive around it holds letters and addresses.
    """
    part = Held(name=held.name, file=held.file, size=held.size, path=held.path)
    container = part.container(X_POSTS, work)
    if held.path is None:
        held.file.seek(0)
        content = held.file.read()
        container = msgspec.structs.replace(container, content=content)
    yield container
    if account is None:
        why = "account.js, which says whose posts these are, is not beside it"
        yield refused(f"{held.name} (account)", why, "add the whole archive, folder or zip")
    with mapped(held) as view:
        posts = decoded(_json(view), list[msgspec.Raw], held.name, "a whole X archive", _AGAIN)
        for number, raw in enumerate(posts):
            yield from _entry(held, work, container, account, bytes(raw), number)


def _json(view: memoryview) -> memoryview:
    """What stands behind ``window.YTD.tweets.part0 =``."""
    equals = bytes(view[:200]).find(b"=")
    return view[equals + 1 :] if equals >= 0 else view


def _entry(
    held: Held,
    work: Work,
    container: Container,
    account: Account | None,
    content: bytes,
    number: int,
) -> Iterator[Entry]:
    try:
        post = _post(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        name = held.at(f"number {number}")
        yield refused(name, f"it is no post ({error})", _AGAIN)
        return
    name = held.at(post.id_str)
    if work.is_left_out(name):
        return
    handle = account.handle if account else None
    posted = instant(post.created_at)
    yield Item(
        name=name,
        source=work.source,
        locator=held.place(post.id_str),
        media_type=X_POST,
        content=content,
        container_sha256=container.sha256,
        url=f"https://x.com/{handle}/status/{post.id_str}" if handle else None,
        published=posted.date() if posted is not None else None,
        author=account.name if account else None,
        platform="X",
        context=tuple(_context(post, account)),
    )


def _post(content: bytes) -> _Post:
    if b'"tweet"' in content[:200]:
        return msgspec.json.decode(content, type=_Wrapped).tweet
    return msgspec.json.decode(content, type=_Post)


def _context(post: _Post, account: Account | None) -> Iterator[tuple[str, str]]:
    reposted = _REPOST.match(post.full_text)
    stated = (
        ("handle", account.handle if account else None),
        ("posted at", post.created_at),
        ("reposted from", f"@{reposted.group(1)}" if reposted else None),
        ("in reply to", post.in_reply_to_status_id_str),
        ("in reply to the account", post.in_reply_to_screen_name),
    )
    yield from ((key, value) for key, value in stated if value)
    for url in post.entities.urls if post.entities else ():
        if url.expanded_url:
            yield "links to", url.expanded_url


def layout_of(item: Item) -> Layout:
    """The layout of one post: whose account, whose words, the words as they were shown.

    Raises:
        ReadingError: where the bytes are no post.
        TooLargeError: where it is longer than a report can be.
    """
    try:
        post = _post(item.content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError(item.name, f"it is no post ({error})", _AGAIN) from error
    handle = next((value for key, value in item.context if key == "handle"), None)
    return lay_out(Account(item.author, handle), tuple(_passages(post)), "X")


def _passages(post: _Post) -> Iterator[Passage]:
    words = unescape(post.full_text)
    reposted = _REPOST.match(words)
    if reposted is not None:
        start, end = reposted.span(1)
        rest = words[reposted.end() :]
        yield Passage(rest, passed_on=True, lead=reposted.group(), name=Span(start - 1, end))
        return
    yield Passage(words)
    quoted = post.quoted_status
    if quoted is not None and quoted.full_text:
        user = quoted.user or _User()
        shown = user.name or (f"@{user.screen_name}" if user.screen_name else "")
        lead = f"Quoting {shown}\n\n" if shown else "Quoting\n\n"
        place = Span(len("Quoting "), len("Quoting ") + len(shown)) if shown else None
        yield Passage(unescape(quoted.full_text), passed_on=True, lead=lead, name=place)
