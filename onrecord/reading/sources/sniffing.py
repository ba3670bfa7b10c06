"""What a file is: decided from its first bytes, from its name only where these leave it open."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from onrecord.reading.portable import is_pdf
from onrecord.reading.reader import looks_like_html
from onrecord.reading.sources.types import HTML, MARKDOWN, PDF, PLAIN

Shape = Literal[
    "warc", "zip", "gzip", "pdf", "telegram", "x", "rows", "array", "json", "table", "feed",
    "addresses", "media", "text",
]  # fmt: skip

_BOM = b"\xef\xbb\xbf"
_MEDIA = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3",
    b"fLaC", b"\x1aE\xdf\xa3", b"wOFF", b"wOF2", b"BM", b"II*\x00", b"MM\x00*",
)  # fmt: skip
_BRANDED = slice(4, 8)
_MEDIA_NAMES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".mp3", ".mp4", ".m4a", ".mov",
    ".avi", ".mkv", ".webm", ".ogg", ".opus", ".wav", ".tgs", ".css", ".js", ".woff", ".woff2",
    ".ttf",
)  # fmt: skip
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]*>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
_X = re.compile(rb"\s*window\.YTD\.(?:tweets?|community_tweet)\.part\d+\s*=")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_TELEGRAM = re.compile(
    rb'"(?:messages|chats)"\s*:\s*[\[{]|"(?:personal_information|frequent_contacts)"\s*:\s*{'
)


def shape_of(head: bytes, name: str) -> Shape:
    r"""What the first bytes of a file, and failing these its name, say it is.

    >>> shape_of(b"WARC/1.1\r\n", "page.txt"), shape_of(b"id,text\n1,Hello", "posts.csv")
    ('warc', 'table')
    """
    head = head.removeprefix(_BOM)
    by_magic = _by_magic(head)
    if by_magic is not None:
        return by_magic
    suffix = name.lower()
    text = head.lstrip()
    if text.startswith(b"{"):
        return _of_object(text, suffix)
    if text.startswith(b"[") and _is_array(text, suffix):
        return "array"
    if _X.match(text):
        return "x"
    if _FEED.match(text):
        return "feed"
    if suffix.endswith((".csv", ".tsv")):
        return "table"
    if suffix.endswith(_MEDIA_NAMES):
        return "media"
    return "addresses" if is_address_list(head) else "text"


def _by_magic(head: bytes) -> Shape | None:
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if is_pdf(head):
        return "pdf"
    if head.startswith(_MEDIA) or head[_BRANDED] == b"ftyp":
        return "media"
    return None


def _of_object(text: bytes, suffix: str) -> Shape:
    if suffix.endswith((".jsonl", ".ndjson")):
        return "rows"
    if _TELEGRAM.search(text) or suffix.endswith("result.json"):
        return "telegram"
    if _is_object(text.split(b"\n", 1)[0]):
        return "rows"
    return "json" if suffix.endswith(".json") else "text"


def _is_object(line: bytes) -> bool:
    """Whether a line is one whole JSON object."""
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _is_array(text: bytes, suffix: str) -> bool:
    return suffix.endswith(".json") and text[1:].lstrip()[:1] in (b"{", b"]")


def is_address_list(head: bytes) -> bool:
    r"""Whether every line is an http(s) address, blank, or a remark behind "#".

    >>> is_address_list(b"# today\nhttps://news.example/a\n"), is_address_list(b"See https://a.b")
    (True, False)
    """
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    return bool(told) and all(_ADDRESS.match(line) for line in told[: max(1, len(told) - 1)])


def media_type_of(head: bytes, name: str) -> str:
    """The media type of a single report."""
    if is_pdf(head):
        return PDF
    opening = head.removeprefix(_BOM)[:8192]
    wide = opening[:2] in (b"\xff\xfe", b"\xfe\xff")
    characters = opening.decode("utf-16" if wide else "utf-8", "replace")
    if looks_like_html(characters, name):
        return HTML
    return MARKDOWN if name.lower().endswith((".md", ".markdown")) else PLAIN
