"""Names of items as text: whatever a file system allows, nothing that steers a screen."""

from __future__ import annotations

import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def printable(name: str) -> str:
    r"""A name in which every character can be stored and shown; different names stay different.

    Control characters, direction marks and bytes that are no text are written as their code,
    and a backslash twice.

    >>> print(printable("a\nb"), printable("r\udcffn"), printable("Львів.txt"))
    a\x0ab r\udcffn Львів.txt
    """
    return "".join(_shown(character) for character in name)


def _shown(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
