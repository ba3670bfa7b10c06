"""Text from reports made safe to show: a report must not steer the screen it is shown on."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    r"""The text with every control character made a visible replacement, one for one.

    Line feeds and tabs stay. The length does not change, so offsets still hold.

    >>> visible("a\x1b[2Jb")
    'a�[2Jb'
    """
    return _CONTROL.sub(_REPLACEMENT, text)


def one_line(text: str) -> str:
    r"""The text on one line, without control characters or directional overrides.

    >>> one_line(" They\nleft. ")
    'They left.'
    """
    return _SPACE.sub(" ", _DIRECTION.sub("", visible(text.replace("\r", " ")))).strip()


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character of the text runs from right to left.

    >>> is_right_to_left("שלום"), is_right_to_left("salom")
    (True, False)
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
