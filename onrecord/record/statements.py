"""What a source is reported to have said, shown or wanted."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.spans import Span, Spans

Act = Literal["speech", "attitude"]
Form = Literal["direct", "indirect", "mixed"]
Manner = Literal["earnest", "ironic", "depicted"]
MannerBasis = Literal["reporter", "speaker", "model"]
Certainty = Literal["certain", "probable", "possible", "denied", "unknown"]
ChannelName = Literal[
    "X", "Telegram", "Facebook", "Instagram", "TikTok", "YouTube", "VK", "WhatsApp", "Truth Social",
    "Bluesky", "Mastodon", "Threads", "LinkedIn", "Reddit", "Signal", "Viber", "Weibo",
    "television", "radio", "video", "press conference", "interview", "statement",
]  # fmt: skip


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """By which way the words came, normalised, and the words that say so.

    ``span`` is None where the page's markup, not its text, names the platform.
    """

    name: ChannelName
    span: Span | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution: content, cue and source as spans, and how it is meant.

    ``speaker`` and the ids in ``candidates``, ``depicts`` and ``via`` name Agents of the same
    Record. ``speaker`` is None where the report leaves it open, and for depicted words.
    ``certainty`` is the speaker's own, on FactBank's scale (Saurí and Pustejovsky, 2009).
    """

    id: str
    act: Act = "speech"
    content: Spans
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    depicts: tuple[str, ...] = ()
    via: str | None = None
    form: Form
    manner: Manner = "earnest"
    manner_basis: MannerBasis | None = None
    manner_marks: Spans = ()
    channel: Channel | None = None
    certainty: Certainty = "certain"
    certainty_marks: Spans = ()
