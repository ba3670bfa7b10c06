"""Bytes as received, made characters."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import ReadingError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first, for instance with gunzip"),
    (b"\x89PNG", "a picture", "give the text of the report"),
    (b"\xff\xd8\xff", "a picture", "give the text of the report"),
    (b"GIF8", "a picture", "give the text of the report"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"),
    (b"\x7fELF", "a program", "give the text of the report"),
    (b"SQLite format 3\x00", "a database", "give the text of the report"),
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_WINDOWS = frozenset({"iso8859-1", "ascii", "latin-1", "latin1"})
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_COMMONEST = "cp1252"
_IN_USE = frozenset(
    {"cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1254",
     "cp1255", "cp1256", "cp1257", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
)  # fmt: skip


def decode(source: bytes, item: str, charset: str | None = None) -> str:
    r"""The characters of ``source``: no byte-order mark, CRLF made LF, nothing else changed.

    A byte-order mark decides; then UTF-8 where the bytes are valid; then ``charset`` (from the
    address's headers) or what the page declares; then what the bytes look like. Stray bytes in
    what is otherwise UTF-8 are read as Windows-1252.

    Raises:
        ReadingError: where ``source`` is empty or binary.

    >>> decode(b"Dam\r\nholds", "note.txt")
    'Dam\nholds'
    """
    _refuse_binary(source, item)
    text = _decoded(source, charset).replace("\r\n", "\n")
    if not text.strip():
        raise ReadingError(item, "there is no text in it", "give a file with the report's text")
    return text


def encoding_of(head: bytes) -> tuple[str, str]:
    """The encoding in which a long text whose beginning this is can be read, and the error handler.

    >>> encoding_of(b"id,text")
    ('utf-8-sig', 'onrecord.windows')
    """
    for mark, encoding in _BYTE_ORDER_MARKS[1:]:
        if head.startswith(mark):
            return encoding.removesuffix("-le").removesuffix("-be"), "replace"
    wide = _wide_encoding(head)
    if wide:
        return wide, "replace"
    mended = head.decode("utf-8", errors="replace")
    stray = mended.count("\ufffd")
    if stray * 4 <= sum(1 for c in mended if c > "\x7f") - stray + 4:
        return "utf-8-sig", "onrecord.windows"
    return _known(_declared(head)) or _likely(head), "replace"


def _decoded(source: bytes, charset: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, errors="replace")
    wide = _wide_encoding(source)
    if wide:
        return source.decode(wide, errors="replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        return _other(source, charset)


def _other(source: bytes, charset: str | None) -> str:
    mended = source.decode("utf-8", errors="replace")
    stray = mended.count("\ufffd")
    if stray * 4 <= sum(1 for c in mended if c > "\x7f") - stray:
        return source.decode("utf-8", errors="onrecord.windows")
    for name in (charset, _declared(source)):
        encoding = _known(name)
        if encoding:
            return source.decode(encoding, errors="replace")
    return source.decode(_likely(source), errors="replace")


def _declared(source: bytes) -> str | None:
    match = _META_CHARSET.search(source[:4096])
    return (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in ("utf-8", "utf-8-sig"):
        return None
    return "cp1252" if info.name in _WINDOWS else info.name


def _likely(source: bytes) -> str:
    from charset_normalizer import from_bytes

    for match in from_bytes(source[:_SAMPLE]):
        fitting = _IN_USE.intersection(match.could_be_from_charset)
        if fitting:
            return _COMMONEST if _COMMONEST in fitting else min(fitting)
    return _COMMONEST


def _wide_encoding(source: bytes) -> str | None:
    sample = source[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 4 or b"\x00" not in sample:
        return None
    if sample[1::2].count(0) > 0.7 * pairs and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _refuse_binary(source: bytes, item: str) -> None:
    if not source.strip():
        raise ReadingError(item, "it is empty", "give a file with the report's text")
    for magic, what, remedy in _MAGIC:
        if source.startswith(magic):
            raise ReadingError(item, f"it is {what}, not text", remedy)
    if any(source.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _wide_encoding(source):
        return
    sample = source[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 50):
        raise ReadingError(
            item, "its bytes are not text", "give a plain-text or HTML file of the report"
        )


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error("onrecord.windows", _as_windows)
